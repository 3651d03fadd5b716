import Testing

@testable import Containers

@Suite struct JSONTests {
    @Test(
        "A document is read and written as it was",
        arguments: [
            "null", "true", "[]", "{}", "[1,-2.5,3e10]", #"{"b":1,"a":[{"c":null}]}"#,
            #""a\"b\\c\n\u0001""#,
        ])
    func roundTrip(_ text: String) throws {
        #expect(try JSON(parsing: Array(text.utf8)).compact == text)
    }

    @Test(
        "What isn't JSON is refused where it goes wrong",
        arguments: [
            ("", 0), ("{", 1), ("[1,]", 3), ("nul", 0), (#"{"a" 1}"#, 5), (#""a"#, 2), ("01", 1),
            ("1 2", 2), (#""\x""#, 3), ("+1", 0), ("-", 1),
            ("[\u{0b}1]", 1),
        ])
    func refused(_ text: String, _ offset: Int) {
        #expect {
            try JSON(parsing: Array(text.utf8))
        } throws: { error in
            (error as? JSONError)?.offset == offset
        }
    }

    @Test("Surrogate pairs make one scalar, halves become U+FFFD")
    func surrogates() throws {
        let json = try JSON(parsing: Array(#""\ud83d\ude00 \ud83d""#.utf8))
        #expect(json == .string("😀 \u{fffd}"))
    }

    @Test("Deep nesting is refused, not followed")
    func depth() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError.self) { try JSON(parsing: Array(text.utf8)) }
    }

    @Test("No bytes trap, and what can be read can be written and read again")
    func anyBytes() throws {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array(#"{}[]",:\u0d8e1-.tfn ÿ"#.utf8) + [0x00, 0x1b, 0xff]
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0..<24)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            guard let json = try? JSON(parsing: bytes) else { continue }
            #expect(try JSON(parsing: Array(json.compact.utf8)) == json)
            #expect(try JSON(parsing: Array(json.pretty.utf8)) == json)
        }
    }
}

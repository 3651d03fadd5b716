import Testing

@testable import Configuration

struct EnvironmentShowTests {
    private func show(
        _ text: String, _ format: Environment.Format,
        _ visibility: Environment.Visibility = .revealed
    ) throws -> String {
        let environment = try Environment(Array(text.utf8), source: "dev")
        return String(decoding: try environment.text(format, visibility), as: UTF8.self)
    }

    private static let text = "# c\nA=1\nexport B=\"it's\n$x\"\nA='a \"b\"'\n"

    @Test(arguments: [
        (Environment.Format.dotenv, "B=\"it's\n\\$x\"\nA='a \"b\"'\n"),
        (.sh, "export B='it'\\''s\n$x'\nexport A='a \"b\"'\n"),
        (.json, "{\n  \"B\": \"it's\\n$x\",\n  \"A\": \"a \\\"b\\\"\"\n}\n"),
    ])
    func aFormatHasTheLastValueOfEach(_ format: Environment.Format, _ expected: String) throws {
        #expect(try show(Self.text, format) == expected)
    }

    @Test func dockersFormatHasNoQuotesAndNoSecondLine() throws {
        #expect(try show("A='a \"b\" # c'\n", .docker) == "A=a \"b\" # c\n")
        #expect { try show(Self.text, .docker) } throws: {
            "\($0)" == "the value of B can't be written as docker; use sh"
        }
        #expect(throws: EnvironmentError.cannotShow("A", .docker)) { try show("A='x\r'", .docker) }
    }

    @Test func nothingIsNothing() throws {
        for format in Environment.Format.allCases {
            #expect(try show("# none\n", format) == (format == .json ? "{}\n" : ""))
        }
    }

    @Test func jsonKeepsBytesThatAreNotUTF8() throws {
        let bytes: [UInt8] = Array("A=".utf8) + [0x61, 0xFF, 0xC3, 0xA9, 0xE2, 0x82, 0x01]
        let environment = try Environment(bytes, source: "dev")
        let json = String(decoding: try environment.text(.json, .revealed), as: UTF8.self)
        #expect(json == "{\n  \"A\": \"a\\udcff\u{E9}\\udce2\\udc82\\u0001\"\n}\n")
    }

    @Test(arguments: Environment.Format.allCases)
    func aMaskShowsNeitherTheValueNorItsLength(_ format: Environment.Format) throws {
        let short = try show("A=x\n", format, .masked)
        #expect(short == (try show("A='a very long secret\nof two lines'\n", format, .masked)))
        #expect(short.contains("********"))
    }

    @Test func referencesAndEmptyValuesHideNothing() {
        #expect(Environment.masked(Array("env://HOME".utf8)) == "env://HOME")
        #expect(Environment.masked([]) == "")
        #expect(Environment.masked(Array("env://".utf8)) == "********")
    }

    @Test(arguments: [
        ("env://HOME", Reference.variable("HOME")), ("file://~/key", .file("~/key")),
        ("file:///etc/x", .file("/etc/x")), ("cmd://pass show x", .command("pass show x")),
    ])
    func aReferenceIsRecognised(_ value: String, _ reference: Reference) {
        #expect(Reference(Array(value.utf8)) == reference)
        #expect(reference.text == value)
    }

    @Test(arguments: ["", "env:HOME", "https://x", "file://", " env://X", "ENV://X"])
    func otherValuesAreNoReference(_ value: String) { #expect(Reference(Array(value.utf8)) == nil) }
}

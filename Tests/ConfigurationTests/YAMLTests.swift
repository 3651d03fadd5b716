import Testing

@testable import Configuration

struct YAMLTests {
    private func parse(_ text: String) throws(YAMLError) -> YAML {
        try YAML.parse(Array(text.utf8), source: "x.yml")
    }

    @Test func everyNodeKnowsItsLineColumnAndBytes() throws {
        let text = "# ä\nsave:\n  suffix: -é  # c\nkeys: [a, 'b c']\n"
        let root = try parse(text)
        let suffix = try #require(root["save"]?["suffix"])
        #expect((suffix.line, suffix.column) == (3, 11))
        let bytes = Array(text.utf8)
        #expect(String(decoding: bytes[suffix.range], as: UTF8.self) == "-é")
        let items = try #require(root["keys"]?.items)
        #expect(items.map(\.text) == ["a", "b c"])
        #expect(String(decoding: bytes[items[1].range], as: UTF8.self) == "'b c'")
        let list = try #require(root["keys"])
        #expect(String(decoding: bytes[list.range], as: UTF8.self) == "[a, 'b c']")
    }

    @Test func aByteOrderMarkAndCarriageReturnsMoveNoPlace() throws {
        let text = "\u{FEFF}a: 1\r\nb: 2\r\n"
        let root = try parse(text)
        let value = try #require(root["b"])
        #expect((value.line, value.column, value.text) == (2, 4, "2"))
        #expect(Array(text.utf8)[value.range].elementsEqual("2".utf8))
    }

    @Test func lineSeparatorsOfYAMLAreNoLinesOfAnEditor() throws {
        let root = try parse("a: \"x\u{2028}y\u{85}z\"\nb: 2\n")
        #expect(root["b"]?.line == 2)
    }

    @Test(arguments: ["", "# only a comment\n", "---\n", "~"])
    func nothingIsAbsent(_ text: String) throws { #expect(try parse(text).isAbsent) }

    @Test(arguments: ["''", "\"null\"", "'~'"])
    func quotedWordsAreTexts(_ text: String) throws { #expect(try parse(text).isAbsent == false) }

    @Test func scalarsStayTexts() throws {
        let root = try parse("a: yes\nb: 010\nc: 1.50\nd: 2001-01-01")
        #expect(root.entries?.map(\.value.text) == ["yes", "010", "1.50", "2001-01-01"])
    }

    @Test func aBlockCollectionEndsWithItsLastValue() throws {
        let text = "a:\n  b: 1\n\n# later\n"
        let node = try #require(try parse(text)["a"])
        #expect(Array(text.utf8)[node.range].elementsEqual("b: 1".utf8))
    }

    @Test func anAliasHasTheContentOfItsAnchor() throws {
        let root = try parse("a: &x [1, 2]\nb: *x\n")
        #expect(root["b"]?.items?.map(\.text) == ["1", "2"])
        #expect(root["b"]?.form == .alias)
        #expect(root["b"]?.line == 2)
    }

    @Test(arguments: [
        (
            "a: 1\nb: 2\na: 3",
            "x.yml:3: the key 'a' stands here a second time; the first is in line 1"
        ),
        ("a: !!str 1", "x.yml:1: tags such as tag:yaml.org,2002:str are not used here; remove it"),
        ("a: 1\n---\nb: 2", "x.yml:2: a second document begins here; keep one"),
        ("a: *x", "x.yml:1: *x names no anchor that ends above it"),
        ("a: &x [*x]", "x.yml:1: *x names no anchor that ends above it"),
        ("[a]: 1", "x.yml:1: a key must be a word, not a list or a group"),
        ("a: 'x", "x.yml:1: found unexpected end of stream"),
        ("a: 1\nb:\t- x\n c", "x.yml:2: block sequence entries are not allowed in this context"),
        ("ok: 1\nbad: @x", "x.yml:2: found character that cannot start any token"),
    ])
    func whatIsWrongNamesItsLine(_ text: String, _ sentence: String) {
        #expect { try parse(text) } throws: { "\($0)" == sentence }
    }

    @Test func illFormedUTF8NamesItsLine() {
        #expect { try YAML.parse(Array("a: 1\nb: ".utf8) + [0xFF], source: "x.yml") } throws: {
            "\($0)" == "x.yml:2: invalid leading UTF-8 octet"
        }
    }

    @Test func aliasesCannotGrowTheTreeWithoutEnd() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let items = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(items)]\n"
        }
        #expect { try parse(text) } throws: {
            if case .tooLarge(let place) = $0 as? YAMLError { place.line ?? 0 > 1 } else { false }
        }
    }

    @Test func nestingAndLengthAreBounded() {
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(throws: YAMLError.tooLarge(Place("x.yml", line: 1))) { try parse(deep) }
        let long = String(repeating: "#", count: YAML.byteLimit + 1)
        #expect(throws: YAMLError.tooLarge(Place("x.yml"))) { try parse(long) }
    }

    @Test func anyTextThatIsWrittenIsReadBack() throws {
        var random = Seeded()
        let pool: [Unicode.Scalar] = [
            "a", "1", " ", ":", "#", "-", "'", "\"", "\\", "\n", "\t", "[", "]", "{", "}", ",",
            "&", "*", "!", "|", ">", "%", "@", "~", "é", "漢", "\u{85}", "\u{2028}", "\u{FEFF}",
            "\u{1}", "\u{7F}", "=", "?", "🙂",
        ]
        for _ in 0..<2000 {
            let count = Int.random(in: 0...8, using: &random)
            var text = ""
            for _ in 0..<count {
                text.unicodeScalars.append(pool.randomElement(using: &random) ?? "a")
            }
            let written = YAML.written(text: text)
            for line in [
                "k: \(written)\n", "k: [\(written), x]\n", "k: {\(written): \(written)}\n",
            ] {
                let value = try #require(try parse(line)["k"])
                let read = value.text ?? value.items?.first?.text ?? value.entries?.first?.key.text
                #expect(read.map { Array($0.utf8) } == Array(text.utf8), "\(line)")
            }
        }
    }
}

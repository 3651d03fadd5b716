import Testing

@testable import Commands

@Suite struct GrammarTests {
    @Test(
        "Words are split as a POSIX shell does, without expansion (D36)",
        arguments: [
            ("cp 'host:my file' /tmp", ["cp", "host:my file", "/tmp"]),
            (#"a "b c\"d" e\ f"#, ["a", "b c\"d", "e f"]),
            ("x ''", ["x", ""]),
            ("a$HOME `x` $(y)", ["a$HOME", "`x`", "$(y)"]),
            ("  a   b ", ["a", "b"]),
            (#""a\nb""#, [#"a\nb"#]),
            ("", []),
        ])
    func words(_ line: String, _ wanted: [String]) throws {
        #expect(try Grammar.words(line).map(\.text) == wanted)
    }

    @Test("A quote or backslash without an end is an error", arguments: ["'a", "\"a", "a\\"])
    func open(_ line: String) {
        #expect(throws: CallError.self) { try Grammar.words(line) }
    }

    @Test(
        "A quoted word reads as its text", arguments: ["", "a b", "it's", "a\"b", "$x", "é", "a=b"])
    func quoting(_ text: String) throws {
        #expect(try Grammar.words(Grammar.quoted(text)).map(\.text) == [text])
    }
}

@Suite struct CommandTableTests {
    private let table = CommandTable.standard

    @Test("An equals sign makes a key only where the command declares it (D11, D36)")
    func keys() throws {
        let save = try table.call(line: "save suffix=-x message='a b'")
        #expect(save.values == ["suffix": "-x", "message": "a b"])
        let copy = try table.call(line: "cp host:a=b /tmp")
        #expect(copy.arguments == ["host:a=b", "/tmp"])
        #expect(copy.values.isEmpty)
        #expect(throws: CallError.self) { try table.call(line: "save container_name=x") }
    }

    @Test(
        "A wrong line says what was expected, and is never run (D37)",
        arguments: [
            ("", "a command is needed"), ("sve", "did you mean 'save'?"),
            ("cp a", "to is missing: cp FROM TO"), ("save extra words", "'extra' is too much"),
            ("envload ../x", "is no environment's name"), ("envhost 1A", "is no variable's name"),
            ("focus nowhere", "expected left, down"), ("envload", "name is missing"),
            ("save suffix=-a suffix=-b", "'suffix=' is given twice"),
            ("zzzzzz", "help lists them"),
        ])
    func wrong(_ line: String, _ part: String) {
        #expect(table.explanation(of: line)?.contains(part) == true)
        #expect(!table.accepts(line))
    }

    @Test("Every command's example and every name is right")
    func examples() {
        for command in table.commands {
            #expect(table.accepts(command.example), "\(command.example)")
            #expect(command.example.hasPrefix(command.name))
            #expect(!command.summary.isEmpty && command.summary.last != ".")
        }
        #expect(Set(table.commands.map(\.name)).count == table.commands.count)
    }

    @Test("Completion offers names, keys and what the surroundings know (D58)")
    func completion() {
        func complete(_ line: String) -> [String] {
            table.completions(of: line) { $0 == .environmentName ? ["github", "gitlab"] : [] }
        }
        #expect(complete("sa") == ["save"])
        #expect(complete("save s") == ["suffix="])
        #expect(complete("envload gith") == ["github"])
        #expect(complete("help env").contains("envload"))
        #expect(complete("nope x") == [])
    }
}

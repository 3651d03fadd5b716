import Testing

@testable import Configuration

struct EnvironmentTests {
    private func read(_ text: String) throws(EnvironmentError) -> Environment {
        try Environment(Array(text.utf8), source: "dev")
    }

    private func text(_ environment: Environment) -> String {
        String(decoding: environment.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("K=v", "v"), ("  K=v  ", "v"), ("export K=v", "v"), ("\texport  K=v\r\n", "v"), ("K=", ""),
        ("K=''", ""), ("K=a b c # comment", "a b c"), ("K=a#b", "a#b"), ("K=#b", "#b"),
        ("K= # c", ""),
        ("K=C:\\new\\tab", "C:\\new\\tab"), ("K=it's", "it's"), ("K=a\"b\"", "a\"b\""),
        ("K=$HOME/x", "$HOME/x"), ("K='a $b \"c\" \\n' # c", "a $b \"c\" \\n"),
        ("K=\"a\\nb\\t\\\"\\\\\\$\\`\\r\"", "a\nb\t\"\\$`\\r"), ("K='a\nb'", "a\nb"),
        ("K=\"a\nb\"", "a\nb"), ("K=\"a\\\nb\"", "ab"), ("K='it'\\''s'", "it's"),
        ("K=\"a\"'b'", "ab"), ("K==x=", "=x="), ("K=é漢", "é漢"), ("K=a\rb", "a\rb"),
        ("\u{FEFF}K=v", "v"), ("K=1\nK=2", "2"), ("K='x'\r\nL=1", "x"), ("K='a\r\nb'", "a\r\nb"),
    ])
    func aValueIsReadAsItWasMeant(_ line: String, _ value: String) throws {
        #expect(try read(line)["K"] == Array(value.utf8))
    }

    @Test(arguments: [
        ("A=1\nB", "dev:2: 'B' has no value; write B=VALUE, or B=env://B to take it from the host"),
        (
            "export B",
            "dev:1: 'B' has no value; write B=VALUE, or B=env://B to take it from the host"
        ),
        ("A =1", "dev:1: write A=VALUE without blanks around '='"),
        ("A= 1", "dev:1: write A=VALUE without blanks around '='"),
        (
            "\n\n2A=1",
            "dev:3: '2A' is no name for a variable; use letters, digits and '_', and don't "
                + "begin with a digit"
        ),
        (
            "=1",
            "dev:1: '' is no name for a variable; use letters, digits and '_', and don't begin with "
                + "a digit"
        ),
        (
            "foo bar",
            "dev:1: 'foo bar' is no name for a variable; use letters, digits and '_', and don't "
                + "begin with a digit"
        ),
        ("A='\nx\ny", "dev:1: the quote ' that opens here is never closed"),
        ("A='x\n'\nB=\"y\n", "dev:3: the quote \" that opens here is never closed"),
        ("A='x'y", "dev:1: A: more text behind the closing quote; quote all of the value"),
        ("A='x' y", "dev:1: A: more text behind the closing quote; quote all of the value"),
        ("A='x\ny' z", "dev:2: A: more text behind the closing quote; quote all of the value"),
        ("A='x'\nB=a\0", "dev:2: a zero byte can't be part of a variable"),
        ("A='\0'", "dev:1: a zero byte can't be part of a variable"),
    ])
    func aMistakeNamesFileAndLine(_ text: String, _ sentence: String) {
        #expect { try read(text) } throws: { "\($0)" == sentence }
    }

    @Test func theLinesOfALaterMistakeCountEveryLine() {
        #expect { try read("A='1\n2'\nB=\"3\\\n4\"\n\n# c\nC") } throws: {
            "\($0)".hasPrefix("dev:7: 'C' has no value")
        }
    }

    private static let layout = """
        # database
        export  DB_URL=postgres://x   # the real one

        TOKEN='a
        b' # two lines
        \tEMPTY=
        DB_URL="last"
        """

    @Test func readingChangesNothing() throws {
        let environment = try read(Self.layout)
        #expect(text(environment) == Self.layout)
        #expect(environment.variables.map(\.name) == ["TOKEN", "EMPTY", "DB_URL"])
        #expect(environment["DB_URL"] == Array("last".utf8))
        #expect(environment["TOKEN"] == Array("a\nb".utf8))
        #expect(environment.place(of: "TOKEN")?.description == "dev:4")
    }

    @Test func settingChangesOnlyTheValue() throws {
        var environment = try read(Self.layout)
        try environment.set("TOKEN", to: Array("it's $new".utf8))
        try environment.set("EMPTY", to: Array("x".utf8))
        try environment.set("DB_URL", to: [])
        #expect(
            text(environment) == """
                # database
                export  DB_URL=postgres://x   # the real one

                TOKEN="it's \\$new" # two lines
                \tEMPTY=x
                DB_URL=''
                """)
    }

    @Test func aNewVariableGetsALineAtTheEnd() throws {
        var environment = try read("A=1")
        try environment.set("B", to: Array("2 3".utf8))
        #expect(text(environment) == "A=1\nB='2 3'\n")
        environment = try read("A=1\r\n")
        try environment.set("B", to: Array("2".utf8))
        #expect(text(environment) == "A=1\r\nB=2\r\n")
        environment = try read("")
        try environment.set("B", to: Array("2".utf8))
        #expect(text(environment) == "B=2\n")
    }

    @Test func removingTakesEveryLineOfTheVariableAndNoOther() throws {
        var environment = try read(Self.layout)
        let removed = ["DB_URL", "TOKEN", "TOKEN"].map { environment.remove($0) }
        #expect(removed == [true, true, false])
        #expect(text(environment) == "# database\n\n\tEMPTY=\n")
    }

    @Test func whatCannotBeSetIsRefused() throws {
        var environment = try read("A=1\n")
        let before = environment
        #expect(throws: EnvironmentError.self) { try environment.set("A B", to: []) }
        #expect(throws: EnvironmentError.self) { try environment.set("A", to: [0]) }
        #expect(throws: EnvironmentError.self) { try environment.set("", to: [1]) }
        #expect(environment == before)
    }

    @Test(arguments: ["dev", "a.b-c_D9", "0", "_x"])
    func namesOfEnvironments(_ name: String) { #expect(Environment.isName(name)) }

    @Test(arguments: [
        "", ".", "..", "../../evil", "a/b", ".hidden", "-x", "a b", "é", "a\n", "a\0",
        String(repeating: "a", count: 300),
    ])
    func whatIsNoNameOfAnEnvironment(_ name: String) { #expect(!Environment.isName(name)) }

    @Test func aCommentAllowsNames() throws {
        let environment = try read(
            "# paks: allow PATH, LD_PRELOAD\n#paks: allow IFS\n# paks: deny X\nA=1")
        for name in ["PATH", "LD_PRELOAD", "IFS"] { #expect(environment.allows(name), "\(name)") }
        #expect(!environment.allows("X"))
        #expect(!environment.allows("A"))
        #expect(try !read("A='\n# paks: allow PATH\n'").allows("PATH"))
        #expect(try !read("A=1 # paks: allow PATH").allows("PATH"))
    }

    /// 2,000 values of any bytes, most of them from those that mean something somewhere.
    @Test func everyValueOfBytesComesBack() throws {
        var random = Seeded()
        let special = Array("'\"\\$` \t\n\r#=\u{FEFF}é!;&|*".utf8)
        var environment = try read("# start\nexport V0='x' # c\n")
        var values: [String: [UInt8]] = [:]
        for round in 0..<2000 {
            let count = Int.random(in: 0...12, using: &random)
            let value: [UInt8] = (0..<count).map { _ in
                Bool.random(using: &random)
                    ? special.randomElement(using: &random) ?? 1
                    : UInt8.random(in: 1...255, using: &random)
            }
            let name = "V\(round % 8)"
            try environment.set(name, to: value)
            values[name] = value
            let again = try Environment(environment.bytes, source: "dev")
            #expect(again == environment)
            for (name, value) in values { #expect(again[name] == value) }
            #expect(again.bytes.starts(with: "# start\nexport V0=".utf8))
            let shown = try Environment(again.text(.dotenv, .revealed), source: "shown")
            #expect(shown.variables == again.variables)
            let shell = try Environment(again.text(.sh, .revealed), source: "shell")
            #expect(shell.variables == again.variables)
        }
    }

    @Test func everyByteComesBackAlone() throws {
        for byte in UInt8(1)...255 {
            for value in [[byte], [byte, byte], [0x61, byte], [byte, 0x61], [0x27, byte]] {
                let line = Array("K=".utf8) + Environment.quoted(value)
                #expect(try Environment(line, source: "x")["K"] == value, "\(value)")
                #expect(try Environment(line + [0x0A], source: "x")["K"] == value, "\(value)")
            }
        }
    }
}

import Testing

@testable import Configuration

struct SettingsFileTests {
    private func edit(_ text: String, _ change: (inout SettingsFile) throws -> Void) throws
        -> String
    {
        var file = try SettingsFile(Array(text.utf8), source: "s.yml")
        try change(&file)
        return String(decoding: file.bytes, as: UTF8.self)
    }

    /// A file, a setting, a value, and the file that must come out.
    struct Case: Sendable, CustomTestStringConvertible {
        var before: String
        var key: String
        var value: String
        var after: String
        var testDescription: String { "\(key)=\(value) in \(before.debugDescription)" }
    }

    @Test(arguments: [
        Case(
            before: "theme: nord # mine\n", key: "theme", value: "mono",
            after: "theme: mono # mine\n"),
        Case(before: "theme: nord", key: "theme", value: "mono", after: "theme: mono"),
        Case(
            before: "# c\ntheme:   'a'  # b\r\nmouse: on\r\n", key: "theme", value: "true",
            after: "# c\ntheme:   \"true\"  # b\r\nmouse: on\r\n"),
        Case(before: "mouse: on\n", key: "mouse", value: "no", after: "mouse: false\n"),
        Case(before: "registry: x\n", key: "registry", value: "", after: "registry: \"\"\n"),
        Case(
            before: "registry: x\n", key: "registry", value: "a # b: 'c' \"d\"",
            after: "registry: \"a # b: 'c' \\\"d\\\"\"\n"),
        Case(
            before: "shell: |\n  fish\n\nmouse: on\n", key: "shell", value: "zsh",
            after: "shell: zsh\n\nmouse: on\n"),
        Case(
            before: "shell: \"a\n  b\"\nmouse: on\n", key: "shell", value: "zsh",
            after: "shell: zsh\nmouse: on\n"),
        Case(
            before: "\u{FEFF}# ä\ntheme: nord\n", key: "theme",
            value: "mono", after: "\u{FEFF}# ä\ntheme: mono\n"),
        Case(
            before: "theme: &t nord\n", key: "theme", value: "mono",
            after: "theme: mono\n"),
    ])
    func oneLineIsChangedAndNoOther(_ one: Case) throws {
        #expect(try edit(one.before) { try $0.set(one.key, to: one.value) } == one.after)
    }

    @Test func aListInLinesBecomesOneAndKeepsTheCommentsBetween() throws {
        let text = "keys:\n  prefix: # mine\n  - C-a # one\n  # two\n  - F12\nmouse: on\n"
        #expect(
            try edit(text) { try $0.set("keys.prefix", to: "M-x") }
                == "keys:\n  prefix: [M-x] # mine\n  # two\nmouse: on\n")
    }

    @Test(arguments: [
        Case(before: "", key: "theme", value: "mono", after: "theme: mono\n"),
        Case(
            before: "# hello\n", key: "save.suffix", value: "-x",
            after: "# hello\nsave:\n  suffix: -x\n"),
        Case(before: "# hello", key: "mouse", value: "off", after: "# hello\nmouse: false\n"),
        Case(
            before: "shell: zsh # s\n\n# looks\ntheme: nord\n", key: "save.suffix", value: "-x",
            after: "shell: zsh # s\nsave:\n  suffix: -x\n\n# looks\ntheme: nord\n"),
        Case(
            before: "theme: nord", key: "container_tech", value: "podman",
            after: "theme: nord\ncontainer_tech: podman\n"),
        Case(
            before: "theme: nord\r\n", key: "mouse", value: "off",
            after: "theme: nord\r\nmouse: false\r\n"),
        Case(
            before: "keys:\n    preset: tmux\n", key: "keys.bindings.S", value: "save -x",
            after: "keys:\n    preset: tmux\n    bindings:\n      S: \"save -x\"\n"),
        Case(
            before: "keys:\n  bindings:\n    a: quit\n  # end\n", key: "keys.bindings.?", value: "",
            after: "keys:\n  bindings:\n    a: quit\n    \"?\": \"\"\n  # end\n"),
        Case(
            before: "keys: {}\n", key: "keys.bindings.S", value: "save",
            after: "keys: {bindings: {S: save}}\n"),
        Case(
            before: "keys: { preset: tmux } # k\n", key: "keys.prefix", value: "C-a",
            after: "keys: { preset: tmux, prefix: [C-a] } # k\n"),
        Case(
            before: "save:\n# none\ntheme: nord\n", key: "save.suffix", value: "-x",
            after: "save:\n  suffix: -x\n# none\ntheme: nord\n"),
        Case(
            before: "save: ~ # none\n", key: "save.suffix", value: "-x",
            after: "save: # none\n  suffix: -x\n"),
        Case(
            before: "keys:\n  prefix:\n  - F12 # one\n", key: "keys.bindings", value: "{a: quit}",
            after: "keys:\n  prefix:\n  - F12 # one\n  bindings: {a: quit}\n"),
    ])
    func aMissingKeyGetsLinesInItsPlace(_ one: Case) throws {
        #expect(try edit(one.before) { try $0.set(one.key, to: one.value) } == one.after)
    }

    @Test(arguments: [
        Case(
            before: "keys: {prefix: [C-a]}\n", key: "keys.prefix", value: "F12",
            after: "keys: {prefix: [C-a, F12]}\n"),
        Case(
            before: "keys: {prefix: []}\n", key: "keys.prefix", value: "C-]",
            after: "keys: {prefix: [\"C-]\"]}\n"),
        Case(
            before: "keys:\n  prefix:\n  - C-a # one\n  # two\n", key: "keys.prefix", value: "F12",
            after: "keys:\n  prefix:\n  - C-a # one\n  - F12\n  # two\n"),
        Case(
            before: "keys:\n  prefix:\n", key: "keys.prefix", value: "F12",
            after: "keys:\n  prefix: [F12]\n"),
        Case(
            before: "theme: nord\n", key: "keys.prefix", value: "F12",
            after: "theme: nord\nkeys:\n  prefix: [F12]\n"),
        Case(
            before: "keys: {prefix: [C-a]}\n", key: "keys.prefix", value: "C-a",
            after: "keys: {prefix: [C-a]}\n"),
        Case(
            before: "keys:\n  bindings: {}\n", key: "keys.bindings", value: "==zoom",
            after: "keys:\n  bindings: {\"=\": zoom}\n"),
    ])
    func itemsAreAdded(_ one: Case) throws {
        #expect(try edit(one.before) { try $0.add(one.value, to: one.key) } == one.after)
    }

    @Test(arguments: [
        Case(
            before: "keys: {prefix: [C-a, F12, M-x]}\n", key: "keys.prefix", value: "F12",
            after: "keys: {prefix: [C-a, M-x]}\n"),
        Case(
            before: "keys: {prefix: [C-a, F12]}\n", key: "keys.prefix", value: "C-a",
            after: "keys: {prefix: [F12]}\n"),
        Case(
            before: "keys: {prefix: [C-a]} # k\n", key: "keys.prefix", value: "C-a",
            after: "keys: {prefix: []} # k\n"),
        Case(
            before: "keys:\n  prefix:\n  - C-a # one\n  # two\n  - F12\n", key: "keys.prefix",
            value: "C-a", after: "keys:\n  prefix:\n  # two\n  - F12\n"),
        Case(
            before: "keys:\n  prefix:\n  - C-a # one\ntheme: nord\n", key: "keys.prefix",
            value: "C-a",
            after: "keys:\n  prefix: []\ntheme: nord\n"),
        Case(
            before: "keys:\n  bindings:\n    a: quit\n    b: zoom\n", key: "keys.bindings",
            value: "a",
            after: "keys:\n  bindings:\n    b: zoom\n"),
        Case(
            before: "keys:\n  bindings: {a: quit}\n", key: "keys.bindings", value: "a",
            after: "keys:\n  bindings: {}\n"),
    ])
    func itemsAreRemoved(_ one: Case) throws {
        #expect(try edit(one.before) { try $0.remove(one.value, from: one.key) } == one.after)
    }

    @Test func aSettingIsRemovedWithItsLines() throws {
        let text =
            "save:\n  suffix: -x # s\ntheme: nord\nkeys:\n  prefix:\n  - C-a\n  - F12\nmouse: off"
        #expect(
            try edit(text) {
                try $0.remove(from: "save.suffix")
                try $0.remove(from: "keys.prefix")
            } == "save:\ntheme: nord\nkeys:\nmouse: off")
        #expect(try edit(text) { try $0.remove(from: "mouse") }.hasSuffix("- F12\n"))
    }

    @Test(arguments: [
        ("theme", "s.yml: theme is not set here"),
        ("keys.prefix F21", "s.yml:2: 'F21' is not in keys.prefix; did you mean 'F12'?"),
        ("thmee x", "there is no setting 'thmee'; did you mean 'theme'?"),
        ("mouse on", "mouse holds one value; use 'paks config set mouse VALUE'"),
    ])
    func aRemovalThatCannotBeSaysWhy(_ words: String, _ sentence: String) {
        let words = words.split(separator: " ").map(String.init)
        #expect {
            try edit("mouse: on\nkeys: {prefix: [F12]}\n") {
                try $0.remove(words.dropFirst().first, from: words[0])
            }
        } throws: { "\($0)" == sentence }
    }

    @Test func aWrongValueChangesNothing() throws {
        var file = try SettingsFile(Array("mouse: on\n".utf8), source: "s.yml")
        let before = file
        #expect(throws: SettingsError.self) { try file.set("mouse", to: "maybe") }
        #expect(throws: SettingsError.self) { try file.set("no.such", to: "x") }
        #expect(throws: SettingsError.self) { try file.set("save.suffix", to: "") }
        #expect(throws: SettingsError.self) { try file.add("x", to: "mouse") }
        #expect(throws: SettingsError.self) { try file.add("x", to: "keys.bindings") }
        #expect(file == before)
    }

    @Test func aChangeThatWouldReachFurtherIsRefused() throws {
        let text = "keys:\n  bindings: &b\n    a: quit\n  prefix: []\n"
        #expect(try edit(text) { try $0.set("keys.bindings.a", to: "zoom") }.contains("a: zoom"))
        let shared = "theme: &t nord\nshell: *t\n"
        #expect { try edit(shared) { try $0.remove(from: "theme") } } throws: {
            "\($0)".hasPrefix("s.yml:1: theme can't be changed here without touching other lines")
        }
        #expect(
            try edit(shared) { try $0.set("shell", to: "zsh") } == "theme: &t nord\nshell: zsh\n")
    }

    @Test func aFileThatIsWrongIsNotEdited() {
        #expect(throws: SettingsError.self) {
            try edit("thme: x\n") { try $0.set("mouse", to: "on") }
        }
    }

    @Test func everySettingOfTheBuiltInFileCanBeSetWithOneLineChanged() throws {
        let values = [
            "container_tech": "podman", "shell": "zsh", "registry": "ghcr.io/me",
            "save.suffix": "-x",
            "confirm": "never", "env.editor": "nano -w", "theme": "nord", "borders": "ascii",
            "mouse": "off", "scrollback.lines": "5", "terminal.checksums": "on",
            "terminal.read_clipboard": "on",
            "keys.preset": "tmux", "keys.prefix": "[C-a]", "keys.bindings": "{a: quit}",
        ]
        let lines = String(decoding: Settings.builtInFile, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        for key in SettingKey.all {
            var file = try SettingsFile(Settings.builtInFile, source: "s.yml")
            try file.set(key.name, to: try #require(values[key.name]))
            let changed = String(decoding: file.bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(changed.count == lines.count)
            #expect(zip(lines, changed).count { $0 != $1 } == 1, "\(key.name)")
            let settings = try Settings.read([.file("s.yml", file.bytes)])
            #expect(try settings.value(of: key.name) != Settings().value(of: key.name))
        }
    }

    @Test func whatAFileDoesNotSetIsNotItsOwn() throws {
        let file = try SettingsFile(Array("keys: {bindings: {a: quit}}".utf8), source: "s.yml")
        #expect(try file.value(of: "theme") == nil)
        #expect(try file.value(of: "keys.bindings.a") == .text("quit"))
        #expect(try file.value(of: "keys.bindings.b") == nil)
    }
}

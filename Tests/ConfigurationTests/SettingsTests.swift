import Testing

@testable import Configuration

struct SettingsTests {
    private func read(_ text: String, _ assignments: String...) throws -> Settings {
        try Settings.read(
            [.file("s.yml", Array(text.utf8))] + assignments.map { .assignment($0) })
    }

    @Test func theBuiltInFileHasEveryKeyAndTheValuesOfAFreshValue() throws {
        let root = try YAML.parse(Settings.builtInFile, source: Settings.builtInName)
        let values = try SettingKey.values(in: root, source: Settings.builtInName)
        #expect(values.map(\.key.name) == SettingKey.all.map(\.name))
        for (key, value) in values { #expect(key.get(Settings()) == value, "\(key.name)") }
        #expect(try Settings.read([]) == Settings())
    }

    @Test func everyKeyIsExplainedInTheBuiltInFile() throws {
        let root = try YAML.parse(Settings.builtInFile, source: Settings.builtInName)
        let lines = String(decoding: Settings.builtInFile, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        for key in SettingKey.all {
            let line = try #require(root.node(at: key.path)?.line)
            #expect(lines[line - 2].contains("#"), "\(key.name)")
        }
    }

    @Test func laterLayersWin() throws {
        let settings = try Settings.read([
            .file("user.yml", Array("theme: nord\nmouse: off\nsave:\n  suffix: -a\n".utf8)),
            .file("extra.yml", Array("save: {suffix: -b}\nkeys:\n  bindings: {S: save}\n".utf8)),
            .assignment("save.suffix=-c"), .assignment("keys.bindings.x="),
            .assignment("keys.prefix=[C-a, F12]"),
        ])
        #expect(settings.theme == "nord")
        #expect(settings.mouse == false)
        #expect(settings.saveSuffix == "-c")
        #expect(settings.keys.bindings == ["S": "save", "x": ""])
        #expect(settings.keys.prefix == ["C-a", "F12"])
    }

    @Test func aTextThatLooksLikeSomethingElseStaysAText() throws {
        #expect(try read("theme: true").theme == "true")
        #expect(try read("shell: 010").shell == "010")
        #expect(try read("", "registry=localhost:5000/me=x").registry == "localhost:5000/me=x")
        #expect(try read("", "registry=").registry == "")
    }

    @Test func emptyGroupsListsAndMapsAreFine() throws {
        #expect(try read("keys:\n  # nothing yet\nsave:\n") == Settings())
        #expect(try read("keys:\n  bindings:\n  prefix:\n") == Settings())
    }

    @Test(arguments: [
        ("thme: nord", "s.yml:1: there is no setting 'thme'; did you mean 'theme'?"),
        (
            "\nsave:\n  sufix: x",
            "s.yml:3: there is no setting 'save.sufix'; did you mean 'save.suffix'?"
        ),
        ("quux: 1", "s.yml:1: there is no setting 'quux'; 'paks config get' lists them all"),
        ("save.suffix: -x", "s.yml:1: write 'save.suffix' nested: save: suffix"),
        ("mouse: maybe", "s.yml:1: mouse is true or false, not 'maybe'"),
        ("mouse: \"true\"", "s.yml:1: mouse is true or false, not the text \"true\""),
        ("mouse:", "s.yml:1: mouse is true or false, not nothing"),
        ("theme: ~", "s.yml:1: theme is a name of letters, digits, '.', '_' and '-', not nothing"),
        (
            "theme: ../evil",
            "s.yml:1: theme is a name of letters, digits, '.', '_' and '-', not '../evil'"
        ),
        ("theme: [a]", "s.yml:1: theme is a name of letters, digits, '.', '_' and '-', not a list"),
        ("save: -x", "s.yml:1: save is keys under it, not '-x'"),
        ("- a", "s.yml:1: settings are keys with values, not a list"),
        (
            "scrollback: {lines: -1}",
            "s.yml:1: scrollback.lines is a number from 0 to 1000000, not '-1'"
        ),
        (
            "container_tech: dokcer",
            "s.yml:1: container_tech is auto, docker or podman, not 'dokcer'; did you mean 'docker'?"
        ),
        ("keys:\n  prefix: F12", "s.yml:2: keys.prefix is a list, not 'F12'"),
        (
            "keys:\n  prefix:\n  - F12\n  - F99",
            "s.yml:4: keys.prefix is a key's name such as C-], F12, M-a, S-Tab or Space, not 'F99'"
        ),
        ("keys:\n  bindings:\n    C-x:", "s.yml:3: keys.bindings.C-x is a text, not nothing"),
        ("a: [", "s.yml:1: did not find expected node content"),
    ])
    func aMistakeInAFileNamesLineAndWhatIsRight(_ text: String, _ sentence: String) {
        #expect { try read(text) } throws: { "\($0)" == sentence }
    }

    @Test(arguments: [
        (
            "save.suffix:-x",
            "'save.suffix:-x' is no setting; write key=value, for example save.suffix=-mine"
        ),
        ("=x", "'=x' is no setting; write key=value, for example save.suffix=-mine"),
        ("save=x", "-s save=x: there is no setting 'save'; 'paks config get' lists them all"),
        ("mose=on", "-s mose=on: there is no setting 'mose'; did you mean 'mouse'?"),
        ("mouse=", "-s mouse=: mouse is true or false, not ''"),
        (
            "save.suffix=-",
            "-s save.suffix=-: save.suffix is lower-case letters and digits, "
                + "parted by '-', '_' or '.', such as -saved, not '-'"
        ),
        (
            "keys.bindings.Nope=quit",
            "-s keys.bindings.Nope=quit: keys.bindings is a key's name such "
                + "as C-], F12, M-a, S-Tab or Space, not 'Nope'"
        ),
    ])
    func aMistakeInAnArgumentShowsTheArgument(_ text: String, _ sentence: String) {
        #expect { try read("", text) } throws: { "\($0)" == sentence }
    }

    @Test(arguments: ["-saved", "x", ".v1", "_2", "__a", "---a", "-a.b_c"])
    func suffixesThatARepositoryCanCarry(_ text: String) throws {
        #expect(try read("", "save.suffix=\(text)").saveSuffix == text)
    }

    @Test(arguments: ["", "-", "A", "-x-", "a..b", "___a", "._a", ":tag", "/x", "a b"])
    func suffixesThatNoRepositoryCanCarry(_ text: String) {
        #expect(throws: SettingsError.self) { try read("", "save.suffix=\(text)") }
    }

    @Test func valuesPrintAsScriptsWantThem() throws {
        let settings = try read("keys: {prefix: [C-a, F12], bindings: {S: save x, d: ''}}")
        #expect(try settings.value(of: "keys.prefix")?.description == "C-a\nF12")
        #expect(try settings.value(of: "keys.bindings")?.description == "S=save x\nd=")
        #expect(try settings.value(of: "keys.bindings.S")?.description == "save x")
        #expect(try settings.value(of: "keys.bindings.q") == nil)
        #expect(try settings.value(of: "mouse")?.description == "true")
        #expect(try settings.value(of: "scrollback.lines")?.description == "10000")
        #expect(throws: SettingsError.self) { try settings.value(of: "nothing") }
    }
}

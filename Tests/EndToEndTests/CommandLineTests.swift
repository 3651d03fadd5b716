import Glibc
import Support
import Testing

/// paks without an engine: what it says of itself, environments and settings.
@Suite("The command line")
struct CommandLineTests {
    /// Runs paks in a home of its own, which holds what the steps before left.
    private struct Home: ~Copyable {
        let folder: String

        init() throws {
            var template = Array("/tmp/paks-test.XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { throw Failure("no folder") }
            folder = String(
                decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }

        deinit {
            _ = try? Command(
                ["rm", "-rf", folder], environment: ["PATH": variables["PATH"] ?? "/bin"]
            ).run()
        }

        @discardableResult
        func paks(_ words: String..., changes: [String: String] = [:]) throws -> Command.Result {
            try paks(words, changes: changes)
        }

        func paks(_ words: [String], changes: [String: String] = [:]) throws -> Command.Result {
            let environment = [
                "PATH": variables["PATH"] ?? "/bin", "HOME": folder, "PAKS_HOME": folder + "/paks",
                "LANG": "C.UTF-8",
            ]
            return try Command(
                [paksProgram] + words, environment: environment.merging(changes) { $1 },
                directory: folder
            ).run()
        }
    }

    @Test("--version and version print the same line")
    func version() throws {
        let home = try Home()
        let option = try home.paks("--version")
        #expect(option.status == 0)
        #expect(option.output.wholeMatch(of: /paks [0-9]+\.[0-9]+\.[0-9]+\S*\n/) != nil)
        #expect(try home.paks("version").output == option.output)
    }

    @Test("--help names the subcommands")
    func help() throws {
        let home = try Home()
        let help = try home.paks("--help")
        #expect(help.status == 0)
        for word in ["run", "tui", "do", "attach", "ls", "rm", "env", "config", "version"] {
            #expect(help.output.contains(word), "\(word)")
        }
    }

    @Test(
        "What isn't a command or an option is refused on standard error (D47, D52)",
        arguments: [
            ["nonsense"], ["run"], ["run", "--nonsense", "image"], ["config", "nonsense"],
            ["env", "nonsense"],
        ])
    func refusesNonsense(words: [String]) throws {
        let home = try Home()
        let result = try Command(
            [paksProgram] + words,
            environment: ["PATH": "/usr/bin:/bin", "HOME": home.folder, "PAKS_HOME": home.folder]
        ).run()
        #expect(result.status != 0)
        #expect(result.output == "")
        #expect(!result.errors.isEmpty)
    }

    @Test("An engine that there is none of is refused by the option's own name")
    func refusesUnknownEngines() throws {
        let home = try Home()
        for words in [["ls", "-c", "lxc"], ["do", "-c", "lxc", "size"]] {
            let result = try home.paks(words)
            #expect(result.status == 1)
            #expect(result.errors.contains("-c lxc: the engine is docker or podman"), "\(result)")
        }
    }

    @Test("Where there is no engine at all, both are named")
    func saysThatThereIsNoEngine() throws {
        let home = try Home()
        let result = try home.paks("ls", changes: ["PATH": "/nonexistent"])
        #expect(result.status == 1)
        #expect(result.errors.contains("neither docker nor podman is on the PATH"), "\(result)")
    }

    @Test("Environments are added, shown masked, and removed; files are the owner's alone (D46)")
    func environments() throws {
        let home = try Home()
        #expect(try home.paks("env", "add", "github", "TOKEN=se cr'et").status == 0)
        // The article's order.
        #expect(try home.paks("env", "add", "NAME=octocat", "github").status == 0)
        #expect(permissions(of: home.folder + "/paks/envs") == 0o700)
        #expect(permissions(of: home.folder + "/paks/envs/github") == 0o600)
        #expect(try home.paks("env", "list").output == "github\n")
        let masked = try home.paks("env", "show", "github")
        #expect(masked.output.contains("TOKEN"))
        #expect(!masked.output.contains("se cr"))
        #expect(try home.paks("env", "show", "github", "--reveal").output.contains("se cr"))
        #expect(try home.paks("env", "rm", "github", "TOKEN").status == 0)
        #expect(try !home.paks("env", "show", "github").output.contains("TOKEN"))
        #expect(try home.paks("env", "rm", "TOKEN", "github").status != 0)
        for words in ["../evil", "a/b", ""] {
            let result = try home.paks("env", "add", words, "A=b")
            #expect(result.status != 0, "\(words)")
        }
        #expect(contents(of: home.folder + "/evil") == nil)
        #expect(try home.paks("env", "show", "missing").status != 0)
    }

    @Test("An environment's comments outlive a change, and a mistake has a file and a line (D46)")
    func keepsComments() throws {
        let home = try Home()
        let path = home.folder + "/paks/envs/mine"
        try write("# first\n\nexport A='one'\n  # last\n", to: path)
        #expect(try home.paks("env", "add", "mine", "B=two").status == 0)
        let text = String(decoding: contents(of: path) ?? [], as: UTF8.self)
        #expect(text.hasPrefix("# first\n\nexport A='one'\n  # last\n"))
        try write("A=1\nnot a line\n", to: path)
        let result = try home.paks("env", "show", "mine")
        #expect(result.status != 0)
        #expect(result.errors.contains("mine:2"), "\(result)")
    }

    @Test("The editor is $VISUAL or $EDITOR (D46)")
    func edits() throws {
        let home = try Home()
        try writeProgram("#!/bin/sh\necho EDITED=yes >> \"$1\"", to: home.folder + "/editor")
        let result = try home.paks(
            "env", "edit", "mine", changes: ["EDITOR": home.folder + "/editor"])
        #expect(result.status == 0, "\(result)")
        #expect(contents(of: home.folder + "/paks/envs/mine") == Array("EDITED=yes\n".utf8))
    }

    @Test("An environment is removed whole, and listed as long as it is there (D46)")
    func removesEnvironments() throws {
        let home = try Home()
        for name in ["a", "b"] { #expect(try home.paks("env", "add", name, "K=v").status == 0) }
        #expect(try home.paks("env").output == "a\nb\n")
        #expect(try home.paks("env", "list", "--format", "json").output.contains(#""name": "a""#))
        #expect(try home.paks("env", "rm", "a").status == 0)
        #expect(try home.paks("env", "list").output == "b\n")
        let again = try home.paks("env", "rm", "a")
        #expect(again.status != 0)
        #expect(again.errors.contains("no environment 'a'"), "\(again)")
    }

    @Test(
        "An editor that isn't there or fails changes nothing and leaves nothing (D46)",
        arguments: [["env", "edit", "mine"], ["config", "edit"]],
        [("no-such-editor", "127"), ("false", "1")])
    func survivesEditors(words: [String], editor: (String, String)) throws {
        let home = try Home()
        try home.paks("env", "add", "mine", "K=v")
        let result = try home.paks(words, changes: ["EDITOR": editor.0])
        #expect(result.status == 1)
        #expect(result.errors.contains("'\(editor.0)' ended with status \(editor.1)"), "\(result)")
        #expect(try home.paks("env", "list").output == "mine\n")
        #expect(contents(of: home.folder + "/paks/envs/mine") == Array("K=v\n".utf8))
        #expect(entries(of: home.folder + "/paks") == ["envs"])
        #expect(entries(of: home.folder + "/paks/envs").filter { $0 != ".lock" } == ["mine"])
    }

    @Test("What was edited wrongly is kept, and the next edit goes on with it")
    func keepsDrafts() throws {
        let home = try Home()
        let editor = home.folder + "/editor"
        try writeProgram("#!/bin/sh\necho not a line >> \"$1\"", to: editor)
        let wrong = try home.paks("env", "edit", "mine", changes: ["VISUAL": editor])
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("mine:1"), "\(wrong)")
        #expect(try home.paks("env", "list").output == "")
        try writeProgram("#!/bin/sh\nsed -i s/.*/K=v/ \"$1\"", to: editor)
        let right = try home.paks("env", "edit", "mine", changes: ["VISUAL": editor])
        #expect(right.status == 0, "\(right)")
        #expect(right.errors.contains("going on"), "\(right)")
        #expect(contents(of: home.folder + "/paks/envs/mine") == Array("K=v\n".utf8))
        #expect(entries(of: home.folder + "/paks/envs").filter { $0 != ".lock" } == ["mine"])
    }

    @Test("A settings file is made whole, once, and lists and maps grow and shrink (D47)")
    func changesSettings() throws {
        let home = try Home()
        let path = home.folder + "/paks/settings.yml"
        #expect(try home.paks("config", "init").output == path + "\n")
        let whole = contents(of: path)
        #expect(whole?.contains(bytes: Array("# ".utf8)) == true)
        #expect(try home.paks("config", "init").status != 0)
        #expect(contents(of: path) == whole)
        #expect(try home.paks("config", "add", "keys.prefix", "C-a").status == 0)
        #expect(try home.paks("config", "get", "keys.prefix").output.contains("C-a"))
        #expect(try home.paks("config", "remove", "keys.prefix", "C-a").status == 0)
        #expect(contents(of: path) == whole)
        let missing = try home.paks("config", "remove", "keys.prefix", "C-a")
        #expect(missing.status != 0)
        #expect(contents(of: path) == whole)
        // Every setting on a line, for scripts.
        let all = try home.paks("config", "get").lines
        #expect(all.count > 10 && all.allSatisfy { $0.contains("=") })
    }

    @Test("Without a user's file a change makes one, and touches nothing else (D47)")
    func makesASettingsFile() throws {
        let home = try Home()
        #expect(try home.paks("config", "set", "theme=mono").status == 0)
        #expect(
            contents(of: home.folder + "/paks/settings.yml") == Array("theme: mono\n".utf8))
        #expect(try home.paks("config", "set", "theme:nord").status != 0)
        #expect(try home.paks("config", "set", "theme=").status != 0)
    }

    @Test("Without HOME it is the system's word where the user lives")
    func findsItsHome() throws {
        let result = try Command(
            [paksProgram, "config", "path"], environment: ["PATH": "/usr/bin:/bin"]
        ).run()
        #expect(result.status == 0)
        #expect(result.output.hasSuffix("/.paks/settings.yml\n"), "\(result)")
        #expect(!result.output.hasPrefix("/.paks"), "\(result)")
    }

    @Test("The README names every command, and no other (D55)")
    func readme() throws {
        let source = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let text = String(decoding: contents(of: "/\(source)/README.md") ?? [], as: UTF8.self)
        let home = try Home()
        let help = try home.paks("do", "help").lines.filter { !$0.hasPrefix(" ") }
        let commands = Set(help.compactMap { $0.split(separator: " ").first.map(String.init) })
        #expect(commands.count > 10)
        for command in commands.subtracting(["palette", "ask"]) {
            #expect(text.contains("`\(command)"), "\(command)")
        }
        let subcommands = try home.paks("--help").output
        for word in text.matches(of: /(?:`|\n {4})paks ([a-z]+)/).map(\.1) {
            #expect(subcommands.contains("\n  \(word) "), "paks \(word)")
        }
    }

    @Test("Settings are got, set and kept with their comments (D47, D48)")
    func settings() throws {
        let home = try Home()
        let path = home.folder + "/paks/settings.yml"
        #expect(try home.paks("config", "path").output == path + "\n")
        try write("# mine\nsave:\n  suffix: -kept # why\n", to: path)
        let key = "save.suffix"
        #expect(try home.paks("config", "get", key).output == "-kept\n")
        #expect(try home.paks("config", "set", "\(key)=-other").status == 0)
        #expect(
            contents(of: path) == Array("# mine\nsave:\n  suffix: -other # why\n".utf8))
        let wrong = try home.paks("config", "set", "save.sufix=-x")
        #expect(wrong.status != 0)
        #expect(wrong.errors.contains("save.suffix"), "\(wrong)")
        #expect(try home.paks("config", "get", "nothing").status != 0)
    }
}

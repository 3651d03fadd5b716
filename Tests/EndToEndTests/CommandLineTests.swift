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

        func paks(_ words: String..., changes: [String: String] = [:]) throws -> Command.Result {
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
        try write("#!/bin/sh\necho EDITED=yes >> \"$1\"\n", to: home.folder + "/editor")
        chmod(home.folder + "/editor", 0o700)
        let result = try home.paks(
            "env", "edit", "mine", changes: ["EDITOR": home.folder + "/editor"])
        #expect(result.status == 0, "\(result)")
        #expect(contents(of: home.folder + "/paks/envs/mine") == Array("EDITED=yes\n".utf8))
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

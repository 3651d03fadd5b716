import Commands
import Glibc
import Testing

@testable import Panes

/// The loader in every `/bin/sh` that images have. Case 71 of `facts/shells.md` 5.
@Suite("the loader", .ownThreads)
struct LoaderTests {
    @Test func `the loader's word is short and holds no secret`() {
        #expect(Loader.word.utf8.count <= 200)
        #expect(!Loader.word.contains("TOK"))
    }

    @Test func `no line that is sent is longer than 900 bytes or has a control character`() {
        let loader = Loader(shell: "o'dd\u{07}", token: LinkedShell.token)
        for bytes in [loader.search, loader.start(nil)] + Shell.all.map(loader.start) {
            let lines = bytes.split(separator: 0x0a)
            #expect(lines.allSatisfy { $0.count <= 900 })
            #expect(lines.allSatisfy { $0.allSatisfy { (0x20...0x7e).contains($0) } })
        }
    }

    @Test(arguments: [
        ("BASH=5.2.15(1)-release;ZSH=;KSH=;YASH=;HISTORY=yes.", "bash"),
        ("BASH=4.4.0(1)-release;ZSH=;KSH=;YASH=;HISTORY=yes.", "bash"),
        ("BASH=4.3.48(1)-release;ZSH=;KSH=;YASH=;HISTORY=yes.", "old-bash"),
        ("BASH=3.0.16(1)-release;ZSH=;KSH=;YASH=;HISTORY=yes.", nil),
        ("BASH=;ZSH=5.9;KSH=;YASH=;HISTORY=.", "zsh"), ("BASH=;ZSH=5.0.8;KSH=;YASH=;", nil),
        ("fish, version 3.6.0", "fish"), ("fish, version 4.0.2\n", "fish"),
        ("fish, version 3.0.2", nil), ("fish, version ", nil), ("", nil),
        ("BASH=;ZSH=;KSH=;YASH=;HISTORY=yes.", "ash"), ("BASH=;ZSH=;KSH=;YASH=;HISTORY=.", "dash"),
        ("BASH=;ZSH=;KSH=@(#)MIRBSD KSH R59 2020/10/31 +Debian;YASH=;HISTORY=yesno.", "mksh"),
        ("BASH=;ZSH=;KSH=@(#)LEGACY KSH R59 2020/10/31 +Debian;YASH=;HISTORY=yes.", nil),
        ("BASH=;ZSH=;KSH=Version AJM 93u+m/1.0.4 2022-10-22;YASH=;HISTORY=yes.", "ksh93"),
        ("BASH=;ZSH=;KSH=Version AJM 93u+ 2012-08-01;YASH=;HISTORY=yes.", nil),
        ("BASH=;ZSH=;KSH=;YASH=2.52;HISTORY=yes.", nil), ("BASH=;ZSH=;KSH=;YASH=;HISTORY=no.", nil),
        ("BASH=;ZSH=;KSH=;YASH=;HISTORY=yesno.", nil), ("BASH=99999999999999999999.9", nil),
    ])
    func `a shell is known by what it answers`(_ answer: String, _ name: String?) {
        #expect(Shell.recognized(in: answer)?.name == name)
    }

    @Test(
        arguments: [
            ["dash", "-c"], ["busybox", "sh", "-c"], ["bash", "-c"], ["bash", "--posix", "-c"],
            ["mksh", "-c"], ["ksh", "-c"], ["zsh", "-c"], ["yash", "-c"],
        ], Subject.all.filter(\.root.isEmpty))
    func `it starts any shell from any shell, and nothing shows`(
        _ words: [String], _ subject: Subject
    ) throws {
        guard Self.place(of: words[0]) != nil else { return }
        let home = try Home(subject)
        let shell = try home.started(by: words)
        try shell.wait("it connects") { $0.isConnected }
        try shell.prompt()
        #expect(shell.showsOnlyPrompt)
        shell.type("#save\r")
        try shell.wait("it ran") { $0.runs == ["save"] }
        try shell.prompt()
        try shell.run("set | grep -c '^ *__[lnrmskfxdpzi]\\b'; env | grep -c '^__'")
        #expect(shell.screen.contains("0\r\n0\r\n"))
        guard subject.shell == "bash" else { return }
        try shell.run("ls /proc/$$/fd | tr '\\n' ' '")
        #expect(shell.screen.contains("0 1 2 255 "))
    }

    @Test func `it needs no program but bash itself`() throws {
        let home = try Home()
        guard let bash = Self.place(of: "bash") else { return }
        mkdir("\(home.path)/bin", 0o755)
        symlink(bash, "\(home.path)/bin/bash")
        let shell = try home.started(by: ["/bin/sh", "-c"], path: "\(home.path)/bin")
        try shell.wait("it connects") { $0.isConnected }
        try shell.prompt()
        #expect(shell.screen.replacing("\u{1b}[?2004h", with: "") == "$ ")
        try ShellTests.holding(shell)
        shell.ask(.change(set: [.init(name: "A", value: [0x62])], unset: [], directory: nil))
        try shell.wait("it is done") { $0.replies[ShellTests.job] == .changed(refused: []) }
        shell.ask(.environment)
        try shell.wait("the environment") { $0.replies[ShellTests.job] != nil }
        guard case .environment(let environment) = shell.replies[ShellTests.job] else {
            Issue.record("no environment")
            return
        }
        #expect(environment.contains(.init(name: "A", value: [0x62])))
        shell.finish()
        try shell.prompt()
    }

    @Test(arguments: [
        ("zsh", ["zsh", "mkdir", "rm"], "stty"), ("fish", ["fish", "sh"], "stty"),
        ("fish", ["fish", "stty"], "sh"), ("dash", ["dash"], "stty"),
        ("zsh", ["zsh", "stty"], "folder that can be written"), ("yash", ["yash"], nil),
        ("mksh", ["mksh"], "stty"), ("ksh", ["ksh"], "stty"),
    ])
    func `what a shell can't do without is named, and the shell works as it is`(
        _ name: String, _ programs: [String], _ missing: String?
    ) throws {
        guard programs.allSatisfy({ Self.place(of: $0) != nil }) else { return }
        let home = try Home(Subject(shell: name))
        mkdir("\(home.path)/bin", 0o755)
        for program in programs {
            symlink(Self.place(of: program) ?? "", "\(home.path)/bin/\(program)")
        }
        let shell = try home.started(by: ["/bin/sh", "-c"], path: "\(home.path)/bin")
        try shell.wait("it is told") { $0.link.limitation != nil }
        #expect(
            shell.link.limitation
                == "no # commands: "
                + (missing.map { "the container has no \($0)" } ?? "paks doesn't know \(name)"))
        shell.rest(seconds: 0.3)
        shell.type("#save\r")
        try shell.wait("a hint") { $0.hints.count == 1 }
        #expect(shell.runs.isEmpty)
        shell.type("echo wor''ks\r")
        try shell.wait("it works") { $0.screen.contains("works\r\n") }
        #expect(!shell.screen.contains("paks_") && !shell.screen.contains("7717"))
    }

    @Test func `what is typed before the shell is there reaches it, once`() throws {
        let home = try Home()
        let shell = try home.started(by: ["/bin/sh", "-c"])
        shell.type("echo ear''ly\r")
        try shell.wait("the line") { $0.screen.contains("early\r\n") }
        try shell.prompt()
        #expect(shell.screen.replacing("\u{1b}[?2004h", with: "").hasPrefix("$ echo ear''ly"))
    }

    @Test func `a second boot message is ignored`() throws {
        let home = try Home()
        let shell = try home.shell()
        try shell.run(#"printf '\e]7717;boot;1\a'; echo"#)
        shell.rest(seconds: 0.3)
        #expect(shell.link.phase == .atPrompt)
        try shell.stillWorks()
    }

    @Test func `a user's start-up file that starts another shell is left to itself`() throws {
        let home = try Home(startUp: "exec dash")
        let shell = try home.started(by: ["/bin/sh", "-c"])
        try shell.wait("it started") { $0.link.phase == .unconnected }
        shell.rest(seconds: 0.3)
        shell.type("echo wor''ks\r")
        try shell.wait("it works") { $0.screen.contains("works\r\n") }
        shell.type("#save\r")
        try shell.wait("a hint") { $0.hints.count == 1 }
        #expect(shell.runs.isEmpty)
    }

    @Test(arguments: ["busybox", "mksh", "ksh", "zsh"])
    func `no shell leaves its history in a file because somebody typed`(_ name: String) throws {
        guard Self.place(of: name) != nil else { return }
        let home = try Home()
        let called = name == "busybox" ? "ash" : name
        mkdir("\(home.path)/bin", 0o755)
        symlink(Self.place(of: name) ?? "", "\(home.path)/bin/\(called)")
        let shell = try home.started(
            by: ["/bin/sh", "-c"], shell: called, path: "\(home.path)/bin:/bin:/usr/bin")
        try shell.wait("it started") { $0.link.phase != .booting }
        shell.rest(seconds: 0.5)
        shell.type("echo wor''ks\r")
        try shell.wait("it works") { $0.screen.contains("works\r\n") }
        shell.type("exit\r")
        shell.rest(seconds: 0.3)
        for file in [".ash_history", ".sh_history", ".zsh_history", ".mksh_history"] {
            #expect(home.read(file).isEmpty)
        }
    }

    @Test(arguments: Subject.all)
    func `after an attach the held shell is freed by Ctrl-C, and commands work again`(
        _ subject: Subject
    ) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        try ShellTests.holding(shell)
        shell.rest()
        shell.attach()
        let before = shell.shown.count
        shell.type("\u{03}")
        // fish says nothing of a hook that is cut off, but of the prompt after that.
        if subject.shell == "fish" {
            try shell.wait("a prompt is drawn") { $0.shown.count > before }
            shell.rest()
            shell.type("\r")
        }
        try shell.prompt()
        shell.command = { shell, _ in shell.finish() }
        shell.type("#size\r")
        try shell.wait("it ran") { $0.runs == ["save", "size"] }
        try shell.prompt()
        try shell.stillWorks()
    }

    private static func place(of name: String) -> String? {
        for folder in ["/bin/", "/usr/bin/"] where access(folder + name, X_OK) == 0 {
            return folder + name
        }
        return nil
    }
}

import Commands
import Glibc
import Testing

@testable import Panes

extension ShellTests {
    /// Values that are hard for shells.
    static let values: [(String, [UInt8])] = [
        ("quotes", Array(#"it's "q" `b` $x ${y} \z \\ \n"#.utf8)),
        ("lines", Array("a\nb\n\n".utf8)),
        ("blanks", Array("  \t x \t ".utf8)), ("empty", []),
        ("signs", Array("~;!*?[a]{b,c}&|<>#".utf8)),
        ("utf8", Array("Grüße, 世界 🎉".utf8)), ("ascii", Array(1...127)), ("bytes", Array(1...255)),
        ("dash", Array("-n".utf8)), ("plus", Array("+x\nv A=1\n.\n".utf8)),
        ("a", Array("one letter".utf8)), ("k", Array("another".utf8)), ("IFS_", Array(" ".utf8)),
        ("long", (0..<20_000).map { UInt8($0 % 255 + 1) }),
    ]

    /// Does something with the shell that `#save` holds.
    static func holding(
        _ shell: LinkedShell, _ body: @escaping (LinkedShell) -> Void = { _ in }
    ) throws {
        shell.command = { shell, _ in body(shell) }
        shell.type("#save\r")
        try shell.wait("the command holds the shell") { $0.link.phase == .blocked }
    }

    static let job = ShellLink.Asker.job(JobID(1))

    @Test(arguments: Subject.all, ["C.UTF-8", "C"])
    func `41 values are exact in the shell's children and back`(
        _ subject: Subject, _ locale: String
    ) throws {
        let home = try Home(subject)
        let shell = try home.shell(environment: ["LC_ALL=\(locale)"])
        let variables = Self.values.map { ShellRequest.Variable(name: $0.0, value: $0.1) }
        try Self.holding(shell)
        guard let environment = try shell.environment(afterSetting: variables) else { return }
        for variable in variables {
            #expect(environment.first { $0.name == variable.name } == variable)
        }
        shell.finish()
        try shell.prompt()
        try shell.run("/usr/bin/env -0 >~/dump")
        let dump = home.read("dump").split(separator: 0)
        for (name, value) in Self.values {
            #expect(dump.contains { Array($0) == Array("\(name)=".utf8) + value })
        }
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all)
    func `42 three hundred variables of 200 KB together`(_ subject: Subject) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        let variables = (0..<300).map { number in
            ShellRequest.Variable(
                name: "V\(number)", value: (0..<680).map { UInt8(($0 + number) % 255 + 1) })
        }
        try Self.holding(shell)
        shell.ask(.change(set: variables, unset: [], directory: nil))
        try shell.wait("it is done") { $0.replies[Self.job] != nil }
        #expect(shell.replies[Self.job] == .changed(refused: []))
        shell.ask(.environment)
        try shell.wait("the environment") { $0.replies[Self.job] != nil }
        guard case .environment(let environment) = shell.replies[Self.job] else {
            Issue.record("\(String(describing: shell.replies[Self.job]))")
            return
        }
        let others = variables.filter { !environment.contains($0) }.map(\.name)
        #expect(others.isEmpty, "\(others)")
        shell.finish()
        try shell.prompt()
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all)
    func `43 and 44 two commands behind each other, and the next line has the values of both`(
        _ subject: Subject
    ) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        shell.command = { shell, line in
            let variable = ShellRequest.Variable(name: line.uppercased(), value: Array(line.utf8))
            shell.ask(.change(set: [variable], unset: [], directory: nil))
            shell.finish()
        }
        shell.type("#save\r#size\recho \"=$SAVE=$SIZE=\"\r")
        try shell.wait("the values") { $0.screen.contains("=save=size=\r\n") }
        #expect(shell.runs == ["save", "size"])
        try shell.prompt()
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all.filter { !["fish", "tcsh"].contains($0.shell) })
    func `45 and 46 unset, a directory, and names that are readonly`(_ subject: Subject) throws {
        let home = try Home(subject, startUp: "export GONE=1; readonly RO=1 RU=1; export RO")
        let shell = try home.shell()
        try Self.holding(shell)
        shell.ask(
            .change(
                set: [.init(name: "RO", value: [0x32]), .init(name: "NEW", value: [0x33])],
                unset: ["GONE", "RU", "NEVER"], directory: "/usr/share"))
        try shell.wait("it is done") { $0.replies[Self.job] != nil }
        #expect(shell.replies[Self.job] == .changed(refused: ["RO", "RU"]))
        shell.ask(.change(set: [], unset: [], directory: "/no/such"))
        try shell.wait("it is done") { $0.replies[Self.job] != nil }
        #expect(shell.replies[Self.job] == .changed(refused: ["/no/such"]))
        shell.finish()
        try shell.prompt()
        #expect(shell.link.directory == "/usr/share")
        try shell.run(#"echo "=$RO$RU$NEW$GONE=$PWD=""#)
        #expect(shell.screen.contains("=113=/usr/share="))
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all.filter { $0.shell == "tcsh" })
    func `45 unset, and a directory, where no exported name is readonly`(_ subject: Subject) throws
    {
        let home = try Home(subject, startUp: "setenv GONE 1")
        let shell = try home.shell()
        try Self.holding(shell)
        shell.ask(
            .change(
                set: [.init(name: "NEW", value: [0x33])], unset: ["GONE", "NEVER"],
                directory: "/usr/share"))
        try shell.wait("it is done") { $0.replies[Self.job] != nil }
        #expect(shell.replies[Self.job] == .changed(refused: []))
        shell.ask(.change(set: [], unset: [], directory: "/no/such"))
        try shell.wait("it is done") { $0.replies[Self.job] != nil }
        #expect(shell.replies[Self.job] == .changed(refused: ["/no/such"]))
        shell.finish()
        try shell.prompt()
        #expect(shell.link.directory == "/usr/share")
        try shell.run("echo =$NEW=$?GONE=$cwd=")
        #expect(shell.screen.contains("=3=0=/usr/share="))
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all.filter { $0.shell == "fish" })
    func `45 and 46 the same where readonly are only the shell's own`(_ subject: Subject) throws {
        let home = try Home(subject, startUp: "set -gx GONE 1")
        let shell = try home.shell()
        try Self.holding(shell)
        shell.ask(
            .change(
                set: [.init(name: "status", value: [0x32]), .init(name: "NEW", value: [0x33])],
                unset: ["GONE", "version", "NEVER"], directory: "/usr/share"))
        try shell.wait("it is done") { $0.replies[Self.job] != nil }
        #expect(shell.replies[Self.job] == .changed(refused: ["status", "version"]))
        shell.ask(.change(set: [], unset: [], directory: "/no/such"))
        try shell.wait("it is done") { $0.replies[Self.job] != nil }
        #expect(shell.replies[Self.job] == .changed(refused: ["/no/such"]))
        shell.finish()
        try shell.prompt()
        #expect(shell.link.directory == "/usr/share")
        try shell.run(#"echo "=$NEW$GONE=$PWD=""#)
        #expect(shell.screen.contains("=3=/usr/share="))
        try shell.stillWorks()
    }

    @Test(arguments: [
        "set -o posix", "set -e", "set -u", "IFS=x", "set -f", "shopt -s nocasematch",
    ])
    func `45 and 46 the same whatever the user has set`(_ option: String) throws {
        let home = try Home(startUp: "readonly RO=1; \(option)")
        let shell = try home.shell()
        try Self.holding(shell)
        shell.ask(
            .change(
                set: [
                    .init(name: "RO", value: [0x32]), .init(name: "V", value: Array("x*x".utf8)),
                ],
                unset: [], directory: "/no/such"))
        try shell.wait("it is done") { $0.replies[Self.job] != nil }
        #expect(shell.replies[Self.job] == .changed(refused: ["RO", "/no/such"]))
        shell.finish()
        try shell.prompt()
        try shell.run(#"echo "=$V=""#)
        #expect(shell.screen.contains("=x*x="))
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all.filter { $0.shell != "fish" && $0.root.isEmpty })
    func `47 the environment without env and base64 is the same`(_ subject: Subject) throws {
        let home = try Home(subject)
        // dash, which also speaks for tcsh, doesn't quote what would end a message.
        let tab = ["dash", "tcsh"].contains(subject.shell) ? "" : "\t"
        let shell = try home.shell(environment: ["ODD=a'b\"c$d\ne\(tab)f", "GRÜN=no"])
        try Self.holding(shell)
        shell.ask(.environment)
        try shell.wait("the environment") { $0.replies[Self.job] != nil }
        let first = shell.replies[Self.job]
        shell.ask(.change(set: [.init(name: "PATH", value: [0x2f])], unset: [], directory: nil))
        try shell.wait("it is done") { $0.replies[Self.job] != nil }
        shell.ask(.environment)
        try shell.wait("the environment") { $0.replies[Self.job] != nil }
        guard case .environment(let all) = first,
            case .environment(let fallback) = shell.replies[Self.job]
        else {
            Issue.record("\(String(describing: shell.replies[Self.job]))")
            return
        }
        let without = all.filter { $0.name != "PATH" }
        #expect(without.contains { $0.name == "ODD" })
        #expect(without.filter { !fallback.contains($0) } == [])
    }

    /// A start-up file that lets out what the shell does, wherever that goes.
    static let leaks: [(Subject, String)] = Subject.all.flatMap { subject in
        let settings =
            switch subject.shell {
            case "bash":
                [
                    "", "set -x", "set -v", "exec 7>~/trace; BASH_XTRACEFD=7; set -x", "set -a",
                    "exec 7>~/trace; trap 'echo \"$BASH_COMMAND\" >&7' DEBUG; set -T",
                ]
            case "zsh":
                [
                    "", "set -x", "set -v", "set -a", "setopt promptsubst incappendhistory",
                    "exec 7>~/trace; trap 'print -r -- $ZSH_DEBUG_CMD >&7' DEBUG",
                    "exec 7>~/trace; preexec() { print -r -- $1 >&7 }",
                ]
            case let shell where Subject.prompted.contains(shell):
                ["", "set -x", "set -v", "set -a"]
            case "tcsh":
                [
                    "", "set echo", "set verbose", "set echo verbose", "set savehist=99",
                    "alias postcmd 'echo \\!#:q >>~/trace;'", "alias postcmd 'echo \\!#:q'",
                    "alias jobcmd 'echo \\!#:q >>~/trace'",
                ]
            default:
                [
                    "", "set -g fish_trace 1", "set -g fish_trace all",
                    "function f --on-event fish_preexec; echo $argv >>~/trace; end",
                ]
            }
        // fish 3.1 traces hooks too.
        return settings.filter { !subject.root.contains("bullseye") || !$0.contains("fish_trace") }
            .map { (subject, $0) }
    }

    @Test(arguments: leaks)
    func `48 to 51 a value is in no output, trace, history or file, nor is the token`(
        _ subject: Subject, _ setting: String
    ) throws {
        let isFish = subject.shell == "fish"
        let isTcsh = subject.shell == "tcsh"
        let home = try Home(
            subject,
            startUp: (isFish
                ? ""
                : isTcsh
                    ? "set histfile=~/history\n"
                    : "HISTFILE=$HOME/history HISTSIZE=99 SAVEHIST=99\n")
                + setting)
        let shell = try home.shell()
        let value = Array("Sup3rSecretValue".utf8)
        try Self.holding(shell)
        shell.ask(.change(set: [.init(name: "KEY", value: value)], unset: [], directory: nil))
        try shell.wait("it is done") { $0.replies[Self.job] != nil }
        shell.ask(.environment)
        try shell.wait("the environment") { $0.replies[Self.job] != nil }
        #expect(shell.link.limitation == nil)
        shell.finish()
        try shell.prompt()
        try shell.run(
            "true the line; history >~/lines\(isTcsh ? "" : " 2>&1"); env | sort >~/env")
        let process = "/proc/" + (isFish ? "$fish_pid" : "$$")
        try shell.run("cat \(process)/environ \(process)/cmdline >~/proc")
        if subject.shell == "bash" { try shell.run("history -a") }
        if subject.shell == "zsh" { try shell.run("fc -W") }
        if isTcsh { try shell.run("history -S") }
        let token = Array(LinkedShell.token.utf8)
        #expect(shell.shown.firstRange(of: value) == nil)
        #expect(shell.shown.firstRange(of: token) == nil)
        #expect(shell.output.firstRange(of: value) == nil)
        #expect(home.read("env").firstRange(of: value) != nil)
        for file in ["lines", "proc"]
            + (["bash", "zsh", "tcsh"].contains(subject.shell) ? ["history"] : [])
        {
            #expect(!home.read(file).isEmpty)
            #expect(home.read(file).firstRange(of: value) == nil)
        }
        for file in ["lines", "history", "proc", "env"] {
            #expect(home.read(file).firstRange(of: token) == nil)
        }
        if setting.contains("trace;") { #expect(!home.read("trace").isEmpty) }
        #expect(home.read("trace").firstRange(of: value) == nil)
        #expect(home.holds(LinkedShell.token, alsoIn: ["/dev/shm"]) == false)
    }

    /// What is half typed at the prompt, and the rest of it.
    static let halves = [
        ("", "echo \"=${#NEW}=\" whole"), ("echo \"=${#NEW}=\" wh", "ole"),
        ("ecxho\u{7f}\u{7f}\u{7f}ho \"=${#NEW}=\" who", "le"),
        ("echo \"=${#NEW}=\" \(String(repeating: "wide ", count: 60))who", "le"),
    ]

    @Test(arguments: Subject.all)
    func `69 a round trip of 100 ms changes nothing`(_ subject: Subject) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        shell.distance = 0.05
        let variables = Self.values.prefix(5).map { ShellRequest.Variable(name: $0.0, value: $0.1) }
        try Self.holding(shell)
        let environment = try shell.environment(afterSetting: variables) ?? []
        #expect(variables.allSatisfy(environment.contains))
        // What is typed meanwhile comes after it.
        shell.type("echo ah")
        shell.type("ead\r")
        shell.finish()
        try shell.wait("the line") { $0.accepted.last?.line == "echo ahead" }
        try shell.prompt()
        #expect(shell.runs == ["save"])
        shell.type("echo half")
        shell.rest()
        let client = ShellLink.Asker.client(ClientID(3))
        shell.ask(
            .change(set: [.init(name: "NEW", value: [0x37])], unset: [], directory: nil), client)
        try shell.wait("an answer") { $0.replies[client] != nil }
        #expect(shell.replies[client] == .changed(refused: []))
        shell.type(" whole\r")
        try shell.wait("the line") { $0.accepted.last?.line == "echo half whole" }
        try shell.prompt()
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all, halves)
    func `at the prompt, with a line half typed or none, the value arrives and the line stays`(
        _ subject: Subject, _ half: (before: String, after: String)
    ) throws {
        let isOther = ["fish", "tcsh"].contains(subject.shell)
        let home = try Home(subject)
        let shell = try home.shell()
        let (before, after) = (
            isOther ? half.before.replacing("${#NEW}", with: "$NEW") : half.before,
            isOther ? half.after.replacing("${#NEW}", with: "$NEW") : half.after
        )
        let value: [UInt8] = isOther ? Array("7".utf8) : Array("S3'\"\nre".utf8)
        try shell.run("sh -c 'exit 3'")
        shell.type(before)
        shell.rest()
        let rows = shell.lines
        let client = ShellLink.Asker.client(ClientID(3))
        for name in ["OTHER", "NEW"] {
            shell.ask(
                .change(set: [.init(name: name, value: value)], unset: [], directory: nil), client)
            try shell.wait("an answer") { $0.replies[client] != nil }
            #expect(shell.replies[client] == .changed(refused: []))
            try shell.wait("the line is the person's again") { !$0.link.isHolding }
        }
        shell.rest()
        #expect(shell.waits == [])
        // mksh shows another part of a line that is too long for it.
        #expect(shell.lines == rows || subject.shell == "mksh" && before.count > 200)
        shell.type(after)
        shell.rest()
        shell.type("\r")
        try shell.wait("the line") { $0.screen.contains("=7= ") && $0.screen.contains("whole\r\n") }
        try shell.prompt()
        #expect(
            shell.accepted.last?.line
                == (before + after).replacing("xho\u{7f}\u{7f}\u{7f}", with: ""))
        #expect(!shell.screen.contains("paks"))
        #expect(isOther || shell.output.firstRange(of: value.prefix(4)) == nil)
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all)
    func `what is typed while the shell is asked at its prompt comes behind it`(
        _ subject: Subject
    ) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        shell.type("ec")
        shell.rest()
        shell.ask(.change(set: [.init(name: "NEW", value: [0x31])], unset: [], directory: nil))
        shell.type("ho fir''st\recho sec''ond\r")
        try shell.wait("both lines ran") {
            $0.screen.contains("first\r\n") && $0.screen.contains("second\r\n")
        }
        #expect(shell.replies[Self.job] == .changed(refused: []))
        #expect(shell.hints == [])
        try shell.prompt()
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all.filter { ["ash", "dash", "ksh"].contains($0.shell) })
    func `a line that can't be taken back is waited for, and the next one has the value`(
        _ subject: Subject
    ) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        let client = ShellLink.Asker.client(ClientID(3))
        shell.type("cd /us\t")
        shell.rest()
        shell.ask(
            .change(set: [.init(name: "NEW", value: [0x31])], unset: [], directory: nil), client)
        try shell.wait("that is said") { !$0.waits.isEmpty }
        #expect(shell.replies[client] == nil)
        shell.type("\r")
        try shell.wait("an answer") { $0.replies[client] != nil }
        #expect(shell.replies[client] == .changed(refused: []))
        try shell.prompt()
        try shell.run("echo \"=$NEW=\"")
        #expect(shell.screen.contains("=1="))
        // Taken back before that, it is done never.
        shell.type("cd /us\t")
        shell.rest()
        shell.ask(
            .change(set: [.init(name: "NEW", value: [0x32])], unset: [], directory: nil), client)
        shell.withdraw(client)
        shell.type("\r")
        try shell.prompt()
        try shell.run("echo \"=$NEW$NEW=\"")
        #expect(shell.screen.contains("=11="))
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all.filter { $0.shell == "dash" })
    func `a terminal that erases by another key keeps the line, and the next one has the value`(
        _ subject: Subject
    ) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        try shell.run("stty kill ^K")
        shell.type("echo ha")
        shell.rest()
        shell.ask(.change(set: [.init(name: "NEW", value: [0x31])], unset: [], directory: nil))
        try shell.wait("it is left alone") { $0.link.exchange.isLineFixed && !$0.link.isHolding }
        // What the key has put there instead can be seen.
        shell.type("lf")
        try shell.wait("the line") { $0.row.hasSuffix("echo ha^Ulf") }
        #expect(shell.replies[Self.job] == nil)
        shell.type("\r")
        try shell.wait("an answer") { $0.replies[Self.job] != nil }
        try shell.run("echo \"=$NEW=\"")
        #expect(shell.screen.contains("=1="))
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all.filter { $0.shell == "mksh" })
    func `where keys can't be bound it is said at once that the shell can't be asked`(
        _ subject: Subject
    ) throws {
        let home = try Home(subject, startUp: "set -o vi")
        let shell = try home.shell()
        shell.ask(.environment)
        #expect(
            shell.replies[Self.job]
                == .unavailable("mksh-vi listens only to # commands at its own prompt"))
        try shell.run("set -o emacs")
        shell.ask(.change(set: [.init(name: "NEW", value: [0x31])], unset: [], directory: nil))
        try shell.wait("an answer") { $0.replies[Self.job] == .changed(refused: []) }
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all, [("sleep 0.5\r", ""), ("cat\r", "\u{04}")])
    func `while a program runs the request waits for the prompt`(
        _ subject: Subject, _ program: (line: String, end: String)
    ) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        shell.type(program.line)
        shell.ask(.environment)
        shell.rest()
        #expect(shell.replies[Self.job] == nil)
        shell.type(program.end)
        try shell.wait("an answer", seconds: 20) { $0.replies[Self.job] != nil }
        guard case .environment = shell.replies[Self.job] else {
            Issue.record("\(String(describing: shell.replies[Self.job]))")
            return
        }
        #expect(!shell.screen.contains("7717"))
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all)
    func `a key that a program took isn't typed again`(_ subject: Subject) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        shell.type(
            "sh -c 'stty -icanon -echo; dd bs=1 count=1 >/dev/null 2>&1; stty icanon echo'\r")
        shell.rest(seconds: 0.3)
        shell.type("q")
        try shell.prompt()
        shell.ask(.change(set: [.init(name: "NEW", value: [0x31])], unset: [], directory: nil))
        shell.rest(seconds: 0.5)
        #expect(shell.row == "$" || shell.row == "$ ")
        if shell.replies[Self.job] == nil { shell.type("\r") }
        try shell.wait("an answer") { $0.replies[Self.job] == .changed(refused: []) }
        try shell.stillWorks()
        #expect(!shell.screen.contains("$ q"))
    }
}

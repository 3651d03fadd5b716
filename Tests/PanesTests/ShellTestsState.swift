import Commands
import Testing

@testable import Panes

extension ShellTests {
    /// What stays as it was for the line after a command.
    struct Kept: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var before: String
        var after: String
        var shows: String
        var startUp = ""
        var subject = Subject.bash
    }

    static let keptByBash = [
        Kept(testDescription: "31 $?", before: "(exit 7)", after: #"echo "=$?=""#, shows: "=7="),
        Kept(
            testDescription: "32 $_", before: "true last", after: #"echo "=$_=""#, shows: "=last="),
        Kept(
            testDescription: "33 PIPESTATUS", before: "(exit 3) | (exit 4)",
            after: #"echo "=${PIPESTATUS[*]}=""#, shows: "=3 4="),
        Kept(
            testDescription: "33 PIPESTATUS in the user's own PROMPT_COMMAND",
            before: "(exit 3) | (exit 4)", after: "echo =$seen=", shows: "=4 3 4=",
            startUp: #"PROMPT_COMMAND='seen="$? ${PIPESTATUS[*]}"'"#),
        Kept(
            testDescription: "35 options", before: "o=$-$(shopt -p)$(set -o)",
            after: #"[[ $o == "$-$(shopt -p)$(set -o)" ]] && echo =same="#, shows: "=same="),
        Kept(
            testDescription: "35 posix", before: "set -o posix; o=$-$(shopt -p)$(set -o)",
            after: #"[[ $o == "$-$(shopt -p)$(set -o)" ]] && echo =same="#, shows: "=same="),
        Kept(
            testDescription: "36 comments stay off", before: "shopt -u interactive_comments",
            after: "shopt interactive_comments | tr -d '\\t '", shows: "interactive_commentsoff"),
        Kept(
            testDescription: "traps", before: "trap 'echo hup' HUP; t=$(trap)",
            after: #"[[ $t == "$(trap)" ]] && echo =same="#, shows: "=same="),
        Kept(
            testDescription: "prompts", before: "p=$PS0$PS1$PS2$PS4",
            after: #"[[ $p == "$PS0$PS1$PS2$PS4" ]] && echo =same="#, shows: "=same="),
        Kept(
            testDescription: "jobs", before: "sleep 60 & b=$!",
            after: #"[[ $b == $! ]] && jobs; kill $!"#, shows: "Running"),
        Kept(
            testDescription: "sizes of one's own", before: "COLUMNS=33 LINES=11",
            after: "echo =$COLUMNS=$LINES=", shows: "=33=11="),
        Kept(
            testDescription: "BASH_REMATCH", before: "[[ abc =~ b ]]",
            after: "echo =$BASH_REMATCH=", shows: "=b="),
    ]

    static let keptByZsh = [
        Kept(testDescription: "31 $?", before: "(exit 7)", after: #"echo "=$?=""#, shows: "=7="),
        Kept(
            testDescription: "32 $_", before: "true last", after: #"echo "=$_=""#, shows: "=last="),
        Kept(
            testDescription: "33 pipestatus", before: "(exit 3) | (exit 4)",
            after: #"echo "=$pipestatus=""#, shows: "=3 4="),
        Kept(
            testDescription: "35 options", before: "o=$(setopt kshoptionprint; setopt)",
            after: #"[[ $o == "$(setopt kshoptionprint; setopt)" ]] && echo =same="#,
            shows: "=same="),
        Kept(
            testDescription: "35 options of sh", before: "emulate sh; o=$(set -o)",
            after: #"[[ $o == "$(set -o)" ]] && echo =same="#, shows: "=same="),
        Kept(
            testDescription: "37 a # in a line", before: "true", after: "echo a #b",
            shows: "a #b"),
        Kept(
            testDescription: "traps", before: "trap 'echo hup' HUP; t=$(trap)",
            after: #"[[ $t == "$(trap)" ]] && echo =same="#, shows: "=same="),
        Kept(
            testDescription: "prompts", before: "p=$PS1$PS2$PS3$PS4$RPS1",
            after: #"[[ $p == "$PS1$PS2$PS3$PS4$RPS1" ]] && echo =same="#, shows: "=same="),
        Kept(
            testDescription: "jobs", before: "sleep 60 & b=$!",
            after: #"[[ $b == $! ]] && jobs; kill $!"#, shows: "running"),
        Kept(
            testDescription: "match", before: "[[ abc =~ b ]]",
            after: #"echo "=$MATCH=""#, shows: "=b="),
    ]

    static let keptByFish = [
        Kept(
            testDescription: "31 $status", before: "sh -c 'exit 7'", after: "echo =$status=",
            shows: "=7="),
        Kept(
            testDescription: "33 pipestatus", before: "sh -c 'exit 3' | sh -c 'exit 4'",
            after: #"echo "=$pipestatus=""#, shows: "=3 4="),
        Kept(
            testDescription: "jobs", before: "sleep 60 &", after: "jobs; kill $last_pid",
            shows: "running"),
        Kept(
            testDescription: "functions", before: "set -g f (functions)",
            after: #"test "$f" = (functions | string join " "); and echo =same="#, shows: "=same="),
    ]

    static let keptByAsh = [
        Kept(testDescription: "31 $?", before: "(exit 7)", after: "echo =$?=", shows: "=7="),
        Kept(
            testDescription: "35 options", before: "o=$-$(set -o)",
            after: #"[ "$o" = "$-$(set -o)" ] && echo =same="#, shows: "=same="),
        Kept(
            testDescription: "traps", before: "trap 'echo hup' HUP; t=$(trap)",
            after: #"[ "$t" = "$(trap)" ] && echo =same="#, shows: "=same="),
        Kept(
            testDescription: "jobs", before: "sleep 60 & b=$!",
            after: #"[ $b = $! ] && jobs; kill $!"#, shows: "Running"),
    ]

    /// Before 4.4 the user's own PROMPT_COMMAND comes too late for PIPESTATUS.
    static let keptByOldBash = keptByBash.filter {
        !$0.before.contains("shopt -u") && $0.startUp.isEmpty
    }

    static let keptByMksh =
        keptByKsh
        + [
            ("(exit 3) | (exit 4)", "4 3 4"), ("(exit 3) | (exit 4) | true", "0 3 4 0"),
            ("! (exit 3) | (exit 4)", "0 3 4"), ("! (exit 3) | true", "1 3 0"),
            ("set -o pipefail; (exit 3) | true", "3 3 0"), ("set -e; ! true", "1 1"),
            ("alias eval=: exit=: return=:; (exit 3) | (exit 4)", "4 3 4"),
        ].map {
            Kept(
                testDescription: "33 PIPESTATUS, \($0)", before: $0,
                after: #"echo "=$? ${PIPESTATUS[*]}=""#, shows: "=\($1)=")
        } + [
            Kept(
                testDescription: "ERR trap", before: "trap 'n=$n.$?' ERR; (exit 3) | (exit 4)",
                after: #"echo "=$n=""#, shows: "=.4=")
        ]

    static let keptByKsh =
        keptByAsh + [
            Kept(
                testDescription: "32 $_", before: "true last", after: #"echo "=$_=""#,
                shows: "=last="),
            Kept(
                testDescription: "continuation prompt", before: "p=$PS3$PS4",
                after: #"[[ $p == "$PS3$PS4" ]] && echo =same="#, shows: "=same="),
        ]

    static let keptByTcsh = [
        Kept(
            testDescription: "31 $status", before: "sh -c 'exit 7'", after: "echo =$status=",
            shows: "=7="),
        Kept(
            testDescription: "aliases", before: "alias >~/a",
            after: "alias | cmp - ~/a && echo =same=",
            shows: "=same="),
        Kept(
            testDescription: "jobs", before: "sleep 60 &", after: "jobs; kill %1", shows: "Running"),
        Kept(
            testDescription: "$status in the user's own precmd", before: "sh -c 'exit 7'",
            after: "echo =$seen=", shows: "=7=", startUp: "alias precmd 'set seen=$status'"),
    ]

    static let kept: [Kept] = Subject.all.flatMap { subject in
        let rows = [
            "bash": keptByBash, "zsh": keptByZsh, "fish": keptByFish, "ash": keptByAsh,
            "dash": keptByAsh, "mksh": keptByMksh, "ksh": keptByKsh, "bash-4.3": keptByOldBash,
            "tcsh": keptByTcsh,
        ]
        return (rows[subject.shell] ?? []).map {
            var row = $0
            row.subject = subject
            row.testDescription = "\(subject.testDescription): \($0.testDescription)"
            return row
        }
    }

    private static let setsNew = ShellRequest.change(
        set: [.init(name: "NEW", value: [0x31])], unset: [], directory: nil)

    @Test(arguments: kept)
    func `the shell stays what it was`(_ kept: Kept) throws {
        let home = try Home(kept.subject, startUp: kept.startUp)
        let shell = try home.shell()
        shell.type(kept.before + "\r")
        try shell.prompt()
        shell.type("#save\r")
        try shell.wait("it ran") { $0.runs == ["save"] }
        try shell.prompt()
        try Self.holding(shell)
        shell.ask(Self.setsNew)
        try shell.wait("an answer") { $0.replies[Self.job] != nil }
        #expect(shell.replies[Self.job] == .changed(refused: []))
        shell.finish()
        try shell.prompt()
        let from = shell.shown.count
        shell.type(kept.after + "\r")
        try shell.prompt()
        let text = String(decoding: shell.shown[from...], as: UTF8.self)
        #expect(text.contains(kept.shows))
    }

    @Test(arguments: kept)
    func `asked at its prompt, the shell stays what it was`(_ kept: Kept) throws {
        let home = try Home(kept.subject, startUp: kept.startUp)
        let shell = try home.shell()
        shell.type(kept.before + "\r")
        try shell.prompt()
        shell.rest()
        let before = shell.lines
        let client = ShellLink.Asker.client(ClientID(3))
        for request in [.environmentNow, Self.setsNew, .environmentNow] {
            shell.ask(request, client)
            try shell.wait("an answer") { $0.replies[client] != nil }
            switch shell.replies[client] {
            case .environment, .changed(refused: []): break
            case let other: Issue.record("\(String(describing: other))")
            }
            try shell.prompt()
        }
        #expect(shell.lines == before)
        let from = shell.shown.count
        shell.type(kept.after + "\r")
        try shell.prompt()
        let text = String(decoding: shell.shown[from...], as: UTF8.self)
        #expect(text.contains(kept.shows))
    }

    @Test(
        arguments: Subject.all,
        [
            ("false", 1, "HOME"), ("cd /tmp", 0, "/tmp"), ("pushd /usr >/dev/null", 0, "/usr"),
            ("mkdir 'a b;c' && cd 'a b;c'", 0, "HOME/a b;c"), ("mkdir é && cd é", 0, "HOME/é"),
        ])
    func `34 status and directory are known at every prompt`(
        _ subject: Subject, _ row: (line: String, status: Int32, directory: String)
    ) throws {
        let (line, status, directory) = row
        guard !Subject.prompted.contains(subject.shell) || !line.hasPrefix("pushd") else { return }
        let home = try Home(subject)
        let shell = try home.shell()
        try shell.run("cd; sh -c 'exit 9'")
        try shell.run(line)
        let expected = directory.split(separator: "HOME", omittingEmptySubsequences: false)
            .joined(separator: home.path)
        #expect(shell.link.lastStatus == status)
        #expect(shell.link.directory == expected)
        #expect(shell.accepted.last?.line == line)
        #expect(shell.accepted.last?.status == status)
        #expect(shell.accepted.last?.directory == home.path)
    }

    @Test func `34 a directory with a line end in its name is not known`() throws {
        let home = try Home()
        let shell = try home.shell()
        try shell.run("cd; mkdir $'a\\nb' && cd $'a\\nb'")
        #expect(shell.link.directory == nil)
    }

    @Test func `a line over several prompts is one entry of the history`() throws {
        let home = try Home()
        let shell = try home.shell()
        shell.type("for i in 1 2; do\r")
        shell.rest()
        shell.type("echo $i; done\r")
        try shell.wait("it is over") { !$0.accepted.isEmpty }
        try shell.run("read -e x <<<secret; true")
        #expect(shell.accepted.map(\.line).first == "for i in 1 2; do echo $i; done")
        #expect(shell.accepted.map(\.line).last == "read -e x <<<secret; true")
    }

    @Test func `what read -e reads is not in the history`() throws {
        let home = try Home()
        let shell = try home.shell()
        shell.type("read -e x\r")
        shell.rest()
        shell.type("the answer\r")
        try shell.wait("it is over") { !$0.accepted.isEmpty }
        #expect(shell.accepted.map(\.line) == ["read -e x"])
    }

    @Test(arguments: Subject.all)
    func `13 a pasted line runs with an Enter, not by itself`(_ subject: Subject) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        shell.paste("#save")
        shell.rest()
        #expect(shell.runs.isEmpty)
        shell.type("\r")
        try shell.wait("it ran") { $0.runs == ["save"] }
        try shell.prompt()
        try shell.stillWorks()
    }

    @Test(arguments: Subject.exact)
    func `14 a paste of several lines runs nothing of ours and all of the shell's`(
        _ subject: Subject
    ) throws {
        let home = try Home(
            subject, startUp: subject.shell == "zsh" ? "setopt interactivecomments" : "")
        let shell = try home.shell()
        shell.paste("#save\ntrue\n#save")
        shell.rest()
        shell.type("\r")
        shell.rest(seconds: 0.3)
        shell.paste("cd ~\ntouch pasted")
        shell.rest()
        shell.type("\r")
        shell.rest(seconds: 0.3)
        try shell.run("ls -d ~/*")
        #expect(shell.runs.isEmpty)
        #expect(
            shell.screen.contains("/pasted\r\n") || shell.lines.contains { $0.hasSuffix("/pasted") }
        )
    }

    @Test func `14 the same without brackets loses nothing`() throws {
        let home = try Home(inputrc: "set enable-bracketed-paste off")
        let shell = try home.shell()
        shell.type("#save\necho fir''st\necho sec''ond\n", as: .paste(ends: true))
        try shell.wait("both lines ran") {
            $0.screen.contains("first\r\n") && $0.screen.contains("second\r\n")
        }
        #expect(shell.runs.isEmpty)
        try shell.prompt()
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all)
    func `15 lines typed in one go run in their order`(_ subject: Subject) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        shell.command = { shell, _ in
            #expect(!shell.screen.contains("two\r\n"))
            shell.finish()
        }
        shell.type("#save\recho tw''o; cd ~\recho thr''ee\r")
        try shell.wait("three") { $0.screen.contains("three\r\n") }
        #expect(shell.runs == ["save"])
        #expect(shell.screen.contains("two\r\n"))
    }

    @Test(arguments: Subject.all)
    func `40 a nested shell knows nothing of us, and gets one hint`(_ subject: Subject) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        shell.type("bash --norc\r")
        shell.rest(seconds: 0.3)
        shell.type("#save\r")
        shell.rest()
        shell.type("#save\r")
        try shell.wait("a hint") { !$0.hints.isEmpty }
        let from = shell.shown.count
        shell.type("set | grep -ac 'paks[_]' ; env | grep -ac -e PROMPT_C[O] -e ZDOT[D]\r")
        try shell.wait("nothing of ours") { shell in
            String(decoding: shell.shown[from...], as: UTF8.self).contains("0\r\n0\r\n")
        }
        #expect(shell.hints.count == 1)
        #expect(shell.runs.isEmpty)
        shell.type("exit\r")
        try shell.prompt()
        try shell.stillWorks()
    }

    @Test func `a shell's history file in its usual place is read and never written`() throws {
        let home = try Home()
        try home.write("echo fro''m before", to: ".bash_history")
        let shell = try home.shell()
        shell.type("\u{1b}[A")
        shell.rest()
        shell.type("\r")
        try shell.wait("the old line") { $0.screen.contains("from before\r\n") }
        try shell.prompt()
        shell.type("exit\r")
        shell.rest(seconds: 0.3)
        #expect(home.read(".bash_history") == Array("echo fro''m before\n".utf8))
    }

    @Test func `a history file that the user chose is written as ever`() throws {
        let home = try Home(startUp: "HISTFILE=~/mine")
        let shell = try home.shell()
        try shell.run("true one")
        shell.type("exit\r")
        shell.rest(seconds: 0.3)
        #expect(home.read("mine") == Array("true one\nexit\n".utf8))
    }

    @Test(arguments: Subject.all)
    func `nothing of the loader is ever on the screen`(_ subject: Subject) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        #expect(shell.showsOnlyPrompt)
    }

    @Test(
        arguments: Subject.all.filter { $0.shell == "ksh" },
        ["/dev/null", "/nonexistent/history"])
    func `a history that is kept in no file tells the lines, and one that can't be had is said`(
        _ subject: Subject, _ file: String
    ) throws {
        let home = try Home(subject)
        try home.write("true not this", to: ".sh_history")
        let shell = try home.shell(environment: ["HISTFILE=\(file)"])
        let isPossible = file == "/dev/null"
        #expect(
            shell.link.limitation
                == (isPossible ? nil : "no # commands: the container has no place for a history"))
        shell.type("#save\r")
        if isPossible { try shell.wait("it ran") { $0.runs == ["save"] } }
        try shell.prompt()
        #expect(shell.runs == (isPossible ? ["save"] : []))
        #expect(!shell.screen.contains("history"))
    }

    @Test(arguments: Subject.all)
    func `what is typed is in no file of the container`(_ subject: Subject) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        let line = "true \(home.path.suffix(6))"
        try shell.run(line)
        #expect(!home.holds(line, alsoIn: ["/dev/shm", "/run"]))
        shell.type("exit\r")
        try shell.waitForEnd()
        #expect(!home.holds(line, alsoIn: ["/dev/shm", "/run"]))
    }
}

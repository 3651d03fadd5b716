import Commands
import Testing

@testable import Panes

extension ShellTests {
    /// A shell that a person starts in another.
    struct Inner: CustomTestStringConvertible, Sendable {
        var outer: Subject
        var line: String
        /// As what it is known.
        var name: String
        var testDescription: String { "\(line) in \(outer.testDescription)" }

        static let all = Subject.all.filter { $0.root.isEmpty }.flatMap { outer in
            [
                ("bash --norc", "bash"), ("zsh -f", "zsh"), ("dash", "dash"),
                ("~/bin/ash", "ash"), ("fish", "fish"), ("tcsh -f", "tcsh"),
                ("mksh", "mksh"), ("ksh93", "ksh93"),
                ("(exec -a -bash bash --norc)", "bash"),
            ]
            // bash alone has -a.
            .filter { outer.has($0.1) && (!$0.0.contains("exec -a") || outer.shell == "bash") }
            .map { Inner(outer: outer, line: $0.0, name: $0.1) }
        }
    }

    @Test(arguments: Inner.all)
    func `a shell in front is connected on request, and the one behind it is back at its end`(
        _ inner: Inner
    ) throws {
        let home = try Home(inner.outer)
        let shell = try home.shell(environment: ["EXPORTED=yes"])
        let outer = shell.link.shell
        try shell.run("mkdir -p ~/bin; ln -sf /bin/busybox ~/bin/ash; cd /usr/share")
        shell.type("\(inner.line)\r")
        shell.rest(seconds: 0.5)
        // Not on request, nothing happens, and that is said.
        shell.type("#save\r")
        try shell.wait("a hint") { !$0.hints.isEmpty }
        #expect(shell.runs.isEmpty)
        shell.connect()
        try shell.wait("it is connected") { $0.link.isConnected && $0.link.phase == .atPrompt }
        try shell.prompt()
        #expect(shell.link.shell?.name == inner.name)
        #expect(shell.link.directory == "/usr/share")
        try Self.holding(shell)
        #expect(shell.runs == ["save"])
        let new = ShellRequest.Variable(name: "NEW", value: Array("a 'b' $c\n".utf8))
        guard let environment = try shell.environment(afterSetting: [new]) else { return }
        #expect(environment.contains(new))
        #expect(environment.contains(.init(name: "EXPORTED", value: Array("yes".utf8))))
        shell.finish()
        try shell.prompt()
        try shell.stillWorks()
        #expect(!shell.screen.contains("7717;0") && !shell.screen.contains(LinkedShell.token))

        shell.type("exit\r")
        try shell.wait("the one behind it") {
            !$0.link.isInner && $0.link.shell == outer && $0.link.phase == .atPrompt
        }
        try shell.prompt()
        shell.command = { shell, _ in shell.finish() }
        shell.type("#save\r")
        try shell.wait("it ran") { $0.runs.count == 2 }
        try shell.prompt()
        try shell.stillWorks()
    }

    /// A program that isn't a shell that can be connected.
    struct Busy: CustomTestStringConvertible, Sendable {
        var line: String
        /// What is typed at it to come to where a line can be typed.
        var keys = ""
        /// Whether a line at it is told from others.
        var takesLines = true
        var reason: String
        /// What ends it.
        var end: String
        var testDescription: String { line }

        private static let silent = "the program in front isn't a shell that paks can speak with"
        private static let whole = "a program has the whole screen; connect at a shell's prompt"
        private static let secret =
            "the program in front asks for a password; connect at a shell's prompt"

        static let all = [
            Busy(line: "cat", reason: silent, end: "\u{3}"),
            Busy(line: "sh -c 'read x; read x; read x'", reason: silent, end: "\u{3}"),
            // As ssh that gets no answer, and as su before a password.
            Busy(line: "sleep 1000", reason: silent, end: "\u{3}"),
            Busy(
                line: "sh -c 'stty -echo; printf Password:\\ ; read x; stty echo'",
                takesLines: false, reason: secret, end: "x\r"),
            Busy(line: "/usr/bin/python3 -q", reason: silent, end: "\u{15}\u{4}"),
            Busy(line: "/usr/bin/vim -u NONE", keys: "i\r", reason: whole, end: "\u{1b}:q!\r"),
            Busy(line: "less /etc/passwd", takesLines: false, reason: whole, end: "q"),
        ].filter { $0.line.first != "/" || Subject.bash.has($0.name) }

        private var name: String {
            String(line.split(separator: " ")[0].split(separator: "/").last ?? "")
        }
    }

    @Test(arguments: Busy.all)
    func `at what is no shell nothing is run, that is said once, and connecting says why not`(
        _ busy: Busy
    ) throws {
        let home = try Home()
        let shell = try home.shell(environment: ["TERM=xterm-256color"])
        shell.type("\(busy.line)\r")
        shell.rest(seconds: 0.5)
        if !busy.keys.isEmpty { shell.type(busy.keys) }
        if busy.takesLines {
            shell.type("#save\r")
            try shell.wait("that is said") { !$0.hints.isEmpty }
            shell.type("#save\r")
            // Longer than a hint takes.
            shell.rest(seconds: 0.7)
            #expect(shell.hints.count == 1)
        }
        let count = shell.hints.count
        shell.connect()
        try shell.wait("why not") { $0.hints.count > count }
        #expect(Array(shell.hints.dropFirst(count)) == [busy.reason])
        shell.rest(seconds: 0.3)
        shell.type(busy.end)
        try shell.wait("the prompt") { $0.link.phase == .atPrompt }
        try shell.prompt()
        #expect(shell.runs.isEmpty)
        shell.type("#save\r")
        try shell.wait("it ran") { $0.runs == ["save"] }
        try shell.prompt()
        try shell.stillWorks()
    }

    @Test func `what is typed while a shell is being connected reaches it, or what is no shell`()
        throws
    {
        let home = try Home()
        let shell = try home.shell()
        shell.type("bash --norc\r")
        shell.rest(seconds: 0.5)
        shell.connect()
        shell.type("echo typed-$((40 + 2))\r")
        try shell.wait("it is connected") { $0.link.isConnected && $0.screen.contains("typed-42") }
        try shell.prompt()
        shell.type("cat\r")
        shell.rest(seconds: 0.3)
        shell.connect()
        shell.type("meanwhile\r")
        try shell.wait("that it can't be") { $0.hints.last?.contains("isn't a shell") == true }
        try shell.wait("what was typed") { $0.screen.contains("meanwhile\r\nmeanwhile\r\n") }
        shell.type("\u{3}")
        try shell.wait("the prompt") { $0.link.phase == .atPrompt }
        try shell.stillWorks()
    }
}

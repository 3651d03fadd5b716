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
            [("bash --norc", "bash"), ("zsh -f", "zsh"), ("dash", "dash"), ("~/bin/ash", "ash")]
                .filter { outer.has($0.1) }
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

    @Test(arguments: ["cat", "sh -c 'read x; read x'"])
    func `what is no shell isn't connected, and the one behind it is back`(_ line: String) throws {
        let home = try Home()
        let shell = try home.shell()
        shell.type("\(line)\r")
        shell.rest(seconds: 0.3)
        shell.connect()
        try shell.wait("that is said") { !$0.hints.isEmpty }
        #expect(shell.hints == ["the program in front isn't a shell that paks can speak with"])
        shell.type("\u{3}")
        try shell.wait("the prompt") { $0.link.phase == .atPrompt }
        try shell.prompt()
        shell.type("#save\r")
        try shell.wait("it ran") { $0.runs == ["save"] }
        try shell.prompt()
        try shell.stillWorks()
    }
}

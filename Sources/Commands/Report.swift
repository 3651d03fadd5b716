package import Containers

/// What a running command says, one JSON object a line (`paks do --report json`).
package enum Report: Equatable, Sendable {
    /// A step began or moved on; the amounts are in whatever unit the step counts.
    case progress(step: String, done: Int?, total: Int?)
    case message(Level, String)
    /// Something to look at: shown in a pane, or printed.
    case document(Document)
    /// Something for the live shell; the command waits for a `Reply`.
    case request(ShellRequest)
    /// The last line: the exit status and a sentence about the outcome (it may be empty).
    case result(status: Int32, String)

    package enum Level: String, Sendable { case info, warning, error }
}

/// Something that a command wants shown.
package struct Document: Equatable, Sendable {
    /// What it is about, so that panes know where it belongs: `inspect`, `envlist`, `help`, ….
    package var topic: String
    package var title: String
    package var body: JSON

    package init(topic: String, title: String, body: JSON) {
        self.topic = topic
        self.title = title
        self.body = body
    }
}

/// What the live shell is asked to do. Values are bytes 1 to 255, given as text with every
/// ill-formed byte kept by the wire's escapes.
package enum ShellRequest: Equatable, Sendable {
    /// Sets and unsets exported variables and changes directory, in this order.
    case change(set: [Variable], unset: [String], directory: String?)
    /// Asks for the exported environment.
    case environment
    /// The same where it can be had now: at the shell's prompt, or while a command holds it. The
    /// answer of a shell that is busy is `unavailable`, soon.
    case environmentNow

    /// Whether the answer is the environment.
    package var asksEnvironment: Bool { self == .environment || self == .environmentNow }

    package struct Variable: Equatable, Sendable {
        package var name: String
        package var value: [UInt8]

        package init(name: String, value: [UInt8]) {
            self.name = name
            self.value = value
        }
    }
}

/// The live shell's answer to a request, one JSON line on the command's standard input.
package enum Reply: Equatable, Sendable {
    /// Done, but for the names that the shell refused (readonly).
    case changed(refused: [String])
    case environment([ShellRequest.Variable])
    /// No answer can be had, and why: no shell that paks knows, the shell is busy, ….
    case unavailable(String)
}

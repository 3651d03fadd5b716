/// One row of the command table: everything that help, palette, completion, keys and `#` lines
/// know about a command, and what it does.
package struct Command: Sendable {
    package let name: String
    package let parameters: [Parameter]
    /// One sentence, lower case, no full stop.
    package let summary: String
    /// A line that works.
    package let example: String
    package let needs: Needs
    /// Where it runs: `job` in a process of its own, `screen` in the screen process at once.
    package let place: Place
    /// What is at stake when a line at the shell's prompt runs it; `nil` for nothing.
    package let risk: Risk?
    /// What a job does; never called for the screen's own commands.
    package let run: @Sendable (Call, Context) throws -> Void

    package enum Place: Sendable { case job, screen }

    /// What must be there before it may start.
    package struct Needs: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// A container of this session, running or not.
        package static let container = Needs(rawValue: 1)
        package static let runningContainer = Needs(rawValue: 3)
        /// A live shell that speaks to paks.
        package static let shell = Needs(rawValue: 4)
        /// Nothing, but it tells more where the session that is meant has a live shell.
        package static let shellIfAny = Needs(rawValue: 8)
    }

    package init(
        name: String, parameters: [Parameter] = [], summary: String, example: String,
        needs: Needs = [], place: Place = .job, risk: Risk? = nil,
        run: @escaping @Sendable (Call, Context) throws -> Void
    ) {
        self.name = name
        self.parameters = parameters
        self.summary = summary
        self.example = example
        self.needs = needs
        self.place = place
        self.risk = risk
        self.run = run
    }
}

/// What a command takes at one place or under one key.
package struct Parameter: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// Any text.
        case text
        /// One of these words.
        case choice([String])
        case environmentName, variableName
        /// `KEY` or `KEY=VALUE`.
        case assignment
        case imageReference
        case hostPath, containerPath
        /// A part of the container's metadata.
        case section
        case commandName
    }

    package enum Arity: Sendable { case required, optional, oneOrMore, any }

    package var name: String
    package var kind: Kind
    /// Given as `name=value`, and then always optional.
    package var isKeyed: Bool
    package var arity: Arity

    package init(_ name: String, _ kind: Kind, arity: Arity = .required) {
        self.name = name
        self.kind = kind
        self.arity = arity
        isKeyed = false
    }

    package init(key name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
        arity = .optional
        isKeyed = true
    }
}

/// A command line that was read and found right.
package struct Call: Equatable, Sendable {
    package var name: String
    package var arguments: [String]
    package var values: [String: String]

    package init(name: String, arguments: [String] = [], values: [String: String] = [:]) {
        self.name = name
        self.arguments = arguments
        self.values = values
    }
}

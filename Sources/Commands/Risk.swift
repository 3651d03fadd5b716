/// What a command hands out of the host, or writes there: somebody may want to be asked before.
package struct Risk: Sendable {
    /// What is asked about, once each: names of environments or variables, paths.
    package let names: @Sendable (Call) -> [String]
    /// What happens with these names, for a question: `Load 'github' into quiet-fox?`.
    package let question: @Sendable (_ call: Call, _ names: String, _ session: String) -> String

    /// Environments whose values go to the container.
    static let load = Risk(
        names: \.arguments, question: { _, names, session in "Load \(names) into \(session)?" })

    /// Variables of the host that go to the container.
    static let host = Risk(
        names: \.arguments,
        question: { _, names, session in "Set the host's \(names) in \(session)?" })

    /// An environment that is written.
    static let save = Risk(
        names: { Array($0.arguments.prefix(1)) },
        question: { _, names, session in "Let \(session) write the environment \(names)?" })

    /// A path on the host that is read or written.
    static let copy = Risk(
        names: { $0.arguments.filter { $0.hasPrefix("host:") } },
        question: { call, names, session in
            call.arguments.first?.hasPrefix("host:") == true
                ? "Copy \(names) into \(session)?" : "Let \(session) write \(names)?"
        })
}

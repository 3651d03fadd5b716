import Commands
package import Configuration

/// Which lines at the shell's prompt are asked about before they run, and what was allowed so far.
///
/// The question is shown by the host and answered by keys that the container never sees.
package struct Consents: Sendable {
    private let setting: Settings.Confirm
    private let session: String
    private var given: Set<String> = []

    /// - Parameters:
    ///   - setting: when to ask.
    ///   - session: the session's name, for the questions.
    package init(_ setting: Settings.Confirm = .weak, session: String = "the container") {
        self.setting = setting
        self.session = session
    }

    /// What is to be asked before a line runs; `nil` where it may run at once.
    func question(
        before line: String, evidence: ShellLink.LineEvidence, table: CommandTable
    ) -> String? {
        guard setting == .always || (setting == .weak && evidence == .weak),
            let (call, risk) = Self.risk(of: line, table)
        else { return nil }
        let names = risk.names(call).filter { !given.contains(Self.key(call, $0)) }
        guard !names.isEmpty else { return nil }
        let list = names.map { "'\($0)'" }.joined(separator: ", ")
        return risk.question(call, list, session)
    }

    /// Takes note that a line may run, and others with the same names.
    mutating func give(for line: String, table: CommandTable) {
        guard let (call, risk) = Self.risk(of: line, table) else { return }
        given.formUnion(risk.names(call).map { Self.key(call, $0) })
    }

    private static func risk(of line: String, _ table: CommandTable) -> (Call, Risk)? {
        guard let call = try? table.call(line: line),
            let risk = (try? table.command(call.name))?.risk
        else { return nil }
        return (call, risk)
    }

    /// A copy into the container and one out of it are two things, too.
    private static func key(_ call: Call, _ name: String) -> String {
        "\(call.name) \(call.arguments.first == name) \(name)"
    }
}

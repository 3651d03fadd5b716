import ArgumentParser
import Commands
import Configuration
import Containers
import Host

/// `paks do`: one command of the command language, from a script, another terminal, or the screen
/// process itself.
struct Do: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "do", abstract: "Run one command on a session: save, inspect, cp, envload, …",
        discussion: "paks do help lists the commands; --session NAME comes before the command.")

    enum Reporting: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var session: SessionOption
    @OptionGroup var settings: SettingsOptions

    @Option(help: "Print for people, or one JSON object a line.")
    var report: Reporting = .text

    @Flag(help: .hidden)
    var lineFromInput = false

    @Argument(parsing: .captureForPassthrough, help: "The command and its arguments.")
    var words: [String] = []

    func run() throws {
        // All words are the command's, these too.
        if let word = words.first, ["--help", "-h"].contains(word) {
            throw CleanExit.helpRequest(self)
        }
        try reportingFailure {
            let household = Household()
            let lines = InputLines()
            var directory: String?
            let call: Call
            if lineFromInput {
                let job = try LineJob(from: lines)
                directory = job.directory
                call = try CommandTable.standard.call(line: job.line)
            } else {
                call = try CommandTable.standard.call(words: words)
            }
            return try JobProcess(
                household: household, settings: household.settings(settings),
                session: session.session, reporting: report, lines: lines,
                directory: directory
            ).run(call)
        }
    }
}

/// A process in which one command runs.
struct JobProcess {
    let household: Household
    let settings: Settings
    let session: String?
    let reporting: Do.Reporting
    let lines: InputLines
    let directory: String?

    /// - Returns: the command's status.
    func run(_ call: Call) throws -> Int32 {
        let command = try CommandTable.standard.command(call.name)
        guard command.place == .job else {
            throw Failure("'\(call.name)' acts on a screen: it works in paks tui only")
        }
        let sessions = Sessions(household: household, settings: settings)
        let record = try record(for: command, in: sessions)
        let reporter = Reporter(reporting)
        let context = Context(
            engine: ProcessEngine(tool: record?.session.tool ?? .docker),
            session: record?.session, host: household.host, settings: settings,
            shell: shell(record), report: reporter.report)
        do {
            try command.run(call, context)
        } catch {
            reporter.report(.result(status: 1, "\(error)"))
        }
        return reporter.status
    }

    private static let way = "--session NAME before the command"

    private func record(for command: Command, in sessions: Sessions) throws -> SessionRecord? {
        if command.needs.isEmpty { return nil }
        guard command.needs == .shellIfAny, session == nil else {
            return try sessions.choose(session, naming: Self.way)
        }
        return try? sessions.choose(nil, naming: Self.way)
    }

    private func shell(_ record: SessionRecord?) -> any LiveShell {
        if reporting == .json { return PipedShell(lines: lines, directory: directory) }
        guard let record else { return NoShell() }
        return SocketShell(path: household.store.socketPath(of: record.session.id))
    }
}

import Commands
import Configuration
import Containers
import Curses
import Glibc
import Host
import Panes
import Terminal

/// A session on the user's terminal, from the first byte to the last word.
struct SessionScreen {
    /// How a session is shown.
    enum Face { case plain, fullScreen }

    let household: Household
    let settings: Settings
    let record: SessionRecord

    private var session: Session { record.session }
    private var engine: ProcessEngine { ProcessEngine(tool: session.tool) }
    private var socketPath: String { household.store.socketPath(of: session.id) }

    /// Starts the container of a session that was just created.
    ///
    /// - Parameter environments: are loaded into the shell at its first prompt.
    func start(_ face: Face, _ device: consuming TerminalDevice, environments: [String]) throws
        -> Int32
    {
        try household.store.save(record)
        return try open(
            face, device, session.tool.start(session.container), .boot(shell: settings.shell),
            environments)
    }

    /// Goes back into a session: into its shell where it still runs, else into a new one.
    func attach(_ face: Face, _ device: consuming TerminalDevice) throws -> Int32 {
        _ = try SessionSocket.ask(.takeOver, at: socketPath)
        try household.store.save(record)
        guard try SessionOperations.state(session, engine) == "running" else {
            return try open(
                face, device, session.tool.start(session.container),
                .boot(shell: settings.shell), [])
        }
        return try open(
            face, device, session.tool.attach(session.container),
            .attach(lastSequence: record.sequence), [])
    }

    private func open(
        _ face: Face, _ device: consuming TerminalDevice, _ client: Invocation,
        _ start: ShellLink.Start, _ environments: [String]
    ) throws -> Int32 {
        let size =
            device.size.map { Size(columns: $0.columns, rows: $0.rows) }
            ?? Size(columns: 80, rows: 24)
        let link = ShellLink(
            token: record.token, start: start,
            table: .standard)
        let door = try SessionSocket(path: socketPath)
        let jobs = Jobs(program: Self.ownPath, sessionID: session.id)
        let program = Program(client.words)
        let isBoot = if case .boot = start { true } else { false }
        let outcome: Outcome
        switch face {
        case .plain:
            var process = try ScreenProcess(
                front: PlainFront(size: size, link: link), device: device, program: program,
                jobs: jobs, door: door, entry: isBoot ? .started : .attached)
            outcome = Outcome(
                leaving: try process.run(), sequence: process.lastSequence,
                preamble: process.preamble, endSignal: process.endSignal,
                isStarting: process.isStarting)
        case .fullScreen:
            var process = try ScreenProcess(
                front: try fullScreen(size, link, environments), device: device,
                program: program, jobs: jobs, door: door, entry: isBoot ? .started : .attached)
            outcome = Outcome(
                leaving: try process.run(), sequence: process.lastSequence,
                preamble: process.preamble, endSignal: process.endSignal,
                isStarting: process.isStarting)
        }
        return try settle(outcome)
    }

    private struct Outcome {
        var leaving: Leaving
        var sequence: Int
        /// What the engine printed before there was a shell.
        var preamble: [UInt8]
        var endSignal: Int32?
        /// No shell ever came.
        var isStarting: Bool
    }

    private func fullScreen(_ size: Size, _ link: ShellLink, _ environments: [String]) throws
        -> FullScreen
    {
        let keymap = try Keymap(settings.keys) { CommandTable.standard.explanation(of: $0) }
        let surroundings = Surroundings(household.host)
        let charset = surroundings.charset
        let info = WorkspaceInfo(
            engine: session.tool.rawValue, image: session.base, session: session.name,
            saveName: (try? ImageReference(session.base))?.saved(suffix: settings.saveSuffix).text
                ?? "",
            environments: environments,
            canShowBorders: settings.borders == .auto
                ? charset == .utf8 : settings.borders == .light,
            isMouseOn: settings.mouse, answersChecksums: settings.terminalChecksums)
        let screen = try OuterScreen(
            term: surroundings.term, size: size, depth: surroundings.depth, charset: charset)
        let workspace = Workspace(
            size: size, info: info, link: link, keymap: keymap,
            scrollback: settings.scrollbackLines)
        return FullScreen(
            workspace: workspace, screen: screen, themes: household.themes,
            theme: settings.theme, depth: surroundings.depth)
    }

    /// This program's own file, which jobs are started from.
    private static var ownPath: String { Files.realPath("/proc/self/exe") ?? "paks" }

    // MARK: Leaving

    /// Decides what becomes of the container, says it, and gives the status to exit with.
    private func settle(_ outcome: Outcome) throws -> Int32 {
        var kept = record
        kept.sequence = outcome.sequence
        try household.store.save(kept)
        do {
            return try settleContainer(outcome)
        } catch let error as EngineError where !outcome.isStarting {
            // Nothing of ours removes what couldn't be looked at.
            sayKept("is kept: \(session.tool) no longer tells what became of it.")
            throw error
        }
    }

    private func settleContainer(_ outcome: Outcome) throws -> Int32 {
        switch outcome.leaving {
        case .detach:
            complain(
                "\(session.name) goes on without a screen; go back: paks attach \(session.name)")
            return 0
        case .terminated:
            complain(
                "\(session.name) goes on without a screen; go back: paks attach \(session.name)")
            return 128 + (outcome.endSignal ?? SIGHUP)
        case .quit:
            _ = try? engine.run(session.tool.kill(session.container))
            try leaveStopped()
            return 0
        case .shellEnded(let status):
            let state = try SessionOperations.state(session, engine)
            if state == "created" {
                // The container never ran.
                try SessionOperations.remove(session, engine)
                household.store.forget(session.id)
                throw EngineError(
                    Answer(status: status, errors: outcome.preamble), tool: session.tool,
                    task: "start '\(session.base)'")
            }
            if outcome.isStarting, status == 126 || status == 127 {
                try SessionOperations.remove(session, engine)
                household.store.forget(session.id)
                throw EngineError(
                    status == 127 ? .noShell : .shellNotExecutable, tool: session.tool,
                    task: "start the shell '\(settings.shell)' in '\(session.base)'")
            }
            // A client that was killed leaves a shell that goes on.
            if state == "running" {
                complain(
                    "\(session.tool) was cut off with status \(status), and \(session.name) goes on; go back: paks attach \(session.name)"
                )
                return status
            }
            try leaveStopped()
            return status
        }
    }

    /// Removes a container that is as its image or its last save; any other is kept.
    private func leaveStopped() throws {
        let path = SessionFiles.savedLayer(household.host, session.id)
        let savedLayer = (try? household.host.read(path)).map {
            String(decoding: $0, as: UTF8.self)
        }
        switch try SessionOperations.changes(session, savedLayer: savedLayer, engine) {
        case .none:
            try SessionOperations.remove(session, engine)
            household.store.forget(session.id)
        case .unsaved(let paths):
            SessionOperations.removeCommits(of: session, engine)
            let count = paths.count == 1 ? "1 change" : "\(paths.count) changes"
            sayKept("is kept: it has \(count) that aren't saved.")
        }
    }

    private func sayKept(_ why: String) {
        complain(
            """
            \(session.name) \(why)
              go back:   paks attach \(session.name)
              remove it: paks rm \(session.name)
            """)
    }
}

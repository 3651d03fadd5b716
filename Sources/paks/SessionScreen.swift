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
    /// The options by which the settings came about, for the jobs.
    let options: SettingsOptions
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
        let outcome: Outcome
        do {
            try household.store.save(record)
            outcome = try open(
                face, device, session.tool.start(session.container), .boot(shell: settings.shell),
                environments)
        } catch {
            giveUp()
            throw error
        }
        return try settle(outcome)
    }

    /// After a failure of our own: a container that never ran holds nothing and is removed.
    private func giveUp() {
        if (try? SessionOperations.state(session, engine)) != .created || (try? forget()) == nil {
            sayKept("is kept.")
        }
    }

    /// Goes back into a session: into its shell where it still runs, else into a new one.
    func attach(_ face: Face, _ device: consuming TerminalDevice) throws -> Int32 {
        let sequence = try SessionSocket.takeOver(socketPath) ?? record.sequence
        var isRunning = try SessionOperations.state(session, engine) == .running
        if isRunning, household.store.isStarting(session.id) {
            // Whoever started it died before the shell did; there is nothing to go back into.
            _ = try engine.answer(
                session.tool.kill(session.container), task: "start '\(session.name)' again")
            isRunning = false
        }
        try household.store.save(record)
        return try settle(
            open(
                face, device,
                isRunning
                    ? session.tool.attach(session.container)
                    : session.tool.start(session.container),
                isRunning
                    ? .attach(lastSequence: sequence) : .boot(shell: settings.shell), []))
    }

    private func open(
        _ face: Face, _ device: consuming TerminalDevice, _ client: Invocation,
        _ start: ShellLink.Start, _ environments: [String]
    ) throws -> Outcome {
        let size =
            device.size.map { Size(columns: $0.columns, rows: $0.rows) }
            ?? Size(columns: 80, rows: 24)
        let link = ShellLink(
            token: record.token, start: start,
            table: .standard)
        let door = try SessionSocket(path: socketPath)
        let jobs = Jobs(
            program: Self.ownPath, sessionID: session.id, options: options.words)
        let program = Program(client.words)
        let isBoot = if case .boot = start { true } else { false }
        let (store, id) = (household.store, session.id)
        if isBoot { try store.markStarting(id) }
        let whenStarted = { store.unmarkStarting(id) }
        switch face {
        case .plain:
            var process = try ScreenProcess(
                front: PlainFront(
                    size: size, info: info(environments), link: link,
                    keymap: try household.keymap(settings),
                    environmentNames: (try? household.environments.names()) ?? []),
                device: device, program: program, jobs: jobs, door: door,
                entry: isBoot ? .started : .attached, whenStarted: whenStarted)
            return try Outcome(&process)
        case .fullScreen:
            var process = try ScreenProcess(
                front: try fullScreen(size, link, environments), device: device,
                program: program, jobs: jobs, door: door,
                entry: isBoot ? .started : .attached, whenStarted: whenStarted)
            return try Outcome(&process)
        }
    }

    private struct Outcome {
        var leaving: Leaving
        var sequence: Int
        /// What the engine printed before there was a shell.
        var preamble: [UInt8]
        var endSignal: Int32?
        /// No shell ever came.
        var isStarting: Bool
        /// The session moved to another terminal.
        var isTakenOver: Bool

        /// Runs the screen to its end.
        init<F: Front & ~Copyable>(_ process: inout ScreenProcess<F>) throws {
            leaving = try process.run()
            sequence = process.lastSequence
            preamble = process.preamble
            endSignal = process.endSignal
            isStarting = process.isStarting
            isTakenOver = process.isTakenOver
        }
    }

    private func fullScreen(_ size: Size, _ link: ShellLink, _ environments: [String]) throws
        -> FullScreen
    {
        let surroundings = Surroundings(household.host)
        let screen = try OuterScreen(
            term: surroundings.term, size: size, depth: surroundings.depth,
            charset: surroundings.charset)
        let workspace = Workspace(
            size: size, info: info(environments), link: link,
            keymap: try household.keymap(settings), scrollback: settings.scrollbackLines)
        return FullScreen(
            workspace: workspace, screen: screen, themes: household.themes,
            theme: settings.theme, depth: surroundings.depth)
    }

    private func info(_ environments: [String]) -> WorkspaceInfo {
        WorkspaceInfo(
            engine: session.tool.rawValue, image: session.base, session: session.name,
            saveName: (try? ImageReference(session.base))?.saved(suffix: settings.saveSuffix).text
                ?? "",
            environments: environments,
            canShowBorders: settings.borders == .auto
                ? Surroundings(household.host).charset == .utf8 : settings.borders == .light,
            isMouseOn: settings.mouse, answersChecksums: settings.terminalChecksums,
            readsClipboard: settings.readsClipboard, confirm: settings.confirm)
    }

    /// This program's own file, which jobs are started from.
    private static var ownPath: String { Files.realPath("/proc/self/exe") ?? "paks" }

    // MARK: Leaving

    /// Decides what becomes of the container, says it, and gives the status to exit with.
    private func settle(_ outcome: Outcome) throws -> Int32 {
        if !outcome.isTakenOver { remember(outcome.sequence) }
        do {
            return try settleContainer(outcome)
        } catch let error as EngineError where !outcome.isStarting {
            // Nothing of ours removes what couldn't be looked at.
            sayKept("is kept: \(session.tool) no longer tells what became of it.")
            throw error
        }
    }

    private func remember(_ sequence: Int) {
        var kept = record
        kept.sequence = sequence
        do {
            try household.store.save(kept)
        } catch {
            // What becomes of the container matters more.
            complain("\(error)")
        }
    }

    private func settleContainer(_ outcome: Outcome) throws -> Int32 {
        switch outcome.leaving {
        case .detach where outcome.isTakenOver:
            complain("\(session.name) was opened in another terminal")
            return 0
        case .detach, .terminated:
            let status = outcome.leaving == .detach ? 0 : 128 + (outcome.endSignal ?? SIGHUP)
            if outcome.isStarting {
                // Nobody could go back into a shell that isn't there yet.
                try stop()
            } else {
                complain(
                    "\(session.name) goes on without a screen; go back: paks attach \(session.name)"
                )
            }
            return status
        case .quit:
            try stop()
            return 0
        case .shellEnded(let status): return try settleEnd(status, outcome)
        }
    }

    /// - Parameter status: what the engine's client ended with.
    private func settleEnd(_ status: Int32, _ outcome: Outcome) throws -> Int32 {
        switch try SessionOperations.state(session, engine) {
        case .created:
            // The container never ran.
            try forget()
            throw EngineError(
                Answer(status: status, errors: outcome.preamble), tool: session.tool,
                task: "start '\(session.base)'")
        case .running:
            // A client that was killed leaves a shell that goes on.
            complain(
                "\(session.tool) was cut off with status \(status), and \(session.name) goes on; go back: paks attach \(session.name)"
            )
            return status
        case .exited where outcome.isStarting && (status == 126 || status == 127):
            try forget()
            throw EngineError(
                status == 127 ? .noShell : .shellNotExecutable, tool: session.tool,
                task: "start the shell '\(settings.shell)' in '\(session.base)'")
        case .exited(let status):
            // podman's client doesn't tell it of a shell that it was attached to later.
            try leaveStopped()
            return status
        case .other:
            try leaveStopped()
            return status
        }
    }

    private func stop() throws {
        _ = try? engine.run(session.tool.kill(session.container))
        try leaveStopped()
    }

    private func forget() throws {
        try SessionOperations.remove(session, engine)
        household.store.forget(session.id)
    }

    /// Removes a container that is as its image or its last save; any other is kept.
    private func leaveStopped() throws {
        let path = SessionFiles.savedLayer(household.host, session.id)
        let savedLayer = (try? household.host.read(path)).map {
            String(decoding: $0, as: UTF8.self)
        }
        switch try SessionOperations.changes(session, savedLayer: savedLayer, engine) {
        case .none:
            try forget()
        case .unsaved(let paths):
            SessionOperations.removeCommits(of: session, engine)
            let changes =
                paths.count == 1 ? "1 change that isn't" : "\(paths.count) changes that aren't"
            sayKept("is kept: it has \(changes) saved.")
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

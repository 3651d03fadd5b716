package import Commands
package import Configuration
package import Terminal

/// `paks run`: the container's shell in the person's own terminal, as it is, plus `#` commands.
///
/// What the shell prints goes through unchanged but for the link's own messages, and every key but
/// the prefix keys goes to the shell. A screen is kept beside it: for the row that a line stood on,
/// and for what a strip of paks' own covers for a while.
/// What a command says is printed while the shell waits for it, so that nothing interleaves.
package struct Passthrough: ~Copyable {
    var link: ShellLink
    let table: CommandTable
    let keymap: Keymap
    let info: WorkspaceInfo
    /// The environments that there are, for completion.
    let environmentNames: [String]
    var screen: Screen
    var size: Size
    /// The job that the shell waits for.
    var job: JobID?
    private var jobs = 0
    /// It has said how it went.
    var hasResult = false
    var progressIsShown = false
    var isPasting = false
    var consents: Consents
    /// What is being asked, for which the shell waits.
    var question: Question?
    /// What was printed since: nothing of the container's shall change how the question reads.
    var withheld: [UInt8] = []
    /// A line that is to be asked about once nothing else has the keys.
    var waitingLine: (line: String, evidence: ShellLink.LineEvidence)?
    private static var mostWithheld: Int { 1 << 18 }
    private var history: [HistoryEntry] = []
    /// The environments that are loaded as soon as there is a shell to load them into.
    private var environments: [String]
    /// Jobs that nobody typed: what goes well isn't said, since it would stand behind a prompt.
    var quietJobs: Set<JobID> = []

    /// A prefix key was pressed, by these bytes, and its second key is awaited.
    var pendingPrefix: [UInt8]?
    /// What has the keys instead of the shell.
    var overlay: Overlay?
    /// Jobs of lines that were given after the prefix key, by line, until they have a result.
    var ownJobs: [JobID: String] = [:]
    /// The one whose progress is shown, and that.
    var watched: (job: JobID, progress: String)?
    /// Lines that were given after the prefix key.
    var lineHistory: [String] = []
    /// Where overlays and progress are drawn, as long as there are any.
    var strip: Strip?
    /// What was printed since the strip came up. The screen has had it already.
    var behindStrip: [UInt8] = []
    var lastOutputAt = 0.0

    /// - Parameters:
    ///   - size: the terminal's size.
    ///   - info: what is said of the session, and what is loaded into its shell.
    ///   - link: a link at its start.
    ///   - keymap: the keys that paks owns.
    ///   - table: the commands that the link knows.
    ///   - environmentNames: the environments that there are.
    package init(
        size: Size, info: WorkspaceInfo, link: consuming ShellLink, keymap: Keymap,
        table: CommandTable = .standard, environmentNames: [String] = []
    ) {
        consents = Consents(info.confirm, session: info.session)
        self.info = info
        self.link = link
        self.keymap = keymap
        self.table = table
        self.environmentNames = environmentNames
        self.size = size
        environments = info.environments
        screen = Screen(size: size, scrollback: 0)
    }

    /// Where the shell is, as it last said.
    package var directory: String? { link.directory }

    /// The number to attach with after this one.
    package var lastSequence: Int { link.sessionSequence }

    /// Whether the cursor stands behind something, a prompt perhaps.
    package var isInLine: Bool { screen.cursorPoint.column > 0 }

    /// Whether a program has switched to the other screen (xterm ctlseqs, 1049), and not yet back.
    package var isOnAlternateScreen: Bool { screen.modes.alternateScreen }

    /// Whether the shell's start-up code isn't in place yet: what is printed is the engine's.
    package var isStarting: Bool { link.isStarting }

    /// Takes the lines that the shell has accepted since the last call, oldest first.
    package mutating func takeHistory() -> [HistoryEntry] {
        defer { history = [] }
        return history
    }

    /// Reads what the shell's terminal printed.
    package mutating func receive(_ bytes: Span<UInt8>, at seconds: Double) -> [Effect] {
        var shown: [UInt8] = []
        let actions = link.receive(bytes, at: seconds) { span in
            for index in span.indices { shown.append(span[index]) }
        }
        var effects: [Effect] = []
        if question != nil {
            withheld += shown
            // A flood is no answer, and must not get to be read as the question either.
            if withheld.count > Self.mostWithheld {
                close(isYes: false, &effects, at: seconds)
            }
        } else if !shown.isEmpty {
            lastOutputAt = seconds
            wipe(&effects)
            if overlay == .whichKey { hideKeys(&effects) }
            show(shown, &effects)
            if behindStrip.count > Self.mostWithheld { (overlay, watched) = (nil, nil) }
        }
        perform(actions, &effects, at: seconds)
        updateStrip(&effects, at: seconds)
        return effects
    }

    /// Takes in anything else that happened, `seconds` on a clock that never goes back.
    package mutating func handle(_ event: Event, at seconds: Double) -> [Effect] {
        var effects: [Effect] = []
        switch event {
        case .input(let input): take(input, &effects, at: seconds)
        case .resized(let size):
            removeStrip(&effects)
            self.size = size
            screen.resize(to: size)
            effects.append(.resizeShell(size))
        case .report(let job, let report): say(report, from: job, &effects, at: seconds)
        case .jobEnded(let job, let status): end(job, status, &effects, at: seconds)
        case .request(let client, let request):
            perform(link.ask(request, from: .client(client), at: seconds), &effects, at: seconds)
        case .gone(let client): link.withdraw(.client(client))
        case .timer(let timer): expire(timer, &effects, at: seconds)
        case .shellEnded(let status): leave(.shellEnded(status), &effects, at: seconds)
        case .terminate: leave(.terminated, &effects, at: seconds)
        case .resumed: break
        }
        updateStrip(&effects, at: seconds)
        return effects
    }

    private mutating func expire(
        _ timer: TimerID, _ effects: inout [Effect], at seconds: Double
    ) {
        switch timer {
        case .whichKey:
            if pendingPrefix != nil, overlay == nil, question == nil { overlay = .whichKey }
        case .toast: if isBrief { overlay = nil }
        default: perform(link.expired(timer, at: seconds), &effects, at: seconds)
        }
    }

    /// Ends what is being asked or typed; what was printed behind it is shown first.
    mutating func leave(_ how: Leaving, _ effects: inout [Effect], at seconds: Double) {
        (overlay, watched) = (nil, nil)
        removeStrip(&effects)
        close(isYes: false, &effects, at: seconds)
        effects.append(.leave(how))
    }

    mutating func type(
        _ bytes: [UInt8], as kind: ShellLink.Typing, _ effects: inout [Effect], at seconds: Double
    ) {
        let row =
            ShellLink.mayEnter(bytes) ? screen.logicalLine(at: screen.cursorPoint.row) : ""
        perform(link.typed(bytes, as: kind, row: row, at: seconds), &effects, at: seconds)
    }

    // MARK: The link

    mutating func perform(
        _ actions: [ShellLink.Action], _ effects: inout [Effect], at seconds: Double
    ) {
        for action in actions {
            switch action {
            case .writeShell(let bytes): effects.append(.writeShell(bytes))
            case .run(let line, let evidence): consider(line, evidence, &effects, at: seconds)
            case .cancel: if let job { effects.append(.cancel(job)) }
            case .answer(.job(let job), let reply): effects.append(.reply(job, reply))
            case .answer(.client(let client), let reply): effects.append(.answer(client, reply))
            case .waits(.client(let client), let why): effects.append(.wait(client, why))
            case .waits(.job, let why): tell(why, &effects)
            case .answer(.screen, _), .waits(.screen, _): break
            case .accepted(let entry): history.append(entry)
            case .hint(let text): tell(text, &effects)
            case .timer(let timer, let seconds): effects.append(.timer(timer, seconds: seconds))
            case .connected: loadEnvironments(&effects)
            }
        }
        if let refusal = link.refusal(of: environments) {
            environments = []
            tell("paks: " + refusal, &effects)
        }
    }

    private mutating func loadEnvironments(_ effects: inout [Effect]) {
        guard link.limitation == nil else { return }
        for name in environments {
            let id = nextJob()
            quietJobs.insert(id)
            effects.append(.start(id, line: "envload \(Grammar.quoted(name))"))
        }
        environments = []
    }

    mutating func nextJob() -> JobID {
        jobs += 1
        return JobID(jobs)
    }

    mutating func run(_ line: String, _ effects: inout [Effect], at seconds: Double) {
        guard let call = try? table.call(line: line),
            let command = try? table.command(call.name), command.place == .screen
        else {
            let job = nextJob()
            self.job = job
            hasResult = false
            effects.append(.start(job, line: line))
            return
        }
        switch call.name {
        case "connect": perform(link.connect(screen, at: seconds), &effects, at: seconds)
        case "detach", "quit": break
        default: print("paks: " + Self.needsFullScreen(call.name), &effects)
        }
        perform(link.finished(at: seconds), &effects, at: seconds)
        // The shell goes on while a question is open.
        if ["detach", "quit"].contains(call.name) { _ = doAtOnce(call, &effects, at: seconds) }
    }
}

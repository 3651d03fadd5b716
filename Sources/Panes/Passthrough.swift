package import Commands
package import Terminal

/// `paks run`: the container's shell in the person's own terminal, as it is, plus `#` commands.
///
/// What the shell prints goes through unchanged but for the link's own messages, and every key goes
/// to the shell. A screen is kept beside it, for the row that a line stood on, and never shown.
/// What a command says is printed while the shell waits for it, so that nothing interleaves.
package struct Passthrough: ~Copyable {
    var link: ShellLink
    let table: CommandTable
    private var screen: Screen
    private var size: Size
    private var job: JobID?
    private var jobs = 0
    /// The job has said how it went.
    private var hasResult = false
    private var progressIsShown = false
    private var isPasting = false
    var consents: Consents
    /// What is being asked, for which the shell waits.
    var question: Question?
    /// What was printed since: nothing of the container's shall change how the question reads.
    var withheld: [UInt8] = []
    private static var mostWithheld: Int { 1 << 18 }
    private var history: [HistoryEntry] = []
    /// The environments that are loaded as soon as there is a shell to load them into.
    private var environments: [String]
    /// Jobs that nobody typed: what goes well isn't said, since it would stand behind a prompt.
    private var quietJobs: Set<JobID> = []

    /// - Parameters:
    ///   - size: the terminal's size.
    ///   - link: a link at its start.
    ///   - table: the commands that the link knows.
    ///   - environments: are loaded into the shell once it is connected.
    ///   - consents: which lines are asked about.
    package init(
        size: Size, link: consuming ShellLink, table: CommandTable = .standard,
        environments: [String] = [], consents: Consents = Consents()
    ) {
        self.consents = consents
        self.link = link
        self.table = table
        self.size = size
        self.environments = environments
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
            wipe(&effects)
            show(shown, &effects)
        }
        perform(actions, &effects, at: seconds)
        return effects
    }

    /// Takes in anything else that happened, `seconds` on a clock that never goes back.
    package mutating func handle(_ event: Event, at seconds: Double) -> [Effect] {
        var effects: [Effect] = []
        switch event {
        case .input(let input): take(input, &effects, at: seconds)
        case .resized(let size):
            self.size = size
            screen.resize(to: size)
            effects.append(.resizeShell(size))
        case .report(let job, let report): say(report, from: job, &effects, at: seconds)
        case .jobEnded(let job, let status): end(job, status, &effects, at: seconds)
        case .request(let client, let request):
            perform(link.ask(request, from: .client(client), at: seconds), &effects, at: seconds)
        case .timer(let timer): perform(link.expired(timer, at: seconds), &effects, at: seconds)
        case .shellEnded(let status):
            close(isYes: false, &effects, at: seconds)
            effects.append(.leave(.shellEnded(status)))
        case .terminate:
            close(isYes: false, &effects, at: seconds)
            effects.append(.leave(.terminated))
        case .resumed: break
        }
        return effects
    }

    // MARK: Keys

    private mutating func take(
        _ input: Input, _ effects: inout [Effect], at seconds: Double
    ) {
        switch input {
        case .key(let key, _) where question?.takesKeys(at: seconds) == true:
            answer(key, &effects, at: seconds)
        case .paste where question?.takesKeys(at: seconds) == true: break
        case .key(_, let bytes), .other(let bytes): type(bytes, as: .keys, &effects, at: seconds)
        case .report(let bytes): type(bytes, as: .report, &effects, at: seconds)
        case .focus(let isIn):
            guard screen.modes.focusReports else { return }
            type(Array((isIn ? "\u{1b}[I" : "\u{1b}[O").utf8), as: .report, &effects, at: seconds)
        case .paste(let bytes, let ends):
            var piece = bytes
            if screen.modes.bracketedPaste {
                if !isPasting { piece = Array("\u{1b}[200~".utf8) + piece }
                if ends { piece += Array("\u{1b}[201~".utf8) }
            }
            isPasting = !ends
            type(piece, as: .paste(ends: ends), &effects, at: seconds)
        case .mouse(let mouse):
            let bytes = MouseEncoder(modes: screen.modes).bytes(for: mouse)
            if !bytes.isEmpty { type(bytes, as: .report, &effects, at: seconds) }
        }
    }

    private mutating func type(
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
            case .answer(.screen, _): break
            case .accepted(let entry): history.append(entry)
            case .hint(let text): if !screen.modes.alternateScreen { print(text, &effects) }
            case .timer(let timer, let seconds): effects.append(.timer(timer, seconds: seconds))
            case .connected: loadEnvironments(&effects)
            }
        }
        if let refusal = link.refusal(of: environments) {
            environments = []
            print("paks: " + refusal, &effects)
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

    private mutating func nextJob() -> JobID {
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
        let isLeaving = ["detach", "quit"].contains(call.name)
        if !isLeaving { print("paks: \(call.name) needs the full screen: paks tui", &effects) }
        perform(link.finished(at: seconds), &effects, at: seconds)
        if isLeaving { effects.append(.leave(call.name == "quit" ? .quit : .detach)) }
    }

    // MARK: What a job says

    private mutating func say(
        _ report: Report, from job: JobID, _ effects: inout [Effect], at seconds: Double
    ) {
        switch report {
        case .progress(let step, let done, let total):
            guard job == self.job, link.phase == .blocked else { return }
            showProgress(step, done, total, &effects)
        case .message(.info, let text): print(text, &effects)
        case .message(.warning, let text), .message(.error, let text):
            print("paks: " + text, &effects)
        case .document(let document): print(document.text, &effects)
        case .request(let request):
            perform(link.ask(request, from: .job(job), at: seconds), &effects, at: seconds)
        case .result(let status, let text):
            if job == self.job { hasResult = true }
            guard !text.isEmpty, status != 0 || !quietJobs.contains(job) else { return }
            print((status == 0 ? "" : "paks: ") + text, &effects)
        }
    }

    private mutating func end(
        _ job: JobID, _ status: Int32, _ effects: inout [Effect], at seconds: Double
    ) {
        link.withdraw(.job(job))
        quietJobs.remove(job)
        guard job == self.job else { return }
        wipe(&effects)
        if !hasResult {
            print(
                status > 128 ? "paks: stopped" : "paks: the command ended without a result",
                &effects)
        }
        self.job = nil
        perform(link.finished(at: seconds), &effects, at: seconds)
    }

    // MARK: Output

    /// Prints lines, on lines of their own.
    mutating func print(_ text: String, _ effects: inout [Effect]) {
        wipe(&effects)
        var bytes: [UInt8] = screen.cursorPoint.column == 0 ? [] : [0x0d, 0x0a]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            bytes += Array(Self.printable(line).utf8) + [0x0d, 0x0a]
        }
        show(bytes, &effects)
    }

    /// One line that stands until something else is printed.
    private mutating func showProgress(
        _ step: String, _ done: Int?, _ total: Int?, _ effects: inout [Effect]
    ) {
        var text = Self.printable(step[...])
        switch (done, total) {
        case (let done?, let total?) where total > 0:
            text += " \(Int(Double(max(0, done)) / Double(total) * 100))%"
        case (let done?, _): text += " \(done)"
        default: break
        }
        wipe(&effects)
        progressIsShown = true
        let start = screen.cursorPoint.column == 0 ? "" : "\r\n"
        show(Array((start + text.prefix(max(0, size.columns - 1))).utf8), &effects)
    }

    mutating func wipe(_ effects: inout [Effect]) {
        guard progressIsShown else { return }
        progressIsShown = false
        show(Array("\r\u{1b}[K".utf8), &effects)
    }

    mutating func show(_ bytes: [UInt8], _ effects: inout [Effect]) {
        guard !bytes.isEmpty else { return }
        screen.feed(bytes.span)
        // The person's own terminal answers; this screen only looks on.
        _ = screen.takeReplies()
        _ = screen.takeEvents()
        effects.append(.show(bytes))
    }
}

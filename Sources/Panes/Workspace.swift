package import Commands
package import Configuration
package import Terminal

/// The running screen as a value: the shell, the side panes, focus, the palette, jobs and toasts.
///
/// The shell's output goes in as a span, everything else as an event; effects come out, and
/// `frame` is the picture of the present state.
package struct Workspace: ~Copyable {
    enum Focus: Equatable {
        case shell
        case side(PaneName)
    }

    var size: Size
    var info: WorkspaceInfo
    var link: ShellLink
    var screen: Screen
    let keymap: Keymap
    let table: CommandTable

    var layout: Layout
    var focus = Focus.shell
    var lastFocus = Focus.side(.environments)
    /// The pane that is shown where there is room for one.
    var tab = PaneName.environments
    var isZoomed = false
    var shift = 0
    /// Rows of history that are in view above the screen.
    var scrolledBack = 0

    var sides = SidePanes()
    /// The shell is being asked for its environment, for the pane.
    var isAskingEnvironment = false
    /// The list is to be read anew with the next answer.
    var areFilesUnread = false
    /// The last prompt behind which the pane has had a look, or decided not to.
    var watchedPrompt = 0
    var overlay: Overlay?
    /// What comes back once a question is answered.
    var overlayBehind: Overlay?
    /// The prefix was pressed, by these bytes, and its second key is awaited.
    var pendingPrefix: [UInt8]?
    /// Until then a repeated key needs no prefix.
    var repeatsUntil = 0.0
    var jobs: [JobID: RunningJob] = [:]
    var nextJob = 1
    var toast: Toast?
    var messages: [Toast] = []
    var consents: Consents
    var paletteHistory: [String] = []
    var outer = OuterTerminal()
    var isPasting = false
    /// Since the last picture nothing has changed that it shows but the shell's screen.
    var isOnlyShellNew = false
    /// `nil` once it was seen, and where none can be known.
    var awaitedEcho: AwaitedEcho?
    var hasStarted = false
    /// The program in the shell is between the begin and the end of a frame (mode 2026).
    var isFrameOpen = false
    /// The shell is asked at its prompt, and draws that anew.
    private var isPromptAsked = false
    /// Its screen is shown all the same from this time on.
    private var askedFrameEnds: Double?
    /// What the shell has drawn so far isn't to be shown yet.
    package var isMidFrame: Bool { isFrameOpen || askedFrameEnds.map { now < $0 } ?? false }
    var title: String?
    var now = 0.0
    /// The theme that the user chose while running; the program reads it.
    package internal(set) var themeName: String?

    /// - Parameters:
    ///   - size: of the whole screen.
    ///   - info: what is said of the session.
    ///   - link: a link at its start.
    ///   - keymap: the keys that paks owns.
    ///   - table: the commands.
    ///   - scrollback: rows of history in the shell's pane.
    package init(
        size: Size, info: WorkspaceInfo, link: ShellLink, keymap: Keymap,
        table: CommandTable = .standard, scrollback: Int = 10_000
    ) {
        consents = Consents(info.confirm, session: info.session)
        self.size = size
        self.info = info
        self.link = link
        self.keymap = keymap
        self.table = table
        layout = Layout(size: size, isZoomed: false)
        screen = Screen(
            size: Size(columns: layout.shell.columns, rows: layout.shell.rows),
            scrollback: scrollback)
        screen.answersChecksums = info.answersChecksums
        screen.answersClipboard = info.readsClipboard
    }

    /// The size of the shell's pane.
    package var shellSize: Size { screen.size }
    /// Where the live shell is, as it last said.
    package var directory: String? { link.directory }
    /// The number of the shell's last message that was believed.
    package var lastSequence: Int { link.sessionSequence }
    /// Whether the terminal around us still has something to answer.
    package var awaitsAnswers: Bool { outer.isAsked }
    /// The terminal around us is asked for its colours, its keyboard and, last, DA1.
    package mutating func noteQuestions() { outer.isAsked = true }
    /// Whether all that was printed yet is the engine's own.
    package var isStarting: Bool { link.isStarting }

    /// Reads what the shell's terminal printed.
    package mutating func receive(_ bytes: Span<UInt8>, at seconds: Double) -> [Effect] {
        now = seconds
        var effects: [Effect] = []
        var shown: [UInt8] = []
        let before = (link.promptCount, link.phase, link.missing)
        let actions = link.receive(bytes, at: seconds) { span in
            span.withUnsafeBufferPointer { shown.append(contentsOf: $0) }
        }
        // What the status line says of the link goes with these.
        if before != (link.promptCount, link.phase, link.missing) { isOnlyShellNew = false }
        if scrolledBack > 0 {
            // What is being looked at stays where it is.
            let rowsBefore = screen.scrollbackRows
            screen.feed(shown.span)
            scrolledBack += max(0, screen.scrollbackRows - rowsBefore)
        } else {
            screen.feed(shown.span)
        }
        watchFrames(&effects)
        takeFromScreen(&effects)
        perform(actions, &effects)
        watchEnvironments(&effects)
        return effects
    }

    /// How long a program may keep its frame back, in seconds.
    private static var frameLimit: Double { 0.15 }

    /// Nobody sees how a prompt that is asked at goes and comes again.
    private mutating func watchPrompt(_ effects: inout [Effect]) {
        guard link.isAskedAtPrompt != isPromptAsked else { return }
        isPromptAsked.toggle()
        askedFrameEnds = isPromptAsked ? now + Self.frameLimit : nil
        effects.append(.timer(.shellFrame, seconds: isPromptAsked ? Self.frameLimit : nil))
    }

    private mutating func watchFrames(_ effects: inout [Effect]) {
        let isOpen = screen.modes.synchronizedOutput
        guard isOpen != isFrameOpen else { return }
        isFrameOpen = isOpen
        effects.append(.timer(.synchronizedOutput, seconds: isOpen ? Self.frameLimit : nil))
    }

    mutating func takeFromScreen(_ effects: inout [Effect]) {
        let replies = screen.takeReplies()
        if !replies.isEmpty { type(replies, as: .report, &effects) }
        for event in screen.takeEvents() {
            switch event {
            case .bell: effects.append(.bell)
            case .title(let text): title = text
            case .clipboard(let bytes): effects.append(.copy(bytes))
            case .clipboardQuestion:
                outer.clipboardQuestions += 1
                effects.append(.readClipboard)
            case .notification(let title, let body):
                say(.info, title.isEmpty ? body : "\(title): \(body)", &effects)
            case .directory, .promptMark, .iconName: break
            }
        }
    }

    /// Takes in anything else that happened, `seconds` on a clock that never goes back.
    package mutating func handle(_ event: Event, at seconds: Double) -> [Effect] {
        now = seconds
        var effects: [Effect] = []
        if case .input(let input) = event {
            takeNoting(input, &effects)
            return effects
        }
        // What the link's own timers lead to says for itself whether it can be seen.
        if case .timer(.shellAnswer) = event {} else { isOnlyShellNew = false }
        switch event {
        case .input: break
        case .resized(let size):
            self.size = size
            arrange(&effects)
        case .shellEnded(let status): effects.append(.leave(.shellEnded(status)))
        case .report(let job, let report): take(report, of: job, &effects)
        case .jobEnded(let job, let status): end(job, status, &effects)
        case .request(let client, let request):
            ask(request, from: .client(client), &effects)
        case .gone(let client): link.withdraw(.client(client))
        case .timer(let timer): expire(timer, &effects)
        case .resumed: effects.append(.redraw)
        case .terminate: effects.append(.leave(.terminated))
        }
        return effects
    }

    private mutating func expire(_ timer: TimerID, _ effects: inout [Effect]) {
        switch timer {
        case .toast: toast = nil
        case .whichKey: if pendingPrefix != nil, overlay == nil { overlay = .whichKey }
        case .spinner:
            if jobs.values.contains(where: { !$0.isQuiet }) {
                effects.append(.timer(.spinner, seconds: 0.25))
            }
        case .repeatKey: break
        case .synchronizedOutput:
            screen.endSynchronizedOutput()
            isFrameOpen = false
        case .environments: askIfIdle(&effects)
        case .shellFrame: askedFrameEnds = nil
        case .shellAnswer, .typeAhead: perform(link.expired(timer, at: now), &effects)
        }
    }

    /// Gives everything its place after the size, the zoom or the overlay changed.
    mutating func arrange(_ effects: inout [Effect]) {
        var isOpen = false
        if case .side = focus { isOpen = true }
        layout = Layout(size: size, isZoomed: isZoomed, shift: shift, overlay: isOpen)
        let wanted = Size(columns: layout.shell.columns, rows: layout.shell.rows)
        if wanted != screen.size {
            screen.resize(to: wanted)
            effects.append(.resizeShell(wanted))
            takeFromScreen(&effects)
        }
        scrolledBack = min(scrolledBack, screen.scrollbackRows)
        for (pane, _) in sides.views { clampView(pane) }
    }

    /// The height of a side pane's content; 1 where it isn't shown.
    func height(_ pane: PaneName) -> Int {
        guard !layout.sides.isEmpty else { return 1 }
        let index = layout.sides.count == 3 ? pane.rawValue : 0
        return max(1, layout.sides[index].rows)
    }

    mutating func clampView(_ pane: PaneName) {
        var view = sides.views[pane] ?? ListView()
        view.clamp(count: sides.count(pane), height: height(pane))
        sides.views[pane] = view
    }

    // MARK: The shell

    mutating func type(
        _ bytes: [UInt8], as kind: ShellLink.Typing, _ effects: inout [Effect]
    ) {
        let row =
            ShellLink.mayEnter(bytes) ? screen.logicalLine(at: screen.cursorPoint.row) : ""
        perform(link.typed(bytes, as: kind, row: row, at: now), &effects)
    }

    mutating func perform(_ actions: [ShellLink.Action], _ effects: inout [Effect]) {
        for action in actions {
            switch action {
            case .writeShell, .timer: break
            default: isOnlyShellNew = false
            }
            switch action {
            case .writeShell(let bytes): effects.append(.writeShell(bytes))
            case .run(let line, let evidence): consider(line, evidence, &effects)
            case .cancel:
                for (id, job) in jobs where job.holdsShell { effects.append(.cancel(id)) }
            case .answer(.job(let job), let reply): effects.append(.reply(job, reply))
            case .answer(.client(let client), let reply): effects.append(.answer(client, reply))
            case .answer(.screen, let reply): learnEnvironment(reply, &effects)
            case .waits(.client(let client), let why): effects.append(.wait(client, why))
            case .waits(.job(let job), let why):
                jobs[job]?.step = "waits for a prompt"
                say(.info, why, &effects)
            case .waits(.screen, _): break
            case .accepted(let entry):
                sides.add(entry)
                clampView(.history)
            case .hint(let text): say(.info, text, &effects)
            case .timer(let timer, let seconds): effects.append(.timer(timer, seconds: seconds))
            case .connected: loadEnvironments(&effects)
            }
        }
        if !info.environments.isEmpty, let refusal = link.refusal(of: info.environments) {
            info.environments = []
            say(.warning, refusal, &effects)
        }
        if !hasStarted, !isStarting {
            hasStarted = true
            // The list is there at once; how it compares with the shell comes behind its prompt.
            let later = Reply.unavailable("the shell hasn't been asked yet")
            run("envlist", from: .workspace, environment: later, &effects)
            run("inspect", from: .workspace, &effects)
        }
        watchPrompt(&effects)
    }

    /// Shows a sentence for a while, and keeps it.
    mutating func say(_ level: Report.Level, _ text: String, _ effects: inout [Effect]) {
        guard !text.isEmpty else { return }
        isOnlyShellNew = false
        let said = Toast(level: level, text: text)
        toast = said
        messages.append(said)
        if messages.count > 500 { messages.removeFirst() }
        effects.append(.timer(.toast, seconds: level == .info ? 4 : 8))
    }
}

package import Commands

/// The host's side of the live shell: which of its lines are commands, what it is asked to do, and
/// in what order keys reach it. A pure state machine: bytes, keys and time in, actions out.
///
/// The protocol and the reasons are in `facts/shells.md` 3. A line is a command only when the shell
/// itself reports it with the session's secret and a rising number, it is a right call of a known
/// command, and a person's own Enter, fresh and used for nothing else, submitted it.
package struct ShellLink {
    /// How the link begins.
    package enum Start: Equatable, Sendable {
        /// A new container, whose shell is a name, a path or `auto`.
        case boot(shell: String)
        /// A shell that has the secret already and said this number last.
        case attach(lastSequence: Int)
    }

    /// Where the shell is, as far as it told.
    package enum Phase: Equatable, Sendable {
        /// The start-up code isn't in place yet.
        case booting
        /// No shell that speaks the protocol.
        case unconnected
        case atPrompt
        /// Since an Enter, until the next prompt.
        case running
        /// The shell reported a command and was told to wait.
        case asked
        /// A command holds the shell.
        case blocked
    }

    /// Where bytes on their way to the shell come from.
    package enum Typing: Equatable, Sendable {
        case keys
        /// A piece of a paste, with its brackets if the program wants them; the last has `ends`.
        case paste(ends: Bool)
        /// The terminal's own answer to a question.
        case report
    }

    /// Who wants something of the shell.
    package enum Asker: Hashable, Sendable {
        case job(JobID)
        case client(ClientID)
        /// The screen, for its own panes.
        case screen
    }

    /// What a command line at the prompt is known by.
    package enum LineEvidence: Equatable, Sendable {
        /// The shell's own report of the line, whose bytes were typed or stood on the row.
        case strong
        /// Less: the shell can't tell its lines, or only which one was the last of its history.
        case weak
    }

    /// What the surroundings have to do, in this order.
    package enum Action: Equatable, Sendable {
        case writeShell([UInt8])
        /// Start this command line (without the `#`) as a job; `finished` must follow.
        case run(line: String, LineEvidence)
        /// Interrupt the job that holds the shell.
        case cancel
        case answer(Asker, Reply)
        /// An answer will take a while; the sentence says what for, and what helps.
        case waits(Asker, String)
        /// A line was accepted by the shell and is over.
        case accepted(HistoryEntry)
        /// A sentence for the person.
        case hint(String)
        /// `nil` seconds stops the timer.
        case timer(TimerID, Double?)
        case connected(Shell, version: String)
    }

    /// Bytes that wait for the shell.
    struct Typed: Equatable {
        var bytes: [UInt8]
        var kind: Typing
        var row: [UInt8]
    }

    package internal(set) var phase: Phase
    /// The shell's directory, absolute; `nil` when it isn't known.
    package internal(set) var directory: String?
    /// The status of the last line.
    package internal(set) var lastStatus: Int32?
    /// The number of the last message that was believed, for a later `attach`.
    package internal(set) var lastSequence: Int
    /// The shell that was started, once that is known and if it is one that can be spoken with.
    package internal(set) var shell: Shell?
    /// The name of its program, once that is known.
    var program: String?
    /// What the container lacks of what the shell's start-up code needs.
    var missing: String?
    /// Whether a shell that speaks the protocol was started and has said so.
    package internal(set) var isConnected = false

    /// Why `#` commands don't work in this shell at all, in a few words; `nil` where they do, and
    /// while that isn't known.
    package var limitation: String? { obstacle.map { "no # commands: \($0)" } }

    private var obstacle: String? {
        if let missing { return "the container has no \(missing)" }
        guard phase == .unconnected, bootEnds == nil else { return nil }
        if hasBootFailed { return "the shell didn't take its start-up code" }
        return shell == nil ? "paks doesn't know \(program ?? "this shell")" : nil
    }

    /// Why environments can't be loaded at the start, and where they could; `nil` where they can,
    /// and while that isn't known.
    func refusal(of environments: [String]) -> String? {
        guard !environments.isEmpty, let obstacle else { return nil }
        let shells = Shell.names
        return "nothing was loaded from \(environments.joined(separator: ", ")): \(obstacle); "
            + "variables can be set in \(shells.dropLast().joined(separator: ", ")) and \(shells.last ?? "")"
    }

    /// Whether the shell sits at a prompt at which nothing has been typed.
    package var isAtEmptyPrompt: Bool {
        phase == .atPrompt && !promptIsComing && !isBetweenLines && !isHolding && queue.isEmpty
            && evidence.line?.isEmpty == true
    }

    /// Whether the shell is being asked at its prompt, which it draws again behind that.
    @inline(__always)  // A call would copy all of self to the stack.
    package var isAskedAtPrompt: Bool { exchange.isPushing || (isPromptAgain && promptIsComing) }

    let isCommand: @Sendable (String) -> Bool
    let explain: @Sendable (String) -> String?
    var loader: Loader?
    var filter: MessageFilter
    let token: String
    /// The shells behind the one in front, outermost first.
    var outers: [Outer] = []

    var evidence = Evidence()
    var queue: [Typed] = []
    var queuedBytes = 0
    var isInBrackets = false
    /// Held input goes on at this time, whatever happens.
    var holdEnds: Double?
    /// The prompt was announced, but nothing of it has been drawn.
    var promptIsComing = false
    var lastShown = 0.0
    var lastKeyAt = 0.0
    /// A paste of several lines is being run line by line; the shell isn't idle between them.
    var isBetweenLines = false

    var exchange = Exchange()
    /// How many prompts have come that an exchange didn't end with: after each of them the shell's
    /// environment may be another.
    package internal(set) var promptCount = 0
    /// The prompt that comes ends an exchange.
    var isPromptAgain = false
    /// Then it stands, though nothing of it was drawn: zsh draws none anew that is still there.
    var promptStands: Double?
    var line: (text: String, startedAt: Double)?
    var lineStartedAt: Double?
    var promptAt: Double?
    /// What is shown isn't for the screen: the loader's work, or a word that the host types.
    var isMuted = false
    /// What a person has typed at the prompt and the host took back, to type it again.
    var takenBack: [UInt8] = []
    /// Seconds from keys that wake the shell to what it says then.
    var roundTrip = 0.0
    /// What was kept from the screen, but turned out to be for it.
    var unseen: [UInt8] = []
    var bootEnds: Double?
    var hasBootFailed = false
    var hinted = false
    var hintAt: Double?
    private var typeAhead = Alarm(.typeAhead)
    private var shellAnswer = Alarm(.shellAnswer)

    /// - Parameters:
    ///   - token: the session's secret, 32 lower-case hexadecimal digits.
    ///   - start: whether start-up code is to be sent.
    ///   - isCommand: whether the whole of a line, without the `#`, is a right call of a command.
    ///   - explain: why such a line isn't one, where a person would want to know.
    package init(
        token: String, start: Start, isCommand: @escaping @Sendable (String) -> Bool,
        explain: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.isCommand = isCommand
        self.explain = explain
        self.token = token
        filter = MessageFilter(token: token)
        switch start {
        case .boot(let shell):
            phase = .booting
            loader = Loader(shell: shell, token: token)
            lastSequence = -1
            filter.expectsBoot = true
        case .attach(let sequence):
            phase = .running
            isConnected = true
            loader = nil
            lastSequence = sequence
        }
    }

    /// Reads what the shell's terminal printed; `show` is given all of it that is for the screen.
    package mutating func receive(
        _ bytes: Span<UInt8>, at seconds: Double, show: (Span<UInt8>) -> Void
    ) -> [Action] {
        var actions: [Action] = []
        var offset = 0
        if phase == .booting, bootEnds == nil { bootEnds = seconds + Self.waitTime }
        if !isMuted, !unseen.isEmpty {
            show(unseen.span)
            unseen = []
        }
        while let piece = filter.next(in: bytes, from: &offset) {
            switch piece {
            case .passed(let range) where !isMuted:
                showed(bytes.extracting(range), at: seconds)
                show(bytes.extracting(range))
            case .released(let held) where !isMuted:
                showed(held.span, at: seconds)
                show(held.span)
            case .passed(let range): muted(bytes.extracting(range), &actions, at: seconds)
            case .released(let held): muted(held.span, &actions, at: seconds)
            case .message(.boot): boot(&actions, at: seconds)
            case .message(.shell(let sequence, let verb, let data)):
                if filter.source < outers.count {
                    if phase == .booting { actions.append(.hint(Self.isNoShell)) }
                    goBack(to: filter.source, &actions, at: seconds)
                }
                take(sequence, verb, data, &actions, at: seconds)
            }
        }
        // An answer with the environment in it is as large as the environment.
        filter.largestBody = exchange.expectsEnvironment ? 8 << 20 : MessageFilter.usualBody
        if phase == .atPrompt, !promptIsComing { release(&actions, at: seconds) }
        settle(&actions, at: seconds)
        return actions
    }

    /// A timer that an action set ran out.
    package mutating func expired(_ timer: TimerID, at seconds: Double) -> [Action] {
        var actions: [Action] = []
        typeAhead.expire(timer)
        shellAnswer.expire(timer)
        // A clock that comes a little early must not lead to a second timer of no length.
        let now = seconds + 0.001
        if let ends = bootEnds, ends <= now { bootFailed(&actions, at: seconds) }
        if let ends = holdEnds, ends <= now {
            holdEnds = nil
            release(&actions, at: seconds)
        }
        if let time = promptStands, time <= now { stand(&actions, at: seconds) }
        if let time = hintAt, time <= now { hint(&actions) }
        expireExchange(&actions, at: now)
        settle(&actions, at: seconds)
        return actions
    }

    /// Sets the timers to what is waited for now.
    mutating func settle(_ actions: inout [Action], at seconds: Double) {
        pushIfIdle(&actions, at: seconds)
        let answer = Alarm.earlier(
            Alarm.earlier(bootEnds, hintAt), Alarm.earlier(promptStands, exchange.nextDeadline))
        typeAhead.set(for: holdEnds, &actions, at: seconds)
        shellAnswer.set(for: answer, &actions, at: seconds)
    }

    private mutating func showed(_ bytes: Span<UInt8>, at seconds: Double) {
        lastShown = seconds
        evidence.show(bytes)
        if promptIsComing { drawn() }
    }

    private mutating func drawn() {
        promptIsComing = false
        isPromptAgain = false
        promptStands = nil
        if phase == .atPrompt { evidence.drawn() }
    }

    private mutating func stand(_ actions: inout [Action], at seconds: Double) {
        promptStands = nil
        if !takenBack.isEmpty {
            actions.append(.writeShell(takenBack))
            takenBack = []
            promptStands = seconds + mutedTime
            return
        }
        isMuted = false
        guard promptIsComing, phase == .atPrompt else { return }
        drawn()
        release(&actions, at: seconds)
    }
}

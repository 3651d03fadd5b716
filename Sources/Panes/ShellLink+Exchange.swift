package import Commands

// What goes on while the shell waits for the host: a command that holds it, changes of its
// environment and directory, questions. The shell prints a request, the host answers once.
extension ShellLink {
    /// The state of the conversation; empty while the shell isn't waiting.
    struct Exchange {
        enum Kind: Equatable {
            case command(String)
            case push
        }

        struct Asked {
            var asker: Asker
            var request: ShellRequest
            var deadline: Double
            /// When to say that it takes a while.
            var noticeAt: Double?
        }

        /// A request that is being carried out.
        struct Current {
            var asker: Asker
            var messages: ArraySlice<[UInt8]>
            var refused: [String]
            var directory: String?
            var wantsEnvironment: Bool
            var environment: [ShellRequest.Variable]?
        }

        var kind: Kind?
        /// What the command is known by.
        var evidence = LineEvidence.weak
        /// The command's first request came, so the shell is known to wait.
        var hasStarted = false
        var isFinishing = false
        var isCancelled = false
        /// When the shell printed the request that is still open.
        var requestedAt: Double?
        /// The next request must come by then.
        var requestBy: Double?
        var waiting: [Asked] = []
        var current: Current?
        /// The hidden keys went out; the shell must speak by then.
        var pushEnds: Double?
        /// When they went out.
        var wokenAt = 0.0
        /// What the terminal has shown of taking a half-typed line back; `nil` while none is.
        var erasure: [UInt8]?
        /// It couldn't be taken back; what stands on the line stays there.
        var isLineFixed = false
        /// The prompt may be quiet enough for the hidden keys at this time.
        var pushAt: Double?

        var isPushing: Bool { pushEnds != nil || kind == .push }
        var expectsEnvironment: Bool { current?.wantsEnvironment == true }

        var nextDeadline: Double? {
            var first = Alarm.earlier(requestBy, Alarm.earlier(pushEnds, pushAt))
            for asked in waiting {
                first = Alarm.earlier(first, min(asked.deadline, asked.noticeAt ?? asked.deadline))
            }
            return first
        }

        mutating func receive(environment data: [UInt8]) {
            guard current?.wantsEnvironment == true else { return }
            current?.environment = ShellLink.environment(from: data)
        }
    }

    /// Seconds in which the shell must ask on after it was told something. One that is told in words
    /// of its own takes long for much, and longer on a busy machine.
    var answerTime: Double { shell?.statements == nil ? 5 : 20 }
    /// Seconds that a request waits for a prompt. Who asked is told soon that it waits.
    private static let askTime = 60.0
    private static let askNowTime = 1.0
    private static let noticeTime = 0.5
    /// The shell repeats its request after 20 s and has its echo on for a moment then: values are
    /// only given to a younger request, and nothing close to that moment.
    private static let freshness = 10.0
    private static let unsafe = 19.0...21.0
    private static let mostAsked = 64

    /// Asks the shell for something; an `.answer` follows at once, later, or after a time limit, and
    /// before it a `.waits` where that isn't soon. What was answered with `unavailable`, or taken
    /// back, isn't done later either.
    package mutating func ask(
        _ request: ShellRequest, from asker: Asker, at seconds: Double
    ) -> [Action] {
        var actions: [Action] = []
        if phase == .unconnected || (phase != .booting && !isConnected) {
            actions.append(
                .answer(asker, .unavailable("there is no shell in front that paks can speak with")))
        } else if let missing, exchange.kind == nil {
            actions.append(.answer(asker, .unavailable("the container has no \(missing)")))
        } else if let shell, shell.waking == nil, exchange.kind == nil {
            actions.append(
                .answer(
                    asker,
                    .unavailable(
                        "\(shell.name) listens only to # commands at its own prompt")))
        } else if request == .environmentNow, phase == .running, !isPromptAgain {
            actions.append(.answer(asker, .unavailable(whyBusy)))
        } else if exchange.waiting.count >= Self.mostAsked {
            actions.append(.answer(asker, .unavailable("the shell has too much to do already")))
        } else {
            let time = request == .environmentNow ? Self.askNowTime : Self.askTime
            exchange.waiting.append(
                Exchange.Asked(
                    asker: asker, request: request, deadline: seconds + time,
                    noticeAt: request == .environmentNow ? nil : seconds + Self.noticeTime))
            proceed(&actions, at: seconds)
        }
        settle(&actions, at: seconds)
        return actions
    }

    /// Takes back what somebody who is gone has asked for and not yet got.
    package mutating func withdraw(_ asker: Asker) {
        exchange.waiting.removeAll { $0.asker == asker }
    }

    /// The job of the command that holds the shell is over.
    package mutating func finished(at seconds: Double) -> [Action] {
        var actions: [Action] = []
        release(command: &actions, at: seconds)
        settle(&actions, at: seconds)
        return actions
    }

    /// Lets the shell go on as soon as it listens.
    mutating func release(command actions: inout [Action], at seconds: Double) {
        guard case .command = exchange.kind else { return }
        exchange.isFinishing = true
        proceed(&actions, at: seconds)
    }

    // MARK: What the shell says

    /// A line with `#` was accepted. Says whether it is a command, by all the checks.
    mutating func submitted(
        _ data: [UInt8], _ actions: inout [Action], at seconds: Double
    ) -> Bool {
        guard phase == .atPrompt, promptIsComing, exchange.kind == nil else { return false }
        hintAt = nil
        let data = spelled(data)
        // The last entry of a history need not be new.
        let isOld = shell?.lines == .history && !evidence.stands(for: data)
        let (verdict, lost) = evidence.use(for: data, at: seconds)
        requeue(lost)
        let text = Self.commandLine(data)
        let isRight: Bool
        switch verdict {
        case .typed, .onRow: isRight = text.map(isCommand) ?? false
        case .noEnter, .otherLine: isRight = false
        }
        guard isRight, let text else {
            answerFirst("-", &actions)
            if !isOld { refuse(text, verdict, &actions) }
            return false
        }
        answerFirst("+", &actions)
        exchange.kind = .command(text)
        exchange.evidence = strength(of: verdict)
        exchange.requestBy = seconds + answerTime
        phase = .asked
        promptIsComing = false
        return true
    }

    /// How far a line is to be believed that passed all checks.
    private func strength(of verdict: Evidence.Verdict) -> LineEvidence {
        switch shell?.lines {
        case .reported, .reportedAsWords: .strong
        // What is last in the history may have been there before, but not what is typed.
        case .history: verdict == .typed ? .strong : .weak
        default: .weak
        }
    }

    /// A shell that can't tell its lines had this one: where it is a command, the word that asks
    /// the host is typed instead of it, at the prompt that comes now, and neither is shown.
    mutating func replace(
        _ line: [UInt8], _ isCertain: Bool, by word: String, _ actions: inout [Action],
        at seconds: Double
    ) {
        guard missing == nil, exchange.kind == nil, let text = Self.commandLine(line) else {
            return
        }
        hintAt = nil
        guard isCertain, isCommand(text) else {
            return refuse(text, isCertain ? .typed : .noEnter, &actions)
        }
        actions.append(.writeShell(Array(word.utf8) + [0x0a]))
        exchange.kind = .command(text)
        exchange.requestBy = seconds + answerTime
        phase = .asked
        promptIsComing = false
        isMuted = true
    }

    /// The word that was typed for a line asks what there is to do.
    mutating func replaced(_ actions: inout [Action], at seconds: Double) {
        if exchange.pushEnds != nil { return pushed(&actions, at: seconds) }
        guard phase == .asked, !exchange.hasStarted, case .typed = shell?.lines else {
            return answerFirst("-", &actions)
        }
        isMuted = false
        exchange.requestBy = seconds + answerTime
        answerFirst("+", &actions)
    }

    private func refuse(
        _ text: String?, _ verdict: Evidence.Verdict, _ actions: inout [Action]
    ) {
        guard let text else { return }
        if !isCommand(text) {
            if verdict != .noEnter, let reason = explain(text) { actions.append(.hint(reason)) }
        } else {
            actions.append(
                .hint("#\(text) wasn't run: it takes a line of your own and Enter at the prompt"))
        }
    }

    /// Says yes or no to the shell, behind what of the person's keys it may have before it.
    func answerFirst(_ answer: String, _ actions: inout [Action]) {
        let end = shell?.answerEnd ?? []
        actions.append(.writeShell(end + Array(answer.utf8) + end))
    }

    /// The shell waits for the next answer; `NAME …` are the names that it refused (`/`: `cd`).
    mutating func ready(_ data: [UInt8], _ actions: inout [Action], at seconds: Double) {
        exchange.requestedAt = seconds
        exchange.requestBy = nil
        for name in data.split(separator: 0x20) {
            let name = String(decoding: name, as: UTF8.self)
            let refused = name == "/" ? exchange.current?.directory : name
            if let refused { exchange.current?.refused.append(refused) }
        }
        if case .command(let text) = exchange.kind, !exchange.hasStarted {
            exchange.hasStarted = true
            phase = .blocked
            if exchange.isFinishing {
                proceed(&actions, at: seconds)
            } else {
                actions.append(.run(line: text, exchange.evidence))
            }
        }
        proceed(&actions, at: seconds)
    }

    /// A prompt came though the shell was thought to wait: it was interrupted from elsewhere.
    mutating func abandonExchange(_ actions: inout [Action], at seconds: Double) {
        if let current = exchange.current {
            actions.append(
                .answer(current.asker, .unavailable("the shell stopped listening")))
        }
        exchange = Exchange(waiting: exchange.waiting)
    }

    /// Answers the open request with whatever is next.
    private mutating func proceed(_ actions: inout [Action], at seconds: Double) {
        guard let requestedAt = exchange.requestedAt else { return }
        let age = seconds - requestedAt
        if exchange.current?.messages.isEmpty == true { complete(&actions) }
        if exchange.current == nil, !exchange.waiting.isEmpty {
            start(exchange.waiting.removeFirst(), &actions, at: seconds)
        }
        guard !Self.unsafe.contains(age) else { return }
        if exchange.current != nil {
            // An old request is exchanged for a new one before values are given to it.
            guard age <= Self.freshness else { return answer([], &actions, at: seconds) }
            guard let message = exchange.current?.messages.popFirst() else { return }
            answer(message, &actions, at: seconds)
        } else if exchange.kind == .push || exchange.isFinishing || exchange.kind == nil {
            answer([0x2e], &actions, at: seconds)
            isPromptAgain = true
            // What is typed now belongs to the prompt that comes.
            holdEnds = seconds + Self.patience
            exchange = Exchange(waiting: exchange.waiting)
            phase = .running
        }
    }

    private mutating func answer(
        _ message: [UInt8], _ actions: inout [Action], at seconds: Double
    ) {
        actions.append(.writeShell(message + (shell?.answerEnd ?? [0x7e])))
        exchange.requestedAt = nil
        exchange.requestBy = seconds + answerTime
    }

    private mutating func start(
        _ asked: Exchange.Asked, _ actions: inout [Action], at seconds: Double
    ) {
        let (messages, refused) = Self.messages(for: asked.request, to: shell)
        var directory: String?
        if case .change(_, _, let path) = asked.request { directory = path }
        exchange.current = Exchange.Current(
            asker: asked.asker, messages: messages[...], refused: refused, directory: directory,
            wantsEnvironment: asked.request.asksEnvironment)
        if messages.isEmpty { complete(&actions) }
    }

    private mutating func complete(_ actions: inout [Action]) {
        guard let current = exchange.current else { return }
        exchange.current = nil
        let reply: Reply =
            if !current.wantsEnvironment {
                .changed(refused: current.refused)
            } else if let environment = current.environment {
                .environment(environment)
            } else {
                .unavailable("the shell's environment couldn't be read")
            }
        actions.append(.answer(current.asker, reply))
    }

    // MARK: Time

    mutating func expireExchange(_ actions: inout [Action], at seconds: Double) {
        if let ends = exchange.requestBy, ends <= seconds { fail(&actions) }
        if let ends = exchange.pushEnds, ends <= seconds {
            exchange.pushEnds = nil
            isMuted = false
            if let erasure = exchange.erasure {
                (exchange.erasure, exchange.isLineFixed) = (nil, true)
                unseen += erasure
            } else if case .submission = shell?.waking, !takenBack.isEmpty {
                // It was left as it is.
                (takenBack, exchange.isLineFixed) = ([], true)
            } else {
                for asked in exchange.waiting {
                    actions.append(
                        .answer(asked.asker, .unavailable("the shell at its prompt didn't answer")))
                }
                exchange.waiting = []
            }
            release(&actions, at: seconds)
        }
        for index in exchange.waiting.indices {
            guard let time = exchange.waiting[index].noticeAt, time <= seconds else { continue }
            exchange.waiting[index].noticeAt = nil
            actions.append(.waits(exchange.waiting[index].asker, whyWaiting))
        }
        for asked in exchange.waiting where asked.deadline <= seconds {
            actions.append(
                .answer(
                    asked.asker,
                    .unavailable(
                        asked.request == .environmentNow
                            ? whyBusy
                            : "\(whyBusy); it waited for that for \(Int(Self.askTime)) s, and nothing was done"
                    )))
        }
        exchange.waiting.removeAll { $0.deadline <= seconds }
    }

    /// What a request waits for, for a person.
    private var whyWaiting: String {
        switch phase {
        case .booting, .unconnected: "the shell is starting, and takes it at its first prompt"
        case .atPrompt:
            "a line is being edited in the shell, which takes it at its next prompt: press Enter there"
        case .running: "a program runs in the shell, which takes it at its next prompt"
        case .asked, .blocked: "a # command holds the shell, which takes it then"
        }
    }

    /// Why the shell can't be asked just now, for a person.
    private var whyBusy: String {
        phase == .atPrompt
            ? "the shell is busy: a line is being edited in it; ask at its prompt"
            : "the shell is busy: a program runs in it; ask at its prompt"
    }

    /// The shell was told to wait, and doesn't ask on.
    private mutating func fail(_ actions: inout [Action]) {
        if case .command(let text) = exchange.kind, !exchange.hasStarted {
            actions.append(.hint("#\(text) wasn't run: the shell didn't wait for it"))
        }
        if let current = exchange.current {
            actions.append(
                .answer(current.asker, .unavailable("the shell stopped listening")))
        }
        exchange = Exchange(waiting: exchange.waiting)
        phase = .running
        isMuted = false
    }
}

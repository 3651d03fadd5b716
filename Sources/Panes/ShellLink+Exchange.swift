package import Commands

// What goes on while the shell waits for the host: a command that holds it, changes of its
// environment and directory, questions. The shell prints a request, the host answers once.
extension ShellLink {
    /// Seconds in which the shell must ask on after it was told something. One that is told in words
    /// of its own takes long for much, and longer on a busy machine.
    var answerTime: Double { shell?.statements == nil ? 5 : 20 }
    /// Seconds that a request waits for a prompt. Who asked is told soon that it waits.
    static let askTime = 60.0
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
}

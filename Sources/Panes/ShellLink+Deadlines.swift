import Commands

// What becomes of an exchange that takes too long, and what is said of one that has to wait.
extension ShellLink {
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
    var whyBusy: String {
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

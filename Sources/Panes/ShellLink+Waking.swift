import Commands

// How the shell is made to ask while it sits at its prompt, with nobody having pressed Enter.
extension ShellLink {
    /// Seconds in which the shell must take the hidden keys up.
    private static let pushTime = 1.0
    /// Seconds without output after which a prompt is taken for drawn and readline for ready.
    private static let quiet = 0.06

    /// The shell took the hidden keys up.
    mutating func pushed(_ actions: inout [Action], at seconds: Double) {
        guard exchange.pushEnds != nil, exchange.kind == nil, !exchange.waiting.isEmpty else {
            answerFirst("-", &actions)
            isPromptAgain = true
            exchange.pushEnds = nil
            return
        }
        roundTrip = min(Self.pushTime, seconds - exchange.wokenAt)
        exchange.pushEnds = nil
        exchange.kind = .push
        exchange.requestBy = seconds + answerTime
        answerFirst("+", &actions)
    }

    /// Sends the hidden keys when the shell sits at its prompt and somebody waits for it.
    mutating func pushIfIdle(_ actions: inout [Action], at seconds: Double) {
        exchange.pushAt = nil
        guard let waking = shell?.waking, !exchange.waiting.isEmpty, exchange.kind == nil,
            !exchange.isPushing,
            phase == .atPrompt, !promptIsComing, !isBetweenLines, !isHolding, queue.isEmpty,
            // What was quoted, or is too long to know, may go on.
            let line = evidence.line,
            // After these a key means something else: prefixes, quoting, a completion's question.
            ![0x09, 0x11, 0x18, 0x1b].contains(line.last ?? 0),
            // A search in the history would end.
            !line.contains(where: { $0 == 0x12 || $0 == 0x13 })
        else { return }
        guard seconds - lastShown >= Self.quiet else {
            exchange.pushAt = lastShown + Self.quiet + 0.001
            return
        }
        switch waking {
        case .keys(let keys, let unseen):
            isMuted = unseen != .nothing
            actions.append(.writeShell(keys))
        case .submission(let keys):
            guard line.isEmpty || canTakeBack(line) else { return }
            takenBack = line
            actions.append(.writeShell(keys))
            isMuted = true
        case .line(let text):
            if line.isEmpty {
                actions.append(.writeShell(Array(text.utf8) + [0x0a]))
            } else {
                guard canTakeBack(line) else { return }
                exchange.erasure = []
                actions.append(.writeShell([Self.kill]))
            }
            isMuted = true
        }
        exchange.wokenAt = seconds
        exchange.pushEnds = seconds + Self.pushTime
    }

    /// Whether a half-typed line can be typed again as it was.
    private func canTakeBack(_ line: [UInt8]) -> Bool {
        !exchange.isLineFixed && evidence.isSincePrompt
            && line.allSatisfy { (0x20...0x7e).contains($0) }
    }

    /// The terminal's own character for it (VKILL), as it is set at first; busybox has no other.
    private static let kill: UInt8 = 0x15
    private static let mostErasure = 8192

    /// What isn't for the screen may show that the line was taken back, so that one of the host's
    /// own can be typed in its place: never behind what somebody else typed.
    mutating func muted(
        _ bytes: Span<UInt8>, _ actions: inout [Action], at seconds: Double
    ) {
        guard var erasure = exchange.erasure, case .line(let text) = shell?.waking,
            let line = evidence.line
        else { return }
        for index in bytes.indices.prefix(Self.mostErasure - erasure.count) {
            erasure.append(bytes[index])
        }
        exchange.erasure = erasure
        // A terminal rubs out each character (n_tty.c, ECHOKE), a line editor all behind the prompt.
        let rubbedOut: [UInt8] = [0x08, 0x20, 0x08]
        let sign: [UInt8] =
            shell?.lines == .history
            ? [0x1b, 0x5b, 0x4a]
            : Array([[UInt8]](repeating: rubbedOut, count: line.count).joined())
        guard erasure.firstRange(of: sign) != nil else { return }
        exchange.erasure = nil
        takenBack = line
        exchange.wokenAt = seconds
        exchange.pushEnds = seconds + Self.pushTime
        actions.append(.writeShell(Array(text.utf8) + [0x0a]))
    }

    /// Whether a shell that asks behind a comment has had the host's own.
    func isWakingLine(_ line: [UInt8]) -> Bool {
        guard exchange.pushEnds != nil, exchange.kind == nil, case .line(let text) = shell?.waking
        else { return false }
        return line == Array(text.utf8)
    }
}

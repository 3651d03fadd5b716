// Keys on their way to the shell: in order, held while the shell would take them for an answer,
// and looked at for the Enter that a command line needs.
extension ShellLink {
    /// Seconds that input after a `#` line waits for the shell to say something.
    static let patience = 0.3
    /// Held bytes; what comes beyond them is lost, as in a terminal's own queue.
    private static let mostQueued = 1 << 20

    /// Takes bytes for the shell from the person's terminal.
    ///
    /// - Parameters:
    ///   - bytes: exactly what is to reach the shell.
    ///   - kind: where they come from.
    ///   - row: the logical line on the screen under the cursor, prompt and all; anything where
    ///     the bytes hold no Enter.
    package mutating func typed(
        _ bytes: [UInt8], as kind: Typing, row: String, at seconds: Double
    ) -> [Action] {
        var actions: [Action] = []
        let piece = Typed(bytes: bytes, kind: kind, row: Array(row.utf8))
        if phase == .blocked, kind == .keys, let at = bytes.firstIndex(of: 0x03) {
            interrupt(&actions, at: seconds)
            enqueue(Typed(bytes: Array(bytes[(at + 1)...]), kind: kind, row: []))
        } else if isHolding || !queue.isEmpty {
            enqueue(piece)
        } else {
            forward(piece, &actions, at: seconds)
        }
        settle(&actions, at: seconds)
        return actions
    }

    /// Whether bytes may hold an Enter; without one nobody asks for the row.
    static func mayEnter(_ bytes: [UInt8]) -> Bool {
        bytes.contains { $0 == 0x0d || $0 == 0x0a || $0 == 0x0f || $0 == 0x1b }
    }

    /// Whether what is typed must wait.
    var isHolding: Bool {
        switch phase {
        case .booting, .asked, .blocked: true
        case .unconnected, .running: holdEnds != nil || exchange.isPushing
        case .atPrompt: holdEnds != nil || exchange.isPushing || isMuted
        }
    }

    /// As a terminal does for the interrupt character, what was typed ahead is dropped.
    private mutating func interrupt(_ actions: inout [Action], at seconds: Double) {
        queue = []
        queuedBytes = 0
        if exchange.isCancelled {
            release(command: &actions, at: seconds)
        } else {
            exchange.isCancelled = true
            actions.append(.cancel)
        }
    }

    private mutating func enqueue(_ piece: Typed) {
        guard !piece.bytes.isEmpty, queuedBytes + piece.bytes.count <= Self.mostQueued else {
            return
        }
        queue.append(piece)
        queuedBytes += piece.bytes.count
    }

    /// Puts back, before all else, what the shell took for an answer.
    mutating func requeue(_ pieces: [Typed]) {
        queue.insert(contentsOf: pieces, at: 0)
        queuedBytes += pieces.reduce(0) { $0 + $1.bytes.count }
    }

    /// Passes held input on, until something of it makes the rest wait again.
    mutating func release(_ actions: inout [Action], at seconds: Double) {
        if phase == .atPrompt { holdEnds = nil }
        while !queue.isEmpty, !isHolding {
            var piece = queue.removeFirst()
            queuedBytes -= piece.bytes.count
            // The screen has changed since: only what is typed can prove these lines.
            piece.row = []
            forward(piece, &actions, at: seconds)
        }
    }

    private mutating func forward(
        _ piece: Typed, _ actions: inout [Action], at seconds: Double
    ) {
        let bytes = piece.bytes
        guard piece.kind != .report else {
            actions.append(.writeShell(bytes))
            evidence.follow(piece)
            return
        }
        var start = 0
        while start < bytes.count {
            let (end, isEnter) = submit(piece, from: start, at: seconds)
            start = end
            if isEnter, entered(at: seconds) { break }
        }
        if start == bytes.count {
            actions.append(.writeShell(bytes))
        } else {
            actions.append(.writeShell(Array(bytes[..<start])))
            let rest = Typed(bytes: Array(bytes[start...]), kind: piece.kind, row: [])
            queue.insert(rest, at: 0)
            queuedBytes += rest.bytes.count
        }
    }

    /// Takes note of the bytes up to and with the next Enter, or of all.
    private mutating func submit(
        _ piece: Typed, from start: Int, at seconds: Double
    ) -> (end: Int, isEnter: Bool) {
        let bytes = piece.bytes
        let isPaste = piece.kind != .keys
        var at = start
        var plain = start
        while at < bytes.count {
            let rest = bytes[at...]
            if isPaste, let brackets = Self.brackets(rest) {
                note(piece, plain..<at, at: seconds)
                isInBrackets = brackets
                at += 6
                plain = at
                evidence.follow(
                    Typed(bytes: Array(bytes[(at - 6)..<at]), kind: piece.kind, row: []))
                continue
            }
            guard let length = Self.enter(rest) else {
                at += 1
                continue
            }
            if isPaste, isInBrackets {
                evidence.taint()
                at += length
                continue
            }
            note(piece, plain..<at, at: seconds)
            evidence.follow(
                Typed(bytes: Array(bytes[at..<(at + length)]), kind: piece.kind, row: []))
            let isComment = Self.looksLikeCommand(evidence.line ?? [], row: piece.row)
            hold(isComment, at: seconds)
            suspect(at: seconds)
            evidence.enter(
                row: piece.row, isPasted: isPaste, isFirst: phase == .atPrompt && !promptIsComing,
                isBlind: lastKeyAt > lastShown, at: seconds)
            return (at + length, true)
        }
        note(piece, plain..<at, at: seconds)
        if case .paste(let ends) = piece.kind, ends { isInBrackets = false }
        return (at, false)
    }

    private mutating func note(_ piece: Typed, _ range: Range<Int>, at seconds: Double) {
        guard !range.isEmpty else { return }
        lastKeyAt = seconds
        evidence.type(piece.bytes[range])
        guard evidence.hasEnters else { return }
        evidence.follow(Typed(bytes: Array(piece.bytes[range]), kind: piece.kind, row: []))
    }

    private mutating func hold(_ isComment: Bool, at seconds: Double) {
        if phase == .atPrompt, isComment { holdEnds = seconds + Self.patience }
    }

    /// The shell has a line now; says whether what follows must wait.
    private mutating func entered(at seconds: Double) -> Bool {
        if phase == .atPrompt {
            phase = .running
            lineStartedAt = seconds
            promptIsComing = false
            isPromptAgain = false
        }
        return holdEnds != nil
    }

    /// Remembers to say once that a `#` line does nothing in a program.
    private mutating func suspect(at seconds: Double) {
        guard !hinted, hintAt == nil, let typed = evidence.line, typed.first == 0x23,
            let text = String(validating: typed.dropFirst(), as: UTF8.self), isCommand(text)
        else { return }
        hintAt = seconds + 0.5
    }

    /// The length of the Enter that bytes begin with: CR, LF, Ctrl-O, the keypad's, CSI u.
    private static func enter(_ bytes: ArraySlice<UInt8>) -> Int? {
        switch bytes.first {
        case 0x0d, 0x0a, 0x0f: return 1
        case 0x1b:
            if bytes.starts(with: [0x1b, 0x4f, 0x4d]) { return 3 }
            guard bytes.starts(with: [0x1b, 0x5b, 0x31, 0x33]) else { return nil }
            let rest = bytes.dropFirst(4)
            guard let end = rest.firstIndex(where: { !(0x30...0x3b).contains($0) }),
                rest[end] == 0x75, end == rest.startIndex || rest[rest.startIndex] == 0x3b
            else { return nil }
            return end - bytes.startIndex + 1
        default: return nil
        }
    }

    /// Whether bytes begin with the start (true) or the end (false) of a bracketed paste.
    private static func brackets(_ bytes: ArraySlice<UInt8>) -> Bool? {
        guard bytes.first == 0x1b else { return nil }
        if bytes.starts(with: [0x1b, 0x5b, 0x32, 0x30, 0x30, 0x7e]) { return true }
        if bytes.starts(with: [0x1b, 0x5b, 0x32, 0x30, 0x31, 0x7e]) { return false }
        return nil
    }

    /// Whether a line may turn out to be one for the host: `#` and a lower-case letter in it.
    private static func looksLikeCommand(_ line: [UInt8], row: [UInt8]) -> Bool {
        func isName(_ text: ArraySlice<UInt8>) -> Bool {
            text.first == 0x23 && text.dropFirst().first.map { (0x61...0x7a).contains($0) } == true
        }
        return isName(line[...]) || row.indices.contains { isName(row[$0...]) }
    }
}

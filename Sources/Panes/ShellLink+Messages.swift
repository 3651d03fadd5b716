// What the shell says: who it is, that a prompt comes, that a line was accepted.
extension ShellLink {
    /// How far a number may run ahead of the last one.
    private static let largestStep = 10_000
    private static let promptTime = 0.3
    private static let redrawTime = 0.2

    /// How long after a prompt nothing of it is shown, where it stands already; an echo from far
    /// away takes longer.
    var mutedTime: Double { max(0.1, 2 * roundTrip) }

    mutating func take(
        _ sequence: Int, _ verb: UInt8, _ data: [UInt8], _ actions: inout [Action],
        at seconds: Double
    ) {
        guard sequence > lastSequence, sequence <= lastSequence + Self.largestStep else { return }
        let before = lastSequence
        lastSequence = sequence
        switch verb {
        case UInt8(ascii: "S"): found(data, &actions, at: seconds)
        case UInt8(ascii: "B"): booted(data, &actions, at: seconds)
        case UInt8(ascii: "H"): hello(data, &actions)
        case UInt8(ascii: "L"): accept(Self.decoded(data), at: seconds)
        case UInt8(ascii: "P"): prompt(data, &actions, at: seconds)
        case UInt8(ascii: "C") where isWakingLine(data):
            pushed(&actions, at: seconds)
        case UInt8(ascii: "C"):
            // A number that came with a refused line must not shut out the right ones after it.
            if !submitted(data, &actions, at: seconds) { lastSequence = before }
        case UInt8(ascii: "G"): replaced(&actions, at: seconds)
        case UInt8(ascii: "K"): pushed(&actions, at: seconds)
        case UInt8(ascii: "R"): ready(data, &actions, at: seconds)
        case UInt8(ascii: "E"): exchange.receive(environment: data)
        default: lastSequence = before
        }
    }

    /// `SHELL;VERSION;PID`, and `;WHAT` where something is missing that the shell would need.
    private mutating func hello(_ data: [UInt8], _ actions: inout [Action]) {
        let parts = data.split(separator: 0x3b, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count >= 2, phase == .unconnected || phase == .running,
            let shell = Shell.named(parts[0])
        else { return }
        phase = .running
        self.shell = shell
        isConnected = true
        if parts.count > 3 { lack(Array(parts[3].utf8)[...]) }
        actions.append(.connected(shell, version: parts[1]))
        if isInner, missing == nil {
            actions.append(.hint("# commands work in this \(shell.name), until it ends"))
        }
    }

    /// The text of the line that the next prompt's status is about.
    private mutating func accept(_ told: String, at seconds: Double) {
        let text = String(decoding: spelled(Array(told.utf8)), as: UTF8.self)
        guard !text.isEmpty, text.first != " ", text.first != "\t" else { return }
        isBetweenLines = text.utf8.contains(0x0a)
        if shell?.lines == .history, !evidence.stands(for: Array(text.utf8)) { return }
        // What a command of paks was given isn't for the history: it may hold a value.
        if text.first == "#", isCommand(String(text.dropFirst())) { return }
        line = (text, lineStartedAt ?? promptAt ?? seconds)
    }

    /// `SHELL;STATUS;DIRECTORY`: a prompt is about to be drawn.
    private mutating func prompt(_ data: [UInt8], _ actions: inout [Action], at seconds: Double) {
        let parts = data.split(separator: 0x3b, maxSplits: 2, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 3, phase != .booting, let shell = Shell.named(parts[0]),
            let status = Int32(parts[1])
        else { return }
        self.shell = shell
        // A shell that asks behind its history's last line says first that the prompt comes.
        if exchange.pushEnds != nil, exchange.kind == nil, case .line = shell.waking,
            shell.lines == .history
        {
            return
        }
        // The prompt that stands already isn't shown a second time.
        isMuted = isMuted && isPromptAgain && shell.hidesPromptAnew
        abandonExchange(&actions, at: seconds)
        promptStands =
            isPromptAgain ? seconds + (isMuted ? mutedTime : Self.redrawTime) : nil
        if !isPromptAgain { promptCount += 1 }
        let path = parts[2]
        var typed: (line: [UInt8], isCertain: Bool)?
        if case .typed = shell.lines { typed = evidence.takeLine(at: seconds) }
        // What keys other than letters made of the line can't be told.
        if let typed, !typed.line.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
            accept(String(decoding: typed.line, as: UTF8.self), at: seconds)
        }
        if let (text, startedAt) = line {
            actions.append(
                .accepted(
                    HistoryEntry(
                        line: text, status: status, directory: directory, startedAt: startedAt,
                        duration: max(0, seconds - startedAt))))
        } else {
            isBetweenLines = false
        }
        line = nil
        lineStartedAt = nil
        promptAt = seconds
        lastStatus = status
        directory = path.first == "/" ? path : nil
        phase = .atPrompt
        promptIsComing = true
        hinted = false
        evidence.prompt(isAnother: !isPromptAgain, at: seconds)
        if !queue.isEmpty { holdEnds = seconds + Self.promptTime }
        if case .typed(let word) = shell.lines, let typed {
            replace(typed.line, typed.isCertain, by: word, &actions, at: seconds)
        }
    }

    /// A line that the shell told, as it was typed.
    func spelled(_ line: [UInt8]) -> [UInt8] {
        shell?.lines == .reportedAsWords ? evidence.spelling(of: line) : line
    }

    /// Text whose control characters came as `%XX`; others become `?`.
    private static func decoded(_ data: [UInt8]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.count)
        var rest = data[...]
        while let byte = rest.popFirst() {
            if byte == 0x25, rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else if byte >= 0x20 {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Says once why nothing happens.
    mutating func hint(_ actions: inout [Action]) {
        hintAt = nil
        guard phase == .running || phase == .unconnected || missing != nil, !hinted else { return }
        hinted = true
        let reason =
            limitation
            ?? (isConnected
                ? "# commands work at the prompt of the shell that paks started, and another program has the terminal now"
                : "# commands are off: the shell that paks started gave way to another")
        actions.append(.hint(reason + "; `paks do` works from elsewhere"))
    }
}

import Commands

@testable import Panes

/// One session of a shell's link: what its terminal prints, what a person types, what time it is,
/// and what must hold whatever these are.
///
/// The input begins with how the link starts and whether the shell's own messages occur. Where they
/// don't, whatever the program prints passes on untouched, every key reaches it in order, and
/// nothing runs.
struct ShellCase {
    private static let token = "0123456789abcdef0123456789abcdef"
    private static let opening = Array("\u{1b}]7717;\(token);".utf8)

    private var input: Input
    private var link: ShellLink
    private var filter = MessageFilter(token: ShellCase.token)
    private let isAuthentic: Bool
    private let isBooting: Bool
    private var time = 0.0
    private var sequence = 0

    /// All that the program printed, and what was shown of it, by the link and by a filter alone.
    private var printed: [UInt8] = []
    private var shown: [UInt8] = []
    private var filtered: [UInt8] = []
    private var messages = 0
    private var typed: [UInt8] = []
    private var written: [UInt8] = []
    private var runs = 0
    /// Who waits for an answer; everybody asks once.
    private var open: [ShellLink.Asker] = []
    private var asked = 0
    /// A shell was woken by what it shows something of.
    private var hasHidden = false
    private static let hiding = Shell.all.flatMap { shell -> [[UInt8]] in
        switch shell.waking {
        case .keys(_, .nothing), nil: []
        case .keys(let keys, _), .submission(let keys): [keys]
        case .line(let text): [Array(text.utf8) + [0x0a], [0x15]]
        }
    }
    /// A loader was typed, so that there are secrets that nobody here knows.
    private var hasConnected = false

    init(_ input: Input) {
        self.input = input
        let options = self.input.byte()
        isBooting = options & 1 != 0
        isAuthentic = options & 2 != 0
        let shells = ["auto", "bash", "fish", "/bin/sh"]
        link = ShellLink(
            token: Self.token,
            start: isBooting
                ? .boot(shell: shells[Int(options >> 2) % shells.count]) : .attach(lastSequence: 0),
            isCommand: { ["save", "size"].contains($0) })
    }

    consuming func play() {
        while !input.isAtEnd {
            receive(input.plain())
            if !input.isAtEnd { operate() }
            checkBounds()
        }
        finish()
    }

    private mutating func operate() {
        switch input.operation(of: 15) {
        case 0: time += Double(input.byte()) / 100
        case 1: time += Double(input.byte())
        case 2: type(input.string(limit: 255), as: .keys)
        case 3: type(input.string(limit: 255), as: .paste(ends: input.flag()))
        case 4: type(input.string(limit: 255), as: .report)
        case 5: say(input.string(limit: 255))
        case 6: receive(isAuthentic ? Self.opening : Array(Self.opening.dropLast(9)))
        case 7: act(link.expired(.typeAhead, at: time))
        case 8: act(link.expired(.shellAnswer, at: time))
        case 9: ask()
        case 10: act(link.finished(at: time))
        case 11:
            guard !open.isEmpty else { return }
            // What is being carried out for it may still be answered.
            link.withdraw(open.remove(at: input.number(below: open.count)))
        case 12: receive([0xFF])
        case 14:
            hasConnected = true
            act(link.connect(at: time))
        default:
            let count = 1 << input.number(below: 18)
            receive([UInt8](repeating: input.byte(), count: count))
        }
    }

    /// A message of the shell's own, with a number that may be wrong.
    private mutating func say(_ body: [UInt8]) {
        sequence = max(sequence, link.lastSequence) + input.number(below: 6) - 1
        let token = isAuthentic ? Self.token : Self.token.replacing("7", with: "8")
        receive(Array("\u{1b}]7717;\(token);\(max(0, sequence));".utf8) + body + [0x07])
    }

    private mutating func receive(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        printed += bytes
        var offset = 0
        while let piece = filter.next(in: bytes.span, from: &offset) {
            switch piece {
            case .passed(let range): filtered += bytes[range]
            case .released(let held): filtered += held
            case .message: messages += 1
            }
        }
        var seen: [UInt8] = []
        let actions = link.receive(bytes.span, at: time) { span in
            for index in span.indices { seen.append(span[index]) }
        }
        shown += seen
        act(actions)
    }

    private mutating func type(_ bytes: [UInt8], as kind: ShellLink.Typing) {
        typed += bytes
        let rows = ["$ ", "$ #save", "#size", "", "# save"]
        act(link.typed(bytes, as: kind, row: rows[input.number(below: rows.count)], at: time))
    }

    private mutating func ask() {
        let asker = ShellLink.Asker.client(ClientID(asked))
        let request: ShellRequest =
            input.flag()
            ? (input.flag() ? .environment : .environmentNow)
            : .change(
                set: [.init(name: "A", value: input.string(limit: 255))], unset: ["B", "="],
                directory: input.flag() ? "/a b" : nil)
        asked += 1
        open.append(asker)
        act(link.ask(request, from: asker, at: time))
    }

    private mutating func act(_ actions: [ShellLink.Action]) {
        for action in actions {
            switch action {
            case .writeShell(let bytes):
                written += bytes
                hasHidden = hasHidden || Self.hiding.contains(bytes)
            case .run(let line, _):
                runs += 1
                require(["save", "size"].contains(line), "\(line) was run")
            case .answer(let asker, _): open.removeAll { $0 == asker }
            case .timer(_, let seconds): require(seconds ?? 1 > 0, "a timer of no length")
            case .waits(let asker, _): require(open.contains(asker), "nobody is told to wait")
            case .cancel, .accepted, .hint, .connected: break
            }
        }
    }

    // MARK: What must hold

    private func checkBounds() {
        let held = link.queue.reduce(0) { $0 + $1.bytes.count }
        require(held == link.queuedBytes, "\(held) bytes are held, \(link.queuedBytes) counted")
        require(held <= 1 << 21, "\(held) bytes are held")
        require(link.evidence.enters.count <= 32, "\(link.evidence.enters.count) Enters are kept")
        require(link.exchange.waiting.count <= 64, "\(link.exchange.waiting.count) requests wait")
    }

    private mutating func finish() {
        // A byte that opens nothing, so that nothing is still undecided; then all limits are over.
        receive([0x08])
        for _ in 0..<8 {
            time += 100
            act(link.expired(.typeAhead, at: time))
            act(link.expired(.shellAnswer, at: time))
            checkBounds()
        }
        require(filtered == Self.reference(printed), "the filter's output isn't the input's")
        require(open.isEmpty, "requests without an answer: \(open)")
        let enters = typed.filter { [0x0d, 0x0a, 0x0f, 0x75, 0x4d].contains($0) }.count
        require(runs <= enters, "\(runs) commands by \(enters) Enters")
        require(runs <= messages, "\(runs) commands by \(messages) messages")
        if hasConnected { return }
        // What a shell shows of the word that is typed for it is left out.
        let isHidden = hasHidden || written.firstRange(of: Array("__paks_go\n".utf8)) != nil
        if !isBooting, !isHidden {
            require(shown == filtered, "what is shown isn't the filter's output")
        } else if !isBooting {
            require(Self.isPart(shown, of: filtered), "what is shown isn't of the filter's output")
        }
        // The corpus knows the secret, and may have put it together.
        if !isAuthentic, !isBooting, printed.firstRange(of: Self.opening) == nil {
            require(filtered == printed, "a program's output was changed")
            require(written == typed, "keys were changed, or moved")
            require(runs == 0, "a program without the secret ran a command")
        }
    }

    /// Whether bytes are what is left of others when some are left out.
    private static func isPart(_ bytes: [UInt8], of whole: [UInt8]) -> Bool {
        var rest = bytes[...]
        for byte in whole where byte == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }

    /// What a filter must leave of a stream, by looking at the whole of it at once.
    private static func reference(_ stream: [UInt8]) -> [UInt8] {
        var rest: [UInt8] = []
        var at = 0
        while at < stream.count {
            guard stream[at...].starts(with: opening) else {
                rest.append(stream[at])
                at += 1
                continue
            }
            at += opening.count
            while at < stream.count, stream[at] >= 0x20 || [0x0a, 0x0d].contains(stream[at]) {
                at += 1
            }
            if at < stream.count, stream[at] == 0x07 { at += 1 }
        }
        return rest
    }
}

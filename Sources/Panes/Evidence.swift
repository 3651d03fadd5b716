/// What a person did at the keyboard, kept as proof that a line was theirs. `facts/shells.md` 3.3.
struct Evidence {
    /// One Enter that went to the shell.
    struct Enter {
        var seconds: Double
        /// The logical line on the screen under the cursor.
        var row: [UInt8]
        /// What was typed since the Enter before this one, as far as that is plain.
        var typed: [UInt8]?
        /// What of it was typed since the last prompt.
        var sincePrompt: [UInt8]?
        /// From a paste, or after one that had line ends in it.
        var isPasted: Bool
        /// The first one at a prompt.
        var isFirst = false
        /// Characters were taken back, by keys that a terminal may have set otherwise.
        var isEdited = false
        /// What went to the shell after it, for the case that the shell takes it for an answer.
        var after: [ShellLink.Typed] = []
        /// What was shown after it, where nothing had been since the key before it: the row was too
        /// old then to hold the line. `nil` where the row is to be believed.
        var echo: [UInt8]?
        /// A prompt came after it: it stands for the line before that prompt.
        var isAnswered = false

        func isTyped(_ line: [UInt8]) -> Bool { typed == line || sincePrompt == line }

        func shows(_ line: [UInt8]) -> Bool {
            // Blanks at the end of a row can't be seen.
            let visible = Array(line.prefix((line.lastIndex { $0 != 0x20 } ?? -1) + 1))
            return Self.contains(row, visible) || Self.contains(echo ?? [], visible)
        }

        /// Whether the row ends with a line, or what was shown right after it begins with one.
        func endsWith(_ line: [UInt8]) -> Bool {
            let visible = line.prefix((line.lastIndex { $0 != 0x20 } ?? -1) + 1)
            return row.suffix(visible.count) == visible || drawn(echo ?? []) == visible
        }

        /// What a terminal makes of the first line of these bytes.
        private func drawn(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
            var cells: [UInt8] = []
            var column = 0
            for byte in bytes.prefix(while: { $0 != 0x0d && $0 != 0x0a }) {
                if byte == 0x08 {
                    column = max(0, column - 1)
                } else {
                    if column == cells.count { cells.append(byte) } else { cells[column] = byte }
                    column += 1
                }
            }
            return cells.prefix(column)
        }

        private static func contains(_ row: [UInt8], _ line: [UInt8]) -> Bool {
            guard !line.isEmpty, row.count >= line.count else { return false }
            return (0...(row.count - line.count)).contains { row[$0...].starts(with: line) }
        }
    }

    /// The Enters that nothing was made of yet, oldest first.
    private(set) var enters: [Enter] = []
    private var typed: [UInt8]? = []
    private var promptAt = 0
    private var isTainted = false
    private var isEdited = false

    /// Whether there are Enters that nothing was made of yet.
    var hasEnters: Bool { !enters.isEmpty }

    /// How long an Enter stands for a line, in seconds.
    static let validity = 2.0
    private static let mostTyped = 4096
    private static let mostEnters = 32

    /// What stands typed on the current line; `nil` when that can't be told from the keys.
    var line: [UInt8]? { typed }

    /// Whether all of that was typed at the prompt: what came before may have gone to a program.
    var isSincePrompt: Bool { promptAt == 0 }

    /// Takes bytes without an Enter in them.
    mutating func type(_ bytes: ArraySlice<UInt8>) {
        guard var line = typed else { return }
        typed = nil
        for byte in bytes {
            switch byte {
            // What is quoted may be anything.
            case 0x16: return
            case 0x08, 0x7f: Self.eraseCharacter(&line)
            case 0x17: Self.eraseWord(&line)
            case 0x03, 0x15: line = []
            default: line.append(byte)
            }
            isEdited = isEdited || [0x08, 0x7f, 0x17, 0x15].contains(byte)
        }
        promptAt = min(promptAt, line.count)
        if line.count <= Self.mostTyped { typed = line }
    }

    /// A paste brought a line end: what stands on the line isn't of one's own typing.
    mutating func taint() { isTainted = true }

    /// - Parameters:
    ///   - isFirst: whether the shell is at its prompt, so that the line is the shell's.
    ///   - isBlind: whether the screen hasn't answered to the last key yet.
    mutating func enter(
        row: [UInt8], isPasted: Bool, isFirst: Bool, isBlind: Bool, at seconds: Double
    ) {
        let sincePrompt = typed.map { Array($0[promptAt...]) }
        enters.append(
            Enter(
                seconds: seconds, row: row, typed: typed, sincePrompt: sincePrompt,
                isPasted: isPasted || isTainted, isFirst: isFirst, isEdited: isEdited,
                echo: isBlind ? [] : nil))
        if enters.count > Self.mostEnters { enters.removeFirst() }
        typed = []
        isEdited = false
        promptAt = 0
        // A paste of several lines without brackets stays one until somebody presses Enter.
        isTainted = isPasted
    }

    /// Notes what went to the shell after the last Enter.
    mutating func follow(_ typed: ShellLink.Typed) {
        guard let last = enters.indices.last else { return }
        let size = enters[last].after.reduce(0) { $0 + $1.bytes.count }
        if size + typed.bytes.count <= Self.mostTyped { enters[last].after.append(typed) }
    }

    /// Takes what the shell shows of a line after its Enter, when that was quicker than the screen.
    mutating func show(_ bytes: Span<UInt8>) {
        guard let last = enters.indices.last, !enters[last].isAnswered,
            var echo = enters[last].echo, echo.count < Self.mostTyped
        else { return }
        enters[last].echo = nil
        for index in bytes.indices.prefix(Self.mostTyped - echo.count) {
            echo.append(bytes[index])
        }
        enters[last].echo = echo
    }

    /// A prompt comes: the first Enter had its effect.
    ///
    /// - Parameter isAnother: whether it isn't the one that stands, drawn anew.
    mutating func prompt(isAnother: Bool = true, at seconds: Double) {
        drawn()
        enters.removeAll { $0.seconds < seconds - Self.validity }
        if !enters.isEmpty { enters[0].isAnswered = true }
        guard isAnother else { return }
        // An end of input on a line of its own went to the program that is over now.
        if let rest = typed?.drop(while: { $0 == 0x04 }) { typed = Array(rest) }
        promptAt = typed?.count ?? 0
    }

    /// The prompt stands: the line before it asked for nothing.
    mutating func drawn() {
        enters.removeAll { $0.isAnswered }
    }

    /// How a line was typed of which only the words are known; as it is given where it wasn't.
    func spelling(of line: [UInt8]) -> [UInt8] {
        let letters = line.filter { $0 != 0x20 }
        let typed = enters.flatMap { [$0.typed, $0.sincePrompt].compactMap { $0 } }
        return typed.first { $0.filter { $0 != 0x20 } == letters } ?? line
    }

    /// What the Enter for a line proved.
    enum Verdict {
        case typed, onRow
        /// No Enter that is fresh, unused and by hand.
        case noEnter
        /// There was one, but for some other line.
        case otherLine
    }

    /// Whether some Enter that nothing was made of yet may have been for this line.
    func stands(for line: [UInt8]) -> Bool {
        enters.contains { $0.isTyped(line) || $0.shows(line) }
    }

    /// The line that was typed at the last prompt, for a shell that can't tell, and whether it is
    /// one's own beyond doubt; all before the prompt that comes now is settled with it.
    ///
    /// What else was typed before that prompt went to a program. Where characters were taken back,
    /// the row must show what is left.
    mutating func takeLine(at seconds: Double) -> (line: [UInt8], isCertain: Bool)? {
        defer { enters = [] }
        guard let enter = enters.last(where: \.isFirst), let line = enter.sincePrompt else {
            return nil
        }
        let isCertain =
            !enter.isPasted && seconds - enter.seconds <= Self.validity
            && (!enter.isEdited || enter.endsWith(line))
        return (line, isCertain)
    }

    /// Looks for the Enter that a reported line belongs to, and uses it up with all before it.
    ///
    /// - Returns: the verdict, and what was typed behind that Enter and so got lost.
    mutating func use(for line: [UInt8], at seconds: Double) -> (Verdict, [ShellLink.Typed]) {
        let fresh = enters.indices.filter { seconds - enters[$0].seconds <= Self.validity }
        let typed = fresh.first { enters[$0].isTyped(line) }
        let match = typed ?? fresh.first { enters[$0].shows(line) }
        guard let used = match ?? fresh.first else { return (.noEnter, []) }
        let verdict: Verdict =
            match == nil
            ? .otherLine : enters[used].isPasted ? .noEnter : typed == nil ? .onRow : .typed
        let lost = enters[used...].flatMap(\.after)
        enters = []
        // What is typed again must not count twice.
        if !lost.isEmpty {
            self.typed = []
            promptAt = 0
        }
        return (verdict, lost)
    }

    /// Forgets everything: another program has the terminal now.
    mutating func clear() { self = Evidence() }

    /// As Linux does (n_tty.c, WERASE): back to the begin of the last word of letters and digits.
    private static func eraseWord(_ line: inout [UInt8]) {
        var hasSeen = false
        while let last = line.last {
            let isWord =
                (0x30...0x39).contains(last) || (0x41...0x5a).contains(last)
                || (0x61...0x7a).contains(last) || last == 0x5f
            if isWord { hasSeen = true } else if hasSeen { return }
            eraseCharacter(&line)
        }
    }

    private static func eraseCharacter(_ line: inout [UInt8]) {
        while let last = line.popLast(), last & 0xc0 == 0x80 {}
    }
}

package import Terminal

/// The bytes of the outer terminal's keyboard and mouse, read: xterm's sequences, and those of
/// rxvt, the Linux console and the kitty keyboard protocol where they differ.
///
/// A sequence that isn't complete waits for its rest. When nothing more comes within
/// ``patience``, ``flush()`` gives out what waits, so that Esc is a key.
package struct InputDecoder: Sendable {
    /// More of a paste than this comes in pieces.
    package static let longestPiece = 65_536
    /// A report that goes on longer is taken for noise.
    static let longestReport = 65_536
    /// A control sequence that goes on longer is noise too.
    static let longestControlSequence = 256

    private enum Mode {
        case keys, paste
        /// In the rest of a report that was too long, up to its end.
        case noise
    }

    private var mode = Mode.keys
    private var waiting: [UInt8] = []
    /// How far a waiting report is known to hold no end.
    private var searched = 0

    package init() {}

    /// Whether something incomplete waits.
    package var isPending: Bool { patience != nil }

    /// How many milliseconds to wait for the rest before ``flush()``: 25 for what may be a key, a
    /// second for a report that has begun; `nil` when nothing waits that could be given out.
    package var patience: Int? {
        switch mode {
        case .paste: nil
        case .noise: 1000
        case .keys: waiting.isEmpty ? nil : Self.reportStarts(waiting[...]) ? 1000 : 25
        }
    }

    /// Reads bytes. Splitting them differently gives the same inputs, except that a paste is
    /// split where they are.
    package mutating func decode(_ bytes: ArraySlice<UInt8>) -> [Input] {
        var rest = waiting.isEmpty ? bytes : waiting + bytes
        waiting = []
        var inputs: [Input] = []
        while let first = rest.first {
            // Most keys are one byte.
            if mode == .keys, first < 0x80, first != 0x1B {
                inputs.append(KeySequence.ascii(first))
                rest = rest.dropFirst()
                continue
            }
            guard let (read, length) = next(in: rest) else {
                waiting = Array(rest)
                break
            }
            searched = 0
            inputs += read
            rest = rest.dropFirst(length)
        }
        return inputs
    }

    /// Gives out what waits, as the keys that it may be.
    package mutating func flush() -> [Input] {
        switch mode {
        case .paste: return []
        case .noise:
            mode = .keys
            return takeWaiting().map { [.other($0)] } ?? []
        case .keys:
            guard let bytes = takeWaiting() else { return [] }
            return Self.incomplete(bytes)
        }
    }

    private mutating func takeWaiting() -> [UInt8]? {
        defer {
            waiting = []
            searched = 0
        }
        return waiting.isEmpty ? nil : waiting
    }

    /// What the first bytes are and how many; `nil` when they aren't complete.
    private mutating func next(in bytes: ArraySlice<UInt8>) -> ([Input], Int)? {
        switch mode {
        case .paste: return pasted(bytes)
        case .noise: return noise(bytes)
        case .keys: break
        }
        guard Self.reportStarts(bytes) else {
            switch KeySequence.read(bytes) {
            case .incomplete: return nil
            case .pasteStart(let length):
                mode = .paste
                return ([], length)
            case .inputs(let inputs, let length): return (inputs, length)
            }
        }
        return report(bytes)
    }

    // MARK: Pastes

    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    private mutating func pasted(_ bytes: ArraySlice<UInt8>) -> ([Input], Int)? {
        var length = 0
        var rest = bytes
        var end: Int?
        while let escape = rest.firstIndex(of: 0x1B) {
            let tail = bytes[escape...].prefix(Self.pasteEnd.count)
            if tail.elementsEqual(Self.pasteEnd.prefix(tail.count)) {
                end = escape
                break
            }
            rest = bytes[(escape + 1)...]
        }
        let content = bytes[..<(end ?? bytes.endIndex)]
        var pieces: [Input] = []
        rest = content
        while rest.count > Self.longestPiece {
            pieces.append(.paste(Array(rest.prefix(Self.longestPiece)), ends: false))
            rest = rest.dropFirst(Self.longestPiece)
        }
        length = content.count
        if let end, bytes.endIndex - end >= Self.pasteEnd.count {
            mode = .keys
            return (pieces + [.paste(Array(rest), ends: true)], length + Self.pasteEnd.count)
        }
        if length == 0 { return nil }
        return (pieces + [.paste(Array(rest), ends: false)], length)
    }

    // MARK: Reports

    /// Whether these bytes begin an answer of the terminal. Alt and a key begins alike, but
    /// answers go on in few ways.
    private static func reportStarts(_ bytes: ArraySlice<UInt8>) -> Bool {
        let head = Array(bytes.prefix(3))
        guard head.count == 3, head[0] == 0x1B else { return false }
        let isDigit = (0x30...0x39).contains(head[2])
        return switch head[1] {
        case UInt8(ascii: "]"):
            isDigit || head[2] == UInt8(ascii: "l") || head[2] == UInt8(ascii: "L")
        case UInt8(ascii: "P"): isDigit || Array(">!$+".utf8).contains(head[2])
        case UInt8(ascii: "_"): head[2] == UInt8(ascii: "G")
        default: false
        }
    }

    private mutating func report(_ bytes: ArraySlice<UInt8>) -> ([Input], Int)? {
        let isOSC = bytes[bytes.startIndex + 1] == UInt8(ascii: "]")
        var index = bytes.startIndex + max(2, searched)
        while index < bytes.endIndex {
            let byte = bytes[index]
            let length = index - bytes.startIndex + 1
            if byte == 7, isOSC { return ([.report(Array(bytes.prefix(length)))], length) }
            if byte == 0x18 || byte == 0x1A {
                return ([.other(Array(bytes.prefix(length)))], length)
            }
            if byte == 0x1B {
                guard index + 1 < bytes.endIndex else { break }
                if bytes[index + 1] == UInt8(ascii: "\\") {
                    return ([.report(Array(bytes.prefix(length + 1)))], length + 1)
                }
                return ([.other(Array(bytes.prefix(length - 1)))], length - 1)
            }
            if length >= Self.longestReport {
                mode = .noise
                return ([.other(Array(bytes.prefix(length)))], length)
            }
            index += 1
        }
        searched = index - bytes.startIndex
        return nil
    }

    private mutating func noise(_ bytes: ArraySlice<UInt8>) -> ([Input], Int)? {
        let end = bytes.firstIndex { $0 == 7 || $0 == 0x18 || $0 == 0x1A || $0 == 0x1B }
        guard let end else { return ([.other(Array(bytes))], bytes.count) }
        let before = end - bytes.startIndex
        guard bytes[end] == 0x1B else {
            mode = .keys
            return ([.other(Array(bytes.prefix(before + 1)))], before + 1)
        }
        guard end + 1 < bytes.endIndex else {
            return before > 0 ? ([.other(Array(bytes.prefix(before)))], before) : nil
        }
        mode = .keys
        let length = bytes[end + 1] == UInt8(ascii: "\\") ? before + 2 : before
        return (length > 0 ? [.other(Array(bytes.prefix(length)))] : [], length)
    }

    // MARK: What never became complete

    private static func incomplete(_ bytes: [UInt8]) -> [Input] {
        switch (bytes.first, bytes.count) {
        case (0x1B, 1): [.key(Key(.escape), bytes: bytes)]
        case (0x1B, 2) where bytes[1] == 0x1B: [.key(Key(.escape, .alt), bytes: bytes)]
        case (0x1B, 2) where (0x20..<0x7F).contains(bytes[1]):
            [.key(Key(.character(Unicode.Scalar(bytes[1])), .alt), bytes: bytes)]
        default: [.other(bytes)]
        }
    }
}

/// Takes the shell's own messages out of the output of a terminal, wherever they stand: also inside
/// a control string that somebody left open. `facts/shells.md` 3.2 and 3.5.
///
/// A message is `ESC ] 7717 ; TOKEN ; SEQ ; VERB ; DATA BEL`. What doesn't begin with the right
/// token passes on untouched after at most 40 bytes. What does, but isn't a message, is dropped up
/// to the byte that proves it. Cutting the same bytes differently gives the same result.
package struct MessageFilter {
    /// What the shell, or the loader before it, said.
    package enum Message: Equatable {
        /// The loader waits for the start-up code.
        case boot
        case shell(sequence: Int, verb: UInt8, data: [UInt8])
    }

    /// One step through a chunk.
    package enum Piece: Equatable {
        /// Bytes of this chunk to be passed on.
        case passed(Range<Int>)
        /// Bytes of earlier chunks that turned out to be no message.
        case released([UInt8])
        case message(Message)
    }

    /// Bytes that a message's body may have; a longer one is dropped to its end.
    package var largestBody = MessageFilter.usualBody
    package static let usualBody = 32 << 10

    /// Whether `ESC ] 7717 ; boot ; … BEL`, which has no token, is a message.
    package var expectsBoot = false

    private static let opening: [UInt8] = Array("\u{1b}]7717;".utf8)
    private static let boot: [UInt8] = Array("\u{1b}]7717;boot;".utf8)
    private var tokens: [[UInt8]]
    /// Which of the tokens the message had that is being read, or was read last: its place in the
    /// order in which they were added.
    package private(set) var source = 0
    private var held: [UInt8] = []
    private var body: [UInt8] = []
    private var state = State.outside

    private enum State { case outside, opening, body, bootBody, oversized }

    /// - Parameter token: 32 lower-case hexadecimal digits.
    package init(token: String) {
        tokens = [Array(token.utf8)]
    }

    /// Takes messages with one more token, as long as the first.
    package mutating func add(token: String) { tokens.append(Array(token.utf8)) }

    /// Forgets all tokens but so many, and none but the first of them are forgotten.
    package mutating func keepTokens(_ count: Int) { tokens = Array(tokens.prefix(max(1, count))) }

    /// The next piece of a chunk; `nil` at its end.
    ///
    /// - Parameters:
    ///   - bytes: a chunk, the same one until `nil` comes back.
    ///   - offset: how far the chunk is read; 0 at its begin.
    package mutating func next(in bytes: Span<UInt8>, from offset: inout Int) -> Piece? {
        while offset < bytes.count {
            switch state {
            case .outside:
                let start = offset
                offset = Self.openingPlace(in: bytes, from: offset)
                if offset < bytes.count { state = .opening }
                if offset > start { return .passed(start..<offset) }
            case .opening:
                if let released = open(bytes[offset], &offset) { return .released(released) }
            case .body, .bootBody, .oversized:
                if let message = read(bytes[offset], &offset) { return .message(message) }
            }
        }
        return nil
    }

    /// The next ESC that `]` follows, or that the chunk ends with; else the chunk's end.
    private static func openingPlace(in bytes: Span<UInt8>, from start: Int) -> Int {
        let escapes: UInt64 = 0x1b1b_1b1b_1b1b_1b1b
        let raw = bytes.bytes
        var at = start
        while at < bytes.count {
            // Eight bytes without an ESC at a time.
            while at + 8 <= bytes.count {
                let word =
                    raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self) ^ escapes
                let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
                if zeros != 0 { break }
                at += 8
            }
            while at < bytes.count, bytes[at] != 0x1b { at += 1 }
            if at + 1 >= bytes.count || bytes[at + 1] == 0x5d { return min(at, bytes.count) }
            at += 1
        }
        return bytes.count
    }

    /// Takes one more byte of a possible opening, or gives back what was none.
    private mutating func open(_ byte: UInt8, _ offset: inout Int) -> [UInt8]? {
        held.append(byte)
        switch verdict() {
        case .undecided:
            offset += 1
            return nil
        case .authentic(let place):
            source = place
            fallthrough
        case .boots:
            state = held.count == Self.boot.count ? .bootBody : .body
            offset += 1
            held.removeAll(keepingCapacity: true)
            body.removeAll()
            return nil
        case .foreign:
            // The byte that doesn't fit may begin the next message, so it is looked at again.
            held.removeLast()
            let released = held
            held.removeAll(keepingCapacity: true)
            state = .outside
            return released
        }
    }

    private enum Verdict {
        case undecided
        case authentic(Int)
        case boots, foreign
    }

    private func verdict() -> Verdict {
        let count = held.count
        if count <= Self.opening.count {
            return held.elementsEqual(Self.opening.prefix(count)) ? .undecided : .foreign
        }
        if expectsBoot, held.elementsEqual(Self.boot.prefix(count)) {
            return count == Self.boot.count ? .boots : .undecided
        }
        let digits = held[Self.opening.count...]
        if digits.count <= tokens[0].count {
            let last = digits[digits.endIndex - 1]
            return (0x30...0x39).contains(last) || (0x61...0x66).contains(last)
                ? .undecided : .foreign
        }
        guard digits[digits.endIndex - 1] == 0x3b else { return .foreign }
        // Every byte is compared, so that time doesn't tell how much of a guess was right.
        var match: Int?
        for (place, token) in tokens.enumerated() where token.count < digits.count {
            var difference: UInt8 = 0
            for (offset, byte) in token.enumerated() {
                difference |= byte ^ digits[digits.startIndex + offset]
            }
            if difference == 0 { match = place }
        }
        return match.map { .authentic($0) } ?? .foreign
    }

    /// Takes one more byte of an authentic message's body.
    private mutating func read(_ byte: UInt8, _ offset: inout Int) -> Message? {
        switch byte {
        case 0x07:
            offset += 1
            let ended = state
            state = .outside
            defer { body = [] }
            switch ended {
            case .bootBody: return .boot
            case .body: return Self.message(body)
            default: return nil
            }
        case 0x20..., 0x0a, 0x0d:
            offset += 1
            if body.count < largestBody {
                if state != .oversized { body.append(byte) }
            } else {
                state = .oversized
                body = []
            }
            return nil
        default:
            state = .outside
            body = []
            return nil
        }
    }

    /// `SEQ;VERB` or `SEQ;VERB;DATA`; `nil` for anything else.
    private static func message(_ body: [UInt8]) -> Message? {
        guard let end = body.firstIndex(of: 0x3b), (1...15).contains(end) else { return nil }
        var sequence = 0
        for byte in body[..<end] {
            guard (0x30...0x39).contains(byte) else { return nil }
            sequence = sequence * 10 + Int(byte - 0x30)
        }
        let rest = body[(end + 1)...]
        guard let verb = rest.first, (0x41...0x5a).contains(verb) else { return nil }
        if rest.count == 1 { return .shell(sequence: sequence, verb: verb, data: []) }
        guard rest[rest.startIndex + 1] == 0x3b else { return nil }
        return .shell(sequence: sequence, verb: verb, data: Array(rest.dropFirst(2)))
    }
}

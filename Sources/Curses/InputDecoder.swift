package import Terminal

/// Turns what the user's terminal sends into keys, pastes, mouse reports and answers.
///
/// Nothing is lost: the bytes of all inputs, pastes with their brackets and mouse reports as they
/// came, are the bytes that went in.
package struct InputDecoder {
    private var pending: [UInt8] = []
    private var isPasting = false

    /// A sequence longer than this is given out as it is.
    static let sequenceLimit = 65536

    package init() {}

    /// Whether the beginning of something waits for its rest.
    package var isPending: Bool { !pending.isEmpty }

    /// Reads bytes in pieces of any size.
    package mutating func decode(_ bytes: ArraySlice<UInt8>) -> [Input] {
        let all = pending + bytes
        pending = []
        var inputs: [Input] = []
        var place = 0
        while place < all.count {
            if isPasting {
                place = paste(all, from: place, into: &inputs)
                continue
            }
            switch Self.next(all[place...]) {
            case .input(let input, let length):
                inputs.append(input)
                place += length
            case .pasteStart(let length):
                isPasting = true
                place += length
            case .incomplete:
                if all.count - place > Self.sequenceLimit {
                    inputs.append(.other(Array(all[place...])))
                } else {
                    pending = Array(all[place...])
                }
                place = all.count
            }
        }
        return inputs
    }

    /// Gives out what waits: nothing more comes of it. A lone ESC is the key.
    package mutating func flush() -> [Input] {
        let bytes = pending
        guard !bytes.isEmpty, !isPasting else { return [] }
        pending = []
        if bytes == [0x1b] { return [.key(Key(.escape), bytes: bytes)] }
        if bytes[0] == 0x1b, bytes.count == 2 {
            if case .input(.key(let key, _), 1) = Self.next(bytes[1...]) {
                return [.key(Key(key.code, key.modifiers.union(.alt)), bytes: bytes)]
            }
            let code = Key.Code.character(Unicode.Scalar(bytes[1]))
            return [.key(Key(code, .alt), bytes: bytes)]
        }
        return [.other(bytes)]
    }

    private static let pasteStart = Array("\u{1b}[200~".utf8)
    private static let pasteEnd = Array("\u{1b}[201~".utf8)

    /// Takes what belongs to the paste; the beginning of a possible end mark waits.
    private mutating func paste(_ all: [UInt8], from start: Int, into inputs: inout [Input]) -> Int
    {
        var place = start
        while place < all.count {
            if all[place] == 0x1b {
                let rest = all[place...]
                if rest.starts(with: Self.pasteEnd) {
                    inputs.append(.paste(Array(all[start..<place]), ends: true))
                    isPasting = false
                    return place + Self.pasteEnd.count
                }
                if Self.pasteEnd.starts(with: rest) { break }
            }
            place += 1
        }
        if place > start { inputs.append(.paste(Array(all[start..<place]), ends: false)) }
        pending = Array(all[place...])
        return all.count
    }

    enum Step {
        case input(Input, length: Int)
        case pasteStart(length: Int)
        case incomplete
    }

    /// The first thing that the bytes tell; there is at least one.
    static func next(_ bytes: ArraySlice<UInt8>) -> Step {
        guard let first = bytes.first else { return .incomplete }
        switch first {
        case 0x1b: return escape(bytes)
        case 0x80...: return character(bytes)
        default: return .input(.key(control(first), bytes: [first]), length: 1)
        }
    }

    /// C0 and ASCII (ECMA-48 5.2): what a key sends by itself.
    private static func control(_ byte: UInt8) -> Key {
        switch byte {
        case 0x00: Key(.character(" "), .control)
        case 0x09: Key(.tab)
        case 0x0d: Key(.enter)
        case 0x01...0x1a: Key(.character(Unicode.Scalar(byte + 0x60)), .control)
        case 0x1c...0x1f: Key(.character(Unicode.Scalar(byte + 0x40)), .control)
        case 0x7f: Key(.backspace)
        default: Key(.character(Unicode.Scalar(byte)))
        }
    }

    /// One scalar of UTF-8; a byte that begins none stands for itself.
    private static func character(_ bytes: ArraySlice<UInt8>) -> Step {
        let lead = bytes[bytes.startIndex]
        let length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1
        guard length > 1, lead < 0xf5 else { return .input(.other([lead]), length: 1) }
        let piece = Array(bytes.prefix(length))
        guard piece.dropFirst().allSatisfy({ $0 & 0xc0 == 0x80 }) else {
            return .input(.other([lead]), length: 1)
        }
        if piece.count < length { return .incomplete }
        guard let text = String(validating: piece, as: UTF8.self),
            let scalar = text.unicodeScalars.first
        else { return .input(.other([lead]), length: 1) }
        return .input(.key(Key(.character(scalar)), bytes: piece), length: length)
    }

    private static func escape(_ bytes: ArraySlice<UInt8>) -> Step {
        guard bytes.count > 1 else { return .incomplete }
        switch bytes[bytes.startIndex + 1] {
        case UInt8(ascii: "["): return controlSequence(bytes)
        case UInt8(ascii: "O"): return singleShift(bytes)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
            return string(bytes)
        case 0x1b: return .input(.key(Key(.escape), bytes: [0x1b]), length: 1)
        default:
            guard case .input(.key(let key, let own), let length) = next(bytes.dropFirst()) else {
                return bytes.count < 5 ? .incomplete : .input(.other([0x1b]), length: 1)
            }
            return .input(
                .key(Key(key.code, key.modifiers.union(.alt)), bytes: [0x1b] + own),
                length: length + 1)
        }
    }

    /// `SS3` and a final byte: keys of the application modes, F1 to F4.
    private static func singleShift(_ bytes: ArraySlice<UInt8>) -> Step {
        guard bytes.count > 2 else { return .incomplete }
        let all = Array(bytes.prefix(3))
        guard let code = KeyTable.letters[all[2]] ?? KeyTable.keypad[all[2]] else {
            return .input(.other(all), length: 3)
        }
        return .input(.key(Key(code), bytes: all), length: 3)
    }

    /// OSC, DCS, APC and PM up to `ST` or BEL: answers to questions.
    private static func string(_ bytes: ArraySlice<UInt8>) -> Step {
        var place = bytes.startIndex + 2
        while place < bytes.endIndex {
            if bytes[place] == 0x07 {
                let all = Array(bytes[...place])
                return .input(.report(all), length: all.count)
            }
            if bytes[place] == 0x1b {
                guard place + 1 < bytes.endIndex else { return .incomplete }
                let all = Array(bytes[...(place + 1)])
                guard all.last == UInt8(ascii: "\\") else {
                    let cut = Array(bytes[..<place])
                    return .input(.other(cut), length: cut.count)
                }
                return .input(.report(all), length: all.count)
            }
            place += 1
        }
        return .incomplete
    }
}

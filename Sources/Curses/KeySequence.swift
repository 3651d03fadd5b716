import Terminal

/// The first input in some bytes that are neither a paste nor a report in a string.
enum KeySequence {
    case incomplete
    /// The opening bracket of a paste, so long.
    case pasteStart(Int)
    case inputs([Input], length: Int)

    static func read(_ bytes: ArraySlice<UInt8>) -> KeySequence {
        guard let first = bytes.first else { return .incomplete }
        guard first == 0x1B else { return plain(bytes) }
        let rest = bytes.dropFirst()
        switch rest.first {
        case nil: return .incomplete
        case 0x1B: return doubleEscape(bytes)
        case UInt8(ascii: "["): return controlSequence(bytes)
        case UInt8(ascii: "O"): return singleShift(bytes)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"):
            // With one byte more it is known whether a report starts here.
            if bytes.count < 3 { return .incomplete }
        default: break
        }
        switch plain(rest) {
        case .inputs(let inputs, let length): return alt(inputs, over: bytes.prefix(length + 1))
        case let other: return other
        }
    }

    /// A single byte or a character of UTF-8, without any escape.
    private static func plain(_ bytes: ArraySlice<UInt8>) -> KeySequence {
        guard let byte = bytes.first else { return .incomplete }
        if byte < 0x80 {
            return .inputs([ascii(byte)], length: 1)
        }
        switch UTF8Reading.of(bytes) {
        case .incomplete: return .incomplete
        case .scalar(let scalar, let length) where scalar.value >= 0xA0:
            let key = Key(.character(scalar))
            return .inputs([.key(key, bytes: Array(bytes.prefix(length)))], length: length)
        case .scalar(_, let length), .invalid(let length):
            return .inputs([.other(Array(bytes.prefix(length)))], length: length)
        }
    }

    /// The key of one byte below 0x80 that stands alone.
    static func ascii(_ byte: UInt8) -> Input { .key(key(ofASCII: byte), bytes: [byte]) }

    static func key(ofASCII byte: UInt8) -> Key {
        switch byte {
        case 0x00: Key(.character(" "), .control)
        case 0x09: Key(.tab)
        case 0x0D: Key(.enter)
        case 0x1B: Key(.escape)
        case 0x7F: Key(.backspace)
        case 0x01...0x1A: Key(.character(Unicode.Scalar(byte + 0x60)), .control)
        case 0x1C...0x1F: Key(.character(Unicode.Scalar(byte + 0x40)), .control)
        default: Key(.character(Unicode.Scalar(byte)))
        }
    }

    private static func alt(_ inputs: [Input], over bytes: ArraySlice<UInt8>) -> KeySequence {
        guard case .key(var key, _) = inputs.first, inputs.count == 1 else {
            // Not a key after all: the escape stands for itself.
            return .inputs([.key(Key(.escape), bytes: [0x1B])], length: 1)
        }
        key.modifiers.insert(.alt)
        return .inputs([.key(key, bytes: Array(bytes))], length: bytes.count)
    }

    /// Esc twice: Alt and Esc, or with rxvt Alt and the key that the second one begins.
    private static func doubleEscape(_ bytes: ArraySlice<UInt8>) -> KeySequence {
        let rest = bytes.dropFirst()
        let single = KeySequence.inputs([.key(Key(.escape), bytes: [0x1B])], length: 1)
        switch rest.dropFirst().first {
        case nil: return .incomplete
        case UInt8(ascii: "["), UInt8(ascii: "O"):
            switch read(rest) {
            case .incomplete: return .incomplete
            case .pasteStart: return single
            case .inputs(let inputs, let length):
                // `ESC ESC [` with no sequence behind it is Esc, then Alt and `[`.
                if length <= 2 { return single }
                return alt(inputs, over: bytes.prefix(length + 1))
            }
        case 0x1B: return single
        default:
            return .inputs([.key(Key(.escape, .alt), bytes: [0x1B, 0x1B])], length: 2)
        }
    }

    // MARK: SS3

    private static func singleShift(_ bytes: ArraySlice<UInt8>) -> KeySequence {
        // Some put the modifiers before the letter: `ESC O 5 A`, `ESC O 1 ; 5 A`.
        let parameters = bytes.dropFirst(2).prefix { (0x30...0x3B).contains($0) }
        guard parameters.count <= 5 else { return altLetter(bytes) }
        let end = parameters.endIndex
        guard end < bytes.endIndex else { return .incomplete }
        let modifiers =
            parameters.split(separator: UInt8(ascii: ";")).last.flatMap { decimal($0) } ?? 1
        guard (1...256).contains(modifiers), let key = KeyTable.singleShift(bytes[end]) else {
            return altLetter(bytes)
        }
        let length = end - bytes.startIndex + 1
        var modified = key
        modified.modifiers.formUnion(KeyTable.modifiers(modifiers))
        return .inputs([.key(modified, bytes: Array(bytes.prefix(length)))], length: length)
    }

    /// Alt and the byte after the escape.
    private static func altLetter(_ bytes: ArraySlice<UInt8>) -> KeySequence {
        let letter = key(ofASCII: bytes[bytes.startIndex + 1])
        return alt([.key(letter, bytes: [])], over: bytes.prefix(2))
    }

    static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty else { return nil }
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = min(value * 10 + Int(digit - 0x30), 1 << 24)
        }
        return value
    }

    // MARK: CSI

    private static func controlSequence(_ bytes: ArraySlice<UInt8>) -> KeySequence {
        let start = bytes.startIndex + 2
        guard start < bytes.endIndex else { return .incomplete }
        if bytes[start] == UInt8(ascii: "[") {
            // The Linux console's F1 to F5.
            guard start + 1 < bytes.endIndex else { return .incomplete }
            guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(bytes[start + 1]) else {
                return altLetter(bytes)
            }
            let key = Key(.function(Int(bytes[start + 1] - UInt8(ascii: "A")) + 1))
            return .inputs([.key(key, bytes: Array(bytes.prefix(4)))], length: 4)
        }
        var index = start
        while index < bytes.endIndex {
            let byte = bytes[index]
            let length = index - bytes.startIndex + 1
            if (0x40...0x7E).contains(byte) { break }
            let isPart = (0x20...0x3F).contains(byte)
            if isPart, byte == UInt8(ascii: "$"), decimal(bytes[start..<index]) != nil { break }
            if !isPart || length > InputDecoder.longestControlSequence {
                if length == 3 { return altLetter(bytes) }
                let kept = isPart ? length : length - 1
                return .inputs([.other(Array(bytes.prefix(kept)))], length: kept)
            }
            index += 1
        }
        guard index < bytes.endIndex else { return .incomplete }
        let length = index - bytes.startIndex + 1
        let sequence = ControlSequence(body: bytes[start..<index], final: bytes[index])
        if sequence.isLegacyMouse {
            guard bytes.count >= 6 else { return .incomplete }
            let whole = Array(bytes.prefix(6))
            let mouse = Mouse(legacy: whole.suffix(3))
            return .inputs([mouse.map { .mouse($0) } ?? .other(whole)], length: 6)
        }
        if sequence.final == UInt8(ascii: "~"), sequence.parameters == [[200]] {
            return .pasteStart(length)
        }
        return .inputs([sequence.input(bytes: Array(bytes.prefix(length)))], length: length)
    }
}

/// What stands first in bytes that should be UTF-8 (Unicode 3.9, table 3-7).
enum UTF8Reading {
    case incomplete
    case scalar(Unicode.Scalar, length: Int)
    /// So many bytes that no character begins with.
    case invalid(length: Int)

    static func of(_ bytes: ArraySlice<UInt8>) -> UTF8Reading {
        let lead = bytes[bytes.startIndex]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return .invalid(length: 1)
        }
        var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length {
            guard offset < bytes.count else { return .incomplete }
            let byte = bytes[bytes.startIndex + offset]
            let valid = offset == 1 ? second : 0x80...0xBF
            guard valid.contains(byte) else { return .invalid(length: offset) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        guard let scalar = Unicode.Scalar(value) else { return .invalid(length: length) }
        return .scalar(scalar, length: length)
    }
}

/// The character sets that ESC ( and its kin designate (ECMA-35, VT220).
enum Charset: UInt8, Sendable {
    case ascii, british, graphics

    /// By the final byte of the designation; `nil` for sets that aren't known.
    init?(final: UInt8) {
        switch final {
        case 0x42, 0x31: self = .ascii
        case 0x41: self = .british
        case 0x30, 0x32: self = .graphics
        default: return nil
        }
    }

    /// What a byte of GL stands for.
    func scalar(_ byte: UInt8) -> UInt32 {
        switch self {
        case .ascii: UInt32(byte)
        case .british: byte == 0x23 ? 0xA3 : UInt32(byte)
        case .graphics:
            byte >= 0x5F && byte <= 0x7E ? Self.lines[Int(byte - 0x5F)] : UInt32(byte)
        }
    }

    /// DEC special graphics, 0x5F to 0x7E.
    private static let lines: [UInt32] = [
        0x20, 0x25C6, 0x2592, 0x2409, 0x240C, 0x240D, 0x240A, 0xB0, 0xB1, 0x2424, 0x240B, 0x2518,
        0x2510, 0x250C, 0x2514, 0x253C, 0x23BA, 0x23BB, 0x2500, 0x23BC, 0x23BD, 0x251C, 0x2524,
        0x2534, 0x252C, 0x2502, 0x2264, 0x2265, 0x3C0, 0x2260, 0xA3, 0xB7,
    ]
}

/// G0 to G3 and which of them GL shows.
struct Charsets: Equatable, Sendable {
    private var sets: (Charset, Charset, Charset, Charset) = (.ascii, .ascii, .ascii, .ascii)
    private var shift: UInt8 = 0
    /// 2 or 3 while SS2 or SS3 waits for its character.
    var single: UInt8 = 0

    /// Whether bytes stand for themselves.
    private(set) var isPlain = true

    mutating func designate(_ slot: Int, _ set: Charset) {
        switch slot {
        case 0: sets.0 = set
        case 1: sets.1 = set
        case 2: sets.2 = set
        default: sets.3 = set
        }
        isPlain = active == .ascii
    }

    /// Locks a set into GL.
    mutating func lock(_ slot: UInt8) {
        shift = slot
        isPlain = active == .ascii
    }

    /// What a byte of GL stands for now; a single shift ends.
    mutating func take(_ byte: UInt8) -> UInt32 {
        guard single != 0 else { return active.scalar(byte) }
        let set = single == 2 ? sets.2 : sets.3
        single = 0
        return set.scalar(byte)
    }

    private var active: Charset {
        switch shift {
        case 0: sets.0
        case 1: sets.1
        case 2: sets.2
        default: sets.3
        }
    }

    static func == (left: Charsets, right: Charsets) -> Bool {
        left.sets == right.sets && left.shift == right.shift && left.single == right.single
    }
}

/// The character sets that ESC ( and its kin designate (ECMA-35, VT220, VT330).
enum Charset: UInt8, Sendable {
    case ascii, british, graphics, technical, supplemental, latin1

    /// By the final byte of the designation; `nil` for sets that aren't known.
    ///
    /// - Parameters:
    ///   - final: the last byte of the designation.
    ///   - is96: whether a set of 96 characters is designated (ESC - and its kin).
    init?(final: UInt8, is96: Bool) {
        switch (final, is96) {
        case (0x42, false): self = .ascii
        case (0x41, false): self = .british
        case (0x30, false): self = .graphics
        case (0x3E, false): self = .technical
        case (0x3C, false): self = .supplemental
        case (0x41, true): self = .latin1
        default: return nil
        }
    }

    /// The final byte of the designation.
    var final: String {
        switch self {
        case .ascii: "B"
        case .british, .latin1: "A"
        case .graphics: "0"
        case .technical: ">"
        case .supplemental: "<"
        }
    }

    /// What a byte of GL stands for.
    func scalar(_ byte: UInt8) -> UInt32 {
        switch self {
        case .ascii: UInt32(byte)
        case .british: byte == 0x23 ? 0xA3 : UInt32(byte)
        case .graphics:
            byte >= 0x5F && byte <= 0x7E ? Self.lines[Int(byte - 0x5F)] : UInt32(byte)
        case .technical:
            byte > 0x20 && byte <= 0x7E ? Self.technicals[Int(byte - 0x21)] : UInt32(byte)
        case .supplemental: Self.supplements[byte] ?? UInt32(byte | 0x80)
        case .latin1: UInt32(byte | 0x80)
        }
    }

    /// DEC special graphics, 0x5F to 0x7E.
    private static let lines: [UInt32] = [
        0x20, 0x25C6, 0x2592, 0x2409, 0x240C, 0x240D, 0x240A, 0xB0, 0xB1, 0x2424, 0x240B, 0x2518,
        0x2510, 0x250C, 0x2514, 0x253C, 0x23BA, 0x23BB, 0x2500, 0x23BC, 0x23BD, 0x251C, 0x2524,
        0x2534, 0x252C, 0x2502, 0x2264, 0x2265, 0x3C0, 0x2260, 0xA3, 0xB7,
    ]

    /// What stands where a set has nothing (xterm).
    private static let missing: UInt32 = 0x2E2E

    /// DEC technical characters, 0x21 to 0x7E.
    private static let technicals: [UInt32] = [
        0x23B7, 0x250C, 0x2500, 0x2320, 0x2321, 0x2502, 0x23A1, 0x23A3, 0x23A4, 0x23A6, 0x23A7,
        0x23A9, 0x23AB, 0x23AD, 0x23A8, 0x23AC, missing, missing, missing, missing, missing,
        missing, missing, missing, missing, missing, missing, 0x2264, 0x2260, 0x2265, 0x222B,
        0x2234, 0x221D, 0x221E, 0xF7, 0x394, 0x2207, 0x3A6, 0x393, 0x223C, 0x2243, 0x398, 0xD7,
        0x39B, 0x21D4, 0x21D2, 0x2261, 0x3A0, 0x3A8, missing, 0x3A3, missing, missing, 0x221A,
        0x3A9, 0x39E, 0x3A5, 0x2282, 0x2283, 0x2229, 0x222A, 0x2227, 0x2228, 0xAC, 0x3B1, 0x3B2,
        0x3C7, 0x3B4, 0x3B5, 0x3C6, 0x3B3, 0x3B7, 0x3B9, 0x3B8, 0x3BA, 0x3BB, missing, 0x3BD,
        0x2202, 0x3C0, 0x3C8, 0x3C1, 0x3C3, 0x3C4, missing, 0x192, 0x3C9, 0x3BE, 0x3C5, 0x3B6,
        0x2190, 0x2191, 0x2192, 0x2193,
    ]

    /// Where DEC supplemental graphics aren't ISO Latin-1's right half.
    private static let supplements: [UInt8: UInt32] = [
        0x24: missing, 0x26: missing, 0x28: 0xA4, 0x2C: missing, 0x2D: missing, 0x2E: missing,
        0x2F: missing, 0x34: missing, 0x38: missing, 0x3E: missing, 0x50: missing, 0x57: 0x152,
        0x5D: 0x178, 0x5E: missing, 0x70: missing, 0x77: 0x153, 0x7D: 0xFF, 0x7E: missing,
    ]
}

/// G0 to G3 and which of them GL shows.
struct Charsets: Equatable, Sendable {
    private var sets: (Charset, Charset, Charset, Charset) = (.ascii, .ascii, .ascii, .ascii)
    /// The number of the set in GL.
    private(set) var shift: UInt8 = 0
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

    /// The byte of DECCIR that tells which sets have 96 characters.
    var sizes: Character {
        var bits: UInt8 = 0x40
        for (place, set) in [sets.0, sets.1, sets.2, sets.3].enumerated() where set == .latin1 {
            bits |= 1 << UInt8(place)
        }
        return Character(Unicode.Scalar(bits))
    }

    /// The final bytes of the sets' designations, as DECCIR has them.
    var finals: String { [sets.0, sets.1, sets.2, sets.3].map(\.final).joined() }

    /// Takes back what `sizes` and `finals` told.
    mutating func restore(shift: UInt8, sizes: Substring, finals: Substring) {
        let bits = sizes.utf8.first ?? 0
        let bytes = finals.utf8.filter { $0 != 0x25 }
        for (slot, final) in bytes.prefix(4).enumerated() {
            if let set = Charset(final: final, is96: bits & 1 << UInt8(slot) != 0) {
                designate(slot, set)
            }
        }
        lock(shift)
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

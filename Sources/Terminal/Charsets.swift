/// The four character sets and which of them is in use (ECMA-35; VT220).
struct Charsets: Equatable {
    enum Set: Equatable { case ascii, graphics, british }

    var designated: [Set] = [.ascii, .ascii, .ascii, .ascii]
    var left = 0
    /// `SS2` or `SS3`: for one character.
    var single: Int?

    var isPlain: Bool { single == nil && designated[left] == .ascii }

    /// What a byte of ASCII stands for.
    mutating func translate(_ byte: UInt32) -> UInt32 {
        let set = designated[single ?? left]
        single = nil
        switch set {
        case .ascii: return byte
        case .british: return byte == 0x23 ? 0xa3 : byte
        case .graphics:
            guard (0x5f...0x7e).contains(byte) else { return byte }
            return Self.graphics[Int(byte - 0x5f)]
        }
    }

    /// DEC Special Graphics, from `_` on.
    private static let graphics: [UInt32] = [
        0x00a0, 0x25c6, 0x2592, 0x2409, 0x240c, 0x240d, 0x240a, 0x00b0, 0x00b1, 0x2424, 0x240b,
        0x2518, 0x2510, 0x250c, 0x2514, 0x253c, 0x23ba, 0x23bb, 0x2500, 0x23bc, 0x23bd, 0x251c,
        0x2524, 0x2534, 0x252c, 0x2502, 0x2264, 0x2265, 0x03c0, 0x2260, 0x00a3, 0x00b7,
    ]
}

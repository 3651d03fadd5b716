extension Screen {
    /// DECRQCRA as xterm 379 counts: the characters and attributes of the cells that were
    /// written, negated; XTCHECKSUM changes what is counted.
    mutating func reportChecksum() {
        guard answersChecksums else { return }
        let flags = ChecksumFlags(rawValue: checksumFlags)
        let id = parser.value(0)
        var sum = 0
        if let area = area(2) {
            var isFirst = true
            for row in area.rows {
                for column in area.columns {
                    sum &+= checksum(row, column, flags, isFirst: isFirst)
                    isFirst = false
                }
            }
        }
        if !flags.contains(.positive) { sum = 0 &- sum }
        let digits = String(UInt16(truncatingIfNeeded: sum), radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: 4 - digits.utf8.count) + digits
        reply("\u{1B}P\(id)!~\(padded)\u{1B}\\")
    }

    /// The bits of XTCHECKSUM (xterm ctlseqs, `CSI Ps # y`).
    struct ChecksumFlags: OptionSet {
        let rawValue: UInt8

        /// The sum isn't negated.
        static let positive = ChecksumFlags(rawValue: 1)
        static let withoutAttributes = ChecksumFlags(rawValue: 2)
        static let withBlanks = ChecksumFlags(rawValue: 4)
        /// Cells that were never written count nothing, the first one included.
        static let writtenOnly = ChecksumFlags(rawValue: 8)
        /// All bits of a character's first scalar, not the lower eight.
        static let whole = ChecksumFlags(rawValue: 16)
    }

    private func checksum(
        _ row: Int, _ column: Int, _ flags: ChecksumFlags, isFirst: Bool
    ) -> Int {
        let cell = Cell(bits: grid.cell(row, column))
        if cell.bits == 0 {
            let counts = flags.contains(.withBlanks) || isFirst
            return counts && !flags.contains(.writtenOnly) ? 0x20 : 0
        }
        let attributes = styles.style(of: cell.style).attributes
        var scalar = clusters.first(of: cell.glyph)
        if cell.part == .tail { scalar = 0xFFFF }
        if attributes.contains(.conceal) { scalar = 0x20 }
        var sum = Int(flags.contains(.whole) ? scalar : scalar & 0xFF)
        if flags.contains(.withoutAttributes) { return sum }
        if attributes.underline != .none { sum &+= 0x10 }
        if attributes.contains(.reverse) { sum &+= 0x20 }
        if attributes.contains(.blink) { sum &+= 0x40 }
        if attributes.contains(.bold) { sum &+= 0x80 }
        return sum
    }
}

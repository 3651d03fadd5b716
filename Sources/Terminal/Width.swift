/// How many columns a character takes.
enum Width {
    /// 0, 1 or 2, after the table's Unicode version.
    static func of(_ scalar: UInt32) -> Int {
        guard scalar < 0x110000 else { return 1 }
        let block = Int(WidthTable.blocks[Int(scalar >> 8)])
        let place = Int(scalar & 0xff)
        return Int(WidthTable.widths[block * 8 + (place >> 5)] >> UInt64(2 * (place & 31)) & 3)
    }

    /// U+FE0F: the character before it is shown as an emoji, in two columns.
    static let emojiSelector: UInt32 = 0xfe0f
    /// U+200D: joins the character before and after it into one.
    static let joiner: UInt32 = 0x200d
}

/// Widths for everybody else who puts text into cells.
package enum CharacterWidth {
    /// Columns that a scalar takes: 0, 1 or 2.
    package static func of(_ scalar: UInt32) -> Int { Width.of(scalar) }
}

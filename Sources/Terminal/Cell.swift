/// One cell of the screen in eight bytes: what it shows, its style's number, how wide it is.
struct Cell: Equatable {
    /// Bits 0–31 content as in `Frame.Cell`, 32–47 style, 48 wide, 49 protected.
    var bits: UInt64

    init(content: UInt32, style: UInt16, flags: UInt64 = 0) {
        bits = UInt64(content) | UInt64(style) << 32 | flags
    }

    static let wide: UInt64 = 1 << 48
    /// DECSCA.
    static let protected: UInt64 = 1 << 49

    /// A blank in the default style.
    static let blank = Cell(content: 0x20, style: 0)

    var content: UInt32 { UInt32(truncatingIfNeeded: bits) }
    var style: UInt16 { UInt16(truncatingIfNeeded: bits >> 32) }
    var isWide: Bool { bits & Self.wide != 0 }
    var isProtected: Bool { bits & Self.protected != 0 }
    /// The right half of a wide character.
    var isContinuation: Bool { content == 0 }
}

/// Styles by number, each stored once.
struct StyleTable {
    private var styles: [Style] = [.plain]
    private var numbers: [Style: UInt16] = [.plain: 0]

    subscript(number: UInt16) -> Style {
        Int(number) < styles.count ? styles[Int(number)] : .plain
    }

    /// - Returns: `nil` when all 65,536 numbers are taken: those out of use must be freed.
    mutating func number(_ style: Style) -> UInt16? {
        if let number = numbers[style] { return number }
        guard styles.count < 1 << 16 else { return nil }
        let number = UInt16(styles.count)
        styles.append(style)
        numbers[style] = number
        return number
    }

    /// Keeps the styles in use and gives them new numbers.
    ///
    /// - Returns: the new number of each old one.
    mutating func compact(keeping used: Set<UInt16>) -> [UInt16: UInt16] {
        let old = styles
        styles = [.plain]
        numbers = [.plain: 0]
        var moved: [UInt16: UInt16] = [0: 0]
        for number in used.sorted() where number != 0 {
            moved[number] = self.number(old[Int(number)])
        }
        return moved
    }
}

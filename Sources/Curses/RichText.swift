import Terminal

/// What a cell shows and ncurses can't hold: any text beyond ASCII, hyperlinks, coloured and curly
/// underlines. Each stands for itself as one private character of planes 15 and 16 while ncurses
/// draws, and is put back into the bytes that it wrote.
///
/// A wide character takes two private characters, the second of which becomes nothing, so that
/// ncurses counts the columns rightly whatever it knows of Unicode.
struct RichText {
    /// What makes a cell the same as another.
    private struct Content: Hashable {
        var text: String
        var underline: Underline
        var underlineColor: Color
        var attributes: Attributes
        var link: String?
        /// The right half of the one before it.
        var isRightHalf: Bool
    }

    private var codes: [Content: UInt32] = [:]
    private var bytes: [[UInt8]] = []

    /// U+F0000 and the 65,534 after it, then U+100000 and as many.
    private static let planeSize: UInt32 = 0xfffe
    private static let limit = Int(planeSize) * 2

    /// The private character for this content.
    ///
    /// - Returns: `nil` when all are given out: the screen must be drawn anew after `reset`.
    mutating func code(_ text: String, _ style: Style, link: String?, isRightHalf: Bool) -> UInt32?
    {
        let content = Content(
            text: text, underline: style.attributes.underline,
            underlineColor: style.underlineColor,
            attributes: style.attributes.intersection([.strike, .overline]), link: link,
            isRightHalf: isRightHalf)
        if let code = codes[content] { return code }
        guard bytes.count < Self.limit else { return nil }
        let number = UInt32(bytes.count)
        bytes.append(isRightHalf ? [] : Self.bytes(content))
        let code =
            number < Self.planeSize ? 0xf0000 + number : 0x100000 + number - Self.planeSize
        codes[content] = code
        return code
    }

    mutating func reset() {
        codes = [:]
        bytes = []
    }

    /// Whether ncurses can't show a cell of this style by itself.
    static func needs(_ style: Style, link: String?) -> Bool {
        link != nil || style.underlineColor != .default
            || style.attributes.underline.rawValue > Underline.single.rawValue
            || !style.attributes.isDisjoint(with: [.strike, .overline])
    }

    /// xterm ctlseqs and kitty's extension for underlines; OSC 8.
    private static func bytes(_ content: Content) -> [UInt8] {
        var before = ""
        var after = ""
        if content.underline.rawValue > Underline.single.rawValue {
            before += "\u{1b}[4:\(content.underline.rawValue)m"
            after += "\u{1b}[24m"
        } else if content.underline == .single {
            before += "\u{1b}[4m"
            after += "\u{1b}[24m"
        }
        switch content.underlineColor.kind {
        case .default: break
        case .palette(let index): before += "\u{1b}[58:5:\(index)m"
        case .rgb(let red, let green, let blue): before += "\u{1b}[58:2::\(red):\(green):\(blue)m"
        }
        if content.underlineColor != .default { after += "\u{1b}[59m" }
        if content.attributes.contains(.strike) {
            before += "\u{1b}[9m"
            after += "\u{1b}[29m"
        }
        if content.attributes.contains(.overline) {
            before += "\u{1b}[53m"
            after += "\u{1b}[55m"
        }
        if let link = content.link {
            before += "\u{1b}]8;;\(link)\u{1b}\\"
            after += "\u{1b}]8;;\u{1b}\\"
        }
        return Array((before + content.text + after).utf8)
    }

    /// Puts the contents back in place of their private characters.
    func expand(_ drawn: [UInt8]) -> [UInt8] {
        var expanded: [UInt8] = []
        expanded.reserveCapacity(drawn.count)
        var place = 0
        while place < drawn.count {
            let byte = drawn[place]
            if byte >= 0xf3, place + 3 < drawn.count, let own = content(drawn[place..<place + 4]) {
                expanded += own
                place += 4
            } else {
                expanded.append(byte)
                place += 1
            }
        }
        return expanded
    }

    /// The content of a private character in UTF-8.
    private func content(_ utf8: ArraySlice<UInt8>) -> [UInt8]? {
        let start = utf8.startIndex
        let code =
            UInt32(utf8[start] & 7) << 18 | UInt32(utf8[start + 1] & 0x3f) << 12
            | UInt32(utf8[start + 2] & 0x3f) << 6 | UInt32(utf8[start + 3] & 0x3f)
        let number =
            switch code {
            case 0xf0000..<0xffffe: code - 0xf0000
            case 0x100000..<0x10fffe: code - 0x100000 + Self.planeSize
            default: UInt32.max
            }
        return number < bytes.count ? bytes[Int(number)] : nil
    }
}

extension Screen {
    /// Answers the program, unless too many answers wait already.
    mutating func reply(_ text: String) {
        guard replies.count + text.utf8.count <= Self.replyLimit else { return }
        replies.append(contentsOf: text.utf8)
    }

    mutating func popKeyboard(_ count: Int) { keyboard.pop(count) }

    mutating func setKeyboard(_ flags: Int, how: Int) {
        keyboard.set(UInt8(truncatingIfNeeded: flags), how: how)
    }

    /// DA1: VT420 with selective erase, sideways scrolling, colours, rectangles, clipboard.
    mutating func reportAttributes() { reply("\u{1B}[?64;6;21;22;28;52c") }

    /// DSR 5 and CPR.
    mutating func reportStatus(_ what: Int) {
        switch what {
        case 5: reply("\u{1B}[0n")
        case 6:
            reply("\u{1B}[\(position.row - originRow + 1);\(position.column - originColumn + 1)R")
        default: break
        }
    }

    /// DECXCPR, and the DSRs of printer, keys, locator, macros, memory, sessions (VT420), and of
    /// the colour scheme (mode 2031).
    mutating func reportPrivateStatus(_ what: Int) {
        switch what {
        case 6:
            let row = position.row - originRow + 1
            let column = position.column - originColumn + 1
            reply("\u{1B}[?\(row);\(column);1R")
        case 15: reply("\u{1B}[?13n")
        case 25: reply("\u{1B}[?21n")
        case 26: reply("\u{1B}[?27;1;0;0n")
        case 53, 55: reply("\u{1B}[?50n")
        case 56: reply("\u{1B}[?57;0n")
        case 62: reply("\u{1B}[0000*{")
        case 63: reply("\u{1B}P\(parser.value(1))!~0000\u{1B}\\")
        case 75: reply("\u{1B}[?70n")
        case 85: reply("\u{1B}[?83n")
        case 996: reportColorScheme()
        default: break
        }
    }

    /// The answer to `CSI ? 996 n`, and what mode 2031 tells of a change: 1 dark, 2 light.
    mutating func reportColorScheme() { reply("\u{1B}[?997;\(palette.isDark ? 1 : 2)n") }

    /// What mode 2048 tells when it is set and at each change of the size.
    mutating func reportSize() {
        reply(
            "\u{1B}[48;\(size.rows);\(size.columns);\(size.rows * Self.cellHeight);"
                + "\(size.columns * Self.cellWidth)t")
    }

    /// Takes the terminal's own colours, which a theme may change; what programs changed stays.
    /// A program that set mode 2031 is told when light and dark change places.
    package mutating func setColors(of theme: Palette) {
        let wasDark = palette.isDark
        palette.setOwn(theme)
        if modeSet[.colorSchemeReports], palette.isDark != wasDark { reportColorScheme() }
    }

    /// DECRQM: 0 unknown, 1 set, 2 reset, 3 always set, 4 never set.
    mutating func reportMode(_ number: Int, isPrivate: Bool) {
        let mode = isPrivate ? Mode.dec(number) : Mode.ansi(number)
        var value = mode.map { isSet($0) ? 1 : 2 } ?? 0
        if !isPrivate, Mode.neverSet.contains(number) { value = 4 }
        if !isPrivate, Mode.alwaysSet.contains(number) { value = 3 }
        reply("\u{1B}[\(isPrivate ? "?" : "")\(number);\(value)$y")
    }

    /// The window operations that tell sizes, and the stack of titles (xterm ctlseqs, `CSI t`).
    mutating func windowOperation(_ what: Int, _ which: Int) {
        switch what {
        case 14: reply("\u{1B}[4;\(size.rows * Self.cellHeight);\(size.columns * Self.cellWidth)t")
        case 16: reply("\u{1B}[6;\(Self.cellHeight);\(Self.cellWidth)t")
        case 18: reply("\u{1B}[8;\(size.rows);\(size.columns)t")
        case 19: reply("\u{1B}[9;\(size.rows);\(size.columns)t")
        case 22:
            titles.append((iconName, title))
            if titles.count > 10 { titles.removeFirst() }
        case 23:
            guard let last = titles.popLast() else { return }
            if which != 2 { setIconName(last.icon) }
            if which != 1 { setTitle(last.title) }
        default: break
        }
    }

    /// Pixels of a cell, as told to programs that ask; real ones aren't known here.
    static let cellWidth = 8
    static let cellHeight = 16

    mutating func setIconName(_ text: String) {
        guard text != iconName else { return }
        iconName = text
        tell(.iconName(text))
    }

    mutating func setTitle(_ text: String) {
        guard text != title else { return }
        title = text
        tell(.title(text))
    }
}

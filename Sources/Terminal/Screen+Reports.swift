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

    /// DA1: VT420 with selective erase, sideways scrolling, colours, rectangles.
    mutating func reportAttributes() { reply("\u{1B}[?64;6;21;22;28c") }

    /// DSR 5 and CPR.
    mutating func reportStatus(_ what: Int) {
        switch what {
        case 5: reply("\u{1B}[0n")
        case 6:
            reply("\u{1B}[\(position.row - originRow + 1);\(position.column - originColumn + 1)R")
        default: break
        }
    }

    /// DECXCPR and the DSRs of printer, keys, locator.
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
        default: break
        }
    }

    /// DECRQM: 0 unknown, 1 set, 2 reset.
    mutating func reportMode(_ number: Int, isPrivate: Bool) {
        let mode = isPrivate ? Mode.dec(number) : Mode.ansi(number)
        let value = mode.map { isSet($0) ? 1 : 2 } ?? 0
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
            if which != 2 { iconName = last.icon }
            if which != 1 { setTitle(last.title) }
        default: break
        }
    }

    /// Pixels of a cell, as told to programs that ask; real ones aren't known here.
    static let cellWidth = 8
    static let cellHeight = 16

    mutating func setTitle(_ text: String) {
        guard text != title else { return }
        title = text
        tell(.title(text))
    }

    /// Acts on a DCS: DECRQSS and XTGETTCAP.
    mutating func dispatchDevice() {
        guard parser.marker == 0, parser.deviceFinal == 0x71 else { return }
        switch parser.intermediates {
        case 0x24: reportSetting(String(decoding: parser.text, as: UTF8.self))
        case 0x2B: reportCapabilities(String(decoding: parser.text, as: UTF8.self))
        default: break
        }
    }

    private mutating func reportSetting(_ name: String) {
        let value: String? =
            switch name {
            case "m": "\(graphicsText(pen.style))m"
            case "r": "\(top + 1);\(bottom + 1)r"
            case "s": "\(left + 1);\(right + 1)s"
            case "\"p": "64;1\"p"
            case "\"q": "\(pen.isProtected ? 1 : 0)\"q"
            case " q": "\(shape.rawValue) q"
            case "t": "\(size.rows)t"
            case "$|": "\(size.columns)$|"
            case "*|": "\(size.rows)*|"
            default: nil
            }
        reply(value.map { "\u{1B}P1$r\($0)\u{1B}\\" } ?? "\u{1B}P0$r\u{1B}\\")
    }

    /// The parameters of the SGR that makes a style.
    func graphicsText(_ style: Style) -> String {
        var parts = ["0"]
        let flags: [(Attributes, Int)] = [
            (.bold, 1), (.faint, 2), (.italic, 3), (.blink, 5), (.reverse, 7), (.conceal, 8),
            (.strike, 9), (.overline, 53),
        ]
        for (flag, code) in flags where style.attributes.contains(flag) { parts.append("\(code)") }
        switch style.attributes.underline {
        case .none: break
        case .single: parts.append("4")
        case let other: parts.append("4:\(other.rawValue)")
        }
        func color(_ color: Color, _ base: Int) {
            switch color.kind {
            case .default: break
            case .palette(let index) where index < 8 && base != 58:
                parts.append("\(base - 8 + Int(index))")
            case .palette(let index) where index < 16 && base != 58:
                parts.append("\(base + 44 + Int(index))")
            case .palette(let index): parts.append("\(base):5:\(index)")
            case .rgb(let red, let green, let blue):
                parts.append("\(base):2::\(red):\(green):\(blue)")
            }
        }
        color(style.foreground, 38)
        color(style.background, 48)
        color(style.underlineColor, 58)
        return parts.joined(separator: ";")
    }

    private static let capabilities: [String: String] = [
        "TN": "xterm-256color", "name": "xterm-256color", "Co": "256", "colors": "256",
        "RGB": "8/8/8", "Tc": "", "Ms": "\u{1B}]52;%p1%s;%p2%s\u{7}", "Se": "\u{1B}[2 q",
        "Ss": "\u{1B}[%p1%d q", "Smulx": "\u{1B}[4:%p1%dm",
        "Setulc":
            "\u{1B}[58:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%dm",
    ]

    private mutating func reportCapabilities(_ names: String) {
        for name in names.split(separator: ";").prefix(32) where name.utf8.count <= 64 {
            guard let plain = Self.unhex(name) else { continue }
            if let value = Self.capabilities[plain] {
                reply("\u{1B}P1+r\(Self.hex(plain))=\(Self.hex(value))\u{1B}\\")
            } else {
                reply("\u{1B}P0+r\(Self.hex(plain))\u{1B}\\")
            }
        }
    }

    private static func hex(_ text: String) -> String {
        text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }

    private static func unhex(_ text: Substring) -> String? {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == text.utf8.count, digits.count % 2 == 0, !digits.isEmpty else {
            return nil
        }
        let bytes = stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

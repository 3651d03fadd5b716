extension Screen {
    /// The cursor's place as reports give it: from 1, in origin mode from the region's corner.
    var cursorReport: String {
        let top = switches.isOriginRelative ? region.lowerBound : 0
        let left = switches.isOriginRelative ? margins.lowerBound : 0
        return "\(row - top + 1);\(column - left + 1)"
    }

    /// DSR.
    mutating func report(_ what: Int) {
        if what == 5 { reply("\u{1b}[0n") }
        if what == 6 { reply("\u{1b}[\(cursorReport)R") }
    }

    /// XTWINOPS: sizes and the stack of titles; nothing moves or resizes the window.
    mutating func windowReport(_ p: Parameters) {
        switch p.value(0, or: 0) {
        case 18: reply("\u{1b}[8;\(size.rows);\(size.columns)t")
        case 19: reply("\u{1b}[9;\(size.rows);\(size.columns)t")
        case 22: if titleStack.count < 32 { titleStack.append(title) }
        case 23:
            if let old = titleStack.popLast() {
                title = old
                events.append(.title(old))
            }
        default: break
        }
    }

    /// DECRQSS and XTGETTCAP.
    mutating func deviceControl(_ text: [UInt8]) {
        if text.starts(with: "$q".utf8) {
            requestSetting(String(decoding: text.dropFirst(2), as: UTF8.self))
        } else if text.starts(with: "+q".utf8) {
            for name in text.dropFirst(2).split(separator: UInt8(ascii: ";")).prefix(16) {
                requestCapability(name)
            }
        }
    }

    private mutating func requestSetting(_ name: String) {
        let value: String? =
            switch name {
            case "m": "0\(style.parameters)m"
            case "r": "\(region.lowerBound + 1);\(region.upperBound)r"
            case "s": "\(margins.lowerBound + 1);\(margins.upperBound)s"
            case " q": "\(cursorShape.rawValue) q"
            case "\"q": "\(isProtecting ? 1 : 0)\"q"
            case "\"p": "62;1\"p"
            default: nil
            }
        reply(value.map { "\u{1b}P1$r\($0)\u{1b}\\" } ?? "\u{1b}P0$r\u{1b}\\")
    }

    private mutating func requestCapability(_ name: ArraySlice<UInt8>) {
        let known = [
            "544e": "787465726d2d323536636f6c6f72", "436f": "323536", "524742": "382f382f38",
        ]
        let text = String(decoding: name, as: UTF8.self)
        guard text.utf8.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return }
        if let value = known[text.lowercased()] {
            reply("\u{1b}P1+r\(text)=\(value)\u{1b}\\")
        } else {
            reply("\u{1b}P0+r\(text)\u{1b}\\")
        }
    }
}

extension Style {
    /// As SGR would set it, each parameter after a `;`.
    fileprivate var parameters: String {
        var text = ""
        let names: [(Attributes, Int)] = [
            (.bold, 1), (.faint, 2), (.italic, 3), (.blink, 5), (.reverse, 7), (.conceal, 8),
            (.strike, 9), (.overline, 53),
        ]
        for (attribute, number) in names where attributes.contains(attribute) {
            text += ";\(number)"
        }
        if attributes.underline != .none { text += ";4:\(attributes.underline.rawValue)" }
        text += Self.parameters(foreground, 38) + Self.parameters(background, 48)
        return text + Self.parameters(underlineColor, 58)
    }

    private static func parameters(_ color: Color, _ ground: Int) -> String {
        switch color.kind {
        case .default: ""
        case .palette(let index) where index < 8 && ground < 58: ";\(ground - 8 + Int(index))"
        case .palette(let index): ";\(ground):5:\(index)"
        case .rgb(let red, let green, let blue): ";\(ground):2::\(red):\(green):\(blue)"
        }
    }
}

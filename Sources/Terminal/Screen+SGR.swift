extension Screen {
    /// SGR (ECMA-48 8.3.117, xterm ctlseqs, colons after ITU T.416).
    mutating func selectGraphics() {
        pen.isDirty = true
        if parser.count == 0 {
            pen.style = Style(link: pen.style.link)
            return
        }
        var index = 0
        while index < parser.count {
            let code = Int(parser.values[index])
            var next = index + 1
            while next < parser.count, parser.isJoined(next) { next += 1 }
            switch code {
            case 38, 48, 58: index = selectColor(code, at: index, end: next)
            case 4 where next > index + 1:
                let style = UInt8(truncatingIfNeeded: min(255, Int(parser.values[index + 1])))
                if let underline = Underline(rawValue: style) {
                    pen.style.attributes.underline = underline
                }
                index = next
            default:
                if next == index + 1 { apply(code) }
                index = next
            }
        }
    }

    private mutating func apply(_ code: Int) {
        switch code {
        case 0: pen.style = Style(link: pen.style.link)
        case 1: pen.style.attributes.insert(.bold)
        case 2: pen.style.attributes.insert(.faint)
        case 3: pen.style.attributes.insert(.italic)
        case 4: pen.style.attributes.underline = .single
        case 5, 6: pen.style.attributes.insert(.blink)
        case 7: pen.style.attributes.insert(.reverse)
        case 8: pen.style.attributes.insert(.conceal)
        case 9: pen.style.attributes.insert(.strike)
        case 21: pen.style.attributes.underline = .double
        case 22: pen.style.attributes.subtract([.bold, .faint])
        case 23: pen.style.attributes.remove(.italic)
        case 24: pen.style.attributes.underline = .none
        case 25: pen.style.attributes.remove(.blink)
        case 27: pen.style.attributes.remove(.reverse)
        case 28: pen.style.attributes.remove(.conceal)
        case 29: pen.style.attributes.remove(.strike)
        case 30...37: pen.style.foreground = .palette(UInt8(code - 30))
        case 39: pen.style.foreground = .default
        case 40...47: pen.style.background = .palette(UInt8(code - 40))
        case 49: pen.style.background = .default
        case 53: pen.style.attributes.insert(.overline)
        case 55: pen.style.attributes.remove(.overline)
        case 59: pen.style.underlineColor = .default
        case 90...97: pen.style.foreground = .palette(UInt8(code - 82))
        case 100...107: pen.style.background = .palette(UInt8(code - 92))
        default: break
        }
    }

    /// Reads 38, 48 and 58 in either notation; returns the index after it.
    private mutating func selectColor(_ code: Int, at index: Int, end: Int) -> Int {
        func byte(_ place: Int) -> UInt8? {
            guard place < parser.count else { return nil }
            return UInt8(exactly: parser.values[place])
        }
        var color: Color?
        var after = end
        if end > index + 1 {
            if parser.values[index + 1] == 5, end > index + 2 {
                color = byte(index + 2).map { .palette($0) }
            } else if parser.values[index + 1] == 2, end >= index + 5 {
                // With six parts the third is a colour space, which xterm ignores.
                let first = end >= index + 6 ? index + 3 : index + 2
                color = Self.rgb(byte(first), byte(first + 1), byte(first + 2))
            }
        } else if index + 1 < parser.count {
            switch parser.values[index + 1] {
            case 5:
                color = byte(index + 2).map { .palette($0) }
                after = index + 3
            case 2:
                color = Self.rgb(byte(index + 2), byte(index + 3), byte(index + 4))
                after = index + 5
            default: after = index + 2
            }
        }
        if let color {
            switch code {
            case 38: pen.style.foreground = color
            case 48: pen.style.background = color
            default: pen.style.underlineColor = color
            }
        }
        return after
    }

    private static func rgb(_ red: UInt8?, _ green: UInt8?, _ blue: UInt8?) -> Color? {
        guard let red, let green, let blue else { return nil }
        return .rgb(red, green, blue)
    }
}

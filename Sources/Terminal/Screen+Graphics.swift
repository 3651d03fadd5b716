extension Screen {
    /// SGR (ECMA-48 8.3.117; ITU-T T.416 for colours; kitty's underlines).
    mutating func selectGraphics(_ p: Parameters) {
        if p.count == 0 { return setStyle(.plain.linked(style.link)) }
        var index = 0
        var style = style
        while index < p.count {
            let number = max(0, p.values[index])
            var end = index + 1
            while end < p.count, p.isSub[end] { end += 1 }
            let subs = Array(p.values[index + 1..<end])
            switch number {
            case 38, 48, 58:
                let color: Color?
                if subs.isEmpty {
                    (color, end) = Self.legacyColor(p, from: end)
                } else {
                    color = Self.color(subs)
                }
                if let color { style.set(color, for: number) }
            case 4 where !subs.isEmpty:
                style.attributes.underline =
                    Underline(rawValue: UInt8(clamping: subs[0])) ?? .single
            default: style.apply(number)
            }
            index = end
        }
        setStyle(style)
    }

    /// `5;N` or `2;R;G;B` as parameters of their own.
    private static func legacyColor(_ p: Parameters, from start: Int) -> (Color?, Int) {
        guard start < p.count else { return (nil, p.count) }
        switch p.values[start] {
        case 5:
            guard start + 1 < p.count else { return (nil, p.count) }
            return (UInt8(exactly: max(0, p.values[start + 1])).map(Color.palette), start + 2)
        case 2:
            guard start + 3 < p.count else { return (nil, p.count) }
            return (color(Array(p.values[start + 1...start + 3])[...]), start + 4)
        default: return (nil, start + 1)
        }
    }

    /// `5:N`, `2:R:G:B` or `2:SPACE:R:G:B`.
    private static func color(_ subs: [Int]) -> Color? {
        switch subs.first {
        case 5: subs.count > 1 ? UInt8(exactly: max(0, subs[1])).map(Color.palette) : nil
        case 2 where subs.count >= 5: color(subs[2...4])
        case 2 where subs.count == 4: color(subs[1...3])
        default: nil
        }
    }

    private static func color(_ values: ArraySlice<Int>) -> Color? {
        let parts = values.compactMap { UInt8(exactly: max(0, $0)) }
        return parts.count == 3 ? .rgb(parts[0], parts[1], parts[2]) : nil
    }
}

extension Style {
    /// The same within a hyperlink, which SGR doesn't touch.
    func linked(_ link: UInt16) -> Style {
        var style = self
        style.link = link
        return style
    }

    fileprivate mutating func set(_ color: Color, for number: Int) {
        switch number {
        case 38: foreground = color
        case 48: background = color
        default: underlineColor = color
        }
    }

    fileprivate mutating func apply(_ number: Int) {
        switch number {
        case 0: self = Style.plain.linked(link)
        case 1: attributes.insert(.bold)
        case 2: attributes.insert(.faint)
        case 3: attributes.insert(.italic)
        case 4: attributes.underline = .single
        case 5, 6: attributes.insert(.blink)
        case 7: attributes.insert(.reverse)
        case 8: attributes.insert(.conceal)
        case 9: attributes.insert(.strike)
        case 21: attributes.underline = .double
        case 22: attributes.subtract([.bold, .faint])
        case 23: attributes.remove(.italic)
        case 24: attributes.underline = .none
        case 25: attributes.remove(.blink)
        case 27: attributes.remove(.reverse)
        case 28: attributes.remove(.conceal)
        case 29: attributes.remove(.strike)
        case 30...37: foreground = .palette(UInt8(number - 30))
        case 39: foreground = .default
        case 40...47: background = .palette(UInt8(number - 40))
        case 49: background = .default
        case 53: attributes.insert(.overline)
        case 55: attributes.remove(.overline)
        case 59: underlineColor = .default
        case 90...97: foreground = .palette(UInt8(number - 90 + 8))
        case 100...107: background = .palette(UInt8(number - 100 + 8))
        default: break
        }
    }
}

extension Screen {
    /// Acts on a DCS: DECRQSS, XTGETTCAP and DECRSPS.
    mutating func dispatchDevice() {
        guard parser.marker == 0 else { return }
        switch (parser.intermediates, parser.deviceFinal) {
        case (0x24, 0x71): reportSetting(String(decoding: parser.text.prefix(8), as: UTF8.self))
        case (0x2B, 0x71): reportCapabilities(String(decoding: parser.text, as: UTF8.self))
        case (0x24, 0x74): restorePresentation(parser.value(0))
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
            case "*x": "\(changesRectangles ? 2 : 1)*x"
            default: nil
            }
        reply(value.map { "\u{1B}P1$r\($0)\u{1B}\\" } ?? "\u{1B}P0$r\u{1B}\\")
    }

    /// The parameters of the SGR that makes a style.
    ///
    /// - Parameter separator: stands between the parts of a colour of the text or its background;
    ///   terminals that don't know `:` (ITU-T T.416) know `;`.
    func graphicsText(_ style: Style, separator: String = ":") -> String {
        var parts = ["0"]
        func flags(_ flags: [(Attributes, Int)]) {
            for (flag, code) in flags where style.attributes.contains(flag) {
                parts.append("\(code)")
            }
        }
        flags([(.bold, 1), (.faint, 2), (.italic, 3)])
        switch style.attributes.underline {
        case .none: break
        case .single: parts.append("4")
        case let other: parts.append("4:\(other.rawValue)")
        }
        flags([(.blink, 5), (.reverse, 7), (.conceal, 8), (.strike, 9), (.overline, 53)])
        func color(_ color: Color, _ base: Int) {
            // The colour of an underline came later than the right separator.
            let between = base == 58 ? ":" : separator
            switch color.kind {
            case .default: break
            case .palette(let index) where index < 8 && base != 58:
                parts.append("\(base - 8 + Int(index))")
            case .palette(let index) where index < 16 && base != 58:
                parts.append("\(base + 44 + Int(index))")
            case .palette(let index):
                parts.append("\(base)\(between)5\(between)\(index)")
            case .rgb(let red, let green, let blue):
                let space = between == ":" ? ":" : ""
                parts.append(
                    "\(base)\(between)2\(space)\(between)\(red)\(between)\(green)\(between)\(blue)")
            }
        }
        color(style.foreground, 38)
        color(style.background, 48)
        color(style.underlineColor, 58)
        return parts.joined(separator: ";")
    }

    private static let capabilities: [String: String] = [
        "TN": "xterm-256color", "name": "xterm-256color", "Co": "256", "colors": "256",
        "RGB": "8/8/8", "Tc": "", "Su": "", "XT": "", "Ms": "\u{1B}]52;%p1%s;%p2%s\u{7}",
        "Se": "\u{1B}[2 q", "Ss": "\u{1B}[%p1%d q", "Smulx": "\u{1B}[4:%p1%dm",
        "Smol": "\u{1B}[53m", "Rmol": "\u{1B}[55m", "smxx": "\u{1B}[9m", "rmxx": "\u{1B}[29m",
        "Cs": "\u{1B}]12;%p1%s\u{7}", "Cr": "\u{1B}]112\u{7}", "indn": "\u{1B}[%p1%dS",
        "setrgbf": "\u{1B}[38:2:%p1%d:%p2%d:%p3%dm", "setrgbb": "\u{1B}[48:2:%p1%d:%p2%d:%p3%dm",
        "Sync": "\u{1B}[?2026%?%p1%{1}%-%tl%eh%;", "BE": "\u{1B}[?2004h", "BD": "\u{1B}[?2004l",
        "PS": "\u{1B}[200~", "PE": "\u{1B}[201~", "fe": "\u{1B}[?1004h", "fd": "\u{1B}[?1004l",
        "Setulc":
            "\u{1B}[58:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%dm",
    ]

    private mutating func reportCapabilities(_ names: String) {
        for name in names.split(separator: ";").prefix(32) where name.utf8.count <= 64 {
            guard let plain = Self.unhex(name) else { continue }
            if let value = Self.capabilities[plain] {
                let text = value.isEmpty ? "" : "=" + Self.hex(value)
                reply("\u{1B}P1+r\(Self.hex(plain))\(text)\u{1B}\\")
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

/// The colours that OSC 4 and 10 to 12 ask for and change.
package struct Palette: Equatable, Sendable {
    /// 24 bits each, `0xRRGGBB`.
    package var foreground: UInt32
    package var background: UInt32
    package var cursor: UInt32
    /// The first 16 of the palette, 24 bits each.
    package private(set) var ansi: [UInt32]

    /// What programs changed: palette indices, then 256 foreground, 257 background, 258 cursor.
    private(set) var changes: [Int: UInt32] = [:]

    static let foregroundIndex = 256
    static let backgroundIndex = 257
    static let cursorIndex = 258

    /// xterm's own colours.
    package init(
        foreground: UInt32 = 0xE5E5E5, background: UInt32 = 0x000000, cursor: UInt32 = 0xE5E5E5,
        ansi: [UInt32] = Palette.xterm
    ) {
        self.foreground = foreground
        self.background = background
        self.cursor = cursor
        self.ansi = ansi.count == 16 ? ansi : Self.xterm
    }

    /// The 16 colours of xterm.
    package static let xterm: [UInt32] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]

    /// A colour as it stands now; `nil` for an index that isn't known.
    func color(_ index: Int) -> UInt32? {
        if let changed = changes[index] { return changed }
        switch index {
        case 0..<16: return ansi[index]
        case 16..<232:
            let levels: [UInt32] = [0, 0x5F, 0x87, 0xAF, 0xD7, 0xFF]
            let cube = index - 16
            return levels[cube / 36] << 16 | levels[cube / 6 % 6] << 8 | levels[cube % 6]
        case 232..<256: return UInt32(index - 232) * 0x0A0A0A + 0x080808
        case Self.foregroundIndex: return foreground
        case Self.backgroundIndex: return background
        case Self.cursorIndex: return cursor
        default: return nil
        }
    }

    /// Takes the terminal's own colours of another palette.
    mutating func setOwn(_ other: Palette) {
        foreground = other.foreground
        background = other.background
        cursor = other.cursor
        ansi = other.ansi
    }

    /// Whether the terminal's own background is nearer to black than to white (by Rec. 709).
    var isDark: Bool {
        let red = 2126 * (background >> 16 & 0xFF)
        let green = 7152 * (background >> 8 & 0xFF)
        return red + green + 722 * (background & 0xFF) < 1_275_000
    }

    mutating func change(_ index: Int, to color: UInt32) { changes[index] = color & 0xFF_FFFF }

    mutating func reset(_ index: Int) { changes[index] = nil }

    /// Takes back the changes of OSC 4.
    mutating func resetIndexed() { changes = changes.filter { $0.key >= 256 } }

    mutating func resetAll() { changes = [:] }

    /// Takes a colour of the terminal around us from its answer to OSC 4, 10, 11 or 12.
    ///
    /// - Returns: `false` for a report about something else.
    package mutating func learn(from report: [UInt8]) -> Bool {
        guard report.starts(with: [0x1B, 0x5D]) else { return false }
        let text = String(
            decoding: report.dropFirst(2).prefix { $0 != 0x07 && $0 != 0x1B }, as: UTF8.self)
        let fields = text.split(separator: ";", omittingEmptySubsequences: false)
        guard let last = fields.last, let color = Self.parse(last) else { return false }
        switch (fields.first, fields.count) {
        case ("10", 2): foreground = color
        case ("11", 2): background = color
        case ("12", 2): cursor = color
        case ("4", 3):
            guard let index = Int(fields[1]), ansi.indices.contains(index) else { return false }
            ansi[index] = color
        default: return false
        }
        return true
    }

    /// What a cell's colour is shown as, `instead` standing for the default.
    func shown(_ color: Color, instead: Int) -> Color {
        let index: Int
        switch color.kind {
        case .default: index = instead
        case .palette(let entry): index = Int(entry)
        case .rgb: return color
        }
        guard let value = changes[index] else { return color }
        return .rgb(
            UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value))
    }

    /// Reads `rgb:RR/GG/BB` (1 to 4 digits each), `rgba:` the same with a fourth part that counts
    /// nothing, and `#RRGGBB` (XParseColor).
    static func parse(_ text: Substring) -> UInt32? {
        if text.hasPrefix("#") {
            let digits = text.dropFirst()
            guard [3, 6, 9, 12].contains(digits.utf8.count) else { return nil }
            let width = digits.utf8.count / 3
            let parts = (0..<3).map { digits.dropFirst($0 * width).prefix(width) }
            return join(
                parts.map { part in
                    UInt32(part, radix: 16).map {
                        width == 1 ? $0 << 4 : $0 >> UInt32(4 * width - 8)
                    }
                })
        }
        guard let colon = text.firstIndex(of: ":"), ["rgb", "rgba"].contains(text[..<colon]) else {
            return nil
        }
        let parts = text[text.index(after: colon)...]
            .split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == (text[..<colon] == "rgb" ? 3 : 4) else { return nil }
        return join(
            parts.prefix(3).map { part in
                guard (1...4).contains(part.utf8.count), let value = UInt32(part, radix: 16) else {
                    return nil
                }
                return value * 255 / (1 << UInt32(4 * part.utf8.count) - 1)
            })
    }

    private static func join(_ parts: [UInt32?]) -> UInt32? {
        guard parts.count == 3, let red = parts[0], let green = parts[1], let blue = parts[2] else {
            return nil
        }
        return (red & 0xFF) << 16 | (green & 0xFF) << 8 | blue & 0xFF
    }
}

package import Terminal

extension Color {
    /// The colour of that depth which looks most like this one; the default for no colour at all.
    ///
    /// Palette entries are taken to be xterm's. The distance is Euclid's with red, green and
    /// blue weighted 2, 4, 3, roughly as the eye does. Colours of 24 bits never become the first
    /// sixteen of 256, which users redefine.
    package func reduced(to depth: ColorDepth) -> Color {
        switch (kind, depth) {
        case (.default, _), (_, .rgb), (.palette, .palette256): self
        case (_, .mono): .default
        case (.palette(let index), .ansi16) where index < 16: self
        case (.palette(let index), .ansi16):
            .palette(Self.nearest(to: Self.xterm(index), among: 0...15))
        case (.rgb(let red, let green, let blue), .ansi16):
            .palette(Self.nearest(to: (Int(red), Int(green), Int(blue)), among: 0...15))
        case (.rgb(let red, let green, let blue), .palette256):
            .palette(Self.nearest(red: Int(red), green: Int(green), blue: Int(blue)))
        }
    }

    private typealias Parts = (red: Int, green: Int, blue: Int)

    /// xterm's own values of the 256 colours (its `256colres.h` and `XTerm-col.ad`).
    private static func xterm(_ index: UInt8) -> Parts {
        switch index {
        case 0..<16: return ansi[Int(index)]
        case 16..<232:
            let place = Int(index) - 16
            return (levels[place / 36], levels[place / 6 % 6], levels[place % 6])
        default:
            let grey = 8 + 10 * (Int(index) - 232)
            return (grey, grey, grey)
        }
    }

    private static let levels = [0, 95, 135, 175, 215, 255]

    private static let ansi: [Parts] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
        (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
        (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ]

    private static func distance(_ left: Parts, _ right: Parts) -> Int {
        let red = left.red - right.red
        let green = left.green - right.green
        let blue = left.blue - right.blue
        return 2 * red * red + 4 * green * green + 3 * blue * blue
    }

    private static func nearest(to color: Parts, among indexes: ClosedRange<UInt8>) -> UInt8 {
        indexes.min { distance(color, xterm($0)) < distance(color, xterm($1)) } ?? 0
    }

    /// The cube's nearest is found a side at a time, the greys' from the weighted mean.
    private static func nearest(red: Int, green: Int, blue: Int) -> UInt8 {
        let color: Parts = (red, green, blue)
        let cube = UInt8(16 + 36 * level(red) + 6 * level(green) + level(blue))
        let mean = (2 * red + 4 * green + 3 * blue) / 9
        let step = min(23, max(0, (mean - 3) / 10))
        let around = UInt8(232 + max(0, step - 1))...UInt8(232 + min(23, step + 1))
        let grey = nearest(to: color, among: around)
        return distance(color, xterm(grey)) < distance(color, xterm(cube)) ? grey : cube
    }

    private static func level(_ value: Int) -> Int {
        value < 48 ? 0 : value < 115 ? 1 : min(5, (value - 35) / 40)
    }
}

extension Style {
    /// The attributes for a terminal without colours: reversed where the background is the lighter
    /// of both colours, so that what a program marks by colours alone is still seen.
    ///
    /// The terminal's own colours are taken for light on dark.
    package var attributesWithoutColors: Attributes {
        guard foreground != .default || background != .default else { return attributes }
        let front = foreground.lightness(or: 229)
        let back = background.lightness(or: 0)
        var attributes = attributes
        let isReversed = attributes.contains(.reverse) ? front > back : back > front
        if isReversed { attributes.insert(.reverse) } else { attributes.remove(.reverse) }
        return attributes
    }
}

extension Color {
    /// 0 to 255, as the eye weighs red, green and blue (ITU-R BT.601).
    fileprivate func lightness(or usual: Int) -> Int {
        let parts: Parts
        switch kind {
        case .default: return usual
        case .palette(let index): parts = Self.xterm(index)
        case .rgb(let red, let green, let blue): parts = (Int(red), Int(green), Int(blue))
        }
        return (299 * parts.red + 587 * parts.green + 114 * parts.blue) / 1000
    }
}

/// A colour as ncurses counts them.
enum CursesColor {
    /// Up to 255 the palette, from 0x1000000 on 24 bits; so many numbers there are.
    static let directLimit = 0x200_0000

    /// -1 is the terminal's own.
    static func number(of color: Color) -> Int32 {
        switch color.kind {
        case .default: -1
        case .palette(let index): Int32(index)
        case .rgb: Int32(truncatingIfNeeded: 0x100_0000 | color.bits & 0xFF_FFFF)
        }
    }
}

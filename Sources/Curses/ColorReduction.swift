import Terminal

extension Color {
    /// The nearest colour that a terminal of this depth shows.
    func reduced(to depth: ColorDepth) -> Color {
        switch (kind, depth) {
        case (.default, _), (_, .rgb): self
        case (_, .mono): .default
        case (.palette, .palette256): self
        case (.palette(let index), .ansi16): index < 16 ? self : Self.ansi(Self.values(index))
        case (.rgb(let red, let green, let blue), .palette256): Self.cube(red, green, blue)
        case (.rgb(let red, let green, let blue), .ansi16): Self.ansi((red, green, blue))
        }
    }

    private typealias Values = (red: UInt8, green: UInt8, blue: UInt8)

    /// xterm's colour cube and greys (256colres.h), the nearer of the two.
    private static func cube(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Color {
        func level(_ value: UInt8) -> Int {
            if value < 48 { return 0 }
            return value < 115 ? 1 : (Int(value) - 35) / 40
        }
        let place: Int = 36 * level(red) + 6 * level(green) + level(blue)
        let cube = UInt8(16 + place)
        let grey: Int = (Int(red) + Int(green) + Int(blue)) / 3
        let shade: Int = max(0, min(23, (grey - 3) / 10))
        let step = UInt8(232 + shade)
        let wanted = (red, green, blue)
        return .palette(
            distance(values(step), wanted) < distance(values(cube), wanted) ? step : cube)
    }

    private static func ansi(_ wanted: Values) -> Color {
        let indices: [UInt8] = Array(0..<16)
        return .palette(
            indices.min { distance(values($0), wanted) < distance(values($1), wanted) } ?? 7)
    }

    /// What xterm shows for a palette entry.
    private static func values(_ index: UInt8) -> Values {
        switch index {
        case 0..<16: return ansiValues[Int(index)]
        case 232...:
            let grey = 8 + (index - 232) * 10
            return (grey, grey, grey)
        default:
            let place = index - 16
            func level(_ step: UInt8) -> UInt8 { step == 0 ? 0 : 55 + step * 40 }
            return (level(place / 36), level(place / 6 % 6), level(place % 6))
        }
    }

    private static let ansiValues: [Values] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205),
        (0, 205, 205), (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
        (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ]

    /// Weighted by how the eye sees ("redmean", compuphase.com/cmetric.htm).
    private static func distance(_ left: Values, _ right: Values) -> Int {
        let mean = (Int(left.red) + Int(right.red)) / 2
        let red = Int(left.red) - Int(right.red)
        let green = Int(left.green) - Int(right.green)
        let blue = Int(left.blue) - Int(right.blue)
        return (512 + mean) * red * red / 256 + 4 * green * green + (767 - mean) * blue * blue / 256
    }
}

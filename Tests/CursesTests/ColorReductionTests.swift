import Terminal
import Testing

@testable import Curses

@Suite("Reduced colours")
struct ColorReductionTests {
    @Test("what a depth has stays")
    func keeps() {
        #expect(Color.default.reduced(to: .ansi16) == .default)
        #expect(Color.rgb(1, 2, 3).reduced(to: .rgb) == .rgb(1, 2, 3))
        #expect(Color.palette(200).reduced(to: .palette256) == .palette(200))
        #expect(Color.palette(9).reduced(to: .ansi16) == .palette(9))
        #expect(Color.palette(9).reduced(to: .mono) == .default)
    }

    @Test("of 256 the nearest is found", arguments: 0..<20)
    func nearest(seed: Int) {
        var random = Seeded(UInt64(seed))
        for _ in 0..<200 {
            let parts = (0..<3).map { _ in Int.random(in: 0...255, using: &random) }
            let color = Color.rgb(UInt8(parts[0]), UInt8(parts[1]), UInt8(parts[2]))
            guard case .palette(let found) = color.reduced(to: .palette256).kind else {
                Issue.record("no palette colour")
                return
            }
            let best = (16...255).map { Self.distance(parts, Self.xterm($0)) }.min()
            #expect(Self.distance(parts, Self.xterm(Int(found))) == best, "\(parts)")
        }
    }

    private static func xterm(_ index: Int) -> [Int] {
        guard index < 232 else { return Array(repeating: 8 + (index - 232) * 10, count: 3) }
        let place = index - 16
        return [place / 36, place / 6 % 6, place % 6].map { $0 == 0 ? 0 : 55 + 40 * $0 }
    }

    private static func distance(_ left: [Int], _ right: [Int]) -> Int {
        let weights = [2, 4, 3]
        return (0..<3).reduce(0) { sum, part in
            let difference = left[part] - right[part]
            return sum + weights[part] * difference * difference
        }
    }

    @Test(
        "of 16 the nearest is taken",
        arguments: [
            (Color.rgb(255, 0, 0), UInt8(9)), (.rgb(200, 10, 10), 1), (.rgb(0, 0, 0), 0),
            (.rgb(255, 255, 250), 15), (.palette(196), 9), (.palette(244), 8), (.palette(21), 4),
            (.palette(46), 10),
        ])
    func sixteen(color: Color, expected: UInt8) {
        #expect(color.reduced(to: .ansi16) == .palette(expected))
    }

    @Test(
        "without colours the lighter background is shown in reverse",
        arguments: [
            // mc: its panels, the selected file; less: a standout; vim's cursor line.
            (Style(foreground: .palette(7), background: .palette(4)), false),
            (Style(foreground: .palette(0), background: .palette(6)), true),
            (Style(attributes: .reverse), true),
            (Style(background: .palette(236)), false),
            (Style(background: .rgb(255, 255, 200)), true),
            (Style(foreground: .palette(1)), false),
            (Style(foreground: .palette(4), attributes: .reverse), true),
            (Style(foreground: .palette(0), background: .palette(7), attributes: .reverse), false),
            (Style(foreground: .palette(2), background: .palette(2)), false),
        ])
    func withoutColors(style: Style, isReversed: Bool) {
        #expect(style.attributesWithoutColors.contains(.reverse) == isReversed)
    }
}

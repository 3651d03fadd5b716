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
}

@Suite("The background query")
struct BackgroundQueryTests {
    @Test(
        "reads the answer",
        arguments: [
            ("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", BackgroundQuery.Appearance.dark),
            ("\u{1B}]11;rgb:ffff/ffff/ffff\u{7}", .light), ("\u{1B}]11;rgb:1e/1e/2e\u{7}", .dark),
            ("\u{1B}]11;rgba:fd/f6/e3/ff\u{7}", .light), ("\u{1B}]11;#eff1f5\u{7}", .light),
            ("\u{1B}]11;#282828\u{7}", .dark), ("\u{1B}]11;rgb:0/0/f\u{7}", .dark),
        ])
    func reads(report: String, appearance: BackgroundQuery.Appearance) {
        #expect(BackgroundQuery.answer(Array(report.utf8)) == .appearance(appearance))
    }

    @Test("knows the end of the answers")
    func end() {
        #expect(BackgroundQuery.answer(Array("\u{1B}[?62;22c".utf8)) == .end)
    }

    @Test(
        "leaves other reports and nonsense",
        arguments: [
            "\u{1B}]10;rgb:0/0/0\u{7}", "\u{1B}]11;rgb:0/0\u{7}", "\u{1B}]11;rgb:0/0/zz\u{7}",
            "\u{1B}]11;#12345\u{7}", "\u{1B}]11;?\u{7}", "\u{1B}[0n", "",
            "\u{1B}]11;rgb:-1/0/0\u{7}",
            "\u{1B}]11;rgb:00000/0/0\u{7}",
        ])
    func leaves(report: String) {
        #expect(BackgroundQuery.answer(Array(report.utf8)) == nil)
    }

    @Test("its answers are reports of the decoder")
    func isDecoded() {
        var decoder = InputDecoder()
        let answers = "\u{1B}]11;rgb:ff/ff/ff\u{1B}\\\u{1B}[?62c"
        let read = decoder.decode(Array(answers.utf8)[...]).compactMap {
            if case .report(let bytes) = $0 { BackgroundQuery.answer(bytes) } else { nil }
        }
        #expect(read == [.appearance(.light), .end])
    }
}

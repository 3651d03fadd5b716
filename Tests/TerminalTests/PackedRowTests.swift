import Testing

@testable import Terminal

/// Rows that are held as bytes as long as they are plain text.
@Suite("Rows held as bytes")
struct PackedRowTests {
    /// Output as shells and editors print it: runs of text, few styles, and what moves and erases.
    private static func pieces(seed: UInt64, count: Int) -> [String] {
        var dice = Dice(seed: seed)
        func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &dice) }
        func text() -> String {
            let letter = Character(Unicode.Scalar(UInt8(0x61 + number(26))))
            return String(repeating: letter, count: 1 + number(30))
        }
        return (0..<count).map { _ in
            switch number(16) {
            case 0...5: text()
            case 6, 7: "\r\n"
            case 8: ["\r", "\t", "\u{8}", "\n", " "][number(5)]
            case 9:
                ["\u{1B}[m", "\u{1B}[31m", "\u{1B}[1\"q", "\u{1B}[44m", "\u{1B}[\"q"][number(5)]
            case 10: "\u{1B}[\(number(7));\(number(26))H"
            case 11: "\u{1B}[\(number(3))\(["K", "J", "?K"][number(3)])"
            case 12: "\u{1B}[\(1 + number(9))\(["@", "P", "X", "L", "M", "S", "T", "b"][number(8)])"
            case 13: ["é", "日本", "e\u{301}", "🙂", "ЖЖЖЖЖЖ"][number(5)]
            case 14 where number(2) == 0: "ab\u{1B}[14Gcd\u{1B}[8G\u{1B}[K\r\n"
            case 14: "\u{1B}[2;2;4;9;3;5$v\u{1B}[1;1;2;9;7$r"
            default: ["\u{1B}[4h", "\u{1B}[4l", "\u{1B}[?7l", "\u{1B}[?7h"][number(4)]
            }
        }
    }

    @Test("They are the same as rows of cells, whatever is done with them", arguments: 0..<150)
    func sameAsCells(seed: Int) {
        let size = Size(columns: seed % 3 == 0 ? 1 + seed % 10 : 24, rows: 6)
        var packed = Screen(size: size, scrollback: 40)
        var plain = Screen(size: size, scrollback: 40)
        for (step, piece) in Self.pieces(seed: UInt64(seed), count: 200).enumerated() {
            feed(Array(piece.utf8), to: &packed, cut: .whole)
            for byte in piece.utf8 {
                plain.feed([byte].span)
                for row in 0..<size.rows { plain.grid.unpack(row) }
            }
            guard step % 10 == 9 else { continue }
            if step % 50 == 49 {
                let other = Size(columns: max(1, size.columns + 5 - seed % 24), rows: 3 + seed % 5)
                for size in [other, size] {
                    packed.resize(to: size)
                    plain.resize(to: size)
                }
            }
            let isSame = picture(packed) == picture(plain)
            #expect(isSame, "the picture after step \(step)")
            for row in -40..<size.rows {
                let isSame = packed.line(at: row) == plain.line(at: row)
                #expect(isSame, "row \(row) after step \(step)")
            }
        }
    }

    @Test("Text of one style is held as bytes, and anything else makes cells of it")
    func whenPacked() {
        func isPacked(_ input: String) -> Bool {
            var screen = Screen(size: Size(columns: 40, rows: 2), scrollback: 0)
            feed(Array(input.utf8), to: &screen, cut: .whole)
            return screen.grid.rows[0].isPacked
        }
        for input in [
            "plain text", "\u{1B}[31mred text", "some\ttabs\there", "a line\rA LINE",
            "long \u{1B}[3D",
            "to be cut\u{1B}[5G\u{1B}[K", "日本\rplain text that covers it",
        ] {
            #expect(isPacked(input), "\(input.debugDescription)")
        }
        for input in ["plain \u{1B}[31mred", "été", "\u{1B}[31m\tred", "abcdef\u{1B}[2G\u{1B}[@"] {
            #expect(!isPacked(input), "\(input.debugDescription)")
        }
    }

    @Test("The history takes the same memory for a row of bytes as for one of cells")
    func history() {
        func bytes(unpacking: Bool) -> Int {
            var screen = Screen(size: Size(columns: 40, rows: 2), scrollback: 2000)
            for line in 0..<2000 {
                let style = line % 2 == 0 ? "" : "\u{1B}[32m"
                feed(Array("\(style)line \(line)\r\n\u{1B}[m".utf8), to: &screen, cut: .whole)
                if unpacking { for row in 0..<2 { screen.grid.unpack(row) } }
            }
            return screen.historyBytes
        }
        #expect(bytes(unpacking: false) == bytes(unpacking: true))
    }
}

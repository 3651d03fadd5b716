import Testing

@testable import Terminal

@Suite("What is drawn over a terminal for a while")
struct StripTests {
    static let sizes = [(20, 5), (80, 24), (2, 2), (3, 1), (1, 7), (1, 1), (40, 10)]

    /// The terminal that a person sees, and the screen that follows it.
    struct Pair: ~Copyable {
        var terminal: Screen
        var screen: Screen

        init(size: Size) {
            terminal = Screen(size: size, scrollback: 50)
            screen = Screen(size: size, scrollback: 50)
        }

        mutating func print(_ bytes: [UInt8]) {
            terminal.feed(bytes.span)
            screen.feed(bytes.span)
        }

        mutating func cover(_ dice: inout Dice) {
            var strip = Strip(over: screen)
            for _ in 0..<Int.random(in: 1...4, using: &dice) {
                let rows = (0..<Int.random(in: 1...4, using: &dice)).map { row in
                    [
                        Strip.Piece(" paks ", .reverse),
                        Strip.Piece(String(repeating: "漢x", count: row * 7)),
                    ]
                }
                let content = Strip.Content(
                    rows: rows, cursor: Int.random(in: 0...30, using: &dice))
                terminal.feed(strip.draw(content).span)
            }
            terminal.feed(strip.remove().span)
        }

        var difference: String? {
            if terminal.scrollbackRows != screen.scrollbackRows { return "it has scrolled" }
            for row in 0..<screen.size.rows
            where terminal.line(at: row).cells != screen.line(at: row).cells {
                return "row \(row): '\(terminal.text(at: row))' isn't '\(screen.text(at: row))'"
            }
            if terminal.position != screen.position {
                return "\(terminal.position) isn't \(screen.position)"
            }
            if terminal.pen.style != screen.pen.style { return "the pen" }
            if terminal.pen.isProtected != screen.pen.isProtected { return "protection" }
            if terminal.charsets != screen.charsets { return "the character sets" }
            if terminal.modeSet != screen.modeSet { return "the modes" }
            if (terminal.left, terminal.right) != (screen.left, screen.right) { return "the sides" }
            return (terminal.top, terminal.bottom) == (screen.top, screen.bottom)
                ? nil : "the scrolling region"
        }
    }

    @Test("Afterwards all is as it would have been, whatever was printed", arguments: 0..<300)
    func comesBack(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        let (columns, rows) = Self.sizes[seed % Self.sizes.count]
        var pair = Pair(size: Size(columns: columns, rows: rows))
        for round in 0..<20 {
            pair.print(Stream(seed: UInt64(seed * 100 + round), length: 200).bytes)
            // A sequence that is unfinished ends.
            if !pair.screen.isBetweenSequences { pair.print([0x18]) }
            guard pair.screen.isBetweenSequences else { continue }
            pair.cover(&dice)
            // What REP repeats is all that isn't brought back; a control takes it away.
            pair.print([0x07])
            if let difference = pair.difference {
                Issue.record("round \(round), \(pair.screen.size): \(difference)")
                return
            }
        }
    }

    @Test("A line that is soft-wrapped stays one, also where it is covered in part")
    func staysWrapped() {
        var dice = Dice(seed: 2)
        for keys in ["", "\u{1b}[A", "\u{1b}[H"] {
            var pair = Pair(size: Size(columns: 10, rows: 6))
            pair.print(Array("one\r\n0123456789abcdefghi漢漢漢\(keys)".utf8))
            pair.cover(&dice)
            #expect(pair.difference == nil)
            let whole = "0123456789abcdefghi漢漢漢"
            for row in 1...3 { #expect(pair.terminal.logicalLine(at: row) == whole) }
        }
    }

    @Test("What is above on the terminal when the first byte comes stays where it is")
    func staysBelow() {
        var dice = Dice(seed: 1)
        var pair = Pair(size: Size(columns: 20, rows: 8))
        pair.terminal.feed(Array("older\r\nlines\r\n".utf8).span)
        pair.print(Array("$ ls\r\nfile\r\n$ ec".utf8))
        pair.cover(&dice)
        #expect(text(pair.terminal) == ["older", "lines", "$ ls", "file", "$ ec"])
        #expect(pair.terminal.cursorPoint == Point(row: 4, column: 4))
    }

    @Test(
        "It is the last rows on the alternate screen, and the cursor's and those above on the main one"
    )
    func isWherePeopleLook() {
        let content = Strip.Content(rows: [[.init("one")], [.init("two")]], cursor: 3)
        for (start, rows) in [
            ("\u{1b}[?1049h\u{1b}[Htop", ["top", "", "", "one", "two"]),
            ("a\r\nb\r\nc", ["a", "one", "two", "", ""]),
            ("a", ["two", "", "", "", ""]),
        ] {
            var pair = Pair(size: Size(columns: 20, rows: 5))
            pair.print(Array(start.utf8))
            var strip = Strip(over: pair.screen)
            pair.terminal.feed(strip.draw(content).span)
            #expect((0..<5).map { pair.terminal.text(at: $0) } == rows)
            #expect(pair.terminal.cursorPoint.column == 3)
        }
    }

    @Test(
        "A sequence or a character that has begun isn't cut",
        arguments: [
            "\u{1b}", "\u{1b}[3", "\u{1b}]0;title", "\u{1b}P$q", "\u{1b}N", "\u{1b}(",
        ])
    func waits(begun: String) {
        #expect(Self.isBetween([]))
        #expect(!Self.isBetween(begun.utf8))
        #expect(!Self.isBetween([0xE6, 0xBC]))
    }

    private static func isBetween(_ bytes: some Sequence<UInt8>) -> Bool {
        var screen = Screen(size: Size(columns: 20, rows: 5), scrollback: 0)
        screen.feed(Array(bytes).span)
        return screen.isBetweenSequences
    }

    @Test("Colours are spelled as every terminal reads them")
    func spellsColors() {
        var screen = Screen(size: Size(columns: 20, rows: 1), scrollback: 0)
        screen.feed(Array("\u{1b}[38:5:200;48:2::1:2:3;4:3;58:5:9mx\u{1b}[m".utf8).span)
        let row = String(decoding: screen.painted(row: 0).bytes, as: UTF8.self)
        #expect(row == "\u{1b}[0;4:3;38;5;200;48;2;1;2;3;58:5:9mx\u{1b}[0m")
    }
}

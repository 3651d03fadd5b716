import Testing

@testable import Terminal

/// Streams that look enough like output to reach every function.
struct Stream: Sendable {
    private var dice: Dice
    private(set) var bytes: [UInt8] = []

    init(seed: UInt64, length: Int) {
        dice = Dice(seed: seed)
        while bytes.count < length { addPiece() }
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &dice)
    }

    private mutating func addPiece() {
        switch number(0...15) {
        case 0...3: bytes += (0..<number(1...40)).map { _ in UInt8(number(0x20...0x7E)) }
        case 4: bytes.append(UInt8(number(0...0x1F)))
        case 5: bytes += Array("日本語🙂👩‍🚀e\u{301}❤️🇩🇪\u{200D}".utf8).prefix(number(1...60))
        case 6: bytes += [0x0D, 0x0A]
        case 7: bytes.append(UInt8(number(0x80...0xFF)))
        case 8: bytes += [0x1B, UInt8(number(0x20...0x7E))]
        case 9: bytes += Array("\u{1B}]\(number(0...140));\(number(0...300));?x\u{7}".utf8)
        case 10: bytes += Array("\u{1B}P$q\(["m", "r", "s"][number(0...2)])\u{1B}\\".utf8)
        default:
            let marks = ["", "", "", "?", ">", "="]
            let middles = ["", "", "", "", " ", "!", "\"", "$", "'", "*"]
            let modes = [3, 5, 6, 7, 40, 45, 47, 69, 95, 1047, 1048, 1049, 2027]
            let useMode = number(0...3) == 0
            let values = (0..<number(0...6)).map { _ in
                if useMode { return modes[number(0...modes.count - 1)] }
                return number(0...9) == 0 ? 99999 : number(0...25)
            }
            let parameters = values.map { String($0) }.joined(
                separator: number(0...9) == 0 ? ":" : ";")
            let middle = middles[number(0...middles.count - 1)]
            let final = Character(Unicode.Scalar(UInt8(number(0x40...0x7E))))
            bytes += Array(
                "\u{1B}[\(marks[number(0...5)])\(parameters)\(middle)\(final)".utf8)
        }
    }
}

@Suite("Whatever arrives")
struct PropertyTests {
    static let sizes = [(20, 5), (80, 24), (1, 1), (2, 2), (3, 1), (1, 7)]

    @Test("The screen is the same however the stream is split", arguments: 0..<60)
    func splitting(seed: Int) {
        let stream = Stream(seed: UInt64(seed), length: 3000).bytes
        let (columns, rows) = Self.sizes[seed % 2]
        func told(_ cut: Cut) -> Told {
            var screen = Screen(size: Size(columns: columns, rows: rows), scrollback: 50)
            screen.answersChecksums = true
            let half = stream.count / 2
            feed(Array(stream[..<half]), to: &screen, cut: cut)
            screen.resize(to: Size(columns: columns + seed % 7 - 3, rows: rows + seed % 5 - 2))
            feed(Array(stream[half...]), to: &screen, cut: cut)
            return Told(&screen)
        }
        let whole = told(.whole)
        for cut in Cut.all.dropFirst() {
            let pieces = told(cut)
            #expect(pieces == whole, "fed \(cut)")
        }
    }

    /// All that a screen tells.
    private struct Told: Equatable {
        var picture: Frame
        var lines: [Screen.Line]
        var cursor: Point
        var waits: Bool
        var modes: [Int]
        var surroundings: Screen.Modes
        var title: String
        var replies: [UInt8]
        var events: [Screen.Event]

        init(_ screen: inout Screen) {
            picture = TerminalTests.picture(screen)
            lines = (-screen.scrollbackRows..<screen.size.rows).map { screen.line(at: $0) }
            cursor = screen.cursorPoint
            waits = screen.hasPendingWrap
            modes = screen.setModes
            surroundings = screen.modes
            title = screen.windowTitle
            replies = screen.takeReplies()
            events = screen.takeEvents()
        }
    }

    @Test(
        "Random streams and sizes leave the cursor inside and wide characters whole",
        arguments: 0..<200)
    func soundness(seed: Int) {
        var dice = Dice(seed: UInt64(seed) &+ 1000)
        let (columns, rows) = Self.sizes[seed % Self.sizes.count]
        var screen = Screen(size: Size(columns: columns, rows: rows), scrollback: seed % 3 * 20)
        for round in 0..<20 {
            let stream = Stream(seed: UInt64(seed * 100 + round), length: 300).bytes
            feed(stream, to: &screen, cut: .random(seed: UInt64(round)))
            expectSound(screen)
            if round % 4 == 3 {
                screen.resize(
                    to: Size(
                        columns: Int.random(in: 1...40, using: &dice),
                        rows: Int.random(in: 1...12, using: &dice)))
                expectSound(screen)
            }
            _ = picture(screen, scrolledBack: Int.random(in: 0...30, using: &dice))
            _ = screen.logicalLine(at: Int.random(in: 0...12, using: &dice))
            _ = screen.matches(of: "a")
            #expect(screen.scrollbackRows <= seed % 3 * 20)
        }
    }

    @Test("Bytes without any sense don't trap", arguments: 0..<50)
    func noise(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        var screen = Screen(size: Size(columns: 13, rows: 4), scrollback: 10)
        for _ in 0..<20 {
            let bytes = (0..<500).map { _ in UInt8.random(in: 0...255, using: &dice) }
            feed(bytes, to: &screen, cut: .whole)
            expectSound(screen)
        }
    }

    private func expectSound(_ screen: borrowing Screen) {
        let point = screen.cursorPoint
        let inside =
            point.row >= 0 && point.row < screen.size.rows && point.column >= 0
            && point.column < screen.size.columns
        #expect(inside, "the cursor is at \(point) of \(screen.size)")
        var torn: [Int] = []
        // Rows of one column can't hold both halves.
        let history = screen.size.columns > 1 ? screen.scrollback.lastRows(60) : []
        for row in -history.count..<screen.size.rows {
            let parts =
                row < 0
                ? screen.scrollback.cells(of: history[history.count + row]).map {
                    Cell(bits: $0).part
                } : screen.cells(at: row).map(\.part)
            for (column, part) in parts.enumerated() {
                let next = column + 1 < parts.count ? parts[column + 1] : .narrow
                let before = column > 0 ? parts[column - 1] : .narrow
                if part == .head && next != .tail || part == .tail && before != .head {
                    torn.append(row)
                }
            }
        }
        #expect(torn.isEmpty, "torn characters in rows \(torn)")
        expectBounded(screen)
    }

    /// What a program can make the screen keep is within its limits.
    private func expectBounded(_ screen: borrowing Screen) {
        let held = [
            screen.styles.places <= 20_000, screen.clusters.places <= 4096,
            screen.links.places <= LinkTable.limit, screen.replies.count <= Screen.replyLimit,
            screen.events.count <= Screen.eventLimit, screen.titles.count <= 10,
            screen.parser.text.capacity <= 2 * Parser.stringLimit,
            screen.historyBytes
                <= (screen.scrollback.wordLimit + 4 * ScrollbackBlock.size) * 8,
            screen.grid.cells.count == screen.size.columns * screen.size.rows,
            screen.hidden.cells.count == screen.size.columns * screen.size.rows,
        ]
        #expect(held.allSatisfy { $0 }, "beyond a limit: \(held)")
    }

    @Test("Unbounded colours, clusters, links, titles and answers keep bounded tables")
    func bounded() {
        var screen = Screen(size: Size(columns: 40, rows: 10), scrollback: 100)
        for round in 0..<60_000 {
            let (red, green, blue) = (round & 255, round >> 8 & 255, round * 7 & 255)
            let mark = String(Unicode.Scalar(UInt32(0x300 + round % 64)) ?? "x")
            let other = String(Unicode.Scalar(UInt32(0x320 + round / 64 % 32)) ?? "x")
            let letter = String(Unicode.Scalar(UInt32(0x41 + round / 2048 % 26)) ?? "x")
            let line =
                "\u{1B}[38;2;\(red);\(green);\(blue)m\u{1B}]8;;x:\(round)\u{7}x"
                + "\(letter)\(mark)\(other)\u{1B}]8;;\u{7}\u{1B}[c\u{7}\r\n"
            feed(Array(line.utf8), to: &screen, cut: .whole)
        }
        expectBounded(screen)
        #expect(screen.scrollbackRows == 100)
    }
}

@Suite("Layout")
struct LayoutTests {
    @Test("A cell takes eight bytes")
    func cell() {
        #expect(MemoryLayout<Cell>.size == 8)
        #expect(MemoryLayout<Grid.Row>.size == 8)
        #expect(MemoryLayout<Style>.size <= 16)
    }

    @Test("10,000 lines of history stay inside their budgets", arguments: [(80, 8), (200, 16)])
    func history(columns: Int, megabytes: Int) {
        var screen = Screen(size: Size(columns: columns, rows: 24), scrollback: 10_000)
        let line = Array((String(repeating: "x", count: columns - 1) + "\r\n").utf8)
        for _ in 0..<12_000 { feed(line, to: &screen, cut: .whole) }
        #expect(screen.scrollbackRows == 10_000)
        #expect(screen.scrollback.byteCount <= megabytes * 1_000_000)
    }

    @Test("Style ids give back the styles they stand for")
    func styles() {
        var table = StyleTable()
        var attributes: Attributes = [.bold, .overline]
        attributes.underline = .curly
        for style in [
            Style.plain, Style(foreground: .palette(0), background: .palette(255)),
            Style(foreground: .rgb(1, 2, 3), attributes: attributes), Style(link: 9),
            Style(underlineColor: .palette(3)), Style(attributes: attributes),
        ] {
            let id = table.id(of: style)
            #expect(table.style(of: id) == style)
            #expect(table.id(of: style) == id)
        }
        #expect(table.id(of: .plain) == 0)
        #expect(table.internedCount == 3)
    }
}

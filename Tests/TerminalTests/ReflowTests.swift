import Testing

@testable import Terminal

/// The logical lines of history and screen, trailing blanks and trailing empty lines cut.
private func lines(_ screen: borrowing Screen) -> [String] {
    var lines: [String] = []
    var line = ""
    for row in -screen.scrollbackRows..<screen.size.rows {
        for cell in screen.cells(at: row) { screen.append(cell, to: &line) }
        if !screen.line(at: row).isWrapped || row == screen.size.rows - 1 {
            lines.append(line.trimmingTrailingBlanks())
            line = ""
        }
    }
    while lines.last == "" { lines.removeLast() }
    return lines
}

/// What stands before the cursor on its logical line, and at the cursor.
private func beforeCursor(_ screen: borrowing Screen) -> [String] {
    let point = screen.cursorPoint
    var first = point.row
    while screen.line(at: first - 1).isWrapped { first -= 1 }
    var before = ""
    for row in first..<point.row {
        for cell in screen.cells(at: row) { screen.append(cell, to: &before) }
    }
    let cells = screen.cells(at: point.row)
    for cell in cells.prefix(point.column) { screen.append(cell, to: &before) }
    var at = ""
    if point.column < cells.count { screen.append(cells[point.column], to: &at) }
    return [before, at]
}

@Suite("Whatever stands on the main screen, a change of its size keeps")
struct ReflowTests {
    /// Text of every kind: words, long lines, wide characters, clusters, gaps, what was written
    /// over and erased.
    private func content(_ dice: inout Dice, columns: Int, rows: Int) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 5...60, using: &dice) {
            switch Int.random(in: 0...13, using: &dice) {
            case 0...3:
                text += "word" + String(repeating: "x", count: .random(in: 0...9, using: &dice))
            case 4: text += String(repeating: "0123456789", count: .random(in: 1...9, using: &dice))
            case 5:
                text +=
                    ["日本語", "漢", "🙂🙂", "e\u{301}", "👩‍🚀", "❤\u{FE0F}"].randomElement(using: &dice)
                    ?? ""
            case 6: text += String(repeating: "字", count: .random(in: 1...40, using: &dice))
            case 7...9: text += "\r\n"
            case 10: text += "\u{1B}[\(Int.random(in: 1...12, using: &dice))C|"
            case 11: text += "\u{1B}[\(Int.random(in: 31...37, using: &dice))m \u{1B}[m"
            case 12:
                text +=
                    "\u{1B}[\(Int.random(in: 1...rows, using: &dice));\(Int.random(in: 1...columns, using: &dice))H"
            default:
                text +=
                    [
                        "\u{1B}[K", "\u{1B}[1K", "\u{1B}[2X", "\u{1B}[P", "\u{1B}[@", "\u{1B}[M",
                        "\u{1B}[L", "\u{1B}M",
                    ]
                    .randomElement(using: &dice) ?? ""
            }
        }
        return text
    }

    private func screen(_ dice: inout Dice) -> Screen {
        let columns = Int.random(in: 2...30, using: &dice)
        let rows = Int.random(in: 1...10, using: &dice)
        var screen = Screen(size: Size(columns: columns, rows: rows), scrollback: 10_000)
        let text = content(&dice, columns: columns, rows: rows)
        feed(Array(text.utf8), to: &screen, cut: .whole)
        return screen
    }

    private func newSize(_ dice: inout Dice) -> Size {
        Size(
            columns: Int.random(in: 2...40, using: &dice),
            rows: Int.random(in: 1...12, using: &dice))
    }

    @Test("all text before the cursor, at every width and height and back", arguments: 0..<80)
    func text(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        var screen = screen(&dice)
        // What is below the cursor isn't shown where the screen becomes too small for it.
        feed(Array("\u{1B}[99;99H".utf8), to: &screen, cut: .whole)
        let size = screen.size
        let before = lines(screen)
        for _ in 0..<4 {
            screen.resize(to: newSize(&dice))
            let after = lines(screen)
            #expect(after == before, "\(size) to \(screen.size)")
        }
        screen.resize(to: size)
        let after = lines(screen)
        #expect(after == before)
    }

    @Test(
        "all text after it, too, when the size comes back before anything is printed",
        arguments: 0..<120)
    func below(seed: Int) {
        var dice = Dice(seed: UInt64(seed) &+ 9000)
        var screen = screen(&dice)
        let size = screen.size
        let row = Int.random(in: 1...size.rows, using: &dice)
        feed(Array("\u{1B}[\(row);1H".utf8), to: &screen, cut: .whole)
        if seed % 3 == 0 { feed(Array("\u{1B}[?1049h".utf8), to: &screen, cut: .whole) }
        let before = mainLines(screen)
        for _ in 0..<4 {
            screen.resize(to: newSize(&dice))
            // What is printed on the alternate screen leaves the other alone.
            if seed % 3 == 0 { feed(Array("\u{1B}[2Jx\r\n".utf8), to: &screen, cut: .whole) }
        }
        screen.resize(to: Size(columns: size.columns, rows: 12))
        let after = mainLines(screen)
        #expect(after == before)
    }

    /// The lines of the main screen, whichever is shown.
    private func mainLines(_ screen: borrowing Screen) -> [String] {
        guard screen.isAlternate else { return lines(screen) }
        var main = Screen(size: screen.size, scrollback: 10_000)
        main.grid = screen.hidden
        main.scrollback = screen.scrollback
        main.clusters = screen.clusters
        return lines(main)
    }

    @Test("the cursor on its text", arguments: 0..<80)
    func cursor(seed: Int) {
        var dice = Dice(seed: UInt64(seed) &+ 5000)
        var screen = screen(&dice)
        // On a character, since a cursor behind a row's end has no text to stay on.
        let used = (0..<screen.size.rows).flatMap { row in
            screen.cells(at: row).enumerated()
                .filter {
                    $0.element.content != 0 && $0.element.part != .tail
                        && $0.element.part != .spacer
                }
                .map { (row, $0.offset) }
        }
        guard let (row, column) = used.randomElement(using: &dice) else { return }
        feed(Array("\u{1B}[\(row + 1);\(column + 1)H".utf8), to: &screen, cut: .whole)
        let before = beforeCursor(screen)
        for _ in 0..<4 {
            screen.resize(to: newSize(&dice))
            let after = beforeCursor(screen)
            #expect(after == before, "at \(row), \(column), now \(screen.size)")
        }
    }
}

import Testing

@testable import Terminal

@Suite("Damage by row", .everyCut)
struct DamageTests {
    @Test(
        "Where only the damaged rows are drawn again, the picture is the screen's",
        arguments: 0..<60)
    func property(seed: Int) {
        var dice = Dice(seed: UInt64(seed) &+ 7000)
        var screen = Screen(size: Size(columns: 30, rows: 8), scrollback: 20)
        var frame = Frame(size: Size(columns: 40, rows: 12))
        let place = Rectangle(row: 2, column: 5, columns: 30, rows: 8)
        let stream = Stream(seed: UInt64(seed), length: 3000).bytes
        var at = 0
        while at < stream.count {
            let end = min(stream.count, at + Int.random(in: 1...60, using: &dice))
            screen.feed(stream.span.extracting(at..<end))
            at = end
            if Int.random(in: 0..<40, using: &dice) == 0 {
                screen.resize(
                    to: Size(
                        columns: Int.random(in: 25...32, using: &dice),
                        rows: Int.random(in: 6...9, using: &dice)))
                // What a smaller screen leaves is only drawn over with the whole.
                frame = Frame(size: frame.size)
                screen.draw(into: &frame, at: place, scrolledBack: 0)
                _ = screen.takeDamage()
            }
            let rows = screen.takeDamage()
            let before = frame
            let parts = screen.draw(rows: rows, into: &frame, at: place)
            for changed in frame.cells.indices where frame.cells[changed] != before.cells[changed] {
                let (row, column) = (changed / frame.size.columns, changed % frame.size.columns)
                #expect(parts.contains { $0.row == row && $0.columns.contains(column) })
            }
            var whole = Frame(size: frame.size)
            screen.draw(into: &whole, at: place, scrolledBack: 0)
            guard look(frame, whole) else {
                Issue.record("rows \(rows) weren't all that changed, at byte \(at)")
                return
            }
        }
    }

    @Test(
        "A rectangle that is outside or empty is left alone",
        arguments: [
            Rectangle(row: 0, column: 9, columns: 3, rows: 2),
            Rectangle(row: 2, column: 64, columns: 0, rows: 9),
            Rectangle(row: 8, column: 0, columns: 5, rows: 5),
            Rectangle(row: 3, column: 2, columns: 0, rows: 0),
        ])
    func outside(place: Rectangle) {
        let screen = screen("漢字e\u{301}")
        var frame = Frame(size: Size(columns: 8, rows: 4))
        screen.draw(into: &frame, at: place, scrolledBack: 0)
        let parts = screen.draw(rows: [0, 1, 2, 3, 4], into: &frame, at: place)
        #expect(parts.isEmpty)
        #expect(frame == Frame(size: frame.size))
    }

    /// Whether two frames look the same, whatever places their texts have in their tables.
    private func look(_ one: Frame, _ two: Frame) -> Bool {
        one.cells.indices.allSatisfy { place in
            let (cell, other) = (one.cells[place], two.cells[place])
            let flags = (cell.content | other.content) & Frame.Cell.clusterFlag
            if flags == 0, cell.style.link | other.style.link == 0 { return cell == other }
            return text(cell, one) == text(other, two)
        }
    }

    /// What a cell shows.
    private func text(_ cell: Frame.Cell, _ frame: Frame) -> (String, String, Style) {
        var style = cell.style
        style.link = 0
        let isCluster = cell.content & Frame.Cell.clusterFlag != 0
        return (
            isCluster
                ? frame.clusters[Int(cell.content & ~Frame.Cell.clusterFlag)]
                : String(cell.content),
            cell.style.link == 0 ? "" : frame.links[Int(cell.style.link) - 1], style
        )
    }

    @Test(
        "Only what may look otherwise is damaged",
        arguments: [
            ("", []), ("x", [1]), ("\r\n", []), ("\u{1B}[4;1Hx", [3]), ("\u{1B}[2;1H\u{1B}[K", [1]),
            ("\u{1B}[5;1H\n", [0, 1, 2, 3, 4]), ("\u{1B}[2;4r\u{1B}[4;1H\n", [1, 2, 3]),
            ("\u{1B}[2;1H\u{1B}[L", [1, 2, 3, 4]), ("\u{1B}[2;1H\u{1B}[@", [1]),
            ("\u{1B}[31m", []), ("\u{1B}[?5h", [0, 1, 2, 3, 4]),
            ("\u{1B}[?1049h", [0, 1, 2, 3, 4]), ("\u{1B}]4;1;#123456\u{7}", [0, 1, 2, 3, 4]),
            ("\u{1B}[6n\u{1B}[c", []), ("\u{1B}[1;1H漢", [0]),
        ])
    func precision(output: String, rows: [Int]) {
        var screen = screen("one\r\ntwo")
        let first = screen.takeDamage()
        #expect(first == [0, 1, 2, 3, 4])
        play(Array(output.utf8), on: &screen)
        let second = screen.takeDamage()
        #expect(second == rows)
        let none = screen.takeDamage()
        #expect(none == [])
    }
}

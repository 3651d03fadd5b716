package import Terminal

/// What a terminal shows at one moment.
package struct Picture: Equatable, Sendable, CustomStringConvertible {
    /// The rows from top to bottom, blanks at their ends cut.
    package let rows: [String]
    /// Where the cursor is, hidden or not.
    package let cursor: Point
    package let cursorIsVisible: Bool
    package let cursorShape: Frame.CursorShape?
    package let modes: Screen.Modes
    /// The cursor's row, left of the cursor.
    package let beforeCursor: String

    init(_ screen: borrowing Screen) {
        var frame = Frame(size: screen.size)
        screen.draw(
            into: &frame,
            at: Rectangle(row: 0, column: 0, columns: screen.size.columns, rows: screen.size.rows),
            scrolledBack: 0)
        rows = (0..<frame.size.rows).map { Self.text(of: frame, row: $0) }
        cursor = screen.cursorPoint
        beforeCursor = Self.text(of: frame, row: cursor.row, before: cursor.column)
        cursorIsVisible = screen.cursor != nil
        cursorShape = screen.cursor?.shape
        modes = screen.modes
    }

    package var text: String { rows.joined(separator: "\n") }

    package func contains(_ text: String) -> Bool {
        rows.contains { $0.contains(text) }
    }

    /// Whether a shell waits for a line: a prompt's sign stands before the cursor, which is seen
    /// where the keys go.
    package var isAtPrompt: Bool {
        guard cursorIsVisible, let last = beforeCursor.trimmingBlanks().last else { return false }
        return "#$%>".contains(last)
    }

    package var description: String {
        let width = rows.map(\.count).max() ?? 0
        let border = "+" + String(repeating: "-", count: width) + "+"
        let lines = rows.map { "|" + $0 + String(repeating: " ", count: width - $0.count) + "|" }
        return ([border] + lines + [border, "cursor \(cursor.row):\(cursor.column)"])
            .joined(separator: "\n")
    }

    private static func text(of frame: Frame, row: Int, before end: Int? = nil) -> String {
        var text = ""
        let first = row * frame.size.columns
        for cell in frame.cells[first..<first + min(end ?? frame.size.columns, frame.size.columns)]
        {
            if cell.content & Frame.Cell.clusterFlag != 0 {
                text += frame.clusters[Int(cell.content & ~Frame.Cell.clusterFlag)]
            } else if cell.content != 0, let scalar = Unicode.Scalar(cell.content) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text.trimmingBlanks()
    }
}

extension String {
    /// Without the blanks at its end.
    package func trimmingBlanks() -> String {
        var end = self[...]
        while end.last == " " { end.removeLast() }
        return String(end)
    }
}

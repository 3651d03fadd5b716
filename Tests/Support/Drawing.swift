package import Terminal

/// Everything that is seen of a terminal's screen: text, colours and attributes of every cell, and
/// the cursor. Two that are equal look the same.
package struct Drawing: Equatable, Sendable {
    /// One cell as it is seen; a colour that shows nowhere in it is the default.
    package struct Cell: Equatable, Sendable, CustomStringConvertible {
        /// Empty in the right half of a wide character.
        package var text: String
        package var style: Style

        package var description: String {
            var words = ["'\(text)'"]
            for (name, color) in [
                ("", style.foreground), ("on ", style.background), ("under ", style.underlineColor),
            ] where color != .default {
                words.append("\(name)\(color.kind)")
            }
            if !style.attributes.isEmpty { words.append(Self.names(of: style.attributes)) }
            return words.joined(separator: " ")
        }

        private static func names(of attributes: Attributes) -> String {
            let names: [(Attributes, String)] = [
                (.bold, "bold"), (.faint, "faint"), (.italic, "italic"), (.blink, "blink"),
                (.reverse, "reverse"), (.conceal, "conceal"), (.strike, "strike"),
                (.overline, "overline"),
            ]
            var words = names.filter { attributes.contains($0.0) }.map(\.1)
            if attributes.underline != .none { words.append("\(attributes.underline) underline") }
            return words.joined(separator: " ")
        }
    }

    package private(set) var size: Size
    package private(set) var cells: [Cell]
    /// `nil` while it is hidden.
    package var cursor: Frame.Cursor?

    package init(_ screen: borrowing Screen) {
        size = screen.size
        var frame = Frame(size: size)
        screen.draw(
            into: &frame,
            at: Rectangle(row: 0, column: 0, columns: size.columns, rows: size.rows),
            scrolledBack: 0)
        cells = frame.cells.map { cell in
            let text =
                if cell.content & Frame.Cell.clusterFlag != 0 {
                    frame.clusters[Int(cell.content & ~Frame.Cell.clusterFlag)]
                } else if cell.content == 0 {
                    ""
                } else {
                    Unicode.Scalar(cell.content).map { String($0) } ?? ""
                }
            return Cell(text: text, style: Self.seen(cell.style, isBlank: text == " "))
        }
        cursor = screen.cursor
    }

    /// A style without what shows nowhere.
    private static func seen(_ style: Style, isBlank: Bool) -> Style {
        var style = style
        // A link is no look.
        style.link = 0
        if style.attributes.underline == .none { style.underlineColor = .default }
        let lines = style.attributes.intersection([.strike, .overline])
        guard isBlank, lines.isEmpty, style.attributes.underline == .none else { return style }
        if style.attributes.contains(.reverse) {
            style.background = .default
            style.attributes = .reverse
        } else {
            style.foreground = .default
            style.attributes = []
        }
        return style
    }

    /// Where the other one looks otherwise, in words; at most so many cells.
    package func differences(from other: Drawing, limit: Int = 12) -> [String] {
        guard size == other.size else { return ["\(size), not \(other.size)"] }
        var found: [String] = []
        for (index, pair) in zip(cells, other.cells).enumerated() where pair.0 != pair.1 {
            let (row, column) = (index / size.columns, index % size.columns)
            if found.count == limit {
                found.append("…")
                break
            }
            found.append("row \(row), column \(column): \(pair.0), not \(pair.1)")
        }
        if cursor != other.cursor {
            found.append(
                "the cursor: \(Self.words(of: cursor)), not \(Self.words(of: other.cursor))")
        }
        return found
    }

    private static func words(of cursor: Frame.Cursor?) -> String {
        cursor.map { "\($0.shape) at \($0.point.row):\($0.point.column)" } ?? "hidden"
    }

    /// The part at the top left alone, of at most its own size.
    package func topLeft(_ part: Size) -> Drawing {
        var copy = self
        copy.size = Size(
            columns: min(part.columns, size.columns), rows: min(part.rows, size.rows))
        copy.cells = (0..<copy.size.rows).flatMap { row in
            cells[row * size.columns..<row * size.columns + copy.size.columns]
        }
        return copy
    }
}

import Configuration
import Terminal

/// Writes text in a theme's roles into a frame; what doesn't fit is cut.
struct Painter {
    var frame: Frame
    let theme: Theme

    /// Writes one line from a place on.
    ///
    /// - Parameter columns: at most so many cells.
    /// - Returns: how many cells it took.
    @discardableResult
    mutating func text(
        _ text: some StringProtocol, _ role: String, row: Int, column: Int, columns: Int
    ) -> Int {
        put(text, theme.style(role), row: row, column: column, columns: columns)
    }

    @discardableResult
    mutating func put(
        _ text: some StringProtocol, _ style: Style, row: Int, column: Int, columns: Int
    ) -> Int {
        guard (0..<frame.size.rows).contains(row) else { return 0 }
        let end = min(column + columns, frame.size.columns)
        if column >= 0, text.unicodeScalars.allSatisfy({ Self.isCell($0.value) }) {
            return putCells(text.unicodeScalars, style, row, column..<max(column, end))
        }
        var place = column
        for character in text {
            let scalars = character.unicodeScalars
            guard let first = scalars.first else { continue }
            let isControl = first.value < 0x20 || (0x7F..<0xA0).contains(first.value)
            let width = isControl ? 1 : max(1, CharacterWidth.of(first.value))
            guard place >= 0, place + width <= end else { break }
            let index = row * frame.size.columns + place
            clearHalves(row, place..<place + width)
            var content = isControl ? 0x20 : first.value
            // "\r\n" is one character of two scalars.
            if scalars.count > 1, !isControl {
                content = Frame.Cell.clusterFlag | UInt32(frame.clusters.count)
                frame.clusters.append(String(character))
            }
            frame.cells[index] = Frame.Cell(content: content, style: style)
            if width == 2 { frame.cells[index + 1] = Frame.Cell(content: 0, style: style) }
            place += width
        }
        return place - column
    }

    /// Whether a scalar is a cell whatever stands beside it: printable ASCII, lines and blocks.
    private static func isCell(_ scalar: UInt32) -> Bool {
        scalar >= 0x20 && scalar < 0x7F || scalar >= 0x2500 && scalar < 0x25A0
    }

    /// Writes scalars that are a cell each.
    private mutating func putCells(
        _ scalars: some Sequence<Unicode.Scalar>, _ style: Style, _ row: Int, _ columns: Range<Int>
    ) -> Int {
        let start = row * frame.size.columns
        var column = columns.lowerBound
        for scalar in scalars {
            guard column < columns.upperBound else { break }
            if column == columns.lowerBound { clearHalves(row, column..<column + 1) }
            frame.cells[start + column] = Frame.Cell(content: scalar.value, style: style)
            column += 1
        }
        // The left half that it covered may leave a right half behind.
        if column > columns.lowerBound { clearHalves(row, columns.lowerBound..<column) }
        return column - columns.lowerBound
    }

    /// Fills a rectangle with blanks of a role.
    mutating func fill(_ area: Rectangle, _ role: String) {
        let cell = Frame.Cell(content: 0x20, style: theme.style(role))
        for row in area.row..<min(area.row + area.rows, frame.size.rows) {
            clearHalves(row, area.column..<area.column + area.columns)
            for column in area.column..<min(area.column + area.columns, frame.size.columns) {
                frame.cells[row * frame.size.columns + column] = cell
            }
        }
    }

    /// Blanks what is left of wide characters that stand half in these columns.
    private mutating func clearHalves(_ row: Int, _ columns: Range<Int>) {
        guard !columns.isEmpty else { return }
        let start = row * frame.size.columns
        if columns.lowerBound > 0, columns.lowerBound < frame.size.columns,
            frame.cells[start + columns.lowerBound].content == 0
        {
            frame.cells[start + columns.lowerBound - 1].content = 0x20
        }
        if columns.upperBound < frame.size.columns,
            frame.cells[start + columns.upperBound].content == 0
        {
            frame.cells[start + columns.upperBound].content = 0x20
        }
    }

    /// Gives the cells of a rectangle a role's look, their text as it is.
    mutating func restyle(_ area: Rectangle, _ role: String) {
        let style = theme.style(role)
        for row in area.row..<min(area.row + area.rows, frame.size.rows) {
            for column in area.column..<min(area.column + area.columns, frame.size.columns) {
                frame.cells[row * frame.size.columns + column].style = style
            }
        }
    }

    /// A box with a title, filled with blanks.
    ///
    /// - Returns: what is inside.
    mutating func box(_ area: Rectangle, title: String, _ borders: BorderSet) -> Rectangle {
        fill(area, "dialog")
        guard area.columns > 2, area.rows > 2 else { return area }
        let line = String(repeating: borders.horizontal, count: area.columns - 2)
        let right = area.column + area.columns - 1
        text(
            borders.topLeft + line + borders.topRight, "border.focused", row: area.row,
            column: area.column, columns: area.columns)
        text(
            borders.bottomLeft + line + borders.bottomRight, "border.focused",
            row: area.row + area.rows - 1, column: area.column, columns: area.columns)
        for row in area.row + 1..<area.row + area.rows - 1 {
            text(borders.vertical, "border.focused", row: row, column: area.column, columns: 1)
            text(borders.vertical, "border.focused", row: row, column: right, columns: 1)
        }
        text(
            " \(title) ", "dialog.title", row: area.row, column: area.column + 2,
            columns: area.columns - 4)
        return Rectangle(
            row: area.row + 1, column: area.column + 1, columns: area.columns - 2,
            rows: area.rows - 2)
    }
}

/// The characters that borders are made of.
struct BorderSet {
    let horizontal: String
    let vertical: String
    let topLeft: String
    let topRight: String
    let bottomLeft: String
    let bottomRight: String
    /// A line that goes right from a vertical one.
    let branch: String

    static let light = BorderSet(
        horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
        bottomRight: "┘", branch: "├")
    static let ascii = BorderSet(
        horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
        bottomRight: "+", branch: "+")
}

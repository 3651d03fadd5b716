extension Screen {
    /// One row with all that is known of it.
    package struct Line: Equatable, Sendable {
        /// Whether the text goes on in the next row.
        package var isWrapped: Bool
        /// The cells, trailing default ones cut.
        package var cells: [LineCell]
    }

    /// One cell of a `Line`.
    package struct LineCell: Equatable, Sendable {
        /// Empty in the right half of a wide character.
        package var text: String
        /// 1, 2, or 0 in the right half of a wide character.
        package var width: Int
        package var style: Style
        /// The URI of its hyperlink.
        package var link: String?
    }

    /// The cursor's look, hidden or not.
    package var cursorShape: Frame.CursorShape { shape }

    /// A row of the screen, or of the history when negative, -1 the newest; rows that aren't
    /// held are empty.
    package borrowing func line(at row: Int) -> Line {
        var held = cells(at: row)
        while let last = held.last, last.isDefault { held.removeLast() }
        let isWrapped: Bool
        if row >= 0 {
            isWrapped = row < size.rows && grid.rows[row].isWrapped
        } else {
            let isHeld = row >= -scrollbackRows
            isWrapped = isHeld && scrollback.lastRows(-row).first?.isWrapped ?? false
        }
        var cells: [LineCell] = []
        for cell in held {
            var text = ""
            append(cell, to: &text)
            if cell.part == .spacer { text = " " }
            let style = styles.style(of: cell.style)
            let width = cell.part == .head ? 2 : cell.part == .tail ? 0 : 1
            cells.append(
                LineCell(text: text, width: width, style: style, link: links.uri(style.link)))
        }
        return Line(isWrapped: isWrapped, cells: cells)
    }
}

extension Cell {
    /// Whether the cell shows nothing in the default style.
    fileprivate var isDefault: Bool {
        style == 0 && !isCluster && (content == 0 || content == 0x20) && part != .tail
    }
}

// For one who draws over a terminal that had exactly this screen's bytes so far: what makes it ready
// for that, and what brings everything back.
extension Screen {
    /// Whether what is written next is no part of a sequence or a character that has begun.
    package var isBetweenSequences: Bool {
        parser.state == .ground && parser.wanted == 0 && charsets.single == 0
    }

    /// Whether a program has taken hold of more than the cursor's row, so that rows have the
    /// numbers on the terminal that they have here. On the main screen a terminal may have had
    /// something above when the first byte came.
    package var hasKnownRows: Bool {
        isAlternate || modeSet[.origin] || modeSet[.leftRightMargins]
    }

    /// The rows, counted up from the cursor's, in which the cursor can be moved up and down.
    package var rowsToCursor: Int {
        let first = position.row > bottom ? bottom + 1 : position.row >= top ? top : 0
        return position.row - first + 1
    }

    /// The rows of the logical line that a row of the screen belongs to, as far as it is on it.
    package borrowing func lineRows(at row: Int) -> ClosedRange<Int> {
        var first = max(0, min(row, size.rows - 1))
        var last = first
        while first > 0, grid.rows[first - 1].isWrapped { first -= 1 }
        while last < size.rows - 1, grid.rows[last].isWrapped { last += 1 }
        return first...last
    }

    /// A row as it is drawn.
    package struct PaintedRow: Equatable, Sendable {
        /// What draws it, from the first column of a cleared row in plain style, and ends plain.
        package var bytes: [UInt8]
        /// The cursor ends in the row below, whose first character was drawn: the row is soft-wrapped.
        package var endsBelow: Bool
    }

    /// Makes text be drawn as it is spelled: ASCII, plain, not inserted, with a cursor that can be
    /// seen, up to the screen's own sides. The cursor may move where rows have known numbers.
    package borrowing func plainState() -> [UInt8] {
        var text = ""
        if modeSet[.synchronized] { text += "\u{1b}[?2026l" }
        if modeSet[.insert] { text += "\u{1b}[4l" }
        if modeSet[.origin] { text += "\u{1b}[?6l" }
        if modeSet[.leftRightMargins] { text += "\u{1b}[?69l" }
        if !modeSet[.autowrap] { text += "\u{1b}[?7h" }
        if charsets.shift != 0 { text += "\u{0f}" }
        if firstSet != "B" { text += "\u{1b}(B" }
        if pen.style.link != 0 { text += "\u{1b}]8;;\u{1b}\\" }
        if pen.style != .plain { text += "\u{1b}[m" }
        if pen.isProtected { text += "\u{1b}[0\"q" }
        if !modeSet[.showCursor] { text += "\u{1b}[?25h" }
        return Array(text.utf8)
    }

    /// Takes back what `plainState` did, with the cursor where it was.
    ///
    /// - Parameter row: the row of this screen that the cursor is in before.
    package borrowing func ownState(from row: Int) -> [UInt8] {
        var text = ""
        if modeSet[.leftRightMargins] { text += "\u{1b}[?69h\u{1b}[\(left + 1);\(right + 1)s" }
        if modeSet[.origin] { text += "\u{1b}[?6h" }
        // What brings the cursor behind the last column is to write there.
        var column = position.column
        var again: Cell?
        if position.pendingWrap {
            if Cell(bits: grid.cell(position.row, column)).part == .tail { column -= 1 }
            again = Cell(bits: grid.cell(position.row, max(0, column)))
        }
        if hasKnownRows {
            // Outside the margins nothing leads back in origin mode; a restored cursor may be there.
            let (row, column) = (position.row - originRow, column - originColumn)
            text += "\u{1b}[\(max(0, row) + 1);\(max(0, column) + 1)H"
        } else {
            text += Self.moved(from: row, to: position.row)
            text += column > 0 ? "\r\u{1b}[\(column)C" : "\r"
        }
        var brush = Brush()
        if let again {
            text += change(of: &brush, to: again) + drawn(again, column)
        }
        text += change(of: &brush, to: pen.style, pen.isProtected)
        if !modeSet[.autowrap] { text += "\u{1b}[?7l" }
        if firstSet != "B" { text += "\u{1b}(\(firstSet)" }
        text += ["", "\u{0e}", "\u{1b}n", "\u{1b}o"][Int(charsets.shift & 3)]
        if modeSet[.insert] { text += "\u{1b}[4h" }
        if !modeSet[.showCursor] { text += "\u{1b}[?25l" }
        if modeSet[.synchronized] { text += "\u{1b}[?2026h" }
        return Array(text.utf8)
    }

    /// A row of the screen as it is drawn anew after `plainState`.
    package borrowing func painted(row: Int) -> PaintedRow {
        var text = ""
        var brush = Brush()
        var skipped = 0
        let cells = cells(at: row)
        func skip() -> String { skipped > 0 ? "\u{1b}[\(skipped)C" : "" }
        for (column, cell) in cells.enumerated() where cell.part != .tail {
            guard cell.part != .spacer, cell.isWritten || cell.style != 0 else {
                skipped += 1
                continue
            }
            text += skip() + change(of: &brush, to: cell)
            skipped = 0
            var erased = Style.plain
            erased.background = brush.style.background
            // What was erased in a colour is erased again.
            if cell.isWritten || brush.style != erased {
                text += drawn(cell, column)
            } else {
                text += "\u{1b}[X\u{1b}[C"
            }
        }
        let next = cells.count == size.columns ? wrapped(row, cells.last ?? .blank) : nil
        if let next {
            text += skip() + change(of: &brush, to: next)
            append(next, to: &text)
        }
        text += change(of: &brush, to: .plain, false)
        return PaintedRow(bytes: Array(text.utf8), endsBelow: next != nil)
    }

    /// What has to be written behind the last cell of a row for it to be soft-wrapped.
    private func wrapped(_ row: Int, _ last: Cell) -> Cell? {
        // At the margins it would scroll, or there would be no way back.
        guard row + 1 < size.rows, row != bottom, row + 1 != top, grid.rows[row].isWrapped else {
            return nil
        }
        let next = Cell(bits: grid.cell(row + 1, 0))
        let isPushed = last.part == .spacer && next.part == .head
        return next.isWritten && (isPushed || last.isWritten || last.part == .tail) ? next : nil
    }

    private func drawn(_ cell: Cell, _ column: Int) -> String {
        var text = ""
        if cell.part == .spacer { text = " " } else { append(cell, to: &text) }
        // What joins it may make a character wider, and send it to the next row.
        let mayMove = cell.isCluster && column == size.columns - 1
        return mayMove ? "\u{1b}[?7l\(text)\u{1b}[?7h" : text
    }

    /// CUU or CUD.
    package static func moved(from row: Int, to other: Int) -> String {
        if other < row { return "\u{1b}[\(row - other)A" }
        return other > row ? "\u{1b}[\(other - row)B" : ""
    }

    private var firstSet: Character { charsets.finals.first ?? "B" }

    /// How the terminal writes while something is drawn.
    private struct Brush {
        var style = Style.plain
        var isProtected = false
    }

    private func change(of brush: inout Brush, to cell: Cell) -> String {
        change(of: &brush, to: styles.style(of: cell.style), cell.isProtected)
    }

    private func change(of brush: inout Brush, to style: Style, _ isProtected: Bool) -> String {
        var text = ""
        if style.link != brush.style.link {
            text += "\u{1b}]8;\(links.body(style.link) ?? ";")\u{1b}\\"
        }
        var (old, new) = (brush.style, style)
        (old.link, new.link) = (0, 0)
        if old != new { text += "\u{1b}[\(graphicsText(style, separator: ";"))m" }
        if isProtected != brush.isProtected { text += "\u{1b}[\(isProtected ? 1 : 0)\"q" }
        brush = Brush(style: style, isProtected: isProtected)
        return text
    }
}

extension Cell {
    /// Whether something was printed into it.
    fileprivate var isWritten: Bool { isCluster || content != 0 }
}

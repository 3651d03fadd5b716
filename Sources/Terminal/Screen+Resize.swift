extension Screen {
    /// Changes the size, as a real terminal does when its window is dragged: wrapped lines are
    /// laid out anew with the cursor on its text, the alternate screen is cut or grown.
    package mutating func resize(to newSize: Size) {
        let newSize = Self.clamped(newSize)
        guard newSize != size else { return }
        if isAlternate {
            swap(&grid, &hidden)
            var main = savedMain.position
            reflow(to: newSize, cursor: &main)
            savedMain.position = main
            swap(&grid, &hidden)
            cutGrid(to: newSize)
        } else {
            var cursor = position
            reflow(to: newSize, cursor: &cursor)
            position = cursor
            hidden = Grid(size: newSize)
        }
        size = newSize
        resetMargins()
        position.row = min(position.row, newSize.rows - 1)
        if position.column >= newSize.columns {
            position.column = newSize.columns - 1
            position.pendingWrap = false
        }
        position.stepOver(lastColumn: newSize.columns - 1)
        if modeSet[.inBandResize] { reportSize() }
    }

    /// The alternate screen keeps its top left, or its bottom when the cursor would be cut.
    private mutating func cutGrid(to newSize: Size) {
        var cut = Grid(size: newSize)
        let first = max(0, position.row - newSize.rows + 1)
        for row in 0..<min(newSize.rows, size.rows - first) {
            let count = min(grid.rows[first + row].length, newSize.columns)
            cut.rows[row].mayBeWide = grid.rows[first + row].mayBeWide
            let base = cut.open(row, to: count)
            for column in 0..<count {
                cut.cells[base + column] = grid.cell(first + row, column)
            }
            cut.mendAll(row)
        }
        position.row -= first
        grid = cut
    }

    /// Lays the main screen out anew, through the history's logical lines.
    private mutating func reflow(to newSize: Size, cursor: inout Cursor) {
        let place = moveToHistory(cursor)
        scrollback.setColumns(newSize.columns)
        let rows = scrollback.rows(fromLine: place.firstLine)
        let cursorRow = rows.lastIndex { row in
            row.line == place.cursorLine && row.offset <= place.cursorOffset
        }
        let anchor = rows.lastIndex { row in
            row.line == place.firstLine && row.offset <= place.firstOffset
        }
        // The rows counted from the oldest one held.
        let before = scrollback.rows - rows.count
        let cursorAt = before + (cursorRow ?? 0)
        var first = before + (anchor ?? 0)
        first = min(first, max(0, first - (newSize.rows - size.rows)))
        // No more blank rows below the text than there were.
        first = min(first, max(0, scrollback.rows + place.blankRows - newSize.rows))
        first = max(first, scrollback.rows - newSize.rows, 0)
        first = min(first, cursorAt)

        let shown = Array(
            scrollback.lastRows(scrollback.rows - first).prefix(newSize.rows))
        below = scrollback.cutRows(scrollback.rows - first - shown.count)
        let wanted = cursorRow.map { rows[$0] }
        grid = Grid(size: newSize)
        for (row, source) in shown.enumerated() {
            grid.rows[row].mayBeWide = source.mayBeWide
            grid.rows[row].isWrapped = source.isWrapped
            let base = grid.open(row, to: source.isWrapped ? newSize.columns : source.count)
            for (column, bits) in scrollback.cells(of: source).enumerated() {
                grid.cells[base + column] = bits
            }
            if source.isWrapped, source.count < newSize.columns, source.mayBeWide {
                grid.cells[base + source.count] = Cell.spacerBits
            }
            if source.mayBeWide { grid.mendAll(row) }
        }
        if let top = shown.first {
            scrollback.removeLast(keeping: top.line + (top.offset > 0 ? 1 : 0))
            if top.offset > 0 { scrollback.cutLast(to: top.offset) }
        }
        scrollback.trim()

        cursor.row = max(0, min(newSize.rows - 1, cursorAt - first))
        if let wanted {
            let column = place.cursorOffset - wanted.offset
            cursor.column = max(0, min(newSize.columns - 1, column))
            cursor.pendingWrap = column == newSize.columns
        }
    }

    /// Where the screen's first cell and the cursor stand among the history's lines.
    private struct Anchors {
        var firstLine: Int
        var firstOffset: Int
        var cursorLine: Int
        var cursorOffset: Int
        /// Rows of the screen below the last one in use.
        var blankRows: Int
    }

    /// Appends the rows of the screen down to the last one in use to the history, and then those
    /// that had no room.
    private mutating func moveToHistory(_ cursor: Cursor) -> Anchors {
        var last = max(0, min(cursor.row, size.rows - 1))
        for row in last..<size.rows where isUsed(row) || !below.isEmpty { last = row }
        let joins = scrollback.isOpen
        let line = scrollback.lineCount - (joins ? 1 : 0)
        var place = Anchors(
            firstLine: line, firstOffset: joins ? scrollback.openLength : 0,
            cursorLine: line, cursorOffset: 0, blankRows: size.rows - 1 - last)
        for row in 0...last {
            if row == cursor.row {
                let isJoined = scrollback.isOpen
                place.cursorLine = scrollback.lineCount - (isJoined ? 1 : 0)
                place.cursorOffset =
                    (isJoined ? scrollback.openLength : 0) + cursor.column
                    + (cursor.pendingWrap ? 1 : 0)
            }
            if row == last, below.isEmpty { grid.rows[row].isWrapped = false }
            keep(row)
        }
        for row in below { scrollback.append(row) }
        return place
    }

    private func isUsed(_ row: Int) -> Bool {
        (0..<grid.rows[row].length).contains { grid.cell(row, $0) != 0 }
    }
}

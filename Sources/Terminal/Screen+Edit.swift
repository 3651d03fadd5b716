extension Screen {
    private var isInsideColumns: Bool { position.column >= left && position.column <= right }
    private var isInsideRows: Bool { position.row >= top && position.row <= bottom }

    /// ICH (ECMA-48 8.3.64).
    mutating func insertCharacters(_ count: Int) {
        insertCells(count, blank: eraseBits())
        position.pendingWrap = false
    }

    /// Makes room at the cursor; what passes the right margin is lost.
    mutating func insertCells(_ count: Int, blank: UInt64) {
        guard isInsideColumns else { return }
        let row = position.row
        let end = right + 1
        let count = min(count, end - position.column)
        grid.mend(row, at: position.column)
        grid.mend(row, at: end - count)
        grid.mend(row, at: end)
        grid.rows[row].isWrapped = false
        grid.shift(
            row, from: position.column, to: position.column + count,
            count: end - position.column - count)
        grid.fill(row, position.column..<position.column + count, with: blank)
    }

    /// DCH (ECMA-48 8.3.26).
    mutating func deleteCharacters(_ count: Int) {
        guard isInsideColumns else { return }
        position.pendingWrap = false
        let row = position.row
        let end = right + 1
        let count = min(count, end - position.column)
        let blank = eraseBits()
        grid.mend(row, at: position.column)
        grid.mend(row, at: position.column + count)
        grid.mend(row, at: end)
        grid.shift(
            row, from: position.column + count, to: position.column,
            count: end - position.column - count)
        grid.overwrite(row, end - count..<end, with: blank)
        grid.rows[row].isWrapped = false
    }

    /// IL (ECMA-48 8.3.67).
    mutating func insertLines(_ count: Int) { moveLines(-count) }

    /// DL (ECMA-48 8.3.32).
    mutating func deleteLines(_ count: Int) { moveLines(count) }

    private mutating func moveLines(_ count: Int) {
        guard isInsideRows, isInsideColumns else { return }
        let blank = eraseBits()
        let row = position.row
        position.pendingWrap = false
        position.column = left
        if left == 0, right == size.columns - 1 {
            if count > 0 {
                grid.scrollUp(row..<bottom + 1, by: count, blank: blank)
            } else {
                grid.scrollDown(row..<bottom + 1, by: -count, blank: blank)
            }
        } else {
            let limit = bottom - row + 1
            scrollColumns(
                left...right, rows: row...bottom, by: max(-limit, min(limit, count)), blank: blank)
        }
    }

    /// DECIC and, with a negative count, DECDC: columns from the cursor to the right margin.
    mutating func insertColumns(_ count: Int) {
        guard isInsideRows, isInsideColumns else { return }
        moveColumns(from: position.column, by: count)
    }

    /// SR (to the right) and, with a negative count, SL: all columns of the region.
    mutating func scrollSideways(_ count: Int) {
        guard isInsideRows, isInsideColumns else { return }
        moveColumns(from: left, by: count)
    }

    private mutating func moveColumns(from first: Int, by count: Int) {
        let end = right + 1
        let blank = eraseBits()
        let distance = min(abs(count), end - first)
        for row in top...bottom {
            grid.mend(row, at: first)
            grid.mend(row, at: end)
            grid.rows[row].isWrapped = false
            if count > 0 {
                grid.mend(row, at: end - distance)
                grid.shift(row, from: first, to: first + distance, count: end - first - distance)
                grid.fill(row, first..<first + distance, with: blank)
            } else {
                grid.mend(row, at: first + distance)
                grid.shift(row, from: first + distance, to: first, count: end - first - distance)
                grid.overwrite(row, end - distance..<end, with: blank)
            }
        }
    }

    /// DECBI: left, or all columns to the right at the left margin.
    mutating func backIndex() {
        if position.column == left {
            scrollSideways(1)
        } else if position.column > 0 {
            position.pendingWrap = false
            position.column -= 1
        }
    }

    /// DECFI: right, or all columns to the left at the right margin.
    mutating func forwardIndex() {
        if position.column == right {
            scrollSideways(-1)
        } else if position.column < size.columns - 1 {
            position.pendingWrap = false
            position.column += 1
        }
    }
}

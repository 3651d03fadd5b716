extension Screen {
    /// ICH.
    mutating func insertBlanks(_ count: Int) {
        pendingWrap = false
        let right = rightEdge
        guard column < right else { return }
        let count = min(count, right - column)
        clearHalves(column..<right)
        let cell = eraser
        for place in stride(from: right - 1, through: column + count, by: -1) {
            grid[row, place] = grid[row, place - count]
        }
        grid.fill(row, column..<column + count, with: cell)
        mendEnd(right)
    }

    /// DCH.
    mutating func deleteCells(_ count: Int) {
        pendingWrap = false
        let right = rightEdge
        guard column < right else { return }
        let count = min(count, right - column)
        clearHalves(column..<column + count)
        if right < size.columns { clearHalves(column..<right) }
        let cell = eraser
        for place in column..<right - count { grid[row, place] = grid[row, place + count] }
        grid.fill(row, right - count..<right, with: cell)
        if right == size.columns { grid[wraps: row] = false }
    }

    /// What was pushed to the edge may have lost its right half.
    private mutating func mendEnd(_ right: Int) {
        let last = grid[row, right - 1]
        if last.isWide { grid[row, right - 1] = Cell(content: 0x20, style: last.style) }
    }

    /// IL.
    mutating func insertLines(_ count: Int) {
        guard region.contains(row), !switches.hasMargins || margins.contains(column) else { return }
        scrollDown(count, of: row..<region.upperBound)
        carriageReturn()
    }

    /// DL. What leaves doesn't go into history.
    mutating func deleteLines(_ count: Int) {
        guard region.contains(row), !switches.hasMargins || margins.contains(column) else { return }
        if row == 0, !switches.hasMargins {
            let cell = eraser
            grid.scrollUp(row..<region.upperBound, by: count, fill: cell)
        } else {
            scrollUp(count, of: row..<region.upperBound)
        }
        carriageReturn()
    }

    /// ECH.
    mutating func eraseCells(_ count: Int) {
        pendingWrap = false
        fillCells(row, column..<min(size.columns, column + count))
    }

    /// ED and DECSED.
    mutating func eraseDisplay(_ what: Int, selective: Bool) {
        switch what {
        case 0:
            eraseLine(0, selective: selective)
            for line in row + 1..<max(row + 1, size.rows) { erase(line, selective) }
        case 1:
            eraseLine(1, selective: selective)
            for line in 0..<row { erase(line, selective) }
        case 2:
            pendingWrap = false
            for line in 0..<size.rows { erase(line, selective) }
        case 3: history.removeAll()
        default: break
        }
    }

    /// EL and DECSEL.
    mutating func eraseLine(_ what: Int, selective: Bool) {
        let range: Range<Int>
        switch what {
        case 0: range = column..<size.columns
        case 1: range = 0..<column + 1
        case 2: range = 0..<size.columns
        default: return
        }
        pendingWrap = false
        if selective { eraseUnprotected(row, range) } else { fillCells(row, range) }
    }

    private mutating func erase(_ line: Int, _ selective: Bool) {
        if selective {
            eraseUnprotected(line, 0..<size.columns)
        } else {
            let cell = eraser
            grid.clear(line, cell)
        }
    }

    private mutating func eraseUnprotected(_ line: Int, _ range: Range<Int>) {
        for column in range where !grid[line, column].isProtected {
            fillCells(line, column..<column + 1)
        }
    }
}

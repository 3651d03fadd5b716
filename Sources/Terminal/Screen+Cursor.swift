extension Screen {
    /// C0 controls (ECMA-48 8.2).
    mutating func execute(_ byte: UInt8) {
        lastPrinted = 0
        switch byte {
        case 0x07: tell(.bell)
        case 0x08: moveLeft(1, wrapping: modeSet[.reverseWrap])
        case 0x09: tabForward(1)
        case 0x0A, 0x0B, 0x0C:
            lineFeed(keepingWrap: false)
            if modeSet[.newLine] { carriageReturn() }
        case 0x0D: carriageReturn()
        case 0x0E: charsets.lock(1)
        case 0x0F: charsets.lock(0)
        default: break
        }
    }

    mutating func carriageReturn() {
        position.pendingWrap = false
        position.column = position.column >= left ? left : 0
    }

    /// IND: one row down, scrolling at the bottom margin.
    mutating func lineFeed(keepingWrap: Bool) {
        if !keepingWrap {
            position.pendingWrap = false
        }
        if position.row == bottom {
            if position.column >= left, position.column <= right { scrollUp(1) }
        } else if position.row < size.rows - 1 {
            position.row += 1
        }
    }

    /// RI: one row up, scrolling at the top margin.
    mutating func reverseLineFeed() {
        position.pendingWrap = false
        if position.row == top {
            if position.column >= left, position.column <= right { scrollDown(1) }
        } else if position.row > 0 {
            position.row -= 1
        }
    }

    /// CUU, stopping at the top margin when it begins inside.
    mutating func moveUp(_ count: Int) {
        position.pendingWrap = false
        position.row = max(position.row >= top ? top : 0, position.row - count)
    }

    /// CUD, stopping at the bottom margin when it begins inside.
    mutating func moveDown(_ count: Int) {
        position.pendingWrap = false
        position.row = min(
            position.row <= bottom ? bottom : size.rows - 1, position.row + count)
    }

    /// CUF, stopping at the right margin when it begins inside.
    mutating func moveRight(_ count: Int) {
        position.pendingWrap = false
        position.column = min(
            position.column <= right ? right : size.columns - 1, position.column + count)
    }

    /// BS and CUB; with mode 45 the cells between the side margins count as one row, as long as
    /// the screen, whose beginning follows on its end (xterm).
    mutating func moveLeft(_ count: Int, wrapping: Bool) {
        let isWrapping = wrapping && modeSet[.autowrap]
        let count = isWrapping && position.pendingWrap ? count - 1 : count
        position.pendingWrap = false
        let first = position.column >= left ? left : 0
        if position.column - count >= first {
            position.column -= count
        } else if !isWrapping {
            position.column = first
        } else if position.row == top, position.column == left {
            position.row = bottom
            position.column = right
        } else {
            let width = right - first + 1
            let place = position.row * width + position.column - first - count
            let cells = width * size.rows
            let wrapped = (place % cells + cells) % cells
            position.row = wrapped / width
            position.column = first + wrapped % width
        }
    }

    /// CUP with 0-based coordinates, relative to the margins in origin mode.
    mutating func moveTo(row: Int, column: Int) {
        position.pendingWrap = false
        if modeSet[.origin] {
            position.row = min(max(row, 0) + top, bottom)
            position.column = min(max(column, 0) + left, right)
        } else {
            position.row = min(max(row, 0), size.rows - 1)
            position.column = min(max(column, 0), size.columns - 1)
        }
    }

    /// The row that reports and VPA count from.
    var originRow: Int { modeSet[.origin] ? top : 0 }
    var originColumn: Int { modeSet[.origin] ? left : 0 }

    // MARK: Tabs

    mutating func tabForward(_ count: Int) {
        let limit = position.column <= right ? right : size.columns - 1
        for _ in 0..<min(count, size.columns) {
            guard position.column < limit else { break }
            position.column += 1
            while position.column < limit, !tabs[position.column] { position.column += 1 }
            position.pendingWrap = false
        }
    }

    mutating func tabBackward(_ count: Int) {
        position.pendingWrap = false
        let limit = modeSet[.origin] ? left : 0
        for _ in 0..<min(count, size.columns) {
            guard position.column > limit else { break }
            position.column -= 1
            while position.column > limit, !tabs[position.column] { position.column -= 1 }
        }
    }

    // MARK: Scrolling

    /// SU: the region moves up; rows that leave a whole main screen at its top are kept.
    mutating func scrollUp(_ count: Int) {
        let blank = eraseBits()
        let count = min(count, bottom - top + 1)
        guard left == 0, right == size.columns - 1 else {
            scrollColumns(left...right, rows: top...bottom, by: count, blank: blank)
            return
        }
        if top == 0, !isAlternate, scrollback.limit > 0 {
            for row in 0..<count { keep(row) }
            scrollback.trim()
        }
        grid.scrollUp(top..<bottom + 1, by: count, blank: blank)
    }

    /// Adds a row to the history.
    mutating func keep(_ row: Int) {
        scrollback.append(row, of: grid)
    }

    /// SD: the region moves down.
    mutating func scrollDown(_ count: Int) {
        let blank = eraseBits()
        let count = min(count, bottom - top + 1)
        guard left == 0, right == size.columns - 1 else {
            scrollColumns(left...right, rows: top...bottom, by: -count, blank: blank)
            return
        }
        grid.scrollDown(top..<bottom + 1, by: count, blank: blank)
    }

    /// Moves a rectangle up, or down for a negative count.
    mutating func scrollColumns(
        _ columns: ClosedRange<Int>, rows: ClosedRange<Int>, by count: Int, blank: UInt64
    ) {
        let range = columns.lowerBound..<columns.upperBound + 1
        for row in rows {
            grid.mend(row, at: range.lowerBound)
            grid.mend(row, at: range.upperBound)
            grid.rows[row].isWrapped = false
        }
        let ordered = count > 0 ? Array(rows) : rows.reversed()
        for row in ordered {
            let source = row + count
            if rows.contains(source) {
                grid.copy(from: source, to: row, columns: range)
            } else {
                grid.fill(row, range, with: blank)
            }
        }
    }

    // MARK: Saving

    /// DECSC.
    mutating func saveCursor() {
        saved = SavedCursor(
            position: position, pen: pen, charsets: charsets, origin: modeSet[.origin])
    }

    /// DECRC; what was never saved is home and plain.
    mutating func restoreCursor() {
        position = saved.position
        position.row = min(position.row, size.rows - 1)
        if position.column >= size.columns {
            position.column = size.columns - 1
            position.pendingWrap = false
        }
        if saved.origin {
            // Not beyond margins that were set since (xterm).
            position.row = min(position.row, bottom)
            if position.column > right {
                position.column = right
                position.pendingWrap = false
            }
        }
        pen = saved.pen
        pen.isDirty = true
        charsets = saved.charsets
        modeSet[.origin] = saved.origin
    }
}

/// The cells of one screen: rows are places in one array, so that scrolling moves places and
/// not cells. Cells beyond a row's `length` are blank whatever the array holds there.
struct Grid: Sendable {
    struct Row: Sendable {
        /// Where the row's cells begin.
        var base: Int32
        /// Cells in use.
        var length: UInt16 = 0
        /// Whether the text goes on in the next row.
        var isWrapped = false
        /// Whether the row may hold wide characters.
        var mayBeWide = false
    }

    private(set) var columns: Int
    var rows: [Row]
    var cells: [UInt64]

    init(size: Size) {
        columns = size.columns
        cells = Array(repeating: 0, count: size.columns * size.rows)
        rows = (0..<size.rows).map { Row(base: Int32($0 * size.columns)) }
    }

    /// The bits of a cell, 0 beyond the row's length.
    func cell(_ row: Int, _ column: Int) -> UInt64 {
        column < Int(rows[row].length) ? cells[Int(rows[row].base) + column] : 0
    }

    /// Where a row's cells begin, after making sure that those up to `end` are in use.
    mutating func open(_ row: Int, to end: Int) -> Int {
        let base = Int(rows[row].base)
        let length = Int(rows[row].length)
        if end > length {
            for place in base + length..<base + end { cells[place] = 0 }
            rows[row].length = UInt16(truncatingIfNeeded: end)
        }
        return base
    }

    /// Fills part of a row; wide characters cut by either end become blanks.
    mutating func fill(_ row: Int, _ range: Range<Int>, with bits: UInt64) {
        guard !range.isEmpty else { return }
        mend(row, at: range.lowerBound)
        mend(row, at: range.upperBound)
        overwrite(row, range, with: bits)
    }

    /// Fills a part of a row whose cells mean nothing any more, since they were copied elsewhere.
    mutating func overwrite(_ row: Int, _ range: Range<Int>, with bits: UInt64) {
        if range.upperBound == columns { rows[row].isWrapped = false }
        let length = Int(rows[row].length)
        if bits == 0, range.upperBound >= length {
            rows[row].length = UInt16(truncatingIfNeeded: min(length, range.lowerBound))
            return
        }
        let base = open(row, to: range.upperBound)
        for place in base + range.lowerBound..<base + range.upperBound { cells[place] = bits }
    }

    /// Blanks the wide character that stands over the border before a column.
    mutating func mend(_ row: Int, at column: Int) {
        guard rows[row].mayBeWide, column > 0, column < Int(rows[row].length) else { return }
        let place = Int(rows[row].base) + column
        guard cells[place] & Cell.partMask == Cell.tailBits else { return }
        cells[place] &= Cell.styleMask
        cells[place - 1] &= Cell.styleMask
    }

    /// Blanks the halves of wide characters that a new width has parted.
    mutating func mendAll(_ row: Int) {
        let base = Int(rows[row].base)
        let length = Int(rows[row].length)
        for column in 0..<length {
            let part = cells[base + column] & Cell.partMask
            let before = column > 0 ? cells[base + column - 1] & Cell.partMask : 0
            let next = column + 1 < length ? cells[base + column + 1] & Cell.partMask : 0
            if part == Cell.headBits && next != Cell.tailBits
                || part == Cell.tailBits && before != Cell.headBits
            {
                cells[base + column] &= Cell.styleMask
            }
        }
    }

    /// Empties a row, in the given blank.
    mutating func clear(_ row: Int, with bits: UInt64) {
        rows[row].isWrapped = false
        rows[row].mayBeWide = false
        rows[row].length = 0
        if bits != 0 { fill(row, 0..<columns, with: bits) }
    }

    /// Moves the rows of a range up; the rows that come in at the bottom are blank.
    mutating func scrollUp(_ range: Range<Int>, by count: Int, blank: UInt64) {
        let count = min(count, range.count)
        guard count > 0 else { return }
        if range.lowerBound > 0 { rows[range.lowerBound - 1].isWrapped = false }
        if count == 1 {
            rotateUp(range)
        } else {
            Self.rotate(&rows, range, by: count)
        }
        for row in range.upperBound - count..<range.upperBound { clear(row, with: blank) }
    }

    /// Moves the rows of a range down; the rows that come in at the top are blank.
    mutating func scrollDown(_ range: Range<Int>, by count: Int, blank: UInt64) {
        let count = min(count, range.count)
        guard count > 0 else { return }
        if range.lowerBound > 0 { rows[range.lowerBound - 1].isWrapped = false }
        Self.rotate(&rows, range, by: range.count - count)
        for row in range.lowerBound..<range.lowerBound + count { clear(row, with: blank) }
        rows[range.upperBound - 1].isWrapped = false
    }

    /// Copies cells inside one row, the ranges may overlap.
    mutating func shift(_ row: Int, from source: Int, to target: Int, count: Int) {
        guard count > 0, source != target else { return }
        let base = open(row, to: max(source, target) + count)
        if source > target {
            for step in 0..<count { cells[base + target + step] = cells[base + source + step] }
        } else {
            for step in (0..<count).reversed() {
                cells[base + target + step] = cells[base + source + step]
            }
        }
    }

    /// Copies cells of one row to the same columns of another.
    mutating func copy(from source: Int, to target: Int, columns range: Range<Int>) {
        let from = open(source, to: range.upperBound)
        let to = open(target, to: range.upperBound)
        rows[target].mayBeWide = rows[target].mayBeWide || rows[source].mayBeWide
        for column in range { cells[to + column] = cells[from + column] }
    }

    private mutating func rotateUp(_ range: Range<Int>) {
        var span = rows.mutableSpan
        let first = span[range.lowerBound]
        for row in range.lowerBound..<range.upperBound - 1 { span[row] = span[row + 1] }
        span[range.upperBound - 1] = first
    }

    private static func rotate(_ rows: inout [Row], _ range: Range<Int>, by count: Int) {
        let moved = Array(rows[range])
        for step in 0..<moved.count {
            rows[range.lowerBound + step] = moved[(step + count) % moved.count]
        }
    }
}

/// The history above the screen: logical lines in a chain of blocks, so that short lines cost
/// what they hold and a new width costs a division a line.
struct Scrollback: Sendable {
    private static let blockShift = 12
    private static let blockSize = 1 << blockShift
    private static let wideBit: UInt32 = 1 << 31

    /// Rows kept at most.
    let limit: Int
    /// Cells kept at most.
    let cellLimit: Int
    private(set) var columns: Int
    /// Rows held, at the present width.
    private(set) var rows = 0

    private var blocks: [[UInt64]] = []
    private var spare: [[UInt64]] = []
    /// Cells that were dropped at the front, and cells that were ever written, both counted
    /// from the front of `blocks`.
    private var start = 0
    private var end = 0
    /// Length of each logical line, and whether it may hold wide characters.
    private var lines: [UInt32] = []
    private var firstLine = 0
    /// Whether the last line goes on with what comes next.
    private(set) var isOpen = false

    init(limit: Int, columns: Int) {
        self.limit = max(0, limit)
        self.columns = columns
        cellLimit = max(1 << 17, self.limit.multipliedReportingOverflow(by: 200).partialValue)
    }

    var lineCount: Int { lines.count - firstLine }
    var cellCount: Int { end - start }
    /// Cells that fit in the memory taken.
    var capacity: Int { (blocks.count + spare.count) << Self.blockShift }

    // MARK: Writing

    /// Adds a row that left the screen. A row that is wrapped is joined by the next one.
    mutating func append(_ index: Int, of grid: borrowing Grid) {
        let row = grid.rows[index]
        let base = Int(row.base)
        let cells = grid.cells.span.extracting(base..<base + Int(row.length))
        let wrapped = row.isWrapped
        var count = cells.count
        if wrapped {
            if count > 0, cells[count - 1] & Cell.partMask == Cell.spacerBits { count -= 1 }
        } else {
            while count > 0, cells[count - 1] == 0 { count -= 1 }
        }
        write(cells, count: count)
        let wide = row.mayBeWide ? Self.wideBit : 0
        if isOpen {
            let old = lines[lines.count - 1]
            let before = rowCount(of: old, endingAt: end - count)
            let length = Int(old & ~Self.wideBit) + count
            lines[lines.count - 1] = UInt32(length) | old & Self.wideBit | wide
            rows += rowCount(of: lines[lines.count - 1], endingAt: end) - before
        } else {
            lines.append(UInt32(count) | wide)
            rows += count <= columns ? 1 : rowCount(of: lines[lines.count - 1], endingAt: end)
        }
        isOpen = wrapped
        if isOpen, Int(lines[lines.count - 1] & ~Self.wideBit) >= 1 << 16 { isOpen = false }
    }

    /// Drops the oldest rows beyond the limits.
    mutating func trim() {
        while rows > limit || cellCount > cellLimit, firstLine < lines.count { dropFirst() }
        releaseBlocks()
    }

    /// Forgets everything.
    mutating func removeAll() {
        self = Scrollback(limit: limit, columns: columns)
    }

    /// Makes the rows as wide as given.
    mutating func setColumns(_ columns: Int) {
        self.columns = max(1, columns)
        var position = start
        var total = 0
        for index in firstLine..<lines.count {
            position += Int(lines[index] & ~Self.wideBit)
            total += rowCount(of: lines[index], endingAt: position)
        }
        rows = total
    }

    /// Drops the newest cells and lines until only the given number of lines is left.
    mutating func removeLast(keeping count: Int) {
        while lineCount > count, let last = lines.popLast() {
            let length = Int(last & ~Self.wideBit)
            rows -= rowCount(of: last, endingAt: end)
            end -= length
        }
        isOpen = false
    }

    /// Shortens the last line to its first `length` cells, and leaves it open.
    mutating func cutLast(to length: Int) {
        guard let last = lines.last, lineCount > 0 else { return }
        let old = Int(last & ~Self.wideBit)
        rows -= rowCount(of: last, endingAt: end)
        end -= max(0, old - length)
        lines[lines.count - 1] = UInt32(min(old, length)) | last & Self.wideBit
        rows += rowCount(of: lines[lines.count - 1], endingAt: end)
        isOpen = true
        if length > 0 { blank(end - 1, if: Cell.headBits) }
    }

    // MARK: Reading

    /// One row of a logical line.
    struct RowPlace {
        /// The line, 0 the oldest.
        var line: Int
        /// Cells of the line before the row.
        var offset: Int
        /// Where the row's cells stand in the chain.
        var position: Int
        var count: Int
        /// Whether the line goes on in the next row.
        var isWrapped: Bool
        var mayBeWide: Bool
    }

    subscript(_ position: Int) -> UInt64 {
        blocks[position >> Self.blockShift][position & (Self.blockSize - 1)]
    }

    /// Length in cells of a line, 0 the oldest.
    func length(ofLine line: Int) -> Int { Int(lines[firstLine + line] & ~Self.wideBit) }

    /// The newest rows, the oldest of them first; at most `count`.
    func lastRows(_ count: Int) -> [RowPlace] {
        lastRows(count, before: lineCount, ending: end)
    }

    /// All the rows whose lines are from `first` on.
    func rows(fromLine first: Int) -> [RowPlace] {
        var position = end
        for line in max(0, first)..<max(0, first, lineCount) { position -= length(ofLine: line) }
        var result: [RowPlace] = []
        for line in max(0, first)..<max(0, first, lineCount) {
            appendRows(of: line, at: position, to: &result)
            position += length(ofLine: line)
        }
        return result
    }

    /// The rows from `back` rows above the newest end, at most `count`, the oldest first.
    func window(back: Int, count: Int) -> [RowPlace] {
        Array(lastRows(back).prefix(max(0, count)))
    }

    private func lastRows(_ count: Int, before line: Int, ending: Int) -> [RowPlace] {
        var line = line
        var position = ending
        var found: [[RowPlace]] = []
        var total = 0
        while total < count, line > 0 {
            line -= 1
            position -= length(ofLine: line)
            var rows: [RowPlace] = []
            appendRows(of: line, at: position, to: &rows)
            total += rows.count
            found.append(rows)
        }
        return Array(found.reversed().joined().suffix(count))
    }

    private func appendRows(of line: Int, at position: Int, to result: inout [RowPlace]) {
        let record = lines[firstLine + line]
        let length = Int(record & ~Self.wideBit)
        let goesOn = isOpen && line == lineCount - 1
        var offset = 0
        repeat {
            let count = rowLength(record, at: position + offset, left: length - offset)
            let isLast = offset + count >= length
            result.append(
                RowPlace(
                    line: line, offset: offset, position: position + offset, count: count,
                    isWrapped: !isLast || goesOn, mayBeWide: record & Self.wideBit != 0))
            offset += count
        } while offset < length
    }

    // MARK: Parts

    private func rowLength(_ record: UInt32, at position: Int, left: Int) -> Int {
        guard left > columns else { return left }
        if record & Self.wideBit != 0, columns > 1,
            self[position + columns - 1] & Cell.partMask == Cell.headBits
        {
            return columns - 1
        }
        return columns
    }

    private func rowCount(of record: UInt32, endingAt end: Int) -> Int {
        let length = Int(record & ~Self.wideBit)
        if length <= columns { return 1 }
        if record & Self.wideBit == 0 { return (length + columns - 1) / columns }
        var offset = 0
        var count = 0
        while offset < length {
            offset += rowLength(record, at: end - length + offset, left: length - offset)
            count += 1
        }
        return count
    }

    private mutating func dropFirst() {
        let record = lines[firstLine]
        let length = Int(record & ~Self.wideBit)
        rows -= rowCount(of: record, endingAt: start + length)
        if length > columns, rows < limit || isOpen && lineCount == 1 {
            // A long line gives up its first row alone, so that the limit isn't undershot.
            let count = rowLength(record, at: start, left: length)
            start += count
            lines[firstLine] = UInt32(length - count) | record & Self.wideBit
            blank(start, if: Cell.tailBits)
            rows += rowCount(of: lines[firstLine], endingAt: start + length - count)
            return
        }
        start += length
        firstLine += 1
        if firstLine == lines.count { isOpen = false }
        if firstLine > 1024, firstLine * 2 > lines.count {
            lines.removeFirst(firstLine)
            firstLine = 0
        }
    }

    /// Blanks a half of a wide character that a cut parted from the other, as one at a row of a
    /// single column does.
    private mutating func blank(_ position: Int, if part: UInt64) {
        guard self[position] & Cell.partMask == part else { return }
        blocks[position >> Self.blockShift][position & (Self.blockSize - 1)] &= Cell.styleMask
    }

    private mutating func write(_ cells: Span<UInt64>, count: Int) {
        var done = 0
        while done < count {
            let block = end >> Self.blockShift
            if block == blocks.count {
                blocks.append(spare.popLast() ?? Array(repeating: 0, count: Self.blockSize))
            }
            let offset = end & (Self.blockSize - 1)
            let piece = min(count - done, Self.blockSize - offset)
            var target = blocks[block].mutableSpan
            for step in 0..<piece { target[offset + step] = cells[done + step] }
            done += piece
            end += piece
        }
    }

    /// Reuses the blocks that no line stands in any more.
    private mutating func releaseBlocks() {
        let unused = start >> Self.blockShift
        guard unused >= 16 || unused > 0 && unused == blocks.count else { return }
        for block in blocks.prefix(unused) where spare.count < 16 { spare.append(block) }
        blocks.removeFirst(unused)
        start -= unused << Self.blockShift
        end -= unused << Self.blockShift
    }

    // MARK: Collection

    /// Calls with the bits of every cell held.
    func forEachCell(_ body: (UInt64) -> Void) {
        for position in start..<end { body(self[position]) }
    }
}

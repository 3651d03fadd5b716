/// The history above the screen: the logical lines in a chain of blocks, so that short lines cost
/// what they hold and a new width costs a division a line.
///
/// A line is one piece or several, as its rows left the screen; the rows that are shown are cut
/// from it at the present width.
struct Scrollback: Sendable {
    /// Cells of a line at most; what follows is a line of its own.
    private static let lineLimit = 1 << 16
    /// Empty blocks that are kept for later.
    private static let spareLimit = 2

    /// Rows kept at most.
    let limit: Int
    /// Words of eight bytes kept at most.
    let wordLimit: Int
    private(set) var columns: Int
    /// Rows held, at the present width.
    private(set) var rows = 0
    /// Lines held.
    private(set) var lineCount = 0

    private(set) var blocks: [ScrollbackBlock] = []
    private var spare: [ScrollbackBlock] = []
    /// Words that the pieces take.
    private var words = 0
    /// Where the oldest row begins.
    private(set) var first = Place(block: 0, piece: 0, offset: 0)
    /// Whether the last line goes on with what comes next.
    private(set) var isOpen = false
    /// Cells of the last line, and of its last row; both count while the line is open.
    private(set) var openLength = 0
    private var openRow = 0

    /// A cell in the chain.
    struct Place: Equatable, Sendable {
        var block: Int
        /// The piece in the block.
        var piece: Int
        /// Cells of the piece before the place.
        var offset: Int
    }

    init(limit: Int, columns: Int) {
        self.limit = max(0, limit)
        self.columns = columns
        wordLimit = max(1 << 17, self.limit.multipliedReportingOverflow(by: 201).partialValue)
    }

    /// Bytes of the memory taken.
    var byteCount: Int { (blocks.count + spare.count) * ScrollbackBlock.size * 8 }

    // MARK: Writing

    /// Adds a row that left the screen. A row that is wrapped is joined by the next one.
    mutating func append(_ index: Int, of grid: borrowing Grid) {
        let row = grid.rows[index]
        var count = row.length
        if row.isPacked {
            let template = grid.cells[row.base]
            if template == 0, !row.isWrapped {
                while count > 0, grid.packedCell(row, count - 1) == 0 { count -= 1 }
            }
            let bytes = grid.packedWords(row, count: count)
            add(count, isWrapped: row.isWrapped) { block, isOpen in
                block.append(packed: bytes, count: count, template: template, isOpen: isOpen)
            }
        } else {
            let cells = grid.cells.span.extracting(row.base..<row.base + count)
            if row.isWrapped {
                if count > 0, cells[count - 1] & Cell.partMask == Cell.spacerBits { count -= 1 }
            } else {
                while count > 0, cells[count - 1] == 0 { count -= 1 }
            }
            append(
                cells.extracting(0..<count), mayBeWide: row.mayBeWide, isWrapped: row.isWrapped)
        }
    }

    /// Adds a row that was cut from the history's end.
    mutating func append(_ row: CutRow) {
        append(row.cells.span, mayBeWide: row.mayBeWide, isWrapped: row.isWrapped)
    }

    private mutating func append(_ cells: Span<UInt64>, mayBeWide: Bool, isWrapped: Bool) {
        add(cells.count, isWrapped: isWrapped) { block, isOpen in
            block.append(cells, mayBeWide: mayBeWide, isOpen: isOpen)
        }
    }

    /// Adds a piece, and counts the rows that it makes.
    ///
    /// - Parameters:
    ///   - count: its cells.
    ///   - isWrapped: whether the line goes on after it.
    ///   - write: writes it into a block and says how many words it took, 0 for want of room.
    @inline(__always)
    private mutating func add(
        _ count: Int, isWrapped: Bool, _ write: (inout ScrollbackBlock, Bool) -> Int
    ) {
        if isOpen {
            openLength += count
        } else {
            lineCount += 1
            rows += 1
            openLength = count
            openRow = 0
        }
        isOpen = isWrapped && openLength < Self.lineLimit
        var taken = blocks.isEmpty ? 0 : write(&blocks[blocks.count - 1], isOpen)
        if taken == 0 {
            blocks.append(spare.popLast() ?? ScrollbackBlock())
            taken = write(&blocks[blocks.count - 1], isOpen)
        }
        words += taken
        if openRow + count <= columns {
            openRow += count
        } else {
            let block = blocks.count - 1
            let last = Place(block: block, piece: blocks[block].count - 1, offset: 0)
            rows += rowEnds(in: last, filled: &openRow)
        }
    }

    /// Drops the oldest rows beyond the limits.
    mutating func trim() {
        while rows > limit || words > wordLimit, rows > 0 {
            if !dropFirstLine() { dropFirst() }
        }
    }

    /// Forgets everything.
    mutating func removeAll() {
        self = Scrollback(limit: limit, columns: columns)
    }

    /// Makes the rows as wide as given.
    mutating func setColumns(_ columns: Int) {
        self.columns = max(1, columns)
        rows = 0
        var place = first
        var begins = true
        while isHeld(place) {
            let piece = blocks[place.block][place.piece]
            if begins {
                rows += 1
                openRow = 0
            }
            rows += rowEnds(in: place, filled: &openRow)
            begins = !piece.isOpen
            place = next(place)
        }
    }

    /// Drops the newest lines until only the given number of them is left.
    mutating func removeLast(keeping count: Int) {
        while lineCount > max(0, count) { removeLastLine() }
        isOpen = false
        if !blocks.isEmpty { blocks[blocks.count - 1].setLastOpen(false) }
    }

    /// Shortens the last line to its first `length` cells, and leaves it open.
    mutating func cutLast(to length: Int) {
        guard let last = rows(fromLine: lineCount - 1).first else { return }
        var kept: [[UInt64]] = []
        var flags: [Bool] = []
        var left = length
        var place: Place? = last.place
        while let here = place, isHeld(here), left > 0 {
            let piece = blocks[here.block][here.piece]
            var cells: [UInt64] = []
            for offset in here.offset..<min(piece.count, here.offset + left) {
                cells.append(blocks[here.block].cell(offset, of: piece))
            }
            left -= cells.count
            kept.append(cells)
            flags.append(piece.mayBeWide)
            place = piece.isOpen ? next(here) : nil
        }
        // A cut at a row of a single column parts the halves of a wide character.
        if let last = kept.indices.last, let half = kept[last].last,
            half & Cell.partMask == Cell.headBits
        {
            kept[last][kept[last].count - 1] = half & Cell.styleMask
        }
        removeLastLine()
        for (cells, mayBeWide) in zip(kept, flags) {
            append(cells.span, mayBeWide: mayBeWide, isWrapped: true)
        }
    }

    // MARK: Parts

    /// Whether a piece is at the place.
    func isHeld(_ place: Place) -> Bool {
        place.block < blocks.count && place.piece < blocks[place.block].count
    }

    /// The begin of the next piece.
    func next(_ place: Place) -> Place {
        place.piece + 1 < blocks[place.block].count
            ? Place(block: place.block, piece: place.piece + 1, offset: 0)
            : Place(block: place.block + 1, piece: 0, offset: 0)
    }

    /// Counts the ends of rows inside a piece; `filled` are the cells of the row that is under way.
    private func rowEnds(in place: Place, filled: inout Int) -> Int {
        let piece = blocks[place.block][place.piece]
        var offset = place.offset
        var ends = 0
        while piece.count - offset > columns - filled {
            offset += room(at: offset, of: piece, in: place.block, filled: filled)
            ends += 1
            filled = 0
        }
        filled += piece.count - offset
        return ends
    }

    /// How many cells of a piece go into a row that has some, where not all do. The two halves of
    /// a wide character stay together.
    func room(
        at offset: Int, of piece: ScrollbackBlock.Piece, in block: Int, filled: Int
    ) -> Int {
        let room = columns - filled
        guard piece.mayBeWide, room > 0, columns > 1,
            blocks[block].cell(offset + room - 1, of: piece) & Cell.partMask == Cell.headBits
        else { return room }
        return room - 1
    }

    /// Drops the oldest row where that is simple, as it mostly is: a whole line of one piece.
    @inline(__always)
    private mutating func dropFirstLine() -> Bool {
        guard first.offset == 0, lineCount > 1, first.piece + 1 < blocks[0].count else {
            return false
        }
        let piece = blocks[0][first.piece]
        guard !piece.isOpen, piece.count <= columns else { return false }
        rows -= 1
        lineCount -= 1
        words -= piece.words
        first.piece += 1
        return true
    }

    /// Drops the oldest row.
    private mutating func dropFirst() {
        var filled = 0
        rows -= 1
        while isHeld(first) {
            let piece = blocks[first.block][first.piece]
            let left = piece.count - first.offset
            let fits = left <= columns - filled
            let taken =
                fits
                ? left
                : room(at: first.offset, of: piece, in: first.block, filled: filled)
            if lineCount == 1 { openLength -= taken }
            if !fits {
                first.offset += taken
                blocks[first.block].blank(first.offset, of: piece, if: Cell.tailBits)
                return
            }
            filled += left
            dropFirstPiece(words: piece.words)
            if !piece.isOpen || blocks.isEmpty {
                lineCount -= 1
                if blocks.isEmpty { isOpen = false }
                return
            }
        }
    }

    private mutating func dropFirstPiece(words taken: Int) {
        words -= taken
        first = next(first)
        guard first.block > 0 else { return }
        first.block = 0
        var empty = blocks.removeFirst()
        empty.removeAll()
        if spare.count < Self.spareLimit { spare.append(empty) }
    }

    private mutating func removeLastLine() {
        guard lineCount > 0 else { return }
        rows -= rows(fromLine: lineCount - 1).count
        lineCount -= 1
        var place = lastPiece
        while let here = place {
            words -= blocks[here.block][here.piece].words
            place = previous(here)
            blocks[here.block].removeLast()
            if blocks[here.block].count == 0 { blocks.removeLast() }
            if let place, !blocks[place.block][place.piece].isOpen { return }
        }
        removeAll()
    }
}

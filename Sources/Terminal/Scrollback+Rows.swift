extension Scrollback {
    /// One row of a logical line.
    struct RowPlace {
        /// The line, 0 the oldest.
        var line: Int
        /// Cells of the line before the row.
        var offset: Int
        /// Where the row's first cell is.
        var place: Place
        var count: Int
        /// Whether the line goes on in the next row.
        var isWrapped: Bool
        var mayBeWide: Bool
    }

    /// A row apart from the history.
    struct CutRow: Sendable {
        var cells: [UInt64]
        /// Whether its line goes on in the next row.
        var isWrapped: Bool
        var mayBeWide: Bool
    }

    /// The newest rows, to be added again later; they stay in the history.
    func cutRows(_ count: Int) -> [CutRow] {
        guard count > 0 else { return [] }
        var rows = lastRows(count).map {
            CutRow(cells: cells(of: $0), isWrapped: $0.isWrapped, mayBeWide: $0.mayBeWide)
        }
        // A cut at a row of a single column parts the halves of a wide character.
        if let half = rows.first?.cells.first, half & Cell.partMask == Cell.tailBits {
            rows[0].cells[0] = half & Cell.styleMask
        }
        return rows
    }

    /// The newest rows, the oldest of them first; at most `count`.
    func lastRows(_ count: Int) -> [RowPlace] {
        var found: [[RowPlace]] = []
        var total = 0
        var line = lineCount
        var last = lastPiece
        while total < count, let end = last {
            line -= 1
            let start = lineStart(endingWith: end)
            let rows = rows(of: line, from: start)
            total += rows.count
            found.append(rows)
            last = previous(start)
        }
        return Array(found.reversed().joined().suffix(count))
    }

    /// All the rows whose lines are from `first` on.
    func rows(fromLine first: Int) -> [RowPlace] {
        var starts: [Place] = []
        var last = lastPiece
        while lineCount - starts.count > max(0, first), let end = last {
            let start = lineStart(endingWith: end)
            starts.append(start)
            last = previous(start)
        }
        let oldest = lineCount - starts.count
        return starts.reversed().enumerated().flatMap { rows(of: oldest + $0, from: $1) }
    }

    /// The rows from `back` rows above the newest end, at most `count`, the oldest first.
    func window(back: Int, count: Int) -> [RowPlace] {
        Array(lastRows(back).prefix(max(0, count)))
    }

    /// The bits of a row's cells.
    func cells(of row: RowPlace) -> [UInt64] {
        var cells: [UInt64] = []
        cells.reserveCapacity(row.count)
        var place = row.place
        while cells.count < row.count, isHeld(place) {
            let piece = blocks[place.block][place.piece]
            let end = min(piece.count, place.offset + row.count - cells.count)
            for offset in place.offset..<max(place.offset, end) {
                cells.append(blocks[place.block].cell(offset, of: piece))
            }
            place = next(place)
        }
        return cells
    }

    /// Calls with the bits of cells, at least one for each style and each cluster held.
    func forEachStyle(_ body: (UInt64) -> Void) {
        for (index, block) in blocks.enumerated() {
            for piece in (index == 0 ? first.piece : 0)..<block.count {
                block.forEachStyle(of: block[piece], body)
            }
        }
    }

    // MARK: Parts

    /// The newest piece.
    var lastPiece: Place? {
        guard let block = blocks.indices.last, blocks[block].count > 0 else { return nil }
        return Place(block: block, piece: blocks[block].count - 1, offset: 0)
    }

    /// The piece before; `nil` at the oldest.
    func previous(_ place: Place) -> Place? {
        if place.block == first.block, place.piece <= first.piece { return nil }
        if place.piece > 0 { return Place(block: place.block, piece: place.piece - 1, offset: 0) }
        return Place(block: place.block - 1, piece: blocks[place.block - 1].count - 1, offset: 0)
    }

    private func lineStart(endingWith last: Place) -> Place {
        var start = last
        while let before = previous(start), blocks[before.block][before.piece].isOpen {
            start = before
        }
        return start.block == first.block && start.piece == first.piece ? first : start
    }

    private func rows(of line: Int, from start: Place) -> [RowPlace] {
        var result: [RowPlace] = []
        var row = RowPlace(
            line: line, offset: 0, place: start, count: 0, isWrapped: true, mayBeWide: false)
        var place = start
        while true {
            let piece = blocks[place.block][place.piece]
            row.mayBeWide = row.mayBeWide || piece.mayBeWide
            while piece.count - place.offset > columns - row.count {
                let taken = room(
                    at: place.offset, of: piece, in: place.block, filled: row.count)
                row.count += taken
                result.append(row)
                place.offset += taken
                row = RowPlace(
                    line: line, offset: row.offset + row.count, place: place, count: 0,
                    isWrapped: true, mayBeWide: piece.mayBeWide)
            }
            row.count += piece.count - place.offset
            row.isWrapped = piece.isOpen
            place = next(place)
            guard piece.isOpen, isHeld(place) else { break }
            row.isWrapped = true
        }
        result.append(row)
        return result
    }
}

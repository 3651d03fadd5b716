/// Rows of plain text: as long as nothing but printable ASCII of one style is written into a row,
/// left to right, its cells are held as bytes, which is how they come and how the history keeps
/// them. Whatever else is done with the row makes cells of them first.
extension Grid {
    /// Shorter runs make no packed row of one that had cells: what follows them is mostly of
    /// another style.
    private static let shortest = 8

    /// Whether a run of printable ASCII can be written as bytes.
    ///
    /// - Parameters:
    ///   - range: the columns of the row that it takes.
    ///   - template: what the cells have beside the byte.
    @inline(__always)
    func canPack(_ row: Int, _ range: Range<Int>, template: UInt64) -> Bool {
        let place = rows[row]
        let length = place.length
        if place.isPacked {
            // Cells between that were never written are 0, which they can be in a plain row alone.
            return cells[place.base] == template && (range.lowerBound <= length || template == 0)
                || range.lowerBound == 0 && range.upperBound >= length
        }
        return length == 0
            ? (range.lowerBound == 0 || template == 0) && columns > 1
            : range.lowerBound == 0 && range.upperBound >= length
                && range.upperBound >= Self.shortest
    }

    /// Writes a run for which `canPack` is true.
    mutating func writePacked(
        _ bytes: Span<UInt8>, _ row: Int, from start: Int, template: UInt64
    ) {
        var place = rows[row]
        let end = start + bytes.count
        if !place.isPacked || cells[place.base] != template {
            cells[place.base] = template
            place.isPacked = true
            place.mayBeWide = false
            place.length = 0
        }
        let first = place.base * 8 + 8
        var all = cells.mutableSpan
        var target = all.mutableBytes
        for column in place.length..<max(place.length, start) {
            target.storeBytes(of: 0, toByteOffset: first + column, as: UInt8.self)
        }
        TextRun.copy(bytes, into: &target, at: first + start)
        place.isDamaged = true
        if end > place.length { place.length = end }
        rows[row] = place
    }

    /// The bits of a cell in use of a packed row.
    func packedCell(_ place: Row, _ column: Int) -> UInt64 {
        let byte = packedBytes(place).unsafeLoad(fromByteOffset: column, as: UInt8.self)
        return cells[place.base] | UInt64(byte)
    }

    /// The bytes of the cells in use of a packed row.
    @_lifetime(borrow self)
    func packedBytes(_ place: Row) -> RawSpan {
        let first = place.base * 8 + 8
        return cells.span.bytes.extracting(first..<first + place.length)
    }

    /// The words that hold a packed row's first bytes.
    @_lifetime(borrow self)
    func packedWords(_ place: Row, count: Int) -> Span<UInt64> {
        let first = place.base + 1
        return cells.span.extracting(first..<first + TextRun.packedWords(count))
    }

    /// Makes cells of a packed row's bytes.
    mutating func unpack(_ row: Int) {
        let place = rows[row]
        guard place.isPacked else { return }
        rows[row].isPacked = false
        let range = place.base..<place.base + columns
        var all = cells.mutableSpan
        var target = all.part(range)
        TextRun.unpack(&target, count: place.length)
    }
}

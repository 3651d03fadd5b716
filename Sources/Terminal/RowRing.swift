/// The rows of a grid in a ring, so that scrolling all of them moves nothing.
struct RowRing: Sendable {
    private var rows: [Grid.Row]
    /// Where the first row is.
    private var start = 0

    init(_ rows: [Grid.Row]) { self.rows = rows }

    var count: Int { rows.count }

    subscript(_ row: Int) -> Grid.Row {
        @inline(__always) get { rows[place(of: row)] }
        @inline(__always) _modify { yield &rows[place(of: row)] }
    }

    @inline(__always)
    private func place(of row: Int) -> Int {
        let place = start + row
        return place < rows.count ? place : place - rows.count
    }

    /// Moves the rows of a range up by one, and the first, emptied, to the end.
    mutating func rotateUp(_ range: Range<Int>) {
        if range.count == rows.count {
            rows[start].removeAll()
            start = start + 1 == rows.count ? 0 : start + 1
            return
        }
        straighten()
        var first = rows[range.lowerBound]
        first.removeAll()
        var all = rows.mutableSpan
        var span = all.part(range)
        for row in 1..<span.count { span[row - 1] = span[row] }
        span[span.count - 1] = first
    }

    /// Moves the rows of a range up, and those that leave it to its end.
    mutating func rotate(_ range: Range<Int>, by count: Int) {
        straighten()
        let moved = Array(rows[range])
        for step in 0..<moved.count {
            rows[range.lowerBound + step] = moved[(step + count) % moved.count]
        }
    }

    /// Puts the first row at the beginning, where it stays as long as only parts are scrolled.
    private mutating func straighten() {
        guard start > 0 else { return }
        rows = Array(rows[start...] + rows[..<start])
        start = 0
    }
}

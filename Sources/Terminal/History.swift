/// The rows above the screen, the oldest given up first.
struct History {
    struct Row {
        /// Without the blanks at its end.
        var cells: [Cell]
        var wraps: Bool
    }

    private var rows: [Row] = []
    /// Where the oldest row is, once the ring is full.
    private var start = 0
    let limit: Int

    init(limit: Int) { self.limit = max(0, limit) }

    var count: Int { rows.count }

    /// 0 is the oldest.
    subscript(index: Int) -> Row { rows[(start + index) % rows.count] }

    mutating func append(_ row: Row) {
        guard limit > 0 else { return }
        if rows.count < limit {
            rows.append(row)
        } else {
            rows[start] = row
            start = (start + 1) % limit
        }
    }

    mutating func removeAll() {
        rows = []
        start = 0
    }

    /// The newest row is taken back.
    mutating func popLast() -> Row? {
        guard !rows.isEmpty else { return nil }
        straighten()
        return rows.removeLast()
    }

    private mutating func straighten() {
        guard start != 0 else { return }
        rows = Array(rows[start...] + rows[..<start])
        start = 0
    }

    mutating func mapStyles(_ map: [UInt16: UInt16]) {
        for row in rows.indices {
            for cell in rows[row].cells.indices { rows[row].cells[cell].renumber(map) }
        }
    }

    func collectStyles(into used: inout Set<UInt16>) {
        for row in rows { for cell in row.cells { used.insert(cell.style) } }
    }
}

/// The rows of one screen, main or alternate. Rows are moved by their numbers, cells stay in place.
struct Grid {
    private(set) var columns: Int
    private(set) var rows: Int
    private var cells: [Cell]
    /// Which slot of `cells` a row has.
    private var slots: [Int]
    /// Rows that go on in the next one, by slot.
    private var wraps: [Bool]

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: .blank, count: columns * rows)
        slots = Array(0..<rows)
        wraps = Array(repeating: false, count: rows)
    }

    subscript(row: Int, column: Int) -> Cell {
        get { cells[slots[row] * columns + column] }
        set { cells[slots[row] * columns + column] = newValue }
    }

    /// Whether a row goes on in the next one.
    subscript(wraps row: Int) -> Bool {
        get { wraps[slots[row]] }
        set { wraps[slots[row]] = newValue }
    }

    func cells(of row: Int) -> ArraySlice<Cell> {
        let start = slots[row] * columns
        return cells[start..<start + columns]
    }

    /// A row without the blanks at its end.
    func content(of row: Int) -> [Cell] {
        let all = cells(of: row)
        let end = all.lastIndex { $0 != .blank }.map { $0 + 1 } ?? all.startIndex
        return Array(all[..<end])
    }

    mutating func replace(_ row: Int, with line: [Cell], wraps: Bool) {
        let start = slots[row] * columns
        for column in 0..<columns {
            cells[start + column] = column < line.count ? line[column] : .blank
        }
        self.wraps[slots[row]] = wraps
    }

    mutating func fill(_ row: Int, _ range: Range<Int>, with cell: Cell) {
        let start = slots[row] * columns
        for column in range { cells[start + column] = cell }
    }

    /// Writes a run of ASCII in one style; the caller has made sure that it fits.
    mutating func write(
        _ bytes: Span<UInt8>, _ range: Range<Int>, row: Int, column: Int, template: UInt64
    ) {
        var place = slots[row] * columns + column
        var space = cells.mutableSpan
        for index in range {
            space[place].bits = template | UInt64(bytes[index])
            place += 1
        }
    }

    /// Moves rows up within a region; those that come in at its end are filled.
    mutating func scrollUp(_ region: Range<Int>, by count: Int, fill: Cell) {
        let count = min(count, region.count)
        guard count > 0 else { return }
        let freed = Array(slots[region.prefix(count)])
        slots.replaceSubrange(region, with: slots[region.dropFirst(count)] + freed)
        for row in region.suffix(count) { clear(row, fill) }
    }

    mutating func scrollDown(_ region: Range<Int>, by count: Int, fill: Cell) {
        let count = min(count, region.count)
        guard count > 0 else { return }
        let freed = Array(slots[region.suffix(count)])
        slots.replaceSubrange(region, with: freed + slots[region.dropLast(count)])
        for row in region.prefix(count) { clear(row, fill) }
    }

    mutating func clear(_ row: Int, _ cell: Cell) {
        fill(row, 0..<columns, with: cell)
        wraps[slots[row]] = false
    }

    /// Another size by cutting and adding at the right and the bottom.
    mutating func crop(columns: Int, rows: Int) {
        var next = Grid(columns: columns, rows: rows)
        for row in 0..<min(rows, self.rows) {
            next.replace(row, with: Array(cells(of: row).prefix(columns)), wraps: false)
            // A wide character that lost its right half is gone.
            if next[row, columns - 1].isWide { next[row, columns - 1] = .blank }
        }
        self = next
    }

    mutating func mapStyles(_ map: [UInt16: UInt16]) {
        for index in cells.indices { cells[index].renumber(map) }
    }

    func collectStyles(into used: inout Set<UInt16>) {
        for cell in cells { used.insert(cell.style) }
    }
}

extension Cell {
    mutating func renumber(_ map: [UInt16: UInt16]) {
        bits = bits & ~(0xffff << 32) | UInt64(map[style] ?? 0) << 32
    }
}

extension Screen {
    /// A place that a search found: the row is negative in the history, -1 the newest.
    package struct Match: Equatable, Sendable {
        package var row: Int
        package var column: Int
        /// Cells covered, over the ends of rows.
        package var length: Int
    }

    /// Whether a search tells upper from lower case.
    package enum CaseRule: Sendable { case sensitive, insensitive }

    /// The places of a text in history and screen, the oldest first; a match may go over the
    /// soft-wrapped ends of rows.
    ///
    /// - Parameters:
    ///   - needle: what is looked for; empty finds nothing.
    ///   - limit: matches at most.
    package borrowing func matches(
        of needle: String, _ rule: CaseRule = .sensitive, limit: Int = 10_000
    ) -> [Match] {
        let wanted = Self.folded(needle, rule)
        guard !wanted.isEmpty else { return [] }
        var found: [Match] = []
        var scalars: [UInt32] = []
        var places: [(row: Int, column: Int)] = []
        let history = scrollback.lastRows(scrollback.rows)
        for row in -history.count..<size.rows {
            let isWrapped: Bool
            if row < 0 {
                let place = history[history.count + row]
                isWrapped = place.isWrapped
                for (column, bits) in scrollback.cells(of: place).enumerated() {
                    add(Cell(bits: bits), row, column, rule, &scalars, &places)
                }
            } else {
                isWrapped = grid.rows[row].isWrapped && row < size.rows - 1
                for column in 0..<grid.rows[row].length {
                    add(Cell(bits: grid.cell(row, column)), row, column, rule, &scalars, &places)
                }
            }
            if isWrapped { continue }
            var at = 0
            while at + wanted.count <= scalars.count, found.count < limit {
                if scalars[at] == wanted[0], scalars[at..<at + wanted.count].elementsEqual(wanted) {
                    found.append(
                        Match(
                            row: places[at].row, column: places[at].column,
                            length: length(places[at], places[at + wanted.count - 1])))
                    at += wanted.count
                } else {
                    at += 1
                }
            }
            scalars.removeAll(keepingCapacity: true)
            places.removeAll(keepingCapacity: true)
        }
        return found
    }

    private func length(
        _ first: (row: Int, column: Int), _ last: (row: Int, column: Int)
    ) -> Int {
        let isWide =
            last.row >= 0
            ? grid.cell(last.row, last.column) & Cell.partMask == Cell.headBits
            : cells(at: last.row)[last.column].part == .head
        return (last.row - first.row) * size.columns + last.column - first.column
            + (isWide ? 2 : 1)
    }

    private func add(
        _ cell: Cell, _ row: Int, _ column: Int, _ rule: CaseRule, _ scalars: inout [UInt32],
        _ places: inout [(row: Int, column: Int)]
    ) {
        if cell.part == .tail || cell.part == .spacer { return }
        for scalar in clusters.scalars(of: cell.glyph) {
            scalars.append(Self.folded(scalar, rule))
            places.append((row, column))
        }
    }

    private static func folded(_ text: String, _ rule: CaseRule) -> [UInt32] {
        text.unicodeScalars.map { folded($0.value, rule) }
    }

    private static func folded(_ scalar: UInt32, _ rule: CaseRule) -> UInt32 {
        if rule == .sensitive { return scalar }
        if scalar < 0x80 { return scalar >= 0x41 && scalar <= 0x5A ? scalar + 32 : scalar }
        guard let known = Unicode.Scalar(scalar) else { return scalar }
        let lower = known.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first?.value ?? scalar : scalar
    }
}

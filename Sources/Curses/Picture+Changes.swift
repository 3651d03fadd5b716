import Terminal

// What of a frame ncurses hasn't got yet.
extension Picture {
    /// Columns of a row that hold whole characters, both before and after.
    struct Change {
        let row: Int
        let columns: Range<Int>
    }

    func changes(of frame: Frame, in rows: [Int]?) -> [Change] {
        guard let shown, shown.size == frame.size else {
            return (0..<size.rows).map { Change(row: $0, columns: 0..<size.columns) }
        }
        let hasSameTexts =
            rows != nil || shown.clusters == frame.clusters && shown.links == frame.links
        var changes: [Change] = []
        for row in rows ?? Array(0..<frame.size.rows) where row < size.rows {
            let start = row * frame.size.columns
            let columns = frame.difference(
                from: shown, in: start..<start + min(size.columns, frame.size.columns),
                hasSameTexts: hasSameTexts)
            if !columns.isEmpty { changes.append(Change(row: row, columns: columns)) }
        }
        return changes
    }

    mutating func keep(_ changes: [Change], of frame: Frame) {
        guard shown?.size == frame.size else {
            shown = frame
            return
        }
        for change in changes {
            let start = change.row * frame.size.columns
            for column in change.columns {
                shown?.cells[start + column] = frame.cells[start + column]
            }
        }
        shown?.clusters = frame.clusters
        shown?.links = frame.links
    }
}

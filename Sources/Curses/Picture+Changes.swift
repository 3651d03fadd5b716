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
            let columns = Self.difference(
                shown.cells, frame.cells,
                start..<start + min(size.columns, frame.size.columns), hasSameTexts: hasSameTexts)
            if !columns.isEmpty { changes.append(Change(row: row, columns: columns)) }
        }
        return changes
    }

    /// From the first to the last cell that differs, without parting a wide character; counted from
    /// the part's begin.
    ///
    /// - Parameter hasSameTexts: equal clusters and links are spelled by equal bits.
    private static func difference(
        _ old: [Frame.Cell], _ new: [Frame.Cell], _ part: Range<Int>, hasSameTexts: Bool
    ) -> Range<Int> {
        var (first, end) = (part.lowerBound, part.upperBound)
        func isSame(_ place: Int) -> Bool {
            old[place] == new[place] && (hasSameTexts || !new[place].refersToText)
        }
        func isParted(before place: Int) -> Bool {
            old[place].content == 0 || new[place].content == 0
        }
        while first < end, isSame(first) { first += 1 }
        guard first < end else { return 0..<0 }
        while isSame(end - 1) { end -= 1 }
        while first > part.lowerBound, isParted(before: first) { first -= 1 }
        while end < part.upperBound, isParted(before: end) { end += 1 }
        return first - part.lowerBound..<end - part.lowerBound
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

extension Frame.Cell {
    /// Whether it is spelled by a place in a table of the frame.
    fileprivate var refersToText: Bool { content & Self.clusterFlag != 0 || style.link != 0 }
}

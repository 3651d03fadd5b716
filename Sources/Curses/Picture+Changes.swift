import Terminal

// What of a frame the terminal hasn't got yet.
extension Picture {
    /// The parts of rows that it shows otherwise, with whole characters, both before and after.
    ///
    /// - Parameter parts: where to look; `nil` for everywhere.
    func changes(of frame: Frame, in parts: [Frame.Part]?) -> [Frame.Part] {
        guard let shown, shown.size == frame.size else { return Self.rows(of: size) }
        let hasSameTexts =
            parts != nil || shown.clusters == frame.clusters && shown.links == frame.links
        // What is beyond the display's own limits can't be shown.
        let columns = min(size.columns, frame.size.columns)
        var changes: [Frame.Part] = []
        for var part in parts ?? Self.rows(of: frame.size) where part.row < size.rows {
            part.columns = part.columns.clamped(to: 0..<columns)
            let changed = frame.difference(from: shown, in: part, hasSameTexts: hasSameTexts)
                .clamped(to: 0..<columns)
            if !changed.isEmpty { changes.append(Frame.Part(row: part.row, columns: changed)) }
        }
        return changes
    }

    private static func rows(of size: Size) -> [Frame.Part] {
        (0..<size.rows).map { Frame.Part(row: $0, columns: 0..<size.columns) }
    }

    mutating func keep(_ changes: [Frame.Part], of frame: Frame) {
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

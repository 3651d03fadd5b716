extension Frame {
    /// From the first to the last cell of a part of a row that another frame of the same size shows
    /// otherwise, without parting a wide character of either.
    ///
    /// - Parameters:
    ///   - part: where to look; the characters at its ends may go beyond it.
    ///   - hasSameTexts: equal clusters and links are spelled by equal bits.
    /// - Returns: columns, none where all is the same.
    package func difference(
        from other: Frame, in part: Part, hasSameTexts: Bool
    ) -> Range<Int> {
        let row = part.row * size.columns..<(part.row + 1) * size.columns
        let (old, new) = (other.cells.span.extracting(row), cells.span.extracting(row))
        var (first, end) = (part.columns.lowerBound, part.columns.upperBound)
        while first < end, Self.isSame(old[first], new[first], hasSameTexts) { first += 1 }
        guard first < end else { return 0..<0 }
        while Self.isSame(old[end - 1], new[end - 1], hasSameTexts) { end -= 1 }
        while first > 0, old[first].content == 0 || new[first].content == 0 { first -= 1 }
        while end < row.count, old[end].content == 0 || new[end].content == 0 { end += 1 }
        return first..<end
    }

    private static func isSame(_ one: Cell, _ other: Cell, _ hasSameTexts: Bool) -> Bool {
        one == other && (hasSameTexts || !one.refersToText)
    }
}

extension Frame.Cell {
    /// Whether it is spelled by a place in a table of the frame.
    fileprivate var refersToText: Bool { content & Self.clusterFlag != 0 || style.link != 0 }
}

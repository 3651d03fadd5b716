extension Frame {
    /// From the first to the last cell of a part of a row that another frame of the same size shows
    /// otherwise, without parting a wide character of either.
    ///
    /// - Parameters:
    ///   - part: places in `cells`, all of one row.
    ///   - hasSameTexts: equal clusters and links are spelled by equal bits.
    /// - Returns: columns, counted from the part's begin.
    package func difference(
        from other: Frame, in part: Range<Int>, hasSameTexts: Bool
    ) -> Range<Int> {
        let (old, new) = (other.cells.span, cells.span)
        var (first, end) = (part.lowerBound, part.upperBound)
        while first < end, Self.isSame(old[first], new[first], hasSameTexts) { first += 1 }
        guard first < end else { return 0..<0 }
        while Self.isSame(old[end - 1], new[end - 1], hasSameTexts) { end -= 1 }
        while first > part.lowerBound, old[first].content == 0 || new[first].content == 0 {
            first -= 1
        }
        while end < part.upperBound, old[end].content == 0 || new[end].content == 0 { end += 1 }
        return first - part.lowerBound..<end - part.lowerBound
    }

    private static func isSame(_ one: Cell, _ other: Cell, _ hasSameTexts: Bool) -> Bool {
        one == other && (hasSameTexts || !one.refersToText)
    }
}

extension Frame.Cell {
    /// Whether it is spelled by a place in a table of the frame.
    fileprivate var refersToText: Bool { content & Self.clusterFlag != 0 || style.link != 0 }
}

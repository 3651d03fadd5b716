extension Screen {
    /// Copies the part of the screen that fits into a rectangle of a frame.
    ///
    /// - Parameters:
    ///   - frame: the picture to draw into.
    ///   - rectangle: where; what the screen doesn't cover becomes blank.
    ///   - scrolledBack: how many rows of history are shown above the screen's first row.
    package borrowing func draw(
        into frame: inout Frame, at rectangle: Rectangle, scrolledBack: Int
    ) {
        let back = alternate == nil ? min(max(0, scrolledBack), history.count) : 0
        let firstCluster = UInt32(frame.clusters.count)
        let firstLink = UInt16(clamping: frame.links.count)
        frame.clusters += clusters
        frame.links += links
        let rows = min(rectangle.rows, frame.size.rows - rectangle.row)
        let columns = min(rectangle.columns, frame.size.columns - rectangle.column)
        guard rows > 0, columns > 0 else { return }
        for line in 0..<rows {
            let start = (rectangle.row + line) * frame.size.columns + rectangle.column
            let cells: ArraySlice<Cell>
            if line < back {
                cells = history[history.count - back + line].cells[...]
            } else {
                cells = line - back < size.rows ? grid.cells(of: line - back) : []
            }
            var last: (number: UInt16, style: Style) = (0, styles[0])
            for column in 0..<columns {
                guard column < cells.count else {
                    frame.cells[start + column] = .blank
                    continue
                }
                let cell = cells[cells.startIndex + column]
                if cell.style != last.number { last = (cell.style, styles[cell.style]) }
                var style = last.style
                if style.link > 0 { style.link += firstLink }
                if switches.isReversed { style.attributes.formSymmetricDifference(.reverse) }
                var content = cell.content
                if content & Frame.Cell.clusterFlag != 0 { content += firstCluster }
                // Half a wide character at the edge is none.
                if cell.isWide, column + 1 == columns { content = 0x20 }
                frame.cells[start + column] = Frame.Cell(content: content, style: style)
            }
        }
    }

    /// The text of a row and of the rows that it was soft-wrapped from and into, trailing blanks
    /// cut: what stands on the logical line at that row.
    package borrowing func logicalLine(at row: Int) -> String {
        guard (0..<size.rows).contains(row) else { return "" }
        var first = row
        while first > 0, grid[wraps: first - 1] { first -= 1 }
        var text = ""
        var line = first
        while line < size.rows {
            for cell in grid.cells(of: line) where !cell.isContinuation {
                text += self.text(of: cell.content)
            }
            guard grid[wraps: line] else { break }
            line += 1
        }
        while text.last == " " { text.removeLast() }
        return text
    }
}

import Terminal

// The echo of what is typed goes out by itself, before ncurses looks at its whole screen: nothing
// else is waited for as keenly.
extension Picture {
    /// The bytes of a frame in which nothing but a few plain characters came, where the cursor
    /// stood that is behind them now.
    ///
    /// - Parameter changes: what of the frame the terminal doesn't show.
    /// - Returns: none for a frame that is shown; `nil` for any other, which ncurses must draw.
    mutating func echo(_ changes: [Frame.Part], of frame: Frame) -> [UInt8]? {
        guard let cursor, let new = frame.cursor?.point else { return nil }
        guard let part = changes.first else { return new == cursor ? [] : nil }
        guard changes.count == 1, canEcho, part.columns.count <= Self.longestEcho,
            part.row == cursor.row, part.columns.lowerBound == cursor.column,
            new == Point(row: part.row, column: part.columns.upperBound),
            new.column < size.columns
        else { return nil }
        var bytes: [UInt8] = []
        for column in part.columns {
            let cell = frame.cells[part.row * frame.size.columns + column]
            guard (0x20..<0x7F).contains(cell.content), cell.style == .plain else { return nil }
            bytes.append(UInt8(cell.content))
        }
        keep(changes, of: frame)
        self.cursor = new
        ahead = Frame.Part(
            row: part.row,
            columns: (ahead ?? part).columns.lowerBound..<part.columns.upperBound)
        return bytes
    }

    /// More characters than this aren't typed in one go.
    private static var longestEcho: Int { 8 }
}

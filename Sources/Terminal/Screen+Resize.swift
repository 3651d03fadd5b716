extension Screen {
    /// Changes the size, as a real terminal does when its window is dragged: the main screen's
    /// lines are wrapped anew, its cursor stays on its text; the alternate screen is cut.
    package mutating func resize(to size: Size) {
        guard size != self.size else { return }
        alternate?.crop(columns: size.columns, rows: size.rows)
        let isMain = alternate == nil
        if size.columns == self.size.columns {
            changeHeight(to: size.rows, movesCursor: isMain)
        } else {
            reflow(to: size, movesCursor: isMain)
        }
        self.size = size
        region = 0..<size.rows
        margins = 0..<size.columns
        row = min(row, size.rows - 1)
        column = min(column, size.columns - 1)
        pendingWrap = false
        let old = tabs
        tabs = Self.usualTabs(size.columns)
        for index in 0..<min(old.count, tabs.count) { tabs[index] = old[index] }
    }

    /// Fewer rows push the top into history, unless blank rows below the cursor can go; more rows
    /// take it back.
    private mutating func changeHeight(to rows: Int, movesCursor: Bool) {
        var lines = (0..<size.rows).map {
            History.Row(cells: main.content(of: $0), wraps: main[wraps: $0])
        }
        var place = movesCursor ? row : min(saved.row, size.rows - 1)
        while lines.count > rows, lines.count - 1 > place, let last = lines.last, last.cells.isEmpty
        {
            lines.removeLast()
        }
        while lines.count > rows {
            history.append(lines.removeFirst())
            place -= 1
        }
        while lines.count < rows, let older = history.popLast() {
            lines.insert(older, at: 0)
            place += 1
        }
        fillMain(lines, Size(columns: size.columns, rows: rows))
        if movesCursor { row = max(0, place) } else { saved.row = max(0, place) }
    }

    private mutating func fillMain(_ lines: [History.Row], _ size: Size) {
        main = Grid(columns: size.columns, rows: size.rows)
        for (index, line) in lines.prefix(size.rows).enumerated() {
            main.replace(index, with: line.cells, wraps: line.wraps)
        }
    }

    /// Every logical line is cut anew for the new width.
    private mutating func reflow(to size: Size, movesCursor: Bool) {
        let cursorRow = history.count + (movesCursor ? row : min(saved.row, self.size.rows - 1))
        let cursorColumn = movesCursor ? column : saved.column
        var rows = (0..<history.count).map { history[$0] }
        rows += (0..<self.size.rows).map {
            History.Row(cells: main.content(of: $0), wraps: main[wraps: $0])
        }
        // Blank rows below the cursor and the text make no lines.
        while rows.count - 1 > cursorRow, let last = rows.last, last.cells.isEmpty {
            rows.removeLast()
        }
        var result: [History.Row] = []
        var target = (row: 0, column: 0)
        var index = 0
        while index < rows.count {
            var cells: [Cell] = []
            var cursorAt: Int?
            while index < rows.count {
                if index == cursorRow { cursorAt = cells.count + cursorColumn }
                cells += rows[index].cells
                let goesOn = rows[index].wraps
                if goesOn {
                    // The blanks that a content without them has lost.
                    let missing = self.size.columns - rows[index].cells.count
                    if missing > 0 { cells += Array(repeating: .blank, count: missing) }
                }
                index += 1
                if !goesOn { break }
            }
            if let cursorAt, cursorAt > cells.count {
                cells += Array(repeating: .blank, count: cursorAt - cells.count)
            }
            let pieces = Self.cut(cells, columns: size.columns)
            if let cursorAt {
                var piece = pieces.lastIndex { $0.start <= cursorAt } ?? 0
                var column = cursorAt - pieces[piece].start
                if column >= size.columns {
                    column = size.columns - 1
                    piece = min(piece, pieces.count - 1)
                }
                target = (result.count + piece, column)
            }
            result += pieces.map(\.row)
        }
        let firstOnScreen = max(0, max(result.count - size.rows, 0))
        let first = min(firstOnScreen, target.row)
        history.removeAll()
        for line in result[..<first] { history.append(line) }
        fillMain(Array(result[first...]), size)
        let place = (row: target.row - first, column: target.column)
        if movesCursor {
            (row, column) = place
        } else {
            (saved.row, saved.column) = place
        }
    }

    private struct Piece {
        var start: Int
        var row: History.Row
    }

    /// A line as rows; a wide character isn't torn.
    private static func cut(_ cells: [Cell], columns: Int) -> [Piece] {
        var pieces: [Piece] = []
        var start = 0
        repeat {
            var end = min(start + columns, cells.count)
            if end < cells.count, cells[end].isContinuation, end - 1 > start { end -= 1 }
            if end == start { end = min(start + 1, cells.count) }
            var piece = Array(cells[start..<end])
            let goesOn = end < cells.count
            if !goesOn { while piece.last == .blank { piece.removeLast() } }
            pieces.append(Piece(start: start, row: .init(cells: piece, wraps: goesOn)))
            start = end
        } while start < cells.count
        return pieces
    }
}

extension Screen {
    /// Copies the part of the screen that fits into a rectangle of a frame.
    ///
    /// - Parameters:
    ///   - frame: the picture to draw into.
    ///   - rectangle: where; what the screen doesn't cover becomes blank.
    ///   - scrolledBack: how many rows of history are shown above the screen's first row.
    package borrowing func draw(into frame: inout Frame, at rectangle: Rectangle, scrolledBack: Int)
    {
        let rows = min(rectangle.rows, frame.size.rows - rectangle.row)
        let columns = min(rectangle.columns, frame.size.columns - rectangle.column)
        guard rows > 0, columns > 0 else { return }
        var linkPlaces: [UInt16: UInt16] = [:]
        var lastStyle: UInt32 = 0
        var blank = Frame.Cell.blank
        blank.style = shown(.plain)
        var style = blank.style
        let back = max(0, min(scrolledBack, scrollback.rows))
        let history = scrollback.window(back: back, count: rows)
        for row in 0..<rows {
            let start = (rectangle.row + row) * frame.size.columns + rectangle.column
            let place = row < history.count ? history[row] : nil
            let screenRow = row - back
            let used: Int
            if let place {
                used = place.count
            } else {
                used = screenRow < size.rows ? Int(grid.rows[screenRow].length) : 0
            }
            for column in 0..<min(used, columns) {
                let cell = Cell(
                    bits: place.map { scrollback[$0.position + column] }
                        ?? grid.cell(screenRow, column))
                if cell.style != lastStyle {
                    lastStyle = cell.style
                    style = shown(styles.style(of: cell.style))
                    style.link = linkPlace(style.link, in: &frame, &linkPlaces)
                }
                frame.cells[start + column] = Frame.Cell(
                    content: content(cell, in: &frame), style: style)
            }
            if used > 0, frame.cells[start].content == 0 { frame.cells[start].content = 0x20 }
            if used >= columns, frame.cells[start + columns - 1].content != 0 {
                let last =
                    place.map { scrollback[$0.position + columns - 1] }
                    ?? grid.cell(screenRow, columns - 1)
                // A wide character's half alone can't be shown.
                if last & Cell.partMask == Cell.headBits {
                    frame.cells[start + columns - 1].content = 0x20
                }
            }
            let isOnScreen = row < history.count || screenRow < size.rows
            for column in min(used, columns)..<columns {
                frame.cells[start + column] =
                    isOnScreen && column < size.columns ? blank : .blank
            }
        }
    }

    private func content(_ cell: Cell, in frame: inout Frame) -> UInt32 {
        switch cell.part {
        case .tail: return 0
        case .spacer: return 0x20
        case .narrow, .head: break
        }
        if cell.isCluster {
            frame.clusters.append(clusters.text(of: cell.content))
            return Frame.Cell.clusterFlag | UInt32(frame.clusters.count - 1)
        }
        return cell.content == 0 ? 0x20 : cell.content
    }

    private func linkPlace(
        _ link: UInt16, in frame: inout Frame, _ places: inout [UInt16: UInt16]
    ) -> UInt16 {
        guard link != 0, let uri = links.uri(link) else { return 0 }
        if let known = places[link] { return known }
        guard frame.links.count < Int(UInt16.max) else { return 0 }
        frame.links.append(uri)
        let place = UInt16(frame.links.count)
        places[link] = place
        return place
    }

    /// A style after the program's changes of the palette and DECSCNM.
    private func shown(_ style: Style) -> Style {
        var style = style
        if !palette.changes.isEmpty {
            style.foreground = palette.shown(style.foreground, instead: Palette.foregroundIndex)
            style.background = palette.shown(style.background, instead: Palette.backgroundIndex)
        }
        if modeSet[.reverseVideo] { style.attributes.formSymmetricDifference(.reverse) }
        return style
    }

    /// The text of a row and of the rows that it was soft-wrapped from and into, trailing blanks
    /// cut: what stands on the logical line at that row.
    package borrowing func logicalLine(at row: Int) -> String {
        guard row >= 0, row < size.rows else { return "" }
        var first = row
        while first > 0, grid.rows[first - 1].isWrapped { first -= 1 }
        var text = ""
        if first == 0, scrollback.isOpen {
            let line = scrollback.lineCount - 1
            for place in scrollback.rows(fromLine: line) {
                for column in 0..<place.count {
                    append(Cell(bits: scrollback[place.position + column]), to: &text)
                }
            }
        }
        var last = first
        while last < size.rows - 1, grid.rows[last].isWrapped { last += 1 }
        for row in first...last {
            for column in 0..<Int(grid.rows[row].length) {
                append(Cell(bits: grid.cell(row, column)), to: &text)
            }
        }
        return text.trimmingTrailingBlanks()
    }

    /// The text of one row of the screen, or of the history for a negative row, trailing blanks
    /// cut.
    package borrowing func text(at row: Int) -> String {
        var text = ""
        for cell in cells(at: row) { append(cell, to: &text) }
        return text.trimmingTrailingBlanks()
    }

    /// The cells in use of a row of the screen, or of the history for a negative row.
    borrowing func cells(at row: Int) -> [Cell] {
        if row < 0 {
            guard -row <= scrollback.rows, let place = scrollback.lastRows(-row).first else {
                return []
            }
            return (0..<place.count).map { Cell(bits: scrollback[place.position + $0]) }
        }
        guard row < size.rows else { return [] }
        return (0..<Int(grid.rows[row].length)).map { Cell(bits: grid.cell(row, $0)) }
    }

    func append(_ cell: Cell, to text: inout String) {
        switch cell.part {
        case .tail, .spacer: return
        case .narrow, .head: break
        }
        if cell.isCluster {
            text += clusters.text(of: cell.content)
        } else if cell.content == 0 {
            text.unicodeScalars.append(" ")
        } else if let scalar = Unicode.Scalar(cell.content) {
            text.unicodeScalars.append(scalar)
        }
    }
}

extension String {
    func trimmingTrailingBlanks() -> String {
        var view = Substring(self).unicodeScalars
        while view.last == " " { view.removeLast() }
        return String(view)
    }
}

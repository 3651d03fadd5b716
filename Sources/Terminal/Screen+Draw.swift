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
        var pencil = Pencil(style: shown(.plain))
        let back = max(0, min(scrolledBack, scrollback.rows))
        let history = scrollback.window(back: back, count: max(0, rows))
        for row in 0..<max(0, rows) {
            if row < history.count {
                let cells = scrollback.cells(of: history[row])
                draw(cells.span, into: &frame, row, of: rectangle, &pencil)
            } else {
                draw(row: row - back, into: &frame, row, of: rectangle, &pencil)
            }
        }
    }

    /// Draws some rows of the screen anew into a frame that holds the others already.
    ///
    /// - Parameters:
    ///   - rows: of the screen; what is no row of the frame's rectangle is left out.
    ///   - frame: a picture that has been drawn into at the same place. Its clusters and links grow
    ///     by those of the rows.
    /// - Returns: the parts of the frame, one a row, in which cells have changed.
    package borrowing func draw(
        rows: [Int], into frame: inout Frame, at rectangle: Rectangle
    ) -> [Frame.Part] {
        let count = min(rectangle.rows, frame.size.rows - rectangle.row)
        var pencil = Pencil(style: shown(.plain))
        var parts: [Frame.Part] = []
        for row in rows where row < count {
            let changed = draw(row: row, into: &frame, row, of: rectangle, &pencil)
            guard !changed.isEmpty else { continue }
            let columns =
                rectangle.column + changed.lowerBound..<rectangle.column + changed.upperBound
            parts.append(Frame.Part(row: rectangle.row + row, columns: columns))
        }
        return parts
    }

    /// The rows that may look otherwise than when this was asked last; all of them when it is
    /// asked for the first time, after a change of size or of all that is shown.
    package mutating func takeDamage() -> [Int] {
        let damaged = grid.takeDamage()
        let look = Look(
            isAlternate: isAlternate, isReverse: modeSet[.reverseVideo], colors: palette.changes)
        defer { shownLook = look }
        return look == shownLook ? damaged : Array(0..<size.rows)
    }

    /// What changes the look of all cells.
    struct Look: Equatable {
        var isAlternate = false
        var isReverse = false
        var colors: [Int: UInt32] = [:]
    }

    /// Draws a row of the screen; below its last there is nothing.
    ///
    /// - Returns: from the first to the last column of the rectangle whose cell has changed.
    @discardableResult
    private func draw(
        row screenRow: Int, into frame: inout Frame, _ row: Int, of rectangle: Rectangle,
        _ pencil: inout Pencil
    ) -> Range<Int> {
        guard screenRow < size.rows else {
            let places = places(row, of: rectangle, in: frame)
            for place in places { frame.cells[place] = .blank }
            return 0..<places.count
        }
        let place = grid.rows[screenRow]
        if place.isPacked {
            let places = places(row, of: rectangle, in: frame)
            return drawPacked(place, into: &frame.cells, places, &pencil, &frame.links)
        }
        let cells = grid.cells.span.extracting(place.base..<place.base + place.length)
        return draw(cells, into: &frame, row, of: rectangle, &pencil)
    }

    /// Where a frame holds a row of a rectangle, as far as that is inside.
    private func places(_ row: Int, of rectangle: Rectangle, in frame: Frame) -> Range<Int> {
        let columns = min(rectangle.columns, frame.size.columns - rectangle.column)
        guard columns > 0 else { return 0..<0 }
        let start = (rectangle.row + row) * frame.size.columns + rectangle.column
        return start..<start + columns
    }

    /// What is known from cell to cell.
    private struct Pencil {
        /// The style of blanks.
        let blank: Style
        var id: UInt32 = 0
        var style: Style
        var links: [UInt16: UInt16] = [:]

        init(style: Style) {
            blank = style
            self.style = style
        }
    }

    /// From the first to the last column whose cell has changed.
    private struct Changed {
        private(set) var columns = 0..<0

        /// Puts a cell to the right of all that were put before.
        @inline(__always)
        mutating func put(
            _ cell: Frame.Cell, at column: Int, into target: inout MutableSpan<Frame.Cell>
        ) {
            guard target[column] != cell else { return }
            target[column] = cell
            columns = (columns.isEmpty ? column : columns.lowerBound)..<column + 1
        }
    }

    /// Draws one row of cells; what they don't cover becomes blank.
    ///
    /// - Returns: from the first to the last column of the rectangle whose cell has changed.
    @discardableResult
    private func draw(
        _ source: Span<UInt64>, into frame: inout Frame, _ row: Int, of rectangle: Rectangle,
        _ pencil: inout Pencil
    ) -> Range<Int> {
        let places = places(row, of: rectangle, in: frame)
        return draw(source, into: &frame.cells, places, &pencil, &frame.clusters, &frame.links)
    }

    private func draw(
        _ source: Span<UInt64>, into cells: inout [Frame.Cell], _ places: Range<Int>,
        _ pencil: inout Pencil, _ clusters: inout [String], _ links: inout [String]
    ) -> Range<Int> {
        var all = cells.mutableSpan
        var target = all.part(places)
        let used = min(source.count, target.count)
        var changed = Changed()
        for column in 0..<used {
            let cell = Cell(bits: source[column])
            take(cell.style, &pencil, &links)
            let new = Frame.Cell(content: content(cell, in: &clusters), style: pencil.style)
            changed.put(new, at: column, into: &target)
        }
        // A wide character's half alone can't be shown.
        if used > 0 {
            if target[0].content == 0 { target[0].content = 0x20 }
            if used == target.count, target[used - 1].content != 0,
                source[used - 1] & Cell.partMask == Cell.headBits
            {
                target[used - 1].content = 0x20
            }
        }
        drawBlanks(from: used, into: &target, pencil, &changed)
        return changed.columns
    }

    /// The same for a row that is held as bytes.
    private func drawPacked(
        _ place: Grid.Row, into cells: inout [Frame.Cell], _ places: Range<Int>,
        _ pencil: inout Pencil, _ links: inout [String]
    ) -> Range<Int> {
        var all = cells.mutableSpan
        var target = all.part(places)
        let used = min(place.length, target.count)
        let bytes = grid.packedBytes(place)
        take(Cell(bits: grid.cells[place.base]).style, &pencil, &links)
        var changed = Changed()
        for column in 0..<used {
            let byte = bytes.unsafeLoad(fromByteOffset: column, as: UInt8.self)
            let new = Frame.Cell(content: byte == 0 ? 0x20 : UInt32(byte), style: pencil.style)
            changed.put(new, at: column, into: &target)
        }
        drawBlanks(from: used, into: &target, pencil, &changed)
        return changed.columns
    }

    /// Blanks what a row's cells don't cover.
    private func drawBlanks(
        from used: Int, into target: inout MutableSpan<Frame.Cell>, _ pencil: Pencil,
        _ changed: inout Changed
    ) {
        let blank = Frame.Cell(content: 0x20, style: pencil.blank)
        for column in used..<target.count {
            let new = column < size.columns ? blank : .blank
            changed.put(new, at: column, into: &target)
        }
    }

    /// Draws on in a style.
    @inline(__always)
    private func take(_ style: UInt32, _ pencil: inout Pencil, _ links: inout [String]) {
        guard style != pencil.id else { return }
        pencil.id = style
        pencil.style = shown(styles.style(of: style))
        pencil.style.link = linkPlace(pencil.style.link, in: &links, &pencil.links)
    }

    private func content(_ cell: Cell, in shown: inout [String]) -> UInt32 {
        switch cell.part {
        case .tail: return 0
        case .spacer: return 0x20
        case .narrow, .head: break
        }
        if cell.isCluster {
            shown.append(clusters.text(of: cell.glyph))
            return Frame.Cell.clusterFlag | UInt32(shown.count - 1)
        }
        return cell.content == 0 ? 0x20 : cell.content
    }

    private func linkPlace(
        _ link: UInt16, in shown: inout [String], _ places: inout [UInt16: UInt16]
    ) -> UInt16 {
        guard link != 0, let uri = links.uri(link) else { return 0 }
        if let known = places[link] { return known }
        guard shown.count < Int(UInt16.max) else { return 0 }
        shown.append(uri)
        let place = UInt16(shown.count)
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
                for bits in scrollback.cells(of: place) { append(Cell(bits: bits), to: &text) }
            }
        }
        var last = first
        while last < size.rows - 1, grid.rows[last].isWrapped { last += 1 }
        for row in first...last {
            for column in 0..<grid.rows[row].length {
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
            return scrollback.cells(of: place).map { Cell(bits: $0) }
        }
        guard row < size.rows else { return [] }
        return (0..<grid.rows[row].length).map { Cell(bits: grid.cell(row, $0)) }
    }

    func append(_ cell: Cell, to text: inout String) {
        switch cell.part {
        case .tail, .spacer: return
        case .narrow, .head: break
        }
        if cell.isCluster {
            text += clusters.text(of: cell.glyph)
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

extension Screen {
    /// Writes a run of printable ASCII.
    mutating func printASCII(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard charsets.isPlain, !switches.inserts else {
            for index in range { printScalar(UInt32(bytes[index])) }
            return
        }
        var place = range.lowerBound
        while place < range.upperBound {
            if pendingWrap { wrap() }
            let right = rightEdge
            let room = right - column
            let count = min(room, range.upperBound - place)
            guard count > 0 else { return }
            clearHalves(column..<column + count)
            grid.write(
                bytes, place..<place + count, row: row, column: column, template: template)
            place += count
            lastPrinted = UInt32(bytes[place - 1])
            column += count
            if column == right {
                column = right - 1
                pendingWrap = switches.wraps
                if !switches.wraps, place < range.upperBound {
                    // Without DECAWM all that is left lands in the last column.
                    place = range.upperBound - 1
                }
            }
        }
    }

    /// Writes one character.
    mutating func printScalar(_ given: UInt32) {
        var scalar = given
        if scalar < 0x80 { scalar = charsets.translate(scalar) }
        let width = scalar < 0x300 ? 1 : Width.of(scalar)
        if combine(scalar, width) { return }
        guard width > 0 else { return }
        put(scalar, width: width)
        lastPrinted = scalar
    }

    private mutating func put(_ content: UInt32, width: Int) {
        if pendingWrap { wrap() }
        let right = rightEdge
        if width == 2, column + 2 > right {
            guard switches.wraps, right - leftEdge >= 2 else { return }
            fillCells(row, column..<right)
            grid[wraps: row] = true
            nextLine()
        }
        if switches.inserts { insertBlanks(width) }
        clearHalves(column..<column + width)
        let flags = isProtecting ? Cell.protected : 0
        grid[row, column] = Cell(
            content: content, style: currentStyle, flags: flags | (width == 2 ? Cell.wide : 0))
        if width == 2 {
            grid[row, column + 1] = Cell(content: 0, style: currentStyle, flags: flags)
        }
        column += width
        if column >= right {
            column = right - 1
            pendingWrap = switches.wraps
        }
    }

    /// Adds a mark to the character before the cursor, or joins an emoji to it.
    ///
    /// - Returns: `false` when it is a character of its own.
    private mutating func combine(_ scalar: UInt32, _ width: Int) -> Bool {
        guard scalar >= 0x300 else { return false }
        guard let place = previous else { return width == 0 }
        let before = text(of: grid[row, place].content)
        let last = before.unicodeScalars.last?.value ?? 0
        let joins = last == Width.joiner && width > 0
        let isFlag =
            Self.isRegional(scalar) && before.unicodeScalars.count == 1 && Self.isRegional(last)
        let isTone = (0x1f3fb...0x1f3ff).contains(scalar) && grid[row, place].isWide
        guard width == 0 || joins || isFlag || isTone, let mark = Unicode.Scalar(scalar) else {
            return false
        }
        guard before.unicodeScalars.count < 32 else { return true }
        var cell = grid[row, place]
        let content = cluster(before + String(mark))
        cell = Cell(
            content: content, style: cell.style, flags: cell.bits & (Cell.wide | Cell.protected))
        grid[row, place] = cell
        let grows = scalar == Width.emojiSelector || isFlag
        if grows, !cell.isWide, last != Width.joiner { widen(place) }
        return true
    }

    /// U+FE0F made a narrow character an emoji.
    private mutating func widen(_ place: Int) {
        guard place + 1 < rightEdge else { return }
        clearHalves(place + 1..<place + 2)
        let cell = grid[row, place]
        grid[row, place] = Cell(
            content: cell.content, style: cell.style, flags: Cell.wide | cell.bits & Cell.protected)
        grid[row, place + 1] = Cell(content: 0, style: cell.style)
        if column == place + 1 {
            column = min(place + 2, rightEdge - 1)
            pendingWrap = place + 2 >= rightEdge && switches.wraps
        }
    }

    /// The column of the character that was written last, if the cursor is behind it.
    private var previous: Int? {
        var place = pendingWrap ? column : column - 1
        guard place >= 0 else { return nil }
        if grid[row, place].isContinuation, place > 0 { place -= 1 }
        return grid[row, place].content == 0 ? nil : place
    }

    private static func isRegional(_ scalar: UInt32) -> Bool {
        (0x1f1e6...0x1f1ff).contains(scalar)
    }

    func text(of content: UInt32) -> String {
        if content & Frame.Cell.clusterFlag != 0 {
            let index = Int(content & ~Frame.Cell.clusterFlag)
            return index < clusters.count ? clusters[index] : " "
        }
        return Unicode.Scalar(content).map { String($0) } ?? " "
    }

    private mutating func cluster(_ text: String) -> UInt32 {
        if let number = clusterNumbers[text] { return number }
        // More kinds of clusters than a person reads: the rest is shown without its marks.
        guard clusters.count < 1 << 16 else { return text.unicodeScalars.first?.value ?? 0x20 }
        let number = Frame.Cell.clusterFlag | UInt32(clusters.count)
        clusters.append(text)
        clusterNumbers[text] = number
        return number
    }

    // MARK: Wrapping

    var rightEdge: Int {
        switches.hasMargins && column < margins.upperBound ? margins.upperBound : size.columns
    }

    var leftEdge: Int {
        switches.hasMargins && column >= margins.lowerBound ? margins.lowerBound : 0
    }

    private mutating func wrap() {
        grid[wraps: row] = true
        nextLine()
    }

    private mutating func nextLine() {
        pendingWrap = false
        column = leftEdge
        index()
    }

    // MARK: Styles

    /// The number of the present style.
    var currentStyle: UInt16 {
        mutating get {
            if let styleNumber { return styleNumber }
            if let number = styles.number(style) {
                styleNumber = number
                return number
            }
            compactStyles()
            let number = styles.number(style) ?? 0
            styleNumber = number
            return number
        }
    }

    private var template: UInt64 {
        mutating get {
            UInt64(currentStyle) << 32 | (isProtecting ? Cell.protected : 0)
        }
    }

    /// What is erased gets the present background (bce).
    var eraser: Cell {
        mutating get {
            if style.background == .default { return .blank }
            let plain = Style(background: style.background)
            if styles.number(plain) == nil { compactStyles() }
            return Cell(content: 0x20, style: styles.number(plain) ?? 0)
        }
    }

    private mutating func compactStyles() {
        var used: Set<UInt16> = []
        main.collectStyles(into: &used)
        alternate?.collectStyles(into: &used)
        history.collectStyles(into: &used)
        if used.count > 60_000 {
            // As many styles as that are in the history: it is given up.
            history.removeAll()
            used = []
            main.collectStyles(into: &used)
            alternate?.collectStyles(into: &used)
        }
        let map = styles.compact(keeping: used)
        main.mapStyles(map)
        alternate?.mapStyles(map)
        history.mapStyles(map)
        styleNumber = nil
    }

    /// Half a wide character is no character: its other half becomes blank.
    mutating func clearHalves(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        if range.lowerBound > 0, range.lowerBound < size.columns,
            grid[row, range.lowerBound].isContinuation
        {
            grid[row, range.lowerBound - 1] = blanked(grid[row, range.lowerBound - 1])
        }
        if range.upperBound < size.columns, grid[row, range.upperBound].isContinuation {
            grid[row, range.upperBound] = blanked(grid[row, range.upperBound])
        }
    }

    private func blanked(_ cell: Cell) -> Cell { Cell(content: 0x20, style: cell.style) }

    /// Erases cells of a row.
    mutating func fillCells(_ row: Int, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let here = self.row
        self.row = row
        clearHalves(range)
        self.row = here
        let cell = eraser
        grid.fill(row, range, with: cell)
        if range.upperBound == size.columns { grid[wraps: row] = false }
    }
}

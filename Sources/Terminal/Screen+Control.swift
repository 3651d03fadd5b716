extension Screen {
    /// C0 controls (ECMA-48 8.3).
    mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x07: events.append(.bell)
        case 0x08: backspace()
        case 0x09: tab(1)
        case 0x0a, 0x0b, 0x0c:
            index()
            if switches.newLines { carriageReturn() }
        case 0x0d: carriageReturn()
        case 0x0e: charsets.left = 1
        case 0x0f: charsets.left = 0
        default: break
        }
    }

    /// Escape sequences of two and more bytes.
    mutating func escape(_ final: UInt8) {
        switch (parser.intermediates.first, final) {
        case (nil, UInt8(ascii: "D")): index()
        case (nil, UInt8(ascii: "E")):
            index()
            carriageReturn()
        case (nil, UInt8(ascii: "H")): if tabs.indices.contains(column) { tabs[column] = true }
        case (nil, UInt8(ascii: "M")): reverseIndex()
        case (nil, UInt8(ascii: "N")): charsets.single = 2
        case (nil, UInt8(ascii: "O")): charsets.single = 3
        case (nil, UInt8(ascii: "Z")): reply("\u{1b}[?62;22c")
        case (nil, UInt8(ascii: "c")): reset()
        case (nil, UInt8(ascii: "7")): saveCursor()
        case (nil, UInt8(ascii: "8")): restoreCursor()
        case (nil, UInt8(ascii: "6")): backIndex()
        case (nil, UInt8(ascii: "9")): forwardIndex()
        case (nil, UInt8(ascii: "=")): modes.applicationKeypad = true
        case (nil, UInt8(ascii: ">")): modes.applicationKeypad = false
        case (nil, UInt8(ascii: "n")): charsets.left = 2
        case (nil, UInt8(ascii: "o")): charsets.left = 3
        case (UInt8(ascii: "#"), UInt8(ascii: "8")): alignmentTest()
        case (UInt8(ascii: "("), _): designate(0, final)
        case (UInt8(ascii: ")"), _), (UInt8(ascii: "-"), _): designate(1, final)
        case (UInt8(ascii: "*"), _), (UInt8(ascii: "."), _): designate(2, final)
        case (UInt8(ascii: "+"), _), (UInt8(ascii: "/"), _): designate(3, final)
        default: break
        }
    }

    private mutating func designate(_ set: Int, _ final: UInt8) {
        charsets.designated[set] =
            switch final {
            case UInt8(ascii: "0"), UInt8(ascii: "2"): .graphics
            case UInt8(ascii: "A"): .british
            default: .ascii
            }
    }

    mutating func carriageReturn() {
        pendingWrap = false
        column = switches.isOriginRelative ? margins.lowerBound : leftEdge
    }

    private mutating func backspace() {
        if column > leftEdge {
            // A pending wrap is undone by the same step (xterm).
            column -= 1
        } else if switches.wrapsBack, switches.wraps, row > region.lowerBound {
            row -= 1
            column = rightEdge - 1
        }
        pendingWrap = false
    }

    /// DECBI.
    private mutating func backIndex() {
        if column == margins.lowerBound { shiftColumns(by: -1) } else if column > 0 { column -= 1 }
    }

    /// DECFI.
    private mutating func forwardIndex() {
        if column == margins.upperBound - 1 {
            shiftColumns(by: 1)
        } else if column < size.columns - 1 {
            column += 1
        }
    }

    /// Moves the columns within the margins left (above 0) or right.
    private mutating func shiftColumns(by count: Int) {
        let here = (row, column)
        for line in region {
            row = line
            column = margins.lowerBound
            if count > 0 { deleteCells(count) } else { insertBlanks(-count) }
        }
        (row, column) = here
    }

    // MARK: Up and down

    /// IND: down, and at the region's end the region scrolls.
    mutating func index() {
        pendingWrap = false
        if row == region.upperBound - 1 {
            if isWithinMargins { scrollUp(1) }
        } else if row < size.rows - 1 {
            row += 1
        }
    }

    /// RI.
    mutating func reverseIndex() {
        pendingWrap = false
        if row == region.lowerBound {
            if isWithinMargins { scrollDown(1) }
        } else if row > 0 {
            row -= 1
        }
    }

    private var isWithinMargins: Bool { !switches.hasMargins || margins.contains(column) }

    /// Rows leave the region at its top; from the main screen's very top they go into history.
    mutating func scrollUp(_ count: Int, of rows: Range<Int>? = nil) {
        let rows = rows ?? region
        let count = min(count, rows.count)
        if switches.hasMargins, margins != 0..<size.columns {
            return scrollColumns(rows, by: count)
        }
        if alternate == nil, rows.lowerBound == 0 {
            for row in 0..<count {
                history.append(.init(cells: main.content(of: row), wraps: main[wraps: row]))
            }
        }
        let cell = eraser
        grid.scrollUp(rows, by: count, fill: cell)
    }

    mutating func scrollDown(_ count: Int, of rows: Range<Int>? = nil) {
        let rows = rows ?? region
        if switches.hasMargins, margins != 0..<size.columns {
            return scrollColumns(rows, by: -min(count, rows.count))
        }
        let cell = eraser
        grid.scrollDown(rows, by: count, fill: cell)
    }

    /// Scrolling within left and right margins moves cells.
    private mutating func scrollColumns(_ rows: Range<Int>, by count: Int) {
        let cell = eraser
        let order = count > 0 ? Array(rows) : rows.reversed()
        for row in order {
            let source = row + count
            for column in margins {
                grid[row, column] = rows.contains(source) ? grid[source, column] : cell
            }
            mendEdges(of: row)
        }
    }

    /// Margins may cut wide characters.
    private mutating func mendEdges(of row: Int) {
        let here = self.row
        self.row = row
        for column in 0..<size.columns {
            let cell = grid[row, column]
            let follows = column + 1 < size.columns && grid[row, column + 1].isContinuation
            if cell.isWide, !follows { grid[row, column] = Cell(content: 0x20, style: cell.style) }
            if cell.isContinuation, column == 0 || !grid[row, column - 1].isWide {
                grid[row, column] = Cell(content: 0x20, style: cell.style)
            }
        }
        self.row = here
    }

    // MARK: Tabs

    /// HT and CHT: to the next stop, the last column at most.
    mutating func tab(_ count: Int) {
        let last = rightEdge - 1
        for _ in 0..<min(count, size.columns) where column < last {
            column += 1
            while column < last, !tabs[column] { column += 1 }
        }
    }

    /// CBT.
    mutating func backTab(_ count: Int) {
        pendingWrap = false
        for _ in 0..<min(count, size.columns) where column > 0 {
            column -= 1
            while column > 0, !tabs[column] { column -= 1 }
        }
    }

    // MARK: Saving

    /// DECSC.
    mutating func saveCursor() {
        let cursor = SavedCursor(
            row: row, column: column, pendingWrap: pendingWrap, style: style, charsets: charsets,
            isOriginRelative: switches.isOriginRelative)
        if alternate == nil { saved = cursor } else { savedAlternate = cursor }
    }

    /// DECRC.
    mutating func restoreCursor() {
        let cursor = alternate == nil ? saved : savedAlternate
        row = min(cursor.row, size.rows - 1)
        column = min(cursor.column, size.columns - 1)
        pendingWrap = cursor.pendingWrap && column == size.columns - 1
        setStyle(cursor.style)
        charsets = cursor.charsets
        switches.isOriginRelative = cursor.isOriginRelative
    }

    mutating func setStyle(_ style: Style) {
        self.style = style
        styleNumber = nil
    }

    /// DECALN.
    private mutating func alignmentTest() {
        region = 0..<size.rows
        margins = 0..<size.columns
        switches.isOriginRelative = false
        for row in 0..<size.rows { grid.clear(row, Cell(content: 0x45, style: 0)) }
        (row, column, pendingWrap) = (0, 0, false)
    }

    /// RIS.
    mutating func reset() {
        let fresh = Screen(size: size, scrollback: history.limit)
        let kept = (events: events, replies: replies, history: history)
        let table = (styles, clusters, clusterNumbers, links)
        self = fresh
        (styles, clusters, clusterNumbers, links) = table
        events = kept.events
        replies = kept.replies
        history = kept.history
    }

    /// DECSTR.
    mutating func softReset() {
        switches.isCursorVisible = true
        switches.inserts = false
        switches.isOriginRelative = false
        switches.wraps = true
        modes.applicationCursor = false
        modes.applicationKeypad = false
        region = 0..<size.rows
        margins = 0..<size.columns
        switches.hasMargins = false
        setStyle(.plain)
        isProtecting = false
        charsets = Charsets()
        saved = SavedCursor()
        savedAlternate = SavedCursor()
    }

    mutating func reply(_ text: String) {
        // A program that asks without reading gets no more than it could ever read.
        if replies.count < 1 << 16 { replies += Array(text.utf8) }
    }
}

package import Terminal

/// Where everything stands on a screen of a size: rectangles that don't overlap.
package struct Layout: Equatable, Sendable {
    /// What there is room for.
    package enum Tier: Equatable, Sendable {
        /// The shell and three side panes, at its right or below it.
        case three
        /// The shell and one side pane that shows one of the three.
        case one
        /// The shell; side panes lie over it when they are called.
        case overlay
        /// The shell alone, without borders and status line.
        case bare
    }

    package private(set) var tier: Tier
    package private(set) var shell: Rectangle
    /// Contents of the side panes, without their borders; none where there is no room.
    package private(set) var sides: [Rectangle] = []
    /// The column of the line between the shell and the side panes, or the row if they are below.
    package private(set) var divider: Divider?
    /// The rows of the lines above side panes; their titles stand there.
    package private(set) var titles: [Rectangle] = []
    package private(set) var status: Rectangle?

    package enum Divider: Equatable, Sendable {
        case column(Int)
        case row(Int)
    }

    /// - Parameters:
    ///   - size: of the whole screen; 1x1 is a size.
    ///   - isZoomed: the shell has all columns and all rows but the last.
    ///   - shift: columns (or rows) that the user gave to the shell, negative to take.
    ///   - overlay: a side pane is open over the shell.
    package init(size: Size, isZoomed: Bool, shift: Int = 0, overlay: Bool = false) {
        tier = Self.tier(size)
        let whole = Rectangle(row: 0, column: 0, columns: size.columns, rows: size.rows)
        guard tier != .bare else {
            shell = whole
            if overlay { open(over: whole) }
            return
        }
        let rows = size.rows - 1
        status = Rectangle(row: rows, column: 0, columns: size.columns, rows: 1)
        shell = Rectangle(row: 0, column: 0, columns: size.columns, rows: rows)
        if isZoomed || tier == .overlay {
            if overlay { open(over: shell) }
        } else if size.columns <= 84 {
            placeBelow(size, rows, shift)
        } else {
            placeRight(size, rows, shift)
        }
    }

    private static func tier(_ size: Size) -> Tier {
        if size.columns < 40 || size.rows < 8 { return .bare }
        if size.columns <= 84, size.rows > 45 { return .one }
        if size.columns < 90 || size.rows < 20 { return .overlay }
        return size.columns >= 120 && size.rows >= 30 ? .three : .one
    }

    private mutating func placeRight(_ size: Size, _ rows: Int, _ shift: Int) {
        // The shell keeps 80 columns, the side panes at least 9.
        let wanted = max(80, size.columns * 65 / 100) + shift
        let columns = max(min(80, size.columns - 10), min(wanted, size.columns - 10))
        shell.columns = columns
        divider = .column(columns)
        let side = Rectangle(
            row: 0, column: columns + 1, columns: size.columns - columns - 1, rows: rows)
        place(tier == .three ? 3 : 1, in: side)
    }

    private mutating func placeBelow(_ size: Size, _ rows: Int, _ shift: Int) {
        let height = max(10, min(rows * 65 / 100 + shift, rows - 6))
        shell.rows = height
        divider = .row(height)
        let side = Rectangle(
            row: height, column: 0, columns: size.columns, rows: rows - height)
        place(1, in: side)
    }

    /// Panes one below the other, each under a line with its title.
    private mutating func place(_ count: Int, in area: Rectangle) {
        var top = area.row
        for index in 0..<count {
            let height = (area.rows - (top - area.row)) / (count - index)
            titles.append(
                Rectangle(row: top, column: area.column, columns: area.columns, rows: 1))
            sides.append(
                Rectangle(
                    row: top + 1, column: area.column, columns: area.columns, rows: height - 1))
            top += height
        }
    }

    /// A drawer at the right, with a title and a line at its left where there is room.
    private mutating func open(over area: Rectangle) {
        let columns = area.columns < 50 ? area.columns : min(area.columns - 1, 48)
        let left = area.column + area.columns - columns
        if columns < area.columns { divider = .column(left - 1) }
        let height = area.rows > 1 ? 1 : 0
        titles = [Rectangle(row: area.row, column: left, columns: columns, rows: height)]
        sides = [
            Rectangle(
                row: area.row + height, column: left, columns: columns, rows: area.rows - height)
        ]
    }
}

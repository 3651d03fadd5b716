/// The size of a screen in character cells. Both sides are at least 1.
package struct Size: Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    /// Sides below 1 become 1.
    package init(columns: Int, rows: Int) {
        self.columns = max(1, columns)
        self.rows = max(1, rows)
    }
}

/// A cell's place, counted from 0 at the top left.
package struct Point: Hashable, Sendable {
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

/// A rectangle of cells; it may be empty, and never reaches above or left of 0.
package struct Rectangle: Hashable, Sendable {
    package var row: Int
    package var column: Int
    package var columns: Int
    package var rows: Int

    package init(row: Int, column: Int, columns: Int, rows: Int) {
        self.row = max(0, row)
        self.column = max(0, column)
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    package var isEmpty: Bool { columns == 0 || rows == 0 }

    package func contains(_ point: Point) -> Bool {
        point.row >= row && point.row < row + rows && point.column >= column
            && point.column < column + columns
    }
}

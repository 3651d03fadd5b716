extension Screen {
    /// What an erasing function spares.
    enum Sparing { case nothing, protected }

    /// ED and DECSED (ECMA-48 8.3.39).
    mutating func eraseDisplay(_ what: Int, sparing: Sparing) {
        // The history alone is no reason to end a pending wrap (xterm).
        if what < 3 { position.pendingWrap = false }
        let row = position.row
        switch what {
        case 0:
            eraseLine(0, sparing: sparing)
            erase(rows: row + 1..<size.rows, sparing: sparing)
        case 1:
            erase(rows: 0..<row, sparing: sparing)
            eraseLine(1, sparing: sparing)
        case 2: erase(rows: 0..<size.rows, sparing: sparing)
        case 3 where sparing == .nothing: scrollback.removeAll()
        default: break
        }
    }

    /// EL and DECSEL (ECMA-48 8.3.41).
    mutating func eraseLine(_ what: Int, sparing: Sparing) {
        let column = position.column
        switch what {
        case 0: erase(position.row, column..<size.columns, sparing: sparing)
        case 1: erase(position.row, 0..<column + 1, sparing: sparing)
        case 2: erase(position.row, 0..<size.columns, sparing: sparing)
        default: return
        }
        position.pendingWrap = false
    }

    private mutating func erase(rows: Range<Int>, sparing: Sparing) {
        for row in rows { erase(row, 0..<size.columns, sparing: sparing) }
    }

    /// Erases part of a row.
    mutating func erase(_ row: Int, _ range: Range<Int>, sparing: Sparing) {
        let blank = eraseBits()
        guard sparing == .protected || isGuarded else {
            grid.fill(row, range, with: blank)
            return
        }
        for column in range where grid.cell(row, column) & Cell.protectedBit == 0 {
            grid.fill(row, column..<column + 1, with: blank)
        }
    }

    /// ECH (ECMA-48 8.3.38).
    mutating func eraseCharacters(_ count: Int) {
        position.pendingWrap = false
        let end = min(size.columns, position.column + count)
        erase(position.row, position.column..<end, sparing: .nothing)
    }

    /// DECALN: the screen full of E, margins and cursor home, origin mode off.
    mutating func fillWithE() {
        resetMargins()
        modeSet[.origin] = false
        for row in 0..<size.rows {
            grid.clear(row, with: 0)
            grid.fill(row, 0..<size.columns, with: 0x45)
        }
        position = Cursor()
    }

    mutating func resetMargins() {
        top = 0
        bottom = size.rows - 1
        left = 0
        right = size.columns - 1
    }
}

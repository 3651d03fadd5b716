extension Screen {
    /// Rectangles (DEC STD 070; VT420): parameters are top, left, bottom, right from 1.
    mutating func rectangle(_ final: UInt8) {
        switch (parser.intermediates, final) {
        case (0x24, 0x76): copyRectangle()
        case (0x24, 0x78): fillRectangle()
        case (0x24, 0x7A):
            let blank = eraseBits()
            eachRow(of: area(0)) { $0.grid.fill($1, $2, with: blank) }
        case (0x24, 0x7B): eachRow(of: area(0)) { $0.blankUnprotected($1, $2) }
        case (0x24, 0x72): changeAttributes(reversing: false)
        case (0x24, 0x74): changeAttributes(reversing: true)
        case (0x2A, 0x78): changesRectangles = parser.value(0) == 2
        case (0x2A, 0x79): reportChecksum()
        default: break
        }
    }

    typealias Area = (rows: Range<Int>, columns: Range<Int>)

    /// The rectangle that four parameters name, inside the screen; `nil` when it is empty.
    func area(_ index: Int) -> Area? {
        let origin = modeSet[.origin]
        let firstRow = origin ? top : 0
        let firstColumn = origin ? left : 0
        let lastRow = origin ? bottom : size.rows - 1
        let lastColumn = origin ? right : size.columns - 1
        let row = firstRow + parser.value(index, or: 1) - 1
        let column = firstColumn + parser.value(index + 1, or: 1) - 1
        let end = min(lastRow, firstRow + parser.value(index + 2, or: lastRow - firstRow + 1) - 1)
        let edge = min(
            lastColumn, firstColumn + parser.value(index + 3, or: lastColumn - firstColumn + 1) - 1)
        guard row <= end, column <= edge else { return nil }
        return (row..<end + 1, column..<edge + 1)
    }

    private mutating func eachRow(
        of area: Area?, _ body: (inout Screen, Int, Range<Int>) -> Void
    ) {
        guard let area else { return }
        for row in area.rows { body(&self, row, area.columns) }
    }

    /// DECCRA; pages are one and the same.
    private mutating func copyRectangle() {
        guard let source = area(0) else { return }
        let row = originRow + parser.value(5, or: 1) - 1
        let column = originColumn + parser.value(6, or: 1) - 1
        let lastRow = modeSet[.origin] ? bottom : size.rows - 1
        let lastColumn = modeSet[.origin] ? right : size.columns - 1
        let rows = min(source.rows.count, lastRow - row + 1)
        let columns = min(source.columns.count, lastColumn - column + 1)
        guard rows > 0, columns > 0 else { return }
        let held = (0..<rows).map { step in
            (0..<columns).map {
                grid.cell(source.rows.lowerBound + step, source.columns.lowerBound + $0)
            }
        }
        for (step, cells) in held.enumerated() {
            let target = row + step
            grid.fill(target, column..<column + columns, with: 0)
            grid.rows[target].mayBeWide =
                grid.rows[target].mayBeWide
                || grid.rows[source.rows.lowerBound + step].mayBeWide
            let base = grid.open(target, to: column + columns) + column
            for (index, bits) in cells.enumerated() {
                let part = bits & Cell.partMask
                let isTorn =
                    part == Cell.headBits && index == columns - 1
                    || part == Cell.tailBits && index == 0 || part == Cell.spacerBits
                grid.cells[base + index] = isTorn ? bits & Cell.styleMask : bits
            }
        }
    }

    /// DECSERA of a row: characters go, their looks stay.
    private mutating func blankUnprotected(_ row: Int, _ range: Range<Int>) {
        for column in range {
            let bits = grid.cell(row, column)
            guard bits != 0, bits & Cell.protectedBit == 0 else { continue }
            grid.fill(row, column..<column + 1, with: bits & Cell.styleMask)
        }
    }

    /// DECFRA.
    private mutating func fillRectangle() {
        let character = parser.value(0)
        guard (0x20...0x7E).contains(character) || (0xA0...0xFF).contains(character) else { return }
        if pen.isDirty { resolvePen() }
        let bits = pen.template | UInt64(character)
        eachRow(of: area(1)) { $0.grid.fill($1, $2, with: bits) }
    }

    /// DECCARA and DECRARA, on the rectangle or on the stream of cells (DECSACE).
    private mutating func changeAttributes(reversing: Bool) {
        guard let area = area(0) else { return }
        for row in area.rows {
            var columns = area.columns
            if !changesRectangles {
                let edge = modeSet[.origin] ? right + 1 : size.columns
                let start = row == area.rows.lowerBound ? columns.lowerBound : originColumn
                let end = row == area.rows.upperBound - 1 ? columns.upperBound : edge
                columns = start..<max(start, end)
            }
            for column in columns { changeAttributes(row, column, reversing: reversing) }
        }
    }

    private mutating func changeAttributes(_ row: Int, _ column: Int, reversing: Bool) {
        let base = grid.open(row, to: column + 1)
        let bits = grid.cells[base + column]
        var style = styles.style(of: Cell(bits: bits).style)
        let flags: [Int: Attributes] = [1: .bold, 5: .blink, 7: .reverse]
        for index in 4..<max(5, parser.count) {
            let code = parser.value(index)
            switch (code, reversing) {
            case (0, false):
                style.attributes.subtract([.bold, .blink, .reverse])
                style.attributes.underline = .none
            case (0, true):
                style.attributes.formSymmetricDifference([.bold, .blink, .reverse])
                toggleUnderline(&style)
            case (4, false): style.attributes.underline = .single
            case (4, true): toggleUnderline(&style)
            case (24, false): style.attributes.underline = .none
            case (22, false): style.attributes.remove(.bold)
            case (25, false): style.attributes.remove(.blink)
            case (27, false): style.attributes.remove(.reverse)
            default:
                guard let flag = flags[code] else { continue }
                if reversing {
                    style.attributes.formSymmetricDifference(flag)
                } else {
                    style.attributes.insert(flag)
                }
            }
        }
        let content =
            bits & (Cell.contentMask | Cell.partMask | Cell.clusterBit) == 0
            ? bits | 0x20 : bits
        grid.cells[base + column] =
            content & ~Cell.styleMask | UInt64(styles.id(of: style)) << Cell.styleShift
    }

    private func toggleUnderline(_ style: inout Style) {
        style.attributes.underline = style.attributes.underline == .none ? .single : .none
    }
}

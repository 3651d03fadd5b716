extension Screen {
    /// Writes a run of whole UTF-8 sequences that stay in the row and join nothing; returns
    /// where it stopped, `start` when the first of them needs more care.
    mutating func printText(_ bytes: Span<UInt8>, from start: Int) -> Int {
        if position.pendingWrap || modeSet[.insert] { return start }
        if pen.isDirty { resolvePen() }
        let row = position.row
        let first = position.column
        let limit = first <= right ? right + 1 : size.columns
        let joins = modeSet[.graphemes]
        let widths = widths
        let template = pen.template
        grid.mend(row, at: first)
        let base = grid.open(row, to: first)
        let length = Int(grid.rows[row].length)
        var cells = grid.cells.mutableSpan
        var column = first
        var at = start
        var last: UInt32 = 0
        var isWide = false
        while column < limit, at < bytes.count {
            let decoded = Self.decode(bytes, at)
            guard decoded.count > 0 else { break }
            let scalar = decoded.scalar
            let entry = widths[scalar]
            let width = entry.width
            if width == 0 || column + width > limit { break }
            if joins, scalar >= 0x1F1E6, scalar <= 0x1F1FF || scalar >= 0x1F3FB && scalar <= 0x1F3FF
            {
                break
            }
            if joins, entry.isPictographic, column > 0 {
                let before = cells[base + column - 1]
                let isTail = before & Cell.partMask == Cell.tailBits && column > 1
                let whole = isTail ? cells[base + column - 2] : before
                if whole & Cell.clusterBit != 0 { break }
            }
            if width == 2 {
                cells[base + column] = template | UInt64(scalar) | Cell.headBits
                cells[base + column + 1] = template | Cell.tailBits
                isWide = true
            } else {
                cells[base + column] = template | UInt64(scalar)
            }
            column += width
            at += decoded.count
            last = scalar
        }
        guard at > start else { return start }
        if column < length, cells[base + column] & Cell.partMask == Cell.tailBits {
            cells[base + column] &= Cell.styleMask
        }
        if column > length { grid.rows[row].length = UInt16(truncatingIfNeeded: column) }
        if isWide { grid.rows[row].mayBeWide = true }
        lastPrinted = last
        if column == limit {
            position.column = limit - 1
            position.pendingWrap = true
        } else {
            position.column = column
        }
        return at
    }

    /// The scalar from U+00A0 on that a whole, valid sequence spells; count 0 for all else.
    @inline(__always)
    private static func decode(_ bytes: Span<UInt8>, _ at: Int) -> (scalar: UInt32, count: Int) {
        let first = bytes[at]
        if first < 0xC2 { return (0, 0) }
        if first < 0xE0 {
            guard at + 1 < bytes.count, bytes[at + 1] & 0xC0 == 0x80 else { return (0, 0) }
            let scalar = UInt32(first & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F)
            return scalar < 0xA0 ? (0, 0) : (scalar, 2)
        }
        if first < 0xF0 {
            guard at + 2 < bytes.count else { return (0, 0) }
            let (second, third) = (bytes[at + 1], bytes[at + 2])
            guard second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return (0, 0) }
            let scalar =
                UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
            return scalar < 0x800 || scalar >> 11 == 0x1B ? (0, 0) : (scalar, 3)
        }
        guard first < 0xF5, at + 3 < bytes.count else { return (0, 0) }
        let (second, third, fourth) = (bytes[at + 1], bytes[at + 2], bytes[at + 3])
        guard second & 0xC0 == 0x80, third & 0xC0 == 0x80, fourth & 0xC0 == 0x80 else {
            return (0, 0)
        }
        let scalar =
            UInt32(first & 0x07) << 18 | UInt32(second & 0x3F) << 12 | UInt32(third & 0x3F) << 6
            | UInt32(fourth & 0x3F)
        return scalar < 0x10000 || scalar > 0x10FFFF ? (0, 0) : (scalar, 4)
    }
}

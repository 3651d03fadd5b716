extension Screen {
    /// Writes a run of whole UTF-8 sequences that stay in the row and join nothing; returns
    /// where it stopped, `start` when the first of them needs more care.
    mutating func printText(_ bytes: Span<UInt8>, from start: Int) -> Int {
        if modeSet[.insert] { return start }
        let joins = modeSet[.graphemes]
        if position.pendingWrap {
            let decoded = UTF8Decoder.scalar(bytes, at: start)
            let entry = widths[decoded.scalar]
            guard decoded.count > 0, entry.width > 0, modeSet[.autowrap],
                !joins || !entry.mayJoin
            else { return start }
            wrap()
        }
        if pen.isDirty { resolvePen() }
        let row = position.row
        let first = position.column
        let limit = first <= right ? right + 1 : size.columns
        if grid.rows[row].mayBeWide { grid.mend(row, at: first) }
        let length = grid.rows[row].length
        if first > length { _ = grid.open(row, to: first) }
        let base = grid.rows[row].base
        let run = Self.print(
            bytes, from: start, in: first..<limit, joins: joins, template: pen.template, widths,
            into: &grid.cells, at: base)
        guard run.end > start else { return start }
        let column = run.column
        if column < length {
            let place = base + column
            if grid.cells[place] & Cell.partMask == Cell.tailBits {
                grid.cells[place] &= Cell.styleMask
            }
        }
        grid.note(row, end: column, isWide: run.isWide)
        lastPrinted = run.last
        if column == limit {
            position.column = limit - 1
            position.pendingWrap = true
        } else {
            position.column = column
        }
        return run.end
    }

    /// What a run of text left behind.
    private struct Run {
        /// Where in the bytes it stopped, and where in the row.
        let end: Int
        let column: Int
        let last: UInt32
        let isWide: Bool
    }

    /// Apart from its caller, so that all it needs stays in registers.
    @inline(never)
    private static func print(
        _ bytes: Span<UInt8>, from start: Int, in columns: Range<Int>, joins: Bool,
        template: UInt64, _ widths: borrowing WidthTable, into cells: inout [UInt64], at base: Int
    ) -> Run {
        var all = cells.mutableSpan
        var row = all.part(base..<base + columns.upperBound)
        let entries = widths.entries.span
        let limit = row.count
        // Without clusters the letters of flags are narrower than the table says.
        let joining = joins ? WidthTable.Entry.joiningBit : WidthTable.Entry.modifierBit
        var column = columns.lowerBound
        var at = start
        var last: UInt32 = 0
        var seen: UInt8 = 0
        while column < limit {
            let (scalar, count) = UTF8Decoder.scalar(bytes, at: at)
            guard count > 0, Int(scalar) < entries.count else { break }
            let entry = WidthTable.Entry(bits: entries[Int(scalar)])
            let next = column &+ entry.width
            if next == column || next > limit { break }
            if entry.bits & joining != 0, joinsCluster(entry, row, before: column) { break }
            if entry.width == 2 {
                row[column] = template | UInt64(scalar) | Cell.headBits
                row[column &+ 1] = template | Cell.tailBits
            } else {
                row[column] = template | UInt64(scalar)
            }
            seen |= entry.bits
            column = next
            at = at &+ count
            last = scalar
            if count == 3, entry.bits < 3 {
                printAlike(
                    bytes, &at, entry.bits, entries, template: template, into: &row, &column, &last)
            }
        }
        return Run(end: at, column: column, last: last, isWide: seen & 2 != 0)
    }

    /// Writes the three-byte sequences that follow one and are as wide, and join as little: most
    /// of the world's text is in runs of them.
    @inline(__always)
    private static func printAlike(
        _ bytes: Span<UInt8>, _ at: inout Int, _ bits: UInt8, _ entries: Span<UInt8>,
        template: UInt64, into row: inout MutableSpan<UInt64>, _ column: inout Int,
        _ last: inout UInt32
    ) {
        let raw = bytes.bytes
        let width = Int(bits)
        let end = bytes.count &- 4
        let limit = row.count &- width
        let head = bits == 2 ? template | Cell.headBits : template
        while at <= end, column <= limit {
            let word = UInt32(
                littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self))
            let scalar = UTF8Decoder.ofThree(word)
            guard UTF8Decoder.isThree(word), scalar >= 0x800, entries[Int(scalar)] == bits else {
                return
            }
            row[column] = head | UInt64(scalar)
            if width == 2 { row[column &+ 1] = template | Cell.tailBits }
            column = column &+ width
            at = at &+ 3
            last = scalar
        }
    }

    /// Whether a scalar that may join must be looked at with what stands before it: always for
    /// modifiers and the letters of flags, else where that is a cluster.
    private static func joinsCluster(
        _ entry: WidthTable.Entry, _ row: borrowing MutableSpan<UInt64>, before column: Int
    ) -> Bool {
        guard !entry.isModifierOrRegion else { return true }
        guard column > 0 else { return false }
        let isTail = row[column - 1] & Cell.partMask == Cell.tailBits && column > 1
        return row[isTail ? column - 2 : column - 1] & Cell.clusterBit != 0
    }
}

/// Decodes whole sequences of UTF-8.
enum UTF8Decoder {
    /// The scalar from U+00A0 on that a whole, valid sequence spells; count 0 for all else.
    @inline(__always)
    static func scalar(_ bytes: Span<UInt8>, at: Int) -> (scalar: UInt32, count: Int) {
        guard at + 4 <= bytes.count else { return lastScalar(bytes, at: at) }
        let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self)
        return scalar(UInt32(littleEndian: word))
    }

    /// Whether the lowest bytes have the marks of a sequence of three.
    @inline(__always)
    static func isThree(_ word: UInt32) -> Bool { word & 0xC0_C0F0 == 0x80_80E0 }

    /// What they spell.
    @inline(__always)
    static func ofThree(_ word: UInt32) -> UInt32 {
        (word & 0x0F) << 12 | (word >> 8 & 0x3F) << 6 | (word >> 16 & 0x3F)
    }

    /// The same from four bytes, the first lowest.
    @inline(__always)
    private static func scalar(_ word: UInt32) -> (scalar: UInt32, count: Int) {
        if isThree(word) {
            let scalar = ofThree(word)
            let isValid = scalar &- 0x800 < 0xD000 || scalar >= 0xE000
            return (scalar, isValid ? 3 : 0)
        }
        if word & 0xE0 == 0xC0 {
            let scalar = (word & 0x1F) << 6 | word >> 8 & 0x3F
            return (scalar, word & 0xC000 == 0x8000 && scalar >= 0xA0 ? 2 : 0)
        }
        let scalar =
            (word & 0x07) << 18 | (word >> 8 & 0x3F) << 12 | (word >> 16 & 0x3F) << 6
            | word >> 24 & 0x3F
        let isValid =
            word & 0xC0C0_C0F8 == 0x8080_80F0 && scalar >= 0x10000 && scalar <= 0x10FFFF
        return (scalar, isValid ? 4 : 0)
    }

    /// The same at the end of the bytes; what is missing is no continuation.
    private static func lastScalar(_ bytes: Span<UInt8>, at: Int) -> (scalar: UInt32, count: Int) {
        var word: UInt32 = 0
        for place in (at..<max(at, bytes.count)).reversed() {
            word = word << 8 | UInt32(bytes[place])
        }
        return scalar(word)
    }
}

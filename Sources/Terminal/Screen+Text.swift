extension Screen {
    /// Writes a run of whole UTF-8 sequences that stay in the row and join nothing; returns
    /// where it stopped, `start` when the first of them needs more care.
    mutating func printText(_ bytes: Span<UInt8>, from start: Int) -> Int {
        if modeSet[.insert] { return start }
        let (scalar, count) = UTF8Decoder.scalar(bytes, at: start)
        let entry = widths[scalar]
        guard count > 0, entry.width > 0 else { return start }
        let joins = modeSet[.graphemes]
        if position.pendingWrap {
            guard modeSet[.autowrap], !joins || !entry.mayJoin else { return start }
            wrap()
        }
        if pen.isDirty { resolvePen() }
        let row = position.row
        let first = position.column
        let limit = first <= right ? right + 1 : size.columns
        var place = grid.rows[row]
        if place.isPacked || first > place.length {
            _ = grid.open(row, to: first)
            place = grid.rows[row]
        }
        let beginsInside =
            place.mayBeWide && first > 0
            && grid.cell(row, first) & Cell.partMask == Cell.tailBits
        let run = Self.print(
            bytes, from: start, in: first..<limit, joins: joins,
            takesASCII: charsets.isPlain && charsets.single == 0, template: pen.template, widths,
            into: &grid.cells, at: place.base)
        guard run.end > start else { return start }
        // Not before, since what writes nothing here may join the character that stands there.
        if beginsInside { grid.cells[place.base + first - 1] &= Cell.styleMask }
        let column = run.column
        if column >= place.length {
            place.length = column
        } else if grid.cells[place.base + column] & Cell.partMask == Cell.tailBits {
            grid.cells[place.base + column] &= Cell.styleMask
        }
        place.isDamaged = true
        if run.isWide { place.mayBeWide = true }
        grid.rows[row] = place
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
    ///
    /// - Parameters:
    ///   - joins: whether what may belong to a cluster ends the run.
    ///   - takesASCII: whether ASCII between other text is written as well.
    @inline(never)
    private static func print(
        _ bytes: Span<UInt8>, from start: Int, in columns: Range<Int>, joins: Bool,
        takesASCII: Bool, template: UInt64, _ widths: borrowing WidthTable,
        into cells: inout [UInt64], at base: Int
    ) -> Run {
        var all = cells.mutableSpan
        var part = all.part(base..<base + columns.upperBound)
        var row = part.mutableBytes
        let raw = bytes.bytes
        let entries = widths.entries.span.extracting(0..<WidthTable.entryCount)
        let limit = columns.upperBound
        // Without clusters the letters of flags are narrower than the table says.
        let joining = joins ? WidthTable.Entry.joiningBit : WidthTable.Entry.modifierBit
        let ascii: UInt64 = takesASCII ? 0x80 : 0
        let tail = template | Cell.tailBits
        let head = template | Cell.headBits
        var column = columns.lowerBound
        var at = start
        var seen: UInt8 = 0
        while column < limit {
            let decoded: (scalar: UInt32, count: Int)
            if at &+ 8 <= bytes.count {
                let word = UInt64(
                    littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
                if UTF8Decoder.areThrees(word) {
                    // Most of the world's text that isn't Latin is in runs of three bytes each.
                    let (first, second) = UTF8Decoder.ofThrees(word)
                    let widths = (entries[first], entries[second])
                    if widths.0 == 2, widths.1 == 2, column &+ 4 <= limit {
                        row.storeBytes(
                            of: SIMD4(head | UInt64(first), tail, head | UInt64(second), tail),
                            toByteOffset: column &* 8, as: SIMD4<UInt64>.self)
                        column = column &+ 4
                        at = at &+ 6
                        seen |= 2
                        continue
                    }
                    if widths.0 == 1, widths.1 == 1, column &+ 2 <= limit,
                        min(first, second) >= 0x800
                    {
                        row.storeBytes(
                            of: SIMD2(template | UInt64(first), template | UInt64(second)),
                            toByteOffset: column &* 8, as: SIMD2<UInt64>.self)
                        column = column &+ 2
                        at = at &+ 6
                        continue
                    }
                } else if word & 0x80 < ascii {
                    let length = min(TextRun.asciiPrefix(word), limit &- column)
                    if length == 0 { break }
                    var rest = word
                    for _ in 0..<length {
                        row.storeBytes(
                            of: template | rest & 0xFF, toByteOffset: column &* 8,
                            as: UInt64.self)
                        rest >>= 8
                        column = column &+ 1
                    }
                    at = at &+ length
                    continue
                }
                decoded = UTF8Decoder.scalar(UInt32(truncatingIfNeeded: word))
            } else {
                decoded = UTF8Decoder.scalar(bytes, at: at)
            }
            guard decoded.count > 0, Int(decoded.scalar) < entries.count else { break }
            let entry = WidthTable.Entry(bits: entries[Int(decoded.scalar)])
            let next = column &+ entry.width
            if next == column || next > limit { break }
            if entry.bits & joining != 0, joinsCluster(entry, row, before: column) { break }
            if entry.width == 2 {
                row.storeBytes(
                    of: SIMD2(head | UInt64(decoded.scalar), tail), toByteOffset: column &* 8,
                    as: SIMD2<UInt64>.self)
            } else {
                row.storeBytes(
                    of: template | UInt64(decoded.scalar), toByteOffset: column &* 8,
                    as: UInt64.self)
            }
            seen |= entry.bits
            column = next
            at = at &+ decoded.count
        }
        return Run(
            end: at, column: column, last: Cell(bits: character(row, before: column)).content,
            isWide: seen & 2 != 0)
    }

    /// The cell of the character that stands before a column, 0 for none.
    @inline(__always)
    private static func character(
        _ row: borrowing MutableRawSpan, before column: Int
    ) -> UInt64 {
        guard column > 0 else { return 0 }
        let cell = row.unsafeLoad(fromByteOffset: (column - 1) * 8, as: UInt64.self)
        guard cell & Cell.partMask == Cell.tailBits, column > 1 else { return cell }
        return row.unsafeLoad(fromByteOffset: (column - 2) * 8, as: UInt64.self)
    }

    /// Whether a scalar that may join must be looked at with what stands before it: always for
    /// modifiers and the letters of flags, else where that is a cluster.
    private static func joinsCluster(
        _ entry: WidthTable.Entry, _ row: borrowing MutableRawSpan, before column: Int
    ) -> Bool {
        entry.isModifierOrRegion || character(row, before: column) & Cell.clusterBit != 0
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

    /// Whether the lowest bytes have the marks of two sequences of three.
    @inline(__always)
    static func areThrees(_ word: UInt64) -> Bool {
        word & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0
    }

    /// What they spell, the first one lowest.
    @inline(__always)
    static func ofThrees(_ word: UInt64) -> (first: Int, second: Int) {
        let both =
            (word & 0x0F00_000F) << 12 | (word >> 2 & 0x0F_C000_0FC0) | (word >> 16 & 0x3F00_003F)
        return (
            Int(truncatingIfNeeded: both & 0xFFFF), Int(truncatingIfNeeded: both >> 24 & 0xFFFF)
        )
    }

    /// What they spell.
    @inline(__always)
    static func ofThree(_ word: UInt32) -> UInt32 {
        (word & 0x0F) << 12 | (word >> 8 & 0x3F) << 6 | (word >> 16 & 0x3F)
    }

    /// The same from four bytes, the first lowest.
    @inline(__always)
    static func scalar(_ word: UInt32) -> (scalar: UInt32, count: Int) {
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

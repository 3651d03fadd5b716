/// The cells of one screen: rows are places in one array, so that scrolling moves places and
/// not cells. Cells beyond a row's `length` are blank whatever the array holds there, and a row of
/// plain text may be packed: a byte a cell (`Grid+Packed.swift`).
struct Grid: Sendable {
    /// One word, so that scrolling moves words: bits 0–31 hold the base, 32–47 the length, bits 48
    /// to 51 the flags.
    struct Row: Sendable {
        private var bits: UInt64

        /// An empty row whose cells begin at the given place.
        init(base: Int) { bits = UInt64(UInt32(truncatingIfNeeded: base)) | Self.damagedBit }

        private static let lengthShift: UInt64 = 32
        private static let lengthMask: UInt64 = 0xFFFF << lengthShift
        private static let wrappedBit: UInt64 = 1 << 48
        private static let wideBit: UInt64 = 1 << 49
        private static let damagedBit: UInt64 = 1 << 50
        private static let packedBit: UInt64 = 1 << 51

        /// Where the row's cells begin.
        var base: Int { Int(UInt32(truncatingIfNeeded: bits)) }

        /// Cells in use.
        var length: Int {
            get { Int(bits >> Self.lengthShift & 0xFFFF) }
            set {
                bits =
                    bits & ~Self.lengthMask
                    | UInt64(truncatingIfNeeded: newValue) << Self.lengthShift & Self.lengthMask
            }
        }

        /// Whether the text goes on in the next row.
        var isWrapped: Bool {
            get { bits & Self.wrappedBit != 0 }
            set { bits = newValue ? bits | Self.wrappedBit : bits & ~Self.wrappedBit }
        }

        /// Whether the row may hold wide characters.
        var mayBeWide: Bool {
            get { bits & Self.wideBit != 0 }
            set { bits = newValue ? bits | Self.wideBit : bits & ~Self.wideBit }
        }

        /// Whether the cells may have changed since damage was taken.
        var isDamaged: Bool {
            get { bits & Self.damagedBit != 0 }
            set { bits = newValue ? bits | Self.damagedBit : bits & ~Self.damagedBit }
        }

        /// Whether a word that all the cells have in common stands at the base, and after it a byte
        /// for each cell.
        var isPacked: Bool {
            get { bits & Self.packedBit != 0 }
            set { bits = newValue ? bits | Self.packedBit : bits & ~Self.packedBit }
        }

        /// Empties the row.
        mutating func removeAll() { self = Row(base: base) }
    }

    private(set) var columns: Int
    var rows: RowRing
    var cells: [UInt64]
    /// Where each row's cells began when damage was taken.
    private var shownBases: [Int] = []

    init(size: Size) {
        columns = size.columns
        cells = Array(repeating: 0, count: size.columns * size.rows)
        rows = RowRing((0..<size.rows).map { Row(base: $0 * size.columns) })
    }

    /// The bits of a cell, 0 beyond the row's length.
    @inline(__always)
    func cell(_ row: Int, _ column: Int) -> UInt64 {
        let place = rows[row]
        guard column < place.length else { return 0 }
        return place.isPacked ? packedCell(place, column) : cells[place.base + column]
    }

    /// Where a row's cells begin, after making sure that those up to `end` are in use.
    mutating func open(_ row: Int, to end: Int) -> Int {
        if rows[row].isPacked { unpack(row) }
        var place = rows[row]
        place.isDamaged = true
        if end > place.length {
            set(place.base + place.length..<place.base + end, to: 0)
            place.length = end
        }
        rows[row] = place
        return place.base
    }

    /// Writes a run of printable ASCII as cells; there must be room for it in the row.
    mutating func write(_ bytes: Span<UInt8>, _ row: Int, from start: Int, template: UInt64) {
        let end = start + bytes.count
        var place = rows[row]
        if place.isPacked || place.mayBeWide || start > place.length {
            _ = open(row, to: start)
            mend(row, at: start)
            mend(row, at: end)
            place = rows[row]
        }
        place.isDamaged = true
        if end > place.length { place.length = end }
        rows[row] = place
        var all = cells.mutableSpan
        var target = all.part(place.base + start..<place.base + end)
        TextRun.write(bytes, into: &target, template: template)
    }

    private mutating func set(_ places: Range<Int>, to bits: UInt64) {
        var all = cells.mutableSpan
        var span = all.part(places)
        for place in 0..<span.count { span[place] = bits }
    }

    /// Fills part of a row; wide characters cut by either end become blanks.
    mutating func fill(_ row: Int, _ range: Range<Int>, with bits: UInt64) {
        guard !range.isEmpty else { return }
        mend(row, at: range.lowerBound)
        mend(row, at: range.upperBound)
        overwrite(row, range, with: bits)
    }

    /// Fills a part of a row whose cells mean nothing any more, since they were copied elsewhere.
    mutating func overwrite(_ row: Int, _ range: Range<Int>, with bits: UInt64) {
        if range.upperBound == columns { rows[row].isWrapped = false }
        let length = rows[row].length
        if bits == 0, range.upperBound >= length {
            rows[row].length = min(length, range.lowerBound)
            rows[row].isDamaged = true
            return
        }
        let base = open(row, to: range.upperBound)
        set(base + range.lowerBound..<base + range.upperBound, to: bits)
    }

    /// Blanks the wide character that stands over the border before a column.
    mutating func mend(_ row: Int, at column: Int) {
        guard rows[row].mayBeWide, column > 0, column < rows[row].length else { return }
        let place = rows[row].base + column
        guard cells[place] & Cell.partMask == Cell.tailBits else { return }
        rows[row].isDamaged = true
        cells[place] &= Cell.styleMask
        cells[place - 1] &= Cell.styleMask
    }

    /// Blanks the halves of wide characters that a new width has parted.
    mutating func mendAll(_ row: Int) {
        let base = rows[row].base
        let length = rows[row].length
        for column in 0..<length {
            let part = cells[base + column] & Cell.partMask
            let before = column > 0 ? cells[base + column - 1] & Cell.partMask : 0
            let next = column + 1 < length ? cells[base + column + 1] & Cell.partMask : 0
            if part == Cell.headBits && next != Cell.tailBits
                || part == Cell.tailBits && before != Cell.headBits
            {
                cells[base + column] &= Cell.styleMask
            }
        }
    }

    /// Empties a row, in the given blank.
    mutating func clear(_ row: Int, with bits: UInt64) {
        rows[row].removeAll()
        if bits != 0 { fill(row, 0..<columns, with: bits) }
    }

    /// Moves the rows of a range up; the rows that come in at the bottom are blank.
    mutating func scrollUp(_ range: Range<Int>, by count: Int, blank: UInt64) {
        let count = min(count, range.count)
        guard count > 0 else { return }
        if range.lowerBound > 0 { rows[range.lowerBound - 1].isWrapped = false }
        if count == 1 {
            rows.rotateUp(range)
            if blank == 0 { return }
        } else {
            rows.rotate(range, by: count)
        }
        for row in range.upperBound - count..<range.upperBound { clear(row, with: blank) }
    }

    /// Moves the rows of a range down; the rows that come in at the top are blank.
    mutating func scrollDown(_ range: Range<Int>, by count: Int, blank: UInt64) {
        let count = min(count, range.count)
        guard count > 0 else { return }
        if range.lowerBound > 0 { rows[range.lowerBound - 1].isWrapped = false }
        rows.rotate(range, by: range.count - count)
        for row in range.lowerBound..<range.lowerBound + count { clear(row, with: blank) }
        rows[range.upperBound - 1].isWrapped = false
    }

    /// Copies cells inside one row, the ranges may overlap.
    mutating func shift(_ row: Int, from source: Int, to target: Int, count: Int) {
        guard count > 0, source != target else { return }
        let base = open(row, to: max(source, target) + count)
        if source > target {
            for step in 0..<count { cells[base + target + step] = cells[base + source + step] }
        } else {
            for step in (0..<count).reversed() {
                cells[base + target + step] = cells[base + source + step]
            }
        }
    }

    /// Copies cells of one row to the same columns of another.
    mutating func copy(from source: Int, to target: Int, columns range: Range<Int>) {
        let from = open(source, to: range.upperBound)
        let to = open(target, to: range.upperBound)
        rows[target].mayBeWide = rows[target].mayBeWide || rows[source].mayBeWide
        for column in range { cells[to + column] = cells[from + column] }
    }

    /// The rows whose cells may have changed, or moved to another row, since this was asked last;
    /// all at first.
    mutating func takeDamage() -> [Int] {
        var damaged: [Int] = []
        let isFirst = shownBases.count != rows.count
        if isFirst { shownBases = Array(repeating: 0, count: rows.count) }
        for row in 0..<rows.count {
            let place = rows[row]
            guard isFirst || place.isDamaged || place.base != shownBases[row] else { continue }
            damaged.append(row)
            shownBases[row] = place.base
            rows[row].isDamaged = false
        }
        return damaged
    }
}

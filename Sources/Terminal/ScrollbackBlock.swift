/// A part of the history: pieces, each the cells of a row that left the screen, in words that are
/// filled from both ends. A piece of Latin text takes a byte a cell and a word for each change of
/// style, any other a word a cell.
struct ScrollbackBlock: Sendable {
    /// Words of a block; the longest row there can be fits.
    static let size = 1 << 13

    /// Where a piece's words are, in one word at the other end of the block.
    struct Piece: Equatable, Sendable {
        fileprivate var bits: UInt64

        fileprivate init(bits: UInt64) { self.bits = bits }

        fileprivate init(start: Int, count: Int, words: Int, flags: UInt64) {
            bits = UInt64(start) | UInt64(count) << 16 | UInt64(words) << 32 | flags
        }

        static let packedFlag: UInt64 = 1 << 48
        static let wideFlag: UInt64 = 1 << 49
        static let openFlag: UInt64 = 1 << 50

        fileprivate var start: Int { Int(bits & 0xFFFF) }
        /// Cells held.
        var count: Int { Int(bits >> 16 & 0xFFFF) }
        /// Words taken, this one included.
        var words: Int { Int(bits >> 32 & 0xFFFF) + 1 }
        var mayBeWide: Bool { bits & Self.wideFlag != 0 }
        /// Whether the next piece goes on with the same line.
        var isOpen: Bool { bits & Self.openFlag != 0 }
        fileprivate var isPacked: Bool { bits & Self.packedFlag != 0 }
        /// Words of a packed piece that hold its bytes; the others hold its runs.
        fileprivate var byteWords: Int { TextRun.packedWords(count) }
        fileprivate var end: Int { start + Int(bits >> 32 & 0xFFFF) }
    }

    private var words: [UInt64] = Array(repeating: 0, count: Self.size)
    /// Words filled from the front.
    private var used = 0
    /// Pieces held.
    private(set) var count = 0

    /// The places of the pieces, 0 the oldest.
    subscript(_ index: Int) -> Piece { Piece(bits: words[Self.size - 1 - index]) }

    /// Forgets all pieces.
    mutating func removeAll() {
        used = 0
        count = 0
    }

    // MARK: Writing

    /// Adds a piece.
    ///
    /// - Returns: the words that it took, 0 when there is no room for it.
    mutating func append(_ cells: Span<UInt64>, mayBeWide: Bool, isOpen: Bool) -> Int {
        let start = used
        let record = Self.size - 1 - count
        guard start + cells.count < record else { return 0 }
        var flags = isOpen ? Piece.openFlag : 0
        var target = words.mutableSpan
        var taken = mayBeWide ? -1 : Self.pack(cells, into: &target, at: start)
        if taken >= 0 {
            flags |= Piece.packedFlag
        } else {
            taken = cells.count
            if mayBeWide { flags |= Piece.wideFlag }
            var place = target.part(start..<start + taken)
            for index in 0..<cells.count { place[index] = cells[index] }
        }
        let piece = Piece(start: start, count: cells.count, words: taken, flags: flags)
        target[record] = piece.bits
        used += taken
        count += 1
        return taken + 1
    }

    /// Adds a piece of narrow cells whose bytes are in words already.
    ///
    /// - Parameter template: what the cells have beside the bytes.
    /// - Returns: the words that it took, 0 when there is no room for it.
    mutating func append(
        packed bytes: Span<UInt64>, count: Int, template: UInt64, isOpen: Bool
    ) -> Int {
        let start = used
        let record = Self.size - 1 - self.count
        guard start + bytes.count + 1 < record else { return 0 }
        var target = words.mutableSpan
        var place = target.part(start..<start + bytes.count)
        for index in 0..<bytes.count { place[index] = bytes[index] }
        var taken = bytes.count
        if template != 0 {
            target[start + taken] = template | UInt64(count)
            taken += 1
        }
        let flags = isOpen ? Piece.packedFlag | Piece.openFlag : Piece.packedFlag
        target[record] = Piece(start: start, count: count, words: taken, flags: flags).bits
        used += taken
        self.count += 1
        return taken + 1
    }

    mutating func removeLast() {
        guard count > 0 else { return }
        count -= 1
        used = self[count].start
    }

    /// Says whether the next piece goes on with the last one's line.
    mutating func setLastOpen(_ isOpen: Bool) {
        guard count > 0 else { return }
        let place = Self.size - count
        words[place] = isOpen ? words[place] | Piece.openFlag : words[place] & ~Piece.openFlag
    }

    /// Blanks a cell of a piece that is the given half of a wide character.
    mutating func blank(_ offset: Int, of piece: Piece, if part: UInt64) {
        guard !piece.isPacked, words[piece.start + offset] & Cell.partMask == part else { return }
        words[piece.start + offset] &= Cell.styleMask
    }

    /// Bits that may differ among the cells of a run.
    private static let byteMask: UInt64 = 0xFF

    /// Writes cells as bytes, and then the runs of equal style, unless all is plain.
    ///
    /// - Returns: the words taken; -1 when the cells can't be packed or nothing is gained.
    @inline(__always)
    private static func pack(
        _ cells: Span<UInt64>, into words: inout MutableSpan<UInt64>, at start: Int
    ) -> Int {
        let count = cells.count
        if count == 0 { return 0 }
        let byteWords = TextRun.packedWords(count)
        var target = words.part(start..<start + count + 1)
        var template = cells[0] & ~byteMask
        guard isTemplate(template) else { return -1 }
        var end = byteWords
        // Where the two ends look alike, all between mostly does.
        let isUniform =
            template == cells[count - 1] & ~byteMask
            && TextRun.pack(cells, into: &target, template: template)
        if !isUniform, !packRuns(cells, &template, into: &target, runsFrom: &end) { return -1 }
        if end == byteWords, template == 0 { return byteWords }
        guard end < count else { return -1 }
        target[end] = template | UInt64(count)
        return end + 1
    }

    /// Writes cells as bytes, and where the style changes; `false` when that isn't worth it.
    private static func packRuns(
        _ cells: Span<UInt64>, _ template: inout UInt64, into words: inout MutableSpan<UInt64>,
        runsFrom end: inout Int
    ) -> Bool {
        let count = cells.count
        var target = words.mutableBytes
        for at in 0..<count {
            var byte = cells[at] ^ template
            if byte > byteMask {
                guard end + 1 < count else { return false }
                target.storeBytes(
                    of: template | UInt64(at), toByteOffset: end * 8, as: UInt64.self)
                end += 1
                template = cells[at] & ~byteMask
                guard isTemplate(template) else { return false }
                byte = cells[at] & byteMask
            }
            target.storeBytes(
                of: UInt8(truncatingIfNeeded: byte), toByteOffset: at, as: UInt8.self)
        }
        return true
    }

    /// Whether a cell's bits but its last byte are those of a narrow character below U+0100.
    private static func isTemplate(_ bits: UInt64) -> Bool {
        bits & (Cell.contentMask | Cell.clusterBit | Cell.partMask) == 0
    }

    // MARK: Reading

    /// One cell of a piece.
    func cell(_ offset: Int, of piece: Piece) -> UInt64 {
        guard piece.isPacked else { return words[piece.start + offset] }
        let byte = UInt64(
            words.span.bytes.unsafeLoad(
                fromByteOffset: piece.start * 8 + offset, as: UInt8.self))
        var run = piece.start + piece.byteWords
        guard run < piece.end else { return byte }
        while run < piece.end - 1, words[run] & Cell.contentMask <= UInt64(offset) { run += 1 }
        return words[run] & ~Cell.contentMask | byte
    }

    /// Calls with the bits of cells, at least one for each style and each cluster.
    func forEachStyle(of piece: Piece, _ body: (UInt64) -> Void) {
        let first = piece.isPacked ? piece.start + piece.byteWords : piece.start
        for place in first..<piece.end {
            body(piece.isPacked ? words[place] & ~Cell.contentMask : words[place])
        }
    }
}

/// The work on runs of text, sixteen bytes or eight cells a step.
enum TextRun {
    /// Where the run of printable ASCII that begins at `start` ends.
    static func endOfASCII(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let raw = bytes.bytes
        var at = start
        while at + 16 <= bytes.count {
            let found = others(
                raw.unsafeLoadUnaligned(fromByteOffset: at, as: SIMD2<UInt64>.self))
            if found[0] | found[1] != 0 {
                return found[0] != 0
                    ? at + found[0].trailingZeroBitCount / 8
                    : at + 8 + found[1].trailingZeroBitCount / 8
            }
            at += 16
        }
        while at < bytes.count, bytes[at] >= 0x20, bytes[at] < 0x7F { at += 1 }
        return at
    }

    /// Sets the high bit of the first byte in each half that isn't printable ASCII, and maybe those
    /// of later ones.
    private static func others(_ bytes: SIMD2<UInt64>) -> SIMD2<UInt64> {
        let high = SIMD2<UInt64>(repeating: 0x8080_8080_8080_8080)
        let controls = ~((bytes | high) &- SIMD2(repeating: 0x2020_2020_2020_2020))
        let toDelete = bytes ^ SIMD2(repeating: 0x7F7F_7F7F_7F7F_7F7F)
        let deletes = (toDelete &- SIMD2(repeating: 0x0101_0101_0101_0101)) & ~toDelete
        return (bytes | controls | deletes) & high
    }

    /// Makes cells of bytes, as many as there are of both.
    static func write(
        _ bytes: Span<UInt8>, into cells: inout MutableSpan<UInt64>, template: UInt64
    ) {
        let count = min(bytes.count, cells.count)
        let raw = bytes.bytes
        let style = SIMD8<UInt64>(repeating: template)
        var at = 0
        do {
            var target = cells.mutableBytes
            while at + 8 <= count {
                let eight = raw.unsafeLoadUnaligned(fromByteOffset: at, as: SIMD8<UInt8>.self)
                target.storeBytes(
                    of: SIMD8<UInt64>(truncatingIfNeeded: eight) | style, toByteOffset: at * 8,
                    as: SIMD8<UInt64>.self)
                at += 8
            }
        }
        while at < count {
            cells[at] = template | UInt64(bytes[at])
            at += 1
        }
    }

    // MARK: Packing

    /// Words that the bytes of so many cells take.
    static func packedWords(_ count: Int) -> Int { (count + 7) >> 3 }

    /// Where the byte of a cell is among those words: sixteen cells are in two words, the even ones
    /// in the first; eight or fewer at the end are in one.
    static func packedPlace(_ cell: Int, of count: Int) -> (word: Int, shift: UInt64) {
        let group = cell & ~15
        let place = cell & 15
        if count - group <= 8 { return (group >> 3, UInt64(place << 3)) }
        return ((group >> 3) + (place & 1), UInt64((place >> 1) << 3))
    }

    /// Writes the last bytes of cells into words.
    ///
    /// - Returns: `false` when any cell differs from the template in more than its last byte; the
    ///   words are then of no meaning.
    static func pack(
        _ cells: Span<UInt64>, into words: inout MutableSpan<UInt64>, template: UInt64
    ) -> Bool {
        let raw = cells.bytes
        let style = SIMD2<UInt64>(repeating: template)
        var all = SIMD2<UInt64>(repeating: 0)
        var at = 0
        do {
            var target = words.mutableBytes
            while at + 16 <= cells.count {
                var packed = SIMD2<UInt64>(repeating: 0)
                let group = raw.unsafeLoadUnaligned(
                    fromByteOffset: at * 8, as: Group.self)
                func take(_ pair: SIMD2<UInt64>, _ shift: UInt64) {
                    let bytes = pair ^ style
                    all |= bytes
                    packed |= bytes &<< shift
                }
                take(group.0, 0)
                take(group.1, 8)
                take(group.2, 16)
                take(group.3, 24)
                take(group.4, 32)
                take(group.5, 40)
                take(group.6, 48)
                take(group.7, 56)
                target.storeBytes(of: packed, toByteOffset: at, as: SIMD2<UInt64>.self)
                at += 16
            }
        }
        let rest = cells.count - at
        if rest > 8 {
            var packed: (UInt64, UInt64) = (0, 0)
            var shift: UInt64 = 0
            while at + 1 < cells.count {
                let pair = (cells[at] ^ template, cells[at + 1] ^ template)
                packed.0 |= pair.0 &<< shift
                packed.1 |= pair.1 &<< shift
                all[0] |= pair.0 | pair.1
                shift += 8
                at += 2
            }
            if at < cells.count {
                let byte = cells[at] ^ template
                packed.0 |= byte &<< shift
                all[0] |= byte
            }
            words[(cells.count >> 4) << 1] = packed.0
            words[((cells.count >> 4) << 1) + 1] = packed.1
        } else if rest > 0 {
            var packed: UInt64 = 0
            var shift: UInt64 = 0
            while at < cells.count {
                let byte = cells[at] ^ template
                packed |= byte &<< shift
                all[0] |= byte
                shift += 8
                at += 1
            }
            words[(cells.count >> 4) << 1] = packed
        }
        return all[0] | all[1] <= 0xFF
    }

    private typealias Group = (
        SIMD2<UInt64>, SIMD2<UInt64>, SIMD2<UInt64>, SIMD2<UInt64>, SIMD2<UInt64>, SIMD2<UInt64>,
        SIMD2<UInt64>, SIMD2<UInt64>
    )
}

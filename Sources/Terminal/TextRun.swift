/// The work on runs of text, sixteen bytes or eight cells a step.
enum TextRun {
    /// Where the run of printable ASCII that begins at `start` ends.
    static func endOfASCII(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let raw = bytes.bytes
        var at = start
        // Most runs are short.
        if at + 8 <= bytes.count {
            let found = others(raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
            if found != 0 { return at + found.trailingZeroBitCount / 8 }
            at += 8
        }
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

    /// How many of the lowest bytes, up to the first other one, are printable ASCII.
    @inline(__always)
    static func asciiPrefix(_ word: UInt64) -> Int { others(word).trailingZeroBitCount / 8 }

    /// Sets the high bit of the first byte that isn't printable ASCII, and maybe those of later
    /// ones.
    private static func others(_ bytes: UInt64) -> UInt64 {
        let high: UInt64 = 0x8080_8080_8080_8080
        let controls = ~((bytes | high) &- 0x2020_2020_2020_2020)
        let toDelete = bytes ^ 0x7F7F_7F7F_7F7F_7F7F
        let deletes = (toDelete &- 0x0101_0101_0101_0101) & ~toDelete
        return (bytes | controls | deletes) & high
    }

    /// The same of two words at once.
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

    /// Copies bytes to a place.
    @inline(__always)
    static func copy(_ bytes: Span<UInt8>, into target: inout MutableRawSpan, at place: Int) {
        let raw = bytes.bytes
        var at = 0
        while at + 16 <= bytes.count {
            target.storeBytes(
                of: raw.unsafeLoadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self),
                toByteOffset: place + at, as: SIMD16<UInt8>.self)
            at += 16
        }
        while at < bytes.count {
            target.storeBytes(of: bytes[at], toByteOffset: place + at, as: UInt8.self)
            at += 1
        }
    }

    // MARK: Packing

    /// Words that the bytes of so many cells take.
    static func packedWords(_ count: Int) -> Int { (count + 7) >> 3 }

    /// Makes cells, in place, of a word that they have in common and of the bytes behind it.
    ///
    /// - Parameter cells: two at least.
    static func unpack(_ cells: inout MutableSpan<UInt64>, count: Int) {
        let template = cells[0]
        let style = SIMD8<UInt64>(repeating: template)
        // The first cells cover their own bytes.
        var first = UInt64(littleEndian: cells[1])
        var target = cells.mutableBytes
        var at = count
        // From the end, where cells cover none of the bytes that are still to be read.
        while at > 8, at & 7 != 0 {
            at -= 1
            let byte = target.unsafeLoad(fromByteOffset: 8 + at, as: UInt8.self)
            target.storeBytes(of: template | UInt64(byte), toByteOffset: at * 8, as: UInt64.self)
        }
        while at > 8 {
            at -= 8
            let eight = target.unsafeLoadUnaligned(fromByteOffset: 8 + at, as: SIMD8<UInt8>.self)
            target.storeBytes(
                of: SIMD8<UInt64>(truncatingIfNeeded: eight) | style, toByteOffset: at * 8,
                as: SIMD8<UInt64>.self)
        }
        for place in 0..<at {
            target.storeBytes(
                of: template | first & 0xFF, toByteOffset: place * 8, as: UInt64.self)
            first >>= 8
        }
    }

    /// Writes the last bytes of cells into words, in the order of memory.
    ///
    /// - Returns: `false` when any cell differs from the template in more than its last byte; the
    ///   words are then of no meaning.
    static func pack(
        _ cells: Span<UInt64>, into words: inout MutableSpan<UInt64>, template: UInt64
    ) -> Bool {
        let raw = cells.bytes
        let style = SIMD8<UInt64>(repeating: template)
        var target = words.mutableBytes
        var all = SIMD8<UInt64>(repeating: 0)
        var at = 0
        while at + 8 <= cells.count {
            let eight =
                raw.unsafeLoadUnaligned(fromByteOffset: at * 8, as: SIMD8<UInt64>.self) ^ style
            all |= eight
            target.storeBytes(
                of: SIMD8<UInt8>(truncatingIfNeeded: eight), toByteOffset: at,
                as: SIMD8<UInt8>.self)
            at += 8
        }
        var rest = all[0] | all[1] | all[2] | all[3] | all[4] | all[5] | all[6] | all[7]
        while at < cells.count {
            let byte = cells[at] ^ template
            rest |= byte
            target.storeBytes(
                of: UInt8(truncatingIfNeeded: byte), toByteOffset: at, as: UInt8.self)
            at += 1
        }
        return rest <= 0xFF
    }
}

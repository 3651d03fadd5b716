/// How many columns scalars take, from the Unicode data that `WidthData` names.
struct WidthTable: Sendable {
    /// The table that all screens read.
    static let shared = WidthTable()

    /// Scalars of the first two planes.
    static let entryCount = 1 << 17

    /// What is known of them, one byte each.
    let entries: [UInt8]
    /// The numbers of the blocks of 256 scalars, and then those blocks' bytes.
    private let table: [UInt8]
    private let blockCount: Int

    /// What the table knows of a scalar.
    struct Entry {
        let bits: UInt8
        /// 0 for marks, joiners and selectors; 1; 2.
        var width: Int { Int(bits & 3) }
        /// Whether U+FE0F makes it two columns wide.
        var widens: Bool { bits & 4 != 0 }
        /// Whether U+FE0E makes it one column wide.
        var narrows: Bool { bits & 8 != 0 }
        /// Whether U+200D may join it to what stands before.
        var isPictographic: Bool { bits & 16 != 0 }
        /// Whether it may belong to the character before although it has a width: pictographs,
        /// their modifiers, the letters of flags, and Indic consonants.
        var mayJoin: Bool { bits & Self.joiningBit != 0 }
        /// Whether it is a modifier of pictographs, or a letter of flags.
        var isModifierOrRegion: Bool { bits & Self.modifierBit != 0 }
        /// Whether an Indic linker may join it to the consonant before (UAX #29, GB9c).
        var isConsonant: Bool { bits & 0b111_0000 == Self.joiningBit }
        /// Whether it is a mark that takes a column of its own beside its letter (category Mc).
        /// Marks have the bits for themselves that say what selectors do to others.
        var isSpacing: Bool { bits & 0b111 == 0b100 }
        /// Whether it joins Indic consonants.
        var isLinker: Bool { bits & 0b1011 == 0b1000 }

        static let joiningBit: UInt8 = 32
        static let modifierBit: UInt8 = 64
    }

    private init() {
        let blocks = Self.expand(WidthData.blocks)
        table = blocks + Self.expand(WidthData.values)
        blockCount = blocks.count
        var entries: [UInt8] = []
        entries.reserveCapacity(Self.entryCount)
        for block in 0..<Self.entryCount >> 8 {
            let start = blockCount + (block < blocks.count ? Int(blocks[block]) << 8 : 0)
            entries += table[start..<start + 256]
        }
        for scalar in entries.indices {
            let isModifierOrRegion = Self.isModifierOrRegion(UInt32(scalar))
            if isModifierOrRegion { entries[scalar] |= Entry.modifierBit }
            if isModifierOrRegion || entries[scalar] & 16 != 0 {
                entries[scalar] |= Entry.joiningBit
            }
        }
        // No text spells them, so they are like nothing.
        for surrogate in 0xD800..<0xE000 { entries[surrogate] = 0 }
        self.entries = entries
    }

    subscript(_ scalar: UInt32) -> Entry {
        @inline(__always) get {
            if scalar < Self.entryCount { return Entry(bits: entries[Int(scalar)]) }
            let block = Int(scalar >> 8)
            guard block < blockCount else { return Entry(bits: 1) }
            let place = blockCount + (Int(table[block]) << 8 | Int(scalar & 0xFF))
            return Entry(bits: place < table.count ? table[place] : 1)
        }
    }

    /// Skin tones (Fitzpatrick) and the letters that flags are made of.
    private static func isModifierOrRegion(_ scalar: UInt32) -> Bool {
        scalar >= 0x1F3FB && scalar <= 0x1F3FF || scalar >= 0x1F1E6 && scalar <= 0x1F1FF
    }

    /// Reads `value*count` words in base 16, separated by blanks.
    private static func expand(_ text: StaticString) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(1 << 16)
        var value = 0
        var count = 0
        var counting = false
        func digit(_ byte: UInt8) -> Int { Int(byte < 0x3A ? byte - 0x30 : byte - 0x57) }
        text.withUTF8Buffer { buffer in
            for byte in buffer {
                switch byte {
                case 0x20:
                    result.append(contentsOf: repeatElement(UInt8(value), count: max(1, count)))
                    (value, count, counting) = (0, 0, false)
                case 0x2A: counting = true
                default:
                    if counting {
                        count = count << 4 | digit(byte)
                    } else {
                        value = value << 4 | digit(byte)
                    }
                }
            }
        }
        result.append(contentsOf: repeatElement(UInt8(value), count: max(1, count)))
        return result
    }
}

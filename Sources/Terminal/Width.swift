/// How many columns scalars take, from the Unicode data that `WidthData` names.
struct WidthTable: Sendable {
    /// The table that all screens read.
    static let shared = WidthTable()

    private let blocks: [UInt8]
    private let values: [UInt8]

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
    }

    private init() {
        blocks = Self.expand(WidthData.blocks)
        values = Self.expand(WidthData.values)
    }

    subscript(_ scalar: UInt32) -> Entry {
        let block = Int(scalar >> 8)
        guard block < blocks.count else { return Entry(bits: 1) }
        let place = Int(blocks[block]) << 8 | Int(scalar & 0xFF)
        return Entry(bits: place < values.count ? values[place] : 1)
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

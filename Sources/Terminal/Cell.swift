/// One cell of the grid in eight bytes: what stands there, how wide it is, and its style's id.
///
/// Bits 0–20 hold a scalar or the place of a cluster, bit 21 says which, 22–23 the part of a
/// character, bit 24 protection (DECSCA), bits 32–63 the style. 0 is a cell never written.
struct Cell: Equatable, Sendable {
    var bits: UInt64

    /// Which part of a character a cell holds.
    enum Part: UInt64 {
        case narrow
        /// The left half of a wide character.
        case head
        /// The right half of a wide character.
        case tail
        /// The last column of a row whose wide character went to the next row.
        case spacer
    }

    static let blank = Cell(bits: 0)
    static let contentMask: UInt64 = (1 << 21) - 1
    static let clusterBit: UInt64 = 1 << 21
    static let partShift: UInt64 = 22
    static let partMask: UInt64 = 3 << 22
    static let headBits: UInt64 = 1 << 22
    static let tailBits: UInt64 = 2 << 22
    static let spacerBits: UInt64 = 3 << 22
    static let protectedBit: UInt64 = 1 << 24
    static let styleShift: UInt64 = 32
    static let styleMask: UInt64 = 0xFFFF_FFFF << 32

    /// The scalar's value, or a place in the table of clusters; 0 when nothing was written.
    var content: UInt32 { UInt32(truncatingIfNeeded: bits & Self.contentMask) }
    /// The content and whether it is a cluster, as `ClusterTable` takes it.
    var glyph: UInt32 {
        UInt32(truncatingIfNeeded: bits & (Self.contentMask | Self.clusterBit))
    }
    var isCluster: Bool { bits & Self.clusterBit != 0 }
    var part: Part { Part(rawValue: bits >> Self.partShift & 3) ?? .narrow }
    var isProtected: Bool { bits & Self.protectedBit != 0 }
    var style: UInt32 { UInt32(truncatingIfNeeded: bits >> Self.styleShift) }
}

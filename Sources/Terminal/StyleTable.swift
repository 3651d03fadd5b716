/// Ids for styles. Styles without 24-bit colours, underline colours and links are spelled in
/// the id itself; the others are interned, and given back by `keepOnly(_:)`.
struct StyleTable: Sendable {
    private static let internedBit: UInt32 = 1 << 31

    private var styles: [Style] = []
    private var free: [UInt32] = []
    /// Open addressing; 0 is an empty place, else the interned place + 1.
    private var index: [UInt32] = Array(repeating: 0, count: 1024)
    private var live = 0
    /// How many interned styles there may be before the unused ones are looked for.
    private(set) var threshold = 4096

    /// Whether it is time to call `keepOnly(_:)` with the ids that are in use.
    var wantsCollection: Bool { live >= threshold }
    var internedCount: Int { live }
    /// One more than the highest interned place.
    var places: Int { styles.count }

    /// The place of an interned style; `nil` for an id that spells its style.
    static func place(of id: UInt32) -> Int? {
        id & internedBit == 0 ? nil : Int(id & ~internedBit)
    }

    /// The id of a style.
    mutating func id(of style: Style) -> UInt32 {
        let spelled = (style.foreground.bits | style.background.bits) >> 25 == 0
        if spelled, style.underlineColor == .default, style.link == 0 {
            return Self.colorCode(style.foreground) | Self.colorCode(style.background) << 9
                | UInt32(style.attributes.rawValue & 0x7FF) << 18
        }
        return Self.internedBit | intern(style)
    }

    /// The style of an id.
    func style(of id: UInt32) -> Style {
        if let place = Self.place(of: id) { return place < styles.count ? styles[place] : .plain }
        return Style(
            foreground: Self.color(id & 0x1FF), background: Self.color(id >> 9 & 0x1FF),
            attributes: Attributes(rawValue: UInt16(id >> 18 & 0x7FF)))
    }

    /// Forgets the interned styles whose place isn't marked.
    mutating func keepOnly(_ marked: [Bool]) {
        free.removeAll(keepingCapacity: true)
        live = 0
        for place in styles.indices.reversed() {
            if place < marked.count, marked[place] { live += 1 } else { free.append(UInt32(place)) }
        }
        threshold = max(4096, live * 2)
        rebuild(marked)
    }

    /// 0 for the default, else the palette's index + 1.
    private static func colorCode(_ color: Color) -> UInt32 {
        color.bits == 0 ? 0 : (color.bits & 0xFF) + 1
    }

    private static func color(_ code: UInt32) -> Color {
        code == 0 ? .default : .palette(UInt8(truncatingIfNeeded: code - 1))
    }

    private static func hash(_ style: Style) -> Int {
        let low = UInt64(style.foreground.bits) | UInt64(style.background.bits) << 32
        let high =
            UInt64(style.underlineColor.bits) | UInt64(style.attributes.rawValue) << 32
            | UInt64(style.link) << 48
        let mixed = (low ^ high &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: (mixed ^ mixed >> 32) & 0x7FFF_FFFF)
    }

    private mutating func intern(_ style: Style) -> UInt32 {
        let mask = index.count - 1
        var probe = Self.hash(style) & mask
        while index[probe] != 0 {
            let place = index[probe] - 1
            if styles[Int(place)] == style { return place }
            probe = (probe + 1) & mask
        }
        let place: UInt32
        if let reused = free.popLast() {
            place = reused
            styles[Int(place)] = style
        } else {
            place = UInt32(styles.count)
            styles.append(style)
        }
        live += 1
        index[probe] = place + 1
        if live * 2 > index.count { grow() }
        return place
    }

    private mutating func grow() {
        var used = Array(repeating: true, count: styles.count)
        for place in free { used[Int(place)] = false }
        rebuild(used)
    }

    private mutating func rebuild(_ used: [Bool]) {
        var size = 1024
        while size < live * 4 { size *= 2 }
        index = Array(repeating: 0, count: size)
        for place in styles.indices where place < used.count && used[place] {
            var probe = Self.hash(styles[place]) & (size - 1)
            while index[probe] != 0 { probe = (probe + 1) & (size - 1) }
            index[probe] = UInt32(place) + 1
        }
    }
}

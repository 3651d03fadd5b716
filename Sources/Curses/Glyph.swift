import CCurses
import Terminal

/// What a cell shows, before it is known how ncurses can carry it.
enum Glyph: Equatable {
    /// The terminal and the C library agree on its width: it goes as it is. In a wide place it may
    /// be a narrow one.
    case plain(UInt32)
    /// The terminal may take it for wider or narrower than we do.
    case uncertain(UInt32)
    /// A cluster of many scalars.
    case cluster(String)

    static let blank = Glyph.plain(0x20)

    /// - Parameter isWide: whether the frame gives it two columns, so that it must fill them.
    static func of(scalar: UInt32, isWide: Bool) -> Glyph {
        if (0x20..<0x7F).contains(scalar), !isWide { return .plain(scalar) }
        guard isGraphic(scalar) else { return .blank }
        let width = CharacterWidth.of(scalar)
        // The left half of a torn wide character would cover its neighbour.
        if width == 2, !isWide { return .blank }
        if width == 0 { return .cluster(" " + String(graphic(scalar))) }
        return isAgreed(scalar) ? .plain(scalar) : .uncertain(scalar)
    }

    static func of(cluster: String, isWide: Bool) -> Glyph {
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: cluster.unicodeScalars.filter { isGraphic($0.value) })
        guard let first = kept.first else { return .blank }
        if kept.count == 1 { return of(scalar: first.value, isWide: isWide) }
        switch CharacterWidth.of(first.value) {
        case 2 where !isWide: return .blank
        case 0: kept.insert(" ", at: kept.startIndex)
        default: break
        }
        return .cluster(String(kept))
    }

    /// What a terminal shows in its place that has no clusters or no Unicode.
    func simplified(for charset: OuterScreen.Charset, isWide: Bool) -> Glyph {
        let scalar: UInt32
        switch self {
        case .plain(let plain): scalar = plain
        case .uncertain: return .plain(0x3F)
        case .cluster(let text):
            let base = text.unicodeScalars.first?.value ?? 0x3F
            let fits = isWide || CharacterWidth.of(base) == 1
            scalar = fits && Self.isAgreed(base) ? base : 0x3F
        }
        return .plain(charset == .utf8 || scalar < 0x7F ? scalar : Self.ascii(scalar))
    }

    /// Whether the C library, which ncurses asks, knows the width that we go by, as then does the
    /// terminal; its Unicode may be years older.
    private static func isAgreed(_ scalar: UInt32) -> Bool {
        Int(wcwidth(Int32(scalar))) == CharacterWidth.of(scalar) && !StandIns.contains(scalar)
    }

    private static func isGraphic(_ scalar: UInt32) -> Bool {
        scalar >= 0x20 && !(0x7F..<0xA0).contains(scalar) && Unicode.Scalar(scalar) != nil
    }

    private static func graphic(_ scalar: UInt32) -> Unicode.Scalar {
        Unicode.Scalar(scalar) ?? "\u{FFFD}"
    }

    private static func ascii(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0xA0: 0x20
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2550: 0x2D
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551: 0x7C
        case 0x2500..<0x2580: 0x2B
        case 0x2580..<0x2591, 0x2593..<0x25A0: 0x23
        case 0x2591, 0x2592: 0x3A
        case 0x2010...0x2015, 0x2212: 0x2D
        case 0x2018, 0x2019: 0x27
        case 0x201C, 0x201D: 0x22
        case 0x2022, 0x00B7: 0x2A
        default: 0x3F
        }
    }
}

/// A colour as a terminal program names it: the default, one of 256, or 24-bit.
package struct Color: Hashable, Sendable {
    /// 0 for the default; `1 << 24 | index` for the palette; `2 << 24 | 0xRRGGBB` for 24-bit.
    package let bits: UInt32

    private init(bits: UInt32) { self.bits = bits }

    /// The terminal's own foreground or background.
    package static let `default` = Color(bits: 0)

    /// One of the 256 palette entries (xterm ctlseqs, `SGR 38;5`).
    package static func palette(_ index: UInt8) -> Color { Color(bits: 1 << 24 | UInt32(index)) }

    /// A 24-bit colour (`SGR 38;2`).
    package static func rgb(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Color {
        Color(bits: 2 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
    }

    package enum Kind: Equatable, Sendable {
        case `default`
        case palette(UInt8)
        case rgb(UInt8, UInt8, UInt8)
    }

    package var kind: Kind {
        switch bits >> 24 {
        case 1: .palette(UInt8(truncatingIfNeeded: bits))
        case 2:
            .rgb(
                UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8),
                UInt8(truncatingIfNeeded: bits))
        default: .default
        }
    }
}

/// The five underlines of `SGR 4:1` to `4:5`.
package enum Underline: UInt8, Sendable {
    case none, single, double, curly, dotted, dashed
}

/// What `SGR` sets besides colour; the underline's style sits in three bits of its own.
package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1 << 0)
    package static let faint = Attributes(rawValue: 1 << 1)
    package static let italic = Attributes(rawValue: 1 << 2)
    package static let blink = Attributes(rawValue: 1 << 3)
    package static let reverse = Attributes(rawValue: 1 << 4)
    package static let conceal = Attributes(rawValue: 1 << 5)
    package static let strike = Attributes(rawValue: 1 << 6)
    package static let overline = Attributes(rawValue: 1 << 7)

    private static let underlineShift: UInt16 = 8
    private static let underlineMask: UInt16 = 7 << 8

    package var underline: Underline {
        get {
            Underline(rawValue: UInt8((rawValue & Self.underlineMask) >> Self.underlineShift))
                ?? .none
        }
        set {
            self = Attributes(
                rawValue: rawValue & ~Self.underlineMask
                    | UInt16(newValue.rawValue) << Self.underlineShift)
        }
    }
}

/// How a cell looks: colours, attributes and the hyperlink it belongs to.
package struct Style: Hashable, Sendable {
    package var foreground: Color
    package var background: Color
    package var underlineColor: Color
    package var attributes: Attributes
    /// 1 and up is a place in the owner's table of links, 0 is none (OSC 8).
    package var link: UInt16

    package init(
        foreground: Color = .default, background: Color = .default,
        underlineColor: Color = .default, attributes: Attributes = [], link: UInt16 = 0
    ) {
        self.foreground = foreground
        self.background = background
        self.underlineColor = underlineColor
        self.attributes = attributes
        self.link = link
    }

    package static let plain = Style()
}

package import Terminal

/// One theme's file as it is written: a palette, and the styles of roles in names of the palette.
package struct ThemeFile: Equatable, Sendable {
    /// The backgrounds that a theme suits.
    package enum Appearance: String, CaseIterable, Sendable { case dark, light, any }

    package var appearance = Appearance.any
    /// The theme that has what this one leaves out.
    package var inherits: String?
    /// Only there for others to inherit.
    package var isTemplate = false
    /// The most colours that it uses; `nil` when it says nothing about it.
    package var depth: ColorDepth?
    package var palette: [String: Swatch] = [:]
    package var styles: [String: RoleStyle] = [:]
    /// What is wrong in the file; what was wrong is not in the other properties.
    package var problems: [ThemeProblem] = []
    /// The line of `inherits`.
    var inheritsLine = 1

    /// The names of attributes in a file.
    static let attributeNames: [(name: String, attributes: Attributes)] = [
        ("bold", .bold), ("dim", .faint), ("italic", .italic), ("underline", .underlined),
        ("reverse", .reverse), ("strike", .strike),
    ]

    /// The names of depths in a file.
    static let depthNames: [(name: String, depth: ColorDepth)] = [
        ("mono", .mono), ("16", .ansi16), ("256", .palette256), ("rgb", .rgb),
    ]
}

/// A colour for each depth.
package struct Swatch: Equatable, Sendable {
    package var rgb: Color
    package var palette256: Color
    package var ansi16: Color
    /// Where it stands in its file; 0 for the ANSI names.
    package var line = 0

    /// The names of the 16 colours of ECMA-48 and aixterm, in the order of their numbers.
    static let ansiNames = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black",
        "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta",
        "bright-cyan", "bright-white",
    ]

    init(rgb: Color, palette256: Color, ansi16: Color, line: Int) {
        self.rgb = rgb
        self.palette256 = palette256
        self.ansi16 = ansi16
        self.line = line
    }

    /// The terminal's own colour of a name, or its `default`, at every depth.
    init?(ansi name: String) {
        guard let color = Color(ansi: name) else { return nil }
        self.init(rgb: color, palette256: color, ansi16: color, line: 0)
    }

    /// The colour at a depth; the default where there are none.
    package func color(at depth: ColorDepth) -> Color {
        switch depth {
        case .mono: .default
        case .ansi16: ansi16
        case .palette256: palette256
        case .rgb: rgb
        }
    }
}

/// How a role looks, in names of colours.
package struct RoleStyle: Equatable, Sendable {
    /// `nil` takes the nearest ancestor's.
    package var foreground: String?
    package var background: String?
    package var attributes: Attributes = []
    /// Instead of `attributes` where there are 16 colours.
    package var ansiAttributes: Attributes?
    /// Instead of `attributes` where there are none; `nil` takes what an inherited theme has for
    /// the role there.
    package var mono: Attributes?
    package var line: Int
}

extension Color {
    /// `default` or one of the 16 names.
    init?(ansi name: String) {
        if name == "default" {
            self = .default
        } else if let index = Swatch.ansiNames.firstIndex(of: name) {
            self = .palette(UInt8(index))
        } else {
            return nil
        }
    }

    /// `#rrggbb`.
    init?(hexadecimal text: String) {
        let digits = text.utf8.dropFirst()
        guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6,
            digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(text.dropFirst(), radix: 16)
        else { return nil }
        self = .rgb(
            UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value))
    }
}

extension Attributes {
    /// The plain underline.
    static let underlined: Attributes = {
        var attributes: Attributes = []
        attributes.underline = .single
        return attributes
    }()
}

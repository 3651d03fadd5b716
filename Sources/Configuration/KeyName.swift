package import Terminal

/// Names of keys as people write them: `C-]`, `F12`, `M-a`, `S-Tab`, `Space`, `?`.
///
/// Modifiers come first: `C-` Ctrl, `M-` Alt, `S-` Shift, `D-` Super. Letters keep their case.
/// Names that a terminal can't tell apart are one key: `C-i` is Tab, `C-m` Enter, `C-[` Esc, `C-?`
/// Backspace, `C-@` C-Space, `C-/` C-_, and a letter with Ctrl is the lower-case letter.
extension Key {
    /// The key of a name, or `nil` when it names none.
    package init?(name: String) {
        var rest = Substring(name)
        var modifiers: Modifiers = []
        while let modifier = Self.modifierLetters.first(where: { rest.hasPrefix("\($0.letter)-") }),
            rest.count > 2
        {
            guard !modifiers.contains(modifier.modifier) else { return nil }
            modifiers.insert(modifier.modifier)
            rest = rest.dropFirst(2)
        }
        guard let code = Self.code(rest) else { return nil }
        self = Self.canonical(code, modifiers)
    }

    /// The one name of the key, which `init(name:)` reads back.
    package var name: String {
        let prefix = Self.modifierLetters.filter { modifiers.contains($0.modifier) }
            .map { "\($0.letter)-" }.joined()
        return prefix + baseName
    }

    private var baseName: String {
        switch code {
        case .character(" "): "Space"
        case .character(let scalar): String(scalar)
        case .function(let number): "F\(number)"
        default: Self.names.first { $0.code == code }?.name ?? ""
        }
    }

    private static let modifierLetters: [(letter: Character, modifier: Modifiers)] = [
        ("C", .control), ("M", .alt), ("S", .shift), ("D", .super),
    ]

    /// The first name of a code is the one that is shown; the others are tmux's and common.
    private static let names: [(name: String, code: Code)] = [
        ("Enter", .enter), ("Return", .enter), ("Tab", .tab), ("Backspace", .backspace),
        ("BSpace", .backspace), ("Esc", .escape), ("Escape", .escape), ("Up", .up),
        ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end),
        ("PageUp", .pageUp), ("PgUp", .pageUp), ("PPage", .pageUp), ("PageDown", .pageDown),
        ("PgDn", .pageDown), ("NPage", .pageDown), ("Insert", .insert), ("Delete", .delete),
        ("Del", .delete), ("Space", .character(" ")),
    ]

    private static func code(_ name: Substring) -> Code? {
        if name.unicodeScalars.count == 1, let scalar = name.unicodeScalars.first {
            let isGraphic = scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
            return isGraphic ? .character(scalar) : nil
        }
        let lowered = name.lowercased()
        if lowered.first == "f", let number = Int(lowered.dropFirst()), (1...35).contains(number) {
            return .function(number)
        }
        return names.first { $0.name.lowercased() == lowered }?.code
    }

    /// The key under which a terminal reports a code with modifiers.
    private static func canonical(_ code: Code, _ modifiers: Modifiers) -> Key {
        guard case .character(let scalar) = code else { return Key(code, modifiers) }
        if modifiers.contains(.control) {
            switch scalar {
            case "i", "I": return Key(.tab, modifiers.subtracting(.control))
            case "m", "M": return Key(.enter, modifiers.subtracting(.control))
            case "[": return Key(.escape, modifiers.subtracting(.control))
            case "?": return Key(.backspace, modifiers.subtracting(.control))
            case "@": return Key(.character(" "), modifiers)
            case "/": return Key(.character("_"), modifiers)
            case "A"..."Z": return Key(.character(lowered(scalar)), modifiers)
            default: return Key(code, modifiers)
            }
        }
        // Shift and a letter is the upper-case letter.
        if modifiers.contains(.shift), case "a"..."z" = scalar {
            return Key(.character(raised(scalar)), modifiers.subtracting(.shift))
        }
        if modifiers.contains(.shift), case "A"..."Z" = scalar {
            return Key(code, modifiers.subtracting(.shift))
        }
        return Key(code, modifiers)
    }

    private static func lowered(_ letter: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(truncatingIfNeeded: letter.value | 0x20))
    }

    private static func raised(_ letter: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(truncatingIfNeeded: letter.value & ~0x20))
    }
}

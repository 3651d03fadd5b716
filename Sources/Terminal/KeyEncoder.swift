/// The bytes that a key sends to a program, by the program's modes (xterm ctlseqs, "PC-Style
/// Function Keys"; the kitty keyboard protocol).
package struct KeyEncoder: Sendable {
    private let modes: Screen.Modes

    package init(modes: Screen.Modes) { self.modes = modes }

    /// The bytes of a press of a key; none for a key that the modes have no spelling for.
    package func bytes(for key: Key) -> [UInt8] { bytes(for: KeyEvent(key)) }

    /// The bytes of a press, a repetition or a release of a key; none where the modes have no
    /// spelling for it.
    package func bytes(for event: KeyEvent) -> [UInt8] {
        if modes.keyboardFlags != 0 {
            return KittyKey(event, flags: modes.keyboardFlags).map { Array($0.text.utf8) }
                ?? (event.action == .release ? [] : legacy(event.key))
        }
        return event.action == .release ? [] : legacy(event.key)
    }

    private func legacy(_ key: Key) -> [UInt8] {
        switch key.code {
        case .character(let scalar): return character(scalar, key.modifiers)
        case .enter: return simple(modes.newLine ? "\r\n" : "\r", 13, key.modifiers)
        case .tab:
            if key.modifiers == .shift { return Array("\u{1B}[Z".utf8) }
            return simple("\t", 9, key.modifiers)
        case .backspace:
            let plain = modes.backspaceSendsBS != key.modifiers.contains(.control)
            return escaped([plain ? 0x08 : 0x7F], key.modifiers)
        case .escape: return escaped([0x1B], key.modifiers)
        default: return Array(function(key).utf8)
        }
    }

    /// A piece of text that was pasted, in brackets when the program asked for them. An end of
    /// the brackets inside the text is taken out, so that no paste can type.
    package func bytes(forPaste text: [UInt8]) -> [UInt8] {
        guard modes.bracketedPaste else { return text.map { $0 == 0x0A ? 0x0D : $0 } }
        let end = Array("\u{1B}[201~".utf8)
        var kept: [UInt8] = []
        for byte in text {
            kept.append(byte)
            // What is left on both sides of one that was taken out may make another.
            if byte == 0x7E, kept.suffix(end.count).elementsEqual(end) {
                kept.removeLast(end.count)
            }
        }
        return Array("\u{1B}[200~".utf8) + kept + end
    }

    /// The report of the window's focus; none unless the program asked for it (mode 1004).
    package func bytes(forFocus isFocused: Bool) -> [UInt8] {
        modes.focusReports ? Array((isFocused ? "\u{1B}[I" : "\u{1B}[O").utf8) : []
    }

    // MARK: Characters

    private func character(_ scalar: Unicode.Scalar, _ modifiers: Key.Modifiers) -> [UInt8] {
        let isControlled = modifiers.contains(.control)
        let control = isControlled ? Self.control(scalar) : nil
        let isModified = !modifiers.subtracting(.shift).isEmpty
        // Level 1 leaves alone what has a control character of its own, level 2 only text.
        if modes.modifyOtherKeys == 2 && isModified
            || modes.modifyOtherKeys == 1 && isControlled && control == nil
        {
            return Array("\u{1B}[27;\(Self.code(modifiers));\(scalar.value)~".utf8)
        }
        return escaped(control.map { [$0] } ?? Array(String(scalar).utf8), modifiers)
    }

    /// What Ctrl makes of a character on a DEC keyboard; `nil` for most.
    private static func control(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x40...0x5F: UInt8(scalar.value - 0x40)
        case 0x61...0x7A: UInt8(scalar.value - 0x60)
        case 0x20, 0x32: 0
        case 0x33...0x37: UInt8(scalar.value - 0x33 + 0x1B)
        case 0x2F: 0x1F
        case 0x38, 0x3F: 0x7F
        default: nil
        }
    }

    private func simple(_ text: String, _ code: Int, _ modifiers: Key.Modifiers) -> [UInt8] {
        if modes.modifyOtherKeys == 2, !modifiers.isEmpty {
            return Array("\u{1B}[27;\(Self.code(modifiers));\(code)~".utf8)
        }
        return escaped(Array(text.utf8), modifiers)
    }

    private func escaped(_ bytes: [UInt8], _ modifiers: Key.Modifiers) -> [UInt8] {
        modifiers.contains(.alt) ? [0x1B] + bytes : bytes
    }

    /// The modifiers as xterm and kitty count them: 1 and a bit each.
    static func code(_ modifiers: Key.Modifiers) -> Int { Int(modifiers.rawValue) + 1 }

    // MARK: Functions

    private func function(_ key: Key) -> String {
        let code = Self.code(key.modifiers)
        if let final = Self.letter(key.code) {
            if code > 1 { return "\u{1B}[1;\(code)\(final)" }
            let isShifted = "PQRS".contains(final) || modes.applicationCursor
            return isShifted ? "\u{1B}O\(final)" : "\u{1B}[\(final)"
        }
        guard let number = Self.number(key.code) else { return "" }
        return code > 1 ? "\u{1B}[\(number);\(code)~" : "\u{1B}[\(number)~"
    }

    static func letter(_ code: Key.Code) -> Character? {
        switch code {
        case .up: "A"
        case .down: "B"
        case .right: "C"
        case .left: "D"
        case .home: "H"
        case .end: "F"
        case .function(1): "P"
        case .function(2): "Q"
        case .function(3): "R"
        case .function(4): "S"
        default: nil
        }
    }

    static func number(_ code: Key.Code) -> Int? {
        switch code {
        case .insert: return 2
        case .delete: return 3
        case .pageUp: return 5
        case .pageDown: return 6
        case .function(let number):
            let numbers = [15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34]
            return (5..<21).contains(number) ? numbers[number - 5] : nil
        default: return nil
        }
    }
}

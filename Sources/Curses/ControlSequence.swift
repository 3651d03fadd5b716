import Terminal

/// A control sequence from the keyboard, taken apart (ECMA-48 5.4).
struct ControlSequence {
    /// `<`, `=`, `>` or `?` before the parameters.
    private(set) var prefix: UInt8?
    /// Parameters, each with its subparameters; `nil` where none was given.
    private(set) var parameters: [[Int?]] = []
    private(set) var intermediates: [UInt8] = []
    let final: UInt8

    init(body: ArraySlice<UInt8>, final: UInt8) {
        self.final = final
        var rest = body
        if let first = rest.first, (0x3C...0x3F).contains(first) {
            prefix = first
            rest = rest.dropFirst()
        }
        let values = rest.prefix { (0x30...0x3F).contains($0) }
        intermediates = Array(rest[values.endIndex...])
        guard !values.isEmpty else { return }
        parameters = values.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { parameter in
                parameter.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
                    .map { KeySequence.decimal($0) }
            }
    }

    /// `CSI M`, which three bytes follow (xterm mode 1000 without 1006).
    var isLegacyMouse: Bool {
        final == UInt8(ascii: "M") && prefix == nil && parameters.isEmpty && intermediates.isEmpty
    }

    private func number(_ place: Int, _ part: Int = 0) -> Int? {
        guard place < parameters.count, part < parameters[place].count else { return nil }
        return parameters[place][part]
    }

    func input(bytes: [UInt8]) -> Input {
        if let mouse { return .mouse(mouse) }
        if isReport { return .report(bytes) }
        if prefix == nil, intermediates.isEmpty {
            if parameters.isEmpty, final == UInt8(ascii: "I") { return .focus(true) }
            if parameters.isEmpty, final == UInt8(ascii: "O") { return .focus(false) }
            if !isRelease, let key { return .key(key, bytes: bytes) }
        }
        return .other(bytes)
    }

    // MARK: Mouse

    private var mouse: Mouse? {
        guard parameters.count == 3, intermediates.isEmpty, let code = number(0),
            let column = number(1), let row = number(2)
        else { return nil }
        switch (prefix, final) {
        case (UInt8(ascii: "<"), UInt8(ascii: "M")), (UInt8(ascii: "<"), UInt8(ascii: "m")):
            return Mouse(
                code: code, column: column, row: row, isRelease: final == UInt8(ascii: "m"))
        case (nil, UInt8(ascii: "M")):
            // Mode 1015 has the code of 1000 and no other release.
            return Mouse(legacyCode: code - 32, column: column, row: row)
        default: return nil
        }
    }

    // MARK: Reports

    private var isReport: Bool {
        switch final {
        case UInt8(ascii: "c"), UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "x"),
            UInt8(ascii: "S"):
            // Without a parameter rxvt's Shift-Right, with an empty one xterm's F4.
            intermediates.isEmpty && !(final == UInt8(ascii: "S") && prefix == nil)
                && (prefix != nil || !parameters.isEmpty)
        case UInt8(ascii: "y"): intermediates == [UInt8(ascii: "$")]
        case UInt8(ascii: "u"): prefix == UInt8(ascii: "?")
        case UInt8(ascii: "m"): prefix == UInt8(ascii: ">")
        case UInt8(ascii: "R"):
            // `CSI 1 ; 2 R` is also xterm's Shift-F3, and nobody asks from the first row.
            intermediates.isEmpty && parameters.count >= 2 && !isModifiedFunctionKey
        default: false
        }
    }

    private var isModifiedFunctionKey: Bool {
        guard prefix == nil, parameters.count == 2, number(0) == 1, let modifiers = number(1)
        else { return false }
        return (2...16).contains(modifiers)
    }

    // MARK: Keys

    /// The kitty protocol's event 3; presses and repeats are both the key.
    private var isRelease: Bool { number(1, 1) == 3 }

    private var key: Key? {
        switch final {
        case UInt8(ascii: "~"):
            if number(0) == 27, parameters.count == 3 { return otherKey }
            return key(KeyTable.editing(number(0) ?? 0), modifiers: number(1) ?? 1)
        // rxvt's Ctrl, Shift, and both.
        case UInt8(ascii: "^"): return key(KeyTable.editing(number(0) ?? 0), modifiers: 5)
        case UInt8(ascii: "$"): return key(KeyTable.editing(number(0) ?? 0), modifiers: 2)
        case UInt8(ascii: "@"): return key(KeyTable.editing(number(0) ?? 0), modifiers: 6)
        case UInt8(ascii: "u"): return unicodeKey
        case UInt8(ascii: "Z"):
            // The letter itself says Shift.
            return key(.tab, modifiers: number(1) ?? 1).map {
                Key($0.code, $0.modifiers.union(.shift))
            }
        case UInt8(ascii: "a")...UInt8(ascii: "d") where parameters.isEmpty:
            return key(KeyTable.letter(final - 0x20), modifiers: 2)
        default:
            guard parameters.count <= 2, (number(0) ?? 1) == 1 else { return nil }
            return key(KeyTable.letter(final), modifiers: number(1) ?? 1)
        }
    }

    private func key(_ code: Key.Code?, modifiers: Int) -> Key? {
        guard let code, modifiers >= 1 else { return nil }
        return Key(code, KeyTable.modifiers(modifiers))
    }

    /// xterm's modifyOtherKeys: `CSI 27 ; modifiers ; code ~`.
    private var otherKey: Key? {
        guard let modifiers = number(1), modifiers >= 1, let code = number(2) else { return nil }
        return KeyTable.unicode(code, shifted: nil, KeyTable.modifiers(modifiers))
    }

    /// `CSI code : shifted : base ; modifiers : event ; text u` (kitty keyboard protocol).
    private var unicodeKey: Key? {
        guard let code = number(0) else { return nil }
        let modifiers = number(1) ?? 1
        guard modifiers >= 1 else { return nil }
        return KeyTable.unicode(code, shifted: number(0, 1), KeyTable.modifiers(modifiers))
    }
}

extension Mouse {
    /// A report of mode 1006.
    init?(code: Int, column: Int, row: Int, isRelease: Bool) {
        guard (0..<256).contains(code) else { return nil }
        let isMotion = code & 32 != 0
        let button: Button =
            switch code & ~0b11100 & ~32 {
            case 0: .left
            case 1: .middle
            case 2: .right
            case 3: .none
            case 64: .wheelUp
            case 65: .wheelDown
            case 66: .wheelLeft
            case 67: .wheelRight
            case 128...131: .extra(code & 3 + 8)
            default: .none
            }
        var modifiers: Key.Modifiers = []
        if code & 4 != 0 { modifiers.insert(.shift) }
        if code & 8 != 0 { modifiers.insert(.alt) }
        if code & 16 != 0 { modifiers.insert(.control) }
        let action: Action =
            isMotion ? (button == .none ? .motion : .drag) : isRelease ? .release : .press
        self.init(
            action, button, at: Point(row: max(0, row - 1), column: max(0, column - 1)), modifiers)
    }

    /// A report of mode 1000 or 1015, where every release is of no button.
    init?(legacyCode code: Int, column: Int, row: Int) {
        guard code >= 0, column >= 1, row >= 1 else { return nil }
        let isRelease = code & 3 == 3 && code & (32 | 64 | 128) == 0
        self.init(code: code, column: column, row: row, isRelease: isRelease)
    }

    /// The three bytes after `CSI M`, each 32 more than its value.
    init?(legacy bytes: ArraySlice<UInt8>) {
        let values = bytes.map { Int($0) - 32 }
        guard values.count == 3 else { return nil }
        self.init(legacyCode: values[0], column: values[1], row: values[2])
    }
}

import Terminal

extension InputDecoder {
    /// `CSI`: keys with modifiers, mouse reports, focus, pastes, answers (xterm ctlseqs; kitty
    /// keyboard protocol).
    static func controlSequence(_ bytes: ArraySlice<UInt8>) -> Step {
        var place = bytes.startIndex + 2
        // The Linux console's F1 to F5.
        if place < bytes.endIndex, bytes[place] == UInt8(ascii: "[") {
            guard place + 1 < bytes.endIndex else { return .incomplete }
            let all = Array(bytes[...(place + 1)])
            let number = Int(all[3]) - 0x40
            guard (1...5).contains(number) else { return .input(.other(all), length: 4) }
            return .input(.key(Key(.function(number)), bytes: all), length: 4)
        }
        while place < bytes.endIndex, (0x20...0x3f).contains(bytes[place]) { place += 1 }
        guard place < bytes.endIndex else { return .incomplete }
        let final = bytes[place]
        guard (0x40...0x7e).contains(final) else {
            let cut = Array(bytes[..<place])
            return .input(.other(cut), length: cut.count)
        }
        let all = Array(bytes[...place])
        let body = all[2..<(all.count - 1)]
        if final == UInt8(ascii: "M"), body.isEmpty { return legacyMouse(bytes) }
        if final == UInt8(ascii: "~"), body.elementsEqual("200".utf8) {
            return .pasteStart(length: all.count)
        }
        return .input(meaning(all, body, final), length: all.count)
    }

    private static func meaning(_ all: [UInt8], _ body: ArraySlice<UInt8>, _ final: UInt8) -> Input
    {
        let lead = body.first ?? 0
        if lead == UInt8(ascii: "<"), final == UInt8(ascii: "M") || final == UInt8(ascii: "m") {
            return sgrMouse(body.dropFirst(), isRelease: final == UInt8(ascii: "m"))
                .map(Input.mouse) ?? .other(all)
        }
        if (0x3c...0x3f).contains(lead) { return .report(all) }
        if let last = body.last, (0x20...0x2f).contains(last) { return .report(all) }
        let numbers = parameters(body)
        switch final {
        case UInt8(ascii: "I") where body.isEmpty: return .focus(true)
        case UInt8(ascii: "O") where body.isEmpty: return .focus(false)
        case UInt8(ascii: "R") where numbers.count == 2 && !isModifiedF3(numbers):
            return .report(all)
        case UInt8(ascii: "c"), UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "y"):
            return .report(all)
        case UInt8(ascii: "Z"): return .key(Key(.tab, .shift), bytes: all)
        case UInt8(ascii: "~"): return tilde(numbers).map { .key($0, bytes: all) } ?? .other(all)
        case UInt8(ascii: "u"):
            return unicode(numbers).map { .key($0, bytes: all) } ?? .other(all)
        default:
            guard let code = KeyTable.letters[final] else { return .other(all) }
            return .key(Key(code, modifiers(numbers.count > 1 ? numbers[1] : 1)), bytes: all)
        }
    }

    /// `CSI 1;2R` may be Shift-F3 or a cursor report of row 1; columns are rarely that small.
    private static func isModifiedF3(_ numbers: [Int]) -> Bool {
        numbers[0] == 1 && (2...16).contains(numbers[1])
    }

    private static func parameters(_ body: ArraySlice<UInt8>) -> [Int] {
        body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
            // Sub-parameters tell alternate keys and event types, which make no other key.
            let digits = field.prefix { $0 != UInt8(ascii: ":") }
            return Int(String(decoding: digits, as: UTF8.self)) ?? 0
        }
    }

    private static func modifiers(_ parameter: Int) -> Key.Modifiers {
        guard (2...256).contains(parameter) else { return [] }
        let bits = parameter - 1
        var modifiers: Key.Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        // Meta (8) counts as Alt.
        if bits & 2 != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        if bits & 8 != 0 { modifiers.insert(.super) }
        return modifiers
    }

    private static func tilde(_ numbers: [Int]) -> Key? {
        guard let number = numbers.first else { return nil }
        let held = modifiers(numbers.count > 1 ? numbers[1] : 1)
        // xterm's modifyOtherKeys.
        if number == 27, numbers.count == 3 { return key(ofScalar: numbers[2], held) }
        return KeyTable.tilde[number].map { Key($0, held) }
    }

    private static func unicode(_ numbers: [Int]) -> Key? {
        guard let number = numbers.first else { return nil }
        return key(ofScalar: number, modifiers(numbers.count > 1 ? numbers[1] : 1))
    }

    private static func key(ofScalar number: Int, _ held: Key.Modifiers) -> Key? {
        switch number {
        case 9: Key(.tab, held)
        case 13: Key(.enter, held)
        case 27: Key(.escape, held)
        case 127, 8: Key(.backspace, held)
        case 57_376...57_398: Key(.function(number - 57_376 + 13), held)
        default:
            UInt32(exactly: number).flatMap(Unicode.Scalar.init).map { Key(.character($0), held) }
        }
    }

    // MARK: Mouse

    /// `CSI < button ; column ; row M` (1006).
    private static func sgrMouse(_ body: ArraySlice<UInt8>, isRelease: Bool) -> Mouse? {
        let numbers = parameters(body)
        guard numbers.count == 3 else { return nil }
        return mouse(
            numbers[0], column: numbers[1], row: numbers[2], isRelease: isRelease)
    }

    /// `CSI M` and three bytes (1000).
    private static func legacyMouse(_ bytes: ArraySlice<UInt8>) -> Step {
        guard bytes.count >= 6 else { return .incomplete }
        let all = Array(bytes.prefix(6))
        let button = Int(all[3]) - 32
        let report = mouse(
            button, column: Int(all[4]) - 32, row: Int(all[5]) - 32, isRelease: button & 0x43 == 3)
        return .input(report.map(Input.mouse) ?? .other(all), length: 6)
    }

    private static func mouse(_ code: Int, column: Int, row: Int, isRelease: Bool) -> Mouse? {
        guard column > 0, row > 0, code >= 0 else { return nil }
        var held: Key.Modifiers = []
        if code & 4 != 0 { held.insert(.shift) }
        if code & 8 != 0 { held.insert(.alt) }
        if code & 16 != 0 { held.insert(.control) }
        let button: Mouse.Button =
            switch code & ~0x3c {
            case 0: .left
            case 1: .middle
            case 2: .right
            case 64: .wheelUp
            case 65: .wheelDown
            case 66: .wheelLeft
            case 67: .wheelRight
            case 128...131: .extra(code & 3 + 8)
            default: .none
            }
        let action: Mouse.Action =
            if isRelease { .release } else if code & 32 == 0 { .press } else {
                button == .none ? .motion : .drag
            }
        return Mouse(action, button, at: Point(row: row - 1, column: column - 1), held)
    }
}

/// Which final bytes and numbers stand for which keys (xterm, rxvt and VT220).
enum KeyTable {
    static let letters: [UInt8: Key.Code] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
        UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
        UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
        UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
    ]

    static let keypad: [UInt8: Key.Code] = [
        UInt8(ascii: "M"): .enter, UInt8(ascii: "I"): .tab,
    ]

    static let tilde: [Int: Key.Code] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12), 25: .function(13), 26: .function(14),
        28: .function(15), 29: .function(16), 31: .function(17), 32: .function(18),
        33: .function(19), 34: .function(20),
    ]
}

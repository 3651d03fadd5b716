import Terminal

/// The keys behind the numbers and letters of the keyboard's sequences.
enum KeyTable {
    /// xterm's parameter: 1 and a bit each for Shift, Alt, Ctrl, Super; the kitty protocol has
    /// Meta at 32, which is Alt by another name, and locks that change nothing.
    static func modifiers(_ parameter: Int) -> Key.Modifiers {
        let bits = max(0, parameter - 1)
        var modifiers = Key.Modifiers(rawValue: UInt8(bits & 0b1111))
        if bits & 32 != 0 { modifiers.insert(.alt) }
        return modifiers
    }

    /// The letters of `CSI letter` and `CSI 1 ; modifiers letter`.
    static func letter(_ letter: UInt8) -> Key.Code? {
        switch letter {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "P")...UInt8(ascii: "S"):
            .function(Int(letter - UInt8(ascii: "P")) + 1)
        default: nil
        }
    }

    /// The letters after SS3: arrows, F1 to F4, rxvt's Ctrl-arrows, and the keypad.
    static func singleShift(_ letter: UInt8) -> Key? {
        switch letter {
        case UInt8(ascii: "a")...UInt8(ascii: "d"):
            return Self.letter(letter - 0x20).map { Key($0, .control) }
        case UInt8(ascii: "M"): return Key(.enter)
        case UInt8(ascii: "I"): return Key(.tab)
        case UInt8(ascii: "X"): return Key(.character("="))
        case UInt8(ascii: "j")...UInt8(ascii: "y"):
            // `j` is `*`, and so on in ASCII's order up to `y`, which is `9`.
            return Key(.character(Unicode.Scalar(letter - UInt8(ascii: "j") + UInt8(ascii: "*"))))
        default: return Self.letter(letter).map { Key($0) }
        }
    }

    /// The numbers of `CSI number ~`.
    static func editing(_ number: Int) -> Key.Code? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// A key by its code point, with the names that `Key` has for what a terminal can't tell
    /// apart without this protocol: Ctrl-I is Tab, Shift and a letter the upper-case one.
    static func unicode(_ code: Int, shifted: Int?, _ modifiers: Key.Modifiers) -> Key? {
        if let named = functional(code) { return Key(named, modifiers) }
        // The protocol's own keys (locks, media, modifiers) are in the private use area.
        guard !(57_344...63_743).contains(code) else { return nil }
        guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init),
            scalar.value >= 0x20, !(0x7F..<0xA0).contains(scalar.value)
        else { return nil }
        if modifiers.contains(.control) { return control(scalar, modifiers) }
        guard modifiers.contains(.shift) else { return Key(.character(scalar), modifiers) }
        if let shifted = shifted.flatMap({ UInt32(exactly: $0) }).flatMap(Unicode.Scalar.init),
            shifted.value >= 0x20
        {
            return Key(.character(shifted), modifiers.subtracting(.shift))
        }
        switch scalar {
        case "a"..."z":
            let upper = Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) - 0x20)
            return Key(.character(upper), modifiers.subtracting(.shift))
        // A blank is the same with Shift, and the key is worth telling.
        case " ": return Key(.character(scalar), modifiers)
        default:
            // modifyOtherKeys sends the character that Shift made, and Shift.
            return Key(.character(scalar), modifiers.subtracting(.shift))
        }
    }

    private static func control(_ scalar: Unicode.Scalar, _ modifiers: Key.Modifiers) -> Key {
        let others = modifiers.subtracting(.control)
        switch scalar {
        case "i", "I": return Key(.tab, others)
        case "m", "M": return Key(.enter, others)
        case "[": return Key(.escape, others)
        case "?": return Key(.backspace, others)
        case "@": return Key(.character(" "), modifiers)
        case "/": return Key(.character("_"), modifiers)
        case "A"..."Z":
            let lower = Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) + 0x20)
            return Key(.character(lower), modifiers)
        default: return Key(.character(scalar), modifiers)
        }
    }

    /// Keys that have a name: their old control codes, or the kitty protocol's private numbers.
    private static func functional(_ code: Int) -> Key.Code? {
        switch code {
        case 9, 57_346: .tab
        case 13, 57_345, 57_414: .enter
        case 27, 57_344: .escape
        case 8, 127, 57_347: .backspace
        case 57_348, 57_425: .insert
        case 57_349, 57_426: .delete
        case 57_350, 57_417: .left
        case 57_351, 57_418: .right
        case 57_352, 57_419: .up
        case 57_353, 57_420: .down
        case 57_354, 57_421: .pageUp
        case 57_355, 57_422: .pageDown
        case 57_356, 57_423: .home
        case 57_357, 57_424: .end
        case 57_364...57_398: .function(code - 57_363)
        case 57_399...57_408: .character(Unicode.Scalar(UInt8(code - 57_399) + 0x30))
        case 57_409: .character(".")
        case 57_410: .character("/")
        case 57_411: .character("*")
        case 57_412: .character("-")
        case 57_413: .character("+")
        case 57_415: .character("=")
        case 57_416: .character(",")
        default: nil
        }
    }
}

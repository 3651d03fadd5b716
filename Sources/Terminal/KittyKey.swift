/// A key in the spelling of the kitty keyboard protocol.
struct KittyKey {
    /// The sequence.
    let text: String

    /// - Parameters:
    ///   - event: what happened.
    ///   - flags: 1 disambiguate, 2 event types, 4 alternate keys, 8 all keys, 16 text.
    /// - Returns: `nil` where the old spelling stays, or nothing is to be told.
    init?(_ event: KeyEvent, flags: UInt8) {
        let key = event.key
        let reportsAll = flags & 8 != 0
        var kind = ""
        if event.action != .press, flags & 2 != 0 { kind = ":\(event.action.rawValue)" }
        if event.action == .release, kind.isEmpty { return nil }
        let modifiers = KeyEncoder.code(key.modifiers)
        let second = modifiers > 1 || !kind.isEmpty ? "\(modifiers)\(kind)" : ""

        if let final = KeyEncoder.letter(key.code), key.code != .function(3) {
            // Without flags that say so, the letters keep their old forms.
            guard flags & 0b1011 != 0 else { return nil }
            text = second.isEmpty ? "\u{1B}[\(final)" : "\u{1B}[1;\(second)\(final)"
            return
        }
        if let number = key.code == .function(3) ? 13 : KeyEncoder.number(key.code),
            !Self.isPrivate(key.code)
        {
            guard flags & 0b1011 != 0 else { return nil }
            text = second.isEmpty ? "\u{1B}[\(number)~" : "\u{1B}[\(number);\(second)~"
            return
        }

        let isText =
            !event.text.isEmpty && event.text.unicodeScalars.allSatisfy { $0.value >= 0x20 }
        guard let number = Self.number(key.code) else { return nil }
        if !reportsAll {
            if isText, event.action != .release { return nil }
            let isTyping = [13, 9, 127].contains(number)
            // What a shell needs after a crash stays as it was; releases of it aren't told.
            if isTyping, modifiers == 1 || event.action == .release { return nil }
            guard flags & 1 != 0 || !kind.isEmpty else { return nil }
        }
        var first = "\(number)"
        if flags & 4 != 0, case .character = key.code {
            let shifted = key.modifiers.contains(.shift) ? event.shifted?.value : nil
            let base = event.base.map { $0.value }
            if shifted != nil || base != nil { first += ":" + (shifted.map { "\($0)" } ?? "") }
            if let base { first += ":\(base)" }
        }
        var typed = ""
        if reportsAll, flags & 16 != 0, isText, event.action != .release {
            typed = event.text.unicodeScalars.map { "\($0.value)" }.joined(separator: ":")
        }
        if !typed.isEmpty {
            text = "\u{1B}[\(first);\(second);\(typed)u"
        } else {
            text = second.isEmpty ? "\u{1B}[\(first)u" : "\u{1B}[\(first);\(second)u"
        }
    }

    private static func isPrivate(_ code: Key.Code) -> Bool {
        if case .function(let place) = code { return place >= 13 }
        return false
    }

    /// The number of a key that ends in `u`: its character in lower case, or one of the
    /// protocol's table.
    private static func number(_ code: Key.Code) -> UInt32? {
        switch code {
        case .character(let scalar):
            scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value
        case .escape: 27
        case .enter: 13
        case .tab: 9
        case .backspace: 127
        case .function(let place) where (13...35).contains(place): UInt32(57376 + place - 13)
        default: nil
        }
    }
}

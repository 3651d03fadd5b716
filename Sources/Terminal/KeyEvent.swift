/// A key's press, repetition or release, with what a keyboard layout makes of it.
package struct KeyEvent: Hashable, Sendable {
    package enum Action: UInt8, Hashable, Sendable {
        case press = 1
        case `repeat`, release
    }

    package var key: Key
    package var action: Action
    /// What the key types with Shift, where that is another character.
    package var shifted: Unicode.Scalar?
    /// The character on this key of a US keyboard, where that is another one.
    package var base: Unicode.Scalar?
    /// The text that the press makes, empty for none.
    package var text: String

    /// - Parameters:
    ///   - key: the key and its modifiers.
    ///   - text: what the press types; `nil` for the character itself unless Ctrl, Alt or Super
    ///     is held.
    package init(
        _ key: Key, _ action: Action = .press, shifted: Unicode.Scalar? = nil,
        base: Unicode.Scalar? = nil, text: String? = nil
    ) {
        self.key = key
        self.action = action
        self.shifted = shifted
        self.base = base
        var typed = ""
        if case .character(let scalar) = key.code, key.modifiers.subtracting(.shift).isEmpty {
            typed = String(scalar)
            let lower = scalar.properties.lowercaseMapping.unicodeScalars.first
            if shifted == nil, lower != scalar { self.shifted = scalar }
        }
        self.text = text ?? typed
    }
}

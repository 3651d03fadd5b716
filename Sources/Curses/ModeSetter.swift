import Terminal

/// Puts the outer terminal into the modes that a frame asks for, by differences (xterm ctlseqs;
/// kitty keyboard protocol).
struct ModeSetter {
    private var present: OuterModes?

    /// Everything off, whatever was on.
    static let everythingOff = Array(
        ("\u{1b}[?1003l\u{1b}[?1002l\u{1b}[?1000l\u{1b}[?1006l\u{1b}[?1l\u{1b}>\u{1b}[<u"
            + "\u{1b}[>4m").utf8)

    mutating func set(_ modes: OuterModes) -> [UInt8] {
        guard modes != present else { return [] }
        var text = ""
        if modes.applicationCursor != present?.applicationCursor ?? false {
            text += modes.applicationCursor ? "\u{1b}[?1h" : "\u{1b}[?1l"
        }
        if modes.applicationKeypad != present?.applicationKeypad ?? false {
            text += modes.applicationKeypad ? "\u{1b}=" : "\u{1b}>"
        }
        if modes.mouse != present?.mouse ?? .off {
            text += "\u{1b}[?1003l\u{1b}[?1002l\u{1b}[?1000l"
            switch modes.mouse {
            case .off: text += "\u{1b}[?1006l"
            case .buttons: text += "\u{1b}[?1000h\u{1b}[?1006h"
            case .drags: text += "\u{1b}[?1002h\u{1b}[?1006h"
            case .motion: text += "\u{1b}[?1003h\u{1b}[?1006h"
            }
        }
        if modes.keyboardFlags != present?.keyboardFlags ?? 0 {
            if (present?.keyboardFlags ?? 0) != 0 { text += "\u{1b}[<u" }
            if modes.keyboardFlags != 0 { text += "\u{1b}[>\(modes.keyboardFlags)u" }
        }
        if modes.modifyOtherKeys != present?.modifyOtherKeys ?? 0 {
            text += "\u{1b}[>4;\(modes.modifyOtherKeys)m"
        }
        present = modes
        return Array(text.utf8)
    }
}

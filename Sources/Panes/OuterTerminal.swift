import Terminal

/// What the terminal around us tells of itself when it is asked.
struct OuterTerminal: Equatable {
    /// Whether it was asked, and hasn't answered the last question, DA1, yet.
    var isAsked = false
    /// Whether keys come in the spelling of the kitty keyboard protocol once it is asked for.
    private(set) var knowsKittyKeyboard = false
    /// Questions for the clipboard that it was handed on.
    var clipboardQuestions = 0

    /// Reads an answer other than a colour; `CSI ? flags u` and `CSI ? … c` (DA1).
    mutating func take(_ report: [UInt8]) {
        guard report.starts(with: Array("\u{1b}[?".utf8)) else { return }
        switch report.last {
        case UInt8(ascii: "u"): knowsKittyKeyboard = true
        case UInt8(ascii: "c"): isAsked = false
        default: break
        }
    }

    /// What it says is in the clipboard, if it was asked; `nil` for any other report.
    mutating func clipboard(in report: [UInt8]) -> [UInt8]? {
        guard clipboardQuestions > 0, report.starts(with: Array("\u{1b}]52;".utf8)) else {
            return nil
        }
        clipboardQuestions -= 1
        let body = report.dropFirst(5).drop { $0 != UInt8(ascii: ";") }.dropFirst()
        return Base64.decode(body.prefix { $0 != 0x07 && $0 != 0x1b }) ?? []
    }
}

import Terminal

/// A key on the outer terminal's keyboard.
package enum Press: Sendable, ExpressibleByStringLiteral {
    /// paks' own key, Ctrl-].
    case prefix
    case enter, tab, escape, backspace
    case up, down, left, right
    case f10, f12
    /// Ctrl and a letter.
    case control(Character)
    case text(String)

    package init(stringLiteral text: String) { self = .text(text) }

    /// What a terminal sends for it in these modes (xterm ctlseqs, "PC-Style Function Keys").
    func bytes(modes: Screen.Modes) -> [UInt8] {
        let introducer = modes.applicationCursor ? "\u{1b}O" : "\u{1b}["
        switch self {
        case .prefix: return [0x1d]
        case .enter: return [0x0d]
        case .tab: return [0x09]
        case .escape: return [0x1b]
        case .backspace: return [0x7f]
        case .up: return Array((introducer + "A").utf8)
        case .down: return Array((introducer + "B").utf8)
        case .right: return Array((introducer + "C").utf8)
        case .left: return Array((introducer + "D").utf8)
        case .f10: return Array("\u{1b}[21~".utf8)
        case .f12: return Array("\u{1b}[24~".utf8)
        case .control(let letter): return [(letter.asciiValue ?? 0) & 0x1f]
        case .text(let text): return Array(text.utf8)
        }
    }
}

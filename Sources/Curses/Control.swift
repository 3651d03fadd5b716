import Terminal

/// What the outer terminal is told besides cells: cursor, title and modes, each only when it
/// changes.
struct Control {
    private let speaksXterm: Bool
    private let charset: OuterScreen.Charset
    /// `nil`: not known.
    private var cursorIsVisible: Bool?
    private var shape: Frame.CursorShape?
    private var modes: OuterModes?
    private var title: String?

    init(speaksXterm: Bool, charset: OuterScreen.Charset) {
        self.speaksXterm = speaksXterm
        self.charset = charset
    }

    /// DEC mode 2026: what lies between is shown at once.
    static let beginUpdate = Array("\u{1B}[?2026h".utf8)
    static let endUpdate = Array("\u{1B}[?2026l".utf8)

    private static let show = Array("\u{1B}[?25h".utf8)
    private static let hide = Array("\u{1B}[?25l".utf8)

    /// The alternate screen with the title kept aside; no margins, no insert mode, no autowrap;
    /// pastes in brackets and reports of the focus.
    static func enterSequence(speaksXterm: Bool) -> [UInt8] {
        let reset = "\u{1B}[r\u{1B}[4l\u{1B}[?6l\u{1B}[?7l\u{1B}[m"
        guard speaksXterm else { return Array((reset + "\u{1B}[H\u{1B}[2J").utf8) }
        return Array("\u{1B}[22;2t\u{1B}[?1049h\(reset)\u{1B}[?2004h\u{1B}[?1004h".utf8)
    }

    /// Ends a sequence that was cut short, then everything that can have been set.
    static func restoreSequence(speaksXterm: Bool) -> [UInt8] {
        let keys = "\u{1B}[?1l\u{1B}>"
        let look = "\u{1B}[m\u{1B}[r\u{1B}[?7h\u{1B}[?25h"
        guard speaksXterm else {
            return Array("\u{18}\(keys)\(look)\u{1B}[H\u{1B}[2J".utf8)
        }
        let mouse = "\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?1006l"
        let keyboard = "\u{1B}[=0;1u\u{1B}[>4m\(keys)"
        let reports = "\u{1B}[?1004l\u{1B}[?2004l"
        let sequence =
            "\u{18}\u{1B}\\\u{1B}]8;;\u{1B}\\\(mouse)\(keyboard)\(reports)"
            + "\u{1B}[0 q\(look)\u{1B}[?2026l\u{1B}[?1049l\u{1B}[23;2t"
        return Array(sequence.utf8)
    }

    mutating func forget() {
        cursorIsVisible = nil
        shape = nil
        modes = nil
        title = nil
    }

    /// Hides the cursor unless it is; the changes that follow show it again.
    mutating func hideCursor() -> [UInt8] {
        guard cursorIsVisible != false else { return [] }
        cursorIsVisible = false
        return Self.hide
    }

    mutating func changes(to frame: Frame) -> [UInt8] {
        var bytes: [UInt8] = []
        if let new = frame.title, new != title {
            title = new
            if speaksXterm { bytes += titleSequence(new) }
        }
        if modes != frame.modes {
            bytes += Self.changes(from: modes, to: frame.modes, speaksXterm: speaksXterm)
            modes = frame.modes
        }
        if let cursor = frame.cursor, cursor.shape != shape {
            shape = cursor.shape
            if speaksXterm { bytes += Array("\u{1B}[\(cursor.shape.rawValue) q".utf8) }
        }
        let isVisible = frame.cursor != nil
        if cursorIsVisible != isVisible {
            cursorIsVisible = isVisible
            bytes += isVisible ? Self.show : Self.hide
        }
        return bytes
    }

    /// OSC 2 without control characters, cut after 1,000 scalars.
    private func titleSequence(_ title: String) -> [UInt8] {
        var text = String.UnicodeScalarView()
        for scalar in title.unicodeScalars.prefix(1000) {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0: continue
            case 0x80... where charset == .ascii: text.append("?")
            default: text.append(scalar)
            }
        }
        return Array("\u{1B}]2;\(String(text))\u{7}".utf8)
    }

    // MARK: Modes

    private static func changes(
        from old: OuterModes?, to new: OuterModes, speaksXterm: Bool
    ) -> [UInt8] {
        var text = ""
        if old?.applicationCursor != new.applicationCursor {
            text += new.applicationCursor ? "\u{1B}[?1h" : "\u{1B}[?1l"
        }
        if old?.applicationKeypad != new.applicationKeypad {
            text += new.applicationKeypad ? "\u{1B}=" : "\u{1B}>"
        }
        guard speaksXterm else { return Array(text.utf8) }
        if old?.mouse != new.mouse {
            // What is known to be on goes off; after a loss of knowledge everything may be.
            for mouse in old.map({ [$0.mouse] }) ?? [.motion, .drags, .buttons] {
                if let number = number(of: mouse) { text += "\u{1B}[?\(number)l" }
            }
            switch (number(of: new.mouse), old.flatMap { number(of: $0.mouse) }) {
            case (let number?, nil): text += "\u{1B}[?\(number)h\u{1B}[?1006h"
            case (let number?, _?): text += "\u{1B}[?\(number)h"
            case (nil, _): text += "\u{1B}[?1006l"
            }
        }
        if old?.keyboardFlags != new.keyboardFlags {
            text += "\u{1B}[=\(new.keyboardFlags);1u"
        }
        if old?.modifyOtherKeys != new.modifyOtherKeys {
            text += "\u{1B}[>4;\(new.modifyOtherKeys)m"
        }
        return Array(text.utf8)
    }

    private static func number(of mouse: OuterModes.Mouse) -> Int? {
        switch mouse {
        case .off: nil
        case .buttons: 1000
        case .drags: 1002
        case .motion: 1003
        }
    }
}

/// A key as it was meant, whatever bytes carried it.
package struct Key: Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// What the key types; for Ctrl and a letter the lower-case letter.
        case character(Unicode.Scalar)
        case enter, tab, backspace, escape
        case up, down, left, right, home, end, pageUp, pageDown, insert, delete
        /// F1 to F35.
        case function(Int)
    }

    package struct Modifiers: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let shift = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        package static let control = Modifiers(rawValue: 4)
        package static let `super` = Modifiers(rawValue: 8)
    }

    package var code: Code
    package var modifiers: Modifiers

    package init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }
}

/// A mouse report: what happened, at which cell of the outer terminal.
package struct Mouse: Hashable, Sendable {
    package enum Action: Hashable, Sendable { case press, release, drag, motion }
    package enum Button: Hashable, Sendable {
        case left, middle, right, wheelUp, wheelDown, wheelLeft, wheelRight, none
        /// Buttons 8 to 11 of `xterm ctlseqs`.
        case extra(Int)
    }

    package var action: Action
    package var button: Button
    package var modifiers: Key.Modifiers
    package var point: Point

    package init(
        _ action: Action, _ button: Button, at point: Point, _ modifiers: Key.Modifiers = []
    ) {
        self.action = action
        self.button = button
        self.point = point
        self.modifiers = modifiers
    }
}

/// One thing that arrived from the outer terminal, with the bytes that carried it, so that a
/// pane can pass them on unchanged.
package enum Input: Equatable, Sendable {
    case key(Key, bytes: [UInt8])
    /// A piece of a bracketed paste, without the brackets; the last piece has `ends`.
    case paste([UInt8], ends: Bool)
    case mouse(Mouse)
    case focus(Bool)
    /// The terminal's answer to a question (DA, CPR, DECRPM, OSC 10/11 …).
    case report([UInt8])
    /// Bytes that mean nothing to us.
    case other([UInt8])
}

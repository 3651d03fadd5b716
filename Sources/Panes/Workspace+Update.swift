package import Configuration
package import Terminal

/// A plain character that was typed, and where on the shell's screen the cursor stood then.
struct AwaitedEcho {
    var byte: UInt8
    var point: Point
}

extension Workspace {
    /// Brings a picture up to the present state: of the last one that this made, where nothing but
    /// the shell's screen has changed, only the rows that did are drawn, so that an echo is on its
    /// way early.
    ///
    /// What the result shows is `frame(theme:)` in either case.
    ///
    /// - Parameter frame: what this made last, with the same theme; else any of another size.
    /// - Returns: the parts of the picture that have changed; `nil` where all may.
    package mutating func update(_ frame: inout Frame, theme: Theme) -> [Frame.Part]? {
        let damaged = screen.takeDamage()
        guard isOnlyShellNew, isShellAlone, frame.size == size,
            frame.clusters.count + frame.links.count < Self.mostTexts
        else {
            frame = self.frame(theme: theme)
            isOnlyShellNew = true
            return nil
        }
        let parts = screen.draw(rows: damaged, into: &frame, at: layout.shell)
        frame.cursor = shellCursor
        finish(&frame)
        return parts
    }

    /// Whether the last picture is the first one with the echo of the character that was typed last:
    /// it stands where the cursor was, and the cursor elsewhere.
    ///
    /// - Parameter frame: that picture.
    package mutating func takeEcho(in frame: Frame) -> Bool {
        guard let awaited = awaitedEcho, screen.cursorPoint != awaited.point else { return false }
        let row = layout.shell.row + awaited.point.row
        let column = layout.shell.column + awaited.point.column
        guard frame.size == size, row < size.rows, column < size.columns,
            frame.cells[row * size.columns + column].content == UInt32(awaited.byte)
        else { return false }
        awaitedEcho = nil
        return true
    }

    /// Whether the echo of the character that was typed last can't have come: the cursor stands where
    /// it stood then, as behind output that saves and restores it, and not in the last column, where
    /// it would stay.
    package var isEchoOut: Bool {
        guard let awaited = awaitedEcho else { return false }
        return awaited.point == screen.cursorPoint
            && awaited.point.column < layout.shell.columns - 1
    }

    /// Notes what the shell is about to be sent for a key.
    mutating func awaitEcho(of bytes: [UInt8]) {
        awaitedEcho = nil
        guard bytes.count == 1, (0x20..<0x7F).contains(bytes[0]) else { return }
        awaitedEcho = AwaitedEcho(byte: bytes[0], point: screen.cursorPoint)
    }

    /// Rows that are drawn again bring their clusters and links again; a new picture forgets them.
    private static var mostTexts: Int { 4096 }

    /// Whether nothing lies over the shell's screen, as side panes do that have the focus where
    /// there is little room, and nothing beside it goes with the time.
    @inline(__always)  // A call would copy the whole workspace to the stack.
    private var isShellAlone: Bool {
        focus == .shell && overlay == nil && toast == nil && scrolledBack == 0 && jobs.isEmpty
    }

    /// Takes an input, and notes whether it can have changed more than the shell will show.
    mutating func takeNoting(_ input: Input, _ effects: inout [Effect]) {
        let wasPlain = isTyping
        take(input, &effects)
        let isPassed = effects.allSatisfy { effect in
            if case .writeShell = effect { true } else { false }
        }
        if case .key = input, wasPlain, isTyping, isPassed { return }
        isOnlyShellNew = false
    }

    /// Whether a key is for the shell.
    @inline(__always)  // A call would copy the whole workspace to the stack.
    private var isTyping: Bool {
        focus == .shell && overlay == nil && pendingPrefix == nil && scrolledBack == 0
    }
}

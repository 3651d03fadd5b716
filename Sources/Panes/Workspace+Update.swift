package import Configuration
package import Terminal

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

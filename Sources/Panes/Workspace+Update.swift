package import Configuration
package import Terminal

extension Workspace {
    /// Brings a picture up to the present state: of the last one that this made, where nothing but
    /// the shell's screen has changed, only that is drawn, so that an echo is on its way early.
    ///
    /// The result is `frame(theme:)` in either case.
    ///
    /// - Parameter frame: what this made last, with the same theme; else any of another size.
    package mutating func update(_ frame: inout Frame, theme: Theme) {
        guard isOnlyShellNew, isShellAlone, frame.size == size, frame.clusters.isEmpty,
            frame.links.isEmpty
        else {
            frame = self.frame(theme: theme)
            isOnlyShellNew = true
            return
        }
        screen.draw(into: &frame, at: layout.shell, scrolledBack: 0)
        frame.cursor = shellCursor
        finish(&frame)
    }

    /// Whether nothing lies over the shell's screen, as side panes do that have the focus where
    /// there is little room, and nothing beside it goes with the time.
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
    private var isTyping: Bool {
        focus == .shell && overlay == nil && pendingPrefix == nil && scrolledBack == 0
    }
}

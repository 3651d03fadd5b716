package import Configuration
package import Terminal

/// The running screen as a value: panes, focus, prompt line, jobs and toasts.
package struct Workspace: ~Copyable {
    package init(size: Size, keymap: Keymap) {}

    /// Reads what the shell's terminal printed.
    package mutating func receive(_ bytes: Span<UInt8>, at seconds: Double) -> [Effect] { [] }

    /// Takes in anything else that happened, `seconds` on a clock that never goes back.
    package mutating func handle(_ event: Event, at seconds: Double) -> [Effect] { [] }

    /// The picture of the present state.
    package borrowing func frame(theme: Theme) -> Frame { Frame(size: Size(columns: 80, rows: 24)) }
}

import Panes
import Terminal

/// What stands between the user's terminal and the container's shell: the full screen, or nothing
/// but the `#` lines. Values in, effects and bytes out.
protocol Front: ~Copyable {
    /// Bytes that prepare the user's terminal.
    mutating func enter() -> [UInt8]
    /// Bytes that put the user's terminal back, whatever was last drawn.
    mutating func leave() -> [UInt8]
    /// Where the live shell is, as it last said.
    var directory: String? { get }
    /// The number of the shell's last message that was believed.
    var lastSequence: Int { get }
    /// Whether the user's terminal was asked something in `enter()` and hasn't answered yet.
    var awaitsAnswers: Bool { get }
    /// Whether all that was printed yet is the engine's own.
    var isStarting: Bool { get }
    /// The size that the shell's terminal should have.
    var shellSize: Size { get }
    /// Reads what the shell's terminal printed.
    mutating func receive(_ bytes: Span<UInt8>, at seconds: Double) -> [Effect]
    mutating func handle(_ event: Event, at seconds: Double) -> [Effect]
    /// The bytes that bring the user's terminal up to date; empty when it is.
    mutating func draw() -> [UInt8]
    /// Whether the echo of the last key can't be among what was read since.
    var isEchoOut: Bool { get }
    /// Whether what was drawn last is the first to hold the echo of the last key.
    mutating func takeEcho() -> Bool
    /// Everything must be drawn anew.
    mutating func redraw()
}

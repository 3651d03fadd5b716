import Panes
import Terminal

/// `paks run`: the shell in the user's terminal as it is.
struct PlainFront: ~Copyable, Front {
    private var passthrough: Passthrough
    private var size: Size

    init(size: Size, link: ShellLink) {
        self.size = size
        passthrough = Passthrough(size: size, link: link)
    }

    /// Pastes are told from keys by their brackets.
    mutating func enter() -> [UInt8] { Array("\u{1b}[?2004h".utf8) }

    /// All that a program in the shell may have left on (xterm ctlseqs).
    mutating func leave() -> [UInt8] {
        Array(
            ("\u{1b}[?2004l\u{1b}[?1000l\u{1b}[?1002l\u{1b}[?1003l\u{1b}[?1006l\u{1b}[?1004l"
                + "\u{1b}[?1l\u{1b}>\u{1b}[<u\u{1b}[>4m\u{1b}[?25h\u{1b}[0 q\u{1b}[m").utf8)
    }

    var shellSize: Size { size }
    var directory: String? { passthrough.directory }
    var isStarting: Bool { passthrough.isStarting }
    var lastSequence: Int { passthrough.lastSequence }

    mutating func receive(_ bytes: Span<UInt8>, at seconds: Double) -> [Effect] {
        passthrough.receive(bytes, at: seconds)
    }

    mutating func handle(_ event: Event, at seconds: Double) -> [Effect] {
        if case .resized(let size) = event { self.size = size }
        return passthrough.handle(event, at: seconds)
    }

    mutating func draw() -> [UInt8] { [] }

    mutating func redraw() {}
}

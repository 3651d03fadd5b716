import Configuration
import Panes
import Terminal

/// `paks run`: the shell in the user's terminal as it is.
struct PlainFront: ~Copyable, Front {
    private var passthrough: Passthrough
    private var size: Size

    init(
        size: Size, info: WorkspaceInfo, link: ShellLink, keymap: Keymap,
        environmentNames: [String]
    ) {
        self.size = size
        passthrough = Passthrough(
            size: size, info: info, link: link, keymap: keymap,
            environmentNames: environmentNames)
    }

    /// Pastes are told from keys by their brackets.
    mutating func enter() -> [UInt8] { Array("\u{1b}[?2004h".utf8) }

    /// All that a program in the shell may have left on (xterm ctlseqs); the cursor moves to a new
    /// line at most.
    mutating func leave() -> [UInt8] {
        let uncovered = passthrough.takeAway()
        // 1047 where 1049 wasn't seen: it brings no cursor back that nobody saved.
        let screen = passthrough.isOnAlternateScreen ? "\u{1b}[?1049l" : "\u{1b}[?1047l"
        let mouse = [9, 1000, 1002, 1003, 1005, 1006, 1015, 1016].map { "\u{1b}[?\($0)l" }.joined()
        let reports = "\u{1b}[?2026l\u{1b}[?2004l\u{1b}[?1004l\u{1b}[<u\u{1b}[>4m"
        // DECSTR does most of the rest at once; what follows is for terminals without it.
        let look =
            "\u{1b}[!p\u{1b}7\u{1b}[r\u{1b}8\u{1b}[4l\u{1b}[20l\u{1b}[?5l\u{1b}[?7h\u{1b}(B\u{0f}"
            + "\u{1b}[?1l\u{1b}>\u{1b}[?25h\u{1b}[0 q\u{1b}[m"
        return uncovered
            + Array((screen + mouse + reports + look + (passthrough.isInLine ? "\r\n" : "")).utf8)
    }

    var shellSize: Size { size }
    var directory: String? { passthrough.directory }
    var awaitsAnswers: Bool { false }
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

    var isEchoOut: Bool { false }

    mutating func takeEcho() -> Bool { false }

    mutating func redraw() {}
}

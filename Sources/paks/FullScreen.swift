import Configuration
import Curses
import Panes
import Terminal

/// `paks tui`: the workspace, drawn through ncurses.
struct FullScreen: ~Copyable, Front {
    private var workspace: Workspace
    private var screen: OuterScreen
    private let themes: ThemeLibrary
    private let depth: ColorDepth
    private var themeName: String
    private var theme: Theme
    /// What was drawn last.
    private var frame = Frame(size: Size(columns: 1, rows: 1))

    /// - Parameter theme: a name; one that isn't there gives way to `default`.
    init(
        workspace: consuming Workspace, screen: consuming OuterScreen, themes: ThemeLibrary,
        theme: String, depth: ColorDepth
    ) {
        self.workspace = workspace
        self.screen = screen
        self.themes = themes
        self.depth = depth
        themeName = theme
        self.theme = Self.resolve(theme, depth, themes)
    }

    private static func resolve(_ name: String, _ depth: ColorDepth, _ themes: ThemeLibrary)
        -> Theme
    {
        (try? Theme.resolve(name, depth: depth, in: themes))
            ?? (try? Theme.resolve("default", depth: depth)) ?? Theme()
    }

    mutating func enter() -> [UInt8] {
        let question = screen.question
        if !question.isEmpty { workspace.noteQuestions() }
        return screen.enter() + question
    }

    mutating func leave() -> [UInt8] { screen.leave() }

    var shellSize: Size { workspace.shellSize }
    var directory: String? { workspace.directory }
    var isStarting: Bool { workspace.isStarting }
    var awaitsAnswers: Bool { workspace.awaitsAnswers }
    var lastSequence: Int { workspace.lastSequence }

    mutating func receive(_ bytes: Span<UInt8>, at seconds: Double) -> [Effect] {
        workspace.receive(bytes, at: seconds)
    }

    mutating func handle(_ event: Event, at seconds: Double) -> [Effect] {
        if case .resized(let size) = event { screen.resize(to: size) }
        return workspace.handle(event, at: seconds)
    }

    mutating func draw() -> [UInt8] {
        guard !workspace.isMidFrame else { return [] }
        if let wanted = workspace.themeName, wanted != themeName {
            themeName = wanted
            theme = Self.resolve(wanted, depth, themes)
            frame = Frame(size: Size(columns: 1, rows: 1))
        }
        let parts = workspace.update(&frame, theme: theme)
        return screen.render(frame, parts: parts)
    }

    var isEchoOut: Bool { workspace.isEchoOut }

    mutating func takeEcho() -> Bool { workspace.takeEcho(in: frame) }

    mutating func redraw() { screen.redraw() }
}

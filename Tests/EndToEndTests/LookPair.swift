import Support
import Terminal

/// The two containers with their terminals, and a tmux for each.
final class LookPair {
    private let world: World
    private var size: Size
    private let plain: Program
    private let pane: Program
    private let plainTmux: Tmux?
    private let paneTmux: Tmux?
    /// How much of each one's output tmux has.
    private var plainShown = 0
    private var paneShown = 0

    init(_ world: World, _ place: LookPlace, withTmux: Bool) throws {
        self.world = world
        size = place.size
        let folder = try LookFiles.write(into: world.directory)
        let image = world.engine.image("programs")
        let common =
            LookFiles.mounts(of: folder) + [
                "-e", "TERM=xterm-256color", "-e", "COLORTERM=truecolor",
            ]
        let alike = ["--hostname", "frozen", "--network", "none"]
        plain = try world.start(
            program: [world.engine.tool, "run", "--rm", "-it"] + alike + common + [image],
            size: size)
        pane = try world.start(
            ["tui", "--container-tech", world.engine.tool] + common + [image, "--"] + alike,
            size: place.window, changes: ["COLORTERM": "truecolor"])
        plainTmux = withTmux ? try Tmux(size: size, folder: world.directory + "/plain") : nil
        paneTmux = withTmux ? try Tmux(size: place.window, folder: world.directory + "/pane") : nil
        for program in [plain, pane] { try program.waitFor("the prompt") { $0.isAtPrompt } }
        if place.zooms {
            pane.press(.prefix, "z")
            try pane.waitFor("a pane without others") { !$0.contains("Environments") }
        }
        for program in [plain, pane] {
            try program.enter(". /frozen/setup; clear")
            try program.waitFor("an empty screen") {
                $0.cursor.row == 0 && $0.beforeCursor == "root@frozen:~#"
            }
        }
    }

    func enter(_ line: String) throws {
        for program in [plain, pane] { try program.enter(line) }
    }

    func type(_ keys: String) {
        for program in [plain, pane] { program.type(keys) }
    }

    /// Drags both windows, so that plain terminal and zoomed pane are of a size.
    func resize(to size: Size) {
        self.size = size
        plain.resize(to: size)
        pane.resize(to: Size(columns: size.columns, rows: size.rows + 1))
    }

    /// Waits until both have come to a step, and tells in what they look different.
    func differences(after step: String, when isReached: (Picture) -> Bool) throws -> [String] {
        for program in [plain, pane] { try program.waitFor(step, isReached) }
        let deadline = monotonicSeconds() + 5
        while true {
            for program in [plain, pane] { try program.waitForSilence() }
            let found = pane.drawing(topLeft: size).differences(from: plain.drawing())
            if found.isEmpty || monotonicSeconds() > deadline {
                return found.map { "the pane, " + $0 } + (try tmuxDifferences())
            }
        }
    }

    private func tmuxDifferences() throws -> [String] {
        guard let plainTmux, let paneTmux else { return [] }
        try show(plain, in: plainTmux, from: &plainShown)
        try show(pane, in: paneTmux, from: &paneShown)
        var found = try compare(plainTmux, paneTmux)
        let deadline = monotonicSeconds() + 5
        while !found.isEmpty, monotonicSeconds() < deadline {
            // Where a wide character's half was erased tmux keeps the other, and blanks what stands
            // beside it when it is written over; so it gets all cells once more.
            pane.press(.prefix, "r")
            try pane.waitForOutput(beyond: paneShown)
            try pane.waitForSilence()
            try show(pane, in: paneTmux, from: &paneShown)
            found = try compare(plainTmux, paneTmux)
        }
        return found
    }

    private func compare(_ plainTmux: Tmux, _ paneTmux: Tmux) throws -> [String] {
        let wanted = try plainTmux.drawing()
        return try paneTmux.drawing().topLeft(size).differences(from: wanted)
            .map { "the pane in tmux, " + $0 }
            + plain.drawing().differences(from: wanted).map { "our core and not tmux, " + $0 }
    }

    private func show(_ program: Program, in tmux: Tmux, from shown: inout Int) throws {
        let output = program.output
        try tmux.show(output[shown...])
        shown = output.count
    }

    func leave() throws {
        try enter("exit")
        for program in [plain, pane] { try program.waitForEnd() }
        try world.removeWhatIsKept()
    }

    func stop() {
        plainTmux?.stop()
        paneTmux?.stop()
    }
}

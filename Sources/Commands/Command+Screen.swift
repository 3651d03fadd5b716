extension Command {
    /// What acts on the screen alone: the screen process does it at once, and never runs it as a job.
    static let screenCommands: [Command] = [
        screen("palette", "open the palette, where any command can be typed", "palette"),
        screen(
            "ask", "open the palette with a command's name in it", "ask save",
            [Parameter("command", .commandName)]),
        screen(
            "focus", "go to a pane", "focus left",
            [
                Parameter(
                    "where",
                    .choice([
                        "left", "down", "up", "right", "next", "last", "shell", "environments",
                        "history", "container",
                    ]))
            ]),
        screen("zoom", "give the shell the whole screen, or take it back", "zoom"),
        screen(
            "resize", "move the border between the shell and the side panes", "resize left 5",
            [
                Parameter("direction", .choice(["left", "down", "up", "right"])),
                Parameter("cells", .text, arity: .optional),
            ]),
        screen("theme", "change the colours", "theme nord", [Parameter("name", .text)]),
        screen("mouse", "take the mouse, or leave it to the terminal", "mouse"),
        screen("messages", "read the messages again", "messages"),
        screen("copy-mode", "look back in what the shell's pane showed", "copy-mode"),
        screen(
            "connect", "start the shell in front anew, so that # commands work in it", "connect"),
        screen("redraw", "draw the screen anew", "redraw"),
        screen("detach", "leave, and let the container go on", "detach"),
        screen("quit", "leave, and stop the container", "quit"),
    ]

    private static func screen(
        _ name: String, _ summary: String, _ example: String, _ parameters: [Parameter] = []
    ) -> Command {
        Command(
            name: name, parameters: parameters, summary: summary, example: example, place: .screen
        ) { _, _ in }
    }
}

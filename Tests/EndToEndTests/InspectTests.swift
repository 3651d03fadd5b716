import Support
import Testing

@Suite("Looking into a container, on a real engine")
struct InspectTests {
    @Test("inspect config is JSON, the same that the engine gives (D38)", arguments: TestEngine.own)
    func inspectsASection(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.run)
            let container = try world.container()
            for words in [["config"], ["Config"], ["CONFIG"]] {
                let result = try world.paks(["do", "inspect"] + words)
                #expect(result.status == 0, "\(result)")
                #expect(result.output.hasPrefix("{"))
                #expect(result.output.contains("\"Cmd\""))
                #expect(result.output.contains("\"Env\""))
            }
            let id = try world.paks(["do", "inspect", "id"])
            #expect(
                try id.output.contains(engine.tell("inspect", "--format", "{{.Id}}", container)))
            let image = try world.paks(["do", "inspect", "image"])
            #expect(image.output.contains("org.example.purpose"))
            let wrong = try world.paks(["do", "inspect", "confog"])
            #expect(wrong.status != 0)
            #expect(wrong.errors.lowercased().contains("config"), "\(wrong)")
            try world.leave(program)
        }
    }

    @Test("#inspect prints in run and opens the Container pane in tui", arguments: Place.all)
    func showsASection(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            try program.enter("#inspect config.env")
            try program.waitFor("a variable of the image") { $0.contains("GREETING") }
            // In raw mode a line end alone doesn't go back to the first column (D33).
            if place.front == .run {
                try program.waitFor("the list's end") { $0.rows.contains("]") }
            }
            if place.front == .tui {
                // The pane that opened has the focus; Escape goes back to the shell.
                try program.waitFor("the pane's focus") { !$0.cursorIsVisible }
                program.press(.escape)
            }
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try world.run("true", in: program)
            try world.leave(program)
        }
    }

    @Test("i opens the metadata", arguments: TestEngine.own)
    func opensByKey(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.tui)
            program.press(.prefix, "i")
            try program.waitFor("the container's parts") {
                $0.contains("Created:") && $0.contains("State: {") && !$0.cursorIsVisible
            }
            program.press(.escape)
            try world.run("true", in: program)
            try world.leave(program)
        }
    }

    @Test("size tells what the container adds (D39)", arguments: TestEngine.own)
    func tellsTheSize(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.run)
            try world.run("head -c 3000000 /dev/zero > /root/three-megabytes", in: program)
            let result = try world.paks(["do", "size"])
            #expect(result.status == 0, "\(result)")
            #expect(result.output.contains("3"), "\(result)")
            #expect(result.output.contains("MB"), "\(result)")
            try world.leaveAndRemove(program)
        }
    }
}

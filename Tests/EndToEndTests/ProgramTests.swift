import Support
import Terminal
import Testing

@Suite("Programs of the container in the full screen, on a real engine")
struct ProgramTests {
    private func inTui(_ body: (World, Program) throws -> Void) throws {
        guard let engine = TestEngine.own.first(where: { $0.kind == .docker }) else { return }
        try World.on(engine) { world in
            let program = try world.shell(.tui, image: engine.image("programs"))
            try body(world, program)
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try world.leave(program)
            try world.removeWhatIsKept()
        }
    }

    @Test("vim edits a file")
    func vim() throws {
        try inTui { world, program in
            try program.enter("vim /dev/shm/text")
            try program.waitFor("vim") { $0.rows.filter { $0.contains("~") }.count > 10 }
            program.press("ihello vim")
            try program.waitFor("the text") { $0.contains("hello vim") }
            program.press(.escape, ":wq", .enter)
            try program.waitFor("the prompt") { $0.isAtPrompt }
            #expect(try world.file("/dev/shm/text", in: world.container()) == "hello vim")
        }
    }

    @Test("less scrolls and searches")
    func less() throws {
        try inTui { _, program in
            try program.enter("seq 1000 | less")
            try program.waitFor("less") { $0.beforeCursor.hasSuffix(":") }
            program.press("/^777$", .enter)
            try program.waitFor("the place") { $0.contains("777") && !$0.contains("776") }
            program.press("q")
        }
    }

    @Test("htop draws and quits")
    func htop() throws {
        try inTui { _, program in
            try program.enter("htop")
            try program.waitFor("htop") { $0.contains("Load average") && $0.contains("F10") }
            program.press("q")
        }
    }

    @Test("nano edits a file")
    func nano() throws {
        try inTui { world, program in
            try program.enter("nano /dev/shm/text")
            try program.waitFor("nano") { $0.contains("GNU nano") }
            program.press("hello nano", .control("X"))
            try program.waitFor("the question") { $0.contains("Save modified") }
            program.press("y", .enter)
            try program.waitFor("the prompt") { $0.isAtPrompt }
            #expect(try world.file("/dev/shm/text", in: world.container()) == "hello nano")
        }
    }

    @Test("mc draws its panels and quits")
    func mc() throws {
        try inTui { _, program in
            try program.enter("mc --nosubshell")
            try program.waitFor("mc") { $0.contains("Name") && $0.contains("10Quit") }
            program.press(.f10)
        }
    }

    @Test("tmux runs inside")
    func tmux() throws {
        try inTui { _, program in
            try program.enter("tmux -u new -s inside")
            try program.waitFor("tmux") { $0.contains("[inside]") && $0.isAtPrompt }
            program.press(.control("B"), "%")
            try program.waitFor("two panes") { $0.isAtPrompt && $0.cursor.column > 40 }
            try program.enter("echo s$((40+2))")
            try program.waitFor("the answer") { $0.contains("s42") }
            program.press(.control("D"))
            try program.waitFor("one pane") { $0.isAtPrompt && $0.cursor.column < 40 }
            program.press(.control("D"))
            try program.waitFor("the end") { $0.contains("[exited]") }
        }
    }
}

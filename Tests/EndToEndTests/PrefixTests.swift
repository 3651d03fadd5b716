import Support
import Terminal
import Testing

@Suite("The prefix keys of paks run, on a real engine")
struct PrefixTests {
    private static let sizes = [Size(columns: 80, rows: 24), Size(columns: 40, rows: 10)]

    @Test(
        "A line over vim leaves vim's screen as it was", arguments: TestEngine.withPrograms, sizes)
    func overVim(engine: TestEngine, size: Size) throws {
        try World.on(engine) { world in
            let program = try world.shell(.run, image: engine.image("programs"), size: size)
            try program.enter("vim -u NONE -c 'set number ruler' /etc/passwd")
            try program.waitFor("vim") { $0.contains("root:x:0:0") && $0.contains("1,1") }
            try program.waitForSilence()
            let (drawing, picture) = (program.drawing(), program.picture)

            program.press(.prefix, ":", "siz")
            try program.waitFor("the line") { $0.beforeCursor.contains(": siz") }
            #expect(program.picture.cursor.row == size.rows - 1)
            program.press(.escape)
            try program.waitForSilence()
            #expect(program.drawing() == drawing)
            #expect(program.picture == picture)

            program.press(.prefix, ":", "size", .enter)
            try program.waitFor("the size") { $0.beforeCursor.contains("in all") }
            // Any key takes it away, and is vim's: one line down and up again.
            program.press("j")
            try program.waitFor("the next line") { $0.cursor.row == picture.cursor.row + 1 }
            program.press("k")
            try program.waitFor("the line before") { $0.cursor == picture.cursor }
            try program.waitForSilence()
            #expect(program.drawing() == drawing)

            program.press(.prefix, "i")
            try program.waitFor("the document") { $0.contains("q closes") }
            program.press("jjj", "q")
            try program.waitForSilence()
            #expect(program.drawing() == drawing)
            program.press(":q!", .enter)
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try world.leave(program)
            try world.removeWhatIsKept()
        }
    }

    @Test(
        "A line at the prompt runs, and the half-typed line is there again",
        arguments: TestEngine.own)
    func atThePrompt(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.run)
            program.type("echo wh")
            try program.waitFor("the echo") { $0.beforeCursor.hasSuffix("echo wh") }
            program.press(.prefix, ":", "version", .enter)
            try program.waitFor("the version and the line") { picture in
                picture.rows.contains { $0.hasPrefix("paks 0") }
                    && picture.beforeCursor.hasSuffix("echo wh")
            }
            program.press("ole-$((40+2))", .enter)
            try program.waitFor("the answer") { $0.rows.contains("whole-42") }
            // Twice it is the program's own key.
            try program.enter("cat -v")
            program.press(.prefix, .prefix, .enter)
            try program.waitFor("the byte") { $0.contains("^]") }
            program.press(.control("D"))
            try program.waitFor("the prompt") { $0.isAtPrompt }
            program.press(.prefix, "d")
            #expect(try program.waitForEnd() == 0)
            try world.removeWhatIsKept()
        }
    }

    @Test("A shell that was started in the shell is connected", arguments: Place.all)
    func connects(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            // It would leave its history in the container.
            try program.enter("PS1='inner$ ' HISTFILE= bash --norc")
            try program.waitFor("its prompt") { $0.beforeCursor.hasPrefix("inner$") }
            program.press(.prefix, "c")
            try program.waitFor("that it is connected") {
                $0.contains("# commands work in this bash") && $0.isAtPrompt
            }
            try program.enter("#version")
            try program.waitFor("the version") { $0.contains("paks 0") }
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try program.enter("exit")
            try world.run("true", in: program)
            try world.leave(program)
        }
    }
}

extension TestEngine {
    /// One engine, for what no engine can change and what needs programs.
    fileprivate static let withPrograms = own.filter { $0.kind == .docker }
}

import Support
import Terminal
import Testing

@Suite("Every key reaches the shell, on a real engine")
struct KeyTests {
    @Test("Ctrl-C interrupts what runs (D14)", arguments: Place.all)
    func interrupts(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            try program.enter("sleep 1000 || echo interrupted-$?")
            try world.wait("sleep") {
                try world.engine.tell("top", world.container()).contains("sleep 1000")
            }
            program.press(.control("C"))
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try program.enter("echo status-$?")
            try program.waitFor("its status") { $0.contains("status-130") }
            try world.leave(program, status: 0)
        }
    }

    @Test(
        "The first thing that is seen is the prompt, and nothing was typed (D30)",
        arguments: Place.all)
    func typesNothing(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            #expect(program.picture.cursor.row == 0, "\(program.picture)")
            for word in ["7717", "stty", "PROMPT_COMMAND", "__paks", "export", "/dev/shm"] {
                #expect(!program.everPrinted(word), "\(word)")
            }
            try program.enter("history | wc -l")
            try program.waitFor("a history of that line") { $0.rows.contains { $0.hasPrefix("1") } }
            try world.leave(program)
        }
    }

    @Test("Ctrl-D on an empty line ends the shell (D14, D21)", arguments: Place.all)
    func endsTheShell(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            program.press(.control("D"))
            #expect(try program.waitForEnd(within: 20) == 0)
        }
    }

    @Test(
        "Ctrl-L, Ctrl-R, Ctrl-P, Tab and the arrows are readline's (D14, D23, D35)",
        arguments: Place.all)
    func reachesReadline(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            try world.run("echo 'x[D][A'", in: program)
            #expect(program.picture.contains("x[D][A"))

            program.press(.control("L"))
            try program.waitFor("a clear screen") { $0.cursor.row == 0 && $0.isAtPrompt }

            program.press(.control("R"), "x[D")
            try program.waitFor("the search") {
                $0.contains("reverse-i-search") && $0.contains("[A'")
            }
            program.press(.control("G"))
            try program.waitFor("the prompt") { $0.isAtPrompt }

            program.press(.control("P"))
            try program.waitFor("the line before") { $0.beforeCursor.contains("[A'") }
            // Ctrl-C, which leaves the place in history as well.
            program.press(.control("C"))
            try program.waitFor("the prompt") { $0.isAtPrompt }

            program.press(.up)
            try program.waitFor("the line before") { $0.beforeCursor.contains("[A'") }
            program.press(.down)
            try program.waitFor("the prompt") { $0.isAtPrompt }

            program.press("cat /etc/debian_ver", .tab)
            try program.waitFor("the completion") {
                $0.beforeCursor.hasSuffix("/etc/debian_version")
            }
            // The completion ends with a blank.
            for _ in "version " { program.press(.left) }
            program.press(.control("K"), "ver")
            try program.waitFor("the edited line") {
                $0.beforeCursor.hasSuffix("/etc/debian_ver")
            }
            program.press(.control("C"))
            try world.leave(program)
        }
    }

    @Test("A line with 'exit' in it ends nothing (D15)", arguments: Place.onOneEngine)
    func staysForExitCodes(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            try program.enter("echo exitcode $((40+2))")
            try program.waitFor("the answer") { $0.contains("exitcode 42") }
            try world.run("true", in: program)
            try world.leave(program)
        }
    }

    @Test("A letter that arrives in two pieces is one letter (D18)", arguments: Place.onOneEngine)
    func joinsPieces(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            program.type("echo [")
            for byte in Array("é漢".utf8) { program.type([byte]) }
            program.type("]")
            try program.waitFor("the letters") { $0.beforeCursor.hasSuffix("echo [é漢]") }
            program.press(.enter)
            try program.waitFor("the answer") {
                $0.rows.contains { $0.contains("[é漢]") && !$0.contains("echo") }
            }
            try world.leave(program)
        }
    }

    @Test("paks' own key twice is that key for the shell", arguments: TestEngine.own)
    func sendsThePrefix(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.tui)
            try program.enter("cat -v")
            try program.waitFor("cat") { $0.beforeCursor.allSatisfy { "│| ".contains($0) } }
            program.press(.prefix, .prefix, .enter)
            try program.waitFor("the byte") { $0.contains("^]") }
            program.press(.control("D"))
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try world.leave(program)
        }
    }
}

@Suite("The shell's window has the right size, on a real engine")
struct SizeTests {
    @Test(
        "run gives the shell the terminal's size, at once and at every change (D17)",
        arguments: TestEngine.own)
    func followsTheTerminal(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.run, size: Size(columns: 101, rows: 31))
            try program.enter("stty size")
            try program.waitFor("the size") { $0.contains("31 101") }
            for columns in 72...91 { program.resize(to: Size(columns: columns, rows: 23)) }
            try world.wait("the new size in the container") {
                try program.enter("stty size")
                return program.picture.contains("23 91")
            }
            try world.leave(program)
        }
    }

    @Test("The full screen gives the shell its pane's size", arguments: TestEngine.own)
    func followsThePane(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.tui, size: Size(columns: 130, rows: 36))
            let container = try world.container()
            func size() throws -> [Int] {
                try world.run("stty size > /dev/shm/size", in: program)
                return try world.file("/dev/shm/size", in: container)
                    .split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
            }
            func becomes(_ what: String, _ predicate: ([Int]) -> Bool) throws {
                try world.wait(what) { try predicate(size()) }
            }
            try becomes("a pane of 80 columns and more beside the others") {
                $0.count == 2 && (80...100).contains($0[1]) && (30...35).contains($0[0])
            }
            program.press(.prefix, "z")
            try becomes("the whole screen but the last row") { $0 == [35, 130] }
            program.press(.prefix, "z")
            program.resize(to: Size(columns: 80, rows: 24))
            try becomes("all 80 columns of a small terminal") { $0.count == 2 && $0[1] == 80 }
            program.resize(to: Size(columns: 30, rows: 6))
            try becomes("the shell alone") { $0 == [6, 30] || $0 == [5, 30] }
            program.resize(to: Size(columns: 200, rows: 60))
            try becomes("65 %") { $0.count == 2 && (125...131).contains($0[1]) }
            // As when a window is dragged: the last size is the one that stays.
            for columns in 0..<20 { program.resize(to: Size(columns: 60 + columns, rows: 19)) }
            try becomes("the last size") { $0 == [18, 79] }
            try world.leave(program)
        }
    }
}

import Support
import Testing

/// A `#` line acts on the host, so what counts as one is a matter of security.
@Suite("What is a # line and what is not, on a real engine")
struct LineTests {
    @Test("A # line that is typed into a program isn't one (D27)", arguments: Place.all)
    func ignoresProgramsInput(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            for (index, reader) in ["cat", "bash -c 'read -s x'"].enumerated() {
                // Once the mark is printed the terminal is the reader's, and no longer readline's.
                try program.enter("echo mark''\(index); \(reader)")
                try program.waitFor("\(reader) in front") { $0.contains("mark\(index)") }
                program.type("#save\r")
                if reader == "cat" { program.press(.control("D")) }
                try program.waitFor("the prompt") { $0.isAtPrompt }
            }
            try program.enter("cat <<END")
            try program.waitFor("the second prompt") { $0.beforeCursor == ">" }
            program.type("#save\r")
            program.type("END\r")
            try program.waitFor("the prompt") { $0.beforeCursor.contains("root@") }
            try world.expectNothingSaved(program)
        }
    }

    @Test("A # line that is printed isn't one (D56)", arguments: Place.all)
    func ignoresOutput(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            try world.run(
                #"printf '#save\n#save\r\n\033]7717;x;1;C;#save\007'"#, in: program)
            try world.expectNothingSaved(program)
        }
    }

    @Test("A # line in a paste of several lines isn't one (D26, D56)", arguments: Place.all)
    func ignoresPastes(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            program.paste("#save\n#save\n")
            program.press(.enter)
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try world.expectNothingSaved(program)
        }
    }

    @Test(
        "A comment and an unknown word stay the shell's, and a near miss gets a hint (D29)",
        arguments: Place.all)
    func keepsComments(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            for line in ["# save", "#SAVE", "echo '#save'", "true #save"] {
                try program.enter(line)
                try program.waitFor("the prompt") { $0.isAtPrompt }
            }
            try program.enter("#svae")
            try program.waitFor("a hint") { picture in
                picture.rows.contains {
                    $0.contains("save") && !$0.contains("#SAVE") && !$0.contains("echo")
                        && !$0.contains("# save") && !$0.contains("true")
                }
            }
            try world.expectNothingSaved(program)
        }
    }

    @Test("An edited line counts as it stands when Enter is pressed (D24)", arguments: Place.all)
    func readsTheEditedLine(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            try world.run("true", in: program)
            program.type("echo hello")
            try program.waitFor("the echo") { $0.beforeCursor.hasSuffix("hello") }
            program.press(.control("U"))
            try program.waitFor("the prompt") { $0.isAtPrompt }
            program.press("#sizx", .backspace, "e", .enter)
            try program.waitFor("the size") { picture in
                picture.rows.contains {
                    $0.contains("MB") || $0.contains("kB") || $0.contains("KB") || $0.contains(" B")
                }
            }
            // The line isn't kept in a history file, which a save would put into the image (D10, D28).
            try world.run("history -a; ls -a ~ > /dev/shm/home", in: program)
            let home = try world.file("/dev/shm/home", in: world.container())
            #expect(!home.contains(".bash_history"))
            try world.leave(program)
            #expect(try world.newContainers() == [])
        }
    }

    @Test("#help names every command, and #help of one shows its use", arguments: Place.onOneEngine)
    func helps(place: Place) throws {
        try World.on(place.engine) { world in
            let usage = try world.paks(["do", "--help"])
            #expect(usage.status == 0)
            #expect(usage.output.contains("--session"))
            let help = try world.paks(["do", "help"])
            #expect(help.status == 0)
            let commands = [
                "save", "inspect", "size", "cp", "envload", "envunload", "envsave", "envhost",
                "envlist",
                "help",
            ]
            for command in commands { #expect(help.output.contains(command), "\(command)") }
            let program = try world.shell(place.front)
            try program.enter("#help save")
            try program.waitFor("its use") { $0.contains("suffix=") }
            if place.front == .tui {
                program.press(.escape)
                try program.waitFor("the panes") { !$0.contains("suffix=") }
            }
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try world.leave(program)
        }
    }
}

extension World {
    /// Expects that no `#` line was acted upon, after giving one that was the time to show.
    fileprivate func expectNothingSaved(_ program: Program) throws {
        // Commands are done in their order: once this one is, an earlier one would be.
        let result = try paks(["do", "size"])
        #expect(result.status == 0, "\(result)")
        try run("true", in: program)
        #expect(try newImages() == [])
        try leave(program)
        #expect(try newContainers() == [])
    }
}

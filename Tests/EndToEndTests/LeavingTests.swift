import Glibc
import Support
import Testing

@Suite("Leaving and coming back, on a real engine")
struct LeavingTests {
    @Test("A container in which nothing changed is removed without a word", arguments: Place.all)
    func removesTheUnchanged(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            try world.run("ls / > /dev/null; cd /tmp", in: program)
            #expect(try world.leave(program) == 0)
            #expect(try world.newContainers() == [])
            #expect(!program.picture.contains("paks attach"))
        }
    }

    @Test(
        "What is mounted, and a working directory that the engine makes, are no changes",
        arguments: TestEngine.own)
    func removesTheMounted(engine: TestEngine) throws {
        try World.on(engine) { world in
            let place = "/made/for/mount"
            let program = try world.shell(
                .run,
                options: ["-v", "\(world.directory):\(place)", "-v", "/anonymous", "-w", place])
            try world.run("echo kept > here", in: program)
            #expect(try world.leave(program) == 0)
            #expect(try world.newContainers() == [])
            #expect(contents(of: world.directory + "/here") == Array("kept\n".utf8))
        }
    }

    @Test(
        "A container with changes is kept, and paks says how to go back and how to remove it",
        arguments: Place.all)
    func keepsTheChanged(place: Place) throws {
        try World.on(place.engine) { world in
            var program = try world.shell(place.front)
            try world.run("echo precious > /root/work", in: program)
            let name = try world.container()
            try world.leave(program)
            #expect(try world.newContainers() == [name])
            let end = program.picture.text
            #expect(end.contains("paks attach \(name)"))
            #expect(end.contains("paks rm \(name)"))
            #expect(try world.paks(["ls"]).output.contains(name))

            program = try world.start(["attach", name])
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try program.enter("cat /root/work")
            try program.waitFor("the file") {
                $0.rows.contains {
                    $0.hasPrefix("precious") || $0.contains("│precious") || $0.contains("|precious")
                }
            }
            try world.leave(program)
            #expect(try world.paks(["rm", name]).status == 0)
            #expect(try world.newContainers() == [])
            #expect(try !world.paks(["ls"]).output.contains(name))
        }
    }

    @Test("After kill -9 of paks, attach finds the files and the live shell", arguments: Place.all)
    func survivesTheDeathOfPaks(place: Place) throws {
        try World.on(place.engine) { world in
            var program = try world.shell(place.front)
            try world.run("echo precious > /root/work; export LIVE=still", in: program)
            program.send(SIGKILL)
            #expect(try program.waitForEnd() == 128 + SIGKILL)
            let name = try world.container()
            #expect(try world.paks(["ls"]).output.contains(name))
            program = try world.start(["attach"], size: place.front.size)
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try program.enter("echo $LIVE-$(cat /root/work)")
            try program.waitFor("the work") { $0.contains("still-precious") }
            try world.leaveAndRemove(program)
        }
    }

    @Test("A closed terminal costs nothing", arguments: Place.all)
    func survivesAClosedTerminal(place: Place) throws {
        try World.on(place.engine) { world in
            var program = try world.shell(place.front)
            try world.run("export LIVE=still; echo work > /root/work", in: program)
            program.hangUp()
            try program.waitForEnd()
            program = try world.start(["attach"], size: place.front.size)
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try program.enter("echo $LIVE-$(cat /root/work)")
            try program.waitFor("the work") { $0.contains("still-work") }
            try world.leaveAndRemove(program)
        }
    }

    @Test("Detaching leaves the shell running", arguments: TestEngine.own)
    func detaches(engine: TestEngine) throws {
        try World.on(engine) { world in
            var program = try world.shell(.tui)
            try world.run("export LIVE=still; echo work > /root/work", in: program)
            program.press(.prefix, "d")
            #expect(try program.waitForEnd() == 0)
            #expect(program.picture.contains("paks attach"))
            program = try world.start(["attach"], size: Front.tui.size)
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try program.enter("echo $LIVE-$LIVE")
            try program.waitFor("the live shell") { $0.contains("still-still") }
            try world.leaveAndRemove(program)
        }
    }

    @Test(
        "attach takes an open session over, live shell and exit status included",
        arguments: Place.all)
    func takesOver(place: Place) throws {
        try World.on(place.engine) { world in
            let first = try world.shell(place.front)
            try world.run("export LIVE=still", in: first)
            let second = try world.start(["attach"], size: place.front.size)
            try second.waitFor("the prompt") { $0.isAtPrompt }
            #expect(try first.waitForEnd() == 0)
            first.expectTerminalRestored()
            #expect(first.picture.rows.joined().contains("opened in another terminal"))
            try second.enter("echo $LIVE-$LIVE")
            try second.waitFor("the live shell") { $0.contains("still-still") }
            #expect(try world.leave(second, status: 3) == 3)
            #expect(try world.newContainers() == [])
        }
    }

    @Test(
        "Of two sessions, do and attach ask which, and take a name or its start",
        arguments: TestEngine.own)
    func tellsSessionsApart(engine: TestEngine) throws {
        try World.on(engine) { world in
            let programs = try ["first-of-two", "second-of-two"].map {
                try world.shell(.run, options: ["--name", $0])
            }
            let undecided = try world.paks(["do", "size"])
            #expect(undecided.status != 0)
            #expect(undecided.errors.contains("first-of-two"), "\(undecided)")
            #expect(undecided.errors.contains("second-of-two"), "\(undecided)")
            let listed = try world.paks(["ls"]).lines
            #expect(listed.count == 2 && listed.allSatisfy { $0.contains("running") })
            let result = try world.paks(
                ["do", "--session", "sec", "inspect", "name"])
            #expect(result.status == 0, "\(result)")
            #expect(result.output.contains("second-of-two"), "\(result)")
            // Nobody's screen is taken away by a slip.
            let refused = try world.paks(["rm", "first-of-two"])
            #expect(refused.status != 0)
            #expect(refused.errors.contains("--force"), "\(refused)")
            let attached = try world.start(["attach", "first"])
            try attached.waitFor("the prompt") { $0.isAtPrompt }
            #expect(try programs[0].waitForEnd() == 0)
            for program in [attached, programs[1]] { #expect(try world.leave(program) == 0) }
            #expect(try world.newContainers() == [])
        }
    }

    @Test(
        "Quitting asks, stops the container at once and removes it (D16, D53)",
        arguments: TestEngine.own)
    func quits(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.tui)
            program.press(.prefix, "x")
            try program.waitFor("the question") { $0.contains("Stop ") }
            program.press("y")
            // `stop` would wait 10 s for a shell that heeds no SIGTERM.
            #expect(try program.waitForEnd(within: 8) == 0)
            #expect(try world.newContainers() == [])
        }
    }

    @Test(
        "After kill -9 before the shell was there, attach brings one", arguments: TestEngine.own)
    func survivesADeathBeforeTheShell(engine: TestEngine) throws {
        try World.on(engine) { world in
            // The container runs, and nobody lives to send the shell's start-up.
            let script = """
                #!/bin/sh
                PATH=${PATH#*:}
                [ "$1" = start ] || exec \(engine.tool) "$@"
                for container; do :; done
                \(engine.tool) start "$container"
                kill -KILL $PPID
                """
            try writeProgram(script, to: "\(world.folder)/bin/\(engine.tool)")
            let path = "\(world.folder)/bin:\(world.environment["PATH"] ?? "")"
            var program = try world.start(
                ["run", "-c", engine.tool, engine.image], changes: ["PATH": path])
            #expect(try program.waitForEnd() == 128 + SIGKILL)
            program = try world.start(["attach"])
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try program.enter("echo alive-$((40+2))")
            try program.waitFor("the answer") { $0.contains("alive-42") }
            #expect(try world.leave(program, status: 4) == 4)
            #expect(try world.newContainers() == [])
        }
    }

    @Test("Rootless podman keeps, finds, loads and copies as well", arguments: TestEngine.rootless)
    func worksRootless(engine: TestEngine) throws {
        try World.on(engine) { world in
            for front in Front.allCases {
                var program = try world.shell(front)
                try world.run("echo precious > /root/work", in: program)
                program.send(SIGKILL)
                #expect(try program.waitForEnd() == 128 + SIGKILL)
                let name = try world.container()
                #expect(try world.paks(["ls"]).output.contains(name))
                program = try world.start(["attach", name], size: front.size)
                try program.waitFor("the prompt") { $0.isAtPrompt }
                let copied = try world.paks(["do", "cp", "/root/work", "host:\(front.rawValue)"])
                #expect(copied.status == 0, "\(copied)")
                #expect(
                    contents(of: "\(world.directory)/\(front.rawValue)")
                        == Array("precious\n".utf8))
                let config = try world.paks(["do", "inspect", "config"])
                #expect(config.output.hasPrefix("{"), "\(config)")
                #expect(try world.leave(program, status: 5) == 5)
                #expect(try world.newContainers() == [name])
                #expect(try world.paks(["rm", name]).status == 0)
            }
        }
    }

    @Test("The shell's exit status is paks' own", arguments: Place.all)
    func givesTheShellsStatus(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            #expect(try world.leave(program, status: 7) == 7)
        }
    }

    @Test("rm and attach refuse a container that paks didn't make", arguments: TestEngine.own)
    func keepsItsHandsOffOthers(engine: TestEngine) throws {
        try World.on(engine) { world in
            let name = "somebody-elses"
            _ = try engine.tell("create", "--name", name, engine.image("busybox"), "true")
            #expect(try world.paks(["rm", name]).status != 0)
            #expect(try world.paks(["attach", name]).status != 0)
            #expect(try world.newContainers() == [name])
            try world.removeContainer(name)
        }
    }

    @Test("Where nothing runs, do and attach say so", arguments: TestEngine.own)
    func saysThatNothingRuns(engine: TestEngine) throws {
        try World.on(engine) { world in
            for words in [["do", "save"], ["attach"], ["rm", "nothing"]] {
                let result = try world.paks(words)
                #expect(result.status != 0, "\(words)")
                #expect(result.errors.contains("paks"), "\(words)")
            }
            #expect(try world.paks(["ls"]).output == "")
        }
    }
}

import Support
import Testing

@Suite("Named environments in a live shell, on a real engine")
struct EnvironmentTests {
    /// Values that an `export` typed into the shell would spoil.
    private static let values = [
        ("BLANKS", "zq one  two "),
        ("QUOTES", "zq it's \"so\""),
        ("SHELL_SYNTAX", "zq $HOME `id` $(touch /tmp/evil); touch /tmp/evil"),
        ("LINES", "zq first\nsecond\n"),
        ("LETTERS", "zq zażółć 漢字 🦊"),
        ("EMPTY", ""),
        ("BACKSLASH", "zq \\n \\ \u{1b}[31m"),
    ]

    private static func writeEnvironment(_ name: String, in world: World) throws {
        // Single quotes are literal, over several lines too; one within is written '\''.
        let lines = values.map { key, value in
            "\(key)='" + value.replacing("'", with: #"'\''"#) + "'"
        }
        try write(lines.joined(separator: "\n") + "\n", to: "\(world.home)/envs/\(name)")
    }

    enum Way: String, CaseIterable, Sendable { case line, elsewhere, palette }

    struct Load: Sendable, CustomTestStringConvertible {
        var place: Place
        var way: Way
        var testDescription: String { "\(place.testDescription), by \(way.rawValue)" }

        static let all = Place.all.flatMap { place in
            Way.allCases.filter { place.front == .tui || $0 != .palette }
                .map { Load(place: place, way: $0) }
        }
    }

    @Test(
        "envload sets every value exactly, and no value is on the screen (D41, D42)",
        arguments: Load.all)
    func loadsExactly(load: Load) throws {
        try World.on(load.place.engine) { world in
            try Self.writeEnvironment("weird", in: world)
            let program = try world.shell(load.place.front)
            let container = try world.container()
            switch load.way {
            case .line: try program.enter("#envload weird")
            case .palette:
                program.press(.prefix, ":")
                try program.waitFor("the palette") { !$0.isAtPrompt }
                program.type("envload weird")
                program.press(.enter)
            case .elsewhere:
                let result = try world.paks(["do", "envload", "weird"])
                #expect(result.status == 0, "\(result)")
            }
            // A named environment isn't there before the answer is: the shell is asked, not timed.
            try world.wait("the variables in the live shell") {
                try program.enter("declare -p BACKSLASH > /tmp/there 2>&1")
                return try engineSays(world, "grep", "-c", "zq", "/tmp/there", in: container)
            }
            try world.run(
                "for key in \(Self.values.map(\.0).joined(separator: " ")); "
                    + "do printf '%s' \"${!key}\" > /tmp/$key; done", in: program)
            for (key, value) in Self.values {
                let held = try world.engine.ask("exec", container, "cat", "/tmp/\(key)").output
                #expect(held == value, "\(key)")
            }
            #expect(try !engineSays(world, "test", "-e", "/tmp/evil", in: container))
            #expect(!program.everPrinted("zq "), "a value was printed")

            // Nor does it stand in the shell's history or in the container's metadata.
            try world.run("history > /tmp/history", in: program)
            #expect(try !world.file("/tmp/history", in: container).contains("zq"))
            #expect(try !world.engine.tell("inspect", container).contains("zq "))
            try world.leaveAndRemove(program)
        }
    }

    @Test("--env loads an environment at the start, and nothing shows", arguments: Place.all)
    func loadsAtTheStart(place: Place) throws {
        try World.on(place.engine) { world in
            try Self.writeEnvironment("weird", in: world)
            let program = try world.shell(place.front, options: ["--env", "weird"])
            let container = try world.container()
            try world.wait("the variables in the live shell") {
                try program.enter("declare -p BACKSLASH > /dev/shm/there 2>&1")
                return try engineSays(world, "grep", "-c", "zq", "/dev/shm/there", in: container)
            }
            try world.run("printf %s \"$SHELL_SYNTAX\" > /dev/shm/got", in: program)
            #expect(
                try world.file("/dev/shm/got", in: container)
                    == Self.values.first { $0.0 == "SHELL_SYNTAX" }?.1)
            #expect(!program.everPrinted("zq "), "a value was printed")
            try world.leave(program)
            #expect(try world.newContainers() == [])
        }
    }

    @Test(
        "the pane and envlist tell what is loaded, differs and isn't loaded, of the live shell",
        arguments: TestEngine.own)
    func tellsWhatIsLoaded(engine: TestEngine) throws {
        try World.on(engine) { world in
            try write("ONE='zq 1'\nTWO='zq 2'\n", to: "\(world.home)/envs/pair")
            let program = try world.shell(.tui)
            try program.waitFor("the list") { $0.contains("  pair  ONE TWO") }
            #expect(try world.paks(["do", "envlist"]).output == "pair (not loaded): ONE TWO\n")
            try program.enter("#envload pair")
            try program.waitFor("it is loaded") { $0.contains("+ pair  ONE TWO") }
            // By the shell's own means.
            try program.enter("export TWO=other")
            try program.waitFor("it differs") { $0.contains("~ pair  ONE ~TWO") }
            #expect(
                try world.paks(["do", "envlist"]).output
                    == "pair (differs; differing: TWO): ONE TWO\n")
            try program.enter("unset TWO")
            try program.waitFor("it lacks one") { $0.contains("~ pair  ONE -TWO") }
            #expect(try world.paks(["do", "envload", "pair"]).status == 0)
            try program.waitFor("it is loaded again") { $0.contains("+ pair  ONE TWO") }
            try program.enter("#envunload pair")
            try program.waitFor("it isn't loaded") { $0.contains("  pair  ONE TWO") }
            #expect(!program.everPrinted("zq "), "a value was printed")
            try world.leave(program)
        }
    }

    @Test("--env of one that isn't there makes nothing", arguments: Place.onOneEngine)
    func refusesToStartWithoutIt(place: Place) throws {
        try World.on(place.engine) { world in
            try Self.writeEnvironment("weird", in: world)
            let program = try world.start(
                [place.front.rawValue, "--env", "wierd", place.engine.image])
            #expect(try program.waitForEnd() == 125)
            #expect(program.picture.contains("did you mean 'weird'?"))
            #expect(try world.newContainers() == [])
        }
    }

    @Test("A value that was loaded isn't in a saved image", arguments: TestEngine.own)
    func leavesNoValueInASave(engine: TestEngine) throws {
        try World.on(engine) { world in
            try Self.writeEnvironment("weird", in: world)
            let program = try world.shell(.run)
            try world.run("echo kept > /root/kept.txt", in: program)
            try program.enter("#envload weird")
            try program.waitFor("the prompt") { $0.isAtPrompt }
            #expect(try world.paks(["do", "save"]).status == 0)
            let saved = engine.image.replacing("/debian:", with: "/debian-saved:")
            try world.waitForImage(saved)
            #expect(try !engine.tell("image", "inspect", saved).contains("zq "))
            let found = try engine.ask(
                "run", "--rm", "--network", "none", saved, "grep", "-rlE", "zq (one|first|it)",
                "/root", "/tmp", "/run", "/var/log", "/etc")
            #expect(found.output == "")
            try world.leave(program)
        }
    }

    @Test(
        "envsave keeps a live value in a file for its owner alone (D46), envunload unsets it",
        arguments: TestEngine.own)
    func savesLiveValues(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.run)
            try world.run("export LIVE=\"zq it's \\$HOME\"", in: program)
            try program.enter("#envsave kept LIVE OTHER='two words'")
            let path = world.home + "/envs/kept"
            try world.wait("the environment's file") { contents(of: path) != nil }
            #expect(permissions(of: path) == 0o600)
            #expect(permissions(of: world.home + "/envs") == 0o700)
            let shown = try world.paks(["env", "show", "kept", "--reveal"])
            #expect(shown.output.contains("LIVE"))
            #expect(shown.output.contains("two words"))
            let masked = try world.paks(["env", "show", "kept"])
            #expect(masked.output.contains("LIVE"))
            #expect(!masked.output.contains("two words"))
            try program.enter("#envunload kept")
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try world.run("printf %s \"${LIVE-gone}\" > /tmp/got", in: program)
            #expect(try world.file("/tmp/got", in: world.container()) == "gone")
            try world.leaveAndRemove(program)
        }
    }

    @Test(
        "Every byte, 20 KB and 300 variables go out of the live shell, into a file and back, exactly",
        arguments: TestEngine.own)
    func carriesAnything(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.run)
            let container = try world.container()
            try world.run(
                #"RAW=$(for i in {1..255}; do printf "\x$(printf %x $i)"; done; echo x); BIG=$(seq 4000)"#,
                in: program)
            try world.run(
                "export RAW BIG; for i in {1..300}; do export V$i=\"value '$i' \"; done",
                in: program)
            let sum =
                "sum() { for k in RAW BIG ${!V*}; do printf %s \"${!k-none}\" | sha256sum; done; }"
            try world.run(sum + "; sum >/tmp/before; echo ${#BIG} >/tmp/size", in: program)
            #expect(try Int(world.file("/tmp/size", in: container)) ?? 0 > 18_000)
            let names = ["RAW", "BIG"] + (1...300).map { "V\($0)" }
            let saving = try world.paks(["do", "envsave", "all"] + names)
            #expect(saving.status == 0, "\(saving)")
            #expect(try world.paks(["do", "envunload", "all"]).status == 0)
            try world.run("sum >/tmp/between", in: program)
            let loading = try world.paks(["do", "envload", "all"])
            #expect(loading.output == "loaded 302 variables from all\n", "\(loading)")
            try world.run("sum >/tmp/after", in: program)
            let before = try world.file("/tmp/before", in: container)
            #expect(before.split(separator: "\n").count == 302)
            #expect(try world.file("/tmp/between", in: container) != before)
            #expect(try world.file("/tmp/after", in: container) == before)
            try world.leaveAndRemove(program)
        }
    }

    @Test(
        "envhost takes variables of the host's, and says which aren't there (D43)",
        arguments: Place.onOneEngine)
    func takesHostVariables(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(
                place.front, changes: ["FROM_HOST": "zq of the host", "EMPTY_ON_HOST": ""])
            let container = try world.container()
            try program.enter("#envhost FROM_HOST EMPTY_ON_HOST")
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try world.run("printf %s \"$FROM_HOST|${EMPTY_ON_HOST-unset}\" > /tmp/got", in: program)
            #expect(try world.file("/tmp/got", in: container) == "zq of the host|")
            #expect(!program.everPrinted("zq of"))
            try program.enter("#envhost NOT_ON_HOST")
            try program.waitFor("what is missing") {
                $0.rows.filter { $0.contains("NOT_ON_HOST") }.count > 1
            }
            try world.leaveAndRemove(program)
        }
    }

    @Test("An environment that isn't there is said so, with a status", arguments: Place.onOneEngine)
    func saysWhatIsMissing(place: Place) throws {
        try World.on(place.engine) { world in
            try Self.writeEnvironment("weird", in: world)
            let program = try world.shell(place.front)
            let result = try world.paks(["do", "envload", "wierd"])
            #expect(result.status != 0)
            #expect(result.errors.contains("wierd"))
            let list = try world.paks(["do", "envlist"])
            #expect(list.status == 0)
            #expect(list.output.contains("weird"))
            #expect(!list.output.contains("zq"))
            try world.leave(program)
        }
    }
}

/// Whether a command in the container succeeds.
private func engineSays(_ world: World, _ words: String..., in container: String) throws -> Bool {
    try world.engine.ask(["exec", container] + words).status == 0
}

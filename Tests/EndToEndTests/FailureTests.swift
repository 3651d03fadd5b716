import Glibc
import Support
import Terminal
import Testing

@Suite("What fails says so before the screen is taken, on a real engine")
struct FailureTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        var place: Place
        var what: String
        /// It takes the container's start to find out.
        var isLate = false
        var options: [String] = []
        var image: String?
        /// What stands behind the image.
        var rest: [String] = []
        var changes: [String: String] = [:]
        var status: Int32
        /// Words of which the message has one.
        var says: [String]

        var testDescription: String { "\(place.testDescription): \(what)" }

        static let all =
            Place.all.flatMap { place in
                [
                    Refusal(
                        place: place, what: "no such image",
                        image: "localhost/paks-test/nothing:here",
                        status: 125, says: ["localhost/paks-test/nothing:here"]),
                    Refusal(
                        place: place, what: "no network", image: "127.0.0.1:1/nothing",
                        status: 125, says: ["registry can't be reached"]),
                    Refusal(
                        place: place, what: "a registry that isn't there",
                        options: ["-r", "127.0.0.1:1"], image: "nothing",
                        status: 125, says: ["127.0.0.1:1/nothing"]),
                    Refusal(
                        place: place, what: "a name that is nearly an image's",
                        image: place.engine.image.replacing("/debian", with: "/debain"),
                        status: 125, says: ["did you mean 'paks-test/debian'?"]),
                    Refusal(
                        place: place, what: "a name that no image can have", image: "Upper/Case",
                        status: 125, says: ["Upper/Case", "lower"]),
                    Refusal(
                        place: place, what: "an option that the engine doesn't know",
                        rest: ["--", "--no-such-option"], status: 125, says: ["no-such-option"]),
                    Refusal(
                        place: place, what: "a user who isn't in the image", isLate: true,
                        options: ["-u", "nobody-at-all"], status: 125, says: ["nobody-at-all"]),
                    Refusal(
                        place: place, what: "no such shell", isLate: true,
                        options: ["--shell", "/no/shell"],
                        status: 127, says: ["/no/shell"]),
                    Refusal(
                        place: place, what: "a shell that can't be run", isLate: true,
                        options: ["--shell", "/etc/passwd"], status: 126, says: ["/etc/passwd"]),
                    Refusal(
                        place: place, what: "an image without any shell", isLate: true,
                        image: place.engine.image("distroless"), status: 127,
                        says: ["shell", "/bin/sh"]),
                ]
            }
            + Place.all.filter { $0.engine.kind == .docker }.map {
                Refusal(
                    place: $0, what: "no daemon",
                    changes: ["DOCKER_HOST": "unix:///nonexistent/docker.sock"],
                    status: 125, says: ["daemon", "docker"])
            }

        var words: [String] {
            [place.front.rawValue, "--container-tech", place.engine.tool] + options
                + [image ?? place.engine.image] + rest
        }
    }

    @Test("With docker's own exit codes and a message", arguments: Refusal.all)
    func refuses(refusal: Refusal) throws {
        try World.on(refusal.place.engine) { world in
            let program = try world.start(refusal.words, changes: refusal.changes)
            #expect(try program.waitForEnd(within: 60) == refusal.status)
            try program.waitFor("the message") { $0.contains("paks: ") }
            let text = program.picture.rows.joined()
            #expect(refusal.says.contains { text.contains($0) }, "\(program.picture)")
            if !refusal.isLate {
                #expect(!program.everPrinted("\u{1b}[?1049h"), "the screen was taken")
            }
            program.expectTerminalRestored()
            #expect(try world.newContainers() == [])
        }
    }

    @Test(
        "A name that is taken is said, and whose container it is stays", arguments: TestEngine.own)
    func saysThatTheNameIsTaken(engine: TestEngine) throws {
        try World.on(engine) { world in
            _ = try engine.tell("create", "--name", "taken", engine.image("busybox"), "true")
            let program = try world.start(
                ["run", "-c", engine.tool, "--name", "taken", engine.image])
            #expect(try program.waitForEnd() == 125)
            #expect(
                program.picture.rows.joined().contains("the name is taken"),
                "\(program.picture)")
            #expect(try world.newContainers() == ["taken"])
            try world.removeContainer("taken")
        }
    }

    @Test(
        "Who may not use docker's daemon is told how he may", arguments: TestEngine.rootless,
        Front.allCases)
    func saysWhatPermissionIsMissing(engine: TestEngine, front: Front) throws {
        try World.on(engine) { world in
            let program = try world.start(
                [front.rawValue, "-c", "docker", "paks-test/debian"], size: front.size,
                changes: ["DOCKER_HOST": variables["DOCKER_HOST"] ?? ""])
            #expect(try program.waitForEnd() == 125)
            let text = program.picture.rows.joined()
            #expect(text.contains("join the group 'docker'"), "\(program.picture)")
            #expect(text.contains("-c podman"))
            #expect(!program.everPrinted("\u{1b}[?1049h"))
        }
    }

    @Test("Neither engine there: says so, 125", arguments: TestEngine.own.prefix(1))
    func saysThatThereIsNoEngine(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.start(["run", engine.image], changes: ["PATH": "/nonexistent"])
            #expect(try program.waitForEnd() == 125)
            #expect(program.picture.contains("docker"))
            #expect(program.picture.contains("podman"))
        }
    }

    @Test("Without a choice it is the engine that answers (D51)", arguments: TestEngine.own)
    func findsTheEngine(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.start(
                ["run", engine.image],
                changes: engine.kind == .docker
                    ? [:] : ["DOCKER_HOST": "unix:///nonexistent/docker.sock"])
            try program.waitFor("the prompt") { $0.isAtPrompt }
            #expect(try world.newContainers().count == 1)
            try world.leave(program)
        }
    }

    @Test("Without a terminal it says so and leaves nothing (D20)", arguments: Place.all)
    func wantsATerminal(place: Place) throws {
        try World.on(place.engine) { world in
            let result = try world.paks(
                [place.front.rawValue, "-c", place.engine.tool, place.engine.image],
                input: "echo from a pipe\n")
            #expect(result.status != 0)
            #expect(result.errors.contains("terminal"), "\(result)")
            #expect(result.errors.split(separator: "\n").count <= 2, "\(result)")
        }
    }
}

@Suite("What a container is made of, on a real engine")
struct ContainerOptionTests {
    @Test("The engine's usual options, and anything after -- (D51)", arguments: Place.all)
    func passesOptions(place: Place) throws {
        try World.on(place.engine) { world in
            try write("mounted\n", to: world.folder + "/mount/file")
            chmod(world.folder + "/mount", 0o755)
            chmod(world.folder + "/mount/file", 0o644)
            let program = try world.start([
                place.front.rawValue, "-c", place.engine.tool, "--name", "paks-test-options",
                "-v", world.folder + "/mount:/mnt:ro", "-w", "/usr/lib", "-u", "games",
                "-e", "GIVEN=two words", "--network", "none", "-p", "127.0.0.1::8080",
                place.engine.image, "--", "--hostname", "chosen",
            ])
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try program.enter("echo $(id -un)+$PWD+$GIVEN+$(cat /mnt/file)+$(hostname)")
            try program.waitFor("all of them") {
                $0.contains("games+/usr/lib+two words+mounted+chosen")
            }
            #expect(try world.newContainers() == ["paks-test-options"])
            #expect(
                try place.engine.tell(
                    "inspect", "--format", "{{.HostConfig.NetworkMode}}", "paks-test-options")
                    == "none")
            // What was given with -e is the session's and not the image's.
            try world.leave(program)
        }
    }

    @Test(
        "A container's name tells the image, and its labels the session (D49)",
        arguments: TestEngine.own)
    func namesAndLabels(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.run)
            let name = try world.container()
            #expect(
                name.wholeMatch(of: /[a-z0-9-]*paks-test-debian-latest-[a-z]+-[a-z]+-[0-9]{4}/)
                    != nil, "\(name)")
            func label(_ key: String) throws -> String {
                try engine.tell("inspect", "--format", "{{index .Config.Labels \"\(key)\"}}", name)
            }
            #expect(try label("dev.paks.session").wholeMatch(of: /[0-9a-f]{12}/) != nil)
            #expect(try label("dev.paks.base") == engine.image)
            try world.leave(program)
        }
    }

    @Test(
        "Other shells of the image run too", arguments: ["zsh", "fish", "dash", "mksh", "/bin/sh"])
    func runsOtherShells(shell: String) throws {
        guard let engine = TestEngine.own.first else { return }
        try World.on(engine) { world in
            let option = shell.hasPrefix("/") ? "--sh" : "--shell"
            let program = try world.shell(.tui, options: [option, shell])
            try program.enter(
                "echo from-$((40 + 2))".replacing(
                    "$((40 + 2))", with: shell == "fish" ? "(math 40 + 2)" : "$((40 + 2))"))
            try program.waitFor("the answer") { $0.contains("from-42") }
            try program.enter("exit 3")
            #expect(try program.waitForEnd() == 3)
            try world.removeWhatIsKept()
        }
    }
}

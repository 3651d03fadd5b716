import Glibc
import Support
import Testing

@Suite("Saving, on a real engine")
struct SavingTests {
    /// A way into the one command engine.
    enum Way: String, CaseIterable, Sendable { case key, palette, line, elsewhere }

    struct Save: Sendable, CustomTestStringConvertible {
        var place: Place
        var way: Way

        var testDescription: String { "\(place.testDescription), by \(way.rawValue)" }

        /// `run` has no keys and no palette.
        static let all = Place.all.flatMap { place in
            Way.allCases.filter { place.front == .tui || [.line, .elsewhere].contains($0) }
                .map { Save(place: place, way: $0) }
        }
    }

    @Test(
        "A save that was killed leaves nothing, and the next one works", arguments: TestEngine.own)
    func survivesAKilledSave(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.run)
            try world.run("head -c 100000000 /dev/urandom > /root/large", in: program)
            let killed = try world.start(["do", "save"])
            try world.wait("the engine's commit") {
                children(of: killed.process.id).contains { id in
                    contents(of: "/proc/\(id)/cmdline")?.contains(bytes: Array("commit\0".utf8))
                        == true
                }
            }
            killed.send(SIGKILL)
            #expect(try killed.waitForEnd() == 128 + SIGKILL)

            let result = try world.paks(["do", "save"])
            #expect(result.status == 0, "\(result)")
            try world.waitForImage(engine.image.replacing("/debian:", with: "/debian-saved:"))
            #expect(try world.leave(program) == 0)
            #expect(try world.newContainers() == [])
            #expect(try world.newImages().count == 1)
        }
    }

    @Test(
        "A save is the base and one layer of ours, with the base's configuration",
        arguments: Save.all)
    func savesFromEveryWayIn(save: Save) throws {
        try World.on(save.place.engine) { world in
            let program = try world.shell(save.place.front)
            try world.run("echo kept > /root/kept.txt", in: program)
            let saved = world.engine.image.replacing("/debian:", with: "/debian-saved:")
            switch save.way {
            case .key:
                program.press(.prefix, "s")
                // The name is asked for, and stands there already.
                try program.waitFor("a prompt with the name") { $0.contains("debian-saved") }
                program.press(.enter)
            case .palette:
                program.press(.prefix, ":")
                try program.waitFor("the palette") { !$0.isAtPrompt }
                program.type("save")
                program.press(.enter)
            case .line:
                try program.enter("#save")
            case .elsewhere:
                let result = try world.paks(["do", "save"])
                #expect(result.status == 0, "\(result)")
            }
            try world.waitForImage(saved)
            // Until then the save removes what it made on the way, and podman can't look at one
            // image while another goes.
            if save.way != .elsewhere {
                try program.waitFor("the outcome") { $0.contains("saved \(saved)") }
            }
            try world.expectFaithful(saved, to: world.engine.image)
            #expect(try world.output(of: saved, "cat", "/root/kept.txt") == "kept\n")
            #expect(try world.newImages().count == 1)

            // The shell went on all the while, and everything is saved: nothing is kept.
            try world.run("true", in: program)
            #expect(try world.leave(program) == 0)
            #expect(try world.newContainers() == [])
        }
    }

    @Test("A save of a container that came from a save keeps the name", arguments: TestEngine.own)
    func savesASaveUnderItsName(engine: TestEngine) throws {
        try World.on(engine) { world in
            let saved = engine.image.replacing("/debian:", with: "/debian-saved:")
            var program = try world.shell(.run)
            try world.run("echo 1 > /root/first", in: program)
            try program.enter("#save")
            try world.waitForImage(saved)
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try world.leave(program)
            let first = try engine.tell("image", "inspect", "--format", "{{.Id}}", saved)

            program = try world.shell(.run, image: saved)
            try world.run("echo 2 > /root/second", in: program)
            try program.enter("#save")
            try world.wait("a new image under the name") {
                try engine.tell("image", "inspect", "--format", "{{.Id}}", saved) != first
            }
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try world.leave(program)
            #expect(try world.output(of: saved, "cat", "/root/first", "/root/second") == "1\n2\n")
            _ = try? engine.ask("rmi", first)
        }
    }

    @Test(
        "The save before this one stays reachable, and two saves are still one layer of ours (D3, D9)",
        arguments: TestEngine.own)
    func keepsEarlierSaves(engine: TestEngine) throws {
        try World.on(engine) { world in
            let saved = engine.image.replacing("/debian:", with: "/debian-saved:")
            let program = try world.shell(.run)
            try world.run("echo 1 > /root/first", in: program)
            #expect(try world.paks(["do", "save", "message=the first"]).status == 0)
            try world.waitForImage(saved)
            try world.run("echo 2 > /root/second", in: program)
            #expect(try world.paks(["do", "save"]).status == 0)
            try world.waitForImage(saved + ".1")
            try world.expectFaithful(saved, to: engine.image)
            #expect(try world.output(of: saved, "cat", "/root/first", "/root/second") == "1\n2\n")
            let before = try engine.ask(
                "run", "--rm", "--network", "none", saved + ".1", "ls", "/root")
            #expect(before.output == "first\n")
            #expect(try world.newImages().count == 2)
            try world.leave(program)
        }
    }

    @Test("A save's suffix and name are the user's", arguments: TestEngine.own)
    func takesSuffixAndName(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.run)
            try world.run("echo kept > /root/kept.txt", in: program)
            #expect(try world.paks(["do", "save", "suffix=-mine"]).status == 0)
            try world.waitForImage(engine.image.replacing("/debian:", with: "/debian-mine:"))
            #expect(try world.paks(["do", "save", "name=localhost/paks-other:v1"]).status == 0)
            try world.waitForImage("localhost/paks-other:v1")
            try world.leave(program)
        }
    }

    @Test(
        "An argument that save doesn't know is refused and nothing is done (D11)",
        arguments: TestEngine.own)
    func refusesUnknownArguments(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.run)
            let result = try world.paks(["do", "save", "container_name=other"])
            #expect(result.status != 0)
            #expect(!result.errors.isEmpty)
            #expect(try world.newImages() == [])
            try world.leave(program)
        }
    }

    @Test("A dangling image of the user's outlives a save (D4)", arguments: TestEngine.own)
    func leavesDanglingImages(engine: TestEngine) throws {
        try World.on(engine) { world in
            // Committed without a name: what `images --filter dangling=true` lists.
            let name = "dangling-of-the-user"
            _ = try engine.tell("create", "--name", name, engine.image("busybox"), "true")
            let dangling = try engine.tell("commit", name).split(separator: "\n").last ?? ""
            try world.removeContainer(name)

            let program = try world.shell(.run)
            try world.run("echo kept > /root/kept.txt", in: program)
            #expect(try world.paks(["do", "save"]).status == 0)
            try world.waitForImage(engine.image.replacing("/debian:", with: "/debian-saved:"))
            #expect(try world.hasImage(String(dangling)))
            _ = try engine.tell("rmi", String(dangling))
            try world.leave(program)
        }
    }

    @Test("An image with an entrypoint and a health check keeps both", arguments: TestEngine.own)
    func keepsEntrypointAndHealthCheck(engine: TestEngine) throws {
        try World.on(engine) { world in
            let base = engine.image("entrypoint")
            let saved = base.replacing("/entrypoint:", with: "/entrypoint-saved:")
            let program = try world.shell(.run, image: base)
            try world.run("echo kept > /root/kept.txt", in: program)
            #expect(try world.paks(["do", "save"]).status == 0)
            try world.waitForImage(saved)
            try world.expectFaithful(saved, to: base)
            let entry = try engine.tell(
                "run", "--rm", "--network", "none", saved, "sh", "-c", "echo $FROM_ENTRYPOINT")
            #expect(entry == "yes")
            try world.leave(program)
        }
    }

    @Test("Rootless podman saves as well", arguments: TestEngine.rootless)
    func savesRootless(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.tui)
            try world.run("echo kept > /root/kept.txt", in: program)
            #expect(try world.paks(["do", "save"]).status == 0)
            let saved = engine.image.replacing("/busybox:", with: "/busybox-saved:")
            try world.waitForImage(saved)
            try world.expectFaithful(saved, to: engine.image)
            #expect(try world.output(of: saved, "cat", "/root/kept.txt") == "kept\n")
            try world.leave(program)
            #expect(try world.newContainers() == [])
        }
    }
}

extension World {
    /// Expects that an image is another with one more layer, and says the same of itself.
    func expectFaithful(
        _ image: String, to base: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        func ask(_ image: String, _ template: String) throws -> String {
            try engine.tell("image", "inspect", "--format", template, image)
        }
        var fields = [
            ".Config.Env", ".Config.Cmd", ".Config.Entrypoint", ".Config.User",
            ".Config.WorkingDir", ".Config.ExposedPorts", ".Config.Volumes", ".Config.StopSignal",
            ".Architecture", ".Os",
        ]
        // podman's inspect doesn't show the others.
        fields +=
            engine.kind == .docker
            ? [".Config.Healthcheck", ".Config.OnBuild", ".Config.Shell"] : [".HealthCheck"]
        for field in fields {
            #expect(
                try ask(image, "{{json \(field)}}") == ask(base, "{{json \(field)}}"), "\(field)",
                sourceLocation: sourceLocation)
        }
        let labels = "{{range $key, $value := .Config.Labels}}{{$key}}={{$value}}\n{{end}}"
        let own = Set(try ask(base, labels).split(separator: "\n"))
        let all = Set(try ask(image, labels).split(separator: "\n"))
        #expect(own.isSubset(of: all), sourceLocation: sourceLocation)
        // Provenance is all that comes with a save, and nothing of the session.
        for label in all.subtracting(own) {
            #expect(
                label.hasPrefix("org.opencontainers.image.") || label.hasPrefix("dev.paks."),
                sourceLocation: sourceLocation)
        }
        let layers = "{{range .RootFS.Layers}}{{.}}\n{{end}}"
        let below = try ask(base, layers).split(separator: "\n")
        let here = try ask(image, layers).split(separator: "\n")
        #expect(here.starts(with: below), "the base's layers", sourceLocation: sourceLocation)
        #expect(here.count == below.count + 1, "one layer", sourceLocation: sourceLocation)
    }
}

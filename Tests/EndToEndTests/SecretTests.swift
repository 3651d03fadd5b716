import Glibc
import Support
import Testing

/// One search for values that were loaded by every way there is, in all places where they must not
/// be.
@Suite("Secrets appear nowhere, on real engines", .serialized)
struct SecretTests {
    private static func secret() -> String {
        "zq" + (0..<24).map { _ in String(Int.random(in: 0...15), radix: 16) }.joined()
    }

    /// The ways by which a value gets into the live shell.
    private static let ways = [
        "AT_START", "BY_LINE", "BY_VARIABLE", "BY_FILE", "BY_COMMAND", "BY_PALETTE",
        "FROM_ELSEWHERE", "FROM_HOST",
    ]

    /// A shell that tells all it does, with a history, and a process that was there before.
    private static func prepare(_ program: Program, _ world: World) throws {
        try world.run(
            "HISTFILE=/root/.bash_history; sleep 9876 & exec 7>/tmp/trace; BASH_XTRACEFD=7; set -x",
            in: program)
    }

    /// The screen, and what can be scrolled back to where paks keeps it.
    private static func scrolledBack(
        _ program: Program, _ front: Front, _ world: World
    ) throws -> [Picture] {
        var pictures = [program.picture]
        guard front == .tui else { return pictures }
        try world.run("seq 60", in: program)
        program.press(.prefix, "[", "g")
        try program.waitFor("the history's begin") { !$0.isAtPrompt }
        pictures.append(program.picture)
        program.press("q")
        try program.waitFor("the prompt") { $0.isAtPrompt }
        return pictures
    }

    @Test("values loaded by every way are in no place but the shell", arguments: Place.all)
    func areNowhere(place: Place) throws {
        try World.on(place.engine) { world in
            let secrets = Dictionary(uniqueKeysWithValues: Self.ways.map { ($0, Self.secret()) })
            func value(_ name: String) -> String { secrets[name] ?? "" }
            let outside = world.folder + "/outside"
            try write(value("BY_FILE") + "\n", to: outside + "/file")
            try write(value("BY_COMMAND") + "\n", to: outside + "/command")
            let environments = [
                "start": "AT_START=\(value("AT_START"))",
                "line": """
                BY_LINE='\(value("BY_LINE"))'
                BY_VARIABLE=env://ON_HOST
                BY_FILE=file://\(outside)/file
                BY_COMMAND=cmd://cat \(outside)/command
                """,
                "palette": "BY_PALETTE=\(value("BY_PALETTE"))",
                "elsewhere": "FROM_ELSEWHERE=\(value("FROM_ELSEWHERE"))",
            ]
            for (name, text) in environments {
                try write(text + "\n", to: "\(world.home)/envs/\(name)")
            }
            let search = try SecretSearch(world, secrets)
            let program = try world.shell(
                place.front, options: ["--env", "start"],
                changes: ["ON_HOST": value("BY_VARIABLE"), "FROM_HOST": value("FROM_HOST")])
            let container = try world.container()
            try Self.prepare(program, world)
            let watch = try ProcessWatch(for: Array(secrets.values))
            try program.enter("#envload line")
            try program.enter("#envhost FROM_HOST")
            if place.front == .tui {
                try program.waitFor("the prompt") { $0.isAtPrompt }
                program.press(.prefix, ":")
                try program.waitFor("the palette") { !$0.isAtPrompt }
                program.type("envload palette")
                program.press(.enter)
            } else {
                try program.enter("#envload palette")
            }
            #expect(try world.paks(["do", "envload", "elsewhere"]).status == 0)
            try world.wait("all values in the live shell") {
                try program.enter(
                    "echo ${\(Self.ways.map { "#\($0)} " }.joined(separator: "${")) >/tmp/sizes")
                return try world.file("/tmp/sizes", in: container)
                    == Array(repeating: "26", count: Self.ways.count).joined(separator: " ")
            }
            // Back out of the shell, into a file of the host's, and looked at.
            try program.enter("#envsave kept \(Self.ways.joined(separator: " "))")
            try world.wait("they are kept") {
                contents(of: world.home + "/envs/kept")?.contains(
                    bytes: Array(value("BY_LINE").utf8)) == true
            }
            try program.enter("#envlist")
            if place.front == .tui {
                try program.waitFor("the list") { $0.contains("*Environments") }
                program.press(.escape)
            }
            try world.run("history >/tmp/history; history -w", in: program)
            #expect(try world.file("/root/.bash_history", in: container).contains("#envload line"))
            #expect(try world.file("/tmp/trace", in: container).contains("+ history -w"))
            try program.enter("#save")
            let saved = place.engine.image.replacing("/debian:", with: "/debian-saved:")
            try world.waitForImage(saved)
            try program.waitFor("the prompt") { $0.isAtPrompt }

            var findings = try search.printed(
                by: program, scrolled: Self.scrolledBack(program, place.front, world))
            let shell = try world.engine.tell("inspect", "-f", "{{.State.Pid}}", container)
            for finding in watch.stop() {
                let name = secrets.first { $0.value == finding.text }?.key ?? ""
                switch finding.place {
                case .arguments: findings.insert(.init(place: .arguments, name: name))
                case .environment where finding.isOnHost:
                    // Whoever starts paks has them in its own environment.
                    if ["BY_VARIABLE", "FROM_HOST"].contains(name) { continue }
                    findings.insert(.init(place: .environments, name: name))
                case .environment:
                    // What the shell starts after that has them: that is what they are for.
                    guard
                        String(finding.process) == shell
                            || (finding.words == ["sleep", "9876"] && name != "AT_START")
                    else { continue }
                    findings.insert(.init(place: .environments, name: name))
                }
            }
            // A slow machine has few looks, and each is at everything.
            #expect(watch.lookedAt >= 5)
            try findings.formUnion(search.files(of: container))
            try findings.formUnion(search.metadata(of: container, image: saved))
            try findings.formUnion(search.image(saved))
            try findings.formUnion(search.engineFiles())
            try findings.formUnion(search.home())
            #expect(findings == [], "\(findings)")
            try world.leaveAndRemove(program)
        }
    }

    @Test("what is planted in such a place is found there", arguments: TestEngine.own)
    func isFound(engine: TestEngine) throws {
        try World.on(engine) { world in
            let planted = Self.secret()
            let search = try SecretSearch(world, ["planted": planted])
            let program = try world.shell(.tui, options: ["-e", "PLANTED=\(planted)"])
            let container = try world.container()
            let watch = try ProcessWatch(for: [planted])
            try world.run("echo $PLANTED; (sh -c 'sleep 5; :' $PLANTED &)", in: program)
            try world.run("printf %s $PLANTED | base64 -w0 >/root/file", in: program)
            try write(planted, to: world.home + "/left")
            #expect(try world.paks(["do", "save"]).status == 0)
            let saved = engine.image.replacing("/debian:", with: "/debian-saved:")
            try world.waitForImage(saved)
            var findings = try search.printed(
                by: program, scrolled: Self.scrolledBack(program, .tui, world))
            for finding in watch.stop() {
                findings.insert(
                    .init(
                        place: finding.place == .arguments ? .arguments : .environments,
                        name: "planted"))
            }
            try findings.formUnion(search.files(of: container))
            try findings.formUnion(search.metadata(of: container, image: saved))
            try findings.formUnion(search.image(saved))
            try findings.formUnion(search.engineFiles())
            try findings.formUnion(search.home())
            #expect(findings.map(\.place).sorted() == SecretSearch.Place.allCases.sorted())
            // All of it is saved.
            try world.leave(program)
        }
    }
}

import Support
import Testing

/// A shell behind a password: of another user (`su`), and of another machine (`ssh`).
@Suite("Shells behind a password, on a real engine")
struct OtherUserTests {
    enum Door: String, CaseIterable, Sendable {
        case su, ssh

        /// What is typed in the container's own shell.
        var line: String {
            switch self {
            case .su: "su - bert"
            case .ssh:
                "ssh -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null bert@127.0.0.1"
            }
        }

        /// What stands before the cursor when the password is asked for, and where one was wrong.
        var question: String { self == .su ? "Password:" : "password:" }
        var refusal: String { self == .su ? "Authentication failure" : "Permission denied" }
    }

    struct Visit: Sendable, CustomTestStringConvertible {
        var place: Place
        var door: Door
        var testDescription: String { "\(door.rawValue), \(place.testDescription)" }

        static let all = Place.all.flatMap { place in
            Door.allCases.map { Visit(place: place, door: $0) }
        }
    }

    /// Two users, one of whom has a password, and a server for them.
    private static func prepare(_ password: String, _ world: World) throws {
        let container = try world.container()
        for words in [
            ["useradd", "-m", "-s", "/bin/bash", "anna"],
            ["useradd", "-m", "-s", "/bin/bash", "bert"],
            ["mkdir", "-p", "/run/sshd"], ["/usr/sbin/sshd", "-o", "ListenAddress=127.0.0.1"],
        ] {
            let result = try world.engine.ask(["exec", container] + words)
            guard result.status == 0 else { throw Failure("\(words): \(result)") }
        }
        let change = try Command(
            [world.engine.tool, "exec", "-i", container, "chpasswd"],
            environment: world.engine.environment, input: "bert:\(password)\n"
        ).run()
        guard change.status == 0 else { throw Failure("\(change)") }
    }

    @Test(
        "Nothing triggers at the password nor in the shell behind it, which connects on request",
        arguments: Visit.all)
    func isConnectedOnRequest(visit: Visit) throws {
        let door = visit.door
        try World.on(visit.place.engine) { world in
            let password = "zq" + (0..<24).map { _ in String(Int.random(in: 0...9)) }.joined()
            try write("VISITED=hello\n", to: "\(world.home)/envs/visit")
            let program = try world.start(
                [
                    visit.place.front.rawValue, "--container-tech", world.engine.tool,
                    // Without it a server can't say who logs in (capabilities(7)).
                    world.engine.image, "--", "--cap-add", "AUDIT_WRITE",
                ], size: visit.place.front.size)
            try program.waitFor("the shell's prompt") { $0.isAtPrompt }
            try Self.prepare(password, world)
            let search = try SecretSearch(world, ["password": password])
            let watch = try ProcessWatch(for: [password])
            // Root is asked for no password.
            if door == .su { try program.enter("su anna") }
            try program.enter(door.line)
            try program.waitFor("the password's question") {
                $0.beforeCursor.hasSuffix(door.question)
            }
            program.press("#save", .enter)
            // A word that fits no row alone tells of the hint in both fronts.
            try program.waitFor("a hint") { $0.contains("another program has") }
            try program.waitFor("that it was wrong") { $0.contains(door.refusal) }
            if door == .su { try program.enter(door.line) }
            try program.waitFor("the question again") { $0.beforeCursor.hasSuffix(door.question) }
            program.press(.prefix, "c")
            try program.waitFor("why not") { $0.contains("asks for a password") }
            program.press(.text(password), .enter)
            try program.waitFor("the shell behind it") { picture in
                picture.isAtPrompt && picture.beforeCursor.hasPrefix("bert@")
            }

            let hints = program.hints
            try program.enter("#save")
            try world.run("true", in: program)
            #expect(program.hints == hints)
            program.press(.prefix, "c")
            try program.waitFor("that it is connected") {
                $0.contains("# commands work in this bash") && $0.isAtPrompt
            }
            try program.enter("#envload visit")
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try world.run("echo $VISITED-$(id -un) >/tmp/behind", in: program)
            #expect(try world.file("/tmp/behind", in: world.container()) == "hello-bert")
            for _ in 0..<(door == .su ? 2 : 1) { try program.enter("exit") }
            try program.waitFor("the container's own shell") { picture in
                picture.isAtPrompt && picture.beforeCursor.hasPrefix("root@")
            }
            try program.enter("#version")
            try program.waitFor("the version") { $0.contains("paks 0") }
            try world.run("echo =$VISITED= >/tmp/before", in: program)
            #expect(try world.file("/tmp/before", in: world.container()) == "==")
            #expect(try world.newImages() == [])

            #expect(watch.stop() == [])
            var findings = try search.printed(by: program, scrolled: [program.picture])
            try findings.formUnion(search.files(of: world.container()))
            try findings.formUnion(search.engineFiles())
            try findings.formUnion(search.home())
            #expect(findings == [], "\(findings)")
            try world.leaveAndRemove(program)
        }
    }
}

extension Program {
    /// How often it was printed that `#` lines do nothing where one was typed.
    fileprivate var hints: Int {
        output.ranges(of: Array("# commands work at the prompt".utf8)).count
    }
}

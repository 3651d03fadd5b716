import Glibc
package import Terminal

/// The surroundings of one test: an engine that it has for itself, a `PAKS_HOME`, a directory to
/// start in and one for temporary files, and a check at the end that nothing is left.
package final class World {
    package let engine: TestEngine
    /// The folder that holds all others; removed at the end.
    package let folder: String
    package var home: String { folder + "/home" }
    package var directory: String { folder + "/work" }
    private var programs: [Program] = []
    private var images: [String] = []
    private let before: Inventory

    /// Runs a test's body in a world of its own.
    ///
    /// Tests of one engine take turns, so that what one leaves isn't taken for another's.
    ///
    /// - Throws: what the body throws, else `Failure` when anything is left behind.
    package static func on(_ engine: TestEngine, _ body: (World) throws -> Void) throws {
        try turns[engine.kind]?.taken { known in
            // What the last test found at its end is what this one begins with.
            let world = try World(engine, before: known ?? Inventory(of: engine))
            known = nil
            defer { world.cleanUp() }
            try body(world)
            known = try world.checkNothingIsLeft()
        }
    }

    private init(_ engine: TestEngine, before: Inventory) throws {
        self.engine = engine
        self.before = before
        var template = Array("/tmp/paks-test.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure("no folder: \(errorText())") }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        for path in [home, directory, temporary, userHome] { mkdir(path, 0o700) }
        if let user = engine.user { try run(["chown", "-R", "\(user):", folder]) }
    }

    // MARK: paks

    /// paks' environment, with nothing in it of the machine that tests run on but its `PATH`.
    package var environment: [String: String] {
        var result = engine.environment
        result["PAKS_HOME"] = home
        result["TMPDIR"] = temporary
        // Engines that are rootless keep their images under the real one.
        if engine.kind != .rootless { result["HOME"] = userHome }
        return result
    }

    /// Starts paks on a terminal.
    ///
    /// - Parameters:
    ///   - words: its arguments.
    ///   - size: the terminal's size.
    ///   - changes: variables to add to the environment.
    package func start(
        _ words: [String], size: Size = Size(columns: 100, rows: 30),
        changes: [String: String] = [:]
    ) throws -> Program {
        try start(program: engine.asUser + [engine.program] + words, size: size, changes: changes)
    }

    /// Starts another program on a terminal, in the same surroundings.
    package func start(
        program words: [String], size: Size = Size(columns: 100, rows: 30),
        changes: [String: String] = [:]
    ) throws -> Program {
        let program = try Program(
            words, size: size, environment: environment.merging(changes) { $1 },
            directory: directory)
        programs.append(program)
        return program
    }

    /// Runs paks without a terminal, to its end.
    package func paks(
        _ words: [String], input: String? = nil, changes: [String: String] = [:]
    ) throws -> Command.Result {
        try Command(
            engine.asUser + [engine.program] + words,
            environment: environment.merging(changes) { $1 }, directory: directory, input: input
        ).run()
    }

    // MARK: The engine's side

    /// The containers that appeared since the test began.
    package func newContainers() throws -> [String] {
        try Inventory.containers(of: engine).subtracting(before.containers).sorted()
    }

    /// The one container that appeared since the test began.
    package func container() throws -> String {
        let new = try newContainers()
        guard new.count == 1 else { throw Failure("\(new.count) containers, not one: \(new)") }
        return new[0]
    }

    /// The images that appeared since the test began, each an id and a name.
    package func newImages() throws -> [String] {
        try Inventory.images(of: engine).subtracting(before.images).sorted()
    }

    package func hasImage(_ reference: String) throws -> Bool {
        try engine.ask("image", "inspect", reference).status == 0
    }

    /// Waits for an image that paks is making; the test's end removes it.
    package func waitForImage(_ reference: String, within seconds: Double = 30) throws {
        images.append(reference)
        try wait("image \(reference)", within: seconds) { try hasImage(reference) }
    }

    /// Waits until something outside of a screen is so.
    package func wait(
        _ description: String, within seconds: Double = 30, _ predicate: () throws -> Bool
    ) throws {
        let deadline = monotonicSeconds() + seconds
        while try !predicate() {
            guard monotonicSeconds() < deadline else {
                throw Failure(
                    "no \(description) within \(seconds) s"
                        + programs.map { "\n\($0.picture)" }.joined())
            }
            poll(nil, 0, 20)
        }
    }

    /// The text of a file in a container, running or not.
    package func file(_ path: String, in container: String) throws -> String {
        try engine.tell("exec", container, "cat", path)
    }

    /// What a new container of an image prints.
    package func output(of image: String, _ words: String...) throws -> String {
        let result = try engine.ask(
            ["run", "--rm", "--network", "none", "--entrypoint", words[0], image]
                + words.dropFirst())
        guard result.status == 0 else { throw Failure("\(words) in \(image): \(result)") }
        return result.output
    }

    // MARK: The end

    /// Removes a container that the test is done with.
    package func removeContainer(_ name: String) throws {
        _ = try engine.tell("rm", "--force", "--volumes", name)
    }

    /// What the engine holds in the end, the same as in the beginning.
    private func checkNothingIsLeft() throws -> Inventory {
        for program in programs where !program.hasEnded {
            throw Failure("the test is over, and this goes on:\n\(program.picture)")
        }
        for image in images { _ = try engine.tell("rmi", image) }
        images = []
        var after = try Inventory(of: engine)
        let deadline = monotonicSeconds() + 5
        while after != before, monotonicSeconds() < deadline {
            // A container that another suite removes goes before its volume does.
            poll(nil, 0, 200)
            after = try Inventory(of: engine)
        }
        guard after == before else {
            throw Failure("left on \(engine): \(after.difference(from: before))")
        }
        try wait("end of paks' processes: \(Self.processes(of: home))") {
            Self.processes(of: home).isEmpty
        }
        for folder in [home + "/sessions", temporary] {
            let left = entries(of: folder)
            guard left.isEmpty else { throw Failure("left in \(folder): \(left)") }
        }
        return after
    }

    private func cleanUp() {
        defer { _ = try? run(["rm", "-rf", folder]) }
        for program in programs { program.stop() }
        for id in Self.processes(of: home) { kill(id, SIGKILL) }
        if let after = try? Inventory(of: engine) {
            for name in after.containers.subtracting(before.containers) {
                _ = try? engine.ask("rm", "--force", "--volumes", name)
            }
            for image in images { _ = try? engine.ask("rmi", "--force", image) }
            for image in after.images.subtracting(before.images) {
                _ = try? engine.ask("rmi", "--force", String(image.prefix { $0 != " " }))
            }
        }
    }

    /// The processes that were started with this `PAKS_HOME`: all that paks ever starts.
    private static func processes(of home: String) -> [Int32] {
        let wanted = Array("\0PAKS_HOME=\(home)\0".utf8)
        return entries(of: "/proc").compactMap { Int32($0) }.filter { id in
            let environment = [0] + (contents(of: "/proc/\(id)/environ") ?? []) + [0]
            return environment.contains(bytes: wanted)
        }
    }

    private var temporary: String { folder + "/tmp" }
    private var userHome: String { folder + "/user" }

    @discardableResult
    private func run(_ words: [String]) throws -> Command.Result {
        try Command(words, environment: ["PATH": variables["PATH"] ?? "/usr/bin:/bin"]).run()
    }

    private static let turns = Dictionary(
        uniqueKeysWithValues: TestEngine.Kind.allCases.map { ($0, Turn()) })
}

/// What an engine holds.
private struct Inventory: Equatable {
    let containers, images, networks, volumes: Set<String>

    init(of engine: TestEngine) throws {
        containers = try Self.containers(of: engine)
        images = try Self.images(of: engine)
        networks = try Self.lines(engine, "network", "ls", "--format", "{{.Name}}")
        // Those that no container has: others come and go with the containers of other suites.
        volumes = try Self.lines(
            engine, "volume", "ls", "--filter", "dangling=true", "--format", "{{.Name}}")
    }

    /// All but those of the tests of shells in containers, which run at the same time.
    static func containers(of engine: TestEngine) throws -> Set<String> {
        try lines(engine, "ps", "--all", "--no-trunc", "--format", "{{.Names}}")
            .filter { !$0.hasPrefix("paks-test-link-") }
    }

    /// Ids and names, so that a moved tag is seen; dangling images too.
    static func images(of engine: TestEngine) throws -> Set<String> {
        try lines(
            engine, "images", "--all", "--no-trunc", "--format",
            "{{.ID}} {{.Repository}}:{{.Tag}}")
    }

    private static func lines(_ engine: TestEngine, _ words: String...) throws -> Set<String> {
        let result = try engine.ask(words)
        guard result.status == 0 else { throw Failure("\(engine): \(result)") }
        return Set(result.lines)
    }

    func difference(from before: Inventory) -> String {
        func changes(_ path: KeyPath<Inventory, Set<String>>) -> [String] {
            self[keyPath: path].subtracting(before[keyPath: path]).map { "+" + $0 }
                + before[keyPath: path].subtracting(self[keyPath: path]).map { "-" + $0 }
        }
        return
            (changes(\.containers) + changes(\.images) + changes(\.networks)
            + changes(\.volumes)).joined(separator: ", ")
    }
}

/// One test at a time, and what it left behind for the next to begin with.
private final class Turn: @unchecked Sendable {
    private let monitor = Monitor()
    /// Guarded by the monitor; `nil` when it isn't known.
    private var inventory: Inventory?

    func taken(_ body: (inout Inventory?) throws -> Void) rethrows {
        try monitor.locked { try body(&inventory) }
    }
}

import Commands
import Glibc
import Testing

@testable import Panes

/// The same link through real engines.
@Suite("bash in a container of a real engine", .serialized, .ownThreads)
struct ShellContainerTests {
    struct Container: CustomTestStringConvertible, Sendable {
        var engine: String
        var image: String
        var options: [String] = []
        var words: [String] = []
        var testDescription: String {
            ([engine] + options + words).joined(separator: " ")
        }

        /// A shell in a new container, through the loader.
        func shell(_ name: String = "auto") throws -> LinkedShell {
            let id = "paks-test-link-\(getpid())-\(Self.number())"
            let kept = [
                "PATH", "HOME", "DOCKER_HOST", "CONTAINERS_CONF", "CONTAINERS_STORAGE_CONF",
            ]
            let shell = try LinkedShell(
                [
                    engine, "run", "-it", "--rm", "--name", id, "--network", "none",
                    "--log-driver", "none", "--detach-keys", "ctrl-],ctrl-^,ctrl-]",
                ] + options + [image, "/bin/sh", "-c", Loader.word, "paks"] + words,
                shell: name,
                environment: kept.compactMap { key in
                    getenv(key).map { "\(key)=\(String(cString: $0))" }
                } + ["TERM=xterm-256color"])
            return shell
        }

        private static func number() -> Int { Int.random(in: 0..<1_000_000) }
    }

    static let engines: [(String, String)] = ["docker", "podman"].compactMap { engine in
        getenv("PAKS_TEST_\(engine.uppercased())").map { (engine, String(cString: $0)) }
    }

    static func containers(_ variants: [(options: [String], words: [String])]) -> [Container] {
        engines.flatMap { engine, image in
            variants.map { Container(engine: engine, image: image, options: $0, words: $1) }
        }
    }

    @Test(
        .enabled(if: !engines.isEmpty, "no PAKS_TEST_DOCKER or PAKS_TEST_PODMAN"),
        arguments: containers([
            ([], []), (["--user", "1234:1234"], []), (["--read-only"], []),
            (["--read-only", "--user", "1234:1234"], []),
            // A shell whose `printf` is a program, and whose here-documents are files.
            (["-v", "/usr/bin/mksh:/bin/sh:ro", "--read-only", "--user", "1234:1234"], []),
            (["-e", "PROMPT_COMMAND=:"], []), (["-e", "__l=x", "-e", "l=y"], []),
            ([], ["env", "WRAPPED=yes"]), ([], ["/bin/bash"]),
        ]))
    func `a command runs, values go both ways, and nothing shows`(_ container: Container) throws {
        // What is given to the image, or starts them, makes no difference to these.
        let isAsItIs =
            container.words.isEmpty && !container.options.contains { "-e-v".contains($0) }
        for name in ["auto", "fish", "sh", "tcsh"] + (isAsItIs ? ["zsh", "mksh", "ksh"] : []) {
            try Self.use(container.shell(name), container)
        }
    }

    private static func use(_ shell: LinkedShell, _ container: Container) throws {
        try shell.wait("it connects") { $0.isConnected }
        try shell.prompt()
        #expect(!shell.screen.contains("paks_") && !shell.screen.contains("7717"))
        try ShellTests.holding(shell)
        let new = ShellRequest.Variable(name: "NEW", value: Array("a 'b' \"c\" $d;\ne".utf8))
        guard let environment = try shell.environment(afterSetting: [new], directory: "/usr") else {
            return
        }
        #expect(environment.contains(new))
        #expect(!environment.contains { $0.name == "HISTFILE" })
        // A variable of bash's own, which means nothing to the others and stays theirs.
        #expect(shell.link.shell != .bash || !environment.contains { $0.name == "PROMPT_COMMAND" })
        #expect(!environment.contains { $0.name == "WRAPPED" } == !container.words.contains("env"))
        shell.finish()
        try shell.prompt()
        #expect(shell.link.directory == "/usr")
        try shell.stillWorks()
        let text = String(decoding: shell.output, as: UTF8.self)
        #expect(!text.contains("a 'b'"))
        shell.type("exit\r")
        try shell.waitForEnd()
    }

    @Test(
        .enabled(if: !engines.isEmpty, "no PAKS_TEST_DOCKER or PAKS_TEST_PODMAN"),
        arguments: engines.map(\.0), ["auto", "fish", "sh", "mksh", "zsh", "tcsh", "ksh"])
    func `where no folder can be written each shell works or says what it would need`(
        _ engine: String, _ name: String
    ) throws {
        let image = Self.engines.first { $0.0 == engine }?.1 ?? ""
        // podman would make some folders that can be written.
        let options =
            engine == "docker"
            ? [] : ["--read-only-tmpfs=false"]
        let container = Container(
            engine: engine, image: image,
            options: options + ["--ipc", "none", "--read-only", "--user", "1234:1234"])
        let shell = try container.shell(name)
        if ["zsh", "tcsh", "ksh"].contains(name) {
            try shell.wait("it is told") { $0.link.limitation != nil }
            #expect(
                shell.link.limitation
                    == "no # commands: the container has no folder that can be written")
            shell.rest(seconds: 0.5)
            shell.type("echo wor''ks\r")
            try shell.wait("it works") { $0.screen.contains("works\r\n") }
            shell.type("exit\r")
            try shell.waitForEnd()
        } else {
            try Self.use(shell, container)
        }
        #expect(!shell.screen.contains("paks_") && !shell.screen.contains("7717"))
    }

    /// Images without bash; one of them has a script for its entrypoint.
    static let small: [Container] = engines.flatMap { engine, image in
        [("busybox", []), ("entrypoint", ["/usr/local/bin/entry"])].map { name, words in
            Container(
                engine: engine, image: image.replacing("/debian:", with: "/\(name):"),
                options: ["-e", "ENV=/dev/null"], words: words)
        }
    }

    @Test(
        .enabled(if: !engines.isEmpty, "no PAKS_TEST_DOCKER or PAKS_TEST_PODMAN"),
        arguments: small)
    func `busybox is spoken with in an image that has nothing else`(_ container: Container) throws {
        let shell = try container.shell()
        try shell.wait("it connects") { $0.isConnected }
        try shell.prompt()
        #expect(shell.link.shell == .ash)
        try ShellTests.holding(shell)
        let new = ShellRequest.Variable(name: "NEW", value: Array("a 'b' \"c\" $d;\ne".utf8))
        guard let environment = try shell.environment(afterSetting: [new], directory: "/etc") else {
            return
        }
        #expect(environment.contains(new))
        #expect(environment.contains { $0.name == "FROM_ENTRYPOINT" } == !container.words.isEmpty)
        #expect(environment.contains(.init(name: "ENV", value: Array("/dev/null".utf8))))
        #expect(!environment.contains { $0.name == "HISTFILE" })
        shell.finish()
        try shell.prompt()
        #expect(shell.link.directory == "/etc")
        try shell.run("echo \"=${#NEW}=$PWD=\"; ls -a /root")
        #expect(shell.screen.contains("=15=/etc="))
        #expect(!shell.screen.contains("_history"))
        try shell.stillWorks()
        shell.type("exit\r")
        try shell.waitForEnd()
    }

    @Test(
        .enabled(if: !engines.isEmpty, "no PAKS_TEST_DOCKER or PAKS_TEST_PODMAN"),
        arguments: containers([([], [])]),
        ["yash"])
    func `a shell that isn't known starts as it is`(_ container: Container, _ name: String) throws {
        let shell = try container.shell(name)
        try shell.wait("it starts") { $0.link.phase == .unconnected }
        shell.rest(seconds: 1)
        shell.type("echo wor''ks\r")
        try shell.wait("it works") { $0.screen.contains("works\r\n") }
        #expect(!shell.screen.contains("paks_") && !shell.screen.contains("7717"))
        #expect(shell.runs.isEmpty)
        shell.type("exit\r")
        try shell.waitForEnd()
    }

    @Test(
        .enabled(if: !engines.isEmpty, "no PAKS_TEST_DOCKER or PAKS_TEST_PODMAN"),
        arguments: containers([([], [])]),
        [("/no/such", 127), ("o'dd", 127), ("/etc/passwd", 126)])
    func `a shell that can't be had is told by the exit status`(
        _ container: Container, _ shell: (name: String, status: Int32)
    ) throws {
        #expect(try container.shell(shell.name).waitForEnd() == shell.status)
    }
}

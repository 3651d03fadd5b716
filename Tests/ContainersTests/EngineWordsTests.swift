import Testing

@testable import Containers

@Suite struct EngineWordsTests {
    @Test("A container is made with a terminal, without a log, and labelled")
    func create() {
        var request = CreateRequest(
            tool: .docker, name: "n", image: "debian",
            labels: [(name: SessionLabels.session, value: "abc")])
        request.ports = ["80:80"]
        request.variables = ["A=b c"]
        request.engineWords = ["--init"]
        request.command = ["/bin/sh", "-c", "x"]
        #expect(
            request.invocation.words == [
                "docker", "create", "--interactive", "--tty", "--log-driver", "none", "--name", "n",
                "--label", "dev.paks.session=abc", "--publish", "80:80", "--env", "A=b c", "--init",
                "debian", "/bin/sh", "-c", "x",
            ])
    }

    @Test("Every option of a container goes to the engine under its own name (D51)")
    func options() {
        var request = CreateRequest(tool: .podman, name: "n", image: "i", labels: [])
        request.volumes = ["/a:/b:ro", "data:/c"]
        request.ports = ["127.0.0.1:80:80"]
        request.workingDirectory = "/w"
        request.user = "1000:1000"
        request.variables = ["A", "B=c d"]
        request.gpus = "all"
        request.network = "host"
        request.platform = "linux/arm64"
        request.entrypoint = "/bin/sh"
        let words = request.invocation.words
        for pair in [
            ["--volume", "/a:/b:ro"], ["--volume", "data:/c"], ["--publish", "127.0.0.1:80:80"],
            ["--workdir", "/w"], ["--user", "1000:1000"], ["--env", "A"], ["--env", "B=c d"],
            ["--gpus", "all"], ["--network", "host"], ["--platform", "linux/arm64"],
            ["--entrypoint", "/bin/sh"],
        ] {
            #expect(
                words.indices.dropLast().contains { Array(words[$0...($0 + 1)]) == pair },
                "\(pair)")
        }
        #expect(words.last == "i")
    }

    @Test("A container is stopped at once, without the ten seconds of stop (D16, D53)")
    func kill() {
        for tool in Tool.allCases { #expect(tool.kill("c").words == [tool.rawValue, "kill", "c"]) }
    }

    @Test("Nothing is removed behind the user's back (D4, D50)", arguments: Tool.allCases)
    func noRemoval(_ tool: Tool) {
        let request = CreateRequest(tool: tool, name: "n", image: "i", labels: [])
        #expect(!request.invocation.words.contains("--rm"))
        #expect(tool.remove(image: "x").words.contains("--no-prune"))
    }

    @Test("The client hands on no signal and holds back no key but paks' own (D35)")
    func start() {
        #expect(Tool.podman.start("c").words.contains("--sig-proxy=false"))
        for tool in Tool.allCases {
            for words in [tool.start("c").words, tool.attach("c").words] {
                #expect(words.contains("ctrl-],ctrl-^,ctrl-]"))
            }
        }
    }

    @Test("Every tool is called by its own name (D57)", arguments: Tool.allCases)
    func names(_ tool: Tool) {
        let invocations = [
            tool.ping, tool.inspect(image: "i"), tool.commit("c"), tool.load([]),
            tool.changes(of: "c"), tool.copy("a", to: "b"), tool.listSessions(of: "o"),
        ]
        #expect(invocations.allSatisfy { $0.words.first == tool.rawValue })
    }

    @Test(
        "An engine's complaint becomes its meaning and docker's status",
        arguments: [
            (
                Tool.docker,
                "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?",
                EngineError.Meaning.noDaemon, 125
            ),
            (
                .docker, "permission denied while trying to connect to the Docker daemon socket",
                .permission, 125
            ),
            (.docker, "Error response from daemon: No such image: x", .noImage, 125),
            (
                .docker, "pull access denied for x, repository does not exist", .noSuchRepository,
                125
            ),
            (.docker, "dial tcp: lookup registry: i/o timeout", .noNetwork, 125),
            (
                .docker, "Conflict. The container name \"/x\" is already in use by container",
                .nameInUse, 125
            ),
            (.docker, "unknown flag: --nope", .badOption, 125),
            (
                .docker, "exec: \"/bin/sh\": stat /bin/sh: no such file or directory: unknown",
                .noShell, 127
            ),
            (
                .docker, "exec: \"/etc/passwd\": permission denied: unknown", .shellNotExecutable,
                126
            ),
            (.podman, "Error: x: image not known", .noImage, 125),
            (
                .podman, "Error: short-name \"x\" did not resolve to an alias", .noRegistry,
                125
            ),
            (.podman, "something else", .other, 125),
        ] as [(Tool, String, EngineError.Meaning, Int32)])
    func errors(_ tool: Tool, _ text: String, _ meaning: EngineError.Meaning, _ status: Int32) {
        let error = EngineError(
            Answer(status: 125, errors: Array(text.utf8)), tool: tool, task: "start 'x'")
        #expect(error.meaning == meaning)
        #expect(error.status == status)
        #expect(!error.description.contains("\n"))
    }

    @Test("An error ends with what may be done about it")
    func advice() {
        var error = EngineError(
            Answer(status: 125, errors: Array("dial tcp: no such host".utf8)), tool: .docker,
            task: "pull 'x'")
        error.advice = "did you mean 'y'?"
        #expect(error.description.hasSuffix("dial tcp: no such host; did you mean 'y'?"))
    }

    @Test("The engine's own words are kept (D13)")
    func evidence() {
        let error = EngineError(
            Answer(status: 1, errors: Array("Error: strange thing\n".utf8)), tool: .podman,
            task: "save 'x'")
        #expect(error.description == "can't save 'x': strange thing")
    }

    @Test("What an engine changes by itself, and folders of changed files, are no changes")
    func diff() {
        let podman = "C /etc\nA /run/.containerenv\nC /root\nA /root/f\n"
        #expect(ContainerDiff.paths(podman, tool: .podman) == ["/root/f"])
        #expect(ContainerDiff.paths("C /etc\n", tool: .podman) == [])
        #expect(ContainerDiff.paths("D /etc/motd\nC /etc\n", tool: .docker) == ["/etc/motd"])
        #expect(ContainerDiff.paths("C /data\n", tool: .docker) == ["/data"])
    }

    @Test("The places that an engine makes for mounts and the working directory are no changes")
    func mounts() throws {
        let container = try JSON(
            parsing: Array(
                """
                {"Mounts":[{"Destination":"/data/deep/mount"},{"Destination":"/srv/file"}],
                "HostConfig":{"Tmpfs":{"/scratch/":""}},"Config":{"WorkingDir":"/new/work"}}
                """.utf8))
        let listing = """
            A /new
            A /new/work
            A /data
            A /data/deep
            A /data/deep/mount
            A /scratch
            C /srv
            A /srv/file

            """
        #expect(ContainerDiff.paths(listing, tool: .docker, container: container) == [])
        #expect(
            ContainerDiff.paths(
                listing + "A /new/work/mine\nD /data\nA /data/deeper\nA /srv/own", tool: .docker,
                container: container) == ["/new/work/mine", "/data", "/data/deeper", "/srv/own"])
    }

    @Test("Thousands of changed folders are read in a moment")
    func manyChanges() {
        let rows = (0..<20_000).flatMap { ["C /d\($0)", "A /d\($0)/f"] }
        let paths = ContainerDiff.paths(rows.joined(separator: "\n"), tool: .podman)
        #expect(paths.count == 20_000)
    }

    @Test(
        "The line that says what is wrong is told, not the tool's advice after it (D13)",
        arguments: [
            (
                "unknown flag: --nope\n\nUsage:  docker create [OPTIONS] IMAGE\n\nRun 'docker create --help' for more information\n",
                EngineError.Meaning.badOption, "unknown flag: --nope"
            ),
            (
                "docker: invalid hostPort: 99999\n\nRun 'docker create --help' for more information\n",
                .badOption, "invalid hostPort: 99999"
            ),
            (
                "time=\"x\" level=warning msg=\"Failed, retrying\"\nError: pinging registry: dial tcp 127.0.0.1:1: connect: connection refused\n",
                .noNetwork, "pinging registry: dial tcp 127.0.0.1:1: connect: connection refused"
            ),
            (
                "Error: repository name must be lowercase\n", .badReference,
                "repository name must be lowercase"
            ),
            (
                "Error: OCI runtime error: mount: invalid argument\n", .other,
                "OCI runtime error: mount: invalid argument"
            ),
        ])
    func toldLine(_ text: String, _ meaning: EngineError.Meaning, _ evidence: String) {
        let error = EngineError(
            Answer(status: 125, errors: Array(text.utf8)), tool: .docker, task: "create 'x'")
        #expect(error.meaning == meaning)
        #expect(error.evidence == evidence)
    }
}

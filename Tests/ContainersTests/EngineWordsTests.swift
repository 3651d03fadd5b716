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
            (.podman, "something else", .other, 125),
        ] as [(Tool, String, EngineError.Meaning, Int32)])
    func errors(_ tool: Tool, _ text: String, _ meaning: EngineError.Meaning, _ status: Int32) {
        let error = EngineError(
            Answer(status: 125, errors: Array(text.utf8)), tool: tool, task: "start 'x'")
        #expect(error.meaning == meaning)
        #expect(error.status == status)
        #expect(!error.description.contains("\n"))
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
        let volume = "C /srv\nA /srv/data\nA /srv/own\n"
        #expect(
            ContainerDiff.paths(volume, tool: .docker, mounts: ["/srv/data"]) == ["/srv/own"])
    }
}

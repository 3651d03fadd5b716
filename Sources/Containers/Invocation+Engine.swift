/// Everything that a new container is made of.
package struct CreateRequest: Equatable, Sendable {
    package var tool: Tool
    package var name: String
    package var image: String
    package var labels: [(name: String, value: String)]
    package var volumes: [String] = []
    package var ports: [String] = []
    package var workingDirectory: String?
    package var user: String?
    /// `KEY` or `KEY=VALUE`, as the engine has it.
    package var variables: [String] = []
    package var gpus: String?
    package var network: String?
    package var platform: String?
    /// Go to the engine as they are.
    package var engineWords: [String] = []
    /// Replaces the image's entrypoint; to be given only where the image has one, since no later
    /// commit can take an entrypoint away again.
    package var entrypoint: String?
    package var command: [String] = []

    package init(
        tool: Tool, name: String, image: String, labels: [(name: String, value: String)]
    ) {
        self.tool = tool
        self.name = name
        self.image = image
        self.labels = labels
    }

    package static func == (left: CreateRequest, right: CreateRequest) -> Bool {
        left.invocation == right.invocation
    }

    /// No log driver: the engine would write down all that the terminal shows.
    package var invocation: Invocation {
        var words = [
            tool.rawValue, "create", "--interactive", "--tty", "--log-driver", "none", "--name",
            name,
        ]
        for label in labels { words += ["--label", "\(label.name)=\(label.value)"] }
        for volume in volumes { words += ["--volume", volume] }
        for port in ports { words += ["--publish", port] }
        for variable in variables { words += ["--env", variable] }
        let options = [
            ("--workdir", workingDirectory), ("--user", user), ("--gpus", gpus),
            ("--network", network), ("--platform", platform), ("--entrypoint", entrypoint),
        ]
        for (name, value) in options { if let value { words += [name, value] } }
        return Invocation(words + engineWords + [image] + command)
    }
}

extension Tool {
    /// A byte sequence that no shell needs: it begins with paks' own prefix, so that the engine's
    /// client never holds back any other key.
    private static let detachKeys = "ctrl-],ctrl-^,ctrl-]"

    package var ping: Invocation { words(dialect.ping) }

    package func inspect(image: String) -> Invocation { words(["image", "inspect", image]) }

    /// The names of all images, a line each.
    package var listImages: Invocation {
        words(["images", "--format", "{{.Repository}}:{{.Tag}}"])
    }

    package func pull(_ image: String, platform: String?) -> Invocation {
        words(["pull"] + (platform.map { ["--platform", $0] } ?? []) + [image])
    }

    /// Starts a container and stays on its terminal. The client hands on no signal: its own death
    /// must not end the shell.
    package func start(_ container: String) -> Invocation {
        words(
            ["start", "--attach", "--interactive", "--detach-keys", Self.detachKeys]
                + dialect.startOptions + [container])
    }

    package func attach(_ container: String) -> Invocation {
        words(["attach", "--sig-proxy=false", "--detach-keys", Self.detachKeys, container])
    }

    package func inspect(container: String) -> Invocation {
        words(["container", "inspect", container])
    }

    /// The same with the sizes of its layer and of all its layers.
    package func inspectSize(container: String) -> Invocation {
        words(["container", "inspect", "--size", container])
    }

    /// The ids of every container that paks made for an owner, running or not.
    package func listSessions(of owner: String) -> Invocation {
        words([
            "ps", "--all", "--no-trunc", "--quiet", "--filter",
            "label=\(SessionLabels.owner)=\(owner)",
        ])
    }

    package func inspect(containers: [String]) -> Invocation {
        words(["container", "inspect"] + containers)
    }

    package func changes(of container: String) -> Invocation { words(["diff", container]) }

    /// Makes an image without a name, the container paused meanwhile.
    package func commit(_ container: String) -> Invocation {
        commit(container, dialect.commitOptions)
    }

    /// The same while the container runs on.
    package func commitUnpaused(_ container: String) -> Invocation {
        commit(container, dialect.commitUnpausedOptions)
    }

    private func commit(_ container: String, _ options: [String]) -> Invocation {
        words(["commit", "--change", "LABEL \(SessionLabels.commit)=yes"] + options + [container])
    }

    /// The ids of the nameless images that `commit` made of a session's container: an image has the
    /// labels of the container that it was made of.
    package func listCommits(of session: String) -> Invocation {
        words([
            "images", "--no-trunc", "--quiet", "--filter", "dangling=true",
            "--filter", "label=\(SessionLabels.session)=\(session)",
            "--filter", "label=\(SessionLabels.commit)",
        ])
    }

    package func history(of image: String) -> Invocation {
        words(["history", "--no-trunc", "--human=false", "--format", "{{json .}}", image])
    }

    package func load(_ archive: [UInt8]) -> Invocation {
        Invocation([rawValue, "load", "--quiet"], input: archive)
    }

    package func tag(_ image: String, as name: String) -> Invocation {
        words(["tag", image, name])
    }

    /// Takes a name or an unnamed image away, and no parent of it.
    package func remove(image: String) -> Invocation { words(["rmi", "--no-prune", image]) }

    /// With the anonymous volumes that were made for it.
    package func remove(container: String) -> Invocation {
        words(["rm", "--force", "--volumes", container])
    }

    package func kill(_ container: String) -> Invocation { words(["kill", container]) }

    package func copy(_ source: String, to destination: String) -> Invocation {
        words(["cp", source, destination])
    }

    package func execute(_ command: [String], in container: String, user: String? = nil)
        -> Invocation
    {
        words(["exec"] + (user.map { ["--user", $0] } ?? []) + [container] + command)
    }

    private func words(_ words: [String]) -> Invocation { Invocation([rawValue] + words) }
}

/// A container engine's command-line tool. Where the two disagree, the disagreement is a value in
/// the table of this type, never an `if` elsewhere.
package enum Tool: String, CaseIterable, Sendable {
    case docker, podman

    /// What this tool wants said its own way.
    package var dialect: Dialect { Self.table[self] ?? .docker }

    private static let table: [Tool: Dialect] = [.docker: .docker, .podman: .podman]
}

/// One tool's words, where docker and podman differ.
package struct Dialect: Sendable {
    /// Options of `start`: the client must hand no signal on to the shell. docker's doesn't where
    /// there is a terminal, and has no option for it.
    package var startOptions: [String]
    /// Options of `commit`: podman pauses only when told, and keeps a message only in docker's
    /// format; docker pauses by itself and deprecates saying so.
    package var commitOptions: [String]
    /// The same where the container can't be paused, as without root on cgroups of version 1.
    package var commitUnpausedOptions: [String]
    /// The archive that `load` reads without the layers it has.
    package var archive: ArchiveKind
    /// Prefixed to a name without registry in what the tool prints.
    package var localRegistry: String?
    /// Asks whether the engine answers.
    package var ping: [String]
    /// What its errors look like, most particular first: a part of the text, in lower case.
    package var complaints: [(part: String, meaning: EngineError.Meaning)]
    /// Paths that the engine itself puts into every container.
    package var ownPaths: Set<String>

    package enum ArchiveKind: Sendable {
        /// `docker save`'s own, with `manifest.json`.
        case docker
        /// OCI image layout in a tar.
        case oci
    }

    static let docker = Dialect(
        startOptions: [], commitOptions: [], commitUnpausedOptions: ["--pause=false"],
        archive: .docker, localRegistry: nil,
        ping: ["version", "--format", "{{.Server.Version}}"],
        complaints: [
            ("permission denied while trying to connect", .permission),
            ("cannot connect to the docker daemon", .noDaemon),
            ("error during connect", .noDaemon),
            ("failed to connect to the docker api", .noDaemon),
            ("is the docker daemon running", .noDaemon),
        ] + common,
        ownPaths: ["/.dockerenv"])

    static let podman = Dialect(
        startOptions: ["--sig-proxy=false"],
        commitOptions: ["--pause", "--format", "oci", "--quiet"],
        commitUnpausedOptions: ["--pause=false", "--format", "oci", "--quiet"], archive: .oci,
        localRegistry: "localhost",
        ping: ["info", "--format", "{{.Version.Version}}"],
        complaints: [
            ("cannot connect to podman", .noDaemon),
            ("unable to connect to podman", .noDaemon),
            ("image not known", .noImage),
            ("can not pause", .cannotPause),
            ("invoke a command that was not found", .noShell),
        ] + common,
        ownPaths: ["/run/.containerenv", "/etc/mtab", "/etc", "/run"])

    private static let common: [(part: String, meaning: EngineError.Meaning)] = [
        ("is already in use by container", .nameInUse),
        ("name is already in use", .nameInUse),
        ("the container name", .nameInUse),
        ("no such image", .noImage),
        ("no such container", .noContainer),
        ("no such object", .noImage),
        ("no container with", .noContainer),
        ("executable file not found", .noShell),
        ("no such file or directory: unknown", .noShell),
        ("no such file or directory\": unknown", .noShell),
        ("exec: permission denied", .shellNotExecutable),
        ("permission denied: unknown", .shellNotExecutable),
        ("permission denied\": unknown", .shellNotExecutable),
        ("pull access denied", .noSuchRepository),
        ("manifest unknown", .noSuchRepository),
        ("name unknown", .noSuchRepository),
        ("unauthorized", .noSuchRepository),
        ("requested access to the resource is denied", .noSuchRepository),
        ("repository does not exist", .noSuchRepository),
        ("short-name", .noRegistry),
        ("dial tcp", .noNetwork),
        ("i/o timeout", .noNetwork),
        ("no such host", .noNetwork),
        ("connection refused", .noNetwork),
        ("tls handshake", .noNetwork),
        ("network is unreachable", .noNetwork),
        ("no route to host", .noNetwork),
        ("temporary failure in name resolution", .noNetwork),
        ("context deadline exceeded", .noNetwork),
        ("unknown flag", .badOption),
        ("unknown shorthand flag", .badOption),
        ("flag needs an argument", .badOption),
        ("invalid argument \"", .badOption),
        ("invalid hostport", .badOption),
        ("parsing host port", .badOption),
        ("invalid reference format", .badReference),
        ("repository name must be lowercase", .badReference),
        ("no space left on device", .noSpace),
    ]
}

import ArgumentParser

/// The options by which settings are laid over the user's own.
struct SettingsOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The engine's tool: docker or podman.", valueName: "docker|podman"))
    var containerTech: String?

    @Option(name: .shortAndLong, help: "Registry for image names that name none.")
    var registry: String?

    @Option(
        name: [.customShort("s"), .customLong("set")],
        help: ArgumentHelp("Set one setting for this run; repeatable.", valueName: "key=value"))
    var set: [String] = []

    @Option(help: "A settings file that is laid over the user's own.")
    var settingsFile: String?

    /// The words that give another paks process the same settings.
    var words: [String] {
        let options = [
            ("--container-tech", containerTech), ("--registry", registry),
            ("--settings-file", settingsFile),
        ]
        return options.flatMap { name, value in value.map { [name, $0] } ?? [] }
            + set.flatMap { ["-s", $0] }
    }
}

/// What a new container is made of, as docker and podman name it.
struct ContainerOptions: ParsableArguments {
    @Argument(help: "The image to start.")
    var image: String

    @Option(
        name: [.customLong("shell"), .customLong("sh")],
        help: "The shell to start: a name or a path in the container.")
    var shell: String?

    @Option(
        name: .customLong("env"),
        help: ArgumentHelp(
            "Load this named environment into the shell; repeatable.", valueName: "name"))
    var environments: [String] = []

    @Option(help: "The container's name.")
    var name: String?

    @Option(name: .shortAndLong, help: "Mount a volume, as the engine writes it; repeatable.")
    var volume: [String] = []

    @Option(name: [.customShort("p"), .customLong("publish")], help: "Publish a port; repeatable.")
    var publish: [String] = []

    @Option(name: .shortAndLong, help: "The working directory in the container.")
    var workdir: String?

    @Option(name: .shortAndLong, help: "The user in the container.")
    var user: String?

    @Option(
        name: .customShort("e"),
        help: ArgumentHelp(
            "Set a variable of the container, as the engine does; repeatable.",
            valueName: "key[=value]"))
    var variables: [String] = []

    @Option(help: "GPUs to add, as docker writes it.")
    var gpus: String?

    @Option(help: "The network to connect to.")
    var network: String?

    @Option(help: "The platform, as os/arch.")
    var platform: String?

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp(
            "Anything after -- goes to the engine's create as it is.", valueName: "engine-option"))
    var engineWords: [String] = []
}

/// Which session is meant.
struct SessionOption: ParsableArguments {
    @Option(
        name: .customLong("session"),
        help: "The session: its name, its id, or the start of either.")
    var session: String?
}

/// How a list is printed.
struct ListOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: "Print as text or as JSON.")
    var format: Format = .text
}

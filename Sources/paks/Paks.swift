import ArgumentParser
import Commands

/// The program: its subcommands, and nothing about what they do.
@main
struct Paks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paks",
        abstract: "Work inside a container without leaving it.",
        discussion: """
            paks run IMAGE starts the container's shell in this terminal; paks tui IMAGE does it full \
            screen, with panes. Lines such as #save at its prompt act on the container from outside.
            """,
        version: "paks \(Version.number)",
        subcommands: [
            Run.self, Tui.self, Do.self, Attach.self, List.self, Remove.self,
            EnvironmentCommand.self,
            ConfigCommand.self, PrintVersion.self,
        ])
}

/// `paks version`.
struct PrintVersion: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Print paks' version.")

    func run() { print("paks \(Version.number)") }
}

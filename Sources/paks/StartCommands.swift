import ArgumentParser
import Commands
import Configuration
import Containers
import Host

/// `paks run`: a container's shell in this terminal as it is.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start a container's shell in this terminal.")
    @OptionGroup var container: ContainerOptions
    @OptionGroup var settings: SettingsOptions

    func run() throws {
        try reportingFailure(otherwise: beforeTheShell) { try start(.plain, container, settings) }
    }
}

/// `paks tui`: the same full screen.
struct Tui: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start a container's shell full screen, with panes around it.")
    @OptionGroup var container: ContainerOptions
    @OptionGroup var settings: SettingsOptions

    func run() throws {
        try reportingFailure(otherwise: beforeTheShell) {
            try start(.fullScreen, container, settings)
        }
    }
}

/// `paks attach`: back into a session.
struct Attach: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Go back into a session: after a detach, a crash, a lost connection.",
        discussion: "A session that is open in another terminal moves to this one.")
    @Argument(help: "The session: its name, its id, or the start of either.")
    var name: String?
    @Flag(help: "Without the full screen, as paks run.")
    var plain = false
    @OptionGroup var settings: SettingsOptions

    func run() throws {
        try reportingFailure(otherwise: beforeTheShell) {
            let household = Household()
            let device = try takeTerminal()
            let effective = try household.settings(settings)
            let record = try Sessions(household: household, settings: effective).choose(
                name, naming: "paks attach NAME")
            return try SessionScreen(
                household: household, settings: effective, options: settings, record: record
            ).attach(plain ? .plain : .fullScreen, device)
        }
    }
}

/// Creates a container and opens it on this terminal.
private func start(
    _ face: SessionScreen.Face, _ options: ContainerOptions, _ settingsOptions: SettingsOptions
) throws -> Int32 {
    let household = Household()
    var settings = try household.settings(settingsOptions)
    if let shell = options.shell { settings.shell = shell }
    // Before anything is made: a session needs a terminal.
    let device = try takeTerminal()
    for name in options.environments { _ = try household.environments.read(name) }
    switch face {
    case .fullScreen: try household.check(settings)
    case .plain: _ = try household.keymap(settings)
    }
    let record = try Starter(settings: settings, owner: household.owner).create(options)
    return try SessionScreen(
        household: household, settings: settings, options: settingsOptions, record: record
    ).start(face, device, environments: options.environments)
}

/// - Throws: `Failure` when standard input or output is something else.
private func takeTerminal() throws -> TerminalDevice {
    guard let device = TerminalDevice() else {
        throw Failure(
            "standard input and output must be a terminal; from a script use: paks do COMMAND")
    }
    return device
}

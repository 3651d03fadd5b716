import ArgumentParser
import Commands
import Containers

/// `paks ls`: the containers that paks made.
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "List the sessions of every engine that answers.")
    @OptionGroup var list: ListOptions
    @OptionGroup var settings: SettingsOptions

    func run() throws {
        try reportingFailure {
            let household = Household()
            let sessions = Sessions(
                household: household, settings: try household.settings(settings))
            let rows = try sessions.all().map { known in
                ListRow([
                    ("name", known.container.session.name), ("id", known.container.session.id),
                    ("state", known.container.state), ("image", known.container.session.base),
                    ("engine", known.container.session.tool.rawValue),
                    ("created", Timestamp.toTheSecond(known.container.created)),
                ])
            }
            printList(rows, list.format)
            return 0
        }
    }
}

/// `paks rm`: removes sessions with all that they hold.
struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm", abstract: "Remove sessions and their containers, unsaved work included.")
    @Argument(help: "The sessions: their names, their ids, or the start of either.")
    var names: [String]
    @Flag(name: .shortAndLong, help: "Remove one even while it is open on a screen.")
    var force = false
    @OptionGroup var settings: SettingsOptions

    func run() throws {
        try reportingFailure {
            let household = Household()
            let sessions = Sessions(
                household: household, settings: try household.settings(settings))
            for name in names {
                let known = try sessions.known(name, naming: "paks rm NAME")
                let session = known.container.session
                let path = household.store.socketPath(of: session.id)
                guard try force || SessionSocket.ask(.directory, at: path) == nil else {
                    throw Failure(
                        "'\(session.name)' is open on a screen; leave it first, or use --force")
                }
                try SessionOperations.remove(session, ProcessEngine(tool: session.tool))
                household.store.forget(session.id)
                print(session.name)
            }
            return 0
        }
    }
}

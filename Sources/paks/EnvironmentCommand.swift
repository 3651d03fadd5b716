import ArgumentParser
import Commands
import Configuration
import Glibc
import Host

/// `paks env`: named environments on the host.
struct EnvironmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Look at and change named environments.",
        subcommands: [List.self, Show.self, Add.self, Remove.self, Edit.self],
        defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the environments, one a line.")
        @OptionGroup var list: ListOptions

        func run() throws {
            try reportingFailure {
                let folder = Household().environments
                let rows = try folder.names().map { name in
                    guard list.format == .json else { return ListRow([("name", name)]) }
                    let variables = try folder.read(name).variables.map(\.name)
                    return ListRow([
                        ("name", name), ("variables", variables.joined(separator: " ")),
                    ])
                }
                printList(rows, list.format)
                return 0
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print an environment's variables, their values masked.")
        @Argument(help: "The environment's name.") var name: String
        @Flag(help: "Show the values.") var reveal = false
        @Option(help: "How to write them: dotenv, sh, json or docker.")
        var format: Environment.Format = .dotenv

        func run() throws {
            try reportingFailure {
                let environment = try Household().environments.read(name)
                try printBytes(environment.text(format, reveal ? .revealed : .masked))
                return 0
            }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set variables of an environment, which is made if it isn't there.",
            discussion: """
                A KEY without a value is asked for, or read from standard input, so that the value \
                is in no shell history and no process list. The old order, KEY=VALUE NAME, works too.
                """)
        @Argument(help: "NAME KEY[=VALUE]…") var words: [String]

        func run() throws {
            try reportingFailure {
                let (name, assignments) = try split(words, usage: "paks env add NAME KEY[=VALUE]…")
                let values = try assignments.map { word in
                    guard let equals = word.firstIndex(of: "=") else {
                        return (word, try SecretInput.value(of: word))
                    }
                    return (
                        String(word[..<equals]), Array(word[word.index(after: equals)...].utf8)
                    )
                }
                try Household().environments.change(name) { environment in
                    for (key, value) in values { try environment.set(key, to: value) }
                }
                return 0
            }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rm", abstract: "Remove variables of an environment, or all of it.")
        @Argument(help: "NAME [KEY…]") var words: [String]

        func run() throws {
            try reportingFailure {
                let folder = Household().environments
                var (name, keys) = (words[0], Array(words.dropFirst()))
                if keys.isEmpty {
                    try folder.remove(name)
                    return 0
                }
                // The old order has the name last.
                let names = try folder.names()
                if !names.contains(name), keys.count == 1, names.contains(keys[0]) {
                    (name, keys) = (keys[0], [name])
                }
                _ = try folder.read(name)
                try folder.change(name) { environment in
                    for word in keys {
                        let key = String(word.prefix { $0 != "=" })
                        guard environment.remove(key) else {
                            throw Failure("no variable '\(key)' in the environment '\(name)'")
                        }
                    }
                }
                return 0
            }
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open an environment in your editor.")
        @Argument(help: "The environment's name.") var name: String
        @OptionGroup var settings: SettingsOptions

        func run() throws {
            try reportingFailure {
                let household = Household()
                let path = try household.environments.path(name)
                try household.edit(
                    path, template: [],
                    settings: household.settings(settings)
                ) { _ = try Environment($0, source: path) }
                return 0
            }
        }
    }

    /// The environment's name and the assignments of `NAME KEY=VALUE…` or `KEY=VALUE… NAME`.
    private static func split(_ words: [String], usage: String) throws -> (String, [String]) {
        guard words.count > 1 else { throw Failure("a name and a variable are needed: \(usage)") }
        if words[0].contains("="), let last = words.last, !last.contains("=") {
            return (last, Array(words.dropLast()))
        }
        return (words[0], Array(words.dropFirst()))
    }
}

extension Environment.Format: ExpressibleByArgument {}

/// Values that are typed, and stay unseen.
enum SecretInput {
    /// Asks for a variable's value without echo; from a pipe, all that it has but one last line end.
    static func value(of name: String) throws -> [UInt8] {
        guard isatty(0) == 1 else {
            var bytes = try Files.read("/dev/stdin")
            if bytes.last == 0x0a { bytes.removeLast() }
            return bytes
        }
        guard let line = getpass("\(name): ") else {
            throw Failure("no value was given for '\(name)'")
        }
        return Array(String(cString: line).utf8)
    }
}

import ArgumentParser
import Configuration
import Host

/// `paks config`: the user's settings file.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Look at and change settings.",
        subcommands: [
            Initialize.self, Edit.self, Get.self, Set.self, Add.self, Remove.self, Path.self,
        ])

    struct Initialize: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "Write a settings file that holds every default, with comments.")

        func run() throws {
            try reportingFailure {
                let household = Household()
                let path = household.settingsPath
                guard !household.host.exists(path) else {
                    throw Failure("\(path) is there already; change it with: paks config edit")
                }
                try household.host.write(Settings.builtInFile, to: path)
                print(path)
                return 0
            }
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open the settings file in your editor, and check it.")
        @OptionGroup var settings: SettingsOptions

        func run() throws {
            try reportingFailure {
                let household = Household()
                // A file that is wrong is what is to be edited: its settings can't choose the editor.
                let settings = (try? household.settings(settings)) ?? Settings()
                try household.edit(
                    household.settingsPath, template: Settings.builtInFile, settings: settings
                ) { _ = try SettingsFile($0, source: household.settingsPath) }
                return 0
            }
        }
    }

    struct Get: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print settings as they are in force: one value, or all with their names.")
        @Argument(help: "A setting, such as save.suffix.") var name: String?
        @OptionGroup var options: SettingsOptions

        func run() throws {
            try reportingFailure {
                let settings = try Household().settings(options)
                if let name {
                    guard let value = try settings.value(of: name) else {
                        throw Failure("'\(name)' isn't set")
                    }
                    print(value)
                } else {
                    for key in SettingKey.all {
                        let value = try settings.value(of: key.name)?.description ?? ""
                        let lines = value.split(separator: "\n").joined(separator: " ")
                        print("\(key.name)=\(lines)")
                    }
                }
                return 0
            }
        }
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set one setting in the settings file; its other lines stay as they are.")
        @Argument(help: "key=value") var assignment: String

        func run() throws {
            try changing { file in
                guard let equals = assignment.firstIndex(of: "=") else {
                    throw Failure("'\(assignment)' sets nothing: write it as key=value")
                }
                try file.set(
                    String(assignment[..<equals]),
                    to: String(assignment[assignment.index(after: equals)...]))
            }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an item to a list, or NAME=TEXT to a map.")
        @Argument(help: "The setting.") var name: String
        @Argument(help: "What to add.") var item: String

        func run() throws { try changing { try $0.add(item, to: name) } }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an item out of a list or map, or a setting out of the file.")
        @Argument(help: "The setting.") var name: String
        @Argument(help: "The item; without one the whole setting.") var item: String?

        func run() throws { try changing { try $0.remove(item, from: name) } }
    }

    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print where the settings file is, or would be.")

        func run() { print(Household().settingsPath) }
    }

    /// Changes the user's settings file, never any other.
    private static func changing(_ body: (inout SettingsFile) throws -> Void) throws {
        try reportingFailure {
            let household = Household()
            let path = household.settingsPath
            try household.host.withLock(household.home + "/.settings.lock") {
                var file = try SettingsFile(
                    household.host.exists(path) ? household.host.read(path) : [], source: path)
                try body(&file)
                try household.host.write(file.bytes, to: path)
            }
            return 0
        }
    }
}

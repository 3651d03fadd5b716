import Commands
import Configuration
import Containers
import Glibc
import Host
import Terminal

/// Where paks keeps its files, and the settings that they and the command line give.
struct Household {
    let host: LiveHost

    /// The household of this process.
    init() {
        host = LiveHost(variables: Program.ownEnvironment, directory: Files.currentDirectory)
    }

    var home: String { host.paksHome }
    var settingsPath: String { home + "/settings.yml" }
    var store: SessionStore { SessionStore(home: home) }
    var environments: EnvironmentStore { EnvironmentStore(host: host) }

    /// What marks this household's containers among those of an engine that others use as well.
    var owner: String {
        SessionLabels.owner(of: "\(getuid())\n\(Files.realPath(home) ?? home)")
    }

    /// The built-in settings, the user's file, the file given with `--settings-file` and the
    /// assignments given with `-s`, each laid over those before it.
    func settings(_ options: SettingsOptions) throws -> Settings {
        var layers: [SettingsLayer] = []
        if host.exists(settingsPath) {
            layers.append(.file(settingsPath, try host.read(settingsPath)))
        }
        if let path = options.settingsFile { layers.append(.file(path, try host.read(path))) }
        layers += options.set.map { .assignment($0) }
        if let tool = options.containerTech, tool != "auto", Tool(rawValue: tool) == nil {
            throw Failure("-c \(tool): the engine is docker or podman")
        }
        if let tool = options.containerTech { layers.append(.assignment("container_tech=\(tool)")) }
        if let registry = options.registry { layers.append(.assignment("registry=\(registry)")) }
        return try Settings.read(layers)
    }

    /// Edits a copy of a file's text in the user's editor, in the foreground, and keeps the result
    /// only when `check` finds it right.
    ///
    /// The editor is `env.editor` of the settings, else `VISUAL`, else `EDITOR`, else `vi`; a shell
    /// reads it, so that it may have arguments, as git does. What can't be kept stays in a hidden
    /// file beside the other, and the next edit goes on with it.
    func edit(
        _ path: String, template: [UInt8], settings: Settings, check: ([UInt8]) throws -> Void
    ) throws {
        let before = host.exists(path) ? try host.read(path) : template
        let draft = Self.draft(of: path)
        if host.exists(draft) {
            complain("going on with what you wrote before, in \(draft)")
        } else {
            try host.write(before, to: draft)
        }
        let given = [settings.editor, host.variable("VISUAL") ?? "", host.variable("EDITOR") ?? ""]
        let editor = given.first { !$0.isEmpty } ?? "vi"
        let status = try Child.runInForeground(
            Program(["/bin/sh", "-c", "\(editor) \"$@\"", editor, draft]))
        let after = try host.read(draft)
        guard status == 0 else {
            let advice =
                status == 127 ? "; choose another with VISUAL or paks config set env.editor=" : ""
            if after == before { try host.remove(draft) }
            throw Failure(
                "the editor '\(editor)' ended with status \(status); nothing was changed\(advice)")
        }
        do {
            try check(after)
        } catch {
            throw Failure("\(error); what you wrote is kept in \(draft), edit again to go on")
        }
        if after != before { try host.write(after, to: path) }
        try host.remove(draft)
    }

    /// `.NAME.draft` in the same folder.
    private static func draft(of path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return (parts.dropLast() + [".\(parts.last ?? "").draft"]).joined(separator: "/")
    }
}

extension Household {
    /// Finds out what would keep the full screen from being as the settings have it.
    func check(_ settings: Settings) throws {
        _ = try keymap(settings)
        _ = try Theme.resolve(settings.theme, depth: .rgb, in: themes)
    }

    func keymap(_ settings: Settings) throws -> Keymap {
        try Keymap(settings.keys) { CommandTable.standard.explanation(of: $0) }
    }

    /// The built-in themes and the user's own, `$PAKS_HOME/themes/NAME.yml`.
    var themes: ThemeLibrary {
        var library = ThemeLibrary.builtIn
        let folder = home + "/themes"
        for file in (try? host.list(folder)) ?? [] where file.hasSuffix(".yml") {
            let path = folder + "/" + file
            if let bytes = try? host.read(path) {
                library.add(bytes, as: String(file.dropLast(4)), source: path)
            }
        }
        return library
    }
}

import Commands
import Configuration
import Containers
import Glibc
import Host

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
        if let tool = options.containerTech { layers.append(.assignment("container_tech=\(tool)")) }
        if let registry = options.registry { layers.append(.assignment("registry=\(registry)")) }
        return try Settings.read(layers)
    }

    /// Opens a file in the user's editor, in the foreground.
    ///
    /// The editor is `env.editor` of the settings, else `VISUAL`, else `EDITOR`, else `vi`; a shell
    /// reads it, so that it may have arguments, as git does.
    func edit(_ path: String, settings: Settings) throws {
        let given = [settings.editor, host.variable("VISUAL") ?? "", host.variable("EDITOR") ?? ""]
        let editor = given.first { !$0.isEmpty } ?? "vi"
        let status = try Child.runInForeground(
            Program(["/bin/sh", "-c", "\(editor) \"$@\"", editor, path]))
        guard status == 0 else {
            throw Failure("the editor '\(editor)' ended with status \(status); nothing was changed")
        }
    }

    /// Edits a copy of a file's text and keeps the result only when `check` finds it right.
    func edit(
        _ path: String, template: [UInt8], settings: Settings, check: ([UInt8]) throws -> Void
    ) throws {
        let before = host.exists(path) ? try host.read(path) : template
        let draft = path + ".draft"
        if !host.exists(draft) { try host.write(before, to: draft) }
        try edit(draft, settings: settings)
        let after = try host.read(draft)
        do {
            try check(after)
        } catch {
            throw Failure("\(error); what you wrote is kept in \(draft), edit again to go on")
        }
        if after != before { try host.write(after, to: path) }
        try host.remove(draft)
    }
}

extension Household {
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

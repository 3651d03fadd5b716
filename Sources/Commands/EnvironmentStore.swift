package import Configuration

/// The named environments: one file each in `$PAKS_HOME/envs`.
package struct EnvironmentStore: Sendable {
    package let host: any HostWorld

    package init(host: any HostWorld) { self.host = host }

    private var folder: String { host.paksHome + "/envs" }

    /// - Throws: `CommandFailure` for a text that can't name an environment.
    package func path(_ name: String) throws -> String {
        guard Environment.isName(name) else {
            throw CommandFailure(
                "'\(name)' can't name an environment: letters, digits, '.', '_' and '-' can")
        }
        return folder + "/" + name
    }

    /// In alphabetical order.
    package func names() throws -> [String] {
        guard host.exists(folder) else { return [] }
        return try host.list(folder).filter { Environment.isName($0) && !$0.hasPrefix(".") }
            .sorted()
    }

    /// - Throws: `CommandFailure` naming the nearest one when there is none, `EnvironmentError` for
    ///   a file that can't be read.
    package func read(_ name: String) throws -> Environment {
        let path = try path(name)
        guard host.exists(path) else {
            let near = nearest(name, among: try names()).map { "did you mean '\($0)'?" }
            throw CommandFailure(
                "no environment '\(name)'; \(near ?? "make it with: paks env edit \(name)")")
        }
        return try Environment(host.read(path), source: path)
    }

    /// Changes an environment, a new one if there is none, while nobody else does.
    package func change(_ name: String, _ body: (inout Environment) throws -> Void) throws {
        let path = try path(name)
        try host.withLock(folder + "/.lock") {
            var environment = try Environment(
                host.exists(path) ? host.read(path) : [], source: path)
            try body(&environment)
            try host.write(environment.bytes, to: path)
        }
    }

    package func remove(_ name: String) throws {
        _ = try read(name)
        try host.remove(path(name))
    }
}

extension HostWorld {
    /// Where paks keeps its files: `PAKS_HOME`, else `~/.paks`.
    package var paksHome: String {
        if let given = variable("PAKS_HOME"), !given.isEmpty { return given }
        return homeDirectory + "/.paks"
    }

    /// A path of the host as a person writes it: relative to where paks was started, `~` for home.
    package func absolute(_ path: String) -> String {
        if path == "~" { return homeDirectory }
        if path.hasPrefix("~/") { return homeDirectory + path.dropFirst() }
        return path.hasPrefix("/") ? path : directory + "/" + path
    }
}

/// Themes by name: those that are compiled in, and a user's own laid over them.
package struct ThemeLibrary: Sendable {
    /// The themes of the repository's `themes/`.
    package static let builtIn = ThemeLibrary(sources: builtInThemes)

    /// What a theme's name stands for, read when it is asked for.
    private struct Source: Sendable {
        let name: String
        let bytes: [UInt8]
    }

    private var sources: [String: Source]

    private init(sources: [(name: String, bytes: [UInt8])]) {
        self.sources = [:]
        for (name, bytes) in sources { add(bytes, as: name, source: "built-in \(name).yml") }
    }

    /// Adds a theme; one of the same name is hidden by it.
    ///
    /// - Parameter source: What its file is called in problems.
    package mutating func add(_ bytes: [UInt8], as name: String, source: String) {
        sources[name] = Source(name: source, bytes: bytes)
    }

    /// The themes that can be chosen, `default` first, then by name.
    package var names: [String] {
        sources.keys.filter { file($0)?.isTemplate == false }
            .sorted { ($0 == "default" ? 0 : 1, $0) < ($1 == "default" ? 0 : 1, $1) }
    }

    /// The file of a name, or `nil` when there is none.
    package func file(_ name: String) -> ThemeFile? {
        sources[name].map { ThemeFile($0.bytes, source: $0.name) }
    }

    /// The bytes of a theme, to be written out and changed by the user.
    package func text(_ name: String) -> [UInt8]? { sources[name]?.bytes }

    /// A theme and all that it inherits from, the nearest first.
    func chain(_ name: String) throws(ThemeError) -> [ThemeFile] {
        var names: [String] = []
        var chain: [ThemeFile] = []
        var next: String? = name
        while let name = next {
            if names.contains(name) { throw .circle(names + [name]) }
            guard let file = file(name) else {
                // An unknown parent is a problem of the file; what the file has still shows.
                if !chain.isEmpty { break }
                let known = self.names
                throw .unknown(name, nearest: nearest(name, among: known), names: known)
            }
            names.append(name)
            chain.append(file)
            next = file.inherits
        }
        return chain
    }

    func place(_ name: String, line: Int) -> Place {
        Place(sources[name]?.name ?? name, line: line)
    }
}

/// The themes compiled in; a test holds this table and `themes/` together.
private let builtInThemes: [(name: String, bytes: [UInt8])] = [
    ("default", PackageResources.default_yml),
    ("mono", PackageResources.mono_yml),
    ("painted", PackageResources.painted_yml),
    ("catppuccin-latte", PackageResources.catppuccin_latte_yml),
    ("catppuccin-mocha", PackageResources.catppuccin_mocha_yml),
    ("dracula", PackageResources.dracula_yml),
    ("gruvbox-dark", PackageResources.gruvbox_dark_yml),
    ("gruvbox-light", PackageResources.gruvbox_light_yml),
    ("nord", PackageResources.nord_yml),
    ("solarized-dark", PackageResources.solarized_dark_yml),
    ("solarized-light", PackageResources.solarized_light_yml),
    ("tokyo-night", PackageResources.tokyo_night_yml),
    ("tokyo-night-day", PackageResources.tokyo_night_day_yml),
]

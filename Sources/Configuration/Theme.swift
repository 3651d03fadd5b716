package import Terminal

/// The looks of everything that paks draws itself, by role.
package struct Theme: Equatable, Sendable {
    /// Roles and their styles at the depth that the terminal has.
    package var styles: [String: Style]

    package init(styles: [String: Style] = [:]) { self.styles = styles }

    /// A role's style, or that of its nearest ancestor: `toast.error`, `toast`, `text`.
    package func style(_ role: String) -> Style {
        if let style = styles[role] { return style }
        return Theme.ancestry(role).lazy.compactMap { styles[$0] }.first ?? .plain
    }

    /// The theme of a name at a depth.
    ///
    /// What a theme's file has wrong besides is left out; `ThemeLibrary.problems(of:)` tells.
    package static func resolve(
        _ name: String, depth: ColorDepth, in library: ThemeLibrary = .builtIn
    ) throws(ThemeError) -> Theme {
        let chain = try library.chain(name)
        if let file = chain.first, file.isTemplate {
            throw .template(name, names: library.names)
        }
        return Theme(chain, depth: depth)
    }

    /// A role and all that it falls back on, the nearest first.
    static func ancestry(_ role: String) -> [String] {
        var names = [role]
        var rest = Substring(role)
        while let dot = rest.lastIndex(of: ".") {
            rest = rest[..<dot]
            names.append(String(rest))
        }
        return role == "text" ? names : names + ["text"]
    }

    /// Every role that paks draws with; a theme may style these and no others.
    package static let roles: [String] = [
        "text", "text.muted", "border", "border.focused", "title", "title.focused", "tab",
        "tab.active", "selection", "selection.inactive", "match", "status", "status.prefix",
        "status.context", "prompt", "key", "ok", "warn", "error", "info", "progress", "toast",
        "toast.ok", "toast.warn", "toast.error", "dialog", "dialog.title", "dialog.button",
        "dialog.button.focused", "json", "json.key", "json.string", "json.number", "json.bool",
        "json.null", "json.fold", "diff", "diff.added", "diff.changed", "diff.deleted", "env",
        "env.name", "env.value", "env.secret", "env.loaded", "env.differs",
    ]
}

/// Why there is no theme of a name.
package enum ThemeError: Error, Equatable, CustomStringConvertible {
    case unknown(String, nearest: String?, names: [String])
    /// The theme is only there for others to inherit.
    case template(String, names: [String])
    /// Themes that inherit from one another in a circle.
    case circle([String])

    package var description: String {
        switch self {
        case .unknown(let name, let nearest, let names):
            "there is no theme '\(name)'"
                + (nearest == nil ? "; there are \(names.joined(separator: ", "))" : hint(nearest))
        case .template(let name, let names):
            "the theme '\(name)' is for others to inherit; there are "
                + names.joined(separator: ", ")
        case .circle(let names):
            "themes inherit in a circle: \(names.joined(separator: " from "))"
        }
    }
}

// MARK: Resolving

extension Theme {
    /// A theme from its file and those that it inherits from, the nearest first.
    init(_ chain: [ThemeFile], depth: ColorDepth) {
        let most = chain.lazy.compactMap(\.depth).first ?? .rgb
        let depth = min(depth, most)
        var styles: [String: Style] = [:]
        for role in Set(chain.flatMap(\.styles.keys)).union(["text"]) {
            styles[role] = Style(
                foreground: Theme.color(\.foreground, of: role, chain, depth),
                background: Theme.color(\.background, of: role, chain, depth),
                attributes: Theme.attributes(of: role, chain, depth))
        }
        self.init(styles: styles)
    }

    /// A side's colour: the role's own, else that of the nearest ancestor that has one.
    private static func color(
        _ side: KeyPath<RoleStyle, String?>, of role: String, _ chain: [ThemeFile],
        _ depth: ColorDepth
    ) -> Color {
        for name in ancestry(role) {
            guard let style = chain.lazy.compactMap({ $0.styles[name] }).first,
                let color = style[keyPath: side]
            else { continue }
            return Swatch.named(color, in: chain)?.color(at: depth) ?? .default
        }
        return .default
    }

    private static func attributes(of role: String, _ chain: [ThemeFile], _ depth: ColorDepth)
        -> Attributes
    {
        let styles = chain.compactMap { $0.styles[role] }
        guard let style = styles.first, let root = styles.last else { return [] }
        switch depth {
        case .mono: return styles.lazy.compactMap(\.mono).first ?? root.attributes
        case .ansi16: return style.ansiAttributes ?? style.attributes
        case .palette256, .rgb: return style.attributes
        }
    }
}

extension Swatch {
    /// The colour of a name: the nearest palette's that has it, else one of ANSI's.
    static func named(_ name: String, in chain: [ThemeFile]) -> Swatch? {
        chain.lazy.compactMap { $0.palette[name] }.first ?? Swatch(ansi: name)
    }
}

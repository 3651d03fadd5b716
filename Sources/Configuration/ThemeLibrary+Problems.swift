package import Terminal

/// Something wrong with a theme that doesn't keep it from being used.
package enum ThemeProblem: Equatable, Sendable, CustomStringConvertible {
    case yaml(YAMLError)
    case unknownKey(String, nearest: String?, Place)
    case unknownRole(String, nearest: String?, Place)
    /// A style names a colour that no palette has.
    case unknownColor(String, role: String, nearest: String?, Place)
    case unknownParent(String, nearest: String?, Place)
    case wrong(String, expected: String, found: String, Place)
    /// Two roles that must be told apart look the same.
    case sameLook(String, String, ColorDepth, Place)
    /// A role's text has the colour of its background.
    case invisible(String, ColorDepth, Place)

    package var description: String {
        switch self {
        case .yaml(let error): error.description
        case .unknownKey(let key, let nearest, let place):
            "\(place): themes have no key '\(key)'" + hint(nearest)
        case .unknownRole(let role, let nearest, let place):
            "\(place): there is no role '\(role)'" + hint(nearest)
        case .unknownColor(let color, let role, let nearest, let place):
            "\(place): \(role): no palette has a colour '\(color)'" + hint(nearest)
        case .unknownParent(let name, let nearest, let place):
            "\(place): there is no theme '\(name)' to inherit from" + hint(nearest)
        case .wrong(let what, let expected, let found, let place):
            "\(place): \(what) is \(expected), not \(found)"
        case .sameLook(let one, let other, let depth, let place):
            "\(place): \(one) looks like \(other) with \(depth.words)"
        case .invisible(let role, let depth, let place):
            "\(place): \(role) can't be seen with \(depth.words)"
        }
    }
}

extension ThemeLibrary {
    /// All that is wrong with a theme at any depth: in its file, in its names, in its looks.
    package func problems(of name: String) throws(ThemeError) -> [ThemeProblem] {
        let chain = try chain(name)
        guard let file = chain.first else { return [] }
        var problems = file.problems
        if let parent = file.inherits, self.file(parent) == nil {
            problems.append(
                .unknownParent(
                    parent, nearest: nearest(parent, among: names),
                    place(name, line: file.inheritsLine)))
        }
        // A template's colours come with the themes that inherit from it.
        if file.isTemplate { return problems }
        problems += unknownColors(name, chain)
        for (_, depth) in ThemeFile.depthNames {
            problems += looks(name, Theme(chain, depth: depth), depth, chain)
        }
        return problems
    }

    private func unknownColors(_ name: String, _ chain: [ThemeFile]) -> [ThemeProblem] {
        let known = Set(chain.flatMap(\.palette.keys)).sorted() + ["default"] + Swatch.ansiNames
        return roles(of: chain).flatMap { role, style in
            [style.foreground, style.background].compactMap { color in
                guard let color, !known.contains(color) else { return nil }
                return .unknownColor(
                    color, role: role, nearest: nearest(color, among: known),
                    place(name, line: line(of: role, chain)))
            }
        }
    }

    private func looks(
        _ name: String, _ theme: Theme, _ depth: ColorDepth, _ chain: [ThemeFile]
    ) -> [ThemeProblem] {
        var problems: [ThemeProblem] = []
        for (role, _) in roles(of: chain) {
            let style = theme.style(role)
            if style.foreground == style.background, style.foreground != .default {
                problems.append(
                    .invisible(role, depth, place(name, line: line(of: role, chain))))
            }
        }
        for (one, other) in ThemeLibrary.differing where theme.style(one) == theme.style(other) {
            problems.append(
                .sameLook(one, other, depth, place(name, line: line(of: one, chain))))
        }
        return problems
    }

    /// Pairs of roles that mean something only while they differ.
    private static let differing: [(String, String)] = [
        ("selection", "text"), ("selection.inactive", "text"), ("selection.inactive", "selection"),
        ("match", "text"), ("match", "selection"), ("border.focused", "border"),
        ("title.focused", "title"), ("tab.active", "tab"), ("status.prefix", "status"),
        ("dialog.button.focused", "dialog.button"), ("error", "warn"), ("error", "ok"),
        ("toast.error", "toast.ok"), ("diff.added", "diff.deleted"),
        ("diff.changed", "diff.added"), ("diff.changed", "diff.deleted"), ("key", "text"),
        ("env.loaded", "env.name"), ("env.differs", "env.loaded"), ("env.differs", "env.name"),
    ]

    private func roles(of chain: [ThemeFile]) -> [(String, RoleStyle)] {
        Theme.roles.compactMap { role in
            chain.lazy.compactMap { $0.styles[role] }.first.map { (role, $0) }
        }
    }

    /// Where a role stands in the theme's own file, or its first line when it is inherited.
    private func line(of role: String, _ chain: [ThemeFile]) -> Int {
        chain.first?.styles[role]?.line ?? 1
    }
}

extension ColorDepth {
    /// For sentences.
    var words: String {
        switch self {
        case .mono: "no colours"
        case .ansi16: "16 colours"
        case .palette256: "256 colours"
        case .rgb: "24-bit colours"
        }
    }
}

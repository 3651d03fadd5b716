import Terminal

extension ThemeFile {
    /// Reads a theme's file. What is wrong in it becomes a problem and is left out, so that a
    /// mistake costs one colour and not the screen.
    package init(_ bytes: [UInt8], source: String) {
        do {
            var reader = ThemeReader(source: source)
            reader.read(try YAML.parse(bytes, source: source))
            self = reader.file
        } catch {
            problems = [.yaml(error)]
        }
    }
}

/// Takes a theme's tree apart and collects what is wrong.
private struct ThemeReader {
    private(set) var file = ThemeFile()
    private let source: String

    private static let keys = [
        "theme", "appearance", "inherits", "template", "depth", "palette", "styles",
    ]
    private static let styleKeys = ["fg", "bg", "attrs", "ansi", "mono"]

    init(source: String) { self.source = source }

    private func place(_ node: YAML) -> Place { Place(source, line: node.line) }

    mutating func read(_ root: YAML) {
        for entry in group(root, "a theme") {
            let value = entry.value
            switch entry.key.text ?? "" {
            case "theme":
                if value.text != "1" { wrong("theme", "1, the version of the schema", value) }
            case "appearance":
                choose(ThemeFile.Appearance.allCases.map { ($0.rawValue, $0) }, "appearance", value)
                    .map { file.appearance = $0 }
            case "inherits":
                file.inherits = word("inherits", value)
                file.inheritsLine = value.line
            case "template":
                choose([("true", true), ("false", false)], "template", value)
                    .map { file.isTemplate = $0 }
            case "depth":
                file.depth = choose(
                    ThemeFile.depthNames.map { ($0.name, $0.depth) }, "depth", value)
            case "palette":
                for color in group(value, "palette") { readSwatch(color) }
            case "styles":
                for style in group(value, "styles") { readStyle(style) }
            case let key:
                file.problems.append(
                    .unknownKey(key, nearest: nearest(key, among: Self.keys), place(entry.key)))
            }
        }
    }

    private mutating func readSwatch(_ entry: YAML.Entry) {
        let name = entry.key.text ?? ""
        let expected = "[\"#rrggbb\", 0 to 255, ANSI name] or an ANSI name"
        if let text = entry.value.text, var swatch = Swatch(ansi: text) {
            swatch.line = entry.key.line
            file.palette[name] = swatch
        } else if let items = entry.value.items, items.count == 3,
            let rgb = items[0].text.flatMap({ Color(hexadecimal: $0) ?? Color(ansi: $0) }),
            let index = items[1].text.flatMap({ UInt8($0) }),
            let ansi = items[2].text.flatMap({ Color(ansi: $0) })
        {
            file.palette[name] = Swatch(
                rgb: rgb, palette256: .palette(index), ansi16: ansi, line: entry.key.line)
        } else {
            wrong("palette.\(name)", expected, entry.value)
        }
    }

    private mutating func readStyle(_ entry: YAML.Entry) {
        let role = entry.key.text ?? ""
        guard Theme.roles.contains(role) else {
            file.problems.append(
                .unknownRole(role, nearest: nearest(role, among: Theme.roles), place(entry.key)))
            return
        }
        var style = RoleStyle(line: entry.key.line)
        if let color = entry.value.text, !entry.value.isAbsent {
            style.foreground = color
        } else {
            for part in group(entry.value, role) {
                switch part.key.text ?? "" {
                case "fg": style.foreground = word("\(role).fg", part.value)
                case "bg": style.background = word("\(role).bg", part.value)
                case "attrs": style.attributes = attributes("\(role).attrs", part.value)
                case "ansi": style.ansiAttributes = attributes("\(role).ansi", part.value)
                case "mono": style.mono = attributes("\(role).mono", part.value)
                case let key:
                    file.problems.append(
                        .unknownKey(
                            "\(role).\(key)", nearest: nearest(key, among: Self.styleKeys),
                            place(part.key)))
                }
            }
        }
        file.styles[role] = style
    }

    // MARK: Values

    private mutating func group(_ node: YAML, _ what: String) -> [YAML.Entry] {
        if let entries = node.entries { return entries }
        wrong(what, "a group of keys", node)
        return []
    }

    private mutating func word(_ what: String, _ node: YAML) -> String? {
        guard let text = node.text, !node.isAbsent, !text.isEmpty else {
            wrong(what, "a name", node)
            return nil
        }
        return text
    }

    private mutating func choose<Value>(
        _ choices: [(String, Value)], _ what: String, _ node: YAML
    ) -> Value? {
        if let choice = choices.first(where: { $0.0 == node.text }) { return choice.1 }
        wrong(what, choices.map(\.0).joined(separator: ", "), node)
        return nil
    }

    private mutating func attributes(_ what: String, _ node: YAML) -> Attributes {
        let names = ThemeFile.attributeNames
        guard let items = node.items else {
            wrong(what, "a list of \(names.map(\.name).joined(separator: ", "))", node)
            return []
        }
        var attributes: Attributes = []
        for item in items {
            if let attribute = names.first(where: { $0.name == item.text }) {
                attributes.formUnion(attribute.attributes)
            } else {
                wrong(what, names.map(\.name).joined(separator: ", "), item)
            }
        }
        return attributes
    }

    private mutating func wrong(_ what: String, _ expected: String, _ node: YAML) {
        file.problems.append(.wrong(what, expected: expected, found: node.kind, place(node)))
    }
}

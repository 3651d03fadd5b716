/// One source of settings; each is laid over the ones before it.
package enum SettingsLayer: Equatable, Sendable {
    /// A file's name for errors, and its bytes.
    case file(String, [UInt8])
    /// `key=value` as given with `-s`.
    case assignment(String)
}

extension Settings {
    /// The name of the built-in file in errors.
    package static let builtInName = "built-in settings.yml"

    /// The built-in defaults, commented: what `paks config init` writes.
    package static var builtInFile: [UInt8] { PackageResources.settings_yml }

    /// The built-in defaults with the layers laid over them, the first at the bottom.
    ///
    /// - Throws: `SettingsError` for the first thing that is wrong.
    package static func read(_ layers: [SettingsLayer]) throws(SettingsError) -> Settings {
        var settings = Settings()
        try settings.lay(.file(builtInName, builtInFile))
        for layer in layers { try settings.lay(layer) }
        return settings
    }

    /// The value of a setting, or of one entry of a map (`keys.bindings.x`), which may be missing.
    package func value(of name: String) throws(SettingsError) -> SettingValue? {
        let (key, entry) = try SettingKey.find(name)
        guard let entry else { return key.get(self) }
        guard case .map(let entries) = key.get(self) else { return nil }
        return entries[entry].map { .text($0) }
    }

    private mutating func lay(_ layer: SettingsLayer) throws(SettingsError) {
        switch layer {
        case .file(let name, let bytes):
            let root = try YAML.settings(bytes, source: name)
            for (key, value) in try SettingKey.values(in: root, source: name) {
                key.set(&self, value)
            }
        case .assignment(let text):
            let (key, value) = try SettingKey.assignment(text)
            key.set(&self, value)
        }
    }
}

extension YAML {
    /// Parses with the errors of settings.
    static func settings(_ bytes: [UInt8], source: String) throws(SettingsError) -> YAML {
        do {
            return try parse(bytes, source: source)
        } catch {
            throw .yaml(error)
        }
    }
}

extension SettingKey {
    /// What a file's tree gives, in the order of the file.
    static func values(in root: YAML, source: String) throws(SettingsError) -> [(
        key: SettingKey, value: SettingValue
    )] {
        var found: [(key: SettingKey, value: SettingValue)] = []
        try collect(&found, under: "", root, source: source)
        return found
    }

    private static func collect(
        _ found: inout [(key: SettingKey, value: SettingValue)], under prefix: String,
        _ node: YAML, source: String
    ) throws(SettingsError) {
        guard let entries = node.entries else {
            throw .wrong(
                key: prefix, expected: prefix.isEmpty ? "keys with values" : "keys under it",
                found: node.kind, nearest: nil, Place(source, line: node.line))
        }
        for entry in entries {
            let name = entry.key.text ?? ""
            let full = prefix.isEmpty ? name : "\(prefix).\(name)"
            let place = Place(source, line: entry.key.line)
            if isGroup(full), !name.contains(".") {
                try collect(&found, under: full, entry.value, source: source)
                continue
            }
            let (key, _) = try find(full, at: place)
            guard !name.contains("."), key.name == full else { throw .dotted(full, place) }
            found.append((key, try key.value(of: entry.value, source: source)))
        }
    }

    /// Reads `key=value`. The value of a list is one item or a list in brackets, that of a map a
    /// group in braces.
    static func assignment(_ text: String) throws(SettingsError) -> (SettingKey, SettingValue) {
        let place = Place("-s \(text)")
        guard let equals = text.dropFirst().firstIndex(of: "=") else {
            throw .notAssignment(text)
        }
        let (key, entry) = try find(String(text[..<equals]), at: place)
        let value = String(text[text.index(after: equals)...])
        return (key, try key.value(of: value, entry: entry, at: place))
    }

    /// Reads a value given as bare text, for the whole setting or one entry of a map.
    func value(of text: String, entry: String?, at place: Place) throws(SettingsError)
        -> SettingValue
    {
        switch kind {
        case .text, .choice, .bool, .integer: return try scalar(text, at: place)
        case .list(let rule):
            guard text.hasPrefix("[") else { return .list([try check(text, rule, at: place)]) }
        case .map(let names):
            if let entry { return .map([try check(entry, names, at: place): text]) }
        }
        let node = try YAML.settings(Array(text.utf8), source: place.source)
        return try value(of: node, source: place.source)
    }

    private func value(of node: YAML, source: String) throws(SettingsError) -> SettingValue {
        let place = Place(source, line: node.line)
        switch kind {
        case .bool, .integer:
            guard node.form == .plain || node.form == .alias else {
                throw wrong(node.text.map { "the text \"\($0)\"" } ?? node.kind, at: place)
            }
            fallthrough
        case .text, .choice:
            guard let text = node.text, !node.isAbsent else { throw wrong(node.kind, at: place) }
            return try scalar(text, at: place)
        case .list(let rule):
            guard let items = node.items else { throw wrong(node.kind, at: place) }
            return .list(
                try items.map { item throws(SettingsError) in
                    let place = Place(source, line: item.line)
                    guard let text = item.text, !item.isAbsent else {
                        throw wrong("\(item.kind) in it", at: place)
                    }
                    return try check(text, rule, at: place)
                })
        case .map(let names):
            guard let entries = node.entries else { throw wrong(node.kind, at: place) }
            var map: [String: String] = [:]
            for entry in entries {
                let place = Place(source, line: entry.key.line)
                let name = try check(entry.key.text ?? "", names, at: place)
                guard let text = entry.value.text, !entry.value.isAbsent else {
                    throw .wrong(
                        key: "\(self.name).\(name)", expected: "a text", found: entry.value.kind,
                        nearest: nil, place)
                }
                map[name] = text
            }
            return .map(map)
        }
    }

    private func scalar(_ text: String, at place: Place) throws(SettingsError) -> SettingValue {
        switch kind {
        case .bool:
            switch text.lowercased() {
            case "true", "yes", "on": return .bool(true)
            case "false", "no", "off": return .bool(false)
            default: throw wrong("'\(text)'", at: place)
            }
        case .integer(let range):
            guard let number = Int(text), range.contains(number) else {
                throw wrong("'\(text)'", at: place)
            }
            return .integer(number)
        case .choice(let words):
            guard words.contains(text) else {
                throw .wrong(
                    key: name, expected: expected, found: "'\(text)'",
                    nearest: nearest(text, among: words), place)
            }
            return .text(text)
        case .text(let rule): return .text(try check(text, rule, at: place))
        case .list, .map: throw wrong("'\(text)'", at: place)
        }
    }

    private func check(_ text: String, _ rule: Rule, at place: Place) throws(SettingsError)
        -> String
    {
        guard rule.allows(text) else {
            throw .wrong(
                key: name, expected: rule.expected, found: "'\(text)'", nearest: nil, place)
        }
        return text
    }

    private func wrong(_ found: String, at place: Place) -> SettingsError {
        .wrong(key: name, expected: expected, found: found, nearest: nil, place)
    }
}

package import Terminal

/// Which key does which command line.
package struct Keymap: Equatable, Sendable {
    /// The keys that open the prefix table.
    package var prefixes: [Key]
    /// After the prefix: key to command line.
    package var prefixTable: [Key: String]

    package init(prefixes: [Key] = [], prefixTable: [Key: String] = [:]) {
        self.prefixes = prefixes
        self.prefixTable = prefixTable
    }

    /// The preset's keys with the user's laid over them.
    ///
    /// - Parameter problem: What is wrong with a command line, or `nil` when it can be run; asked
    ///   for the user's own lines.
    /// - Throws: `KeymapError` for the first name, clash or line that is wrong.
    package init(_ settings: Settings.Keys, problem: (String) -> String?) throws(KeymapError) {
        guard let preset = Preset(rawValue: settings.preset) else {
            throw .unknownPreset(
                settings.preset,
                nearest: nearest(settings.preset, among: Preset.allCases.map(\.rawValue)))
        }
        let prefixNames = settings.prefix.isEmpty ? preset.prefixes : settings.prefix
        let prefixes = try Keymap.distinct(prefixNames, in: "keys.prefix")
        for (name, key) in prefixes where !key.canBePrefix { throw .unfitPrefix(name) }
        let bindings = try Keymap.distinct(settings.bindings.keys.sorted(), in: "keys.bindings")

        var table: [Key: String] = [:]
        for binding in preset.bindings { table[binding.key] = binding.line }
        for (name, key) in bindings {
            if let prefix = prefixes.first(where: { $0.key == key }) {
                throw .prefixBound(name, prefix: prefix.name)
            }
            let line = settings.bindings[name] ?? ""
            if line.isEmpty {
                table[key] = nil
            } else if let problem = problem(line) {
                throw .line(name, line, problem: problem)
            } else {
                table[key] = line
            }
        }
        // A prefix key after a prefix is sent on, whatever the preset has there.
        for (_, key) in prefixes { table[key] = nil }
        self.init(prefixes: prefixes.map(\.key), prefixTable: table)
    }

    /// The keys of names in order, no two the same.
    private static func distinct(_ names: [String], in setting: String) throws(KeymapError)
        -> [(name: String, key: Key)]
    {
        var names = names.makeIterator()
        var first: [Key: String] = [:]
        var found: [(name: String, key: Key)] = []
        while let name = names.next() {
            guard let key = Key(name: name) else { throw .unknownKey(name, setting: setting) }
            if let other = first.updateValue(name, forKey: key) {
                throw .sameKey(other, name, setting: setting)
            }
            found.append((name, key))
        }
        return found
    }
}

/// What is wrong with the settings of keys.
package enum KeymapError: Error, Equatable, CustomStringConvertible {
    case unknownPreset(String, nearest: String?)
    case unknownKey(String, setting: String)
    /// Two names of one key in one table.
    case sameKey(String, String, setting: String)
    /// A binding for a key that is a prefix.
    case prefixBound(String, prefix: String)
    /// A key without which nobody can type.
    case unfitPrefix(String)
    case line(String, String, problem: String)

    package var description: String {
        switch self {
        case .unknownPreset(let name, let nearest):
            "keys.preset: there is no preset '\(name)'" + hint(nearest)
        case .unknownKey(let name, let setting):
            "\(setting): '\(name)' names no key; \(SettingKey.Rule.key.expected) does"
        case .sameKey(let one, let other, let setting):
            "\(setting): '\(one)' and '\(other)' are the same key"
        case .prefixBound(let name, let prefix):
            "keys.bindings: '\(name)' is the prefix key '\(prefix)', which after itself is sent to "
                + "the shell; bind another key or change keys.prefix"
        case .unfitPrefix(let name):
            "keys.prefix: '\(name)' is needed for typing; take one with C- or M-, or a function key"
        case .line(let name, let line, let problem):
            "keys.bindings: '\(name)' can't do '\(line)': \(problem)"
        }
    }
}

extension Key {
    /// Whether a shell can be used without the key: function keys, and those with Ctrl or Alt.
    fileprivate var canBePrefix: Bool {
        if case .function = code { return true }
        return !modifiers.isDisjoint(with: [.control, .alt, .super])
    }
}

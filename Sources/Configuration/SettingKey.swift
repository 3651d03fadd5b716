/// One row of the table of settings: its name, what it takes and where it is kept.
package struct SettingKey: Sendable {
    /// Dotted as on the command line: `save.suffix` is `suffix` under `save` in a file.
    package let name: String
    package let kind: Kind
    let get: @Sendable (Settings) -> SettingValue
    let set: @Sendable (inout Settings, SettingValue) -> Void

    /// What a setting takes.
    package enum Kind: Equatable, Sendable {
        case text(Rule)
        case bool
        case integer(ClosedRange<Int>)
        case choice([String])
        /// Texts in order; a layer replaces the list of the one below.
        case list(Rule)
        /// Names to texts; a layer adds its names to those of the one below.
        case map(names: Rule)
    }

    /// What a text must look like.
    package enum Rule: Equatable, Sendable {
        case any
        case filled
        /// What can be put behind a repository's name (OCI distribution-spec, `<name>`).
        case suffix
        /// The name of a file without its folder and ending.
        case name
        /// The name of a key as `Key.init(name:)` reads it.
        case key
    }

    /// All settings, in the order of the built-in file.
    package static let all: [SettingKey] = [
        choice("container_tech", ["auto", "docker", "podman"], \.containerTech),
        text("shell", .filled, \.shell),
        text("registry", .any, \.registry),
        text("save.suffix", .suffix, \.saveSuffix),
        choice("confirm", \.confirm),
        text("env.editor", .any, \.editor),
        text("theme", .name, \.theme),
        choice("borders", \.borders),
        bool("mouse", \.mouse),
        integer("scrollback.lines", 0...1_000_000, \.scrollbackLines),
        bool("terminal.checksums", \.terminalChecksums),
        bool("terminal.read_clipboard", \.readsClipboard),
        choice("keys.preset", Keymap.Preset.allCases.map(\.rawValue), \.keys.preset),
        list("keys.prefix", .key, \.keys.prefix),
        map("keys.bindings", names: .key, \.keys.bindings),
    ]

    /// The setting of a name, and for `keys.bindings.x` the name within the map.
    package static func find(_ name: String) throws(SettingsError) -> (
        key: SettingKey, entry: String?
    ) {
        try find(name, at: nil)
    }

    static func find(_ name: String, at place: Place?) throws(SettingsError) -> (
        key: SettingKey, entry: String?
    ) {
        for key in all {
            if key.name == name { return (key, nil) }
            if case .map = key.kind, name.hasPrefix(key.name + ".") {
                return (key, String(name.dropFirst(key.name.count + 1)))
            }
        }
        throw .unknownKey(name, nearest: nearest(name, among: all.map(\.name)), place)
    }

    /// Whether a name stands for a group such as `save`.
    static func isGroup(_ name: String) -> Bool { all.contains { $0.name.hasPrefix(name + ".") } }
}

/// The value of one setting.
package enum SettingValue: Equatable, Sendable, CustomStringConvertible {
    case text(String)
    case bool(Bool)
    case integer(Int)
    case list([String])
    case map([String: String])

    /// As a script wants it: the bare value; a list's items and a map's `name=text`, one a line.
    package var description: String {
        switch self {
        case .text(let text): text
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .list(let items): items.joined(separator: "\n")
        case .map(let entries):
            entries.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: "\n")
        }
    }
}

// MARK: The rows' makers

extension SettingKey {
    private typealias Path<Value> = any WritableKeyPath<Settings, Value> & Sendable

    private static func text(_ name: String, _ rule: Rule, _ path: Path<String>) -> SettingKey {
        SettingKey(name: name, kind: .text(rule)) {
            .text($0[keyPath: path])
        } set: {
            if case .text(let text) = $1 { $0[keyPath: path] = text }
        }
    }

    private static func choice(_ name: String, _ words: [String], _ path: Path<String>)
        -> SettingKey
    {
        SettingKey(name: name, kind: .choice(words)) {
            .text($0[keyPath: path])
        } set: {
            if case .text(let text) = $1 { $0[keyPath: path] = text }
        }
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ path: Path<Choice>
    ) -> SettingKey {
        SettingKey(name: name, kind: .choice(Choice.allCases.map(\.rawValue))) {
            .text($0[keyPath: path].rawValue)
        } set: {
            if case .text(let text) = $1, let choice = Choice(rawValue: text) {
                $0[keyPath: path] = choice
            }
        }
    }

    private static func bool(_ name: String, _ path: Path<Bool>) -> SettingKey {
        SettingKey(name: name, kind: .bool) {
            .bool($0[keyPath: path])
        } set: {
            if case .bool(let value) = $1 { $0[keyPath: path] = value }
        }
    }

    private static func integer(_ name: String, _ range: ClosedRange<Int>, _ path: Path<Int>)
        -> SettingKey
    {
        SettingKey(name: name, kind: .integer(range)) {
            .integer($0[keyPath: path])
        } set: {
            if case .integer(let value) = $1 { $0[keyPath: path] = value }
        }
    }

    private static func list(_ name: String, _ rule: Rule, _ path: Path<[String]>) -> SettingKey {
        SettingKey(name: name, kind: .list(rule)) {
            .list($0[keyPath: path])
        } set: {
            if case .list(let items) = $1 { $0[keyPath: path] = items }
        }
    }

    private static func map(_ name: String, names: Rule, _ path: Path<[String: String]>)
        -> SettingKey
    {
        SettingKey(name: name, kind: .map(names: names)) {
            .map($0[keyPath: path])
        } set: {
            guard case .map(let entries) = $1 else { return }
            $0[keyPath: path].merge(entries) { _, new in new }
        }
    }
}

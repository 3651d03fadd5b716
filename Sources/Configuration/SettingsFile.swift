/// A settings file as text that can be changed line by line: comments, order and every other line
/// stay as they are.
///
/// A change is made in the text, then the text is read again; it is taken only if all settings
/// but the one that was meant are what they were.
package struct SettingsFile: Equatable, Sendable {
    package private(set) var bytes: [UInt8]
    let source: String
    private(set) var root: YAML

    /// Reads and checks a file; an empty one has no settings.
    ///
    /// - Parameter source: What the file is called in errors.
    package init(_ bytes: [UInt8], source: String) throws(SettingsError) {
        self.bytes = bytes
        self.source = source
        root = try YAML.settings(bytes, source: source)
        _ = try SettingKey.values(in: root, source: source)
    }

    /// What this file itself gives for a setting or an entry of a map.
    package func value(of name: String) throws(SettingsError) -> SettingValue? {
        let (key, entry) = try SettingKey.find(name)
        let value = try contents()[key.name]
        guard let entry, case .map(let entries) = value else { return entry == nil ? value : nil }
        return entries[entry].map { .text($0) }
    }

    /// Gives a setting, or an entry of a map such as `keys.bindings.x`, a value in the form that
    /// `-s` takes.
    package mutating func set(_ name: String, to text: String) throws(SettingsError) {
        let (key, entry) = try SettingKey.find(name)
        let value = try key.value(of: text, entry: entry, at: Place("\(name)=\(text)"))
        var wanted = try contents()
        if let entry {
            wanted[key.name] = SettingsFile.merged(wanted[key.name], value)
            try change(key, wanted) { text in
                text.put(YAML.written(text: value.entry(entry)), at: key.path + [entry])
            }
        } else {
            wanted[key.name] = value
            try change(key, wanted) { $0.put(YAML.written(value), at: key.path) }
        }
    }

    /// Adds an item to a list, or an entry `NAME=TEXT` to a map. What is there already stays.
    ///
    /// A list that this file doesn't have begins as the built-in one.
    package mutating func add(_ item: String, to name: String) throws(SettingsError) {
        let (key, entry) = try SettingKey.find(name)
        switch (key.kind, entry) {
        case (.list, nil):
            guard case .list(let new) = try key.value(of: item, entry: nil, at: Place(item)) else {
                throw .noItems(key: name)
            }
            for item in new { try add(item, to: key) }
        case (.map, nil):
            // The name may itself be an equals sign, as that of a key.
            guard let equals = item.dropFirst().firstIndex(of: "=") else {
                throw .notEntry(key: name, item)
            }
            try set("\(name).\(item[..<equals])", to: String(item[item.index(after: equals)...]))
        default: throw .noItems(key: name)
        }
    }

    private mutating func add(_ item: String, to key: SettingKey) throws(SettingsError) {
        var wanted = try contents()
        guard case .list(let items) = wanted[key.name] ?? key.get(Settings()) else { return }
        if items.contains(item), wanted[key.name] != nil { return }
        let added = SettingValue.list(items.contains(item) ? items : items + [item])
        let isHere = wanted.updateValue(added, forKey: key.name) != nil
        try change(key, wanted) { text in
            if isHere {
                text.append(YAML.written(text: item), toListAt: key.path)
            } else {
                text.put(YAML.written(added), at: key.path)
            }
        }
    }

    /// Takes an item out of a list or an entry out of a map; without an item the whole setting,
    /// so that the layer below counts again.
    package mutating func remove(_ item: String? = nil, from name: String) throws(SettingsError) {
        let (key, entry) = try SettingKey.find(name)
        var wanted = try contents()
        guard let present = wanted[key.name], let node = root.node(at: key.path) else {
            throw .notThere(key: name, nil, nearest: nil, Place(source))
        }
        let place = Place(source, line: node.line)
        switch (present, item ?? entry) {
        case (_, nil):
            wanted[key.name] = nil
            try change(key, wanted) { $0.delete(key.path) }
        case (.list(var items), let item?):
            guard let index = items.firstIndex(of: item) else {
                throw .notThere(key: name, item, nearest: nearest(item, among: items), place)
            }
            items.remove(at: index)
            wanted[key.name] = .list(items)
            try change(key, wanted) { $0.delete(item: index, ofListAt: key.path) }
        case (.map(var entries), let item?):
            guard entries.removeValue(forKey: item) != nil else {
                throw .notThere(
                    key: key.name, item, nearest: nearest(item, among: entries.keys.sorted()),
                    place)
            }
            wanted[key.name] = .map(entries)
            try change(key, wanted) { $0.delete(key.path + [item]) }
        default: throw .noItems(key: name)
        }
    }

    // MARK: Checking

    /// Changes the text and takes the change if it gives what is wanted.
    private mutating func change(
        _ key: SettingKey, _ wanted: [String: SettingValue],
        _ edit: (inout SettingsText) -> Void
    ) throws(SettingsError) {
        var text = SettingsText(bytes, root: root)
        edit(&text)
        let line = root.node(at: key.path)?.line
        guard let changed = try? SettingsFile(text.bytes, source: source),
            (try? changed.contents()).map(SettingsFile.filled) == SettingsFile.filled(wanted)
        else { throw .tangled(key: key.name, Place(source, line: line)) }
        self = changed
    }

    private func contents() throws(SettingsError) -> [String: SettingValue] {
        var contents: [String: SettingValue] = [:]
        for (key, value) in try SettingKey.values(in: root, source: source) {
            contents[key.name] = value
        }
        return contents
    }

    /// An empty map gives nothing, as one that isn't there.
    private static func filled(_ contents: [String: SettingValue]) -> [String: SettingValue] {
        contents.filter { $0.value != .map([:]) }
    }

    private static func merged(_ old: SettingValue?, _ new: SettingValue) -> SettingValue {
        guard case .map(let old) = old, case .map(let new) = new else { return new }
        return .map(old.merging(new) { _, new in new })
    }
}

extension SettingKey {
    /// The names of the groups that it is in, then its own.
    var path: [String] { name.split(separator: ".").map(String.init) }

    /// Where a path of names belongs among those beside it: the first row that it leads to.
    static func order(_ path: [String]) -> Int {
        let name = path.joined(separator: ".")
        return all.firstIndex { $0.name == name || $0.name.hasPrefix(name + ".") } ?? all.count
    }
}

extension SettingValue {
    fileprivate func entry(_ name: String) -> String {
        guard case .map(let entries) = self else { return "" }
        return entries[name] ?? ""
    }
}

extension YAML {
    /// The value at a path of keys.
    func node(at path: [String]) -> YAML? {
        path.reduce(self) { node, key in node?[key] }
    }
}

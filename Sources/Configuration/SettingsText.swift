/// The text of a settings file while one place in it is changed.
///
/// Each change looks at the tree as it was before it, so an instance is good for one change. What
/// can't be done leaves the text as it was; the owner compares what it reads afterwards.
struct SettingsText {
    private(set) var bytes: [UInt8]
    private let root: YAML

    init(_ bytes: [UInt8], root: YAML) {
        self.bytes = bytes
        self.root = root
    }

    /// Puts a value at a path, in place of what is there or in new lines.
    mutating func put(_ value: String, at path: [String]) {
        var node = root
        var above: YAML.Entry?
        for (depth, name) in path.enumerated() {
            guard let entry = node.entries?.first(where: { $0.key.text == name }) else {
                return insert(value, Array(path[depth...]), Array(path[..<depth]), node, above)
            }
            above = entry
            node = entry.value
        }
        if let above { replace(above, with: value) }
    }

    /// Adds an item to the list at a path.
    mutating func append(_ item: String, toListAt path: [String]) {
        guard let entry = entry(at: path), let items = entry.value.items else { return }
        if entry.value.form == .flow {
            insertInFlow(item, after: items.last, of: entry.value)
        } else if let last = items.last {
            let start = lineStart(last.range.lowerBound)
            let indent = bytes[start...].prefix { $0 == UInt8(ascii: " ") }
            insertLines([indent + Array("- \(item)".utf8)], below: end(last))
        } else {
            replace(entry, with: "[\(item)]")
        }
    }

    /// Takes an item out of the list at a path.
    mutating func delete(item index: Int, ofListAt path: [String]) {
        guard let entry = entry(at: path), let items = entry.value.items else { return }
        if entry.value.form == .flow {
            deleteInFlow(index, items.map(\.range))
        } else if items.count == 1 {
            replace(entry, with: "[]")
        } else {
            deleteLines(items[index].range.lowerBound..<end(items[index]))
        }
    }

    /// Takes out the key at a path with its value.
    mutating func delete(_ path: [String]) {
        guard let parent = root.node(at: path.dropLast()), let entries = parent.entries,
            let index = entries.firstIndex(where: { $0.key.text == path.last })
        else { return }
        let ranges = entries.map { $0.key.range.lowerBound..<end($0) }
        if parent.form == .flow {
            deleteInFlow(index, ranges)
        } else {
            deleteLines(ranges[index])
        }
    }

    // MARK: Values

    private func entry(at path: [String]) -> YAML.Entry? {
        root.node(at: path.dropLast())?.entries?.first { $0.key.text == path.last }
    }

    private mutating func replace(_ entry: YAML.Entry, with value: String) {
        let old = entry.value
        let start = behindColon(entry)
        if let items = blockItems(of: old) {
            // Lines between the items are comments, which stay.
            for item in items.reversed() { deleteLines(item) }
            bytes.insert(contentsOf: Array(" \(value)".utf8), at: start)
        } else if old.range.isEmpty {
            bytes.insert(contentsOf: Array(" \(value)".utf8), at: start)
        } else {
            bytes.replaceSubrange(old.range.lowerBound..<end(old), with: Array(value.utf8))
        }
    }

    /// The bytes of each part of a collection that is told by indentation, else `nil`.
    private func blockItems(of node: YAML) -> [Range<Int>]? {
        guard node.form == .block else { return nil }
        switch node.content {
        case .scalar: return nil
        case .sequence(let items): return items.map { $0.range.lowerBound..<end($0) }
        case .mapping(let entries):
            return entries.map { $0.key.range.lowerBound..<end($0) }
        }
    }

    private func behindColon(_ entry: YAML.Entry) -> Int {
        let end = entry.key.range.upperBound
        let colon = bytes[end...].firstIndex(of: UInt8(ascii: ":"))
        return colon.map { $0 + 1 } ?? end
    }

    // MARK: New keys

    /// Puts a value under names that the file doesn't have yet.
    ///
    /// - Parameters:
    ///   - names: The missing names.
    ///   - path: The names above them.
    ///   - node: What is there under `path`: a mapping, or nothing.
    ///   - above: The entry that `node` is the value of; `nil` at the top.
    private mutating func insert(
        _ value: String, _ names: [String], _ path: [String], _ node: YAML, _ above: YAML.Entry?
    ) {
        guard let entries = node.entries else { return }
        if node.form == .flow {
            let inner = names.dropFirst().reversed().reduce(value) {
                "{\(YAML.written(text: $1)): \($0)}"
            }
            let text = "\(YAML.written(text: names[0])): \(inner)"
            return insertInFlow(text, after: entries.last?.value, of: node)
        }
        var indent = (entries.first?.key.column ?? (above?.key.column ?? -1) + 2) - 1
        var lines: [[UInt8]] = []
        for (index, name) in names.enumerated() {
            let isLast = index == names.count - 1
            let text = YAML.written(text: name) + (isLast ? ": \(value)" : ":")
            lines.append(Array(repeating: UInt8(ascii: " "), count: indent) + Array(text.utf8))
            indent += 2
        }
        let order = SettingKey.order(path + [names[0]])
        let before = entries.last { SettingKey.order(path + [$0.key.text ?? ""]) < order }
        if let neighbour = before ?? entries.last {
            insertLines(lines, below: end(neighbour))
        } else if let above {
            let start = behindColon(above)
            insertLines(lines, below: start)
            // `~` would stand before the new lines.
            bytes.removeSubrange(start..<max(start, end(node)))
        } else {
            insertLines(lines, below: bytes.count)
        }
    }

    private mutating func insertInFlow(_ text: String, after last: YAML?, of collection: YAML) {
        let position = last.map(end) ?? collection.range.lowerBound + 1
        bytes.insert(contentsOf: Array((last == nil ? text : ", \(text)").utf8), at: position)
    }

    private mutating func deleteInFlow(_ index: Int, _ ranges: [Range<Int>]) {
        let range = ranges[index]
        if index > 0 {
            bytes.removeSubrange(ranges[index - 1].upperBound..<range.upperBound)
        } else if ranges.count > 1 {
            bytes.removeSubrange(range.lowerBound..<ranges[1].lowerBound)
        } else {
            bytes.removeSubrange(range)
        }
    }

    // MARK: Lines

    /// Where a node's own text ends; a block scalar's range goes on over blank lines.
    private func end(_ node: YAML) -> Int {
        var end = node.range.upperBound
        while end > node.range.lowerBound, bytes[end - 1].isWhitespace { end -= 1 }
        return end
    }

    private func end(_ entry: YAML.Entry) -> Int {
        max(entry.key.range.upperBound, end(entry.value))
    }

    private func lineStart(_ position: Int) -> Int {
        bytes[..<position].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    }

    /// Behind the line feed of a position's line, or the end of the text.
    private func lineEnd(_ position: Int) -> Int {
        bytes[position...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    }

    private mutating func insertLines(_ lines: [[UInt8]], below position: Int) {
        let feed = bytes.firstIndex(of: UInt8(ascii: "\n"))
        let isCRLF = feed.map { $0 > 0 && bytes[$0 - 1] == UInt8(ascii: "\r") } ?? false
        let ending = Array((isCRLF ? "\r\n" : "\n").utf8)
        let start = lineEnd(position)
        var text = lines.flatMap { $0 + ending }
        if start == bytes.count, let last = bytes.last, last != UInt8(ascii: "\n") {
            text = ending + text
        }
        bytes.insert(contentsOf: text, at: start)
    }

    private mutating func deleteLines(_ range: Range<Int>) {
        bytes.removeSubrange(lineStart(range.lowerBound)..<lineEnd(range.upperBound))
    }
}

extension UInt8 {
    fileprivate var isWhitespace: Bool {
        [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
            .contains(self)
    }
}

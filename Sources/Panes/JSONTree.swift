import Containers

/// A JSON document as rows that fold.
struct JSONTree: Equatable {
    struct Row: Equatable {
        var depth: Int
        /// The member's name or the item's number; empty at the top.
        var label: String
        var value: JSON
        /// Dots between names and numbers.
        var path: String
        var isFolded: Bool

        var isContainer: Bool {
            switch value {
            case .array(let items): !items.isEmpty
            case .object(let members): !members.isEmpty
            default: false
            }
        }
    }

    private let document: JSON
    private var open: Set<String> = []
    private(set) var rows: [Row] = []

    /// The first level is open.
    ///
    /// - Parameter first: members of the first level that stand before the others, in this order.
    init(_ document: JSON, first: [String] = []) {
        self.document = document.beginning(with: first)
        flatten()
    }

    mutating func toggle(_ row: Int) {
        guard rows.indices.contains(row), rows[row].isContainer else { return }
        let path = rows[row].path
        if open.remove(path) == nil { open.insert(path) }
        flatten()
    }

    mutating func fold(_ row: Int) -> Int {
        guard rows.indices.contains(row) else { return row }
        if rows[row].isContainer, !rows[row].isFolded {
            toggle(row)
            return row
        }
        // A leaf folds what it is in.
        let parent = rows[..<row].lastIndex { $0.depth < rows[row].depth }
        return parent ?? row
    }

    mutating func unfold(_ row: Int) {
        if rows.indices.contains(row), rows[row].isFolded { toggle(row) }
    }

    mutating func foldAll() {
        open = []
        flatten()
    }

    /// Opens everything within `limit` rows.
    mutating func unfoldAll(limit: Int = 100_000) {
        var paths: Set<String> = []
        func collect(_ value: JSON, _ path: String) {
            guard paths.count < limit else { return }
            for (label, child) in Self.children(of: value) {
                let own = path.isEmpty ? label : path + "." + label
                if !Self.children(of: child).isEmpty {
                    paths.insert(own)
                    collect(child, own)
                }
            }
        }
        collect(document, "")
        open = paths
        flatten()
    }

    private mutating func flatten() {
        rows = []
        append(document, depth: 0, path: "")
    }

    private mutating func append(_ value: JSON, depth: Int, path: String) {
        let children = Self.children(of: value)
        if depth == 0, children.isEmpty {
            rows = [Row(depth: 0, label: "", value: value, path: "", isFolded: false)]
            return
        }
        for (label, child) in children {
            let own = path.isEmpty ? label : path + "." + label
            let isOpen = open.contains(own)
            let row = Row(depth: depth, label: label, value: child, path: own, isFolded: false)
            rows.append(row)
            guard row.isContainer else { continue }
            rows[rows.count - 1].isFolded = !isOpen
            if isOpen { append(child, depth: depth + 1, path: own) }
        }
    }

    private static func children(of value: JSON) -> [(String, JSON)] {
        switch value {
        case .array(let items): items.enumerated().map { (String($0), $1) }
        case .object(let members): members.map { ($0.key, $0.value) }
        default: []
        }
    }
}

extension JSON {
    /// An object with some of its members before the others; all else as it is.
    fileprivate func beginning(with first: [String]) -> JSON {
        guard case .object(let members) = self else { return self }
        let leading = first.flatMap { name in members.filter { $0.key == name } }
        return .object(leading + members.filter { !first.contains($0.key) })
    }
}

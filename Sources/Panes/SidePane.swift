import Commands
import Containers
import Terminal

/// The panes beside the shell.
enum PaneName: Int, CaseIterable {
    case environments, history, container

    var title: String {
        switch self {
        case .environments: "Environments"
        case .history: "History"
        case .container: "Container"
        }
    }

    var word: String { title.lowercased() }
}

/// What a side pane shows and where in it the user is.
struct SidePanes: Equatable {
    var views: [PaneName: ListView] = [:]
    var environments: [EnvironmentRow] = []
    /// What the live shell was last known to export; `nil` when that was never said.
    var exported: Exported?
    var history: [HistoryEntry] = []
    var tree: JSONTree?
    var treeTitle = "Container"
    /// The command line that gave the tree.
    var treeLine = "inspect"
    /// By topic, the number of the newest job whose document was shown.
    var newest: [String: Int] = [:]
    /// What is searched for in the tree; the pattern is being typed while `isTyping`.
    var search = LineEditor()
    var isSearching = false

    static let historyLimit = 1000

    func count(_ pane: PaneName) -> Int {
        switch pane {
        case .environments: environments.count
        case .history: history.count
        case .container: tree?.rows.count ?? 0
        }
    }

    mutating func add(_ entry: HistoryEntry) {
        let wasLast = (views[.history] ?? ListView()).selected >= history.count - 1
        history.append(entry)
        if history.count > Self.historyLimit { history.removeFirst() }
        if wasLast { views[.history, default: ListView()].selectLast(count: history.count) }
    }

    /// Selects the next row of the tree that has the pattern in its name or value.
    mutating func findNext(forward: Bool, height: Int) -> Bool {
        guard let tree, !search.string.isEmpty else { return false }
        let pattern = search.string.lowercased()
        var view = views[.container] ?? ListView()
        let count = tree.rows.count
        for step in 1...max(1, count) {
            let row = (view.selected + (forward ? step : count - step)) % max(1, count)
            guard tree.rows.indices.contains(row) else { return false }
            let text = tree.rows[row].label + " " + tree.rows[row].value.leafText
            if text.lowercased().contains(pattern) {
                view.select(row, count: count, height: height)
                views[.container] = view
                return true
            }
        }
        return false
    }
}

extension JSON {
    /// A value on one line; containers by their size.
    var leafText: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let text): text
        case .string(let text): text
        case .array(let items): "[\(items.count)]"
        case .object(let members): "{\(members.count)}"
        }
    }
}

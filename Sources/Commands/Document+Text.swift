import Containers

extension Document {
    /// The document for people who read lines: lists as tables, everything else as JSON.
    package var text: String {
        switch (topic, body) {
        case ("help", .array(let rows)): Self.help(rows)
        case ("envlist", .array(let rows)): Self.environments(rows)
        case (_, .string(let text)): text
        default: body.pretty
        }
    }

    private static func help(_ rows: [JSON]) -> String {
        let cells = rows.map { ($0["usage"]?.string ?? "", $0["summary"]?.string ?? "") }
        if rows.count == 1, let row = rows.first, let example = row["example"]?.string {
            return "\(cells[0].0)\n  \(cells[0].1)\n  example: \(example)"
        }
        let width = min(36, cells.map(\.0.count).max() ?? 0)
        return cells.map { usage, summary in
            usage.count > width
                ? usage + "\n" + String(repeating: " ", count: width + 2) + summary
                : usage + String(repeating: " ", count: width + 2 - usage.count) + summary
        }.joined(separator: "\n")
    }

    private static func environments(_ rows: [JSON]) -> String {
        rows.map { row in
            let name = row["name"]?.string ?? ""
            if let error = row["error"]?.string { return "\(name): \(error)" }
            let variables = row["variables"]?.array?.compactMap(\.string) ?? []
            return "\(name)\(state(row)): \(variables.joined(separator: " "))"
        }.joined(separator: "\n")
    }

    /// How an environment compares with the live shell, behind its name.
    private static func state(_ row: JSON) -> String {
        guard let state = row["state"]?.string else { return "" }
        let details = ["differing", "missing", "unchecked"].compactMap { key -> String? in
            guard state != "not loaded", let names = row[key]?.array?.compactMap(\.string) else {
                return nil
            }
            return "\(key): \(names.joined(separator: " "))"
        }
        return " (" + ([state] + details).joined(separator: "; ") + ")"
    }
}

/// What `docker diff` and `podman diff` list: `A`, `C` or `D`, a blank, a path.
package enum ContainerDiff {
    /// The paths that a person or a program changed, without what the engines put there themselves,
    /// and without folders that are listed only because something in them is.
    ///
    /// - Parameter mounts: where volumes and the like are mounted; the engine makes these folders.
    package static func paths(_ listing: String, tool: Tool, mounts: [String] = []) -> [String] {
        let rows = listing.split(whereSeparator: \.isNewline).compactMap { line -> Row? in
            guard let kind = line.first, line.dropFirst().first == " " else { return nil }
            return Row(kind: kind, path: String(line.dropFirst(2)))
        }
        var own = tool.dialect.ownPaths
        for mount in mounts {
            var path = mount[...]
            while !path.isEmpty {
                own.insert(String(path))
                path = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
            }
        }
        // A changed folder says nothing by itself: the engine lists it when its content changed.
        let real = rows.filter { row in
            guard !own.contains(row.path) else { return false }
            let inside = row.path + "/"
            let isParent = row.kind == "C" && rows.contains { $0.path.hasPrefix(inside) }
            return !isParent
        }
        return real.map(\.path)
    }

    private struct Row {
        var kind: Character
        var path: String
    }
}

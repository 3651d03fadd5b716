/// What `docker diff` and `podman diff` list: `A`, `C` or `D`, a blank, a path.
package enum ContainerDiff {
    /// The paths that a person or a program changed, without what the engines put there themselves,
    /// and without folders that are listed only because something in them is.
    ///
    /// - Parameter container: what `inspect` tells of it; the places where something is mounted, and
    ///   the working directory, are the engine's own making.
    package static func paths(_ listing: String, tool: Tool, container: JSON = .null) -> [String] {
        let rows = listing.split(whereSeparator: \.isNewline).compactMap { line -> Row? in
            guard let kind = line.first, line.dropFirst().first == " " else { return nil }
            return Row(kind: kind, path: String(line.dropFirst(2)))
        }
        let parents = Set(rows.flatMap { ancestors(of: $0.path) })
        let places = madePlaces(container)
        let made = Set(places + places.flatMap(ancestors))
        let own = tool.dialect.ownPaths
        return rows.filter { row in
            if own.contains(row.path) { return false }
            if made.contains(row.path), row.kind != "D" { return false }
            // A changed folder says nothing by itself: the engine lists it when its content changed.
            return row.kind != "C" || !parents.contains(row.path)
        }.map(\.path)
    }

    /// Where an engine makes folders and files when it starts a container.
    private static func madePlaces(_ container: JSON) -> [String] {
        let mounts = container["Mounts"]?.array?.compactMap { $0["Destination"]?.string } ?? []
        let memory = container["HostConfig"]?["Tmpfs"]?.members?.map(\.key) ?? []
        let directory = container["Config"]?["WorkingDir"]?.string.map { [$0] } ?? []
        return (mounts + memory + directory).map { path in
            path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        }
    }

    /// `/a/b` of `/a/b/c`, then `/a`.
    private static func ancestors(of path: String) -> [String] {
        var rest = Substring(path)
        var result: [String] = []
        while let slash = rest.lastIndex(of: "/"), slash > rest.startIndex {
            rest = rest[..<slash]
            result.append(String(rest))
        }
        return result
    }

    private struct Row {
        var kind: Character
        var path: String
    }
}

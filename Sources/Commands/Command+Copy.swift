import Containers

extension Command {
    static let copy = Command(
        name: "cp",
        parameters: [Parameter("from", .text), Parameter("to", .text)],
        summary: "copy files or folders: host: marks the host's side",
        example: "cp results.csv host:~/", needs: .container, risk: .copy
    ) { call, context in
        let session = try context.theSession()
        let (from, to) = (CopyPath(call.arguments[0]), CopyPath(call.arguments[1]))
        guard from.isHost != to.isHost else {
            throw CommandFailure(
                from.isHost
                    ? "both sides are the host's; exactly one has host: before it"
                    : "neither side is the host's; put host: before one of them")
        }
        let outside = cleaned(context.host.absolute(from.isHost ? from.path : to.path))
        let inside = try context.containerPath(from.isHost ? to.path : from.path, session)
        try context.checkReach(inside, session)
        if from.isHost {
            guard context.host.exists(outside) else {
                throw CommandFailure("nothing at '\(outside)' on the host")
            }
            let owner = try context.owner(session)
            let targets = try context.targets(outside, inside, session)
            _ = try context.answer(
                session.tool.copy(outside, to: "\(session.container):\(inside)"),
                task: "copy '\(outside)' into '\(session.name)'")
            if let owner { context.give(targets, to: owner, session) }
            let place = targets.count == 1 ? targets[0] : inside
            context.report(.result(status: 0, "copied to \(place)"))
        } else {
            _ = try context.answer(
                session.tool.copy("\(session.container):\(inside)", to: outside),
                task: "copy '\(inside)' out of '\(session.name)'")
            context.report(.result(status: 0, "copied to \(outside)"))
        }
    }
}

/// An absolute path without `.`, `..` and doubled slashes, as the engines' tools themselves read it:
/// a last `/` (it must be a folder) and a last `/.` (what is in the folder) have a meaning and stay.
private func cleaned(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
        if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
    }
    let ending = path.hasSuffix("/.") ? "/." : path.hasSuffix("/") ? "/" : ""
    return parts.isEmpty ? "/" + ending.dropFirst() : "/" + parts.joined(separator: "/") + ending
}

/// One side of a copy.
private struct CopyPath {
    let isHost: Bool
    let path: String

    init(_ text: String) {
        isHost = text.hasPrefix("host:")
        path = isHost ? String(text.dropFirst(5)) : text
    }
}

extension Context {
    /// A path of the container as its shell means it, absolute.
    fileprivate func containerPath(_ path: String, _ session: Session) throws -> String {
        if path.hasPrefix("/") { return path }
        if path == "~" || path.hasPrefix("~/") {
            let answer = try answer(
                session.tool.execute(
                    ["/bin/sh", "-c", "printf %s \"$HOME\""], in: session.container),
                task: "find the home directory in '\(session.name)'")
            return answer.text + path.dropFirst()
        }
        if let directory = shell.directory {
            return (directory == "/" ? "" : directory) + "/" + path
        }
        let task = "find the working directory of '\(session.name)'"
        let document = try engine.document(
            session.tool.inspect(container: session.container), task: task)
        let directory = document.array?.first?["Config"]?["WorkingDir"]?.string ?? ""
        return (directory.isEmpty || directory == "/" ? "" : directory) + "/" + path
    }

    /// Refuses what is mounted in the running container alone: the engines' `cp` doesn't see it, and
    /// would write to, or look for, what it hides.
    fileprivate func checkReach(_ path: String, _ session: Session) throws {
        let mounts = try engine.run(
            session.tool.execute(["cat", "/proc/mounts"], in: session.container))
        guard mounts.status == 0, let mount = MountTable(mounts.text).mount(of: cleaned(path)),
            mount.isOfTheKernel
        else { return }
        throw CommandFailure(
            "can't copy to or from '\(path)': \(session.tool) doesn't reach \(mount.place), which is in memory (\(mount.kind)); copy by way of another folder"
        )
    }

    /// Who works in the container, if it isn't root: what he copies in is to be his, as it would be
    /// with any program that he runs there. The engine gives it to root.
    fileprivate func owner(_ session: Session) throws -> String? {
        let document = try engine.document(
            session.tool.inspect(container: session.container),
            task: "find the user of '\(session.name)'")
        let user = document.array?.first?["Config"]?["User"]?.string ?? ""
        return ["", "0", "root", "0:0", "root:root"].contains(user) ? nil : user
    }

    /// Where what is copied will stand: in a folder that is there, else under the new name; for
    /// `FOLDER/.` each thing that is in it.
    fileprivate func targets(_ outside: String, _ inside: String, _ session: Session) throws
        -> [String]
    {
        let isFolder =
            try engine.run(
                session.tool.execute(["test", "-d", inside], in: session.container)
            ).status == 0
        guard isFolder else { return [inside] }
        let names =
            outside.hasSuffix("/.")
            ? try host.list(outside) : [outside.split(separator: "/").last.map(String.init) ?? ""]
        return names.map { inside.hasSuffix("/") ? inside + $0 : inside + "/" + $0 }
    }

    /// Makes copies belong to a user of the container. Where that can't be, the copies stay root's.
    fileprivate func give(_ targets: [String], to owner: String, _ session: Session) {
        // -h: a link that was copied must not lead to somebody else's file.
        let words = ["chown", "-R", "-h", owner] + targets
        guard !targets.isEmpty else { return }
        do {
            _ = try answer(
                session.tool.execute(words, in: session.container, user: "0"),
                task: "give the copy to \(owner), so it is root's")
        } catch {
            report(.message(.warning, "\(error)"))
        }
    }
}

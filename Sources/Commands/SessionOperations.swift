import Configuration
package import Containers

/// A session's container as its engine tells of it.
package struct KnownContainer: Equatable, Sendable {
    package var session: Session
    package var isRunning: Bool
    /// `running`, `exited`, `created`, ….
    package var state: String
    /// RFC 3339.
    package var created: String
}

/// What is done with sessions from outside: finding, choosing, judging, removing.
package enum SessionOperations {
    /// Every container that paks made for an owner, the newest first.
    package static func find(_ engine: any Engine, owner: String) throws -> [KnownContainer] {
        let tool = engine.tool
        let listed = try engine.answer(tool.listSessions(of: owner), task: "list containers")
        let ids = listed.text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard !ids.isEmpty else { return [] }
        // A container that goes away meanwhile makes the tool complain; the others are told.
        let answer = try engine.run(tool.inspect(containers: ids))
        let items = (try? JSON(parsing: answer.output))?.array ?? []
        return items.compactMap { item in
            Session(container: item, tool: tool).map { session in
                KnownContainer(
                    session: session, isRunning: item["State"]?["Running"]?.bool ?? false,
                    state: item["State"]?["Status"]?.string ?? "unknown",
                    created: item["Created"]?.string ?? "")
            }
        }.sorted { $0.created > $1.created }
    }

    /// The one that a name, an id or the start of either means; without a word, the only one.
    ///
    /// - Parameter way: how a person names one here, as `--session NAME`.
    /// - Throws: `CommandFailure` saying which there are.
    package static func choose(
        _ word: String?, among known: [KnownContainer], naming way: String
    ) throws -> KnownContainer {
        let list = known.map(\.session.name).joined(separator: ", ")
        guard let word else {
            let running = known.filter(\.isRunning)
            if running.count == 1 { return running[0] }
            if known.count == 1 { return known[0] }
            throw CommandFailure(
                known.isEmpty
                    ? "there is no session; start one with paks run IMAGE or paks tui IMAGE"
                    : "there are several sessions, say which by \(way): \(list)")
        }
        func names(_ known: KnownContainer) -> [String] {
            [known.session.name, known.session.id, known.session.container]
        }
        let exact = known.filter { names($0).contains(word) }
        let near = known.filter { names($0).contains { $0.hasPrefix(word) } }
        if let only = exact.first ?? (near.count == 1 ? near.first : nil) { return only }
        if near.isEmpty {
            let likely = nearest(word, among: known.map(\.session.name))
            throw CommandFailure(
                "no session '\(word)'"
                    + (likely.map { "; did you mean '\($0)'?" }
                        ?? (known.isEmpty ? "" : "; there are: \(list)")))
        }
        throw CommandFailure(
            "'\(word)' may be any of: \(near.map(\.session.name).joined(separator: ", "))")
    }

    /// What became of a session's container.
    package enum State: Equatable, Sendable {
        /// It was made and never ran.
        case created
        case running
        /// Its shell ended with this status.
        case exited(Int32)
        /// Any other, as the engine names it.
        case other(String)
    }

    /// - Throws: `EngineError` where the engine doesn't tell.
    package static func state(_ session: Session, _ engine: any Engine) throws -> State {
        let document = try engine.document(
            session.tool.inspect(container: session.container),
            task: "look at '\(session.name)'")
        let state = document.array?.first?["State"] ?? .null
        switch state["Status"]?.string {
        case "created", "configured": return .created
        case "running": return .running
        case "exited", "stopped": return .exited(Int32(clamping: state["ExitCode"]?.integer ?? 0))
        case let status: return .other(status ?? "unknown")
        }
    }

    /// How a container stands to what is kept of it.
    package enum Changes: Equatable, Sendable {
        /// As its image, or as its last save.
        case none
        /// These paths differ from the image's.
        case unsaved([String])
    }

    /// - Parameter savedLayer: the diff id of the last save's layer; `nil` before the first.
    package static func changes(
        _ session: Session, savedLayer: String?, _ engine: any Engine
    ) throws -> Changes {
        let answer = try engine.answer(
            session.tool.changes(of: session.container), task: "compare '\(session.name)'")
        let document = try engine.document(
            session.tool.inspect(container: session.container),
            task: "compare '\(session.name)'")
        let paths = ContainerDiff.paths(
            answer.text, tool: session.tool, container: document.array?.first ?? .null)
        if paths.isEmpty { return .none }
        if let savedLayer, try topLayer(session, engine) == savedLayer { return .none }
        return .unsaved(paths)
    }

    /// What a save made now would have as its layer: equal content makes an equal diff id.
    private static func topLayer(_ session: Session, _ engine: any Engine) throws -> String? {
        guard let id = try engine.commit(session, task: "compare '\(session.name)'") else {
            return nil
        }
        defer { _ = try? engine.run(session.tool.remove(image: id)) }
        return try engine.image(id)?.layers.last
    }

    /// Removes the commits of saves that were cut off: an engine finishes one whose client is gone.
    ///
    /// To be called when nothing is saving any more. What can't be removed stays, unnamed.
    package static func removeCommits(of session: Session, _ engine: any Engine) {
        guard let answer = try? engine.run(session.tool.listCommits(of: session.id)),
            answer.status == 0
        else { return }
        for id in answer.text.split(whereSeparator: \.isWhitespace) {
            _ = try? engine.run(session.tool.remove(image: String(id)))
        }
    }

    package static func remove(_ session: Session, _ engine: any Engine) throws {
        removeCommits(of: session, engine)
        _ = try engine.answer(
            session.tool.remove(container: session.container), task: "remove '\(session.name)'")
    }
}

import Configuration
package import Containers

/// Why a command couldn't do what it was asked.
package struct CommandFailure: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

extension Context {
    /// The session, which the table has made sure of.
    ///
    /// - Throws: `CommandFailure` where there is none.
    func theSession() throws -> Session {
        guard let session else {
            throw CommandFailure("no session is meant; paks ls lists them")
        }
        return session
    }

    /// What a tool answers when all is well.
    ///
    /// - Throws: `EngineError` with the tool's own words for any other answer.
    func answer(_ invocation: Invocation, task: String) throws -> Answer {
        try engine.answer(invocation, task: task)
    }
}

extension Engine {
    /// What the tool answers when all is well.
    ///
    /// - Throws: `EngineError` with the tool's own words for any other answer.
    package func answer(_ invocation: Invocation, task: String) throws -> Answer {
        let answer = try run(invocation)
        guard answer.status == 0 else { throw EngineError(answer, tool: tool, task: task) }
        return answer
    }

    /// The document that a tool prints.
    package func document(_ invocation: Invocation, task: String) throws -> JSON {
        let answer = try answer(invocation, task: task)
        do {
            return try JSON(parsing: answer.output)
        } catch {
            throw EngineError(.other, tool: tool, task: task, evidence: "\(error)")
        }
    }

    /// - Returns: `nil` when the engine doesn't have the image.
    package func image(_ name: String) throws -> ImageDescription? {
        let answer = try run(tool.inspect(image: name))
        guard answer.status == 0 else {
            let error = EngineError(answer, tool: tool, task: "look at the image '\(name)'")
            if error.meaning == .noImage { return nil }
            throw error
        }
        return try ImageDescription(JSON(parsing: answer.output))
    }

    /// What to say to somebody whose image isn't here: the name that he may have meant, or those that
    /// there are.
    ///
    /// - Returns: `nil` when the engine has no images, or doesn't tell.
    package func advice(insteadOf name: String) -> String? {
        guard let answer = try? run(tool.listImages), answer.status == 0 else { return nil }
        let names = answer.text.split(whereSeparator: \.isNewline).map(String.init)
            .filter { !$0.contains("<none>") }
        guard !names.isEmpty else { return nil }
        // As people write them: without what the engines add.
        let short = names.map { name in
            var name = name[...]
            if name.hasPrefix("localhost/") { name = name.dropFirst("localhost/".count) }
            if name.hasSuffix(":latest") { name = name.dropLast(":latest".count) }
            return String(name)
        }
        for candidates in [names, short] {
            if let near = nearest(name, among: candidates),
                let index = candidates.firstIndex(of: near)
            {
                return "did you mean '\(short[index])'?"
            }
        }
        let some = short.prefix(5).joined(separator: ", ")
        return "images that are here: \(some)\(short.count > 5 ? ", …" : "")"
    }

    /// Makes an image of a container as it is, without a name; one that can't be paused runs on
    /// meanwhile.
    ///
    /// - Returns: the image's id; `nil` when the tool told none.
    package func commit(_ session: Session, task: String) throws -> String? {
        let text: String
        do {
            text = try answer(tool.commit(session.container), task: task).text
        } catch let error as EngineError where error.meaning == .cannotPause {
            text = try answer(tool.commitUnpaused(session.container), task: task).text
        }
        return text.split(whereSeparator: \.isNewline).last.map(String.init)
    }
}

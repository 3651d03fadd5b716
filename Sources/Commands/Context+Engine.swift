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

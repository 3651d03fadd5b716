import Commands
import Containers
import Glibc
import Host

/// An engine driven through its command-line tool.
struct ProcessEngine: Engine {
    let tool: Tool

    /// - Throws: `EngineError` of the meaning `noTool` when the tool isn't installed or can't be
    ///   started.
    func run(_ invocation: Invocation) throws -> Answer {
        do {
            let ended = try Child.runToEnd(Program(invocation.words), input: invocation.input)
            return Answer(status: ended.status, output: ended.output, errors: ended.errors)
        } catch HostError.noProgram, HostError.notExecutable {
            throw EngineError(.noTool, tool: tool, task: "start \(tool)")
        }
    }

    /// Brings an image here, with the tool's own progress on standard error.
    func pull(_ image: String, platform: String?) throws {
        complain("'\(image)' isn't here; pulling it with \(tool)")
        let answer = try run(tool.pull(image, platform: platform))
        guard answer.status == 0 else {
            throw EngineError(answer, tool: tool, task: "pull '\(image)'")
        }
    }
}

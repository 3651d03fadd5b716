import ArgumentParser
import Containers
import Glibc
import Host

/// Something that ends a command: one sentence, lower case, no full stop.
struct Failure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }

    /// No engine does what it is asked, and why each doesn't.
    static func noEngine(_ refusals: [EngineError]) -> any Error {
        if refusals.count == 1 { return refusals[0] }
        if refusals.allSatisfy({ $0.meaning == .noTool }) {
            return Failure("neither docker nor podman is on the PATH; install one of them")
        }
        let reasons = refusals.map { "\($0.tool): \($0)" }.joined(separator: "; ")
        return Failure("no engine answers; \(reasons)")
    }
}

/// Runs the body of a subcommand: says on standard error what went wrong, and exits with its status.
///
/// - Parameter otherwise: the status of a failure that has none of its own.
func reportingFailure(otherwise: Int32 = 1, _ body: () throws -> Int32) throws {
    let status: Int32
    do {
        status = try body()
    } catch let exit as ExitCode {
        throw exit
    } catch {
        complain("\(error)")
        status = (error as? EngineError)?.status ?? otherwise
    }
    if status != 0 { throw ExitCode(status) }
}

/// docker's convention for what fails before there is a shell, whose own status is any other:
/// 125, but for 126 where the shell can't be executed and 127 where it isn't there.
let beforeTheShell: Int32 = 125

/// Says one line on standard error.
func complain(_ message: String) {
    fflush(nil)
    Standard.write(Array("paks: \(message)\n".utf8), to: 2)
}

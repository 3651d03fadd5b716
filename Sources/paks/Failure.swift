import ArgumentParser
import Containers
import Glibc
import Host

/// Something that ends a command: what to say, and the status to exit with.
struct Failure: Error, CustomStringConvertible {
    /// One sentence, lower case, no full stop.
    var description: String
    /// docker's convention: 125 the engine failed, 126 the command can't be run, 127 it isn't there.
    var status: Int32

    init(_ description: String, status: Int32 = 1) {
        self.description = description
        self.status = status
    }
}

/// Runs the body of a subcommand: says on standard error what went wrong, and exits with its status.
func reportingFailure(_ body: () throws -> Int32) throws {
    let status: Int32
    do {
        status = try body()
    } catch let exit as ExitCode {
        throw exit
    } catch let failure as Failure {
        complain(failure.description)
        status = failure.status
    } catch let error as ImageReferenceError {
        complain("\(error)")
        status = 125
    } catch let error as EngineError {
        complain("\(error)")
        status = error.status
    } catch {
        complain("\(error)")
        status = 1
    }
    if status != 0 { throw ExitCode(status) }
}

/// Says one line on standard error.
func complain(_ message: String) {
    fflush(nil)
    Standard.write(Array("paks: \(message)\n".utf8), to: 2)
}

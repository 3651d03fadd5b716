import Commands
import Containers
import Host

/// The live shell by way of the screen process that started this job: questions on standard
/// output, answers on standard input.
struct PipedShell: LiveShell {
    let lines: InputLines
    let directory: String?

    func ask(_ request: ShellRequest) throws -> Reply {
        printBytes(Array(Report.request(request).json.compact.utf8) + [0x0a])
        guard let line = lines.next() else {
            return .unavailable("the screen that started this command is gone")
        }
        return try Reply(JSON(parsing: line))
    }
}

/// The live shell by way of the session's socket: this command was started somewhere else.
struct SocketShell: LiveShell {
    let path: String

    func ask(_ request: ShellRequest) throws -> Reply {
        let answer = try SessionSocket.ask(.shell(request), at: path) { why in
            complain("waiting: \(why); Ctrl-C takes it back")
        }
        guard let answer else {
            return .unavailable(
                "no paks is attached to this session; attach first: paks attach")
        }
        return try Reply(answer)
    }

    var directory: String? {
        (try? SessionSocket.ask(.directory, at: path))?["directory"]?.string
    }
}

/// No live shell at all.
struct NoShell: LiveShell {
    func ask(_ request: ShellRequest) throws -> Reply { .unavailable("there is no session") }
    var directory: String? { nil }
}

/// The lines of standard input.
final class InputLines: @unchecked Sendable {
    private var reader = LineReader()
    private var ready: [[UInt8]] = []
    private var buffer = [UInt8](repeating: 0, count: 65536)

    /// The next line without its end; `nil` at the end of input.
    func next() -> [UInt8]? {
        while ready.isEmpty {
            guard case .bytes(let count) = try? Descriptor.read(0, into: &buffer) else {
                return nil
            }
            ready = reader.lines(buffer[..<count])
        }
        return ready.removeFirst()
    }
}

extension LineJob {
    /// Reads it from standard input.
    init(from lines: InputLines) throws {
        guard let line = lines.next(), let job = LineJob(try JSON(parsing: line)) else {
            throw Failure("no command line on standard input")
        }
        self = job
    }
}

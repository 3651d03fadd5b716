import Commands
import Containers
import Glibc
import Host
import Panes

/// The commands that run for one session, each in a process of its own: `paks do --report json`.
///
/// The line goes in on standard input, so that a value in it is in no process list.
struct Jobs {
    /// Which of a job's pipes has something to read.
    enum Stream: Hashable { case output, errors }

    private let words: [String]
    private var running: [JobID: Job] = [:]
    private var buffer = [UInt8](repeating: 0, count: 65536)

    /// - Parameters:
    ///   - program: the path of paks itself.
    ///   - sessionID: the session that the commands act on.
    ///   - options: the options by which this process got its settings.
    init(program: String, sessionID: String, options: [String]) {
        words =
            [program, "do", "--session", sessionID, "--report", "json", "--line-from-input"]
            + options
    }

    /// Starts a command line.
    ///
    /// - Parameter directory: the live shell's, where the container's paths begin.
    /// - Returns: the descriptors to watch.
    mutating func start(_ id: JobID, line: String, directory: String?) throws
        -> (output: Int32, errors: Int32)
    {
        let job = try Job(Program(words))
        job.child.send(LineJob(line: line, directory: directory).encoded)
        running[id] = job
        return (job.child.outputDescriptor, job.child.errorsDescriptor)
    }

    /// Asks a job to stop.
    func cancel(_ id: JobID) { running[id]?.child.process.signal(SIGINT) }

    func reply(_ id: JobID, _ reply: Reply) {
        running[id]?.child.send(Array(reply.json.compact.utf8) + [0x0a])
    }

    /// Reads what a job said, and its end once both of its pipes are closed.
    ///
    /// - Returns: the events, and whether this stream is at its end.
    mutating func read(_ id: JobID, _ stream: Stream) -> (events: [Event], ended: Bool) {
        guard let job = running[id] else { return ([], true) }
        let chunk =
            try? stream == .output
            ? job.child.readOutput(into: &buffer) : job.child.readErrors(into: &buffer)
        switch chunk ?? .end {
        case .nothing: return ([], false)
        case .bytes(let count):
            guard stream == .output else {
                job.complaints += buffer[..<count].prefix(4096 - min(4096, job.complaints.count))
                return ([], false)
            }
            return (job.lines.lines(buffer[..<count]).map { event(of: id, line: $0) }, false)
        case .end:
            job.openStreams -= 1
            guard job.openStreams == 0 else { return ([], true) }
            running[id] = nil
            let status = job.child.process.wait()
            var events: [Event] = []
            if status != 0, !job.complaints.isEmpty {
                let text = String(decoding: job.complaints, as: UTF8.self)
                events.append(.report(id, .message(.error, text)))
            }
            return (events + [.jobEnded(id, status: status)], true)
        }
    }

    private func event(of id: JobID, line: [UInt8]) -> Event {
        do {
            return .report(id, try Report(line: line))
        } catch {
            return .report(id, .message(.error, "the command said something unreadable: \(error)"))
        }
    }

    /// Interrupts every job and waits for none.
    func cancelAll() { for id in running.keys { cancel(id) } }
}

/// One running command.
private final class Job {
    var child: Child
    var lines = LineReader()
    var complaints: [UInt8] = []
    var openStreams = 2

    init(_ program: Program) throws { child = try Child(program) }
}

/// The first line on the standard input of `paks do --line-from-input`.
struct LineJob: Equatable {
    var line: String
    var directory: String?

    var encoded: [UInt8] {
        var members = [JSON.Member("line", .string(line))]
        if let directory { members.append(.init("directory", .string(directory))) }
        return Array(JSON.object(members).compact.utf8) + [0x0a]
    }
}

extension LineJob {
    init?(_ json: JSON) {
        guard let line = json["line"]?.string else { return nil }
        self.line = line
        directory = json["directory"]?.string
    }
}

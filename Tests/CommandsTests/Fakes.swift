import Configuration
import Containers
import Synchronization

@testable import Commands

/// An engine that answers from a table, and remembers what it was asked.
final class RecordedEngine: Engine {
    let tool: Tool
    private let answers: @Sendable (Invocation) -> Answer
    private let asked = Mutex<[Invocation]>([])

    init(_ tool: Tool = .docker, answers: @escaping @Sendable (Invocation) -> Answer) {
        self.tool = tool
        self.answers = answers
    }

    var invocations: [Invocation] { asked.withLock { $0 } }

    func run(_ invocation: Invocation) -> Answer {
        asked.withLock { $0.append(invocation) }
        return answers(invocation)
    }
}

/// A host whose files are a dictionary.
final class FakeHost: HostWorld {
    private let files = Mutex<[String: [UInt8]]>([:])
    let variables: [String: String]
    let directory = "/work"
    let homeDirectory = "/users/u"
    let now = 1_000_000_000

    init(_ variables: [String: String] = [:], files: [String: String] = [:]) {
        self.variables = variables
        self.files.withLock { all in all = files.mapValues { Array($0.utf8) } }
    }

    struct Missing: Error {}

    func variable(_ name: String) -> String? { variables[name] }
    func read(_ path: String) throws -> [UInt8] {
        guard let bytes = files.withLock({ $0[path] }) else { throw Missing() }
        return bytes
    }
    func write(_ bytes: [UInt8], to path: String) { files.withLock { $0[path] = bytes } }
    func remove(_ path: String) { files.withLock { $0[path] = nil } }
    func list(_ path: String) -> [String] {
        let path = folder(path)
        return files.withLock { all in
            all.keys.filter { $0.hasPrefix(path + "/") }.map {
                String($0.dropFirst(path.count + 1))
            }
        }
    }
    func exists(_ path: String) -> Bool {
        let path = folder(path)
        return files.withLock { all in all.keys.contains { $0 == path || $0.hasPrefix(path + "/") }
        }
    }
    /// `/a` for `/a/` and `/a/.`, as a file system has it.
    private func folder(_ path: String) -> String {
        String(path.dropLast(path.hasSuffix("/.") ? 2 : path.hasSuffix("/") ? 1 : 0))
    }
    func isDirectory(_ path: String) -> Bool { !files.withLock { $0.keys.contains(path) } }
    func withLock<T>(_ path: String, _ body: () throws -> T) throws -> T { try body() }
    func run(_ words: [String]) -> Answer { Answer(status: 0, output: Array("from cmd\n".utf8)) }
}

/// A live shell that says yes to everything, and remembers.
final class FakeShell: LiveShell {
    let directory: String?
    private let reply: Reply
    private let asked = Mutex<[ShellRequest]>([])

    init(_ reply: Reply = .changed(refused: []), directory: String? = "/srv") {
        self.reply = reply
        self.directory = directory
    }

    var requests: [ShellRequest] { asked.withLock { $0 } }

    func ask(_ request: ShellRequest) -> Reply {
        asked.withLock { $0.append(request) }
        return reply
    }
}

/// Runs one command line in-process.
struct Trial {
    var engine = RecordedEngine { _ in Answer(status: 0) }
    var host = FakeHost()
    var shell = FakeShell()

    static let session = Session(
        id: "abc", name: "box", tool: .docker, container: "c0", base: "debian:12",
        baseID: "sha256:b")

    /// - Returns: all that it reported; a thrown error as a failed result.
    func run(_ line: String) throws -> [Report] {
        let call = try CommandTable.standard.call(line: line)
        let collected = Collected()
        let context = Context(
            engine: engine, session: Self.session, host: host, settings: Settings(), shell: shell,
            report: { collected.add($0) })
        do {
            try CommandTable.standard.command(call.name).run(call, context)
        } catch {
            collected.add(.result(status: 1, "\(error)"))
        }
        return collected.all
    }

    final class Collected: Sendable {
        private let reports = Mutex<[Report]>([])
        func add(_ report: Report) { reports.withLock { $0.append(report) } }
        var all: [Report] { reports.withLock { $0 } }
    }
}

func answer(_ text: String, status: Int32 = 0, errors: String = "") -> Answer {
    Answer(status: status, output: Array(text.utf8), errors: Array(errors.utf8))
}

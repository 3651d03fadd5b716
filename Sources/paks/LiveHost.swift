import Commands
import Containers
import Host

/// The host as it is.
struct LiveHost: HostWorld {
    let variables: [String: String]
    let directory: String

    var homeDirectory: String { Files.homeDirectory(variables) }

    var now: Int { Clock.secondsSince1970 }

    func variable(_ name: String) -> String? { variables[name] }

    func read(_ path: String) throws -> [UInt8] { try Files.read(path) }

    func write(_ bytes: [UInt8], to path: String) throws {
        try makeFolder(above: path)
        try Files.writeAtomically(bytes, to: path, mode: 0o600)
    }

    func remove(_ path: String) throws { try Files.removeTree(path) }

    func list(_ path: String) throws -> [String] { try Files.list(path) }

    func exists(_ path: String) -> Bool { Files.kind(path) != nil }

    func isDirectory(_ path: String) -> Bool { Files.kind(path) == .directory }

    func withLock<T>(_ path: String, _ body: () throws -> T) throws -> T {
        try makeFolder(above: path)
        return try Files.withLock(path, body)
    }

    func run(_ words: [String]) throws -> Answer {
        let ended = try Child.runToEnd(Program(words), input: nil)
        return Answer(status: ended.status, output: ended.output, errors: ended.errors)
    }

    private func makeFolder(above path: String) throws {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try Files.makeFolders(String(path[..<slash]), mode: 0o700)
        }
    }
}

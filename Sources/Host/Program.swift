package import Glibc

/// A program to start: its words, and what it starts with.
package struct Program {
    package var words: [String]
    /// `nil` for this process's own.
    package var environment: [String: String]?
    /// `nil` for this process's own.
    package var directory: String?

    package init(
        _ words: [String], environment: [String: String]? = nil, directory: String? = nil
    ) {
        self.words = words
        self.environment = environment
        self.directory = directory
    }

    /// Where the program is: as given when it has a slash, else on the `PATH` (POSIX, `execvp`).
    package func path() throws -> String {
        guard let name = words.first, !name.isEmpty else { throw HostError.noProgram("") }
        if name.contains("/") {
            guard access(name, F_OK) == 0 else { throw HostError.noProgram(name) }
            guard Self.isExecutable(name) else { throw HostError.notExecutable(name) }
            return name
        }
        let folders =
            environment?["PATH"] ?? getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        var refused: String?
        for folder in folders.split(separator: ":", omittingEmptySubsequences: false) {
            let candidate = (folder.isEmpty ? "." : folder) + "/" + name
            if Self.isExecutable(candidate) { return candidate }
            if Files.kind(candidate) == .file { refused = candidate }
        }
        if let refused { throw HostError.notExecutable(refused) }
        throw HostError.noProgram(name)
    }

    private static func isExecutable(_ path: String) -> Bool {
        Files.kind(path) == .file && access(path, X_OK) == 0
    }

    /// Starts it with a C function that takes path, arguments and environment and gives an errno.
    func start(
        _ spawn: (
            UnsafeMutablePointer<pid_t>, String, [UnsafeMutablePointer<CChar>?],
            [UnsafeMutablePointer<CChar>?]
        ) -> Int32
    ) throws -> pid_t {
        let path = try path()
        let arguments = words.map { strdup($0) } + [nil]
        let variables = (environment ?? Self.ownEnvironment).map { strdup("\($0.key)=\($0.value)") }
        defer { for pointer in arguments + variables { free(pointer) } }
        var process = pid_t()
        switch spawn(&process, path, arguments, variables + [nil]) {
        case 0: return process
        case ENOENT: throw HostError.noProgram(path)
        case EACCES, ENOEXEC: throw HostError.notExecutable(path)
        case let code: throw HostError.failed("start", on: path, errno: code)
        }
    }

    /// The environment of this process.
    package static var ownEnvironment: [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            next = next.advanced(by: 1)
        }
        return variables
    }
}

/// A process of ours that is to be waited for.
package struct Process {
    package let id: pid_t

    /// Its exit status as a shell gives it (128 and the signal's number if it was killed), once it
    /// ended; `nil` while it runs. To be asked until it answers, and then no more.
    package func reap() -> Int32? {
        var status: Int32 = 0
        guard retrying({ waitpid(id, &status, WNOHANG) }) == id else { return nil }
        return Self.shellStatus(status)
    }

    /// Waits for its end.
    package func wait() -> Int32 {
        var status: Int32 = 0
        guard retrying({ waitpid(id, &status, 0) }) == id else { return 127 }
        return Self.shellStatus(status)
    }

    package func signal(_ number: Int32) { kill(id, number) }

    private static func shellStatus(_ status: Int32) -> Int32 {
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }
}

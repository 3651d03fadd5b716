import Glibc

/// A process that a test started, and only those: its id is the handle for everything.
package struct Started: Sendable {
    package let id: Int32

    /// Starts a program, found on this process' PATH, in a session of its own.
    ///
    /// Every signal has its default meaning there and none is blocked; no descriptor but the first
    /// three is handed on.
    ///
    /// - Parameters:
    ///   - words: the program and its arguments.
    ///   - environment: all of its environment.
    ///   - directory: where it starts; `nil` for the tests' own directory.
    ///   - descriptors: what becomes its descriptors 0, 1 and 2.
    package init(
        _ words: [String], environment: [String: String], directory: String? = nil,
        descriptors: Descriptors
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        switch descriptors {
        case .terminal(let path):
            // The first terminal that a session's leader opens becomes its controlling terminal.
            posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        case .open(let input, let output, let errors):
            posix_spawn_file_actions_adddup2(&actions, input, 0)
            posix_spawn_file_actions_adddup2(&actions, output, 1)
            posix_spawn_file_actions_adddup2(&actions, errors, 2)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // glibc's POSIX_SPAWN_SETSID, which the Glibc module doesn't show.
        let newSession: Int32 = 0x80
        posix_spawnattr_setflags(
            &attributes, Int16(newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        // `env` changes the directory: the call for it isn't in the Glibc module.
        let prefix = directory.map { ["env", "-C", $0] } ?? []
        let arguments = CStrings(prefix + words)
        let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
        var id: pid_t = 0
        let error = posix_spawnp(
            &id, (prefix + words)[0], &actions, &attributes, arguments.pointers, variables.pointers)
        guard error == 0 else { throw Failure("can't start \(words): \(errorText(error))") }
        self.id = id
    }

    package enum Descriptors {
        /// The path of a terminal, which becomes the controlling one.
        case terminal(String)
        case open(input: Int32, output: Int32, errors: Int32)
    }

    package func send(_ signal: Int32) {
        _ = kill(id, signal)
    }

    /// The status as a shell gives it, 128 and the signal's number for one that a signal ended;
    /// `nil` while it runs. Asked again after its end, it is `nil` too.
    package func reap() -> Int32? {
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) == id else { return nil }
        return Self.shellStatus(status)
    }

    /// Waits for the end, whenever it comes.
    package func waitForEnd() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1 {
            if errno != EINTR { return -1 }
        }
        return Self.shellStatus(status)
    }

    private static func shellStatus(_ status: Int32) -> Int32 {
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }
}

/// Why a test can't go on; the sentence says what was seen.
package struct Failure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

/// What the system says of an error's number.
func errorText(_ error: Int32 = errno) -> String {
    guard let text = strerror(error) else { return "error \(error)" }
    return String(cString: text)
}

/// Seconds on a clock that never goes back.
package func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// A null-terminated array of C strings that lives as long as this object.
private final class CStrings {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ strings: [String]) {
        count = strings.count
        pointers = .allocate(capacity: count + 1)
        for (index, string) in strings.enumerated() { pointers[index] = strdup(string) }
        pointers[count] = nil
    }

    deinit {
        for index in 0..<count { free(pointers[index]) }
        pointers.deallocate()
    }
}

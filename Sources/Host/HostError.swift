import Glibc

/// What the operating system refused.
package enum HostError: Error, Equatable, CustomStringConvertible {
    /// A system call failed: what was tried, on what, and its `errno`.
    case failed(String, on: String, errno: Int32)
    /// No such program on the `PATH`.
    case noProgram(String)
    /// The program is there and can't be run.
    case notExecutable(String)
    /// Somebody else listens on this socket.
    case socketInUse(String)

    package var description: String {
        switch self {
        case .failed(let what, let object, let code):
            "can't \(what)\(object.isEmpty ? "" : " '\(object)'"): \(String(cString: strerror(code)))"
        case .noProgram(let name): "no program '\(name)' on the PATH"
        case .notExecutable(let name): "'\(name)' can't be executed"
        case .socketInUse(let path): "another process listens on '\(path)'"
        }
    }

    /// The present `errno` as an error.
    static func current(_ what: String, on object: String = "") -> HostError {
        .failed(what, on: object, errno: errno)
    }
}

/// Runs a system call again for as long as signals interrupt it.
func retrying<T: FixedWidthInteger>(_ call: () -> T) -> T {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}

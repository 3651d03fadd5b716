import Glibc

/// A program without a terminal, run to its end.
package struct Command: Sendable {
    package var words: [String]
    /// All of its environment.
    package var environment: [String: String]
    package var directory: String?
    /// What it reads; `nil` for nothing at all.
    package var input: String?

    package init(
        _ words: [String], environment: [String: String], directory: String? = nil,
        input: String? = nil
    ) {
        self.words = words
        self.environment = environment
        self.directory = directory
        self.input = input
    }

    /// What came out of it.
    package struct Result: Sendable, CustomStringConvertible {
        /// As a shell gives it.
        package let status: Int32
        package let output: String
        package let errors: String

        /// Output's lines, without empty ones.
        package var lines: [String] { output.split(separator: "\n").map(String.init) }

        package var description: String { "status \(status)\n\(output)\n\(errors)" }
    }

    /// - Throws: `Failure` when it can't be started, or isn't over within `seconds`.
    package func run(within seconds: Double = 60) throws -> Result {
        // Files rather than pipes: nothing can fill up, and a child that stays can't hold us.
        let output = try TemporaryFile()
        let errors = try TemporaryFile()
        let given = try TemporaryFile(holding: input ?? "")
        let process = try Started(
            words, environment: environment, directory: directory,
            descriptors: .open(
                input: given.descriptor, output: output.descriptor, errors: errors.descriptor))
        let deadline = monotonicSeconds() + seconds
        while true {
            if let status = process.reap() {
                return Result(
                    status: status, output: try output.text(), errors: try errors.text())
            }
            guard monotonicSeconds() < deadline else {
                process.send(SIGKILL)
                _ = process.waitForEnd()
                throw Failure("\(words) isn't over after \(seconds) s: \(try errors.text())")
            }
            poll(nil, 0, 2)
        }
    }
}

/// A file without a name.
private final class TemporaryFile {
    let descriptor: Int32

    init(holding text: String = "") throws {
        // Linux: O_TMPFILE, which the Glibc module doesn't show.
        let withoutName: Int32 = 0o20_200_000
        descriptor = open("/tmp", withoutName | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure("no temporary file: \(errorText())") }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Failure("can't write: \(errorText())") }
            rest = rest.dropFirst(count)
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    deinit { close(descriptor) }

    func text() throws -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = buffer.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, $0.count, off_t(bytes.count))
            }
            guard count >= 0 else { throw Failure("can't read: \(errorText())") }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }
}

/// The words of one run of a container tool: what to start, and nothing about how.
package struct Invocation: Equatable, Sendable {
    /// The program and its arguments, `docker` or `podman` first.
    package var words: [String]
    /// What it reads on standard input; `nil` for nothing at all.
    package var input: [UInt8]?

    package init(_ words: [String], input: [UInt8]? = nil) {
        self.words = words
        self.input = input
    }
}

/// How a run of a tool ended, with all that it said. A status other than 0 is an answer.
package struct Answer: Equatable, Sendable {
    /// The exit status as a shell gives it: 128 and the signal's number for a killed tool.
    package var status: Int32
    package var output: [UInt8]
    package var errors: [UInt8]

    package init(status: Int32, output: [UInt8] = [], errors: [UInt8] = []) {
        self.status = status
        self.output = output
        self.errors = errors
    }

    /// Standard output as text, ill-formed UTF-8 replaced.
    package var text: String { String(decoding: output, as: UTF8.self) }
    /// Standard error as text, ill-formed UTF-8 replaced.
    package var errorText: String { String(decoding: errors, as: UTF8.self) }
}

import Glibc
import Support
import Terminal

/// A program on a pseudo-terminal, and the fastest terminal that there can be around it: it reads,
/// looks for one byte sequence, and answers where the cursor is.
final class Line {
    let way: String
    let process: Started
    private let terminal: PseudoTerminal
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    /// The end of what was read last, in which the begin of a sequence may be.
    private var tail: [UInt8] = []

    init(
        _ way: String, _ words: [String], size: Size, environment: [String: String],
        directory: String
    ) throws {
        self.way = way
        terminal = try PseudoTerminal(size: size)
        descriptor = terminal.descriptor
        process = try Started(
            words, environment: environment, directory: directory,
            descriptors: .terminal(terminal.path))
    }

    func type(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else {
            throw Failure("\(way) takes no keys")
        }
    }

    /// Waits until some bytes were printed after now; seconds on the monotonic clock.
    @discardableResult
    func wait(for text: String, within seconds: Double = 60) throws -> Double {
        let wanted = Array(text.utf8)
        let deadline = monotonicSeconds() + seconds
        tail = []
        while monotonicSeconds() < deadline {
            if try read(for: 1000, wanted) { return monotonicSeconds() }
        }
        let last = String(decoding: tail, as: UTF8.self).debugDescription
        throw Failure("\(way) printed no '\(text)' within \(seconds) s, but \(last) at last")
    }

    /// Reads until nothing came for a while, or for two seconds where there is no end of it.
    func settle(_ milliseconds: Int32 = 400) throws {
        let deadline = monotonicSeconds() + 2
        while isReadable(milliseconds), monotonicSeconds() < deadline { _ = try read(for: 0, [0]) }
    }

    /// Reads on for a time.
    func watch(for seconds: Double) throws {
        let deadline = monotonicSeconds() + seconds
        while monotonicSeconds() < deadline { _ = try read(for: 10, [0]) }
    }

    /// Types a line and waits for the prompt after it.
    func run(_ line: String, within seconds: Double = 60) throws {
        try type(line)
        try settle(100)
        try type("\r")
        try wait(for: Self.prompt, within: seconds)
        try settle(100)
    }

    /// The prompt, a byte that nothing else prints.
    static let prompt = "%"

    func finish() throws {
        try type("exit\r")
        let deadline = monotonicSeconds() + 30
        while monotonicSeconds() < deadline {
            if process.reap() != nil { return }
            // A terminal that nobody reads keeps a program from ending.
            if isReadable(50) { _ = try? read(for: 0, [0]) }
        }
        process.send(SIGKILL)
        throw Failure("\(way) doesn't end")
    }

    private func isReadable(_ milliseconds: Int32) -> Bool {
        var interest = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&interest, 1, milliseconds) > 0 && interest.revents & Int16(POLLIN) != 0
    }

    /// Reads once; whether the wanted bytes came.
    private func read(for milliseconds: Int32, _ wanted: [UInt8]) throws -> Bool {
        guard milliseconds == 0 || isReadable(milliseconds) else { return false }
        let count = buffer.withUnsafeMutableBytes {
            Glibc.read(descriptor, $0.baseAddress, $0.count)
        }
        guard count > 0 else { throw Failure("\(way) has ended") }
        if Self.query.count > 1, finds(Self.query, count) { try type("\u{1B}[1;1R") }
        let found = finds(wanted, count)
        tail = Array(buffer[max(0, count - 80)..<count])
        return found
    }

    private static let query = Array("\u{1B}[6n".utf8)

    /// Whether bytes stand in what was read, or begin in what was read before.
    private func finds(_ wanted: [UInt8], _ count: Int) -> Bool {
        if wanted.count > 1, !tail.isEmpty {
            let border = tail.suffix(wanted.count - 1) + buffer[..<min(count, wanted.count - 1)]
            if Array(border).contains(bytes: wanted) { return true }
        }
        return buffer.withUnsafeBytes { all in
            guard let base = all.baseAddress else { return false }
            var at = 0
            while at < count,
                let found = memchr(base + at, Int32(wanted[0]), count - at)
            {
                at = base.distance(to: UnsafeRawPointer(found))
                if at + wanted.count <= count,
                    all[at..<at + wanted.count].elementsEqual(wanted)
                {
                    return true
                }
                at += 1
            }
            return false
        }
    }
}

import Glibc

/// An open file descriptor and its only owner: it closes with it.
package struct Descriptor: ~Copyable {
    package let number: Int32

    /// Takes over a descriptor that is open and owned by nobody else.
    package init(owning number: Int32) { self.number = number }

    deinit { close(number) }

    /// What one read brought.
    package enum Chunk: Equatable {
        case bytes(Int)
        /// Nothing is there now.
        case nothing
        /// The other side is gone, and all that it wrote was read.
        case end
    }

    /// Reads what is there, at most the buffer's size. A terminal whose other side closed ends.
    package borrowing func read(into buffer: inout [UInt8]) throws -> Chunk {
        try Self.read(number, into: &buffer)
    }

    /// The same for a descriptor that is owned elsewhere, such as standard input.
    package static func read(_ number: Int32, into buffer: inout [UInt8]) throws -> Chunk {
        let count = buffer.withUnsafeMutableBytes { space in
            retrying { Glibc.read(number, space.baseAddress, space.count) }
        }
        if count > 0 { return .bytes(count) }
        if count == 0 { return .end }
        switch errno {
        case EAGAIN: return .nothing
        case EIO: return .end
        default: throw HostError.current("read")
        }
    }

    /// Whether something can be read, or the other side is gone, before this time on the clock that
    /// never goes back.
    package static func waitForInput(_ number: Int32, until deadline: Double) -> Bool {
        while true {
            let rest = deadline - Clock.monotonic
            guard rest > 0 else { return false }
            var polled = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
            if poll(&polled, 1, Int32((rest * 1000).rounded(.up))) > 0 { return true }
        }
    }

    borrowing func makeNonBlocking() throws {
        let flags = fcntl(number, F_GETFL)
        guard flags >= 0, fcntl(number, F_SETFL, flags | O_NONBLOCK) == 0 else {
            throw HostError.current("make a descriptor non-blocking")
        }
    }
}

/// Bytes on their way out of a descriptor that takes only so much at a time.
package struct OutboundQueue {
    private(set) var bytes: [UInt8] = []
    private var sent = 0

    /// A reader that goes away fails the write; without this it would kill the process. Programs
    /// that are started get the signal back.
    private static let brokenPipesAreErrors: Void = { signal(SIGPIPE, SIG_IGN) }()

    package init() { Self.brokenPipesAreErrors }

    package var isEmpty: Bool { sent == bytes.count }

    /// How many bytes wait.
    package var count: Int { bytes.count - sent }

    package mutating func append(_ more: [UInt8]) {
        if isEmpty {
            bytes = more
            sent = 0
        } else {
            bytes.append(contentsOf: more)
        }
    }

    /// Writes as much as the descriptor takes now; it must not block.
    ///
    /// - Returns: `false` when nobody will ever read it: the other side is gone.
    package mutating func flush(to number: Int32) -> Bool {
        while !isEmpty {
            let count = bytes.withUnsafeBytes { all in
                retrying { write(number, all.baseAddress.map { $0 + sent }, all.count - sent) }
            }
            guard count >= 0 else {
                guard errno == EAGAIN else { return false }
                dropSent()
                return true
            }
            sent += count
        }
        bytes.removeAll(keepingCapacity: true)
        sent = 0
        return true
    }

    /// A queue that never runs empty must not keep all that it ever sent. Waiting until half of it
    /// is sent moves each byte once at most.
    private mutating func dropSent() {
        guard sent > bytes.count / 2 else { return }
        bytes.removeFirst(sent)
        sent = 0
    }
}

/// The process's own standard descriptors, unbuffered.
package enum Standard {
    /// Writes all bytes, waiting for as long as it takes. What can't be written is dropped.
    package static func write(_ bytes: [UInt8], to number: Int32) {
        var queue = OutboundQueue()
        queue.append(bytes)
        while queue.flush(to: number), !queue.isEmpty {
            var polled = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
            poll(&polled, 1, -1)
        }
    }
}

import CHost
import Glibc

/// A unix socket that answers processes of the same user.
package struct SocketServer: ~Copyable {
    private let listener: Descriptor
    private let path: String

    /// Listens at a path in a folder of ours. A socket whose owner is gone is replaced.
    ///
    /// - Throws: `HostError.socketInUse` when somebody answers there.
    package init(path: String) throws {
        let listener = try UnixAddress.socket()
        let number = listener.number
        if access(path, F_OK) == 0 {
            if (try? SocketConnection(path: path)) != nil { throw HostError.socketInUse(path) }
            unlink(path)
        }
        // Linux gives the file the socket's own mode; umask would be the whole process'.
        guard fchmod(number, 0o600) == 0,
            try UnixAddress.with(path, { bind(number, $0, $1) }) == 0,
            listen(number, 8) == 0
        else { throw HostError.current("listen on", on: path) }
        try listener.makeNonBlocking()
        self.listener = listener
        self.path = path
    }

    deinit { unlink(path) }

    /// For the loop.
    package var descriptor: Int32 { listener.number }

    /// The next connection of a process of this user; `nil` when there is none now.
    package func accept() throws -> SocketConnection? {
        let number = Glibc.accept(listener.number, nil, nil)
        guard number >= 0 else { return nil }
        let descriptor = Descriptor(owning: number)
        guard paks_peer_uid(number) == Int32(bitPattern: getuid()) else { return nil }
        try descriptor.makeNonBlocking()
        return SocketConnection(descriptor)
    }
}

/// One end of a connected unix socket that carries lines.
package struct SocketConnection: ~Copyable {
    private let descriptor: Descriptor
    private var outbound = OutboundQueue()

    init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

    /// Connects to a server; reads and writes block.
    package init(path: String) throws {
        let descriptor = try UnixAddress.socket()
        let number = descriptor.number
        guard try UnixAddress.with(path, { connect(number, $0, $1) }) == 0 else {
            throw HostError.current("connect to", on: path)
        }
        self.descriptor = descriptor
    }

    /// For the loop.
    package var number: Int32 { descriptor.number }

    package func read(into buffer: inout [UInt8]) throws -> Descriptor.Chunk {
        try descriptor.read(into: &buffer)
    }

    /// Whether something can be read, or the other side is gone, before so many seconds are over.
    package func waitForInput(within seconds: Double) -> Bool {
        Descriptor.waitForInput(number, until: Clock.monotonic + seconds)
    }

    /// - Returns: `false` when the other side is gone.
    @discardableResult
    package mutating func send(_ bytes: [UInt8]) -> Bool {
        outbound.append(bytes)
        return outbound.flush(to: descriptor.number)
    }
}

/// Addresses of unix sockets, of any length: what `sun_path` can't hold goes by the folder's
/// descriptor in `/proc`.
private enum UnixAddress {
    static func socket() throws -> Descriptor {
        let number = Glibc.socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw HostError.current("make a socket") }
        return Descriptor(owning: number)
    }

    static func with(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        if path.utf8.count < capacity { return call(path, &address, body) }
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let folder = Descriptor(
            owning: open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        guard folder.number >= 0 else { throw HostError.current("open", on: path) }
        return call("/proc/self/fd/\(folder.number)\(path[slash...])", &address, body)
    }

    private static func call(
        _ path: String, _ address: inout sockaddr_un,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

/// Cuts a stream into lines of a bounded length.
package struct LineReader {
    private var pending: [UInt8] = []
    private let limit: Int

    /// - Parameter limit: bytes; the rest of a longer line is dropped.
    package init(limit: Int = 64 << 20) { self.limit = limit }

    /// The lines that these bytes complete, without their ends.
    package mutating func lines(_ bytes: ArraySlice<UInt8>) -> [[UInt8]] {
        var complete: [[UInt8]] = []
        var rest = bytes
        while let end = rest.firstIndex(of: 0x0a) {
            complete.append(Array((pending + rest[..<end]).prefix(limit)))
            pending = []
            rest = rest[(end + 1)...]
        }
        pending += rest.prefix(max(0, limit - pending.count))
        return complete
    }
}

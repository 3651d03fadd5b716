import CHost
import Glibc

/// A pseudo-terminal with a program on it, seen from the side of the one who drives it.
package struct Pty: ~Copyable {
    private let master: Descriptor
    package let process: Process
    private var outbound = OutboundQueue()

    /// Starts a program as the leader of a session of its own whose terminal this is.
    ///
    /// - Throws: `HostError.noProgram`, `.notExecutable`, or what the system refused.
    package init(_ program: Program, columns: Int, rows: Int) throws {
        let number = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard number >= 0 else { throw HostError.current("open a pseudo-terminal") }
        let master = Descriptor(owning: number)
        var name = [CChar](repeating: 0, count: 128)
        guard grantpt(number) == 0, unlockpt(number) == 0,
            ptsname_r(number, &name, name.count) == 0
        else { throw HostError.current("open a pseudo-terminal") }
        try master.makeNonBlocking()
        Self.setSize(number, columns: columns, rows: rows)
        let directory = program.directory
        let id = try program.start { process, path, arguments, environment in
            arguments.withUnsafeBufferPointer { arguments in
                environment.withUnsafeBufferPointer { environment in
                    guard let first = arguments.baseAddress, let variables = environment.baseAddress
                    else { return EINVAL }
                    return paks_spawn_on_terminal(
                        process, path, first, variables, name, directory)
                }
            }
        }
        self.master = master
        process = Process(id: id)
    }

    /// For the loop.
    package var descriptor: Int32 { master.number }

    /// Reads what the program printed. `.end` when no process has the terminal open any more.
    package func read(into buffer: inout [UInt8]) throws -> Descriptor.Chunk {
        try master.read(into: &buffer)
    }

    /// Types bytes; what the terminal doesn't take now waits for `flush`.
    package mutating func send(_ bytes: [UInt8]) {
        outbound.append(bytes)
        flush()
    }

    package mutating func flush() {
        if !outbound.flush(to: master.number) { outbound = OutboundQueue() }
    }

    /// Bytes wait until the terminal takes more.
    package var wantsWrite: Bool { !outbound.isEmpty }

    /// How many bytes wait.
    package var waiting: Int { outbound.count }

    /// The program gets a SIGWINCH if this changes anything.
    package func resize(columns: Int, rows: Int) {
        Self.setSize(master.number, columns: columns, rows: rows)
    }

    private static func setSize(_ number: Int32, columns: Int, rows: Int) {
        var size = winsize()
        size.ws_col = UInt16(clamping: columns)
        size.ws_row = UInt16(clamping: rows)
        _ = ioctl(number, UInt(TIOCSWINSZ), &size)
    }
}

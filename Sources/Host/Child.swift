import CHost
import Glibc

/// A program with a pipe on each of its standard descriptors.
package struct Child: ~Copyable {
    package let process: Process
    private var input: Descriptor?
    private let output: Descriptor
    private let errors: Descriptor
    private var outbound = OutboundQueue()

    package init(_ program: Program) throws {
        let inward = try Pipe()
        let outward = try Pipe()
        let complaints = try Pipe()
        try inward.writing.makeNonBlocking()
        try outward.reading.makeNonBlocking()
        try complaints.reading.makeNonBlocking()
        process = try Self.spawn(
            program, inward.reading.number, outward.writing.number, complaints.writing.number)
        input = inward.takeWriting()
        output = outward.takeReading()
        errors = complaints.takeReading()
    }

    /// For the loop.
    package var outputDescriptor: Int32 { output.number }
    /// For the loop.
    package var errorsDescriptor: Int32 { errors.number }

    package func readOutput(into buffer: inout [UInt8]) throws -> Descriptor.Chunk {
        try output.read(into: &buffer)
    }

    package func readErrors(into buffer: inout [UInt8]) throws -> Descriptor.Chunk {
        try errors.read(into: &buffer)
    }

    /// Writes to its standard input; what the pipe doesn't take now goes with the next `send`.
    package mutating func send(_ bytes: [UInt8]) {
        guard let number = input?.number else { return }
        outbound.append(bytes)
        if !outbound.flush(to: number) { closeInput() }
    }

    package mutating func closeInput() { input = nil }

    /// How a program ended, with all that it said.
    package struct Ended: Equatable, Sendable {
        package var status: Int32
        package var output: [UInt8]
        package var errors: [UInt8]
    }

    /// Runs a program to its end, reading both of its pipes as it writes.
    package static func runToEnd(_ program: Program, input: [UInt8]?) throws -> Ended {
        var child = try Child(program)
        var pending = OutboundQueue()
        if let input { pending.append(input) }
        if pending.isEmpty { child.closeInput() }
        var collected: [[UInt8]] = [[], []]
        var open = [true, true]
        var buffer = [UInt8](repeating: 0, count: 65536)
        while open[0] || open[1] {
            var polled = [
                pollfd(fd: open[0] ? child.output.number : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: open[1] ? child.errors.number : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: child.input?.number ?? -1, events: Int16(POLLOUT), revents: 0),
            ]
            guard retrying({ poll(&polled, 3, -1) }) >= 0 else { throw HostError.current("poll") }
            if polled[2].revents != 0, let number = child.input?.number {
                if !pending.flush(to: number) || pending.isEmpty { child.closeInput() }
            }
            for side in 0...1 where polled[side].revents != 0 {
                let chunk =
                    try side == 0
                    ? child.readOutput(into: &buffer) : child.readErrors(into: &buffer)
                switch chunk {
                case .bytes(let count): collected[side] += buffer[..<count]
                case .nothing: break
                case .end: open[side] = false
                }
            }
        }
        return Ended(status: child.process.wait(), output: collected[0], errors: collected[1])
    }

    /// Runs a program to its end on this process's own standard descriptors.
    package static func runInForeground(_ program: Program) throws -> Int32 {
        try spawn(program, 0, 1, 2).wait()
    }

    private static func spawn(_ program: Program, _ input: Int32, _ output: Int32, _ errors: Int32)
        throws -> Process
    {
        let directory = program.directory
        return Process(
            id: try program.start { process, path, arguments, environment in
                arguments.withUnsafeBufferPointer { arguments in
                    environment.withUnsafeBufferPointer { environment in
                        guard let first = arguments.baseAddress,
                            let variables = environment.baseAddress
                        else { return EINVAL }
                        return paks_spawn(
                            process, path, first, variables, directory, input, output, errors)
                    }
                }
            })
    }
}

/// Both ends of a pipe(7), closed in programs that this process starts.
private struct Pipe: ~Copyable {
    let reading: Descriptor
    let writing: Descriptor

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw HostError.current("make a pipe") }
        reading = Descriptor(owning: ends[0])
        writing = Descriptor(owning: ends[1])
    }

    consuming func takeReading() -> Descriptor { reading }
    consuming func takeWriting() -> Descriptor { writing }
}

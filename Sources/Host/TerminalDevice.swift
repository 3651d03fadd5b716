import CHost
import Glibc

/// The user's terminal: its modes, its size, and bytes on their way to it.
package struct TerminalDevice: ~Copyable {
    private let input: Int32
    /// A description of our own, so that non-blocking mode stays ours.
    private let output: Descriptor
    private let original: termios
    private var outbound = OutboundQueue()
    private var isRaw = false

    /// Takes the terminal on standard input; `nil` if standard input or output isn't one.
    package init?() {
        var modes = termios()
        guard isatty(1) == 1, tcgetattr(0, &modes) == 0, let name = ttyname(1) else { return nil }
        // Under su and the like the device belongs to somebody else, but it is still ours to use.
        let flags = O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC
        let named = open(name, flags)
        let number = named >= 0 ? named : open("/dev/tty", flags)
        guard number >= 0 else { return nil }
        input = 0
        output = Descriptor(owning: number)
        original = modes
    }

    deinit {
        if isRaw {
            var modes = original
            tcsetattr(input, TCSADRAIN, &modes)
        }
    }

    package var inputDescriptor: Int32 { input }
    package var outputDescriptor: Int32 { output.number }

    /// The size in cells; `nil` when the terminal doesn't know.
    package var size: (columns: Int, rows: Int)? {
        var size = winsize()
        guard ioctl(output.number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Hands over every key as it is typed (POSIX termios, `cfmakeraw`).
    package mutating func makeRaw() throws {
        var modes = original
        cfmakeraw(&modes)
        guard tcsetattr(input, TCSADRAIN, &modes) == 0 else {
            throw HostError.current("set the terminal's modes")
        }
        isRaw = true
    }

    /// Gives the terminal back the modes that it came with.
    package mutating func restore() {
        var modes = original
        tcsetattr(input, TCSADRAIN, &modes)
        isRaw = false
    }

    /// Sends bytes; what the terminal doesn't take now waits for `flush`.
    ///
    /// - Returns: `false` when the terminal is gone.
    @discardableResult
    package mutating func send(_ bytes: [UInt8]) -> Bool {
        outbound.append(bytes)
        return flush()
    }

    @discardableResult
    package mutating func flush() -> Bool { outbound.flush(to: output.number) }

    package var wantsWrite: Bool { !outbound.isEmpty }

    /// How many bytes wait.
    package var waiting: Int { outbound.count }

    /// Sends all that waits, for `seconds` at most: a terminal that is stopped takes nothing.
    package mutating func drain(within seconds: Double) {
        let deadline = Clock.monotonic + seconds
        while wantsWrite, Clock.monotonic < deadline {
            var polled = pollfd(fd: output.number, events: Int16(POLLOUT), revents: 0)
            poll(&polled, 1, 50)
            if !flush() { return }
        }
    }

    /// From now on a crash writes these bytes and puts the modes back (``disarmCrash()`` ends it).
    package func armCrash(restoring bytes: [UInt8]) throws {
        var modes = original
        let armed = bytes.withUnsafeBytes { space in
            guard let base = space.bindMemory(to: CChar.self).baseAddress else { return Int32(0) }
            return paks_crash_arm(output.number, &modes, base, space.count)
        }
        if armed != 0 { throw HostError.current("watch for crashes") }
    }

    package func disarmCrash() { paks_crash_disarm() }
}

import Glibc
package import Terminal

/// The two ends of a pseudo-terminal: this one is the terminal, `path` is what a program opens.
package final class PseudoTerminal: @unchecked Sendable {
    package let path: String
    /// Closed once, by `close` or at the end; nothing reads it after.
    package private(set) var descriptor: Int32

    package init(size: Size) throws {
        descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure("no pseudo-terminal: \(errorText())") }
        var locked: Int32 = 0
        var number: Int32 = 0
        guard ioctl(descriptor, Self.setLock, &locked) == 0,
            ioctl(descriptor, Self.getNumber, &number) == 0
        else { throw Failure("no pseudo-terminal: \(errorText())") }
        path = "/dev/pts/\(number)"
        resize(to: size)
    }

    deinit { close() }

    /// Hangs up, as a terminal does whose window is closed.
    func close() {
        if descriptor >= 0 { _ = Glibc.close(descriptor) }
        descriptor = -1
    }

    func resize(to size: Size) {
        var window = winsize(
            ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &window)
    }

    /// The line discipline's state, as `stty` would print it.
    package var attributes: Attributes {
        var state = termios()
        tcgetattr(descriptor, &state)
        return Attributes(state)
    }

    /// What `tcgetattr` tells, without the speed of a line that isn't there.
    package struct Attributes: Equatable, Sendable, CustomStringConvertible {
        package let input, output, control, local: UInt32
        package let characters: [UInt8]

        init(_ state: termios) {
            input = state.c_iflag
            output = state.c_oflag
            control = state.c_cflag
            local = state.c_lflag
            characters = withUnsafeBytes(of: state.c_cc) { Array($0) }
        }

        package var isRaw: Bool { local & UInt32(ICANON | ECHO) == 0 }

        package var description: String {
            "input \(input) output \(output) control \(control) local \(local) "
                + "characters \(characters)"
        }
    }

    /// Linux: TIOCSPTLCK and TIOCGPTN.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430
}

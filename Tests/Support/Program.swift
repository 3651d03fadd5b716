import Glibc
package import Terminal

/// A program on a pseudo-terminal, with paks' own `Screen` as the terminal around it.
///
/// A thread reads what the program prints and answers its questions, so that the program never
/// waits for the test. Waiting is for a predicate with a deadline, never for a time.
package final class Program: @unchecked Sendable {
    package let process: Started
    private let terminal: PseudoTerminal
    private let monitor = Monitor()
    /// Guarded by the monitor, as is all below.
    private var screen: Screen
    private var bytes: [UInt8] = []
    private var isOpen = true
    private var status: Int32?
    private var reader: pthread_t?
    /// The line discipline and the picture before the program had them.
    package let attributesBefore: PseudoTerminal.Attributes
    package let pictureBefore: Picture

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - words: the program and its arguments.
    ///   - size: the terminal's size.
    ///   - environment: all of the program's environment.
    ///   - directory: where it starts.
    package init(
        _ words: [String], size: Size, environment: [String: String], directory: String? = nil
    ) throws {
        terminal = try PseudoTerminal(size: size)
        screen = Screen(size: size, scrollback: 1000)
        attributesBefore = terminal.attributes
        pictureBefore = Picture(screen)
        process = try Started(
            words, environment: environment, directory: directory,
            descriptors: .terminal(terminal.path))
        reader = try startThread { self.read() }
    }

    // MARK: The keyboard

    /// Writes text as the keyboard's bytes.
    package func type(_ text: String) { type(Array(text.utf8)) }

    package func type(_ input: [UInt8]) {
        var rest = input[...]
        while !rest.isEmpty, terminal.descriptor >= 0 {
            let count = rest.withUnsafeBytes {
                write(terminal.descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno != EINTR, errno != EAGAIN { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// Presses keys one after the other.
    package func press(_ keys: Press...) {
        for key in keys { type(key.bytes(modes: picture.modes)) }
    }

    /// Types a line as a person does: Enter comes when the line stands on the screen.
    package func enter(_ line: String) throws {
        try waitFor("a prompt") { $0.isAtPrompt }
        type(line)
        // A line that is longer than the row ends on one that holds nothing but its end.
        let end = String(line.suffix(12)).trimmingBlanks()
        try waitFor("the echo of '\(line)'") { picture in
            let shown = picture.beforeCursor
            // One that fills its row leaves the cursor on the next.
            if shown.isEmpty, picture.cursor.row > 0 {
                return picture.rows[picture.cursor.row - 1].contains(end)
            }
            return shown.hasSuffix(end) || !shown.isEmpty && line.hasSuffix(shown)
        }
        press(.enter)
    }

    /// Pastes, in brackets if the program asked for them.
    package func paste(_ text: String) {
        type(picture.modes.bracketedPaste ? "\u{1b}[200~\(text)\u{1b}[201~" : text)
    }

    /// Drags the window to another size.
    package func resize(to size: Size) {
        monitor.locked { screen.resize(to: size) }
        terminal.resize(to: size)
    }

    /// Closes the window; the kernel tells the program by SIGHUP.
    package func hangUp() { monitor.locked { isOpen = false } }

    package func send(_ signal: Int32) { process.send(signal) }

    // MARK: The screen

    package var picture: Picture { monitor.locked { Picture(screen) } }

    /// Every look of the screen, or of the part at its top left.
    package func drawing(topLeft part: Size? = nil) -> Drawing {
        let whole = monitor.locked { Drawing(screen) }
        return part.map { whole.topLeft($0) } ?? whole
    }

    /// Every byte that was printed so far.
    package var output: [UInt8] { monitor.locked { bytes } }

    /// Whether some text was ever printed in one piece.
    package func everPrinted(_ text: String) -> Bool {
        output.contains(bytes: Array(text.utf8))
    }

    package var attributes: PseudoTerminal.Attributes { terminal.attributes }

    /// Waits until the screen is as described, and gives that picture.
    ///
    /// - Throws: `Failure` with the last picture when it isn't so within `seconds`, or when the
    ///   program ended first.
    @discardableResult
    package func waitFor(
        _ description: String, within seconds: Double = 30, _ predicate: (Picture) -> Bool
    ) throws -> Picture {
        let deadline = monotonicSeconds() + seconds
        while true {
            let (now, count, ended) = monitor.locked { (Picture(screen), bytes.count, status) }
            // Nobody sees a frame before its end.
            if !now.modes.synchronizedOutput, predicate(now) { return now }
            if let ended {
                throw Failure("the program ended (\(ended)) before \(description):\n\(now)")
            }
            guard monotonicSeconds() < deadline else {
                throw Failure("no \(description) within \(seconds) s:\n\(now)")
            }
            monitor.wait(until: deadline) { bytes.count != count || status != nil }
        }
    }

    /// Waits until nothing has been printed for so many seconds.
    package func waitForSilence(of seconds: Double = 0.15, within limit: Double = 20) throws {
        let deadline = monotonicSeconds() + limit
        while true {
            let count = monitor.locked { bytes.count }
            monitor.wait(until: monotonicSeconds() + seconds) { bytes.count != count }
            if monitor.locked({ bytes.count == count }) { return }
            guard monotonicSeconds() < deadline else {
                throw Failure("it goes on printing after \(limit) s:\n\(picture)")
            }
        }
    }

    /// Waits until more was printed than so many bytes.
    package func waitForOutput(beyond count: Int, within seconds: Double = 10) throws {
        let deadline = monotonicSeconds() + seconds
        monitor.wait(until: deadline) { bytes.count > count || status != nil }
        guard monitor.locked({ bytes.count }) > count else { throw Failure("no more output") }
    }

    /// Waits for the end and gives the status as a shell does.
    @discardableResult
    package func waitForEnd(within seconds: Double = 30) throws -> Int32 {
        let deadline = monotonicSeconds() + seconds
        monitor.wait(until: deadline) { status != nil }
        guard let ended = monitor.locked({ status }) else {
            throw Failure("it hasn't ended within \(seconds) s:\n\(picture)")
        }
        return ended
    }

    package var hasEnded: Bool { monitor.locked { status != nil } }

    /// Ends it whatever it does, and waits until it is gone.
    package func stop() {
        if !hasEnded { process.send(SIGKILL) }
        monitor.wait(until: monotonicSeconds() + 10) { status != nil }
    }

    // MARK: The reader's thread

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while monitor.locked({ isOpen }) {
            if readOnce(into: &buffer) { continue }
            guard let ended = process.reap() else { continue }
            // What it printed last is on the screen before its end is told.
            while readOnce(into: &buffer) {}
            return monitor.change { status = ended }
        }
        terminal.close()
        let ended = process.waitForEnd()
        monitor.change { status = ended }
    }

    /// Waits for output for a moment; false when none came.
    private func readOnce(into buffer: inout [UInt8]) -> Bool {
        var interest = pollfd(fd: terminal.descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&interest, 1, 20) > 0 else { return false }
        guard interest.revents & Int16(POLLIN) != 0 else {
            // Nobody has the other end open, which may change: a shell starts its programs so.
            poll(nil, 0, 5)
            return false
        }
        let count = buffer.withUnsafeMutableBytes {
            Glibc.read(terminal.descriptor, $0.baseAddress, $0.count)
        }
        guard count > 0 else { return false }
        take(buffer[..<count])
        return true
    }

    private func take(_ input: ArraySlice<UInt8>) {
        let replies = monitor.change {
            bytes += input
            Array(input).withUnsafeBufferPointer { screen.feed(Span(_unsafeElements: $0)) }
            _ = screen.takeEvents()
            return screen.takeReplies()
        }
        if !replies.isEmpty { type(replies) }
    }
}

extension [UInt8] {
    /// Whether the other bytes stand in these, in one piece.
    package func contains(bytes other: [UInt8]) -> Bool {
        guard let first = other.first, count >= other.count else { return other.isEmpty }
        return indices.dropLast(other.count - 1).contains {
            self[$0] == first && self[$0..<$0 + other.count].elementsEqual(other)
        }
    }
}

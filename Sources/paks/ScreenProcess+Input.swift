import Containers
import Curses
import Glibc
import Host
import Panes
import Terminal

// What comes in: from the keyboard, the shell, the session's socket, and as signals.
extension ScreenProcess where F: ~Copyable {
    mutating func readKeyboard() {
        switch (try? Descriptor.read(device.inputDescriptor, into: &buffer)) ?? .end {
        case .nothing: return
        case .end: leaving = .terminated
        case .bytes(let count):
            isTyping = true
            take(decoder.decode(buffer[..<count]))
            isTyping = false
        }
        loop.setTimer(Awaited.fragment.number, after: decoder.isPending ? Self.fragmentDelay : nil)
    }

    mutating func take(_ inputs: [Input]) {
        for input in inputs { handle(.input(input)) }
    }

    mutating func readShell() {
        // The front gets a view of the bytes, so they can't be a part of self meanwhile.
        var chunk: [UInt8] = []
        swap(&chunk, &buffer)
        defer { swap(&chunk, &buffer) }
        // A pseudo-terminal gives 4 KiB a read; more of them a turn spare polls in a flood, and the
        // bound keeps the keyboard alive in it.
        var now = Clock.monotonic
        let end = now + pace.turn(at: now)
        while now < end {
            switch (try? shell.read(into: &chunk)) ?? .end {
            case .nothing: return
            case .end:
                loop.unwatch(Awaited.shell.number)
                let status = shell.process.wait()
                leaving = .shellEnded(status)
                return handle(.shellEnded(status: status))
            case .bytes(let count):
                hasPrinted = true
                if !hasStarted, front.isStarting { preamble += chunk[..<min(count, 4096)] }
                let effects = front.receive(
                    chunk.span.extracting(0..<count), at: now)
                pace.printed(count, at: now, isEchoOut: front.isEchoOut)
                perform(effects)
                now = Clock.monotonic
                if pace.isDue(at: now) { return }
                if let rest = pace.rest(after: count, at: now) {
                    return self.rest(for: rest)
                }
            }
        }
    }

    mutating func readClient(_ id: ClientID) {
        guard let questions = door.read(id) else {
            loop.unwatch(Awaited.client(id).number)
            return handle(.gone(id))
        }
        for question in questions {
            switch question {
            case .shell(let request): handle(.request(id, request))
            case .directory:
                door.answer(
                    id, .object([.init("directory", front.directory.map { .string($0) } ?? .null)]))
            case .takeOver:
                door.answer(
                    id, .object([.init("sequence", .number(String(front.lastSequence)))]))
                isTakenOver = true
                leaving = .detach
            }
        }
    }

    mutating func take(signal number: Int32) {
        switch number {
        case SIGWINCH: resize()
        case SIGTSTP: suspend()
        case SIGCONT: handle(.resumed)
        default:
            endSignal = number
            handle(.terminate)
        }
    }

    /// Stops as any program does on Ctrl-Z, with the terminal as it was found.
    mutating func suspend() {
        device.send(front.leave())
        device.drain(within: 1)
        hearAnswers()
        device.restore()
        kill(getpid(), SIGSTOP)
        try? device.makeRaw()
        device.send(front.enter())
        front.redraw()
        resize()
        handle(.resumed)
    }

    /// Waits for what the terminal was asked, for a moment: an answer that comes later is typed
    /// into whatever has the terminal next.
    mutating func hearAnswers() {
        let deadline = Clock.monotonic + 0.1
        while front.awaitsAnswers,
            Descriptor.waitForInput(device.inputDescriptor, until: deadline),
            case .bytes(let count)? = try? Descriptor.read(device.inputDescriptor, into: &buffer)
        {
            for case .report(let bytes) in decoder.decode(buffer[..<count]) {
                _ = front.handle(.input(.report(bytes)), at: Clock.monotonic)
            }
        }
    }
}

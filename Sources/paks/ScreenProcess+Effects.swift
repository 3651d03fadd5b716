import Commands
import Containers
import Host
import Panes
import Terminal

// What the front wants done.
extension ScreenProcess where F: ~Copyable {
    mutating func handle(_ event: Event) {
        let effects = front.handle(event, at: Clock.monotonic)
        perform(effects)
    }

    mutating func perform(_ effects: [Effect]) {
        if !hasStarted, !front.isStarting {
            hasStarted = true
            shell.process.runInShortSlices()
            whenStarted?()
            whenStarted = nil
            if !withheld.isEmpty { device.send(withheld) }
            withheld = []
        }
        for effect in effects { perform(effect) }
    }

    private mutating func perform(_ effect: Effect) {
        switch effect {
        case .writeShell(let bytes):
            shell.send(bytes)
            if isTyping { keyWent() }
        case .resizeShell(let size):
            shell.resize(columns: size.columns, rows: size.rows)
            reminders = Self.reminders
            remindOfSize()
        case .start(let id, let line): start(id, line)
        case .cancel(let id): jobs.cancel(id)
        case .reply(let id, let reply): jobs.reply(id, reply)
        case .answer(let id, let reply): door.answer(id, reply.json)
        case .wait(let id, let why): door.answer(id, .object([.init("waits", .string(why))]))
        case .timer(let id, let seconds): loop.setTimer(Awaited.timer(id).number, after: seconds)
        case .show(let bytes) where !hasStarted: withheld += bytes
        case .show(let bytes): device.send(bytes)
        case .bell: device.send([0x07])
        case .copy(let bytes): device.send(Clipboard.sequence(setting: bytes))
        case .readClipboard: device.send(Clipboard.question)
        case .suspend: suspend()
        case .redraw: front.redraw()
        case .leave(let how): leaving = how
        }
    }

    private mutating func keyWent() {
        let now = Clock.monotonic
        pace.keyWent(at: now)
        rest(for: pace.restAfterKey(at: now))
    }

    /// Leaves the shell alone for so many seconds from now; `nil` ends a rest.
    mutating func rest(for seconds: Double?) {
        guard isResting || seconds != nil else { return }
        isResting = seconds != nil
        loop.setTimer(Awaited.rest.number, after: seconds)
    }

    private mutating func start(_ id: JobID, _ line: String) {
        do {
            let pipes = try jobs.start(id, line: line, directory: front.directory)
            loop.watch(pipes.output, reading: true, as: Awaited.output(id).number)
            loop.watch(pipes.errors, reading: true, as: Awaited.errors(id).number)
        } catch {
            handle(.report(id, .result(status: 126, "\(error)")))
            handle(.jobEnded(id, status: 126))
        }
    }
}

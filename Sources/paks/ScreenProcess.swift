import Commands
import Containers
import Curses
import Glibc
import Host
import Panes
import Terminal

/// The process that owns the user's terminal: one loop over the keyboard, the shell's terminal,
/// the jobs, the session's socket, signals and timers.
struct ScreenProcess<F: Front & ~Copyable>: ~Copyable {
    private var front: F
    private var device: TerminalDevice
    private var loop: Loop
    private var shell: Pty
    private var jobs: Jobs
    private var door: SessionSocket
    private var decoder = InputDecoder()

    private var buffer = [UInt8](repeating: 0, count: 65536)
    private var leaving: Leaving?
    private var frameIsDue = true
    private var pace = FramePace()
    /// The shell is left alone for a moment, so that what it prints gathers.
    private var isResting = false
    /// What goes to the shell now comes from the keyboard.
    private var isTyping = false
    /// What the engine printed before the shell was there, and what of it waits to be shown: when
    /// the shell never comes, it is an error message and no output.
    private(set) var preamble: [UInt8] = []
    private var withheld: [UInt8] = []
    /// The signal that ended this process' work; `nil` for any other end.
    private(set) var endSignal: Int32?
    /// The session moved to another terminal.
    private(set) var isTakenOver = false
    /// How often a shell that was attached to is still to be nudged.
    private var nudges: Int
    private var hasPrinted = false
    private var hasStarted = false
    /// To be called once there is a shell.
    private var whenStarted: (() -> Void)?
    /// The engine's client is reminded of the size at these times after a change, in seconds.
    private var reminders: ArraySlice<Double> = []

    /// How long the rest of a key's bytes may take.
    private static var fragmentDelay: Double { 0.01 }
    /// The shell isn't read while the user's terminal is this many bytes behind.
    private static var farBehind: Int { 1 << 18 }

    /// Starts the program on the shell's terminal, and takes the user's.
    ///
    /// - Parameters:
    ///   - front: what stands between the two terminals.
    ///   - device: the user's terminal.
    ///   - program: the engine's client, attached to the container.
    ///   - jobs: how commands are started.
    ///   - door: the session's socket.
    ///   - entry: whether the shell is new, or has drawn its prompt long ago.
    ///   - whenStarted: is called once there is a shell.
    init(
        front: consuming F, device: consuming TerminalDevice, program: Program, jobs: Jobs,
        door: consuming SessionSocket, entry: Entry, whenStarted: @escaping () -> Void
    ) throws {
        let loop = try Loop(
            signals: [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])
        let size = front.shellSize
        // A shell draws its prompt again when its terminal changes size.
        let rows = entry == .attached ? max(1, size.rows - 1) : size.rows
        let shell = try Pty(program, columns: size.columns, rows: rows)
        nudges = entry == .attached ? 10 : 0
        self.loop = loop
        self.shell = shell
        self.jobs = jobs
        self.door = door
        self.front = front
        self.device = device
        self.whenStarted = whenStarted
    }

    /// How the shell is come to.
    enum Entry { case started, attached }

    /// The number of the shell's last message that was believed.
    var lastSequence: Int { front.lastSequence }

    /// Whether no shell ever came.
    var isStarting: Bool { front.isStarting }

    /// Runs until the workspace is left, and gives the user's terminal back.
    mutating func run() throws -> Leaving {
        try device.makeRaw()
        try device.armCrash(restoring: front.leave())
        defer { giveBack() }
        device.send(front.enter())
        loop.watch(device.inputDescriptor, reading: true, as: Awaited.keyboard.number)
        loop.watch(door.descriptor, reading: true, as: Awaited.door.number)
        if nudges > 0 { loop.setTimer(Awaited.nudge.number, after: 0.2) }
        reminders = Self.reminders
        remindOfSize()
        var happenings: [Loop.Happening] = []
        while true {
            draw()
            if let leaving { return leaving }
            watchStreams()
            try loop.wait(for: &happenings)
            for happening in happenings { take(happening) }
        }
    }

    private mutating func giveBack() {
        jobs.cancelAll()
        device.send(front.leave())
        device.drain(within: 1)
        hearAnswers()
        device.restore()
        device.disarmCrash()
        let hasEnded = if case .shellEnded = leaving { true } else { false }
        if !hasEnded {
            // The client alone dies; a signal that it could hand on would end the shell with it.
            shell.process.signal(SIGKILL)
            _ = shell.process.wait()
        }
        door.close()
    }

    /// Waits for what the terminal was asked, for a moment: an answer that comes later is typed
    /// into whatever has the terminal next.
    private mutating func hearAnswers() {
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

    private mutating func watchStreams() {
        loop.watch(
            shell.descriptor, reading: !isResting && device.waiting < Self.farBehind,
            writing: shell.wantsWrite, as: Awaited.shell.number)
        loop.watch(
            device.outputDescriptor, reading: false, writing: device.wantsWrite,
            as: Awaited.terminal.number)
    }

    private mutating func take(_ happening: Loop.Happening) {
        frameIsDue = true
        switch happening {
        case .readable(let number): if let token = Awaited(number) { read(token) }
        case .writable(Awaited.shell.number): shell.flush()
        case .writable(Awaited.terminal.number):
            if !device.flush() { leaving = .terminated }
        case .writable: break
        case .timer(let number): if let token = Awaited(number) { expire(token) }
        case .signal(let number): take(signal: number)
        }
    }

    private mutating func read(_ token: Awaited) {
        switch token {
        case .keyboard: readKeyboard()
        case .shell: readShell()
        case .door:
            if let client = door.accept() {
                loop.watch(client.descriptor, reading: true, as: Awaited.client(client.id).number)
            }
        case .client(let id): readClient(id)
        case .output(let id): read(.output, of: id)
        case .errors(let id): read(.errors, of: id)
        case .terminal, .timer, .nextFrame, .fragment, .nudge, .sizeAgain, .rest: break
        }
    }

    private mutating func read(_ stream: Jobs.Stream, of id: JobID) {
        let (events, ended) = jobs.read(id, stream)
        if ended { loop.unwatch((stream == .output ? Awaited.output(id) : .errors(id)).number) }
        for event in events { handle(event) }
    }

    private mutating func expire(_ timer: Awaited) {
        switch timer {
        case .timer(let id): handle(.timer(id))
        case .fragment: take(decoder.flush())
        case .nudge: nudge()
        case .sizeAgain:
            shell.process.signal(SIGWINCH)
            remindOfSize()
        case .rest: isResting = false
        case .nextFrame, .keyboard, .terminal, .shell, .door, .client, .output, .errors: break
        }
    }

    /// Changes the size of the shell's terminal until the shell shows that it noticed.
    private mutating func nudge() {
        let size = front.shellSize
        nudges -= 1
        let isLast = nudges <= 0 || hasPrinted
        let rows = isLast || nudges.isMultiple(of: 2) ? size.rows : max(1, size.rows - 1)
        shell.resize(columns: size.columns, rows: rows)
        if !isLast { loop.setTimer(Awaited.nudge.number, after: 0.2) }
    }

    private static var reminders: ArraySlice<Double> { [0.3, 1] }

    /// Of two changes in quick succession an engine may keep the first. A reminder that tells
    /// nothing new reaches nobody in the container.
    private mutating func remindOfSize() {
        if let next = reminders.popFirst() { loop.setTimer(Awaited.sizeAgain.number, after: next) }
    }

    // MARK: Input

    private mutating func readKeyboard() {
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

    private mutating func take(_ inputs: [Input]) {
        for input in inputs { handle(.input(input)) }
    }

    private mutating func readShell() {
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
                pace.printed(count)
                hasPrinted = true
                if !hasStarted, front.isStarting { preamble += chunk[..<min(count, 4096)] }
                let effects = front.receive(
                    chunk.span.extracting(0..<count), at: now)
                perform(effects)
                now = Clock.monotonic
                if pace.isDue(at: now) { return }
                if let rest = pace.rest(after: count, at: now) {
                    isResting = true
                    return loop.setTimer(Awaited.rest.number, after: rest)
                }
            }
        }
    }

    private mutating func readClient(_ id: ClientID) {
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

    private mutating func take(signal number: Int32) {
        switch number {
        case SIGWINCH: resize()
        case SIGTSTP: suspend()
        case SIGCONT: handle(.resumed)
        default:
            endSignal = number
            handle(.terminate)
        }
    }

    private mutating func resize() {
        guard let size = device.size else { return }
        handle(.resized(Size(columns: size.columns, rows: size.rows)))
    }

    /// Stops as any program does on Ctrl-Z, with the terminal as it was found.
    private mutating func suspend() {
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

    // MARK: Effects

    private mutating func handle(_ event: Event) {
        let effects = front.handle(event, at: Clock.monotonic)
        perform(effects)
    }

    private mutating func perform(_ effects: [Effect]) {
        if !hasStarted, !front.isStarting {
            hasStarted = true
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
        pace.keyWent(at: Clock.monotonic)
        guard isResting else { return }
        isResting = false
        loop.setTimer(Awaited.rest.number, after: nil)
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

    /// Draws a frame when one is worth it; the last one in any case.
    private mutating func draw() {
        guard frameIsDue, leaving != nil || !device.wantsWrite else { return }
        let now = Clock.monotonic
        let wait = leaving == nil ? pace.wait(at: now) : 0
        if wait > 0 { return loop.setTimer(Awaited.nextFrame.number, after: wait) }
        frameIsDue = false
        loop.setTimer(Awaited.nextFrame.number, after: nil)
        let bytes = front.draw()
        pace.drew(from: now, to: Clock.monotonic)
        if !bytes.isEmpty { device.send(bytes) }
        if front.takeEcho() { pace.echoCame() }
    }
}

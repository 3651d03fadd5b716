import Curses
import Glibc
import Host
import Panes
import Terminal

/// The process that owns the user's terminal: one loop over the keyboard, the shell's terminal,
/// the jobs, the session's socket, signals and timers.
struct ScreenProcess<F: Front & ~Copyable>: ~Copyable {
    var front: F
    var device: TerminalDevice
    var loop: Loop
    var shell: Pty
    var jobs: Jobs
    var door: SessionSocket
    var decoder = InputDecoder()

    var buffer = [UInt8](repeating: 0, count: 65536)
    var leaving: Leaving?
    private var frameIsDue = true
    var pace = FramePace()
    /// The shell is left alone for a moment, so that what it prints gathers.
    var isResting = false
    /// What goes to the shell now comes from the keyboard.
    var isTyping = false
    /// What the engine printed before the shell was there, and what of it waits to be shown: when
    /// the shell never comes, it is an error message and no output.
    var preamble: [UInt8] = []
    var withheld: [UInt8] = []
    /// The signal that ended this process' work; `nil` for any other end.
    var endSignal: Int32?
    /// The session moved to another terminal.
    var isTakenOver = false
    /// How often a shell that was attached to is still to be nudged.
    var nudges: Int
    var hasPrinted = false
    var hasStarted = false
    /// To be called once there is a shell.
    var whenStarted: (() -> Void)?
    /// The engine's client is reminded of the size at these times after a change, in seconds.
    var reminders: ArraySlice<Double> = []

    /// How long the rest of a key's bytes may take.
    static var fragmentDelay: Double { 0.01 }
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

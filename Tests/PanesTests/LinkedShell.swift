import Commands
import Glibc
import Terminal
import Testing

import func Support.isBusy

@testable import Panes

/// A program on a real pseudo-terminal, with the link between it and a person that tests play.
final class LinkedShell {
    private let master: Int32
    /// The shell's end, held open so that waiting for output is right while no program has it.
    private let other: Int32
    private let child: pid_t
    private(set) var link: ShellLink
    /// Everything that is for the screen.
    private(set) var shown: [UInt8] = []
    /// Everything that the terminal gave.
    private(set) var output: [UInt8] = []
    private(set) var runs: [String] = []
    private(set) var hints: [String] = []
    private(set) var accepted: [HistoryEntry] = []
    private(set) var replies: [ShellLink.Asker: Reply] = [:]
    /// What who asked was told of waiting.
    private(set) var waits: [String] = []
    private(set) var isConnected = false
    private(set) var cancels = 0
    private var terminal = Screen(size: Size(columns: 200, rows: 24), scrollback: 0)
    /// What a command does; it ends with `finish()`.
    var command: (LinkedShell, String) -> Void = { shell, _ in shell.finish() }
    /// Whether the host answers the shell at all.
    var isSilent = false
    /// How many seconds bytes are on their way, there and back each.
    var distance = 0.0
    private var leaving: [(bytes: [UInt8], due: Double)] = []
    private var arriving: [(bytes: [UInt8], due: Double)] = []
    private var timers: [TimerID: Double] = [:]
    private var status: Int32?

    static let token = "0123456789abcdef0123456789abcdef"
    static let commands: Set<String> = ["save", "size", "envload"]

    @Sendable private static func isCommand(_ line: String) -> Bool {
        let words = line.split(separator: " ")
        return words.first.map { Self.commands.contains(String($0)) } == true
            && words.dropFirst().allSatisfy { $0.contains("=") || words[0] == "envload" }
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// - Parameters:
    ///   - words: what to start; the loader in `/bin/sh` without them.
    ///   - environment: all of it.
    init(
        _ words: [String] = ["/bin/sh", "-c", Loader.word], shell: String = "auto",
        environment: [String]
    ) throws {
        link = ShellLink(
            token: Self.token, start: .boot(shell: shell), isCommand: Self.isCommand)
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var number: UInt32 = 0
        var unlock: Int32 = 0
        // TIOCGPTN, TIOCSPTLCK and TIOCSWINSZ of asm-generic/ioctls.h.
        guard master >= 0, ioctl(master, 0x8004_5430, &number) == 0,
            ioctl(master, 0x4004_5431, &unlock) == 0
        else { throw Failure(description: "no pseudo-terminal") }
        var size = winsize(ws_row: 24, ws_col: 200, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, 0x5414, &size)
        self.master = master
        other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        child = try Self.spawn(words, environment: environment, on: "/dev/pts/\(number)")
    }

    deinit {
        close(master)
        close(other)
        guard status == nil else { return }
        kill(child, SIGKILL)
        waitpid(child, nil, 0)
    }

    private static func spawn(
        _ words: [String], environment: [String], on terminal: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        for descriptor in 3..<Int32(255) {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // POSIX_SPAWN_SETSID, SETSIGMASK, SETSIGDEF.
        posix_spawnattr_setflags(&attributes, 0x80 | 0x08 | 0x04)
        let arguments = words.map { strdup($0) } + [nil]
        let variables = environment.map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var pid: pid_t = 0
        let error = posix_spawnp(&pid, words[0], &actions, &attributes, arguments, variables)
        guard error == 0 else { throw Failure(description: "no \(words[0]): \(error)") }
        return pid
    }

    var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    var process: pid_t { child }

    // MARK: What the person does

    func type(_ text: String, as kind: ShellLink.Typing = .keys) {
        perform(link.typed(Array(text.utf8), as: kind, row: row, at: now))
    }

    /// A paste has brackets where the shell asked for them.
    func paste(_ text: String) {
        let hasBrackets = terminal.modes.bracketedPaste
        type(hasBrackets ? "\u{1b}[200~\(text)\u{1b}[201~" : text, as: .paste(ends: true))
    }

    /// Bytes from nobody's keyboard.
    func inject(_ bytes: [UInt8]) { write(bytes) }

    func resize(columns: UInt16) {
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, 0x5414, &size)
    }

    // MARK: What the host does

    /// Another host takes over, with what the first one kept.
    func attach() {
        timers = [:]
        link = ShellLink(
            token: Self.token, start: .attach(lastSequence: link.lastSequence),
            isCommand: Self.isCommand)
    }

    func connect() { perform(link.connect(terminal, at: now)) }

    func finish() { perform(link.finished(at: now)) }

    func ask(_ request: ShellRequest, _ asker: ShellLink.Asker = .job(JobID(1))) {
        replies[asker] = nil
        perform(link.ask(request, from: asker, at: now))
    }

    func withdraw(_ asker: ShellLink.Asker) { link.withdraw(asker) }

    // MARK: Waiting

    /// Lets the program run until something is so.
    func wait(
        _ what: String, seconds: Double = 60, until isSo: (LinkedShell) -> Bool
    ) throws {
        let ends = now + seconds
        while !isSo(self) {
            guard now < ends else {
                throw Failure(
                    description: "\(what): not in \(seconds) s; phase \(link.phase), shown: "
                        + String(reflecting: String(decoding: shown.suffix(600), as: UTF8.self)))
            }
            pump(milliseconds: 20)
        }
    }

    /// Lets the program run until nothing has been printed for a while, and it and what it started
    /// wait for somebody: on a machine with much to do, a program that starts is silent for long.
    func rest(seconds: Double = 0.15) {
        let pause = seconds + 2 * distance
        // What spins without a word has as long as this.
        let limit = now + pause + 20
        var ends = now + pause
        while now < ends {
            if pump(milliseconds: 10) { ends = now + pause }
            if now >= ends, now < limit, isBusy(session: child) { ends = now + pause / 4 }
        }
    }

    /// Lets the program run to its end, and gives its status as a shell does.
    @discardableResult
    func waitForEnd() throws -> Int32 {
        try wait("it ends") { shell in
            if shell.status == nil {
                var status: Int32 = 0
                guard waitpid(shell.child, &status, WNOHANG) == shell.child else { return false }
                shell.status = status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
            }
            return true
        }
        return status ?? -1
    }

    @discardableResult
    private func pump(milliseconds: Int32) -> Bool {
        for (timer, deadline) in timers where deadline <= now {
            timers[timer] = nil
            perform(link.expired(timer, at: now))
        }
        while let first = leaving.first, first.due <= now { put(leaving.removeFirst().bytes) }
        var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        let isNear = leaving.isEmpty && arriving.isEmpty
        if poll(&descriptor, 1, isNear ? milliseconds : 1) > 0 {
            var buffer = [UInt8](repeating: 0, count: 65536)
            let count = read(master, &buffer, buffer.count)
            if count > 0 { arriving.append((Array(buffer[..<count]), now + distance)) }
        }
        guard let first = arriving.first, first.due <= now else { return false }
        take(arriving.removeFirst().bytes)
        return true
    }

    private func take(_ bytes: [UInt8]) {
        output += bytes
        perform(
            link.receive(bytes.span, at: now) { span in
                for index in span.indices {
                    shown.append(span[index])
                }
                terminal.feed(span)
            })
        _ = terminal.takeEvents()
        let answers = terminal.takeReplies()
        if !answers.isEmpty {
            perform(link.typed(answers, as: .report, row: row, at: now))
        }
    }

    private func perform(_ actions: [ShellLink.Action]) {
        for action in actions {
            switch action {
            case .writeShell(let bytes): if !isSilent { write(bytes) }
            case .run(let line, _):
                runs.append(line)
                command(self, line)
            case .cancel: cancels += 1
            case .answer(let asker, let reply): replies[asker] = reply
            case .waits(_, let why): waits.append(why)
            case .accepted(let entry): accepted.append(entry)
            case .hint(let text): hints.append(text)
            case .timer(let timer, let seconds): timers[timer] = seconds.map { now + $0 }
            case .connected: isConnected = true
            }
        }
    }

    private func write(_ bytes: [UInt8]) {
        if distance > 0 { leaving.append((bytes, now + distance)) } else { put(bytes) }
    }

    private func put(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    var screen: String { String(decoding: shown, as: UTF8.self) }

    /// The line that the cursor is on.
    var row: String { terminal.logicalLine(at: terminal.cursorPoint.row) }

    /// The lines of the screen that have something on them.
    var lines: [String] {
        (0..<terminal.size.rows).map { terminal.logicalLine(at: $0) }.filter { !$0.isEmpty }
    }

    /// Whether nothing but a prompt is on the screen, and what busybox says of itself.
    var showsOnlyPrompt: Bool {
        lines.filter { !$0.hasPrefix("BusyBox v") && !$0.hasPrefix("Enter 'help'") }
            .map { $0.replacing(" ", with: "") } == ["$"]
    }
}

extension LinkedShell {
    /// Sets variables in the shell that a command holds, and asks what its programs get then.
    ///
    /// - Returns: `nil`, and a recorded issue, without an answer.
    func environment(
        afterSetting variables: [ShellRequest.Variable], directory: String? = nil
    ) throws -> [ShellRequest.Variable]? {
        ask(.change(set: variables, unset: [], directory: directory))
        try wait("it is done") { $0.replies[ShellTests.job] != nil }
        #expect(replies[ShellTests.job] == .changed(refused: []))
        ask(.environment)
        try wait("the environment") { $0.replies[ShellTests.job] != nil }
        guard case .environment(let environment) = replies[ShellTests.job] else {
            Issue.record("\(String(describing: replies[ShellTests.job]))")
            return nil
        }
        return environment
    }
}

import Glibc
import Testing

@testable import Host

@Suite struct ProcessTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("A program's output, errors and status come back whole (D45)")
    func ended() throws {
        let ended = try Child.runToEnd(
            Program(["sh", "-c", "cat; echo err >&2; exit 7"]), input: Array("in".utf8))
        #expect(text(ended.output) == "in")
        #expect(text(ended.errors) == "err\n")
        #expect(ended.status == 7)
    }

    @Test("More than a pipe holds on both pipes doesn't block (D12)")
    func bothPipes() throws {
        let script = "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2; head -c 300000 >&2"
        let ended = try Child.runToEnd(
            Program(["sh", "-c", script]), input: [UInt8](repeating: 1, count: 300_000))
        #expect(ended.output.count == 300_000)
        #expect(ended.errors.count == 600_000)
    }

    @Test("A program that doesn't read its input to the end is no death of this process")
    func unread() throws {
        let ended = try Child.runToEnd(
            Program(["sh", "-c", "exit 3"]), input: [UInt8](repeating: 1, count: 300_000))
        #expect(ended.status == 3)
    }

    @Test("A queue that never runs empty sends every byte, in order, and forgets what it sent")
    func queue() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let reading = Descriptor(owning: ends[0])
        let writing = Descriptor(owning: ends[1])
        try reading.makeNonBlocking()
        try writing.makeNonBlocking()
        let sent = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
        var queue = OutboundQueue()
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 40000)
        queue.append([UInt8](sent[..<200_000]))
        for start in stride(from: 200_000, to: sent.count, by: 40000) {
            let isOpen = queue.flush(to: writing.number)
            #expect(isOpen && !queue.isEmpty)
            #expect(queue.bytes.count <= 2 * queue.count)
            queue.append([UInt8](sent[start..<start + 40000]))
            if case .bytes(let count) = try reading.read(into: &buffer) {
                received += buffer[..<count]
            }
        }
        while received.count < sent.count {
            _ = queue.flush(to: writing.number)
            guard case .bytes(let count) = try reading.read(into: &buffer) else { break }
            received += buffer[..<count]
        }
        #expect(received == sent)
    }

    @Test("A killed program has 128 and the signal's number")
    func killed() throws {
        #expect(try Child.runToEnd(Program(["sh", "-c", "kill -9 $$"]), input: nil).status == 137)
    }

    @Test("What isn't there and what can't be executed are different errors (D45)")
    func missing() {
        #expect(throws: HostError.noProgram("no-such-program")) {
            try Child.runToEnd(Program(["no-such-program"]), input: nil)
        }
        #expect(throws: HostError.notExecutable("/etc/passwd")) {
            try Child.runToEnd(Program(["/etc/passwd"]), input: nil)
        }
    }

    @Test("A program starts where it is told to, and this process stays where it is (D5)")
    func directory() throws {
        let before = Files.currentDirectory
        let ended = try Child.runToEnd(Program(["pwd"], directory: "/usr"), input: nil)
        #expect(text(ended.output) == "/usr\n")
        #expect(Files.currentDirectory == before)
    }

    @Test("A program starts with no signal blocked, whatever this process blocks")
    func clean() throws {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGUSR1)
        pthread_sigmask(SIG_BLOCK, &set, nil)
        defer { pthread_sigmask(SIG_UNBLOCK, &set, nil) }
        let ended = try Child.runToEnd(
            Program(["grep", "SigBlk", "/proc/self/status"]), input: nil)
        #expect(text(ended.output) == "SigBlk:\t0000000000000000\n")
    }

    @Test("A program on a pseudo-terminal has it, its size and its signals")
    func terminal() throws {
        var terminal = try Pty(
            Program(
                ["bash", "--norc", "-i"], environment: ["PS1": "> ", "PATH": "/usr/bin:/bin"]),
            columns: 90, rows: 33)
        var output = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        func read(until mark: String, _ terminal: inout Pty) throws {
            let deadline = Clock.monotonic + 60
            while !output.contains(mark) {
                try #require(Clock.monotonic < deadline, "no '\(mark)' in \(output)")
                var polled = pollfd(fd: terminal.descriptor, events: Int16(POLLIN), revents: 0)
                poll(&polled, 1, 100)
                switch try terminal.read(into: &buffer) {
                case .bytes(let count): output += text(Array(buffer[..<count]))
                case .nothing: break
                case .end: return
                }
            }
        }
        try read(until: "> ", &terminal)
        #expect(!output.contains("job control"))
        terminal.send(Array("stty size\n".utf8))
        try read(until: "33 90", &terminal)
        terminal.resize(columns: 44, rows: 13)
        terminal.send(Array("stty size\n".utf8))
        try read(until: "13 44", &terminal)
        // What answers is in the foreground: an interrupt can't come between fork and exec.
        terminal.send(Array("sed -u s/o/ot/\n".utf8))
        try read(until: "ot/\r\n", &terminal)
        terminal.send(Array("go\n".utf8))
        try read(until: "got\r\n", &terminal)
        output = ""
        terminal.send([0x03])
        try read(until: "> ", &terminal)
        terminal.process.signal(SIGKILL)
        #expect(terminal.process.wait() == 137)
    }

    @Test("The loop tells what can be read, and timers that weren't stopped")
    func happenings() throws {
        let (output, late, never, soon) = (1, 2, 3, 4)
        var loop = try Loop(signals: [])
        let child = try Child(Program(["echo", "x"]))
        loop.watch(child.outputDescriptor, reading: true, as: output)
        loop.setTimer(late, after: 30)
        loop.setTimer(never, after: 0)
        loop.setTimer(never, after: nil)
        var seen: [Int] = []
        var happenings: [Loop.Happening] = []
        while seen.isEmpty {
            try loop.wait(for: &happenings)
            for happening in happenings {
                if case .readable(let token) = happening { seen.append(token) }
                if case .timer(let token) = happening { seen.append(-token) }
            }
        }
        #expect(seen == [output])
        loop.unwatch(output)
        loop.setTimer(soon, after: 0.001)
        seen = []
        while seen.isEmpty {
            try loop.wait(for: &happenings)
            for case .timer(let token) in happenings { seen.append(token) }
        }
        #expect(seen == [soon])
        _ = child.process.wait()
    }

    /// Whether programs may choose their slices here, and `/proc/PID/sched` shows them.
    private static var showsSlices: Bool {
        let release = try? String(
            decoding: Files.read("/proc/sys/kernel/osrelease"), as: UTF8.self)
        let version = release?.split { !$0.isNumber }.prefix(2).compactMap { Int($0) } ?? []
        return !version.lexicographicallyPrecedes([6, 12]) && slice("/proc/self/sched") != nil
    }

    /// Nanoseconds; `nil` where the kernel doesn't say.
    private static func slice(_ path: String) -> Int? {
        let text = try? String(decoding: Files.read(path), as: UTF8.self)
        let line = text?.split(separator: "\n").first { $0.hasPrefix("se.slice") }
        return line.flatMap { Int($0.filter(\.isNumber)) }
    }

    @Test(
        "All threads of a program get short slices, and what they start doesn't",
        .enabled(if: showsSlices, "needs Linux 6.12 with CONFIG_SCHED_DEBUG"))
    func slices() throws {
        let program = """
            import subprocess, threading
            threading.Thread(target=threading.Event().wait, daemon=True).start()
            print("ready", flush=True)
            input()
            subprocess.run(["grep", "^se.slice", "/proc/self/sched"])
            """
        var pty = try Pty(Program(["python3", "-c", program]), columns: 80, rows: 24)
        var printed = ""
        func wait(for text: String) throws {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let deadline = Clock.monotonic + 20
            while !printed.contains(text) {
                try #require(Descriptor.waitForInput(pty.descriptor, until: deadline))
                guard case .bytes(let count) = try pty.read(into: &buffer) else { break }
                printed += String(decoding: buffer[..<count], as: UTF8.self)
            }
            #expect(printed.contains(text), "the program printed \(printed.debugDescription)")
        }
        try wait(for: "ready")
        let threads = "/proc/\(pty.process.id)/task"
        let usual = try #require(Self.slice("/proc/\(pty.process.id)/sched"))
        pty.process.runInShortSlices()
        let slices = try Files.list(threads).map { Self.slice("\(threads)/\($0)/sched") }
        #expect(slices == [100_000, 100_000])
        pty.send(Array("\r".utf8))
        try wait(for: "\(usual)")
        #expect(pty.process.wait() == 0)
    }
}

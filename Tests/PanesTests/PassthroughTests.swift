import Commands
import Configuration
import Containers
import Terminal
import Testing

@testable import Panes

/// `paks run` with a shell and jobs that are played.
@Suite struct PassthroughTests {
    static let token = "0123456789abcdef0123456789abcdef"

    final class Played {
        private(set) var run: Passthrough
        var time = 100.0
        var sequence = 0
        var effects: [Effect] = []
        /// What the person's terminal shows.
        private(set) var terminal: Screen
        /// What it would show without anything of paks.
        private(set) var meant: Screen

        init(
            size: Size = Size(columns: 80, rows: 24), environments: [String] = [],
            confirm: Settings.Confirm = .weak, keys: Settings.Keys = Settings.Keys()
        ) throws {
            terminal = Screen(size: size, scrollback: 0)
            meant = Screen(size: size, scrollback: 0)
            run = Passthrough(
                size: size,
                info: WorkspaceInfo(
                    engine: "docker", image: "debian:bookworm", session: "quiet-fox",
                    saveName: "debian-saved:bookworm", environments: environments,
                    confirm: confirm),
                link: ShellLink(
                    token: token, start: .attach(lastSequence: 0), table: .standard),
                keymap: try Keymap(keys) { CommandTable.standard.explanation(of: $0) },
                environmentNames: ["github", "gitlab", "staging"])
            say("P;bash;0;/root")
            print("$ ")
            effects = []
        }

        func print(_ text: String) {
            let bytes = Array(text.utf8)
            meant.feed(bytes.span)
            receive(bytes)
        }

        func say(_ body: String) {
            sequence += 1
            receive(Array("\u{1b}]7717;\(token);\(sequence);\(body)\u{07}".utf8))
        }

        func receive(raw bytes: [UInt8]) {
            meant.feed(bytes.span)
            receive(bytes)
        }

        func resize(to size: Size) {
            terminal.resize(to: size)
            meant.resize(to: size)
            handle(.resized(size))
        }

        private func receive(_ bytes: [UInt8]) {
            time += 0.001
            note(run.receive(bytes.span, at: time))
        }

        func handle(_ event: Event) {
            time += 0.001
            note(run.handle(event, at: time))
        }

        private func note(_ new: [Effect]) {
            effects += new
            for case .show(let bytes) in new { terminal.feed(bytes.span) }
        }

        /// The terminal is given back.
        func takeAway() { terminal.feed(run.takeAway().span) }

        /// Presses keys by their names.
        func press(_ names: String...) {
            for name in names {
                guard let key = Key(name: name) else { continue }
                let bytes = KeyEncoder(modes: Screen.Modes()).bytes(for: key)
                handle(.input(.key(key, bytes: bytes)))
            }
        }

        /// The row of the terminal that the cursor is in.
        var line: String { terminal.text(at: terminal.cursorPoint.row) }
        var rows: [String] { (0..<terminal.size.rows).map { terminal.text(at: $0) } }
        /// What isn't as it would be without paks; `nil` when all is.
        var torn: String? {
            for row in 0..<meant.size.rows
            where terminal.line(at: row).cells != meant.line(at: row).cells {
                return "row \(row): '\(terminal.text(at: row))' isn't '\(meant.text(at: row))'"
            }
            if terminal.cursorPoint != meant.cursorPoint { return "\(terminal.cursorPoint)" }
            return terminal.setModes == meant.setModes ? nil : "\(terminal.setModes)"
        }

        func type(_ text: String) {
            for byte in text.utf8 {
                let code = Key.Code.character(Unicode.Scalar(byte))
                handle(.input(.key(Key(byte == 13 ? .enter : code), bytes: [byte])))
            }
        }

        func submit(_ line: String, shell: String = "bash") {
            type(line + "\r")
            print("\r\n")
            if shell != "dash" { say("L;\(line)") }
            say("P;\(shell);0;/root")
            if shell == "dash" { say("G") } else { say("C;\(line)") }
            say("R;")
        }

        var shown: String {
            var bytes: [UInt8] = []
            for case .show(let piece) in effects { bytes += piece }
            return String(decoding: bytes, as: UTF8.self)
        }

        var written: String {
            var bytes: [UInt8] = []
            for case .writeShell(let piece) in effects { bytes += piece }
            return String(decoding: bytes, as: UTF8.self)
        }

        var job: JobID? {
            for case .start(let job, _) in effects { return job }
            return nil
        }

        var directory: String? { run.directory }
        func history() -> [String] { run.takeHistory().map(\.line) }

        func has(_ effect: Effect) -> Bool { effects.contains(effect) }
    }

    @Test func `output passes unchanged, but for what the shell says to the host`() throws {
        let played = try Played()
        let output = "\u{1b}[31mred\u{1b}[m\u{07}\r\n\u{1b}]0;t\u{07}\u{1b}[?1049h\u{1b}[6n"
        played.print(output)
        played.say("P;bash;0;/tmp")
        #expect(played.shown == output)
        #expect(played.directory == "/tmp")
    }

    @Test
    func
        `every key but the prefix keys, Backspace and Ctrl-H too, is the shell's (D14, D25)`()
        throws
    {
        let played = try Played()
        let bytes = Array(1...31) + Array("aZ~".utf8) + [0x7f]
        for byte in bytes where byte != 13 {
            played.handle(.input(.other([UInt8(byte)])))
        }
        played.handle(.input(.key(Key(.function(11)), bytes: Array("\u{1b}[23~".utf8))))
        #expect(Array(played.written.utf8) == bytes.filter { $0 != 13 } + Array("\u{1b}[23~".utf8))
    }

    @Test func `a command's words stand on lines of their own (D33)`() throws {
        let played = try Played()
        played.submit("#save")
        let job = try #require(played.job)
        #expect(played.has(.start(job, line: "save")))
        played.effects = []
        played.handle(.report(job, .progress(step: "commit", done: 1, total: 4)))
        #expect(played.shown == "commit 25%")
        played.handle(.report(job, .message(.warning, "two\nlines\u{1b}[2J")))
        played.handle(.report(job, .result(status: 0, "saved as x-saved:latest")))
        let expected =
            "commit 25%\r\u{1b}[Kpaks: two\r\nlines[2J\r\nsaved as x-saved:latest\r\n"
        #expect(played.shown == expected)
        #expect(played.written == "")
        played.handle(.jobEnded(job, status: 0))
        #expect(played.written == ".~")
        played.say("P;bash;0;/root")
        played.print("$ ")
        #expect(played.shown == expected + "$ ")
    }

    @Test func `progress is wiped before anything else is printed, and at the end`() throws {
        let played = try Played()
        played.submit("#save")
        let job = try #require(played.job)
        played.effects = []
        played.handle(.report(job, .progress(step: "a", done: nil, total: nil)))
        played.handle(.report(job, .progress(step: "b", done: 7, total: nil)))
        played.print("background")
        played.handle(.report(job, .progress(step: "c", done: nil, total: nil)))
        played.handle(.jobEnded(job, status: 130))
        #expect(
            played.shown.hasPrefix("a\r\u{1b}[Kb 7\r\u{1b}[Kbackground\r\nc\r\u{1b}[K")
                && played.shown.hasSuffix("paks: stopped\r\n"))
    }

    @Test(arguments: [
        (JSON.string("a\nb"), "a\r\nb\r\n"),
        (.object([.init("K", .array([.number("1")]))]), "{\r\n  \"K\": [\r\n    1\r\n  ]\r\n}\r\n"),
    ])
    func `documents are printed with a terminal's line ends (D33)`(_ body: JSON, _ text: String)
        throws
    {
        let played = try Played()
        played.submit("#inspect")
        let job = try #require(played.job)
        played.effects = []
        played.handle(.report(job, .document(Document(topic: "x", title: "x", body: body))))
        #expect(played.shown == text)
    }

    @Test func `a job's request goes to the shell, and the answer back to the job`() throws {
        let played = try Played()
        played.submit("#envload x")
        let job = try #require(played.job)
        played.effects = []
        let request = ShellRequest.change(
            set: [.init(name: "A", value: [0x62])], unset: [], directory: nil)
        played.handle(.report(job, .request(request)))
        #expect(played.written == "v A=b~")
        played.say("R;")
        #expect(played.has(.reply(job, .changed(refused: []))))
        #expect(played.shown == "")
    }

    @Test func `what --env names is loaded once, and said only if it fails`() throws {
        let played = try Played(environments: ["github", "other one"])
        played.type("exec bash\r")
        #expect(played.job == nil)
        played.say("H;bash;5.2;1")
        let lines = played.effects.compactMap { effect -> String? in
            if case .start(_, let line) = effect { line } else { nil }
        }
        #expect(lines == ["envload github", "envload 'other one'"])
        played.effects = []
        played.handle(.report(JobID(1), .result(status: 0, "loaded 2 variables from github")))
        played.handle(.jobEnded(JobID(1), status: 0))
        #expect(played.shown == "")
        played.handle(.report(JobID(2), .result(status: 1, "no variable 'X' on the host")))
        #expect(played.shown.contains("paks: no variable 'X' on the host"))
        // A shell that is connected a second time has them already.
        played.effects = []
        played.say("P;bash;0;/root")
        played.type("exec bash\r")
        played.say("H;bash;5.2;1")
        #expect(played.job == nil)
    }

    @Test func `a client's request is answered to the client`() throws {
        let played = try Played()
        played.time += 1
        played.handle(.request(ClientID(4), .environment))
        #expect(played.written == "\u{1b}[7717;9~")
        played.say("K")
        played.say("R;")
        played.say("E;QT0xAA==")
        played.say("R;")
        #expect(
            played.has(.answer(ClientID(4), .environment([.init(name: "A", value: [0x31])]))))
    }

    @Test func `Ctrl-C while a command runs cancels the job (D58)`() throws {
        let played = try Played()
        played.submit("#save")
        let job = try #require(played.job)
        played.effects = []
        played.handle(.input(.other([0x03])))
        #expect(played.has(.cancel(job)))
        #expect(played.written == "")
    }

    @Test func `what belongs to the full screen is refused with a word, the shell goes on`() throws
    {
        let played = try Played()
        played.submit("#zoom")
        #expect(played.job == nil)
        #expect(played.shown.hasSuffix("paks: zoom needs the full screen: paks tui\r\n"))
        #expect(played.written.hasSuffix(".~"))
    }

    @Test func `a # line can't connect what it is typed into`() throws {
        let played = try Played()
        played.submit("#connect")
        #expect(played.shown.hasSuffix("the shell in front is connected already\r\n"))
        #expect(played.written.hasSuffix(".~"))
    }

    @Test func `leaving frees the shell first`() throws {
        let played = try Played()
        played.submit("#detach")
        #expect(played.written.hasSuffix(".~"))
        #expect(played.has(.leave(.detach)))
    }

    @Test(arguments: [("y", true), ("n", false)])
    func `a # line that stops the container asks first, as the key does`(
        _ key: String, _ isLeft: Bool
    ) throws {
        let played = try Played()
        played.submit("#quit")
        #expect(played.written.hasSuffix(".~"))
        #expect(!played.has(.leave(.quit)))
        #expect(played.shown.contains("Stop quiet-fox and leave? Unsaved work is kept. [y/N]"))
        played.time += 1
        played.type(key)
        #expect(played.has(.leave(.quit)) == isLeft)
        #expect(!played.written.hasSuffix(key))
    }

    @Test func `a wrong argument is explained, an ordinary comment isn't`() throws {
        let played = try Played()
        played.type("#save now\r")
        played.print("\r\n")
        played.say("P;bash;0;/root")
        played.say("C;#save now")
        #expect(played.shown.contains("#save now: 'now' is too much"))
        let other = try Played()
        other.type("#zzzzzzzzzz\r")
        other.print("\r\n")
        other.say("P;bash;0;/root")
        other.say("C;#zzzzzzzzzz")
        #expect(other.shown == "\r\n")
    }

    @Test func `the end of the shell and of the program, and sizes, are passed on`() throws {
        let played = try Played()
        played.handle(.resized(Size(columns: 100, rows: 30)))
        played.handle(.shellEnded(status: 7))
        played.handle(.terminate)
        #expect(
            played.effects == [
                .resizeShell(Size(columns: 100, rows: 30)), .leave(.shellEnded(7)),
                .leave(.terminated),
            ])
    }

    @Test func `accepted lines are kept for the history until they are taken`() throws {
        let played = try Played()
        played.type("ls\r")
        played.say("L;ls")
        played.say("P;bash;2;/root")
        #expect(played.history() == ["ls"])
        #expect(played.history().isEmpty)
    }
}

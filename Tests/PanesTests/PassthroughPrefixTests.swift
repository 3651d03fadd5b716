import Commands
import Configuration
import Containers
import Terminal
import Testing

@testable import Panes

/// The prefix keys in `paks run`.
@Suite struct PassthroughPrefixTests {
    typealias Played = PassthroughTests.Played

    /// What is in front when the prefix key is pressed.
    struct Front: Sendable, CustomTestStringConvertible {
        var name: String
        var size = Size(columns: 80, rows: 24)
        var output: String
        var testDescription: String { "\(name) at \(size.columns)x\(size.rows)" }

        /// As vim leaves its screen: regions, colours, a hidden cursor by and by.
        static let vim =
            "\u{1b}[?1049h\u{1b}[22;0;0t\u{1b}[>4;2m\u{1b}[?1h\u{1b}=\u{1b}[?2004h\u{1b}[?1004h"
            + "\u{1b}[1;24r\u{1b}[?12h\u{1b}[?12l\u{1b}[2J\u{1b}[H\u{1b}[33mline one\u{1b}[m\r\n"
            + "\u{1b}[94m~\u{1b}[m\r\n\u{1b}[94m~\u{1b}[m"
            + "\u{1b}[999;1H\u{1b}[1m-- INSERT --\u{1b}[m\u{1b}[999;60H1,9\u{1b}[1;9H\u{1b}[4;31m"

        static let all = [(80, 24), (40, 10), (20, 3), (4, 2), (1, 1)].flatMap { columns, rows in
            let size = Size(columns: columns, rows: rows)
            return [
                Front(name: "vim", size: size, output: vim),
                Front(name: "a half-typed line", size: size, output: "echo half"),
                Front(
                    name: "a wrapped line", size: size,
                    output: String(repeating: "word ", count: 40) + "\u{1b}[3D"),
                Front(
                    name: "top", size: size,
                    output: "\u{1b}[H\u{1b}[Jtop - 12:00\r\n\r\n PID\r\n  1 bash\u{1b}[2;1H"),
                Front(name: "a region", size: size, output: "\u{1b}[1;2r\u{1b}[?6h\u{1b}(0qqq"),
            ]
        }
    }

    @Test(arguments: Front.all)
    func `its line comes and goes without a trace, and without a byte for the program`(
        _ front: Front
    ) throws {
        let played = try Played(size: front.size)
        played.print(front.output)
        played.effects = []
        played.press("C-]", ":")
        if front.size.columns > 3 { #expect(played.line.contains(":")) }
        played.type("envl")
        if front.size.columns >= 20 { #expect(played.line.contains("envl")) }
        played.press("Tab", "Left", "Home", "End", "Backspace", "Up", "Down")
        played.print("behind\r\nthe line\u{1b}[K\r\n\u{1b}[32mmore")
        #expect(!played.rows.joined().contains("behind"))
        played.press("Esc")
        #expect(played.torn == nil)
        #expect(played.written == "")
        #expect(played.job == nil)
        // The next key is the program's.
        played.press("x")
        #expect(played.written == "x")
    }

    @Test(arguments: 0..<200)
    func `whatever is printed and pressed, nothing of it stays`(_ seed: UInt64) throws {
        var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
        func number(_ count: Int) -> Int {
            // Marsaglia's xorshift.
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(count))
        }
        let output = [
            "text", "\r\n", "\u{1b}[H", "\u{1b}[?1049h", "\u{1b}[?1049l", "\u{1b}[2;4r", "\u{1b}[r",
            "\u{1b}[3;31m", "\u{1b}[m", "漢字", "\u{1b}[?6h", "\u{1b}[?6l", "\u{1b}[2J", "\u{1b}[K",
            "\u{1b}[", "9C", "\u{1b}]0;t", "\u{07}", "\u{1b}(0", "\u{1b}(B", "\u{1b}[?7l",
            "\u{1b}[?7h", "\u{1b}[4h", "\u{1b}[4l", "\u{1b}[?25l", "\u{1b}[?25h", "\u{1b}[A",
            String(repeating: "long ", count: 30),
        ]
        let keys = [":", "a", "Left", "Tab", "Up", "Esc", "x", "Backspace"]
        let played = try Played(size: Size(columns: 2 + number(60), rows: 1 + number(12)))
        for _ in 0..<60 {
            switch number(8) {
            case 0...3: played.print(output[number(output.count)])
            case 4: played.press("C-]", ":")
            case 5:
                let isOpen = played.run.overlay != nil && played.run.pendingPrefix == nil
                // After a prefix alone other keys may say something.
                if isOpen { played.press(keys[number(keys.count)]) } else { played.press("Esc") }
            default: played.handle(.timer([.whichKey, .toast][number(2)]))
            }
        }
        // What has begun ends.
        played.print("\u{18}")
        played.takeAway()
        #expect(played.torn == nil)
    }

    @Test(arguments: ["Esc", "C-c", "C-g", "Enter"])
    func `these close it, and after the prefix alone they do nothing`(_ key: String) throws {
        let played = try Played()
        played.effects = []
        played.press("C-]", ":", key)
        #expect(played.torn == nil)
        played.press("C-]", key)
        #expect(played.torn == nil)
        #expect(played.written == "")
        #expect(played.job == nil)
    }

    @Test(arguments: ["C-]", "F12"])
    func `twice it is the program's`(_ key: String) throws {
        let played = try Played()
        played.effects = []
        played.press(key, key)
        #expect(played.written == (key == "F12" ? "\u{1b}[24~" : "\u{1d}"))
        #expect(played.torn == nil)
    }

    @Test func `the settings' own prefix and keys count`() throws {
        var keys = Settings.Keys()
        keys.prefix = ["C-b"]
        keys.bindings = ["p": "palette", ":": ""]
        let played = try Played(keys: keys)
        played.effects = []
        played.press("C-]", "C-b", "p")
        #expect(played.written == "\u{1d}")
        #expect(played.line.contains(": "))
        played.press("Esc", "C-b", ":")
        #expect(played.rows.joined(separator: "\n").contains(": isn't bound after C-b"))
    }

    @Test func `who hesitates sees the keys, and what is printed meanwhile`() throws {
        let played = try Played()
        played.press("C-]")
        #expect(played.torn == nil)
        played.handle(.timer(.whichKey))
        #expect(played.line.contains("C-]  : line  ? keys  c connect"))
        #expect(played.line.contains("c connect  d detach  s save"))
        played.print("output\r\n$ ")
        #expect(played.torn == nil)
        played.handle(.timer(.whichKey))
        #expect(played.line.contains("C-]  : line  ? keys  c connect"))
        played.press("Esc")
        #expect(played.torn == nil)
    }

    @Test func `a line's result is printed, and the half-typed line stands below it`() throws {
        let played = try Played()
        played.type("echo half")
        played.print("\u{1b}[32mecho\u{1b}[m half\u{1b}[2D")
        played.effects = []
        played.press("C-]", ":")
        played.type("size\r")
        let job = try #require(played.job)
        #expect(played.has(.start(job, line: "size")))
        #expect(played.line.contains("size"))
        played.handle(.report(job, .progress(step: "counting", done: 1, total: 4)))
        #expect(played.line.contains("counting 25%"))
        played.handle(.report(job, .result(status: 0, "12 MB\nof 80 MB")))
        played.handle(.jobEnded(job, status: 0))
        #expect(
            Array(played.rows.prefix(4)) == ["$ echo half", "12 MB", "of 80 MB", "$ echo half"])
        #expect(played.terminal.cursorPoint == Point(row: 3, column: 9))
        // The same look, and nothing typed.
        #expect(played.terminal.line(at: 3) == played.terminal.line(at: 0))
        #expect(played.written == "")
        // What the shell draws next goes where the line is now.
        played.print("LF")
        #expect(played.rows[3] == "$ echo haLF")
    }

    @Test func `so does one that is wrapped, whose end isn't where the cursor is`() throws {
        let played = try Played(size: Size(columns: 10, rows: 5))
        played.print("0123456789abcd\u{1b}[A")
        played.press("C-]", ":")
        played.type("size\r")
        let job = try #require(played.job)
        played.handle(.report(job, .result(status: 0, "12 MB")))
        #expect(played.rows == ["$ 01234567", "89abcd", "12 MB", "$ 01234567", "89abcd"])
        #expect(played.terminal.cursorPoint == Point(row: 3, column: 6))
        #expect(played.terminal.logicalLine(at: 4) == "$ 0123456789abcd")
    }

    @Test(arguments: [
        Front.vim, "\u{1b}[H\u{1b}[Jtop\r\n\r\n PID\r\n  1 bash\u{1b}[2;1H",
        // As top leaves it, and as less -X does.
        "\u{1b}[H\u{1b}[Jtop\r\n\r\n PID\r\n  1 bash\u{1b}[24;1H", "1\r\n2\u{1b}[24;1H:",
    ])
    func `in a program with the whole screen a result stands until a key, which goes on`(
        _ output: String
    ) throws {
        let played = try Played()
        played.type("program\r")
        played.print(output)
        played.press("C-]", ":")
        played.type("save\r")
        played.effects.removeAll { if case .writeShell = $0 { true } else { false } }
        let job = try #require(played.job)
        played.effects = []
        played.handle(.report(job, .result(status: 0, "saved as x-saved:latest")))
        played.handle(.jobEnded(job, status: 0))
        #expect(played.line.contains("saved as x-saved:latest"))
        #expect(played.has(.timer(.toast, seconds: 6)))
        played.print("x\u{1b}[Ky")
        #expect(played.line.contains("saved as x-saved:latest"))
        played.press("j")
        #expect(played.written == "j")
        #expect(played.torn == nil)
    }

    @Test func `near the top of the main screen there is no room to read, and it is printed`()
        throws
    {
        let played = try Played()
        played.type("ssh elsewhere\r")
        played.print("\r\nelse$ ec")
        played.press("C-]", "i")
        let job = try #require(played.job)
        let body = JSON.array((1...5).map { .string("item \($0)") })
        played.handle(.report(job, .document(Document(topic: "x", title: "x", body: body))))
        played.handle(.report(job, .result(status: 0, "")))
        #expect(Array(played.rows[1...4]) == ["else$ ec", "[", "  \"item 1\",", "  \"item 2\","])
        #expect(played.line == "else$ ec")
        #expect(played.terminal.cursorPoint.column == 8)
    }

    @Test func `or for some seconds`() throws {
        let played = try Played()
        played.print(Front.vim)
        played.press("C-]", "F5")
        #expect(played.line.contains("F5 isn't bound after C-]; ? lists the keys"))
        played.handle(.timer(.toast))
        #expect(played.torn == nil)
        #expect(played.written == "")
    }

    @Test func `what is longer is read with the keys of a pager`() throws {
        let played = try Played(size: Size(columns: 40, rows: 10))
        played.print(Front.vim)
        played.press("C-]", "i")
        let job = try #require(played.job)
        let body = JSON.array((1...30).map { .string("item \($0)") })
        played.handle(
            .report(job, .document(Document(topic: "x", title: "inspect", body: body))))
        played.handle(.report(job, .result(status: 0, "")))
        played.handle(.jobEnded(job, status: 0))
        #expect(played.rows[0] == "[")
        #expect(played.line.contains(" paks  1 of 32  q closes  inspect"))
        played.press("PageDown", "j", "z")
        #expect(played.line.contains("10 of 32  q closes"))
        #expect(played.written == "")
        played.press("q")
        #expect(played.torn == nil)
        #expect(played.written == "")
    }

    @Test func `what is wrong with a line is said above it, and it can be mended`() throws {
        let played = try Played()
        played.print("\r\n\r\n$ ")
        played.press("C-]", ":")
        played.type("sve\r")
        #expect(played.rows[1] == "no command 'sve'; did you mean 'save'?")
        #expect(played.line.contains(": sve"))
        played.press("Left", "Left")
        played.type("a\r")
        #expect(played.effects.lines == ["save"])
        played.press("C-]", ":", "Up")
        #expect(played.line.contains(": save"))
    }

    @Test func `lines that need panes say so, and what is typed completes`() throws {
        let played = try Played()
        played.press("C-]", ":")
        played.type("zoom\r")
        #expect(played.rows.joined().contains("zoom needs the full screen: paks tui"))
        played.press("Esc", "C-]", "z")
        #expect(played.rows.joined(separator: "\n").contains("\nzoom needs the full screen"))
        played.press("C-]", "e")
        #expect(played.line.contains(": envload   github gitlab staging"))
        played.type("st")
        played.press("Tab")
        #expect(played.line.contains(": envload staging"))
        played.press("Enter")
        #expect(played.effects.lines == ["envload staging "])
    }

    @Test func `asking for a save offers the name that it gets by itself`() throws {
        let played = try Played()
        played.press("C-]", "s", "Enter")
        #expect(played.effects.lines == ["save name=debian-saved:bookworm"])
    }

    @Test func `bytes that come in one read with it keep their order`() throws {
        let played = try Played()
        played.effects = []
        played.type("a")
        played.press("C-]", ":")
        played.type("size\rls\r")
        let kept = played.effects.compactMap { effect -> String? in
            switch effect {
            case .writeShell(let bytes): String(decoding: bytes, as: UTF8.self)
            case .start(_, let line): line
            default: nil
            }
        }
        #expect(kept == ["a", "size", "l", "s", "\r"])
    }

    @Test func `in a paste it is a letter like any other, and a paste goes into the line`() throws {
        let played = try Played()
        played.effects = []
        played.handle(.input(.paste([0x61, 0x1d, 0x3a], ends: true)))
        #expect(Array(played.written.utf8) == [0x61, 0x1d, 0x3a])
        played.press("C-]", ":")
        played.handle(.input(.paste(Array("size\n".utf8), ends: true)))
        #expect(played.line.contains(": size"))
        #expect(Array(played.written.utf8) == [0x61, 0x1d, 0x3a])
        #expect(played.job == nil)
    }

    @Test func `the mouse and the terminal's answers go where they belong`() throws {
        let played = try Played()
        played.print("\u{1b}[?1000h\u{1b}[?1006h")
        played.press("C-]", ":")
        played.effects = []
        played.handle(.input(.mouse(Mouse(.press, .left, at: Point(row: 1, column: 1)))))
        #expect(played.written == "")
        played.handle(.input(.report(Array("\u{1b}[1;1R".utf8))))
        #expect(played.written == "\u{1b}[1;1R")
    }

    @Test func `a flood behind the line closes it, and is shown whole`() throws {
        let played = try Played()
        played.press("C-]", ":")
        played.type("siz")
        played.effects = []
        let flood = String(repeating: "flood ", count: 1 << 16)
        for _ in 0..<2 { played.print(flood) }
        #expect(played.shown.count { $0 == "f" } == 2 << 16)
        #expect(played.torn == nil)
        played.press("x")
        #expect(played.written == "x")
    }

    @Test(arguments: ["\u{1b}[3", "\u{1b}]0;ti", "\u{e6}"])
    func `it waits for the end of what has begun, but not for ever`(_ begun: String) throws {
        for hasEnd in [true, false] {
            let played = try Played()
            var bytes = Array(begun.utf8)
            if begun == "\u{e6}" { bytes = [0xe6] }
            played.receive(raw: bytes)
            played.effects = []
            played.press("C-]", ":")
            #expect(played.shown == "")
            if hasEnd {
                played.print(begun == "\u{1b}[3" ? "1m" : begun == "\u{e6}" ? "" : "\u{07}")
                if begun != "\u{e6}" { #expect(played.line.contains(": ")) }
            } else {
                played.time += 1
                played.type("s")
                #expect(played.line.contains(": s"))
            }
        }
    }

    @Test func `Ctrl-C stops the line's job while that is watched; other keys are the shell's`()
        throws
    {
        let played = try Played()
        played.effects = []
        played.press("C-]", ":")
        played.type("save\r")
        let job = try #require(played.job)
        played.press("C-c")
        #expect(played.has(.cancel(job)))
        #expect(played.written == "")
        played.press("l")
        #expect(played.written == "l")
        #expect(played.torn == nil)
        played.print("l")
        played.press("C-c")
        #expect(played.written == "l\u{3}")
        // It is over all the same, and that is said.
        played.handle(.jobEnded(job, status: 130))
        #expect(Array(played.rows.prefix(3)) == ["$ l", "paks: save: stopped", "$ l"])
    }

    @Test func `while a # line's job holds the shell both go on`() throws {
        let played = try Played()
        played.submit("#save")
        let save = try #require(played.job)
        played.handle(.report(save, .progress(step: "commit", done: nil, total: nil)))
        played.effects = []
        played.press("C-]", ":")
        #expect(played.line.contains(": "))
        played.handle(.report(save, .progress(step: "push", done: nil, total: nil)))
        played.type("size\r")
        let size = try #require(played.job)
        #expect(size != save)
        played.handle(.report(size, .result(status: 0, "12 MB")))
        #expect(played.rows.contains("12 MB"))
        played.handle(.report(save, .progress(step: "tag", done: nil, total: nil)))
        #expect(played.line == "tag")
        played.handle(.report(save, .result(status: 0, "saved")))
        played.handle(.jobEnded(save, status: 0))
        #expect(played.written == ".~")
        #expect(played.rows.contains("saved"))
    }

    @Test func `a question waits until the line is closed`() throws {
        let played = try Played(confirm: .always)
        played.type("#envload a\r")
        played.print("#envload a\r\n")
        played.press("C-]", ":")
        played.say("L;#envload a")
        played.say("P;bash;0;/root")
        played.say("C;#envload a")
        played.say("R;")
        #expect(!played.rows.joined().contains("[y/N]"))
        played.time += 1
        played.type("y")
        #expect(played.job == nil)
        played.press("Esc")
        #expect(played.line == "paks: Load 'a' into quiet-fox? [y/N]")
        played.time += 1
        played.type("y")
        #expect(played.effects.lines == ["envload a"])
    }

    @Test(arguments: [("d", Leaving.detach), ("x", .quit)])
    func `leaving gives back what was covered, and asks before it stops the container`(
        _ key: String, _ how: Leaving
    ) throws {
        let played = try Played()
        played.print(Front.vim)
        played.effects = []
        played.press("C-]", key)
        if key == "x" {
            #expect(played.line.contains("Stop quiet-fox and leave? Unsaved work is kept. [y/N]"))
            played.press("z", "C-]")
            #expect(!played.has(.leave(how)))
            played.press("n")
            #expect(played.torn == nil)
            played.press("C-]", "x", "y")
        }
        #expect(played.has(.leave(how)))
        #expect(played.torn == nil)
        #expect(played.written == "")
    }

    @Test func `the list of keys has what does something here`() throws {
        let played = try Played()
        played.press("C-]", "?")
        let text = played.rows.joined(separator: "\n")
        #expect(text.hasPrefix("$\nAfter C-] or F12, which pressed twice goes to the program"))
        for row in [":       a line with any command", "c       connect", "s       save ..."] {
            #expect(text.contains("\n  " + row))
        }
        #expect(!text.contains("zoom") && !text.contains("focus") && !text.contains("theme"))
        #expect(played.line == "$")
    }

    static let busy = [
        (Front.vim, "", "a program has the whole screen"),
        ("[sudo] password for ann: ", "", "asks for a password"),
        (">>> ", "half ", "a line is half typed"),
    ]

    @Test(arguments: busy)
    func `no word is typed where something else than a word is awaited`(
        _ output: String, _ keys: String, _ reason: String
    ) throws {
        for isKey in [true, false] {
            let played = try Played()
            played.type("program\r")
            played.print("program\r\n" + output + keys)
            played.type(keys)
            played.effects = []
            if isKey { played.press("C-]", "c") } else { played.press("C-]", ":") }
            if !isKey { played.type("connect\r") }
            #expect(played.rows.joined(separator: "\n").contains(reason))
            #expect(played.written == "")
        }
    }

    @Test(arguments: [("", ""), ("q", "\u{15}"), ("\u{1b}[A", "\u{15}"), ("half\u{15}", "")])
    func `the word to connect is typed behind a line's end`(_ keys: String, _ first: String) throws
    {
        let played = try Played()
        played.type("bash\r")
        played.print("bash\r\n$ ")
        played.type(keys)
        played.effects = []
        played.press("C-]", "c")
        #expect(played.written.hasPrefix(first + " exec sh -c "))
    }

    @Test func `a hint reaches who is in a program with the whole screen`() throws {
        let played = try Played()
        played.type("vim\r")
        played.print(Front.vim)
        played.type("#save\r")
        played.time += 1
        played.handle(.timer(.shellAnswer))
        #expect(played.rows[22].contains("# commands work at the prompt"))
        played.press("x")
        #expect(played.torn == nil)
    }

    @Test func `a change of size takes the line along`() throws {
        let played = try Played(size: Size(columns: 40, rows: 10))
        played.print(Front.vim)
        played.press("C-]", ":")
        played.type("size")
        played.resize(to: Size(columns: 60, rows: 12))
        #expect(played.terminal.cursorPoint.row == 11)
        #expect(played.line.contains(": size"))
        played.print("\u{1b}[2J\u{1b}[Hredrawn")
        played.press("Esc")
        #expect(played.torn == nil)
    }

    @Test func `before there is a shell nothing is drawn, and one can leave`() throws {
        var run = Passthrough(
            size: Size(columns: 80, rows: 24),
            info: WorkspaceInfo(engine: "docker", image: "x", session: "x", saveName: "x"),
            link: ShellLink(
                token: PassthroughTests.token, start: .boot(shell: "auto"), table: .standard),
            keymap: try Keymap(Settings.Keys()) { _ in nil })
        var effects: [Effect] = []
        for name in ["C-]", ":", "s", "Esc", "C-]", "d"] {
            let key = try #require(Key(name: name))
            effects += run.handle(.input(.key(key, bytes: [0x78])), at: 1)
        }
        #expect(!effects.contains { if case .show = $0 { true } else { false } })
        #expect(!effects.contains { if case .writeShell = $0 { true } else { false } })
        #expect(effects.last == .leave(.detach))
    }
}

import Commands
import Testing

@testable import Panes

/// The link alone, with a shell and a person that are played. The numbers are those of the cases in
/// `facts/shells.md` 5.
@Suite struct ShellLinkTests {
    static let token = "0123456789abcdef0123456789abcdef"

    /// A link at a prompt, and the shell and the person beside it.
    struct Played {
        var link: ShellLink
        var time = 100.0
        var sequence = 10
        var shown: [UInt8] = []
        var actions: [ShellLink.Action] = []

        init() {
            link = ShellLink(
                token: token, start: .attach(lastSequence: 10),
                isCommand: { ["save", "save ", "size", "envload github"].contains($0) },
                explain: { $0.hasPrefix("save ") ? "save takes no words" : nil })
            say("P;bash;0;/root")
            print("$ ")
        }

        mutating func receive(_ bytes: [UInt8]) {
            time += 0.001
            var shown: [UInt8] = []
            actions += link.receive(bytes.span, at: time) { span in
                for index in span.indices { shown.append(span[index]) }
            }
            self.shown += shown
        }

        mutating func print(_ text: String) { receive(Array(text.utf8)) }

        static func message(_ body: String, _ sequence: Int) -> [UInt8] {
            Array("\u{1b}]7717;\(token);\(sequence);\(body)\u{07}".utf8)
        }

        mutating func say(_ body: String) {
            sequence += 1
            receive(Self.message(body, sequence))
        }

        mutating func type(
            _ text: String, as kind: ShellLink.Typing = .keys, row: String = ""
        ) {
            time += 0.001
            actions += link.typed(Array(text.utf8), as: kind, row: row, at: time)
        }

        /// What the shell does with an accepted `#` line.
        mutating func submit(_ line: String) {
            print("\r\n")
            say("L;\(line)")
            say("P;bash;0;/root")
            say("C;\(line)")
        }

        mutating func take() -> [ShellLink.Action] {
            defer { actions = [] }
            return actions.filter { if case .timer = $0 { false } else { true } }
        }

        var written: String {
            var bytes: [UInt8] = []
            for case .writeShell(let piece) in actions { bytes += piece }
            return String(decoding: bytes, as: UTF8.self)
        }

        var runs: [String] {
            actions.compactMap { if case .run(let line, _) = $0 { line } else { nil } }
        }

        var hints: [String] {
            actions.compactMap { if case .hint(let text) = $0 { text } else { nil } }
        }
    }

    @Test func `a command goes through question, answer, run and release`() {
        var played = Played()
        played.type("#save\r")
        #expect(played.take() == [.writeShell(Array("#save\r".utf8))])
        played.submit("#save")
        #expect(played.take() == [.writeShell(Array("~+~".utf8))])
        #expect(played.link.phase == .asked)
        played.say("R;")
        #expect(played.take() == [.run(line: "save", .strong)])
        #expect(played.link.phase == .blocked)
        played.actions += played.link.finished(at: played.time)
        #expect(played.take() == [.writeShell(Array(".~".utf8))])
        played.say("P;bash;0;/root")
        #expect(played.link.phase == .atPrompt)
    }

    @Test func `the line on the row stands for one that was edited or recalled`() {
        var played = Played()
        played.type("\u{1b}[A")
        played.type("\r", row: "root@x:/# #save")
        played.submit("#save")
        played.say("R;")
        #expect(played.runs == ["save"])
    }

    @Test func `blanks at a line's end, which no row shows, are no difference`() {
        var played = Played()
        played.type("\u{1b}[A")
        played.type("\r", row: "root@x:/# #save")
        played.submit("#save ")
        played.say("R;")
        #expect(played.runs == ["save "])
    }

    @Test func `a line that is shown only after its Enter counts, if the screen was behind`() {
        var played = Played()
        played.type("\u{1b}[A\r", row: "$ ")
        played.print("#save")
        played.submit("#save")
        played.say("R;")
        #expect(played.runs == ["save"])

        var other = Played()
        other.type("\u{1b}[A")
        other.print("ls")
        other.type("\r", row: "$ ls")
        other.print("#save")
        other.submit("#save")
        other.say("R;")
        #expect(other.runs.isEmpty)
    }

    @Test func `no Enter, no command`() {
        var played = Played()
        played.submit("#save")
        played.say("R;")
        #expect(played.written == "~-~.~")
        #expect(played.runs.isEmpty)
    }

    @Test func `an Enter serves one command`() {
        var played = Played()
        played.type("#save\r", row: "$ #save")
        played.submit("#save")
        played.say("R;")
        played.actions += played.link.finished(at: played.time)
        #expect(played.runs == ["save"])
        played.submit("#save")
        played.say("R;")
        #expect(played.runs == ["save"])
    }

    @Test func `an Enter older than 2 s serves none`() {
        var played = Played()
        played.type("#save\r", row: "$ #save")
        played.time += 2.1
        played.submit("#save")
        #expect(played.runs.isEmpty && played.written.hasSuffix("~-~"))
    }

    @Test func `an Enter for another line serves none`() {
        var played = Played()
        played.type("ls\r", row: "$ ls")
        played.submit("#envload github")
        played.say("R;")
        #expect(played.runs.isEmpty)
    }

    @Test(arguments: [
        "#save the model", "#nosuch", "# save", "#Save", "#save\u{c2}\u{9b}31m", "#-save", "#",
        "save", "#save;size",
    ])
    func `a line that isn't exactly a command is refused`(_ line: String) {
        var played = Played()
        played.type(line + "\r", row: "$ " + line)
        played.submit(line)
        #expect(played.runs.isEmpty)
        #expect(played.written.hasSuffix("~-~"))
    }

    @Test func `a wrong argument is explained`() {
        var played = Played()
        played.type("#save it\r")
        played.submit("#save it")
        #expect(played.hints == ["save takes no words"])
    }

    @Test func `57 to 63 a message with a control character in its line runs nothing`() {
        for line in ["#save\u{1b}[m", "#save\u{7f}"] {
            var played = Played()
            played.type("#save\r", row: "$ #save")
            played.submit(line)
            played.say("R;")
            #expect(played.runs.isEmpty)
        }
    }

    @Test func `replayed and huge numbers are ignored, and the next real command works`() {
        var played = Played()
        played.type("#save\r", row: "$ #save")
        played.receive(Played.message("P;bash;0;/", 9))
        for number in [1, 11, 99_999_999, 11 + 10_001] {
            played.receive(Played.message("C;#save", number))
        }
        #expect(played.runs.isEmpty)
        #expect(played.written == "#save\r")
        played.submit("#save")
        played.say("R;")
        #expect(played.runs == ["save"])
    }

    @Test func `a refused line's number shuts nothing out`() {
        var played = Played()
        played.receive(Played.message("P;bash;0;/", 12))
        played.receive(Played.message("C;#save", 9000))
        played.sequence = 12
        played.print("$ ")
        played.type("#save\r")
        played.submit("#save")
        played.say("R;")
        #expect(played.runs == ["save"])
    }

    @Test func `a forged line while a program runs is refused, with the right token too`() {
        var played = Played()
        played.type("cat\r", row: "$ cat")
        played.type("#save\r", row: "#save")
        played.say("C;#save")
        played.say("R;")
        #expect(played.runs.isEmpty)
        #expect(!played.written.contains("+"))
    }

    @Test func `a paste of several lines never runs a command`() {
        var played = Played()
        played.type("\u{1b}[200~true\n#save\u{1b}[201~", as: .paste(ends: true))
        played.type("\r", row: "#save")
        played.submit("#save")
        #expect(played.runs.isEmpty)

        var unbracketed = Played()
        unbracketed.type("true\n#save", as: .paste(ends: true))
        unbracketed.type("\r", row: "$ #save")
        unbracketed.submit("#save")
        #expect(unbracketed.runs.isEmpty)

        var whole = Played()
        whole.type("#save\n", as: .paste(ends: true), row: "$ #save")
        whole.submit("#save")
        #expect(whole.runs.isEmpty)
    }

    @Test func `a paste of one line runs with an Enter by hand`() {
        var played = Played()
        played.type("\u{1b}[200~#save\u{1b}[201~", as: .paste(ends: true))
        played.type("\r")
        played.submit("#save")
        played.say("R;")
        #expect(played.runs == ["save"])
    }

    @Test(arguments: ["\r", "\n", "\u{0f}", "\u{1b}OM", "\u{1b}[13u", "\u{1b}[13;1u"])
    func `every Enter that terminals send counts`(_ enter: String) {
        var played = Played()
        played.type("#save" + enter)
        played.submit("#save")
        played.say("R;")
        #expect(played.runs == ["save"])
    }

    @Test func `a message split at every byte is the same message`() {
        let whole =
            Played.message("P;bash;0;/root", 13) + Played.message("C;#save", 14)
            + Played.message("R;", 15)
        for cut in 0...whole.count {
            var played = Played()
            played.type("#save\r")
            played.receive(Array(whole[..<cut]))
            played.receive(Array(whole[cut...]))
            #expect(played.runs == ["save"])
        }
    }

    @Test func `a second boot message is shown and nothing is sent`() {
        var played = Played()
        played.print("\u{1b}]7717;boot;1\u{07}")
        #expect(played.take().isEmpty)
        #expect(String(decoding: played.shown, as: UTF8.self).contains("boot"))
    }
}

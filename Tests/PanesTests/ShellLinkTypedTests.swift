import Commands
import Testing

@testable import Panes

/// A shell that can't tell its lines: what was typed at its prompt is all there is.
@Suite struct ShellLinkTypedTests {
    typealias Played = ShellLinkTests.Played

    /// At a prompt of dash.
    static func atPrompt() -> Played {
        var played = Played()
        played.say("P;dash;0;/root")
        played.print("$ ")
        _ = played.take()
        played.shown = []
        return played
    }

    @Test func `the word that asks is typed in the line's place, and nothing of it is shown`() {
        var played = Self.atPrompt()
        played.type("#save\r", row: "$ #save")
        played.print("\r\n")
        _ = played.take()
        played.say("P;dash;0;/root")
        #expect(played.take() == [.writeShell(Array("__paks_go\n".utf8))])
        played.print("$ __paks_go\r\n")
        played.type("ls\r")
        played.say("G")
        #expect(played.take() == [.writeShell(Array("~\n+~\n".utf8))])
        played.print("from a background job\r\n")
        played.say("R;")
        #expect(played.take() == [.run(line: "save", .weak)])
        played.actions += played.link.finished(at: played.time)
        #expect(played.take() == [.writeShell(Array(".~\n".utf8))])
        played.say("P;dash;0;/root")
        played.print("$ ")
        #expect(played.written == "ls\r")
        #expect(
            String(decoding: played.shown, as: UTF8.self) == "\r\nfrom a background job\r\n$ ")
    }

    @Test func `what is typed into a program is no line of the shell`() {
        var played = Self.atPrompt()
        played.type("cat\r", row: "$ cat")
        played.type("#save\r", row: "#save")
        played.type("\u{04}")
        played.say("P;dash;0;/root")
        played.print("$ ")
        played.type("\r", row: "$")
        played.say("P;dash;0;/root")
        played.print("$ ")
        played.type("\u{03}")
        played.say("P;dash;130;/root")
        #expect(!played.written.contains("__paks"))
    }

    @Test(arguments: [
        ("#sx\u{7f}ave\r", "$ #save", true), ("#sx\u{7f}ave\r", "$ #sx^?ave", false),
        ("junk\u{15}#save\r", "$ #save", true), ("#save me\u{17}\u{7f}\r", "$ #save", true),
        ("#save\u{16}\u{7f}\r", "$ #save^?", false), ("#sa\u{04}ve\r", "$ #save", false),
        (" #save\r", "$  #save", false), ("#save\u{1b}[D\r", "$ #save^[[D", false),
    ])
    func `what was taken back must be gone from the row`(
        _ keys: String, _ row: String, _ runs: Bool
    ) {
        var played = Self.atPrompt()
        played.type(keys, row: row)
        played.print("\r\n")
        played.say("P;dash;0;/root")
        #expect(played.written.contains("__paks_go") == runs)
    }

    @Test func `a paste, an old Enter and a wrong call type nothing`() {
        var pasted = Self.atPrompt()
        pasted.type("#save\n", as: .paste(ends: true), row: "$ #save")
        pasted.say("P;dash;0;/root")
        var old = Self.atPrompt()
        old.type("#save\r", row: "$ #save")
        old.time += 2.1
        old.say("P;dash;0;/root")
        var wrong = Self.atPrompt()
        wrong.type("#save it\r", row: "$ #save it")
        wrong.say("P;dash;0;/root")
        for played in [pasted, old, wrong] { #expect(!played.written.contains("__paks")) }
        #expect(wrong.hints == ["save takes no words"])
    }

    @Test func `a message of the shell alone runs nothing`() {
        var played = Self.atPrompt()
        played.say("G")
        played.say("R;")
        #expect(played.runs.isEmpty)
        #expect(played.written == "~\n-~\n.~\n")
    }

    @Test func `when the word isn't taken up, the screen shows again and keys go on after 5 s`() {
        var played = Self.atPrompt()
        played.type("#save\r", row: "$ #save")
        played.say("P;dash;0;/root")
        played.type("ls\r")
        played.time += 5
        played.actions += played.link.expired(.shellAnswer, at: played.time)
        played.print("seen")
        #expect(played.hints.count == 1)
        #expect(String(decoding: played.shown, as: UTF8.self).hasSuffix("seen"))
    }

    @Test func `lines go into the history as they were typed, but for those of paks`() {
        var played = Self.atPrompt()
        for line in ["ls -l %41", "#save", " secret", "echo \u{1b}[A"] {
            played.type(line + "\r", row: "$ " + line)
            played.say("P;dash;0;/root")
            played.print("$ ")
            if line == "#save" {
                played.say("G")
                played.say("R;")
                played.actions += played.link.finished(at: played.time)
                played.say("P;dash;0;/root")
                played.print("$ ")
            }
        }
        let lines = played.actions.compactMap {
            if case .accepted(let entry) = $0 { entry.line } else { nil }
        }
        #expect(lines == ["ls -l %41"])
    }
}

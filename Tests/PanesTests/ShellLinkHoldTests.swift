import Commands
import Testing

@testable import Panes

/// Type-ahead, terminal reports and time limits.
@Suite struct ShellLinkHoldTests {
    typealias Played = ShellLinkTests.Played

    @Test func `15 two lines in one write run in their order, the second after the command`() {
        var played = Played()
        played.type("#save\recho two\r")
        #expect(played.written == "#save\r")
        played.submit("#save")
        played.say("R;")
        #expect(played.written == "#save\r~+~")
        played.actions += played.link.finished(at: played.time)
        played.say("P;bash;0;/root")
        #expect(played.written == "#save\r~+~.~")
        played.print("$ ")
        #expect(played.written == "#save\r~+~.~echo two\r")
    }

    @Test func `two commands in one write run both`() {
        var played = Played()
        played.type("#save\r#size\rls\r")
        for line in ["#save", "#size"] {
            played.submit(line)
            played.say("R;")
            played.actions += played.link.finished(at: played.time)
            played.say("P;bash;0;/root")
            played.print("$ ")
        }
        #expect(played.runs == ["save", "size"])
        #expect(played.written == "#save\r~+~.~#size\r~+~.~ls\r")
    }

    @Test func `what the shell took for an answer is typed again`() {
        var played = Played()
        played.type("\u{1b}[A\r", row: "$ ")
        played.type("ls\r")
        played.submit("#save")
        #expect(played.written == "\u{1b}[A\rls\r~-~")
        played.say("P;bash;0;/root")
        played.print("$ ")
        #expect(played.written == "\u{1b}[A\rls\r~-~ls\r")
    }

    @Test func `68 terminal reports wait in the same queue and never count as typed`() {
        var played = Played()
        played.type("#sa")
        played.type("\u{1b}[1;1R", as: .report)
        played.type("ve\r")
        played.type("a")
        played.type("\u{1b}[5;7R", as: .report)
        played.type("b")
        played.submit("#save")
        played.say("R;")
        #expect(played.runs == ["save"])
        played.actions += played.link.finished(at: played.time)
        played.say("P;bash;0;/root")
        played.print("$ ")
        #expect(played.written.hasSuffix(".~a\u{1b}[5;7Rb"))
    }

    @Test func `input behind a comment goes on after 300 ms without a word from the shell`() {
        var played = Played()
        played.type("#save\rxy")
        let deadline = played.actions.compactMap {
            if case .timer(.typeAhead, let seconds?) = $0 { seconds } else { nil }
        }
        #expect(deadline.last.map { $0 > 0.2 && $0 <= 0.3 } == true)
        played.time += 0.3
        played.actions += played.link.expired(.typeAhead, at: played.time)
        #expect(played.written == "#save\rxy")
    }

    @Test func `input behind any other line doesn't wait`() {
        var played = Played()
        played.type("ls\rxy", row: "root@x:/# ls")
        #expect(played.written == "ls\rxy")
    }

    @Test func `Ctrl-C cancels the command and drops what was typed ahead`() {
        var played = Played()
        played.type("#save\r")
        played.submit("#save")
        played.say("R;")
        played.type("ls\r")
        _ = played.take()
        played.type("\u{03}")
        #expect(played.take() == [.cancel])
        played.actions += played.link.finished(at: played.time)
        played.say("P;bash;0;/root")
        played.print("$ ")
        #expect(played.written == ".~")
    }

    @Test func `a second Ctrl-C frees the shell without waiting for the command`() {
        var played = Played()
        played.type("#save\r")
        played.submit("#save")
        played.say("R;")
        played.type("\u{03}")
        _ = played.take()
        played.type("\u{03}")
        #expect(played.take() == [.writeShell(Array(".~".utf8))])
        #expect(played.link.finished(at: played.time).isEmpty)
    }

    @Test func `held input is bounded`() {
        var played = Played()
        played.type("#save\r")
        played.submit("#save")
        for _ in 0..<300 { played.type(String(repeating: "x", count: 8192)) }
        #expect(played.link.queuedBytes <= 1 << 20)
    }

    @Test func `a shell that was told to wait and doesn't is left alone after 5 s`() {
        var played = Played()
        played.type("#save\r")
        played.submit("#save")
        played.time += 5
        played.actions += played.link.expired(.shellAnswer, at: played.time)
        #expect(played.link.phase == .running)
        #expect(played.hints.count == 1)
        #expect(played.runs.isEmpty)
    }

    @Test func `a command that is typed into another program is hinted at once`() {
        var played = Played()
        played.type("python3\r", row: "$ python3")
        for _ in 0..<3 {
            played.type("#save\r", row: ">>> #save")
            played.time += 0.6
            played.actions += played.link.expired(.shellAnswer, at: played.time)
        }
        #expect(played.hints.count == 1)
    }

    @Test func `a line goes into the history with its status, place and time`() {
        var played = Played()
        played.type("cd /tmp; false\r")
        let started = played.time
        played.time += 2
        played.say("L;cd /tmp;%09false")
        played.say("P;bash;1;/tmp")
        let entries = played.actions.compactMap {
            if case .accepted(let entry) = $0 { entry } else { nil }
        }
        #expect(entries.map(\.line) == ["cd /tmp;\tfalse"])
        #expect(entries.map(\.status) == [1])
        #expect(entries.map(\.directory) == ["/root"])
        #expect(entries.map(\.startedAt) == [started])
        #expect(entries.allSatisfy { (2...2.1).contains($0.duration) })
        #expect(played.link.directory == "/tmp")
        #expect(played.link.lastStatus == 1)
    }

    @Test func `commands of paks and lines with a leading blank stay out of the history`() {
        var played = Played()
        for line in ["#envload github", " secret", "", "\u{c2}\u{85}"] {
            played.say("L;\(line)")
            played.say("P;bash;0;/")
        }
        let lines = played.actions.compactMap {
            if case .accepted(let entry) = $0 { entry.line } else { nil }
        }
        #expect(lines.filter { $0.hasPrefix("#") || $0.hasPrefix(" ") || $0.isEmpty }.isEmpty)
    }

    @Test func `a directory that can't be told is none`() {
        var played = Played()
        played.say("P;bash;0;")
        #expect(played.link.directory == nil)
        played.say("P;bash;0;/a;b")
        #expect(played.link.directory == "/a;b")
    }
}

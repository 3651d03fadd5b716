import Commands
import Configuration
import Containers
import Terminal
import Testing

@testable import Panes

/// Questions before a line at the prompt hands something out.
@Suite struct QuestionTests {
    struct Line: Sendable {
        var line: String
        var shell = "bash"
        var confirm = Settings.Confirm.weak
        var asks: String?
    }

    static let lines = [
        Line(line: "envload github"), Line(line: "envhost TOKEN"), Line(line: "envsave e KEY"),
        Line(line: "cp a host:b"), Line(line: "envload github", shell: "zsh"),
        Line(line: "envload github", shell: "fish"), Line(line: "envload github", shell: "ash"),
        Line(
            line: "envload github", shell: "dash", asks: "Load 'github' into quiet-fox?"),
        Line(line: "save", shell: "dash"), Line(line: "envlist", shell: "dash"),
        Line(line: "envunload github", shell: "dash"),
        Line(line: "envload github", shell: "dash", confirm: .never),
        Line(line: "envload a b", confirm: .always, asks: "Load 'a', 'b' into quiet-fox?"),
        Line(line: "envhost T", confirm: .always, asks: "Set the host's 'T' in quiet-fox?"),
        Line(
            line: "envsave e K=1", confirm: .always,
            asks: "Let quiet-fox write the environment 'e'?"),
        Line(line: "cp a host:b", confirm: .always, asks: "Let quiet-fox write 'host:b'?"),
        Line(line: "cp host:b a", confirm: .always, asks: "Copy 'host:b' into quiet-fox?"),
        Line(line: "inspect", confirm: .always),
    ]

    @Test(arguments: lines)
    func `full screen, a line is asked about where the setting and the evidence say so`(
        _ row: Line
    ) throws {
        let played = try PlayedWorkspace(confirm: row.confirm)
        played.submit("#" + row.line, shell: row.shell)
        guard let question = row.asks else {
            #expect(played.job(row.line) != nil)
            return
        }
        #expect(played.job(row.line) == nil)
        #expect(played.text().contains(question))
        #expect(played.text().contains("#" + row.line))
        played.time += 1
        played.effects = []
        played.press("y")
        #expect(played.job(row.line) != nil)
        #expect(played.effects.toShell == "")
        #expect(!played.text().contains(question))
    }

    @Test(arguments: lines)
    func `without the full screen it is the same`(_ row: Line) throws {
        let played = try PassthroughTests.Played(confirm: row.confirm)
        played.submit("#" + row.line, shell: row.shell)
        guard let question = row.asks else {
            #expect(played.job != nil)
            return
        }
        #expect(played.job == nil)
        #expect(played.shown.contains("paks: \(question) [y/N] "))
        played.time += 1
        played.effects = []
        played.type("y")
        #expect(played.job != nil)
        #expect(played.written == "")
    }

    @Test func `what was allowed once isn't asked about again, and what else there is is`() throws {
        let played = try PlayedWorkspace(confirm: .always)
        played.submit("#envload a")
        played.time += 1
        played.press("y")
        let job = try #require(played.job("envload a"))
        played.handle(.jobEnded(job, status: 0))
        played.say("P;bash;0;/root")
        played.print("$ ")
        played.effects = []
        played.submit("#envload a b")
        #expect(played.text().contains("Load 'b' into quiet-fox?"))
        played.time += 1
        played.press("n")
        #expect(played.job("envload a b") == nil)
        #expect(played.effects.toShell.hasSuffix(".~"))
        #expect(played.text().contains("#envload wasn't run"))
        played.say("P;bash;0;/root")
        played.print("$ ")
        played.effects = []
        played.submit("#envload a")
        #expect(played.job("envload a") != nil)
    }

    @Test(arguments: ["n", "N", "Enter", "Esc", "C-c"])
    func `no lets the shell go on, without a byte of the key`(_ key: String) throws {
        let played = try PlayedWorkspace(confirm: .always)
        played.submit("#envload a")
        played.time += 1
        played.effects = []
        played.press(key)
        #expect(played.effects.toShell == ".~")
        #expect(played.effects.lines == [])
        let run = try PassthroughTests.Played(confirm: .always)
        run.submit("#envload a")
        run.time += 1
        run.effects = []
        run.press(key)
        #expect(run.written == ".~")
        #expect(run.effects.lines == [])
        #expect(run.shown.contains("#envload wasn't run"))
    }

    @Test(arguments: [("x", "x"), ("Up", "\u{1b}[A"), ("l", "l"), ("C-u", "\u{15}"), ("q", "q")])
    func `any other key says no, and reaches the shell at its prompt`(
        _ key: String, _ bytes: String
    ) throws {
        let played = try PlayedWorkspace(confirm: .always)
        played.submit("#envload a")
        played.time += 1
        played.effects = []
        played.press(key)
        #expect(!played.text().contains("Load 'a' into quiet-fox?"))
        #expect(played.text().contains("#envload wasn't run"))
        // Until the prompt comes it would be taken for an answer.
        #expect(played.effects.toShell == ".~")
        played.say("P;bash;0;/root")
        played.print("$ ")
        #expect(played.effects.toShell == ".~" + bytes)
        #expect(played.effects.lines == [])
        let run = try PassthroughTests.Played(confirm: .always)
        run.submit("#envload a")
        run.time += 1
        run.effects = []
        run.press(key)
        run.say("P;bash;0;/root")
        run.print("$ ")
        #expect(run.written == ".~" + bytes)
        #expect(run.effects.lines == [])
    }

    @Test(arguments: ["C-]", "F12"])
    func `a prefix key says no, and is one`(_ key: String) throws {
        let played = try PlayedWorkspace(confirm: .always)
        played.submit("#envload a")
        played.time += 1
        played.press(key)
        played.press(":")
        #expect(played.text().contains("palette"))
        let run = try PassthroughTests.Played(confirm: .always)
        run.submit("#envload a")
        run.time += 1
        run.effects = []
        run.press(key)
        run.press(":")
        #expect(run.shown.contains("#envload wasn't run"))
        #expect(run.line.contains(": "))
        #expect(run.written == ".~")
    }

    @Test func `a paste says no, and goes on`() throws {
        let played = try PlayedWorkspace(confirm: .always)
        played.submit("#envload a")
        // Too early for an answer, it only goes on.
        played.handle(.input(.paste(Array("one".utf8), ends: true)))
        #expect(played.text().contains("Load 'a' into quiet-fox?"))
        played.time += 1
        played.effects = []
        played.handle(.input(.paste(Array("two".utf8), ends: true)))
        played.say("P;bash;0;/root")
        played.print("$ ")
        #expect(played.effects.toShell == ".~onetwo")
        #expect(played.effects.lines == [])
        let run = try PassthroughTests.Played(confirm: .always)
        run.submit("#envload a")
        run.time += 1
        run.effects = []
        run.handle(.input(.paste(Array("y".utf8), ends: true)))
        run.say("P;bash;0;/root")
        run.print("$ ")
        #expect(run.written == ".~y")
        #expect(run.effects.lines == [])
    }

    @Test func `who types ahead doesn't answer`() throws {
        let played = try PlayedWorkspace(confirm: .always)
        played.submit("#envload a")
        played.effects = []
        played.type("y")
        #expect(played.job("envload a") == nil)
        played.time += 1
        played.press("n")
        played.say("P;bash;0;/root")
        played.print("$ ")
        #expect(played.effects.toShell == ".~y")
        let run = try PassthroughTests.Played(confirm: .always)
        run.submit("#envload a")
        run.effects = []
        run.type("y")
        #expect(run.job == nil)
        run.time += 1
        run.type("x")
        #expect(run.job == nil)
        run.say("P;bash;0;/root")
        run.print("$ ")
        #expect(run.written == ".~yx")
    }

    @Test func `what a program prints meanwhile stands behind the question`() throws {
        let played = try PassthroughTests.Played(confirm: .always)
        played.submit("#envload a")
        played.effects = []
        played.print("\r\u{1b}[KContinue? [y/N] ")
        #expect(played.shown == "")
        played.time += 1
        played.type("n")
        #expect(played.shown.hasPrefix("n\r\n\r\u{1b}[KContinue? [y/N] "))
    }

    @Test func `a flood behind the question is shown whole, and nothing is run`() throws {
        let played = try PassthroughTests.Played(confirm: .always)
        played.submit("#envload a")
        played.effects = []
        let flood = String(repeating: "flood ", count: 1 << 16)
        for _ in 0..<3 { played.print(flood) }
        #expect(played.job == nil)
        #expect(played.shown.hasPrefix("n\r\nflood flood "))
        #expect(played.shown.count { $0 == "f" } == 3 << 16)
        played.time += 1
        played.type("y")
        #expect(played.job == nil)
    }

    @Test func `a shell that ends behind the question has its last words`() throws {
        let played = try PassthroughTests.Played(confirm: .always)
        played.submit("#envload a")
        played.effects = []
        played.print("last words")
        played.handle(.shellEnded(status: 1))
        #expect(played.shown.contains("last words"))
        #expect(played.job == nil)
    }

    @Test func `a document that comes meanwhile waits behind the question`() throws {
        let played = try PlayedWorkspace(confirm: .always)
        played.submit("#envload a")
        let job = try #require(played.job("inspect"))
        let document = Document(topic: "size", title: "size", body: .string("12 MB"))
        played.handle(.report(job, .document(document)))
        #expect(played.text().contains("Load 'a' into quiet-fox?"))
        played.time += 1
        played.press("n")
        #expect(played.text().contains("12 MB"))
    }
}

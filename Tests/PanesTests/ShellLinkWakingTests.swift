import Commands
import Testing

@testable import Panes

/// Requests to shells that can only be asked by a line of their own, or not at all.
@Suite struct ShellLinkWakingTests {
    typealias Played = ShellLinkTests.Played
    typealias Asking = ShellLinkAskTests

    static let kill = "\u{15}"

    /// Half a line at the prompt of a shell, and a request that waits.
    static func asked(_ shell: String, typed: String = "ls -l") -> Played {
        var played = Played()
        played.say("P;\(shell);0;/root")
        played.print("$ ")
        played.type(typed)
        played.time += 1
        _ = played.take()
        played.shown = []
        played.actions += played.link.ask(Asking.change, from: Asking.me, at: played.time)
        return played
    }

    @Test(arguments: [
        ("dash", String(repeating: "\u{8} \u{8}", count: 5), "__paks_go\n", "G"),
        (
            "ash", "\r$ \u{1b}[J", "#paks: asked from outside of this shell\n",
            "C;#paks: asked from outside of this shell"
        ),
    ])
    func `what is half typed is taken back, seen to be gone, and typed again unseen`(
        _ shell: String, _ echo: String, _ line: String, _ request: String
    ) {
        var played = Self.asked(shell)
        #expect(played.written == Self.kill)
        // A part proves nothing.
        played.print(String(echo.dropLast()))
        #expect(played.written == Self.kill)
        played.print(String(echo.suffix(1)))
        #expect(played.written == Self.kill + line)
        played.type("a")
        _ = played.take()
        played.print("\(line)\r\n")
        if shell == "ash" { played.say("P;ash;0;/root") }
        played.say(request)
        #expect(played.written == "~\n+~\n")
        played.say("R;")
        played.say("R;")
        #expect(Asking.reply(played) == .changed(refused: []))
        _ = played.take()
        played.say("P;\(shell);0;/root")
        played.print("$ ")
        #expect(played.written == "")
        for expected in ["ls -l", "a"] {
            played.time += 0.11
            _ = played.take()
            played.actions += played.link.expired(.shellAnswer, at: played.time)
            #expect(played.written == expected)
            if expected == "ls -l" { played.print(expected) }
        }
        #expect(played.shown == [])
        played.print("a")
        played.type("\r")
        #expect(played.link.evidence.enters.first?.sincePrompt == Array("ls -la".utf8))
    }

    @Test(arguments: ["dash", "ash"])
    func `a line that isn't seen to be gone gets nothing behind it, and the request waits`(
        _ shell: String
    ) {
        var played = Self.asked(shell)
        played.print("^U")
        played.time += 1.1
        played.actions += played.link.expired(.shellAnswer, at: played.time)
        #expect(played.written == Self.kill)
        #expect(Asking.reply(played) == nil)
        #expect(Asking.waits(played).count == 1)
        // What that has put there is shown, and keys go on.
        played.type("a")
        played.print("a")
        #expect(String(decoding: played.shown, as: UTF8.self) == "^Ua")
        #expect(played.written == Self.kill + "a")
    }

    @Test(arguments: ["dash", "ash", "ksh93"], ["ls \u{1b}[D", "cd /u\t", "é"])
    func `what can't be typed again as it was stays where it is`(_ shell: String, _ line: String) {
        let played = Self.asked(shell, typed: line)
        #expect(played.written == "")
    }

    @Test func `what is taken back while the shell is woken isn't done`() {
        var played = Self.asked("ksh93")
        #expect(played.written == "\u{1e}")
        played.link.withdraw(Asking.me)
        played.say("K")
        #expect(played.written == "\u{1e}~\n-~\n")
        played.say("P;ksh93;0;/root")
        played.print("\r\n$ ")
        played.time += 0.11
        _ = played.take()
        played.actions += played.link.expired(.shellAnswer, at: played.time)
        #expect(played.written == "ls -l")
        #expect(Asking.reply(played) == nil)
        #expect(played.shown == [])
    }

    @Test func `far away, the echo is waited for longer`() {
        var played = Self.asked("ksh93", typed: "")
        played.time += 0.4
        played.say("K")
        played.say("R;")
        played.say("R;")
        played.say("P;ksh93;0;/root")
        played.time += 0.5
        played.actions += played.link.expired(.shellAnswer, at: played.time)
        played.print("\r\n$ ")
        #expect(played.shown == [])
        played.time += 0.31
        played.actions += played.link.expired(.shellAnswer, at: played.time)
        played.print("seen")
        #expect(String(decoding: played.shown, as: UTF8.self) == "seen")
    }

    @Test func `a shell that can't be woken says so at once`() {
        let played = Self.asked("mksh-vi")
        #expect(
            Asking.reply(played)
                == .unavailable("mksh-vi listens only to # commands at its own prompt"))
    }
}

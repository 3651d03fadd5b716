import Commands
import Testing

@testable import Panes

/// The link to a shell in front of the session's own.
@Suite struct ShellLinkInnerTests {
    typealias Played = ShellLinkTests.Played

    private static func connecting() -> Played {
        var played = Played()
        played.type("bash\r")
        _ = played.take()
        played.actions += played.link.connect(at: played.time)
        return played
    }

    @Test func `what the shell in front is told doesn't hold the session's secret`() {
        var played = Self.connecting()
        #expect(played.written == String(decoding: Loader.typedWord, as: UTF8.self))
        played.receive(Array("\u{1b}]7717;boot;7\u{07}".utf8))
        #expect(played.written.contains("__s=$(command -v \"${__n:-fish}\" 2>/dev/null)"))
        #expect(!played.written.contains(ShellLinkTests.token))
        // Nor is it taken for the session's own number.
        #expect(played.link.sessionSequence == 11)
    }

    @Test func `at a prompt that is connected nothing is typed`() {
        var played = Played()
        _ = played.take()
        played.actions += played.link.connect(at: played.time)
        #expect(played.written == "")
        #expect(played.hints == ["the shell in front is connected already"])
    }

    @Test func `the shell behind it that speaks is in front again, whatever the loader does`() {
        var played = Self.connecting()
        played.receive(Array("\u{1b}]7717;boot;7\u{07}".utf8))
        played.say("P;bash;0;/root")
        played.print("$ ")
        #expect(played.link.phase == .atPrompt)
        #expect(played.link.shell == .bash && played.link.isConnected && !played.link.isInner)
        #expect(played.hints == ["the program in front isn't a shell that paks can speak with"])
        played.type("#save\r")
        played.submit("#save")
        played.say("R;")
        #expect(played.runs == ["save"])
    }

    @Test func `nobody who takes the loader up is waited for in vain`() {
        var played = Self.connecting()
        played.print(" stty -echo")
        played.actions += played.link.expired(.shellAnswer, at: played.time + 3)
        #expect(played.link.phase == .running && !played.link.isInner)
        #expect(played.hints == ["the program in front isn't a shell that paks can speak with"])
        // A program that says that it is the loader is no longer believed.
        _ = played.take()
        played.receive(Array("\u{1b}]7717;boot;7\u{07}".utf8))
        #expect(played.written == "")
    }

    @Test func `the container isn't taken for one that is only starting`() {
        let played = Self.connecting()
        #expect(played.link.phase == .booting && !played.link.isStarting)
    }
}

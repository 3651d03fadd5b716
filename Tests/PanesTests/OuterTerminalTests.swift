import Terminal
import Testing

@testable import Panes

@Suite("What the terminal around us tells")
struct OuterTerminalTests {
    private func report(_ text: String, to played: PlayedWorkspace) -> [Effect] {
        played.handle(.input(.report(Array(text.utf8))))
    }

    @Test func `its colours are what programs in the shell are told`() throws {
        let played = try PlayedWorkspace()
        #expect(report("\u{1b}]11;rgb:fdfd/f6f6/e3e3\u{1b}\\", to: played) == [])
        played.effects = []
        played.print("\u{1b}]11;?\u{7}\u{1b}[?996n")
        #expect(played.effects.toShell == "\u{1b}]11;rgb:fdfd/f6f6/e3e3\u{7}\u{1b}[?997;2n")
    }

    @Test func `no answer of its reaches the shell by itself`() throws {
        let played = try PlayedWorkspace(readsClipboard: true)
        for text in [
            "\u{1b}[?62;22c", "\u{1b}[?0u", "\u{1b}]10;#123456\u{7}", "\u{1b}]52;c;aGk=\u{7}",
            "\u{1b}[3;4R", "\u{1b}P>|xterm\u{1b}\\",
        ] {
            #expect(report(text, to: played).toShell == "", "\(text.debugDescription)")
        }
    }

    @Test func `its clipboard is asked for where the settings allow it, and told once`() throws {
        let refusing = try PlayedWorkspace()
        refusing.print("\u{1b}]52;c;?\u{7}")
        #expect(!refusing.effects.contains(.readClipboard))
        let played = try PlayedWorkspace(readsClipboard: true)
        played.print("\u{1b}]52;c;?\u{7}")
        #expect(played.effects.contains(.readClipboard))
        let answer = "\u{1b}]52;c;aGk=\u{7}"
        #expect(report(answer, to: played).toShell == "\u{1b}]52;c;aGk=\u{1b}\\")
        #expect(report(answer, to: played).toShell == "")
    }

    @Test func `keys are spelled in the protocol that the program asked for`() throws {
        let played = try PlayedWorkspace()
        let escape = Event.input(.key(Key(.escape), bytes: [0x1b]))
        #expect(played.handle(escape).toShell == "\u{1b}")
        played.print("\u{1b}[>1u")
        #expect(played.handle(escape).toShell == "\u{1b}[27u")
        // A terminal that knows it spells them itself.
        _ = report("\u{1b}[?0u", to: played)
        let spelled = Event.input(.key(Key(.escape), bytes: Array("\u{1b}[27;1:1u".utf8)))
        #expect(played.handle(spelled).toShell == "\u{1b}[27;1:1u")
    }

    @Test func `its answers are awaited until the last`() throws {
        let played = try PlayedWorkspace()
        #expect(!played.awaitsAnswers)
        played.workspace.noteQuestions()
        _ = report("\u{1b}]10;#123456\u{7}", to: played)
        #expect(played.awaitsAnswers)
        _ = report("\u{1b}[?62c", to: played)
        #expect(!played.awaitsAnswers)
    }
}

import Commands
import Configuration
import Terminal
import Testing

@testable import Panes

@Suite struct WorkspaceKeyTests {
    @Test(arguments: [
        "a", "C-a", "C-b", "C-c", "C-d", "C-z", "M-x", "Esc", "Tab", "F1", "F11", "Up", "PageUp",
        "C-Left", ":", "q", "~",
    ])
    func `in the shell every key but the prefix goes on as its own bytes`(name: String) throws {
        let played = try PlayedWorkspace()
        let key = try #require(Key(name: name))
        let effects = played.press(name)
        #expect(effects.toShell == String(decoding: PlayedWorkspace.bytes(key), as: UTF8.self))
    }

    @Test(arguments: [("C-]", "\u{1d}"), ("F12", "\u{1b}[24~")])
    func `a prefix key twice reaches the shell once`(name: String, bytes: String) throws {
        let played = try PlayedWorkspace()
        #expect(played.press(name).toShell == "")
        #expect(played.press(name).toShell == bytes)
        #expect(played.press("x").toShell == "x")
    }

    @Test(arguments: ["Esc", "C-c", "C-g"])
    func `the prefix is given up by a key that the shell doesn't get`(name: String) throws {
        let played = try PlayedWorkspace()
        #expect(played.press("C-]", name).toShell == "")
        #expect(played.press("d").toShell == "d")
    }

    @Test func `a second key that does nothing is said and dropped`() throws {
        let played = try PlayedWorkspace()
        #expect(played.press("C-]", "Q").toShell == "")
        #expect(played.text().contains("Q isn't bound after C-]"))
    }

    @Test func `the keys are listed when the second one is slow, and then taken`() throws {
        let played = try PlayedWorkspace()
        #expect(played.press("C-]").contains(.timer(.whichKey, seconds: 0.35)))
        played.handle(.timer(.whichKey))
        #expect(played.text().contains("ask save"))
        #expect(played.press("d") == [.timer(.whichKey, seconds: nil), .leave(.detach)])
    }

    @Test func `a slow second key leaves the palette that was open as it is`() throws {
        let played = try PlayedWorkspace()
        played.press("C-]", ":")
        played.type("inspect config")
        played.press("C-]")
        played.handle(.timer(.whichKey))
        played.press("Esc")
        #expect(played.text().contains(": inspect config"))
    }

    @Test func `quit asks, and only y stops the container`() throws {
        for key in ["n", "Enter", "Esc", "C-c"] {
            let played = try PlayedWorkspace()
            let effects = played.press("C-]", "x", key)
            #expect(!effects.contains(.leave(.quit)), "\(key)")
            #expect(played.press("a").toShell == "a", "\(key)")
        }
        let played = try PlayedWorkspace()
        #expect(played.press("C-]", "x", "y").contains(.leave(.quit)))
    }

    @Test func `no key of a side pane reaches the shell, and Esc and q go back to it`() throws {
        for back in ["Esc", "q"] {
            let played = try PlayedWorkspace()
            played.press("C-]", "2")
            let effects = played.press("a", "x", "Z", "F5", "C-c", "M-x", "Enter", "j", "G")
            #expect(effects.toShell == "")
            #expect(played.press(back).toShell == "")
            #expect(played.press("a").toShell == "a")
        }
    }

    @Test func `a paste has brackets only when the program asked for them`() throws {
        let played = try PlayedWorkspace()
        #expect(played.handle(.input(.paste(Array("ls".utf8), ends: true))).toShell == "ls")
        played.print("\u{1b}[?2004h")
        let effects = played.handle(.input(.paste(Array("ls".utf8), ends: true)))
        #expect(effects.toShell == "\u{1b}[200~ls\u{1b}[201~")
    }

    @Test func `a focus report goes on only when the program asked for it`() throws {
        let played = try PlayedWorkspace()
        #expect(played.handle(.input(.focus(true))).toShell == "")
        played.print("\u{1b}[?1004h")
        #expect(played.handle(.input(.focus(false))).toShell == "\u{1b}[O")
    }

    @Test func `what the outer terminal answers is never typed into the shell`() throws {
        let played = try PlayedWorkspace()
        let answer = Array("\u{1b}]11;rgb:0000/0000/0000\u{1b}\\".utf8)
        #expect(played.handle(.input(.report(answer))).toShell == "")
        played.print("\u{1b}[6n")
        #expect(played.effects.toShell == "\u{1b}[1;13R")
    }

    @Test func `the wheel looks back, keys come back, and full-screen programs get arrows`() throws
    {
        let played = try PlayedWorkspace()
        for line in 1...100 { played.print("line \(line)\r\n") }
        let wheel = Event.input(.mouse(Mouse(.press, .wheelUp, at: Point(row: 3, column: 3))))
        #expect(played.handle(wheel).toShell == "")
        #expect(!played.text().contains("line 100"))
        #expect(played.press("a").toShell == "a")
        #expect(played.text().contains("line 100"))
        played.print("\u{1b}[?1049h")
        #expect(played.handle(wheel).toShell == "\u{1b}[A\u{1b}[A\u{1b}[A")
    }

    @Test func `the mouse is the program's where it asked, and a dialog's where one is open`()
        throws
    {
        let played = try PlayedWorkspace()
        played.print("\u{1b}[?1000;1006h")
        let click = Event.input(.mouse(Mouse(.press, .left, at: Point(row: 3, column: 4))))
        #expect(played.handle(click).toShell == "\u{1b}[<0;5;4M")
        played.press("C-]", "?")
        #expect(played.handle(click).toShell == "")
    }

    @Test func `a border that can't move further comes back at the first key`() throws {
        let played = try PlayedWorkspace(columns: 200, rows: 60)
        let start = played.workspace.shellSize.columns
        for _ in 1...40 { played.press("C-]", "M-Right") }
        let most = played.workspace.shellSize.columns
        played.press("C-]", "M-Left")
        #expect(start < most)
        #expect(played.workspace.shellSize.columns == most - 5)
    }

    /// A line of the history at the prompt, as the shell gets it.
    private func recalled(_ line: String, brackets: Bool) throws -> String {
        let played = try PlayedWorkspace()
        played.say("L;\(line)")
        played.say("P;bash;0;/root")
        played.print("root@box:/# ")
        if brackets { played.print("\u{1b}[?2004h") }
        played.press("C-]", "3")
        return played.press("Enter").toShell
    }

    @Test func `a line of the history comes to the prompt, and none can run itself`() throws {
        #expect(try recalled("ls -l", brackets: true) == "\u{1b}[200~ls -l\u{1b}[201~")
        #expect(try recalled("ls -l", brackets: false) == "ls -l")
        #expect(try recalled("a%0Ab", brackets: true) == "\u{1b}[200~a\nb\u{1b}[201~")
        let escaping = "a%1B[201~%0Drm"
        #expect(try recalled(escaping, brackets: true) == "\u{1b}[200~a\rrm\u{1b}[201~")
    }

    @Test(arguments: ["a%0Ab", "a%0Drm", "a%0D%0Ab", "a%09b", "a%03b"])
    func `without brackets a line with control characters stays in the history`(
        line: String
    ) throws {
        #expect(try recalled(line, brackets: false) == "")
    }
}

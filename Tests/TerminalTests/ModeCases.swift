import Testing

@testable import Terminal

@Suite("Modes", .everyCut)
struct ModeCases {
    static let all: [Written] = [
        Written(
            "Several modes at once", "x\u{1B}[2;3r\u{1B}[?6;7;25h\u{1B}[1;1Hy", ["x", "y"],
            at: (1, 1)),
        Written(
            "XTSAVE and XTRESTORE keep a mode (xterm)",
            "\u{1B}[?7l\u{1B}[?7s\u{1B}[?7h\u{1B}[?7r\u{1B}[19Gabcd", [blanks(18) + "ad"],
            at: (0, 19)),
        Written(
            "XTRESTORE of what wasn't saved", "\u{1B}[?6h\u{1B}[2;3r\u{1B}[?6lx", ["x"], at: (0, 1)),
        Written("DECCOLM is refused without mode 40 (xterm)", "ab\u{1B}[?3hc", ["abc"], at: (0, 3)),
        Written(
            "DECCOLM with mode 40 clears the screen and goes home (VT100, xterm)",
            "ab\u{1B}[2;3r\u{1B}[?40h\u{1B}[?3hc\u{1B}[5;1Hd", ["c", "", "", "", "d"], at: (4, 1)),
        Written(
            "DECCOLM reset does so, too", "\u{1B}[?40hab\u{1B}[?3lc", ["c"], at: (0, 1)),
        Written(
            "DECNCSM keeps the text over DECCOLM (VT510)", "\u{1B}[?40;95hab\u{1B}[?3hc", ["cb"],
            at: (0, 1)),
        Written("IRM is reset by DECSTR", "abc\u{1B}[4h\u{1B}[!p\u{1B}[Gx", ["xbc"], at: (0, 1)),
        Written(
            "DECOM is reset by DECSTR", "\u{1B}[2;3r\u{1B}[?6h\u{1B}[!p\u{1B}[1;1Hx", ["x"],
            at: (0, 1)),
        Written(
            "DECAWM after DECSTR stays on (xterm)", "\u{1B}[?7l\u{1B}[!p\u{1B}[20Gxy",
            [blanks(19) + "x", "y"], at: (1, 1)),
        Written("LNM reset", "\u{1B}[20h\u{1B}[20lab\ncd", ["ab", "  cd"], at: (1, 4)),
        Written(
            "Mode 69 reset forgets the side margins",
            "\u{1B}[?69h\u{1B}[3;5s\u{1B}[?69l\u{1B}[?69h\u{1B}[1;1Habcdefgh", ["abcdefgh"],
            at: (0, 8)),
        Written("DECSCNM changes no text", "ab\u{1B}[?5hc", ["abc"], at: (0, 3)),
        Written("DECTCEM changes no text", "ab\u{1B}[?25lc", ["abc"], at: (0, 3)),
        Written("Unknown modes do nothing", "ab\u{1B}[?4711hc\u{1B}[4711hd", ["abcd"], at: (0, 4)),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }

    @Test(
        "DECSCUSR chooses the cursor's shape, and mode 12 whether it blinks (VT520, xterm)",
        arguments: [
            ("", .terminalDefault), ("\u{1B}[1 q", .blinkingBlock), ("\u{1B}[2 q", .block),
            ("\u{1B}[3 q", .blinkingUnderline), ("\u{1B}[4 q", .underline),
            ("\u{1B}[5 q", .blinkingBar), ("\u{1B}[6 q", .bar), ("\u{1B}[7 q", .terminalDefault),
            ("\u{1B}[6 q\u{1B}[0 q", .terminalDefault), ("\u{1B}[6 q\u{1B}[ q", .terminalDefault),
            ("\u{1B}[4 q\u{1B}[?12h", .blinkingUnderline), ("\u{1B}[5 q\u{1B}[?12l", .bar),
            ("\u{1B}[6 q\u{1B}[!p", .terminalDefault), ("\u{1B}[6 q\u{1B}c", .terminalDefault),
        ] as [(String, Frame.CursorShape)])
    func cursorShape(input: String, shape: Frame.CursorShape) {
        let screen = screen(input)
        #expect(screen.cursorShape == shape)
        #expect(screen.cursor?.shape == shape)
    }

    @Test("Application keys are told by DECCKM, DECPAM, DECPNM and mode 66 (VT100, VT320)")
    func applicationKeys() {
        func told(_ input: String) -> [Bool] {
            let modes = screen(input).modes
            return [modes.applicationCursor, modes.applicationKeypad]
        }
        #expect(told("") == [false, false])
        #expect(told("\u{1B}[?1h") == [true, false])
        #expect(told("\u{1B}=") == [false, true])
        #expect(told("\u{1B}[?66h") == [false, true])
        #expect(told("\u{1B}[?1h\u{1B}=\u{1B}>\u{1B}[?1l") == [false, false])
        #expect(told("\u{1B}=\u{1B}[?66l") == [false, false])
        #expect(told("\u{1B}[?1h\u{1B}=\u{1B}[!p") == [false, false])
    }

    @Test("Mode 2026 says that a frame is under way, and the screen reads on meanwhile")
    func synchronizedOutput() {
        var screen = screen("\u{1B}[?2026hab")
        #expect(screen.modes.synchronizedOutput)
        #expect(text(screen) == ["ab"])
        play(Array("c\u{1B}[?2026l".utf8), on: &screen)
        #expect(!screen.modes.synchronizedOutput)
        play(Array("\u{1B}[?2026h".utf8), on: &screen)
        screen.endSynchronizedOutput()
        #expect(!screen.modes.synchronizedOutput)
        #expect(text(screen) == ["abc"])
    }
}

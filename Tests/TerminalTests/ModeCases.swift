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
}

import Testing

@testable import Terminal

@Suite("The alternate screen", .everyCut)
struct AlternateCases {
    static let all: [Written] = [
        Written(
            "1049 shows an empty screen and puts all back (xterm)",
            "ab\u{1B}[?1049hxyz\u{1B}[?1049lc", ["abc"], at: (0, 3)),
        Written("1049 keeps the cursor where it is", "ab\u{1B}[?1049hx", ["  x"], at: (0, 3)),
        Written(
            "1049 twice is once", "ab\u{1B}[?1049hx\u{1B}[?1049hy\u{1B}[?1049lc", ["abc"],
            at: (0, 3)),
        Written(
            "1049 reset on the main screen restores the cursor (xterm)",
            "\u{1B}[3;3Hab\u{1B}[?1049lc", ["c", "", "  ab"], at: (0, 1)),
        Written(
            "47 keeps the cursor and the alternate screen's text (xterm)",
            "a\u{1B}[?47hb\u{1B}[?47lc\u{1B}[?47h", [" b"], at: (0, 3)),
        Written(
            "1047 clears the alternate screen when it is left (xterm)",
            "\u{1B}[?1047hb\u{1B}[?1047l\u{1B}[?47h", [], at: (0, 1)),
        Written(
            "1047 ends a pending wrap with what it clears (xterm)",
            "\u{1B}[?1047h\u{1B}[20Ga\u{1B}[?1047lb", [blanks(19) + "b"], at: (0, 19)),
        Written(
            "1049 on the alternate screen saves the cursor there and clears it (xterm)",
            "a\u{1B}[?47h\u{1B}[3;3Hb\u{1B}[?1049h\u{1B}[5;5Hc\u{1B}8d",
            ["", "", "   d", "", "    c"],
            at: (2, 4)),
        Written(
            "1049 reset after 47 restores what the main screen saved (xterm)",
            "\u{1B}[2;2H\u{1B}7\u{1B}[?47h\u{1B}[4;4H\u{1B}[?1049lx", ["", " x"], at: (1, 2)),
        Written(
            "1048 saves for the screen that is shown (xterm)",
            "\u{1B}[?47h\u{1B}[3;3H\u{1B}[?1048h\u{1B}[?47l\u{1B}[?1048lx", ["x"], at: (0, 1)),
        Written(
            "1048 saves and restores the cursor alone (xterm)",
            "ab\u{1B}[?1048h\u{1B}[4;4H\u{1B}[?1048lc", ["abc"], at: (0, 3)),
        Written(
            "Each screen has its saved cursor (xterm)",
            "\u{1B}[2;2H\u{1B}7\u{1B}[?47h\u{1B}[4;4H\u{1B}7\u{1B}[?47l\u{1B}8a\u{1B}[?47h\u{1B}8b",
            ["", "", "", "   b"], at: (3, 4)),
        Written(
            "Margins are common to both screens (xterm)", "\u{1B}[2;3r\u{1B}[?47h\u{1B}[3;1Ha\nb",
            ["", "a", " b"], at: (2, 2)),
        Written(
            "ED on the alternate screen leaves the main one", "ab\u{1B}[?47h\u{1B}[2J\u{1B}[?47l",
            ["ab"], at: (0, 2)),
        Written(
            "DECSTR stays on the alternate screen", "ab\u{1B}[?47hx\u{1B}[!py", ["  xy"], at: (0, 4)
        ),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }
}

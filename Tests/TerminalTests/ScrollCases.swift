import Testing

@testable import Terminal

@Suite("Scrolling and margins", .everyCut)
struct ScrollCases {
    static let all: [Written] = [
        Written(
            "LF in the last row scrolls", "1\r\n2\r\n3\r\n4\r\n5\r\n6", ["2", "3", "4", "5", "6"],
            at: (4, 1)),
        Written(
            "IND at the bottom margin scrolls the region (VT100)",
            "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;4r\u{1B}[4;1H\u{1B}D", ["1", "3", "4", "", "5"],
            at: (3, 0)),
        Written(
            "NEL at the bottom margin scrolls the region",
            "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;4r\u{1B}[4;3H\u{1B}Ex", ["1", "3", "4", "x", "5"],
            at: (3, 1)),
        Written(
            "LF below the region stops at the last row",
            "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;3r\u{1B}[5;1H\nx", ["1", "2", "3", "4", "x"], at: (4, 1)),
        Written(
            "LF above the region enters it", "1\r\n2\r\n3\u{1B}[2;3r\u{1B}[1;3H\nx",
            ["1", "2 x", "3"], at: (1, 3)),
        Written(
            "RI at the top margin scrolls down (VT100)",
            "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;4r\u{1B}[2;1H\u{1B}M", ["1", "", "2", "3", "5"],
            at: (1, 0)),
        Written(
            "RI above the region stops at the first row",
            "1\r\n2\r\n3\u{1B}[2;3r\u{1B}[1;1H\u{1B}Mx", ["x", "2", "3"], at: (0, 1)),
        Written(
            "SU moves the region up (ECMA-48 8.3.147)", "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2S",
            ["3", "4", "5"], at: (4, 1)),
        Written(
            "SU stays inside the region", "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;4r\u{1B}[S",
            ["1", "3", "4", "", "5"], at: (0, 0)),
        Written(
            "SU of many blanks the region", "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;4r\u{1B}[99S",
            ["1", "", "", "", "5"], at: (0, 0)),
        Written("SU leaves the cursor", "1\r\n2\u{1B}[Sx", ["2", " x"], at: (1, 2)),
        Written(
            "SD moves the region down (ECMA-48 8.3.113)", "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2T",
            ["", "", "1", "2", "3"], at: (4, 1)),
        Written(
            "SD stays inside the region", "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;4r\u{1B}[T",
            ["1", "", "2", "3", "5"], at: (0, 0)),
        Written(
            "SD as CSI ^ (ECMA-48, xterm)", "1\r\n2\r\n3\u{1B}[^", ["", "1", "2", "3"], at: (2, 1)),
        Written("CSI 0 T is no SD (xterm)", "1\r\n2\r\n3\u{1B}[0T", ["1", "2", "3"], at: (2, 1)),
        Written(
            "CSI T with five parameters is mouse tracking, not SD (xterm)",
            "1\r\n2\r\n3\u{1B}[1;1;1;1;1T", ["1", "2", "3"], at: (2, 1)),
        Written(
            "DECSTBM without parameters is the whole screen (VT100)",
            "\u{1B}[2;3r\u{1B}[r\u{1B}[5;1H1\n2", ["", "", "", "1", " 2"], at: (4, 2)),
        Written(
            "DECSTBM of one row is refused (VT100)", "\u{1B}[3;3r\u{1B}[5;1H1\n2",
            ["", "", "", "1", " 2"], at: (4, 2)),
        Written(
            "DECSTBM upside down is refused", "\u{1B}[4;2r\u{1B}[5;1H1\n2",
            ["", "", "", "1", " 2"], at: (4, 2)),
        Written(
            "DECSTBM beyond the screen is cut (xterm)", "\u{1B}[2;99r\u{1B}[5;1H1\n2",
            ["", "", "", "1", " 2"], at: (4, 2)),
        Written(
            "DECSTBM with a top alone goes to the bottom", "\u{1B}[4r\u{1B}[5;1H1\n2",
            ["", "", "", "1", " 2"], at: (4, 2)),
        Written("DECSLRM needs mode 69 (VT420)", "ab\u{1B}[5;9sx", ["abx"], at: (0, 3)),
        Written(
            "IND scrolls only between the side margins (VT420)",
            "abcd\r\nefgh\r\nijkl\r\nmnop\r\nqrst\u{1B}[?69h\u{1B}[2;3s\u{1B}[5;2H\u{1B}D",
            ["afgd", "ejkh", "inol", "mrsp", "q  t"], at: (4, 1)),
        Written(
            "IND outside the side margins doesn't scroll (xterm)",
            "abcd\r\nefgh\u{1B}[?69h\u{1B}[2;3s\u{1B}[5;1H\u{1B}Dx", ["abcd", "efgh", "", "", "x"],
            at: (4, 1)),
        Written(
            "RI scrolls only between the side margins",
            "abcd\r\nefgh\u{1B}[?69h\u{1B}[2;3s\u{1B}[1;2H\u{1B}M", ["a  d", "ebch", " fg"],
            at: (0, 1)),
        Written(
            "SU scrolls only between the side margins",
            "abcd\r\nefgh\u{1B}[?69h\u{1B}[2;3s\u{1B}[S", ["afgd", "e  h"], at: (0, 0)),
        Written(
            "SD scrolls only between the side margins",
            "abcd\r\nefgh\u{1B}[?69h\u{1B}[2;3s\u{1B}[T", ["a  d", "ebch", " fg"], at: (0, 0)),
        Written(
            "Resetting mode 69 gives the whole width back",
            "\u{1B}[?69h\u{1B}[5;9s\u{1B}[?69l\u{1B}[1;18Habcd", [blanks(17) + "abc", "d"],
            at: (1, 1)),
        Written(
            "LNM makes LF begin a row (ECMA-48 7.2.11)", "\u{1B}[20hab\ncd", ["ab", "cd"],
            at: (1, 2)),
        Written(
            "Scrolling between side margins tears no wide character",
            "ab日cd\r\nefghij\u{1B}[?69h\u{1B}[1;3s\u{1B}[S", ["efg cd", "   hij"], at: (0, 0)),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }
}

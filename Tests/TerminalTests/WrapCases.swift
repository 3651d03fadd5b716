import Testing

@testable import Terminal

@Suite("The end of the row", .everyCut)
struct WrapCases {
    static let all: [Written] = [
        Written(
            "The last column waits (DECAWM, VT100)", "\u{1B}[20Gx", [blanks(19) + "x"], at: (0, 19)),
        Written("The next character wraps", "\u{1B}[20Gxy", [blanks(19) + "x", "y"], at: (1, 1)),
        Written(
            "A whole row and one more", "abcdefghijklmnopqrstuvwxyz",
            ["abcdefghijklmnopqrst", "uvwxyz"], at: (1, 6)),
        Written(
            "Wrapping in the last row scrolls", "\u{1B}[5;20Hxy",
            ["", "", "", blanks(19) + "x", "y"], at: (4, 1)),
        Written(
            "Without DECAWM the last column is written over", "\u{1B}[?7l\u{1B}[18Gabcdef",
            [blanks(17) + "abf"], at: (0, 19)),
        Written(
            "DECAWM keeps a pending wrap over its change (xterm)",
            "\u{1B}[20Gx\u{1B}[?7l\u{1B}[?7hy", [blanks(19) + "x", "y"], at: (1, 1)),
        Written(
            "The wrap pends without DECAWM, too (xterm)", "\u{1B}[?7l\u{1B}[20Gx\u{1B}[?7hy",
            [blanks(19) + "x", "y"], at: (1, 1)),
        Written(
            "Wrapping goes to the left margin (DECSLRM)",
            "\u{1B}[?69h\u{1B}[3;6s\u{1B}[1;3Habcdefg", ["  abcd", "  efg"], at: (1, 5)),
        Written(
            "Text from beyond the right margin goes to the edge, then to the left margin (xterm)",
            "\u{1B}[?69h\u{1B}[3;6s\u{1B}[1;19Habcd", [blanks(18) + "ab", "  cd"], at: (1, 4)),
        Written(
            "Text from before the left margin stops at the right margin",
            "\u{1B}[?69h\u{1B}[5;8s\u{1B}[1;2Habcdefghi", [" abcdefg", "    hi"], at: (1, 6)),
        Written(
            "A wide character that doesn't fit goes to the next row (xterm)", "\u{1B}[20G日",
            ["", "日"], at: (1, 2)),
        Written(
            "A wide character in the last two columns waits", "\u{1B}[19G日x",
            [blanks(18) + "日", "x"], at: (1, 1)),
        Written(
            "Without DECAWM a wide character that doesn't fit is dropped (xterm)",
            "\u{1B}[?7l\u{1B}[20G日x", [blanks(19) + "x"], at: (0, 19)),
        Written(
            "Wrapping at the bottom margin scrolls the region", "\u{1B}[2;3r\u{1B}[3;19Habcd",
            ["", blanks(18) + "ab", "cd"], at: (2, 2)),
        Written(
            "Wrapping below the region stays in the last row", "\u{1B}[2;3r\u{1B}[5;19Habcd",
            ["", "", "", "", "cd                ab"], at: (4, 2)),
        Written(
            "CR ends a pending wrap (xterm)", "\u{1B}[2;20Hx\ry", ["", "y                  x"],
            at: (1, 1)),
        Written(
            "BS ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{8}y", ["", blanks(18) + "yx"],
            at: (1, 19)),
        Written(
            "LF ends a pending wrap (xterm)", "\u{1B}[2;20Hx\ny",
            ["", blanks(19) + "x", blanks(19) + "y"], at: (2, 19)),
        Written(
            "IND ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}Dy",
            ["", blanks(19) + "x", blanks(19) + "y"], at: (2, 19)),
        Written(
            "NEL ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}Ey",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
        Written(
            "RI ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}My",
            [blanks(19) + "y", blanks(19) + "x"], at: (0, 19)),
        Written(
            "CUU ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[Ay",
            [blanks(19) + "y", blanks(19) + "x"], at: (0, 19)),
        Written(
            "CUD ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[By",
            ["", blanks(19) + "x", blanks(19) + "y"], at: (2, 19)),
        Written(
            "CUF ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[Cy", ["", blanks(19) + "y"],
            at: (1, 19)),
        Written(
            "CUB ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[Dy", ["", blanks(18) + "yx"],
            at: (1, 19)),
        Written(
            "CHA ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[20Gy", ["", blanks(19) + "y"],
            at: (1, 19)),
        Written(
            "VPA ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[2dy", ["", blanks(19) + "y"],
            at: (1, 19)),
        Written(
            "HPR ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[ay", ["", blanks(19) + "y"],
            at: (1, 19)),
        Written(
            "VPR ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[ey",
            ["", blanks(19) + "x", blanks(19) + "y"], at: (2, 19)),
        Written(
            "CUP ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[2;20Hy",
            ["", blanks(19) + "y"], at: (1, 19)),
        Written(
            "ED ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[Jy", ["", blanks(19) + "y"],
            at: (1, 19)),
        Written(
            "EL ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[Ky", ["", blanks(19) + "y"],
            at: (1, 19)),
        Written(
            "EL1 ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[1Ky", ["", blanks(19) + "y"],
            at: (1, 19)),
        Written(
            "ECH ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[Xy", ["", blanks(19) + "y"],
            at: (1, 19)),
        Written(
            "ICH ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[@y", ["", blanks(19) + "y"],
            at: (1, 19)),
        Written(
            "DCH ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[Py", ["", blanks(19) + "y"],
            at: (1, 19)),
        Written(
            "IL ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[Ly",
            ["", "y", blanks(19) + "x"], at: (1, 1)),
        Written("DL ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[My", ["", "y"], at: (1, 1)),
        Written(
            "DECALN ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}#8y",
            [
                "yEEEEEEEEEEEEEEEEEEE", String(repeating: "E", count: 20),
                String(repeating: "E", count: 20), String(repeating: "E", count: 20),
                String(repeating: "E", count: 20),
            ], at: (0, 1)),
        Written(
            "DECOM ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[?6hy",
            ["y", blanks(19) + "x"], at: (0, 1)),
        Written(
            "DECSTBM ends a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[ry",
            ["y", blanks(19) + "x"], at: (0, 1)),
        Written(
            "SGR keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[1my",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
        Written(
            "HT keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\ty", ["", blanks(19) + "x", "y"],
            at: (2, 1)),
        Written(
            "CHT keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[Iy",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
        Written(
            "DECSC keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}7y",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
        Written(
            "SU keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[Sy",
            [blanks(19) + "x", "", "y"], at: (2, 1)),
        Written(
            "SD keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[Ty",
            ["", "", "y                  x"], at: (2, 1)),
        Written(
            "ED3 keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[3Jy",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
        Written(
            "IRM keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[4hy",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
        Written(
            "BEL keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{7}y", ["", blanks(19) + "x", "y"],
            at: (2, 1)),
        Written(
            "NUL keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{0}y", ["", blanks(19) + "x", "y"],
            at: (2, 1)),
        Written(
            "SI keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{F}y", ["", blanks(19) + "x", "y"],
            at: (2, 1)),
        Written(
            "TBC keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[gy",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
        Written(
            "HTS keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}Hy",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
        Written(
            "DECSTR keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[!py",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
        Written(
            "DECIC keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}['}y", ["", "", "y"],
            at: (2, 1)),
        Written(
            "SL keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[ @y",
            ["", blanks(18) + "x", "y"], at: (2, 1)),
        Written(
            "DECFI keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}9y",
            ["", blanks(18) + "x", "y"], at: (2, 1)),
        Written(
            "DECCA keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[1\"qy",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
        Written(
            "DECSCUSR keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[1 qy",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
        Written(
            "DECERA keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}[1;1;1;1$zy",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
        Written(
            "OSC keeps a pending wrap (xterm)", "\u{1B}[2;20Hx\u{1B}]0;x\u{7}y",
            ["", blanks(19) + "x", "y"], at: (2, 1)),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }
}

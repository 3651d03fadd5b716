import Testing

@testable import Terminal

@Suite("How the cursor moves", .everyCut)
struct CursorCases {
    static let all: [Written] = [
        Written(
            "CUP goes to a row and column from 1 (ECMA-48 8.3.21)", "\u{1B}[3;5Hx",
            ["", "", "    x"], at: (2, 5)),
        Written(
            "CUP without parameters goes home (ECMA-48 8.3.21)", "ab\u{1B}[Hx", ["xb"], at: (0, 1)),
        Written(
            "CUP takes 0 for 1 (ECMA-48 8.3.21, DEC STD 070)", "ab\u{1B}[0;0Hx", ["xb"], at: (0, 1)),
        Written(
            "CUP beyond the screen stops at its edge (DEC STD 070)", "\u{1B}[99;99Hx",
            ["", "", "", "", blanks(19) + "x"], at: (4, 19)),
        Written("CUP with a column alone (ECMA-48 5.4.2)", "\u{1B}[;7Hx", ["      x"], at: (0, 7)),
        Written("HVP is CUP (ECMA-48 8.3.63)", "\u{1B}[2;3fx", ["", "  x"], at: (1, 3)),
        Written(
            "CUU moves up (ECMA-48 8.3.22)", "\u{1B}[4;4H\u{1B}[2Ax", ["", "   x"], at: (1, 4)),
        Written("CUU stops at the first row", "\u{1B}[2;4H\u{1B}[9Ax", ["   x"], at: (0, 4)),
        Written(
            "CUU of 0 moves one (ECMA-48 8.3.22)", "\u{1B}[3;4H\u{1B}[0Ax", ["", "   x"], at: (1, 4)
        ),
        Written(
            "CUD moves down (ECMA-48 8.3.19)", "\u{1B}[2;4H\u{1B}[2Bx", ["", "", "", "   x"],
            at: (3, 4)),
        Written(
            "CUD stops at the last row", "\u{1B}[2;4H\u{1B}[9Bx", ["", "", "", "", "   x"],
            at: (4, 4)),
        Written("CUF moves to the right (ECMA-48 8.3.20)", "a\u{1B}[3Cx", ["a   x"], at: (0, 5)),
        Written("CUF stops at the last column", "\u{1B}[99Cx", [blanks(19) + "x"], at: (0, 19)),
        Written("CUB moves to the left (ECMA-48 8.3.18)", "abcd\u{1B}[2Dx", ["abxd"], at: (0, 3)),
        Written("CUB stops at the first column", "abcd\u{1B}[9Dx", ["xbcd"], at: (0, 1)),
        Written(
            "CNL goes to the start of a row below (ECMA-48 8.3.12)", "ab\u{1B}[2Ex",
            ["ab", "", "x"], at: (2, 1)),
        Written(
            "CPL goes to the start of a row above (ECMA-48 8.3.13)", "\u{1B}[4;5H\u{1B}[2Fx",
            ["", "x"], at: (1, 1)),
        Written("CHA sets the column (ECMA-48 8.3.9)", "abcd\u{1B}[2Gx", ["axcd"], at: (0, 2)),
        Written("CHA stops at the last column", "\u{1B}[99Gx", [blanks(19) + "x"], at: (0, 19)),
        Written("HPA is CHA (ECMA-48 8.3.57)", "abcd\u{1B}[3`x", ["abxd"], at: (0, 3)),
        Written("HPR moves to the right (ECMA-48 8.3.59)", "a\u{1B}[3ax", ["a   x"], at: (0, 5)),
        Written(
            "VPA sets the row (ECMA-48 8.3.158)", "ab\u{1B}[4dx", ["ab", "", "", "  x"], at: (3, 3)),
        Written(
            "VPA stops at the last row", "ab\u{1B}[99dx", ["ab", "", "", "", "  x"], at: (4, 3)),
        Written("VPR moves down (ECMA-48 8.3.160)", "ab\u{1B}[2ex", ["ab", "", "  x"], at: (2, 3)),
        Written("BS moves to the left (ECMA-48 8.3.5)", "abc\u{8}\u{8}x", ["axc"], at: (0, 2)),
        Written("BS stays in the first column", "\u{8}\u{8}x", ["x"], at: (0, 1)),
        Written("CR goes to the first column (ECMA-48 8.3.15)", "abc\rx", ["xbc"], at: (0, 1)),
        Written("LF keeps the column (ECMA-48 8.3.74)", "abc\nx", ["abc", "   x"], at: (1, 4)),
        Written("VT and FF are LF (DEC STD 070)", "a\u{B}b\u{C}c", ["a", " b", "  c"], at: (2, 3)),
        Written("IND is LF (VT100)", "abc\u{1B}Dx", ["abc", "   x"], at: (1, 4)),
        Written(
            "NEL begins the next row (ECMA-48 8.3.86)", "abc\u{1B}Ex", ["abc", "x"], at: (1, 1)),
        Written("RI goes up (ECMA-48 8.3.104)", "\u{1B}[3;3H\u{1B}Mx", ["", "  x"], at: (1, 3)),
        Written(
            "CUU inside the margins stops at the top margin (DEC STD 070)",
            "\u{1B}[2;4r\u{1B}[3;1H\u{1B}[9Ax", ["", "x"], at: (1, 1)),
        Written(
            "CUU from above the margins goes to the first row", "\u{1B}[3;4r\u{1B}[2;1H\u{1B}[9Ax",
            ["x"], at: (0, 1)),
        Written(
            "CUU from below the margins stops at the top margin",
            "\u{1B}[2;3r\u{1B}[5;1H\u{1B}[9Ax", ["", "x"], at: (1, 1)),
        Written(
            "CUD inside the margins stops at the bottom margin (DEC STD 070)",
            "\u{1B}[2;3r\u{1B}[2;1H\u{1B}[9Bx", ["", "", "x"], at: (2, 1)),
        Written(
            "CUD from below the margins goes to the last row", "\u{1B}[2;3r\u{1B}[4;1H\u{1B}[9Bx",
            ["", "", "", "", "x"], at: (4, 1)),
        Written(
            "CNL stops at the bottom margin", "\u{1B}[2;3r\u{1B}[2;4H\u{1B}[9Ex", ["", "", "x"],
            at: (2, 1)),
        Written(
            "CPL stops at the top margin", "\u{1B}[2;4r\u{1B}[3;4H\u{1B}[9Fx", ["", "x"], at: (1, 1)
        ),
        Written(
            "VPR stops at the last row, margins or not (xterm)", "\u{1B}[2;3r\u{1B}[2;4H\u{1B}[9ex",
            ["", "", "", "", "   x"], at: (4, 4)),
        Written(
            "CUF stops at the right margin (DECSLRM)",
            "\u{1B}[?69h\u{1B}[3;8s\u{1B}[1;4H\u{1B}[99Cx", ["       x"], at: (0, 7)),
        Written(
            "CUF from beyond the right margin goes to the last column",
            "\u{1B}[?69h\u{1B}[3;8s\u{1B}[1;12H\u{1B}[99Cx", [blanks(19) + "x"], at: (0, 19)),
        Written(
            "CUB stops at the left margin (DECSLRM)",
            "\u{1B}[?69h\u{1B}[3;8s\u{1B}[1;6H\u{1B}[99Dx", ["  x"], at: (0, 3)),
        Written(
            "CUB from before the left margin goes to the first column",
            "\u{1B}[?69h\u{1B}[5;8s\u{1B}[1;4H\u{1B}[99Dx", ["x"], at: (0, 1)),
        Written(
            "CR goes to the left margin (DECSLRM)", "\u{1B}[?69h\u{1B}[5;8s\u{1B}[1;7H\rx",
            ["    x"], at: (0, 5)),
        Written(
            "CR from before the left margin goes to the first column",
            "\u{1B}[?69h\u{1B}[5;8s\u{1B}[1;3H\rx", ["x"], at: (0, 1)),
        Written(
            "DECSC and DECRC keep the cursor (VT100)", "ab\u{1B}7\u{1B}[4;4Hx\u{1B}8c",
            ["abc", "", "", "   x"], at: (0, 3)),
        Written(
            "SCOSC and SCORC as well (xterm)", "ab\u{1B}[s\u{1B}[4;4Hx\u{1B}[uc",
            ["abc", "", "", "   x"], at: (0, 3)),
        Written(
            "DECRC without DECSC goes home (DEC STD 070)", "\u{1B}[3;3H\u{1B}8x", ["x"], at: (0, 1)),
        Written(
            "DECRC puts back the pending wrap (VT510, xterm)",
            "\u{1B}[20Ga\u{1B}7\u{1B}[3;3H\u{1B}8x", [blanks(19) + "a", "x"], at: (1, 1)),
        Written(
            "DECRC puts back origin mode (DEC STD 070)",
            "\u{1B}[2;4r\u{1B}[?6h\u{1B}7\u{1B}[?6l\u{1B}[5;5H\u{1B}8x", ["", "x"], at: (1, 1)),
        Written(
            "DECRC in origin mode stays inside margins that were set since (xterm)",
            "\u{1B}[?6h\u{1B}[5;2H\u{1B}7\u{1B}[2;3r\u{1B}8x", ["", "", " x"], at: (2, 2)),
        Written(
            "DECSTR forgets what DECSC kept (VT510)", "\u{1B}[3;3H\u{1B}7\u{1B}[!p\u{1B}8x", ["x"],
            at: (0, 1)),
        Written(
            "DECOM counts from the margins (VT100)", "\u{1B}[2;4r\u{1B}[?6h\u{1B}[2;2Hx",
            ["", "", " x"], at: (2, 2)),
        Written(
            "DECOM keeps the cursor inside (VT100)", "\u{1B}[2;4r\u{1B}[?6h\u{1B}[9;1Hx",
            ["", "", "", "x"], at: (3, 1)),
        Written(
            "Setting and resetting DECOM goes home (VT100)",
            "\u{1B}[2;4r\u{1B}[3;3H\u{1B}[?6hx\u{1B}[3;3H\u{1B}[?6ly", ["y", "x"], at: (0, 1)),
        Written(
            "VPA counts from the top margin in origin mode", "\u{1B}[2;4r\u{1B}[?6h\u{1B}[3dx",
            ["", "", "", "x"], at: (3, 1)),
        Written(
            "CHA counts from the left margin in origin mode (xterm)",
            "\u{1B}[?69h\u{1B}[5;9s\u{1B}[?6h\u{1B}[2Gx", ["     x"], at: (0, 6)),
        Written("DECSTBM goes home (VT100)", "\u{1B}[3;3H\u{1B}[2;4rx", ["x"], at: (0, 1)),
        Written(
            "DECSTBM goes to the margins' home in origin mode", "\u{1B}[?6h\u{1B}[2;4rx",
            ["", "x"], at: (1, 1)),
        Written(
            "DECSLRM goes home (VT420)", "\u{1B}[3;3H\u{1B}[?69h\u{1B}[3;5sx", ["x"], at: (0, 1)),
        Written(
            "DECBI moves to the left (VT420)", "\u{1B}[2;5H\u{1B}6x", ["", "   x"], at: (1, 4)),
        Written(
            "DECFI moves to the right (VT420)", "\u{1B}[2;5H\u{1B}9x", ["", "     x"], at: (1, 6)),
        Written(
            "Reverse wrap goes to the end of the row above (xterm mode 45)",
            "\u{1B}[?45h\u{1B}[2;2H\u{1B}[4Dx", [blanks(17) + "x"], at: (0, 18)),
        Written(
            "Reverse wrap goes from the top of the screen to its end (xterm)",
            "\u{1B}[?45h\u{1B}[3;4r\u{1B}[1;2H\u{1B}[4Dx", ["", "", "", "", blanks(17) + "x"],
            at: (4, 18)),
        Written(
            "Reverse wrap at the top margin's first column goes to the bottom margin's last (xterm)",
            "\u{1B}[?45h\u{1B}[2;4r\u{1B}[2;1H\u{1B}[4Dx", ["", "", "", blanks(19) + "x"],
            at: (3, 19)),
        Written(
            "Reverse wrap needs autowrap (xterm)", "\u{1B}[?45h\u{1B}[?7l\u{1B}[2;2H\u{1B}[4Dx",
            ["", "x"], at: (1, 1)),
        Written(
            "Reverse wrap counts the pending wrap for one (xterm)",
            "\u{1B}[?45h\u{1B}[20Ga\u{1B}[2Dx", [blanks(18) + "xa"], at: (0, 19)),
        Written(
            "Reverse wrap stays between the side margins (xterm)",
            "\u{1B}[?45h\u{1B}[?69h\u{1B}[5;10s\u{1B}[3;6H\u{1B}[3Dx", ["", "        x"], at: (1, 9)
        ),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }
}

import Testing

@testable import Terminal

@Suite("Tab stops", .everyCut)
struct TabCases {
    static let all: [Written] = [
        Written(
            "HT goes to every eighth column (VT100)", "\tx\ty", ["        x       y"], at: (0, 17)),
        Written("HT stays in the last column", "\u{1B}[18G\t\tx", [blanks(19) + "x"], at: (0, 19)),
        Written("HT from a stop goes to the next", "\u{1B}[9G\tx", [blanks(16) + "x"], at: (0, 17)),
        Written("HTS sets a stop (ECMA-48 8.3.62)", "\u{1B}[4G\u{1B}H\r\tx", ["   x"], at: (0, 4)),
        Written(
            "TBC 0 clears the stop at the cursor (ECMA-48 8.3.154)", "\u{1B}[9G\u{1B}[g\r\tx",
            [blanks(16) + "x"], at: (0, 17)),
        Written("TBC 3 clears all", "\u{1B}[3g\tx", [blanks(19) + "x"], at: (0, 19)),
        Written(
            "TBC with another parameter does nothing", "\u{1B}[5g\tx", ["        x"], at: (0, 9)),
        Written(
            "CHT goes on by stops (ECMA-48 8.3.10)", "\u{1B}[2Ix", [blanks(16) + "x"], at: (0, 17)),
        Written("CHT stops at the last column", "\u{1B}[99Ix", [blanks(19) + "x"], at: (0, 19)),
        Written(
            "CBT goes back by stops (ECMA-48 8.3.7)", "\u{1B}[20G\u{1B}[2Zx", ["        x"],
            at: (0, 9)),
        Written("CBT stops at the first column", "abc\u{1B}[99Zx", ["xbc"], at: (0, 1)),
        Written(
            "HT stops at the right margin (DECSLRM)", "\u{1B}[?69h\u{1B}[3;6s\u{1B}[1;4H\tx",
            ["     x"], at: (0, 5)),
        Written("HT writes nothing", "abcdefghij\r\tx", ["abcdefghxj"], at: (0, 9)),
        Written("RIS sets the stops again", "\u{1B}[3g\u{1B}c\tx", ["        x"], at: (0, 9)),
        Written(
            "Stops are kept over DECSTR", "\u{1B}[3g\u{1B}[!p\tx", [blanks(19) + "x"], at: (0, 19)),
        Written(
            "CBT goes past the left margin outside origin mode (xterm)",
            "\u{1B}[?69h\u{1B}[5;12s\u{1B}[1;7H\u{1B}[Zx", ["x"], at: (0, 1)),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }
}

import Testing

@testable import Terminal

@Suite("Character sets", .everyCut)
struct CharsetCases {
    static let all: [Written] = [
        Written("DEC special graphics in G0 (VT100)", "\u{1B}(0lqk\u{1B}(Bq", ["┌─┐q"], at: (0, 4)),
        Written(
            "All of DEC special graphics", "\u{1B}(0`abcdefghijklm\r\nnopqrstuvwxyz{|}~",
            ["◆▒␉␌␍␊°±␤␋┘┐┌└", "┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·"], at: (1, 17)),
        Written(
            "The underscore of the graphics is a blank (VT100)", "\u{1B}(0a_a", ["▒ ▒"], at: (0, 3)),
        Written(
            "SO shows G1, SI shows G0 (ECMA-35 7.3.1)", "\u{1B})0q\u{E}q\u{F}q", ["q─q"], at: (0, 3)
        ),
        Written(
            "LS2 and LS3 show G2 and G3 (ECMA-35)", "\u{1B}*0\u{1B}+0\u{1B}nq\u{1B}oq\u{F}q",
            ["──q"], at: (0, 3)),
        Written("SS2 shows one character of G2 (VT220)", "\u{1B}*0\u{1B}Nqq", ["─q"], at: (0, 2)),
        Written("SS3 shows one character of G3 (VT220)", "\u{1B}+0\u{1B}Oqq", ["─q"], at: (0, 2)),
        Written("SS2 waits over controls (xterm)", "\u{1B}*0\u{1B}N\rqq", ["─q"], at: (0, 2)),
        Written(
            "UK in G0 and G1 (VT100)", "\u{1B}(A#a\u{1B}(B#\u{1B})A\u{E}#", ["£a#£"], at: (0, 4)),
        Written("Unknown sets leave what was (xterm)", "\u{1B}(0\u{1B}(?q", ["─"], at: (0, 1)),
        Written("DEC technical characters (VT330)", "\u{1B}(>abc", ["αβχ"], at: (0, 3)),
        Written("DEC supplemental graphics (VT220)", "\u{1B}(<Aa", ["Áá"], at: (0, 2)),
        Written("ISO Latin-1 in a set of 96 (ECMA-35)", "\u{1B}-A\u{E}Aa#", ["Áá£"], at: (0, 3)),
        Written(
            "DECSC keeps the sets (VT100)", "\u{1B}(0\u{1B}7\u{1B}(B\u{1B}8q", ["─"], at: (0, 1)),
        Written("DECSTR puts the sets back", "\u{1B}(0\u{1B}[!pq", ["q"], at: (0, 1)),
        Written("RIS puts the sets back", "\u{1B}(0\u{1B}cq", ["q"], at: (0, 1)),
        Written("Characters beyond ASCII aren't translated", "\u{1B}(0éq", ["é─"], at: (0, 2)),
        Written("ESC % G and ESC % @ change nothing", "\u{1B}%@é\u{1B}%Gé", ["éé"], at: (0, 2)),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }
}

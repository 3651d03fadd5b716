import Testing

@testable import Terminal

@Suite("Sequences and strings", .everyCut)
struct StringCases {
    static let all: [Written] = [
        Written(
            "OSC ends at BEL and at ST (ECMA-48 8.3.89, xterm)",
            "a\u{1B}]0;t\u{7}b\u{1B}]2;t\u{1B}\\c", ["abc"], at: (0, 3)),
        Written(
            "OSC with an unknown number is swallowed", "a\u{1B}]4242;t\u{7}b", ["ab"], at: (0, 2)),
        Written("OSC without a number is swallowed", "a\u{1B}]abc\u{7}b", ["ab"], at: (0, 2)),
        Written("DCS is swallowed (ECMA-48 8.3.27)", "a\u{1B}Pq123\u{1B}\\b", ["ab"], at: (0, 2)),
        Written(
            "APC, PM and SOS are swallowed (ECMA-48)",
            "a\u{1B}_y\u{1B}\\b\u{1B}^z\u{1B}\\c\u{1B}Xw\u{1B}\\d", ["abcd"], at: (0, 4)),
        Written("BEL doesn't end a DCS", "a\u{1B}Pq1\u{7}b\u{1B}\\c", ["ac"], at: (0, 2)),
        Written("CAN ends a control sequence (VT100)", "a\u{1B}[3\u{18}b", ["ab"], at: (0, 2)),
        Written("SUB ends a control sequence", "a\u{1B}[3\u{1A}b", ["ab"], at: (0, 2)),
        Written("CAN ends a string (VT500)", "a\u{1B}Pq1\u{18}b", ["ab"], at: (0, 2)),
        Written(
            "ESC ends a string and begins a sequence (VT500)", "a\u{1B}Pq1\u{1B}[2Cb", ["a  b"],
            at: (0, 4)),
        Written("ESC in a sequence begins it anew", "a\u{1B}[3\u{1B}[2Cb", ["a  b"], at: (0, 4)),
        Written("Controls inside a sequence act (VT100)", "a\u{1B}[2\rCb", ["a b"], at: (0, 3)),
        Written("DEL inside a sequence is nothing", "a\u{1B}[2\u{7F}Cb", ["a  b"], at: (0, 4)),
        Written("DEL is nothing (VT220)", "a\u{7F}b", ["ab"], at: (0, 2)),
        Written("NUL and ENQ are nothing", "a\u{0}\u{5}b", ["ab"], at: (0, 2)),
        Written(
            "Markers in the wrong place drop the sequence (VT500)", "a\u{1B}[1?5hb", ["ab"],
            at: (0, 2)),
        Written(
            "Parameters after an intermediate drop the sequence (VT500)", "a\u{1B}[1 2qb", ["ab"],
            at: (0, 2)),
        Written("Unknown final bytes do nothing", "a\u{1B}[5yb\u{1B}[?999hc", ["abc"], at: (0, 3)),
        Written("Unknown escapes do nothing", "a\u{1B}|b\u{1B}#1c\u{1B}&xd", ["abcd"], at: (0, 4)),
        Written(
            "Private sequences aren't plain ones", "ab\u{1B}[>5Dc\u{1B}[=5Dd\u{1B}[?5De", ["abcde"],
            at: (0, 5)),
        Written(
            "Sub-parameters where none belong don't matter to the text", "a\u{1B}[1:2mb", ["ab"],
            at: (0, 2)),
        Written("Empty parameters are defaults", "ab\u{1B}[;Hx", ["xb"], at: (0, 1)),
        Written("C1 in UTF-8 does nothing (xterm)", "a\u{9B}2Cb\u{85}c", ["a2Cbc"], at: (0, 5)),
        Written(
            "A character beyond ASCII ends nothing but the text before", "é\u{A0}x", ["é\u{A0}x"],
            at: (0, 3)),
        Written("ESC ESC is one", "a\u{1B}\u{1B}[2Cb", ["a  b"], at: (0, 4)),
        Written("RIS clears and goes home (VT100)", "ab\u{1B}[31m\u{1B}cx", ["x"], at: (0, 1)),
        Written(
            "DECSTR leaves the text and the cursor (VT220)", "ab\u{1B}[4h\u{1B}[!px", ["abx"],
            at: (0, 3)),
        Written(
            "DECSCL is a soft reset (VT220)", "\u{1B}[2;3r\u{1B}[?6h\u{1B}[64;1\"p\u{1B}[5;1Hx",
            ["", "", "", "", "x"], at: (4, 1)),
        Written(
            "Media copy and window operations print nothing", "a\u{1B}[4ib\u{1B}[1tc", ["abc"],
            at: (0, 3)),
        Written(
            "DECDHL and DECDWL print nothing", "a\u{1B}#3b\u{1B}#4c\u{1B}#5d\u{1B}#6e", ["abcde"],
            at: (0, 5)),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }
}

import Testing

@testable import Terminal

/// A written case: what is fed to a screen of 20 by 5 cells, and the rows it must leave.
struct Written: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let input: String
    let rows: [String]
    let cursor: Point?

    init(_ name: String, _ input: String, _ rows: [String], at cursor: (Int, Int)? = nil) {
        testDescription = name
        self.input = input
        self.rows = rows
        self.cursor = cursor.map { Point(row: $0.0, column: $0.1) }
    }
}

@Suite("Written cases, each fed whole, byte by byte and in random pieces")
struct ScreenTests {
    static let cursor: [Written] = [
        Written("CUP goes to a cell, from 1 (ECMA-48 8.3.21)", "\u{1B}[3;5Hx", ["", "", "    x"]),
        Written(
            "CUP is kept inside", "\u{1B}[99;99Hx\u{1B}[0;0Hy", ["y", "", "", "", blanks(19) + "x"]),
        Written(
            "CUF, CUB, CUU, CUD", "\u{1B}[3C1\u{1B}[2B2\u{1B}[9D3\u{1B}[A4",
            ["   1", " 4", "3   2"]),
        Written("CNL and CPL begin the row", "ab\u{1B}[2Ec\u{1B}[Fd", ["ab", "d", "c"]),
        Written("VPA keeps the column, CHA the row", "ab\u{1B}[3dc\u{1B}[1Gd", ["ab", "", "d c"]),
        Written(
            "The last column waits before it wraps (DECAWM)", "\u{1B}[20Gx", [blanks(19) + "x"],
            at: (0, 19)),
        Written("The next character wraps", "\u{1B}[20Gxy", [blanks(19) + "x", "y"], at: (1, 1)),
        Written("CR takes the pending wrap back", "\u{1B}[20Gx\ry", ["y" + blanks(18) + "x"]),
        Written(
            "Without DECAWM the last column is written over", "\u{1B}[?7l\u{1B}[19Gabcd",
            [blanks(18) + "ad"]),
        Written(
            "DECOM counts from the margins", "\u{1B}[2;4r\u{1B}[?6hx\u{1B}[9;1Hy",
            ["", "x", "", "y"]),
        Written("DECSC and DECRC", "ab\u{1B}7\u{1B}[4;4Hx\u{1B}8c", ["abc", "", "", "   x"]),
        Written("HT stops every eight columns", "\tx\ty", [blanks(8) + "x" + blanks(7) + "y"]),
        Written("HTS and TBC", "\u{1B}[3g\u{1B}[4G\u{1B}H\r\tx", ["   x"]),
        Written("CBT goes back", "\u{1B}[18G\u{1B}[2Zx", [blanks(8) + "x"]),
        Written(
            "Reverse wrap goes to the row above (mode 45)", "\u{1B}[?45h\u{1B}[2;1H\u{8}x",
            [blanks(19) + "x"]),
    ]

    static let editing: [Written] = [
        Written("ED 0 erases from the cursor", "aa\r\nbb\r\ncc\u{1B}[2;2H\u{1B}[J", ["aa", "b"]),
        Written(
            "ED 1 erases to the cursor", "aa\r\nbbb\r\ncc\u{1B}[2;2H\u{1B}[1J", ["", "  b", "cc"]),
        Written("EL 1", "abcd\u{1B}[2G\u{1B}[1K", ["  cd"]),
        Written("ECH leaves the rest", "abcd\u{1B}[2G\u{1B}[2X", ["a  d"]),
        Written("ICH", "abcd\u{1B}[2G\u{1B}[2@x", ["ax bcd"]),
        Written("DCH", "abcd\u{1B}[2G\u{1B}[2P", ["ad"]),
        Written(
            "IL inside the region", "1\r\n2\r\n3\r\n4\u{1B}[1;3r\u{1B}[2H\u{1B}[L",
            ["1", "", "2", "4"]),
        Written(
            "DL inside the region", "1\r\n2\r\n3\r\n4\u{1B}[1;3r\u{1B}[2H\u{1B}[M",
            ["1", "3", "", "4"]),
        Written("IRM pushes", "abc\r\u{1B}[4hx\u{1B}[4l", ["xabc"]),
        Written("REP repeats the character before it", "ab\u{1B}[3b", ["abbbb"]),
        Written("REP after a control repeats nothing", "ab\r\u{1B}[3bc", ["cb"]),
        Written(
            "DECALN fills", "\u{1B}#8",
            Array(repeating: String(repeating: "E", count: 20), count: 5), at: (0, 0)),
        Written(
            "DECIC and DECDC", "abcd\r\nefgh\u{1B}[1;2H\u{1B}['}x\u{1B}[1;4H\u{1B}['~",
            ["axbd", "e fh"]),
        Written(
            "Margins hold IND (DECSLRM)", "abc\r\ndef\u{1B}[?69h\u{1B}[2;3s\u{1B}[5;2H\n",
            ["aef", "d"]),
    ]

    static let scrolling: [Written] = [
        Written(
            "LF at the bottom scrolls", "1\r\n2\r\n3\r\n4\r\n5\r\n6", ["2", "3", "4", "5", "6"]),
        Written("RI at the top scrolls down", "1\r\n2\u{1B}[H\u{1B}M0", ["0", "1", "2"]),
        Written(
            "A region scrolls alone (DECSTBM)", "1\r\n2\r\n3\r\n4\u{1B}[2;3r\u{1B}[3H\nx",
            ["1", "3", "x", "4"]),
        Written("SU and SD", "1\r\n2\r\n3\u{1B}[S\u{1B}[2T", ["", "", "2", "3"]),
        Written("SL moves columns to the left", "abc\u{1B}[ @", ["bc"]),
        Written("SR moves columns to the right", "abc\u{1B}[ A", [" abc"]),
    ]

    static let characters: [Written] = [
        Written("Wide characters take two columns", "日x", ["日x"], at: (0, 3)),
        Written("A wide character wraps whole", blanks(19) + "日", ["", "日"], at: (1, 2)),
        Written("Half of a wide character takes the other along", "日本\u{1B}[2Gx", [" x本"]),
        Written("Marks join", "e\u{301}x", ["e\u{301}x"], at: (0, 2)),
        Written("A family is one character", "👨‍👩‍👧x", ["👨‍👩‍👧x"], at: (0, 3)),
        Written("U+FE0F widens", "❤\u{FE0F}x", ["❤\u{FE0F}x"], at: (0, 3)),
        Written("Flags pair", "🇩🇪🇫🇷", ["🇩🇪🇫🇷"], at: (0, 4)),
        Written("Skin tones join", "👍🏽x", ["👍🏽x"], at: (0, 3)),
        Written("Without mode 2027 they don't", "\u{1B}[?2027l👍🏽", ["👍🏽"], at: (0, 4)),
        Written("DEC graphics", "\u{1B}(0lqk\u{1B}(Bq", ["┌─┐q"]),
        Written("SO and SI, and UK", "\u{1B})0\u{E}q\u{F}q\u{1B}(A#", ["─q£"]),
        Written("SS2 shows G2 once", "\u{1B}*0\u{1B}Nqq", ["─q"]),
    ]

    static let strings: [Written] = [
        Written("OSC ends at BEL and at ST", "a\u{1B}]0;t\u{7}b\u{1B}]2;t\u{1B}\\c", ["abc"]),
        Written(
            "DCS, APC, PM and SOS are swallowed",
            "a\u{1B}Pxx\u{1B}\\\u{1B}_y\u{1B}\\\u{1B}^z\u{1B}\\\u{1B}Xw\u{1B}\\b", ["ab"]),
        Written("CAN ends a sequence", "a\u{1B}[3\u{18}b", ["ab"]),
        Written("Controls inside a sequence act", "a\u{1B}[2\rCb", ["a b"]),
        Written("Unknown sequences do nothing", "a\u{1B}[>5y\u{1B}[?999hb", ["ab"]),
        Written("Sequences with misplaced markers are dropped", "a\u{1B}[1?5hb", ["ab"]),
        Written("C1 in UTF-8 acts", "a\u{9B}2Cb", ["a  b"]),
        Written("RIS", "ab\u{1B}[31m\u{1B}cx", ["x"], at: (0, 1)),
    ]

    static let screens: [Written] = [
        Written(
            "1049 keeps the screen and the cursor", "ab\u{1B}[?1049hxyz\u{1B}[?1049lc", ["abc"]),
        Written("47 keeps the alternate screen", "a\u{1B}[?47h\rb\u{1B}[?47l\u{1B}[?47h", ["b"]),
        Written("1047 clears it on leaving", "\u{1B}[?1047hb\u{1B}[?1047l\u{1B}[?47h", []),
        Written("DECSED spares what DECSCA protects", "\u{1B}[1\"qa\u{1B}[\"qb\u{1B}[?2J", ["a"]),
        Written("DECFRA and DECERA", "\u{1B}[88;1;1;2;3$x\u{1B}[1;2;1;2$z", ["X X", "XXX"]),
        Written("DECCRA", "ab\u{1B}[1;1;1;2;1;2;4;1$v", ["ab", "   ab"]),
        Written(
            "DECSERA spares what is protected", "\u{1B}[1\"qa\u{1B}[\"qb\u{1B}[1;1;1;9${", ["a"]),
    ]

    @Test(
        "The rows and the cursor",
        arguments: [cursor, editing, scrolling, characters, strings, screens].flatMap { $0 },
        Cut.allCases)
    func written(_ written: Written, cut: Cut) {
        let screen = screen(written.input, cut: cut)
        #expect(text(screen) == written.rows)
        if let cursor = written.cursor { #expect(screen.cursorPoint == cursor) }
    }

    @Test(
        "Broken UTF-8 becomes U+FFFD, one for each maximal part (Unicode 3.9)",
        arguments: [
            ([0x61, 0x80, 0x62], "a\u{FFFD}b"), ([0xC3, 0x28], "\u{FFFD}("),
            ([0xE2, 0x82, 0x41], "\u{FFFD}A"), ([0xF0, 0x9F, 0x99, 0x41], "\u{FFFD}A"),
            ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF5, 0x41], "\u{FFFD}A"), ([0xE2, 0x82, 0x1B, 0x5B, 0x43, 0x41], "\u{FFFD} A"),
        ] as [([UInt8], String)], Cut.allCases)
    func utf8(_ pair: ([UInt8], String), cut: Cut) {
        var screen = Screen(size: Size(columns: 20, rows: 2), scrollback: 0)
        play(pair.0, on: &screen, cut: cut)
        #expect(screen.text(at: 0) == pair.1)
    }
}

private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

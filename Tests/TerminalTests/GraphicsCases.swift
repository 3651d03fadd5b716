import Testing

@testable import Terminal

@Suite("How cells look", .everyCut)
struct GraphicsCases {
    /// One letter after the parameters of an SGR, and its look.
    static let parameters: [(String, String)] = [
        ("1", "bold"), ("2", "faint"), ("3", "italic"), ("4", "single"), ("5", "blink"),
        ("6", "blink"), ("7", "reverse"), ("8", "conceal"), ("9", "strike"), ("21", "double"),
        ("53", "overline"), ("1;3;4", "bold italic single"), ("1;22", ""), ("2;22", ""),
        ("1;2", "bold faint"), ("3;23", ""), ("4;24", ""), ("21;24", ""), ("5;25", ""),
        ("7;27", ""), ("8;28", ""), ("9;29", ""), ("53;55", ""), ("1;0", ""), ("1;;3", "italic"),
        ("4:0", ""), ("4:1", "single"), ("4:2", "double"), ("4:3", "curly"), ("4:4", "dotted"),
        ("4:5", "dashed"), ("4;4:0", ""), ("4:3;24", ""), ("4:9", ""),
        ("30", "fg=0"), ("37", "fg=7"), ("90", "fg=8"), ("97", "fg=15"), ("40", "bg=0"),
        ("47", "bg=7"), ("100", "bg=8"), ("107", "bg=15"), ("31;39", ""), ("41;49", ""),
        ("38;5;200", "fg=200"), ("48;5;16", "bg=16"), ("58;5;9", "ul=9"), ("58;5;9;59", ""),
        ("38:5:200", "fg=200"), ("48:5:16", "bg=16"), ("58:5:9", "ul=9"),
        ("38;2;1;2;3", "fg=#010203"), ("48;2;255;0;128", "bg=#ff0080"),
        ("58;2;9;8;7", "ul=#090807"), ("38:2:1:2:3", "fg=#010203"),
        ("38:2::1:2:3", "fg=#010203"), ("48:2:0:1:2:3", "bg=#010203"),
        ("58:2::9:8:7", "ul=#090807"), ("38:2::1:2:3:0:1", "fg=#010203"),
        ("38;5;1;4", "single fg=1"), ("38;2;1;2;3;4", "single fg=#010203"),
        ("38:5:1;4", "single fg=1"), ("48;5;1;38;5;2", "fg=2 bg=1"),
        // What isn't whole or too large sets nothing.
        ("38;5", ""), ("38;2;1;2", ""), ("38;5;256", ""), ("38;2;1;2;300", ""), ("38", ""),
        ("38:5", ""), ("38:2:1:2", ""), ("38;9;4", "single"), ("38:9:1;4", "single"),
        ("99", ""), ("1:2", ""), ("1;10;51;73", "bold"),
    ]

    @Test("SGR (ECMA-48 8.3.117, ITU T.416, xterm, kitty)", arguments: parameters)
    func parameter(_ pair: (String, String)) {
        let screen = screen("\u{1B}[\(pair.0)mx")
        #expect(styleRuns(screen) == (pair.1.isEmpty ? [] : ["0 0 1 \(pair.1)"]))
    }

    static let all: [Written] = [
        Written(
            "A look lasts until it is taken back", "a\u{1B}[1mb\r\nc\u{1B}[md", ["ab", "cd"],
            styles: ["0 1 1 bold", "1 0 1 bold"]),
        Written(
            "Blanks that are written have the look", "\u{1B}[4m  \u{1B}[mx", ["  x"],
            styles: ["0 0 2 single"]),
        Written(
            "EL erases in the background alone (xterm, bce)", "\u{1B}[1;4;31;44mab\u{1B}[K",
            ["ab"], styles: ["0 0 2 bold single fg=1 bg=4", "0 2 18 bg=4"]),
        Written(
            "ED erases in the background (bce)", "\u{1B}[41m\u{1B}[J", [],
            styles: (0..<5).map { "\($0) 0 20 bg=1" }),
        Written(
            "ECH erases in the background (bce)", "abc\u{1B}[42m\u{1B}[G\u{1B}[2X", ["  c"],
            styles: ["0 0 2 bg=2"]),
        Written(
            "ICH inserts the background (bce)", "abc\u{1B}[42m\u{1B}[G\u{1B}[@", [" abc"],
            styles: ["0 0 1 bg=2"]),
        Written(
            "DCH fills with the background (bce)", "abc\u{1B}[42m\u{1B}[G\u{1B}[P", ["bc"],
            styles: ["0 19 1 bg=2"]),
        Written(
            "IL inserts the background (bce)", "a\u{1B}[42m\u{1B}[L", ["", "a"],
            styles: ["0 0 20 bg=2"]),
        Written(
            "Scrolling fills with the background (bce)", "a\u{1B}[42m\u{1B}[S", [],
            styles: ["4 0 20 bg=2"]),
        Written(
            "A row that wrapping brings in has the background (bce)",
            "\u{1B}[5;20H\u{1B}[42mxy", ["", "", "", blanks(19) + "x", "y"],
            styles: ["3 19 1 bg=2", "4 0 20 bg=2"]),
        Written(
            "Reverse isn't erased into (xterm)", "\u{1B}[7m\u{1B}[K", [], styles: []),
        Written(
            "24-bit backgrounds are erased into", "\u{1B}[48;2;1;2;3m\u{1B}[2K", [],
            styles: ["0 0 20 bg=#010203"]),
        Written(
            "DECALN writes plain letters", "\u{1B}[1;41m\u{1B}#8\u{1B}[2;1H\u{1B}[J",
            [String(repeating: "E", count: 20)], styles: (1..<5).map { "\($0) 0 20 bg=1" }),
        Written(
            "DECSC keeps the look (VT100)", "\u{1B}[1m\u{1B}7\u{1B}[mx\u{1B}8y", ["y"],
            styles: ["0 0 1 bold"]),
        Written(
            "DECSTR takes the look back", "\u{1B}[1;31m\u{1B}[!px", ["x"], styles: []),
        Written(
            "XTPUSHSGR and XTPOPSGR (xterm)", "\u{1B}[1;31m\u{1B}[#{\u{1B}[mx\u{1B}[#}y", ["xy"],
            styles: ["0 1 1 bold fg=1"]),
        Written(
            "XTPUSHSGR of some parts (xterm)",
            "\u{1B}[1;3;31m\u{1B}[1;10#{\u{1B}[m\u{1B}[4m\u{1B}[#}y", ["y"],
            styles: ["0 0 1 bold single fg=1"]),
        Written(
            "XTPUSHSGR of no part that there is (xterm)",
            "\u{1B}[1m\u{1B}[0#{\u{1B}[3m\u{1B}[#}y", ["y"], styles: ["0 0 1 bold italic"]),
        Written(
            "XTPOPSGR without a push does nothing", "\u{1B}[1m\u{1B}[#}y", ["y"],
            styles: ["0 0 1 bold"]),
        Written(
            "REP repeats in the present look", "\u{1B}[1ma\u{1B}[2b", ["aaa"],
            styles: ["0 0 3 bold"]),
        Written(
            "A wide character is one look", "\u{1B}[1m日\u{1B}[mx", ["日x"],
            styles: ["0 0 2 bold"]),
        Written(
            "A mark takes its letter's look", "\u{1B}[1me\u{1B}[m\u{301}x", ["e\u{301}x"],
            styles: ["0 0 1 bold"]),
        Written(
            "DECCARA changes a rectangle (DEC STD 070)",
            "abc\r\ndef\u{1B}[2*x\u{1B}[1;2;2;3;1;4$r", ["abc", "def"],
            styles: ["0 1 2 bold single", "1 1 2 bold single"]),
        Written(
            "DECCARA changes a stream without DECSACE 2", "ab\r\ncd\u{1B}[1;2;2;2;7$r",
            ["ab", "cd"], styles: ["0 1 19 reverse", "1 0 2 reverse"]),
        Written(
            "DECCARA 0 takes a VT420's four attributes and leaves the rest (xterm)",
            "\u{1B}[1;3;4;5;7;9;31mab\u{1B}[2*x\u{1B}[1;1;1;1;0$r", ["ab"],
            styles: [
                "0 0 1 italic strike fg=1", "0 1 1 bold italic blink reverse strike single fg=1",
            ]),
        Written(
            "DECRARA turns attributes over (DEC STD 070)",
            "\u{1B}[1ma\u{1B}[mb\u{1B}[2*x\u{1B}[1;1;1;2;1$t", ["ab"], styles: ["0 1 1 bold"]),
        Written(
            "DECRARA 0 turns all four over (DEC STD 070)",
            "\u{1B}[1;4ma\u{1B}[2*x\u{1B}[1;1;1;1;0$t", ["a"], styles: ["0 0 1 blink reverse"]),
        Written(
            "DECFRA fills in the present look", "\u{1B}[31m\u{1B}[88;1;1;1;2$x", ["XX"],
            styles: ["0 0 2 fg=1"]),
        Written(
            "DECERA erases in the background alone", "\u{1B}[1;41m\u{1B}[1;1;1;2$z", [],
            styles: ["0 0 2 bg=1"]),
        Written(
            "DECSERA leaves looks alone (DEC STD 070)",
            "\u{1B}[4mab\u{1B}[m\u{1B}[1;1;1;1${", [" b"], styles: ["0 0 2 single"]),
        Written(
            "DECCRA copies looks", "\u{1B}[1ma\u{1B}[m\u{1B}[1;1;1;1;1;2;3;1$v", ["a", "  a"],
            styles: ["0 0 1 bold", "1 2 1 bold"]),
        Written(
            "The alternate screen is cleared in the background",
            "\u{1B}[41m\u{1B}[?1049h", [], styles: (0..<5).map { "\($0) 0 20 bg=1" }),
        Written(
            "1049 puts the look back", "\u{1B}[1m\u{1B}[?1049h\u{1B}[mx\u{1B}[?1049ly", ["y"],
            styles: ["0 0 1 bold"]),
    ]

    @Test("Text and looks", arguments: all)
    func written(_ written: Written) { written.check() }

    @Test("DECSCNM turns the whole picture over and nothing in the cells (VT100)")
    func reverseVideo() {
        let screen = screen("a\u{1B}[7mb\u{1B}[?5h")
        let frame = picture(screen)
        #expect(frame.cells[0].style.attributes == .reverse)
        #expect(frame.cells[1].style.attributes == [])
        #expect(frame.cells[99].style.attributes == .reverse)
        #expect(styleRuns(screen) == ["0 1 1 reverse"])
    }

    @Test("Hyperlinks mark cells, SGR 0 leaves them (OSC 8)")
    func links() {
        let screen = screen(
            "\u{1B}]8;;x:1\u{7}a\u{1B}[0mb\u{1B}]8;id=2;x:2\u{1B}\\c\u{1B}]8;;\u{7}d")
        #expect(screen.line(at: 0).cells.map(\.link) == ["x:1", "x:1", "x:2", nil])
    }

    @Test("What OSC 4 changed is drawn, cells keep the index (xterm)")
    func changedPalette() {
        var screen = screen("\u{1B}[31mx\u{1B}]4;1;#102030\u{7}")
        #expect(picture(screen).cells[0].style.foreground == .rgb(0x10, 0x20, 0x30))
        play(Array("\u{1B}]104;1\u{7}".utf8), on: &screen)
        #expect(picture(screen).cells[0].style.foreground == .palette(1))
    }
}

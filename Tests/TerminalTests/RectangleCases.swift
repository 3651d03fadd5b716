import Testing

@testable import Terminal

@Suite("Rectangles (VT420)", .everyCut)
struct RectangleCases {
    static let all: [Written] = [
        Written("DECFRA fills", "\u{1B}[88;2;3;3;5$x", ["", "  XXX", "  XXX"], at: (0, 0)),
        Written(
            "DECFRA without a rectangle fills the screen", "\u{1B}[88$x",
            Array(repeating: String(repeating: "X", count: 20), count: 5), at: (0, 0)),
        Written("DECFRA with a control does nothing", "\u{1B}[7;1;1;2;2$x", [], at: (0, 0)),
        Written("DECFRA with Latin-1", "\u{1B}[233;1;1;1;3$x", ["ééé"], at: (0, 0)),
        Written(
            "DECFRA is cut at the edges", "\u{1B}[88;4;18;99;99$x",
            ["", "", "", blanks(17) + "XXX", blanks(17) + "XXX"], at: (0, 0)),
        Written("DECFRA upside down does nothing", "\u{1B}[88;3;3;2;2$x", [], at: (0, 0)),
        Written(
            "DECERA blanks", "abcdef\r\nghijkl\u{1B}[1;2;2;3$z", ["a  def", "g  jkl"], at: (1, 6)),
        Written("DECERA leaves the cursor", "abcdef\u{1B}[1;2;1;3$zx", ["a  defx"], at: (0, 7)),
        Written(
            "DECCRA copies", "abc\r\ndef\u{1B}[1;1;2;2;1;3;5;1$v",
            ["abc", "def", "    ab", "    de"], at: (1, 3)),
        Written(
            "DECCRA copies over itself to the right", "abcdef\u{1B}[1;1;1;4;1;1;2;1$v", ["aabcdf"],
            at: (0, 6)),
        Written(
            "DECCRA copies over itself to the left", "abcdef\u{1B}[1;2;1;6;1;1;1;1$v", ["bcdeff"],
            at: (0, 6)),
        Written(
            "DECCRA copies over itself downwards", "ab\r\ncd\r\nef\u{1B}[1;1;2;2;1;2;1;1$v",
            ["ab", "ab", "cd"], at: (2, 2)),
        Written(
            "DECCRA is cut at the edges", "abcdef\u{1B}[1;1;1;6;1;5;18;1$v",
            ["abcdef", "", "", "", blanks(17) + "abc"], at: (0, 6)),
        Written(
            "DECCRA tears no wide character", "日本語\u{1B}[1;2;1;5;1;3;1;1$v", ["日本語", "", " 本"],
            at: (0, 6)),
        Written(
            "DECSERA blanks what isn't protected", "\u{1B}[1\"qab\u{1B}[0\"qcd\u{1B}[1;1;1;9${",
            ["ab"], at: (0, 4)),
        Written(
            "Rectangles count from the margins in origin mode",
            "\u{1B}[2;4r\u{1B}[?69h\u{1B}[3;9s\u{1B}[?6h\u{1B}[88;1;1;2;2$x", ["", "  XX", "  XX"],
            at: (1, 2)),
        Written(
            "Rectangles are cut at the margins in origin mode",
            "\u{1B}[2;3r\u{1B}[?69h\u{1B}[3;5s\u{1B}[?6h\u{1B}[88;1;1;9;9$x",
            ["", "  XXX", "  XXX"], at: (1, 2)),
        Written("DECCARA changes no text", "abc\u{1B}[1;1;1;3;1$r", ["abc"], at: (0, 3)),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }
}

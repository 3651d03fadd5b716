import Testing

@testable import Terminal

@Suite("What erasing takes", .everyCut)
struct EraseCases {
    static let all: [Written] = [
        Written(
            "ED 0 erases from the cursor on (ECMA-48 8.3.39)",
            "aaa\r\nbbb\r\nccc\u{1B}[2;2H\u{1B}[J", ["aaa", "b"], at: (1, 1)),
        Written(
            "ED 1 erases up to the cursor and with it", "aaa\r\nbbb\r\nccc\u{1B}[2;2H\u{1B}[1J",
            ["", "  b", "ccc"], at: (1, 1)),
        Written("ED 2 erases all and leaves the cursor", "aaa\r\nbbb\u{1B}[2J", [], at: (1, 3)),
        Written(
            "ED 3 leaves the screen (xterm)", "aaa\r\nbbb\u{1B}[3J", ["aaa", "bbb"], at: (1, 3)),
        Written("ED with an unknown parameter does nothing", "aaa\u{1B}[7J", ["aaa"], at: (0, 3)),
        Written(
            "ED is not bounded by the margins (DEC STD 070)",
            "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;3r\u{1B}[2;1H\u{1B}[J", ["1"], at: (1, 0)),
        Written(
            "EL 0 erases to the end of the row (ECMA-48 8.3.41)", "abcd\u{1B}[2G\u{1B}[K", ["a"],
            at: (0, 1)),
        Written(
            "EL 1 erases up to the cursor and with it", "abcd\u{1B}[2G\u{1B}[1K", ["  cd"],
            at: (0, 1)),
        Written("EL 2 erases the row", "abcd\r\nefgh\u{1B}[2K", ["abcd"], at: (1, 4)),
        Written(
            "EL is not bounded by the side margins (DEC STD 070)",
            "abcdefgh\u{1B}[?69h\u{1B}[3;5s\u{1B}[1;4H\u{1B}[K", ["abc"], at: (0, 3)),
        Written(
            "ECH erases cells and moves nothing (ECMA-48 8.3.38)", "abcdef\u{1B}[2G\u{1B}[3X",
            ["a   ef"], at: (0, 1)),
        Written("ECH of 0 erases one", "abcdef\u{1B}[2G\u{1B}[0X", ["a cdef"], at: (0, 1)),
        Written(
            "ECH stops at the end of the row", "abcd\r\nefgh\u{1B}[1;3H\u{1B}[99X", ["ab", "efgh"],
            at: (0, 2)),
        Written(
            "ECH is not bounded by the side margins",
            "abcdefgh\u{1B}[?69h\u{1B}[3;5s\u{1B}[1;4H\u{1B}[9X", ["abc"], at: (0, 3)),
        Written("ED 0 at home erases all", "aaa\r\nbbb\u{1B}[H\u{1B}[J", [], at: (0, 0)),
        Written("ED 1 at the end erases all", "aaa\r\nbbb\u{1B}[5;20H\u{1B}[1J", [], at: (4, 19)),
        Written(
            "Erasing half of a wide character takes the other half (xterm)",
            "ab日cd\u{1B}[4G\u{1B}[X", ["ab  cd"], at: (0, 3)),
        Written(
            "EL 1 inside a wide character takes it whole", "ab日cd\u{1B}[3G\u{1B}[1K", ["    cd"],
            at: (0, 2)),
        Written(
            "EL 0 inside a wide character takes it whole", "ab日cd\u{1B}[4G\u{1B}[K", ["ab"],
            at: (0, 3)),
        Written(
            "DECALN fills the screen and goes home (VT100)", "\u{1B}[3;3H\u{1B}#8",
            Array(repeating: String(repeating: "E", count: 20), count: 5), at: (0, 0)),
        Written(
            "DECALN takes the margins away (DEC STD 070)", "\u{1B}[2;3r\u{1B}#8\u{1B}[5;1Hx\ny",
            [
                String(repeating: "E", count: 20), String(repeating: "E", count: 20),
                String(repeating: "E", count: 20), "xEEEEEEEEEEEEEEEEEEE", " y",
            ], at: (4, 2)),
        Written(
            "DECALN ends origin mode (xterm)", "\u{1B}[2;3r\u{1B}[?6h\u{1B}#8\u{1B}[2;4rx",
            [
                "xEEEEEEEEEEEEEEEEEEE", String(repeating: "E", count: 20),
                String(repeating: "E", count: 20), String(repeating: "E", count: 20),
                String(repeating: "E", count: 20),
            ], at: (0, 1)),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }
}

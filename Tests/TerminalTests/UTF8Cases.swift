import Testing

@testable import Terminal

@Suite("UTF-8", .everyCut)
struct UTF8Cases {
    /// Table 3-8 of the Unicode standard and its like: bytes, and the text they are.
    static let all: [([UInt8], String)] = [
        ([0x61, 0x80, 0x62], "a\u{FFFD}b"), ([0x61, 0xBF, 0xBF], "a\u{FFFD}\u{FFFD}"),
        ([0xC3, 0x28], "\u{FFFD}("), ([0xC3, 0xA9], "é"), ([0xC3, 0xC3, 0xA9], "\u{FFFD}é"),
        ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xC1, 0xBF], "\u{FFFD}\u{FFFD}"),
        ([0xE2, 0x82, 0xAC], "€"), ([0xE2, 0x82, 0x41], "\u{FFFD}A"),
        ([0xE2, 0x28, 0xA1], "\u{FFFD}(\u{FFFD}"),
        ([0xE0, 0x80, 0xAF], "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ([0xE0, 0xA0, 0x80], "\u{800}"), ([0xED, 0x9E, 0xA3], "힣"),
        ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xEF, 0xBF, 0xBD], "\u{FFFD}"),
        ([0xF0, 0x9F, 0x99, 0x41], "\u{FFFD}A"), ([0xF0, 0x9F, 0x99, 0x82], "🙂"),
        ([0xF0, 0x80, 0x80, 0xAF], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
        ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
        ([0xF5, 0x41], "\u{FFFD}A"), ([0xF8, 0x88, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ([0xFE, 0xFF], "\u{FFFD}\u{FFFD}"),
        ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0x41], "\u{FFFD}\u{FFFD}\u{FFFD}A"),
        ([0xF1, 0xBF, 0x41], "\u{FFFD}A"),
        // A sequence that a control breaks off.
        ([0xE2, 0x82, 0x1B, 0x5B, 0x43, 0x41], "\u{FFFD} A"), ([0xC3, 0x0D, 0x41], "A"),
        // C1 in eight bits can't be told from broken UTF-8; in UTF-8 it does nothing.
        ([0x61, 0x9B, 0x32, 0x43], "a\u{FFFD}2C"), ([0x61, 0xC2, 0x9B, 0x62], "ab"),
        // Text ends a sequence that was begun.
        ([0x61, 0x1B, 0x5B, 0x32, 0xC3, 0xA9, 0x43], "aéC"), ([0x1B, 0xC3, 0xA9], "é"),
    ]

    @Test(
        "Broken UTF-8 becomes U+FFFD, one for each maximal part (Unicode 3.9, W3C Encoding)",
        arguments: all)
    func bytes(_ pair: ([UInt8], String)) {
        var screen = Screen(size: Size(columns: 20, rows: 2), scrollback: 0)
        play(pair.0, on: &screen)
        #expect(screen.text(at: 0) == pair.1)
    }
}

import Testing

@testable import Terminal

@Suite("Wide characters, marks and emoji", .everyCut)
struct CharacterCases {
    static let all: [Written] = [
        Written("CJK takes two columns (UAX #11)", "日x", ["日x"], at: (0, 3)),
        Written("Hangul syllables take two", "한x", ["한x"], at: (0, 3)),
        Written("Full-width forms take two", "Ａx", ["Ａx"], at: (0, 3)),
        Written("Half-width forms take one", "ｱx", ["ｱx"], at: (0, 2)),
        Written("Ambiguous characters take one (UAX #11 5)", "─§±x", ["─§±x"], at: (0, 4)),
        Written(
            "U+00A0 and U+00AD take one (xterm)", "\u{A0}\u{AD}x", ["\u{A0}\u{AD}x"], at: (0, 3)),
        Written(
            "Writing over the left half blanks the right", "日本\u{1B}[1Gx", ["x 本"], at: (0, 1)),
        Written("Writing over the right half blanks the left", "日本\u{1B}[2Gx", [" x本"]),
        Written("A wide one over two halves", "日本語\u{1B}[2G漢", [" 漢 語"]),
        Written(
            "What is pushed over the edge goes whole", "\u{1B}[18Ga日\u{1B}[G\u{1B}[@x",
            ["x" + blanks(17) + "a"]),
        Written("REP of a wide one wraps whole", "\u{1B}[18G日\u{1B}[b", [blanks(17) + "日", "日"]),
        Written("A mark joins its letter (UAX #29)", "e\u{301}x", ["e\u{301}x"], at: (0, 2)),
        Written("Several marks join", "a\u{301}\u{323}x", ["a\u{301}\u{323}x"], at: (0, 2)),
        Written("A mark joins a wide character", "日\u{301}x", ["日\u{301}x"], at: (0, 3)),
        Written(
            "A mark after the last column joins it and wraps nothing (xterm)",
            "\u{1B}[20Ge\u{301}", [blanks(19) + "e\u{301}"], at: (0, 19)),
        Written("A mark at the start of a row is dropped", "\u{301}x", ["x"], at: (0, 1)),
        Written("A mark joins a blank (xterm)", "\u{1B}[2G\u{301}x", [" \u{301}x"], at: (0, 2)),
        Written(
            "A mark joins what stands before the cursor, whatever came between (xterm)",
            "ab\r\u{1B}[C\u{301}", ["a\u{301}b"], at: (0, 1)),
        Written(
            "A spacing mark takes a column beside its letter (glibc, xterm)",
            "\u{915}\u{93F}x", ["\u{915}\u{93F}x"], at: (0, 3)),
        Written(
            "Two spacing marks take one together", "\u{9B6}\u{9CD}\u{9B0}\u{9C0}\u{982}x",
            ["\u{9B6}\u{9CD}\u{9B0}\u{9C0}\u{982}x"], at: (0, 3)),
        Written(
            "Without mode 2027 a spacing mark stands alone", "\u{1B}[?2027l\u{915}\u{93F}x",
            ["\u{915}\u{93F}x"], at: (0, 3)),
        Written("A spacing mark at the start of a row is dropped", "\u{93F}x", ["x"], at: (0, 1)),
        Written(
            "A linker joins consonants (UAX #29 GB9c)",
            "\u{915}\u{94D}\u{937}\u{94D}\u{923}x",
            ["\u{915}\u{94D}\u{937}\u{94D}\u{923}x"], at: (0, 3)),
        Written(
            "Without a linker they stand alone", "\u{915}\u{937}x", ["\u{915}\u{937}x"],
            at: (0, 3)),
        Written(
            "Hangul jamo join their syllable", "\u{1112}\u{1161}\u{11AB}x",
            ["\u{1112}\u{1161}\u{11AB}x"], at: (0, 3)),
        Written("U+200B takes nothing", "a\u{200B}b", ["a\u{200B}b"], at: (0, 2)),
        Written("Emoji take two", "🙂x", ["🙂x"], at: (0, 3)),
        Written("U+FE0F widens (mode 2027)", "❤\u{FE0F}x", ["❤\u{FE0F}x"], at: (0, 3)),
        Written("U+FE0F widens no letter", "a\u{FE0F}x", ["a\u{FE0F}x"], at: (0, 2)),
        Written("Keycaps are two wide", "1\u{FE0F}\u{20E3}x", ["1\u{FE0F}\u{20E3}x"], at: (0, 3)),
        Written("U+FE0E narrows", "⌚\u{FE0E}x", ["⌚\u{FE0E}x"], at: (0, 2)),
        Written("U+FE0E narrows no ideograph", "日\u{FE0E}x", ["日\u{FE0E}x"], at: (0, 3)),
        Written("ZWJ joins a family", "👨‍👩‍👧x", ["👨‍👩‍👧x"], at: (0, 3)),
        Written("ZWJ joins nothing else", "a\u{200D}bx", ["a\u{200D}bx"], at: (0, 3)),
        Written("Skin tones join (UTS #51)", "👍🏽x", ["👍🏽x"], at: (0, 3)),
        Written("A skin tone alone takes two", "🏽x", ["🏽x"], at: (0, 3)),
        Written("A skin tone after a letter stands alone", "a🏽x", ["a🏽x"], at: (0, 4)),
        Written("Flags pair (UAX #29 GB12)", "🇩🇪🇫🇷x", ["🇩🇪🇫🇷x"], at: (0, 5)),
        Written("Half a flag takes two, as the flag", "🇩x", ["🇩x"], at: (0, 3)),
        Written(
            "Without mode 2027 the halves of a flag take a column each", "\u{1B}[?2027l🇩🇪x",
            ["🇩🇪x"], at: (0, 3)),
        Written(
            "A flag that doesn't fit goes to the next row", "\u{1B}[20G🇩🇪", ["", "🇩🇪"],
            at: (1, 2)),
        Written(
            "An emoji that U+FE0F widens in the last column goes to the next row",
            "\u{1B}[20G❤\u{FE0F}", ["", "❤\u{FE0F}"], at: (1, 2)),
        Written(
            "Tag sequences are one", "🏴\u{E0067}\u{E0062}\u{E007F}x",
            ["🏴\u{E0067}\u{E0062}\u{E007F}x"], at: (0, 3)),
        Written(
            "Without mode 2027 a skin tone stands alone", "\u{1B}[?2027l👍🏽", ["👍🏽"],
            at: (0, 4)),
        Written(
            "Without mode 2027 U+FE0F widens nothing", "\u{1B}[?2027l❤\u{FE0F}x", ["❤\u{FE0F}x"],
            at: (0, 2)),
        Written(
            "Without mode 2027 marks still join", "\u{1B}[?2027le\u{301}x", ["e\u{301}x"],
            at: (0, 2)),
        Written("U+FFFD takes one", "\u{FFFD}x", ["\u{FFFD}x"], at: (0, 2)),
        Written("Characters of private use take one", "\u{E0B0}x", ["\u{E0B0}x"], at: (0, 2)),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }

    @Test("A screen of one column has no room for a wide character, and bears it")
    func oneColumn() {
        let screen = screen("日a", columns: 1, rows: 3)
        #expect(text(screen).contains("a"))
        #expect(screen.cursorPoint.column == 0)
    }
}

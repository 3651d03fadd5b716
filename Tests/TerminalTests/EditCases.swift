import Testing

@testable import Terminal

@Suite("Inserting and deleting", .everyCut)
struct EditCases {
    static let all: [Written] = [
        Written(
            "ICH makes room at the cursor (ECMA-48 8.3.64)", "abcdef\u{1B}[3G\u{1B}[2@x",
            ["abx cdef"], at: (0, 3)),
        Written("ICH of 0 inserts one", "abc\u{1B}[G\u{1B}[0@x", ["xabc"], at: (0, 1)),
        Written(
            "ICH pushes what is at the edge away", "\u{1B}[18Gabc\u{1B}[G\u{1B}[@x",
            ["x                 ab"], at: (0, 1)),
        Written(
            "ICH beyond the row's end blanks the rest", "abcdef\u{1B}[3G\u{1B}[99@x", ["abx"],
            at: (0, 3)),
        Written(
            "ICH stops at the right margin (DECSLRM)",
            "abcdefgh\u{1B}[?69h\u{1B}[3;6s\u{1B}[1;4H\u{1B}[2@", ["abc  dgh"], at: (0, 3)),
        Written(
            "ICH outside the side margins does nothing",
            "abcdefgh\u{1B}[?69h\u{1B}[3;6s\u{1B}[1;1H\u{1B}[2@", ["abcdefgh"], at: (0, 0)),
        Written("ICH tears no wide character", "ab日cd\u{1B}[4G\u{1B}[@", ["ab   cd"], at: (0, 3)),
        Written(
            "DCH pulls the rest (ECMA-48 8.3.26)", "abcdef\u{1B}[3G\u{1B}[2P", ["abef"], at: (0, 2)),
        Written(
            "DCH of more than there is blanks the rest", "abcdef\u{1B}[3G\u{1B}[99P", ["ab"],
            at: (0, 2)),
        Written(
            "DCH stops at the right margin (DECSLRM)",
            "abcdefgh\u{1B}[?69h\u{1B}[3;6s\u{1B}[1;4H\u{1B}[P", ["abcef gh"], at: (0, 3)),
        Written(
            "DCH outside the side margins does nothing",
            "abcdefgh\u{1B}[?69h\u{1B}[3;6s\u{1B}[1;8H\u{1B}[P", ["abcdefgh"], at: (0, 7)),
        Written("DCH tears no wide character", "ab日cd\u{1B}[4G\u{1B}[P", ["ab cd"], at: (0, 3)),
        Written(
            "IL pushes rows down (ECMA-48 8.3.67)", "1\r\n2\r\n3\u{1B}[2;1H\u{1B}[L",
            ["1", "", "2", "3"], at: (1, 0)),
        Written(
            "IL goes to the first column (xterm)", "1\r\n2222\r\n3\u{1B}[2;3H\u{1B}[Lx",
            ["1", "x", "2222", "3"], at: (1, 1)),
        Written(
            "IL loses rows at the bottom margin",
            "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;4r\u{1B}[2;1H\u{1B}[2L", ["1", "", "", "2", "5"],
            at: (1, 0)),
        Written(
            "IL outside the margins does nothing",
            "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;3r\u{1B}[5;1H\u{1B}[L", ["1", "2", "3", "4", "5"],
            at: (4, 0)),
        Written(
            "IL of many blanks to the bottom margin",
            "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;4r\u{1B}[3;1H\u{1B}[99L", ["1", "2", "", "", "5"],
            at: (2, 0)),
        Written(
            "IL between side margins moves those columns (VT420)",
            "abcdef\r\nghijkl\r\nmnopqr\u{1B}[?69h\u{1B}[2;4s\u{1B}[2;3H\u{1B}[L",
            ["abcdef", "g   kl", "mhijqr", " nop"], at: (1, 1)),
        Written(
            "DL pulls rows up (ECMA-48 8.3.32)", "1\r\n2\r\n3\u{1B}[2;1H\u{1B}[M", ["1", "3"],
            at: (1, 0)),
        Written(
            "DL fills at the bottom margin", "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;4r\u{1B}[2;1H\u{1B}[M",
            ["1", "3", "4", "", "5"], at: (1, 0)),
        Written(
            "DL outside the margins does nothing",
            "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;3r\u{1B}[1;1H\u{1B}[M", ["1", "2", "3", "4", "5"],
            at: (0, 0)),
        Written(
            "DL between side margins moves those columns",
            "abcdef\r\nghijkl\r\nmnopqr\u{1B}[?69h\u{1B}[2;4s\u{1B}[1;3H\u{1B}[M",
            ["ahijef", "gnopkl", "m   qr"], at: (0, 1)),
        Written(
            "IRM pushes the rest of the row (ECMA-48 7.2.10)", "abc\u{1B}[G\u{1B}[4hxy\u{1B}[4lz",
            ["xyzbc"], at: (0, 3)),
        Written("IRM pushes wide characters whole", "日本\u{1B}[G\u{1B}[4hx", ["x日本"], at: (0, 1)),
        Written("IRM inserts a wide character", "abc\u{1B}[2G\u{1B}[4h日", ["a日bc"], at: (0, 3)),
        Written(
            "IRM loses what passes the edge", "\u{1B}[15Gabcdef\u{1B}[G\u{1B}[4hxyz",
            ["xyz              abc"], at: (0, 3)),
        Written(
            "DECIC inserts columns (VT420)", "abcd\r\nefgh\u{1B}[1;2H\u{1B}[2'}",
            ["a  bcd", "e  fgh"], at: (0, 1)),
        Written(
            "DECDC deletes columns (VT420)", "abcd\r\nefgh\u{1B}[1;2H\u{1B}[2'~", ["ad", "eh"],
            at: (0, 1)),
        Written(
            "DECIC stays inside the margins", "abcd\r\nefgh\r\nijkl\u{1B}[2;3r\u{1B}[2;2H\u{1B}['}",
            ["abcd", "e fgh", "i jkl"], at: (1, 1)),
        Written(
            "DECIC outside the margins does nothing",
            "abcd\r\nefgh\r\nijkl\u{1B}[2;3r\u{1B}[1;2H\u{1B}['}", ["abcd", "efgh", "ijkl"],
            at: (0, 1)),
        Written(
            "DECDC stays between the side margins",
            "abcdef\r\nghijkl\u{1B}[?69h\u{1B}[2;5s\u{1B}[1;3H\u{1B}['~", ["abde f", "ghjk l"],
            at: (0, 2)),
        Written(
            "SL moves columns to the left (ECMA-48 8.3.121)", "abc\r\ndef\u{1B}[1;2H\u{1B}[2 @",
            ["c", "f"], at: (0, 1)),
        Written(
            "SR moves columns to the right (ECMA-48 8.3.135)", "abc\r\ndef\u{1B}[1;2H\u{1B}[2 A",
            ["  abc", "  def"], at: (0, 1)),
        Written(
            "SL stays inside the margins", "abcd\r\nefgh\r\nijkl\u{1B}[2;3r\u{1B}[2;2H\u{1B}[ @",
            ["abcd", "fgh", "jkl"], at: (1, 1)),
        Written(
            "DECBI at the left margin scrolls to the right (VT420)", "abc\r\ndef\r\u{1B}6",
            [" abc", " def"], at: (1, 0)),
        Written(
            "DECFI at the right margin scrolls to the left (VT420)", "abc\r\ndef\u{1B}[20G\u{1B}9",
            ["bc", "ef"], at: (1, 19)),
        Written(
            "REP repeats the character before it (ECMA-48 8.3.103)", "ab\u{1B}[3b", ["abbbb"],
            at: (0, 5)),
        Written("REP repeats what a charset made of it", "\u{1B}(0q\u{1B}[2b", ["───"], at: (0, 3)),
        Written("REP repeats wide characters", "日\u{1B}[2b", ["日日日"], at: (0, 6)),
        Written("REP wraps", "a\u{1B}[25b", ["aaaaaaaaaaaaaaaaaaaa", "aaaaaa"], at: (1, 6)),
        Written("REP without a character before it does nothing", "\u{1B}[5bx", ["x"], at: (0, 1)),
        Written("REP after a control does nothing (xterm)", "ab\r\u{1B}[3bc", ["cb"], at: (0, 1)),
        Written("REP after REP does nothing", "a\u{1B}[2b\u{1B}[3bx", ["aaax"], at: (0, 4)),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }
}

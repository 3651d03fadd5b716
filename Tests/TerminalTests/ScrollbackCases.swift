import Testing

@testable import Terminal

@Suite("What goes to the history", .everyCut)
struct ScrollbackCases {
    /// A text, and the rows of history that it leaves, the oldest first.
    static let all: [(String, String, [String])] = [
        ("LF in the last row", "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7", ["1", "2"]),
        ("Wrapping in the last row", "\u{1B}[1;1H1\u{1B}[5;1Habcdefghijklmnopqrstuv", ["1"]),
        ("SU (xterm)", "1\r\n2\r\n3\u{1B}[2S", ["1", "2"]),
        ("SU of more than the screen", "1\r\n2\u{1B}[99S", ["1", "2", "", "", ""]),
        ("A region at the top", "1\r\n2\r\n3\r\n4\u{1B}[1;3r\u{1B}[3;1H\n", ["1"]),
        ("No region further down", "1\r\n2\r\n3\r\n4\u{1B}[2;3r\u{1B}[3;1H\n", []),
        ("Not between side margins", "1\r\n2\u{1B}[?69h\u{1B}[1;5s\u{1B}[5;1H\n", []),
        ("Not DL", "1\r\n2\u{1B}[H\u{1B}[M", []), ("Not ED 2 (xterm)", "1\r\n2\u{1B}[2J", []),
        ("Not RI", "1\r\n2\u{1B}[H\u{1B}M", []),
        ("Not the alternate screen", "\u{1B}[?1049h1\r\n2\r\n3\r\n4\r\n5\r\n6", []),
        ("ED 3 forgets (xterm)", "1\r\n2\r\n3\r\n4\r\n5\r\n6\u{1B}[3J", []),
        ("RIS forgets", "1\r\n2\r\n3\r\n4\r\n5\r\n6\u{1B}c", []),
        ("DECSTR keeps", "1\r\n2\r\n3\r\n4\r\n5\r\n6\u{1B}[!p", ["1"]),
        ("Wide characters", "日本\r\n2\r\n3\r\n4\r\n5\r\n6", ["日本"]),
        ("Marks", "e\u{301}\r\n2\r\n3\r\n4\r\n5\r\n6", ["e\u{301}"]),
    ]

    @Test("The history's rows", arguments: all)
    func rows(_ row: (name: String, input: String, history: [String])) {
        let screen = screen(row.input)
        #expect((-screen.scrollbackRows..<0).map { screen.text(at: $0) } == row.history)
    }

    @Test("The oldest rows go first")
    func limit() {
        let input = (1...50).map { "\($0)" }.joined(separator: "\r\n")
        let screen = screen(input, scrollback: 3)
        #expect((-3..<0).map { screen.text(at: $0) } == ["43", "44", "45"])
        #expect(screen.scrollbackRows == 3)
        #expect(screen.text(at: -4) == "")
    }

    @Test("Without history nothing is kept")
    func none() {
        let screen = screen("1\r\n2\r\n3\r\n4\r\n5\r\n6", scrollback: 0)
        #expect(screen.scrollbackRows == 0)
        #expect(text(screen) == ["2", "3", "4", "5", "6"])
    }

    @Test("Looks and links are kept")
    func looks() {
        let screen = screen(
            "\u{1B}[1;31m\u{1B}]8;;x:y\u{7}ab\u{1B}[m\u{1B}]8;;\u{7}\r\n2\r\n3\r\n4\r\n5\r\n6")
        let cells = screen.line(at: -1).cells
        #expect(cells.map(\.text) == ["a", "b"])
        #expect(cells.map { describe($0.style) } == ["bold fg=1", "bold fg=1"])
        #expect(cells.map(\.link) == ["x:y", "x:y"])
    }

    @Test("A soft-wrapped row says so, a hard end doesn't")
    func wrapped() {
        let screen = screen("abcdefghijklmnopqrstuvwx\r\ny\r\n\r\n\r\n\r\n\r\n")
        #expect((-3..<0).map { screen.line(at: $0).isWrapped } == [true, false, false])
    }

    @Test("A row above the oldest is empty, whatever that one is")
    func notHeld() {
        let screen = screen("abcdefghijklmnopqrstuvwx\r\ny\r\n\r\n\r\n\r\n\r\n")
        #expect(screen.line(at: -4) == Screen.Line(isWrapped: false, cells: []))
    }

    @Test("Erasing a row's end or writing over it ends the wrap (xterm)")
    func cutWrap() {
        let text = "abcdefghijklmnopqrstuvwx"
        #expect(screen(text).line(at: 0).isWrapped)
        #expect(!screen(text + "\u{1B}[1;10H\u{1B}[K").line(at: 0).isWrapped)
        #expect(!screen(text + "\u{1B}[1;10H\u{1B}[P").line(at: 0).isWrapped)
    }
}

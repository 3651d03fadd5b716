import Testing

@testable import Terminal

@Suite("History and changes of size", .everyCut)
struct ResizeTests {
    @Test("Narrowing wraps, widening joins again, and the cursor stays on its text")
    func reflow() {
        var screen = screen("one two three four\r\n$ ls")
        screen.resize(to: Size(columns: 8, rows: 5))
        #expect(text(screen) == ["one two", "three fo", "ur", "$ ls"])
        #expect(screen.cursorPoint == Point(row: 3, column: 4))
        screen.resize(to: Size(columns: 20, rows: 5))
        #expect(text(screen) == ["one two three four", "$ ls"])
        #expect(screen.cursorPoint == Point(row: 1, column: 4))
    }

    @Test("Fewer rows move the top into the history, more rows bring it back")
    func height() {
        var screen = screen("1\r\n2\r\n3\r\n4\r\n5")
        screen.resize(to: Size(columns: 20, rows: 2))
        #expect(text(screen) == ["4", "5"])
        #expect(screen.scrollbackRows == 3)
        screen.resize(to: Size(columns: 20, rows: 5))
        #expect(text(screen) == ["1", "2", "3", "4", "5"])
        #expect(screen.scrollbackRows == 0)
    }

    @Test("There and back keeps all text, history included", arguments: [3, 7, 19, 33])
    func roundTrip(width: Int) {
        let input = (1...40).map { "line \($0) 日本語 of some length" }.joined(separator: "\r\n")
        var screen = screen(input, scrollback: 1000)
        let before = (-screen.scrollbackRows..<5).map { screen.text(at: $0) }
        screen.resize(to: Size(columns: width, rows: 9))
        screen.resize(to: Size(columns: 20, rows: 5))
        let after = (-screen.scrollbackRows..<5).map { screen.text(at: $0) }
        #expect(after == before)
    }

    @Test("The alternate screen is cut, the main one behind it is laid out anew")
    func alternate() {
        var screen = screen("abcdefgh\u{1B}[?1049h\u{1B}[HABCDEFGH")
        screen.resize(to: Size(columns: 4, rows: 5))
        #expect(text(screen) == ["ABCD"])
        play(Array("\u{1B}[?1049l".utf8), on: &screen)
        #expect(text(screen) == ["abcd", "efgh"])
    }

    @Test("Rows below the cursor that have no room come back, until the program goes on")
    func below() {
        let input = "1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;1H"
        var screen = screen(input)
        screen.resize(to: Size(columns: 20, rows: 2))
        #expect(text(screen) == ["2", "3"])
        screen.resize(to: Size(columns: 20, rows: 3))
        #expect(text(screen) == ["2", "3", "4"])
        screen.resize(to: Size(columns: 20, rows: 5))
        #expect(text(screen) == ["1", "2", "3", "4", "5"])
        #expect(screen.cursorPoint == Point(row: 1, column: 0))
        screen.resize(to: Size(columns: 20, rows: 2))
        play(Array("\r".utf8), on: &screen)
        screen.resize(to: Size(columns: 20, rows: 5))
        #expect(text(screen) == ["1", "2", "3"])
    }

    @Test("They come back behind the alternate screen, too, whatever is printed there")
    func belowHidden() {
        for (last, rows) in [("", ["1", "2", "3", "4", "5"]), ("\u{1B}[?1049l", ["1", "2", "3"])] {
            var screen = screen("1\r\n2\r\n3\r\n4\r\n5\u{1B}[2;1H\u{1B}[?1049h")
            screen.resize(to: Size(columns: 20, rows: 2))
            play(Array("a\r\nb\r\nc\(last)".utf8), on: &screen)
            screen.resize(to: Size(columns: 20, rows: 5))
            play(Array("\u{1B}[?1049l".utf8), on: &screen)
            #expect(text(screen) == rows)
        }
    }

    @Test("Drawing scrolled back shows the history above the screen")
    func scrolledBack() {
        let screen = screen("1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7")
        let frame = picture(screen, scrolledBack: 2)
        #expect((0..<5).map { frame.cells[$0 * 20].content } == [0x31, 0x32, 0x33, 0x34, 0x35])
        #expect(screen.logicalLine(at: 0) == "3")
    }

    @Test("A logical line is found from any of its rows")
    func logicalLine() {
        let screen = screen(String(repeating: "abc", count: 10) + "\r\nx")
        #expect(screen.logicalLine(at: 1) == String(repeating: "abc", count: 10))
        #expect(screen.logicalLine(at: 0) == screen.logicalLine(at: 1))
    }

    @Test("A search finds text in history and screen, over wrapped ends")
    func search() {
        let screen = screen(
            "Needle\r\n2\r\n3\r\n4\r\n" + String(repeating: ".", count: 17) + "needle")
        #expect(
            screen.matches(of: "needle", .insensitive) == [
                Screen.Match(row: -1, column: 0, length: 6),
                Screen.Match(row: 3, column: 17, length: 6),
            ])
        #expect(screen.matches(of: "needle").count == 1)
    }

    /// What is on a screen of 20 by 5, the new size, the rows and the cursor after it.
    static let sizes: [(String, Size, [String], Point)] = [
        ("abc", Size(columns: 2, rows: 5), ["ab", "c"], Point(row: 1, column: 1)),
        ("abc\r\nd", Size(columns: 2, rows: 5), ["ab", "c", "d"], Point(row: 2, column: 1)),
        ("日本", Size(columns: 3, rows: 5), ["日", "本"], Point(row: 1, column: 2)),
        ("a日本", Size(columns: 4, rows: 5), ["a日", "本"], Point(row: 1, column: 2)),
        ("ab\u{1B}[1;10Hc", Size(columns: 5, rows: 5), ["ab", "    c"], Point(row: 1, column: 4)),
        ("a\r\n\r\nb", Size(columns: 20, rows: 3), ["a", "", "b"], Point(row: 2, column: 1)),
        ("a\r\nb\u{1B}[H", Size(columns: 20, rows: 2), ["a", "b"], Point(row: 0, column: 0)),
        (
            "abcdefghij\u{1B}[1;3H", Size(columns: 5, rows: 5), ["abcde", "fghij"],
            Point(row: 0, column: 2)
        ),
        (
            "abcdefghij\u{1B}[1;8H", Size(columns: 5, rows: 5), ["abcde", "fghij"],
            Point(row: 1, column: 2)
        ),
        ("ab", Size(columns: 40, rows: 9), ["ab"], Point(row: 0, column: 2)),
        (
            "e\u{301}e\u{301}", Size(columns: 1, rows: 5), ["e\u{301}", "e\u{301}"],
            Point(row: 1, column: 0)
        ),
    ]

    @Test("Text and cursor after a change of the size", arguments: sizes)
    func sized(_ input: String, _ size: Size, _ rows: [String], _ cursor: Point) {
        var screen = screen(input)
        screen.resize(to: size)
        #expect(text(screen) == rows)
        #expect(screen.cursorPoint == cursor)
    }

    @Test("Margins are those of the new size")
    func margins() {
        var screen = screen("\u{1B}[2;3r")
        screen.resize(to: Size(columns: 40, rows: 8))
        play(Array("\u{1B}[8;1H1\n2".utf8), on: &screen)
        #expect(screen.text(at: 6).hasPrefix("1"))
        #expect(screen.cursorPoint.row == 7)
    }

    /// What a program did to the tab stops, the columns in between and at last, and the stops.
    static let tabs: [(String, [Int], String)] = [
        ("", [40], "9/17/25/33"), ("\u{1B}[19G\u{1B}H", [10, 40], "9/17/19/25/33"),
        ("\u{1B}[3g", [40], ""), ("\u{1B}[3g\u{1B}[5G\u{1B}H", [4, 40], "5"),
        ("\u{1B}[17G\u{1B}[g", [10, 30], "9/25"), ("", [12], "9"),
    ]

    @Test(
        "Tab stops outlive a narrower screen, and a wider one has those it had (xterm)",
        arguments: tabs)
    func tabStops(_ input: String, _ columns: [Int], _ stops: String) {
        var screen = screen(input)
        for count in columns { screen.resize(to: Size(columns: count, rows: 5)) }
        play(Array("\u{1B}[2$w".utf8), on: &screen)
        #expect(
            String(decoding: screen.takeReplies(), as: UTF8.self)
                == "\u{1B}P2$u\(stops)\u{1B}\\")
    }

    @Test("Looks come along when rows are laid out anew")
    func looks() {
        var screen = screen("\u{1B}[1mabc\u{1B}[mdef")
        screen.resize(to: Size(columns: 4, rows: 5))
        #expect(styleRuns(screen) == ["0 0 3 bold"])
        screen.resize(to: Size(columns: 2, rows: 5))
        #expect(styleRuns(screen) == ["0 0 2 bold", "1 0 1 bold"])
    }

    @Test("A hard end stays one at every width", arguments: 1...30)
    func hardEnds(width: Int) {
        var screen = screen("abcde\r\nfg\r\nhij", scrollback: 100)
        screen.resize(to: Size(columns: width, rows: 5))
        screen.resize(to: Size(columns: 20, rows: 5))
        #expect(text(screen) == ["abcde", "fg", "hij"])
        #expect(screen.cursorPoint == Point(row: 2, column: 3))
    }
}

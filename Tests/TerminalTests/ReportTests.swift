import Testing

@testable import Terminal

@Suite("What the screen says back")
struct ReportTests {
    @Test(
        "Answers have their fixed forms",
        arguments: [
            ("\u{1B}[c", "\u{1B}[?64;6;21;22;28c"), ("\u{1B}[=c", "\u{1B}P!|00000000\u{1B}\\"),
            ("\u{1B}[5n", "\u{1B}[0n"), ("ab\r\nc\u{1B}[6n", "\u{1B}[2;2R"),
            ("\u{1B}[?6n", "\u{1B}[?1;1;1R"), ("\u{1B}[?7$p", "\u{1B}[?7;1$y"),
            ("\u{1B}[?2004h\u{1B}[?2004$p", "\u{1B}[?2004;1$y"),
            ("\u{1B}[?4242$p", "\u{1B}[?4242;0$y"), ("\u{1B}[4$p", "\u{1B}[4;2$y"),
            ("\u{1B}[1;4:3;31m\u{1B}P$qm\u{1B}\\", "\u{1B}P1$r0;1;4:3;31m\u{1B}\\"),
            ("\u{1B}[2;4r\u{1B}P$qr\u{1B}\\", "\u{1B}P1$r2;4r\u{1B}\\"),
            ("\u{1B}[4 q\u{1B}P$q q\u{1B}\\", "\u{1B}P1$r4 q\u{1B}\\"),
            ("\u{1B}P$qzz\u{1B}\\", "\u{1B}P0$r\u{1B}\\"),
            ("\u{1B}P+q544e\u{1B}\\", "\u{1B}P1+r544E=787465726D2D323536636F6C6F72\u{1B}\\"),
            ("\u{1B}P+q4142\u{1B}\\", "\u{1B}P0+r4142\u{1B}\\"),
            ("\u{1B}[>q", "\u{1B}P>|paks\u{1B}\\"), ("\u{1B}[18t", "\u{1B}[8;5;20t"),
            ("\u{1B}]11;?\u{7}", "\u{1B}]11;rgb:0000/0000/0000\u{7}"),
            (
                "\u{1B}]4;1;#102030\u{7}\u{1B}]4;1;?\u{1B}\\",
                "\u{1B}]4;1;rgb:1010/2020/3030\u{1B}\\"
            ),
            ("\u{1B}[>5u\u{1B}[?u\u{1B}[<u\u{1B}[?u", "\u{1B}[?5u\u{1B}[?0u"),
            ("\u{1B}]52;c;?\u{7}", ""), ("\u{1B}[21t", ""), ("\u{1B}[1;1;1;1;1;1*y", ""),
        ])
    func answer(_ input: String, _ expected: String) {
        #expect(answers(to: input) == expected)
    }

    @Test("Checksums are told when they are allowed (xterm 334)")
    func checksum() {
        var screen = Screen(size: Size(columns: 20, rows: 5), scrollback: 0)
        screen.answersChecksums = true
        play(Array("AB\u{1B}[7;1;1;1;1;2*y".utf8), on: &screen)
        #expect(String(decoding: screen.takeReplies(), as: UTF8.self) == "\u{1B}P7!~FF7D\u{1B}\\")
    }

    @Test(
        "Events tell what isn't a change of cells",
        arguments: [
            ("\u{7}", Screen.Event.bell), ("\u{1B}]2;a\u{7}", .title("a")),
            ("\u{1B}]7;file://h/p\u{7}", .directory("file://h/p")),
            ("\u{1B}]52;c;aGk=\u{7}", .clipboard([0x68, 0x69])),
            ("\u{1B}]9;done\u{7}", .notification(title: "", body: "done")),
            ("\u{1B}]777;notify;t;b\u{7}", .notification(title: "t", body: "b")),
            ("\u{1B}]99;i=1;t\u{7}", .notification(title: "t", body: "")),
            ("\u{1B}]133;D;0\u{7}", .promptMark(0x44, "0")),
        ])
    func event(_ input: String, _ expected: Screen.Event) {
        var screen = screen(input)
        #expect(screen.takeEvents() == [expected])
        #expect(screen.takeEvents() == [])
    }

    @Test("The title stack gives titles back")
    func titles() {
        var screen = screen("\u{1B}]2;a\u{7}\u{1B}[22t\u{1B}]2;b\u{7}\u{1B}[23t")
        #expect(screen.takeEvents() == [.title("a"), .title("b"), .title("a")])
    }
}

@Suite("History and changes of size")
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
}

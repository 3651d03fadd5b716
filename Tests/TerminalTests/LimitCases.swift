import Testing

@testable import Terminal

@Suite("What is beyond a limit is dropped without harm", .everyCut)
struct LimitCases {
    @Test("Parameters beyond 32 are dropped, the sequence acts")
    func parameters() {
        let many = String(repeating: ";", count: 200)
        #expect(text(screen("ab\u{1B}[3;4\(many)Hx")) == ["ab", "", "   x"])
        #expect(styleRuns(screen("\u{1B}[1\(many);4mx")) == [])
    }

    @Test("A parameter that no word holds is the largest")
    func values() {
        let digits = String(repeating: "9", count: 400)
        #expect(screen("\u{1B}[\(digits)C").cursorPoint == Point(row: 0, column: 19))
        #expect(screen("\u{1B}[\(digits);\(digits)H").cursorPoint.row == 4)
        #expect(text(screen("ab\u{1B}[\(digits)@x")) == ["abx"])
        #expect(text(screen("a\u{1B}[\(digits)b")).count == 5)
        #expect(text(screen("a\u{1B}[\(digits)Sb")) == [" b"])
    }

    @Test("Intermediates beyond two drop the sequence")
    func intermediates() {
        #expect(text(screen("a\u{1B}[1!!!!pb\u{1B}((((Bc")) == ["abc"])
    }

    @Test("A string beyond a mebibyte is dropped whole, and what follows is read")
    func strings() {
        let long = String(repeating: "x", count: Parser.stringLimit + 10)
        var screen = screen(
            "\u{1B}]2;\(long)\u{7}a\u{1B}P$q\(long)\u{1B}\\b\u{1B}_\(long)\u{1B}\\c")
        #expect(text(screen) == ["abc"])
        #expect(screen.takeEvents() == [])
        #expect(screen.takeReplies() == [])
        #expect(screen.parser.text.capacity <= 2 * Parser.stringLimit)
    }

    @Test("A title is cut, controls taken out")
    func title() {
        var screen = screen("\u{1B}]2;a\u{9}b\u{1F}\(String(repeating: "x", count: 9000))\u{7}")
        #expect(screen.takeEvents().count == 1)
        #expect(screen.windowTitle.hasPrefix("abx"))
        #expect(screen.windowTitle.utf8.count <= 4096)
    }

    @Test("The stack of titles holds ten")
    func titles() {
        var input = ""
        for number in 0..<15 { input += "\u{1B}]2;\(number)\u{7}\u{1B}[22t" }
        for _ in 0..<15 { input += "\u{1B}[23t" }
        #expect(screen(input).windowTitle == "5")
    }

    @Test(
        "The stack of looks holds ten, and further pushes have their pops (xterm)",
        arguments: [(10, 10, "fg=0"), (15, 6, "fg=9"), (15, 10, "fg=5"), (15, 15, "fg=0")])
    func graphics(pushes: Int, pops: Int, look: String) {
        var input = ""
        for number in 0..<pushes { input += "\u{1B}[38;5;\(number)m\u{1B}[#{" }
        input += "\u{1B}[31m" + String(repeating: "\u{1B}[#}", count: pops)
        #expect(styleRuns(screen(input + "x")) == ["0 0 1 \(look)"])
    }

    @Test("A cell holds so many scalars and no more")
    func cluster() {
        let screen = screen("e" + String(repeating: "\u{301}", count: 500))
        #expect(screen.text(at: 0).unicodeScalars.count == ClusterTable.scalarLimit)
        #expect(screen.cursorPoint.column == 1)
    }

    @Test("A hyperlink's address beyond 2083 bytes is none")
    func link() {
        let long = String(repeating: "x", count: 2100)
        let screen = screen("\u{1B}]8;;\(long)\u{7}a")
        #expect(screen.line(at: 0).cells.map(\.link) == [nil])
    }

    @Test("Sizes are cut to what is held", arguments: [(0, 0), (1, 1), (100_000, 2), (2, 100_000)])
    func sizes(columns: Int, rows: Int) {
        var screen = Screen(size: Size(columns: columns, rows: rows), scrollback: 0)
        play(Array("a\u{1B}[99999;99999Hb".utf8), on: &screen)
        #expect(screen.size.columns <= Screen.sideLimit && screen.size.rows <= Screen.sideLimit)
        screen.resize(to: Size(columns: 80, rows: 24))
        #expect(screen.cursorPoint.row < 24)
    }

    @Test("A clipboard's text has to be Base64", arguments: ["a", "a?", "YQ=a", "YQ\u{E9}"])
    func clipboard(text: String) {
        var screen = screen("\u{1B}]52;c;\(text)\u{7}")
        #expect(screen.takeEvents() == [])
    }

    @Test("Pieces of a notification don't grow beyond 4096 bytes")
    func notification() {
        let piece = String(repeating: "x", count: 3000)
        var screen = screen("\u{1B}]99;i=1:d=0;\(piece)\u{7}\u{1B}]99;i=1;\(piece)\u{7}")
        #expect(screen.takeEvents() == [.notification(title: piece, body: "")])
    }
}

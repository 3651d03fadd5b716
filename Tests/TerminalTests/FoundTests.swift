import Testing

@testable import Terminal

/// What the fuzzer found (`.ci/fuzz`), each as small as it can be.
@Suite("What random input once broke", .everyCut)
struct FoundTests {
    /// A stream, and the sizes that the screen gets after it.
    struct Torn: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let columns: Int
        let input: String
        let sizes: [(columns: Int, rows: Int)]

        init(
            _ name: String, columns: Int, _ input: String, _ sizes: [(columns: Int, rows: Int)] = []
        ) {
            testDescription = name
            self.columns = columns
            self.input = input
            self.sizes = sizes
        }
    }

    static let torn: [Torn] = [
        Torn("SL moves a wide character off the margin", columns: 5, "M[ 日\u{1B}[ @"),
        Torn("DCH moves a wide character off the margin", columns: 5, "M[ 日\u{1B}[1G\u{1B}[P"),
        Torn("DECDC moves a wide character off the margin", columns: 5, "M[ 日\u{1B}[1G\u{1B}['~"),
        Torn(
            "One column cuts a wide character between history and screen", columns: 30, "🙂",
            [(1, 1), (6, 1)]),
        Torn(
            "One column cuts a wide character at the history's limit", columns: 30, "日日日日日日",
            [(1, 1), (6, 1)]),
    ]

    @Test("No half of a wide character is left alone", arguments: torn)
    func wholeness(torn: Torn) {
        for history in [0, 3, 4, 50] {
            var screen = screen(
                torn.input, columns: torn.columns, rows: 8, scrollback: history)
            for size in torn.sizes {
                screen.resize(to: Size(columns: size.columns, rows: size.rows))
                play([0x0A], on: &screen)
            }
            for row in -screen.scrollbackRows..<screen.size.rows {
                let parts = screen.cells(at: row).map(\.part)
                for (column, part) in parts.enumerated() {
                    let isWhole =
                        switch part {
                        case .head: column + 1 < parts.count && parts[column + 1] == .tail
                        case .tail: column > 0 && parts[column - 1] == .head
                        case .narrow, .spacer: true
                        }
                    #expect(isWhole, "row \(row), column \(column), history \(history)")
                }
            }
        }
    }

    @Test(
        "A cursor that waits to wrap goes behind the text when the screen becomes wider",
        arguments: ["", "\u{1B}[?1049h"], ["", "\u{1B}[?7l"])
    func wider(screenMode: String, wrapMode: String) {
        var screen = screen(screenMode + wrapMode + "abc", columns: 3, rows: 3)
        screen.resize(to: Size(columns: 9, rows: 3))
        let (point, waits) = (screen.cursorPoint, screen.hasPendingWrap)
        #expect(point == Point(row: 0, column: 3))
        #expect(!waits)
        play(Array("de".utf8), on: &screen)
        #expect(text(screen) == ["abcde"])
    }

    @Test("Without autowrap a wait at a margin that is gone doesn't swallow text")
    func goneMargin() {
        let screen = screen(
            "\u{1B}[?69h\u{1B}[?7l\u{1B}[2;4s\u{1B}[1;2Habc\u{1B}7\u{1B}[?69l\u{1B}8de")
        #expect(text(screen) == [" abde"])
    }

    @Test("A flag's second half joins the first over whose right column it is printed, too")
    func flagInside() {
        let screen = screen("🇩\u{1B}[2G🇪")
        #expect(text(screen) == ["🇩🇪"])
        #expect(screen.cursorPoint == Point(row: 0, column: 1))
        #expect(screen.cells(at: 0).map(\.part) == [.head, .tail])
    }

    @Test("A paste whose parts make the end of the brackets can't close them")
    func nestedPaste() {
        var modes = Screen.Modes()
        modes.bracketedPaste = true
        let nested = "\u{1B}[20\u{1B}[2\u{1B}[201~01~1~rm\r"
        #expect(
            KeyEncoder(modes: modes).bytes(forPaste: Array(nested.utf8))
                == Array("\u{1B}[200~rm\r\u{1B}[201~".utf8))
    }
}

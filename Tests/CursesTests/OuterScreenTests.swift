import Terminal
import Testing

@testable import Curses

/// ncurses has one current screen in a process, so that its tests run one after the other.
@Suite("The outer screen", .serialized)
struct OuterScreenTests {
    static let terms = [
        "xterm-256color", "xterm", "screen-256color", "tmux-256color", "linux", "vt100", "dumb",
        "no-such-terminal", "",
    ]

    private func screen(
        _ term: String = "xterm-256color", _ depth: ColorDepth = .rgb,
        _ size: Size = Size(columns: 20, rows: 4), charset: OuterScreen.Charset = .utf8
    ) throws -> OuterScreen {
        try OuterScreen(term: term, size: size, depth: depth, charset: charset)
    }

    @Test("asks its questions only where they are understood, DA1 last, and hears the answers")
    func question() throws {
        #expect(try screen("vt100").question == [])
        let question = String(decoding: try screen().question, as: UTF8.self)
        #expect(question.hasPrefix("\u{1B}]4;0;?;1;?"))
        #expect(question.contains("\u{1B}]11;?\u{1B}\\"))
        #expect(question.hasSuffix("\u{1B}[?u\u{1B}[c"))
        var terminal = Screen(size: Size(columns: 20, rows: 4), scrollback: 0)
        terminal.feed(Array(question.utf8).span)
        var decoder = InputDecoder()
        let answers = decoder.decode(terminal.takeReplies()[...])
        #expect(answers.count == 21)
        #expect(answers.allSatisfy { if case .report = $0 { true } else { false } })
    }

    @Test("shows the frame, on every terminal at every depth", arguments: terms)
    func showsRandomFrames(term: String) throws {
        var random = Seeded(7)
        for depth in [ColorDepth.mono, .ansi16, .palette256, .rgb] {
            for size in [(1, 1), (2, 1), (1, 3), (7, 5), (40, 12)] {
                let size = Size(columns: size.0, rows: size.1)
                var outer = try screen(term, depth, size)
                var reference = Reference(size: size)
                reference.feed(outer.enter())
                var frame = Frame.random(size: size, using: &random)
                var parts: [Frame.Part]?
                for step in 0..<24 {
                    let bytes = outer.render(frame, parts: step % 2 == 0 ? nil : parts)
                    reference.feed(bytes)
                    expect(
                        reference, shows: frame, depth, term: term,
                        "\(term) \(depth) \(size) \(step)"
                    )
                    #expect(outer.render(frame) == [])
                    let before = frame
                    frame.change(using: &random)
                    parts = frame.parts(unlike: before)
                }
                #expect(reference.unknown == [])
            }
        }
    }

    private func expect(
        _ reference: Reference, shows frame: Frame, _ depth: ColorDepth, term: String,
        _ what: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let expected = frame.expected(depth: depth, term: term)
        for place in expected.indices where reference.cells[place] != expected[place] {
            let row = place / frame.size.columns
            let column = place % frame.size.columns
            Issue.record(
                """
                \(what), row \(row) column \(column): \(reference.cells[place]) \
                instead of \(expected[place])
                """, sourceLocation: sourceLocation)
            break
        }
        if let cursor = frame.cursor {
            #expect(reference.row == cursor.point.row, "\(what)", sourceLocation: sourceLocation)
            #expect(
                reference.column == cursor.point.column, "\(what)", sourceLocation: sourceLocation)
        }
        #expect(
            reference.isCursorVisible == (frame.cursor != nil), "\(what)",
            sourceLocation: sourceLocation)
    }
}

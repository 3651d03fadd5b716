import Terminal
import Testing

@testable import Curses

extension OuterScreenTests {
    /// Our own terminal as the outer one: what is drawn must come out of it again.
    @Suite("Our own terminal as the outer one", .serialized)
    struct Oracle {
        @Test("shows the frame", arguments: ["xterm-256color", "tmux-256color", "xterm", ""])
        func showsFrames(term: String) throws {
            var random = Seeded(11)
            for size in [(1, 1), (2, 2), (9, 4), (80, 24)] {
                let size = Size(columns: size.0, rows: size.1)
                var outer = try OuterScreen(term: term, size: size, depth: .rgb, charset: .utf8)
                var screen = Screen(size: size, scrollback: 0)
                screen.take(outer.enter())
                var frame = Frame.random(size: size, using: &random)
                for step in 0..<15 {
                    frame.clearWhatDiffers()
                    screen.take(outer.render(frame))
                    let shown = screen.cells()
                    let expected = frame.expected(depth: .rgb, term: term)
                    let different = expected.indices.first {
                        shown[$0].visible != expected[$0].visible
                    }
                    if let different {
                        Issue.record(
                            """
                            \(size) step \(step) place \(different): \(shown[different]) \
                            instead of \(expected[different])
                            """)
                        return
                    }
                    #expect(screen.cursor?.point == frame.cursor?.point)
                    frame.change(using: &random)
                }
                screen.take(outer.leave())
                #expect(screen.modes == Screen(size: size, scrollback: 0).modes)
                #expect(screen.cursor != nil)
            }
        }
    }
}

extension Frame {
    /// Leaves out what our terminal takes otherwise than the tests' reference: without autowrap it
    /// joins a mark in the last column to the character before, and a heart that is an emoji is
    /// always wide.
    fileprivate mutating func clearWhatDiffers() {
        clusters = clusters.map { $0.unicodeScalars.first == "❤" ? "o\u{308}" : $0 }
        for place in cells.indices where place % size.columns >= size.columns - 2 {
            if cells[place].content & Cell.clusterFlag != 0 || cells[place].content == 0x301 {
                cells[place].content = 0x41
            }
        }
    }
}

extension Reference.Cell {
    /// Without what a blank doesn't show, so that ncurses may erase it instead of writing it.
    fileprivate var visible: Self {
        let shown = style.attributes.intersection([.reverse, .strike, .overline])
        guard text == " ", shown.isEmpty, style.attributes.underline == .none else { return self }
        var cell = self
        cell.style.foreground = .default
        cell.style.attributes.subtract([.bold, .faint, .italic, .blink])
        return cell
    }
}

extension Screen {
    fileprivate mutating func take(_ bytes: [UInt8]) { feed(bytes.span) }

    fileprivate borrowing func cells() -> [Reference.Cell] {
        var frame = Frame(size: size)
        draw(
            into: &frame,
            at: Rectangle(row: 0, column: 0, columns: size.columns, rows: size.rows),
            scrolledBack: 0)
        return frame.cells.map { cell in
            var style = cell.style
            let link = style.link == 0 ? "" : frame.links[Int(style.link) - 1]
            style.link = 0
            let text =
                if cell.content & Frame.Cell.clusterFlag != 0 {
                    frame.clusters[Int(cell.content & ~Frame.Cell.clusterFlag)]
                } else if cell.content == 0 {
                    ""
                } else {
                    Unicode.Scalar(cell.content).map { String($0) } ?? "?"
                }
            return Reference.Cell(text: text, style: style, link: link)
        }
    }
}

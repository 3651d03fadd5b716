import Testing

@testable import Terminal

/// A written case: what is fed to a screen of 20 by 5 cells, and what it must leave. Its name says
/// which standard or terminal has it so.
struct Written: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let input: String
    let rows: [String]
    let cursor: Point?
    let styles: [String]?

    /// - Parameters:
    ///   - name: what is tried, and who has it so.
    ///   - input: what is fed.
    ///   - rows: the text of the rows, trailing blanks and empty rows cut.
    ///   - cursor: its row and column from 0; `nil` where it doesn't matter.
    ///   - styles: what `styleRuns(_:)` must tell; `nil` where looks don't matter.
    init(
        _ name: String, _ input: String, _ rows: [String], at cursor: (Int, Int)? = nil,
        styles: [String]? = nil
    ) {
        testDescription = name
        self.input = input
        self.rows = rows
        self.cursor = cursor.map { Point(row: $0.0, column: $0.1) }
        self.styles = styles
    }

    /// Feeds the case and compares.
    func check() {
        let screen = screen(input)
        #expect(text(screen) == rows)
        if let cursor { #expect(screen.cursorPoint == cursor) }
        if let styles { #expect(styleRuns(screen) == styles) }
    }
}

/// So many blanks.
func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

/// The runs of cells whose style isn't the default: `row column length` and what
/// `describe(_:)` tells.
func styleRuns(_ screen: borrowing Screen) -> [String] {
    var runs: [String] = []
    for row in 0..<screen.size.rows {
        let cells = screen.line(at: row).cells
        var column = 0
        while column < cells.count {
            var end = column + 1
            while end < cells.count, cells[end].style == cells[column].style { end += 1 }
            if cells[column].style != .plain {
                runs.append("\(row) \(column) \(end - column) \(describe(cells[column].style))")
            }
            column = end
        }
    }
    return runs
}

/// The words of a style, the link left out: attributes in the order of their bits, the underline,
/// then `fg=`, `bg=` and `ul=` with a palette index or `#rrggbb`.
func describe(_ style: Style) -> String {
    let flags: [(Attributes, String)] = [
        (.bold, "bold"), (.faint, "faint"), (.italic, "italic"), (.blink, "blink"),
        (.reverse, "reverse"), (.conceal, "conceal"), (.strike, "strike"),
        (.overline, "overline"),
    ]
    var words = flags.filter { style.attributes.contains($0.0) }.map(\.1)
    if style.attributes.underline != .none { words.append("\(style.attributes.underline)") }
    for (name, color) in [
        ("fg", style.foreground), ("bg", style.background), ("ul", style.underlineColor),
    ] {
        switch color.kind {
        case .default: break
        case .palette(let index): words.append("\(name)=\(index)")
        case .rgb(let red, let green, let blue):
            let digits = [red, green, blue].map { String(UInt32($0) + 256, radix: 16).dropFirst() }
            words.append("\(name)=#\(digits.joined())")
        }
    }
    return words.joined(separator: " ")
}

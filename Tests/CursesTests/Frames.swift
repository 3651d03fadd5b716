import Terminal

@testable import Curses

/// The same sequence of random numbers in every run (splitmix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Frame {
    /// Text, wide characters, clusters, links and colours at random places.
    static func random(size: Size, using random: inout Seeded) -> Frame {
        var frame = Frame(size: size)
        frame.clusters = ["e\u{301}", "👨\u{200D}👩\u{200D}👧", "❤\u{FE0F}", "\u{301}\u{302}"]
        frame.links = ["https://example.org/a", "https://example.org/b;c", "bad\u{7}link"]
        for _ in 0..<(size.columns * size.rows / 2) { frame.putOne(using: &random) }
        frame.moveCursor(using: &random)
        return frame
    }

    mutating func change(using random: inout Seeded) {
        switch Int.random(in: 0..<14, using: &random) {
        case 8...11: return echo(Int.random(in: 1...9, using: &random))
        case 12...: return eraseBack(Int.random(in: 1...4, using: &random))
        case 0:
            // Programs scroll.
            cells.removeFirst(size.columns)
            cells += Array(repeating: .blank, count: size.columns)
        case 1:
            self = .random(size: size, using: &random)
        case 2:
            clusters.reverse()
            links.swapAt(0, 1)
        default:
            for _ in 0..<Int.random(in: 1...6, using: &random) { putOne(using: &random) }
        }
        moveCursor(using: &random)
    }

    /// The parts of rows that differ; `nil` where the tables do.
    func parts(unlike other: Frame) -> [Part]? {
        guard clusters == other.clusters, links == other.links else { return nil }
        return (0..<size.rows).compactMap { row in
            let changed = (0..<size.columns).filter {
                cells[row * size.columns + $0] != other.cells[row * size.columns + $0]
            }
            guard let first = changed.first, let last = changed.last else { return nil }
            return Part(row: row, columns: first..<last + 1)
        }
    }

    private mutating func moveCursor(using random: inout Seeded) {
        let row = Int.random(in: 0..<size.rows, using: &random)
        let column = Int.random(in: 0..<size.columns, using: &random)
        cursor =
            Int.random(in: 0..<4, using: &random) == 0
            ? nil : Cursor(point: Point(row: row, column: column))
    }

    /// Plain characters come at the cursor and move it.
    mutating func echo(_ count: Int) {
        for _ in 0..<count {
            guard let point = cursor?.point else { return }
            cells[point.row * size.columns + point.column] = Cell(content: 0x78, style: .plain)
            cursor?.point.column = min(point.column + 1, size.columns - 1)
        }
    }

    /// Characters before the cursor go, as with Backspace.
    mutating func eraseBack(_ count: Int) {
        for _ in 0..<count {
            guard let point = cursor?.point, point.column > 0 else { return }
            cursor?.point.column -= 1
            cells[point.row * size.columns + point.column - 1] = .blank
        }
    }

    /// Puts a cell anywhere, which may tear a wide one.
    private mutating func putOne(using random: inout Seeded) {
        let place = Int.random(in: cells.indices, using: &random)
        let style = Style.random(using: &random)
        let isWide = Int.random(in: 0..<4, using: &random) == 0
        guard isWide, place % size.columns + 1 < size.columns else {
            let narrow: [UInt32] = [
                0x20, 0x41, 0x7A, 0xE9, 0x2502, 0x301, 0, 0x1B, 0x10_0000, 0xD800, 0x4E2D,
                Cell.clusterFlag, Cell.clusterFlag | 2, Cell.clusterFlag | 3,
                Cell.clusterFlag | 99,
            ]
            let content = narrow.randomElement(using: &random) ?? 0x20
            cells[place] = Cell(content: content, style: style)
            return
        }
        let wide: [UInt32] = [0x4E2D, 0xAC00, 0x1F600, 0x20001, 0x1FAE9, Cell.clusterFlag | 1]
        cells[place] = Cell(content: wide.randomElement(using: &random) ?? 0x4E2D, style: style)
        cells[place + 1] = Cell(content: 0, style: style)
    }

    /// What a terminal shows of it.
    func expected(depth: ColorDepth, term: String) -> [Reference.Cell] {
        let isRich = term != "linux" && term != "vt100"
        let hasUnderlines = isRich && !term.hasPrefix("screen")
        var expected: [Reference.Cell] = []
        for row in 0..<size.rows {
            var column = 0
            while column < size.columns {
                let cell = cells[row * size.columns + column]
                let isWide =
                    cell.content != 0 && column + 1 < size.columns
                    && cells[row * size.columns + column + 1].content == 0
                var style = cell.style
                if depth == .mono { style.attributes = style.attributesWithoutColors }
                style.foreground = style.foreground.reduced(to: depth)
                style.background = style.background.reduced(to: depth)
                style.underlineColor =
                    isRich && depth > .mono && style.attributes.underline != .none
                    ? style.underlineColor.reduced(to: depth) : .default
                if style.attributes.underline != .none, !hasUnderlines {
                    style.attributes.underline = .single
                }
                if term == "linux", style.foreground != .default || style.background != .default {
                    // Its entry says (`ncv`) that there underlines and faint are colours too.
                    style.attributes.remove(.faint)
                    style.attributes.underline = .none
                }
                if let missing = Self.missing[term] { style.attributes.subtract(missing) }
                let link =
                    style.link > 0 && style.link < 3 && isRich ? links[Int(style.link) - 1] : ""
                style.link = 0
                let text = text(of: cell, isWide: isWide, isRich: isRich)
                let texts = isWide ? [text, Reference.isWide(text) ? "" : " "] : [text]
                expected += texts.map { Reference.Cell(text: $0, style: style, link: link) }
                column += isWide ? 2 : 1
            }
        }
        return expected
    }

    /// Attributes that terminals don't have by their own entries.
    private static let missing: [String: Attributes] = [
        "screen-256color": .italic, "linux": [.italic, .conceal, .strike, .overline],
        "vt100": [.italic, .conceal, .faint, .strike, .overline],
    ]

    private func text(of cell: Cell, isWide: Bool, isRich: Bool) -> String {
        var text = " "
        if cell.content & Cell.clusterFlag != 0 {
            let place = Int(cell.content & ~Cell.clusterFlag)
            if place < clusters.count { text = clusters[place] }
        } else if let scalar = Unicode.Scalar(cell.content), scalar.value >= 0x20 {
            text = String(scalar)
        }
        // A combining character has nothing to stand on.
        if text.unicodeScalars.first == "\u{301}" { text = " " + text }
        if Reference.isWide(text), !isWide { return " " }
        guard !isRich, let base = text.unicodeScalars.first else { return text }
        // Terminals without clusters show the base if it fills the cell, or a question mark.
        if text.unicodeScalars.count > 1 { return String(base) }
        let isDisputed = [0x10_0000, 0x2_0001, 0x1_FAE9].contains(base.value)
        return isDisputed ? "?" : text
    }
}

extension Style {
    static func random(using random: inout Seeded) -> Style {
        guard Int.random(in: 0..<3, using: &random) > 0 else { return .plain }
        var style = Style(
            foreground: .random(using: &random), background: .random(using: &random),
            underlineColor: .random(using: &random))
        style.attributes = Attributes(rawValue: UInt16.random(in: 0...255, using: &random))
        style.attributes.underline =
            Underline(rawValue: UInt8.random(in: 0...5, using: &random)) ?? .none
        style.link = UInt16.random(in: 0...4, using: &random)
        return style
    }
}

extension Color {
    static func random(using random: inout Seeded) -> Color {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: .default
        case 1: .palette(UInt8.random(in: 0...255, using: &random))
        default: .rgb(0x11, UInt8.random(in: 0...255, using: &random), 0xEE)
        }
    }
}

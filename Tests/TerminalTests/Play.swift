import Terminal

/// How a session is cut before it is fed.
enum Cut: CaseIterable, Sendable {
    case whole, bytes, random
}

/// Small numbers that are the same in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// Feeds bytes to a screen, cut as asked.
func play(_ bytes: [UInt8], on screen: inout Screen, cut: Cut = .whole, seed: UInt64 = 1) {
    var dice = Dice(seed: seed)
    var at = 0
    while at < bytes.count {
        let step =
            switch cut {
            case .whole: bytes.count
            case .bytes: 1
            case .random: Int.random(in: 1...16, using: &dice)
            }
        let end = min(bytes.count, at + step)
        screen.feed(bytes.span.extracting(at..<end))
        at = end
    }
}

/// A screen of 20 by 5 cells, or as asked, after a text.
func screen(
    _ text: String, columns: Int = 20, rows: Int = 5, scrollback: Int = 100, cut: Cut = .whole
) -> Screen {
    var screen = Screen(size: Size(columns: columns, rows: rows), scrollback: scrollback)
    play(Array(text.utf8), on: &screen, cut: cut)
    return screen
}

/// The rows of a screen, trailing blanks cut, as far down as there is text.
func text(_ screen: borrowing Screen) -> [String] {
    var rows: [String] = []
    for row in 0..<screen.size.rows { rows.append(screen.text(at: row)) }
    while rows.last == "" { rows.removeLast() }
    return rows
}

/// The whole screen as a frame.
func picture(_ screen: borrowing Screen, scrolledBack: Int = 0) -> Frame {
    var frame = Frame(size: screen.size)
    screen.draw(
        into: &frame,
        at: Rectangle(row: 0, column: 0, columns: screen.size.columns, rows: screen.size.rows),
        scrolledBack: scrolledBack)
    frame.cursor = screen.cursor
    return frame
}

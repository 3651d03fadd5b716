import Terminal
import Testing

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

/// Feeds bytes to a screen, cut as the round of the test asks.
func play(_ bytes: [UInt8], on screen: inout Screen) {
    guard let cut = Cut.current else {
        Issue.record("fed in one way only: the suite lacks the trait .everyCut")
        return
    }
    feed(bytes, to: &screen, cut: cut)
}

/// Feeds bytes to a screen, cut as asked.
func feed(_ bytes: [UInt8], to screen: inout Screen, cut: Cut) {
    var at = 0
    func pieces(_ length: () -> Int) {
        while at < bytes.count {
            let end = min(bytes.count, at + length())
            screen.feed(bytes.span.extracting(at..<end))
            at = end
        }
    }
    switch cut {
    case .whole: pieces { bytes.count }
    case .bytes: pieces { 1 }
    case .random(let seed):
        var dice = Dice(seed: seed)
        pieces { Int.random(in: 1...16, using: &dice) }
    }
}

/// A screen of 20 by 5 cells, or as asked, after a text.
func screen(
    _ text: String, columns: Int = 20, rows: Int = 5, scrollback: Int = 100
) -> Screen {
    var screen = Screen(size: Size(columns: columns, rows: rows), scrollback: scrollback)
    play(Array(text.utf8), on: &screen)
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

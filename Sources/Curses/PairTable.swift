import CCurses
import Terminal

/// Colour pairs of ncurses by the colours that they hold.
///
/// ncurses 6.4's own allocator crashes and slows down with many pairs, so numbers are given out
/// here, and all given out anew once they run out.
struct PairTable {
    /// Pairs at most; the terminfo entry says the same.
    static let limit = 1 << 15

    private var numbers: [UInt64: Int32] = [:]
    private var next: Int32 = 1

    /// The pair of these colours.
    ///
    /// - Returns: `nil` when there is none left: the screen must be drawn anew after `reset`.
    mutating func pair(_ foreground: Color, _ background: Color) -> Int32? {
        if foreground == .default, background == .default { return 0 }
        let key = UInt64(foreground.bits) << 32 | UInt64(background.bits)
        if let number = numbers[key] { return number }
        guard next < Self.limit else { return nil }
        init_extended_pair(next, Self.number(foreground), Self.number(background))
        numbers[key] = next
        next += 1
        return next - 1
    }

    mutating func reset() {
        numbers = [:]
        next = 1
    }

    private static func number(_ color: Color) -> Int32 {
        switch color.kind {
        case .default: -1
        case .palette(let index): Int32(index)
        case .rgb: 0x100_0000 | Int32(color.bits & 0xff_ffff)
        }
    }
}

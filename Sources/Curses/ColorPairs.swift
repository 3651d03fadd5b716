import CCurses
import Terminal

/// The pairs of colours of one screen of ncurses, numbered as they come.
///
/// ncurses' own allocation of pairs loses some and crashes (6.4: `alloc_pair` with
/// `reset_color_pairs`), so that numbers are given here, once each; a full table means a new
/// screen.
struct ColorPairs {
    let capacity: Int
    private var numbers: [UInt64: Int32] = [:]

    init(capacity: Int) { self.capacity = capacity }

    mutating func number(foreground: Color, background: Color) -> Int32? {
        if foreground == .default && background == .default || capacity == 0 { return 0 }
        let key = UInt64(foreground.bits) << 32 | UInt64(background.bits)
        if let number = numbers[key] { return number }
        let number = numbers.count + 1
        guard number < capacity else { return nil }
        init_extended_pair(
            Int32(number), CursesColor.number(of: foreground), CursesColor.number(of: background))
        numbers[key] = Int32(number)
        return Int32(number)
    }
}

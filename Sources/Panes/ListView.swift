import Terminal

/// A list with a selected row and a part of it in view.
struct ListView: Equatable {
    private(set) var selected = 0
    private(set) var top = 0

    /// Keeps the selection within `count` rows and the view around it.
    mutating func clamp(count: Int, height: Int) {
        selected = max(0, min(selected, count - 1))
        let height = max(1, height)
        if selected < top { top = selected }
        if selected >= top + height { top = selected - height + 1 }
        top = max(0, min(top, count - height))
    }

    /// The view follows with the next `clamp`.
    mutating func selectLast(count: Int) { selected = max(0, count - 1) }

    mutating func select(_ row: Int, count: Int, height: Int) {
        selected = row
        clamp(count: count, height: height)
    }

    /// Moves as lazydocker, less and vi do.
    ///
    /// - Returns: `false` for a key that moves nothing.
    mutating func handle(_ key: Key, count: Int, height: Int) -> Bool {
        let page = max(1, height - 1)
        switch (key.code, key.modifiers) {
        case (.down, []), (.character("j"), []): selected += 1
        case (.up, []), (.character("k"), []): selected -= 1
        case (.pageDown, []), (.character("f"), .control): selected += page
        case (.pageUp, []), (.character("b"), .control): selected -= page
        case (.character("d"), .control): selected += page / 2
        case (.character("u"), .control): selected -= page / 2
        case (.home, []), (.character("g"), []): selected = 0
        case (.end, []), (.character("G"), _): selected = count - 1
        default: return false
        }
        clamp(count: count, height: height)
        return true
    }
}

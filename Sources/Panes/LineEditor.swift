import Terminal

/// One line of text that is being typed, with the keys of readline.
struct LineEditor: Equatable {
    private(set) var text: [Character] = []
    private(set) var cursor = 0

    var string: String { String(text) }

    init(_ text: String = "") { replace(text) }

    mutating func replace(_ text: String) {
        self.text = Array(text)
        cursor = self.text.count
    }

    mutating func insert(_ text: String) {
        let typed = text.filter { $0.unicodeScalars.first?.properties.generalCategory != .control }
        self.text.insert(contentsOf: typed, at: cursor)
        cursor += typed.count
    }

    /// - Returns: `false` for a key that edits nothing.
    mutating func handle(_ key: Key) -> Bool {
        switch (key.code, key.modifiers) {
        case (.character(let scalar), []), (.character(let scalar), .shift):
            insert(String(Character(scalar)))
        case (.backspace, []), (.character("h"), .control):
            if cursor > 0 { remove(cursor - 1..<cursor) }
        case (.delete, []), (.character("d"), .control):
            if cursor < text.count { remove(cursor..<cursor + 1) }
        case (.left, []), (.character("b"), .control): cursor = max(0, cursor - 1)
        case (.right, []), (.character("f"), .control): cursor = min(text.count, cursor + 1)
        case (.home, []), (.character("a"), .control): cursor = 0
        case (.end, []), (.character("e"), .control): cursor = text.count
        case (.character("u"), .control): remove(0..<cursor)
        case (.character("k"), .control): remove(cursor..<text.count)
        case (.character("w"), .control), (.backspace, .alt): remove(wordStart..<cursor)
        case (.left, .control), (.character("b"), .alt): cursor = wordStart
        case (.right, .control), (.character("f"), .alt): cursor = wordEnd
        default: return false
        }
        return true
    }

    private mutating func remove(_ range: Range<Int>) {
        text.removeSubrange(range)
        cursor = range.lowerBound
    }

    private var wordStart: Int {
        var place = cursor
        while place > 0, text[place - 1] == " " { place -= 1 }
        while place > 0, text[place - 1] != " " { place -= 1 }
        return place
    }

    private var wordEnd: Int {
        var place = cursor
        while place < text.count, text[place] == " " { place += 1 }
        while place < text.count, text[place] != " " { place += 1 }
        return place
    }
}

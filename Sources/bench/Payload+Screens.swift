extension PayloadWriter {
    /// A frame of a full-screen program in 24-bit colours.
    mutating func trueColorFrame() {
        put("\u{1B}[?2026h\u{1B}[H")
        for row in 0..<rows {
            for column in stride(from: 0, to: columns - 4, by: 4) {
                let red = (row * 8 + round) & 255
                let green = (column * 3 + round) & 255
                put("\u{1B}[38;2;\(red);\(green);128;48;2;\(green);\(red);40m")
                put("\(word().prefix(4))")
            }
            if row < rows - 1 { put("\u{1B}[0m\r\n") }
        }
        put("\u{1B}[?2026l")
    }

    /// Every cell with a style of its own.
    mutating func denseCells() {
        put("\u{1B}[H")
        for row in 1...rows {
            for column in 1...columns {
                let index = (row + column + round) % 156
                put("\u{1B}[38;5;")
                put(number: index + 100)
                put(";48;5;")
                put(number: 255 - index)
                put(";1;3;4m")
                put(letter)
            }
        }
    }

    /// A letter into every cell, each after a movement of its own, from the border inward.
    mutating func spiral() {
        var (top, bottom, left, right) = (1, rows, 1, columns)
        while left <= right, top <= bottom {
            for column in left..<max(left, right) { place(top, column) }
            for row in top..<max(top, bottom) { place(row, right) }
            for column in (left + 1..<max(left, right) + 1).reversed() { place(bottom, column) }
            for row in (top + 1..<max(top, bottom) + 1).reversed() { place(row, left) }
            (top, bottom, left, right) = (top + 1, bottom - 1, left + 1, right - 1)
        }
    }

    private mutating func place(_ row: Int, _ column: Int) {
        move(row, column)
        put(letter)
    }

    private mutating func move(_ row: Int, _ column: Int) {
        put("\u{1B}[")
        put(number: row)
        put(0x3B)
        put(number: column)
        put(0x48)
    }

    // MARK: An editor

    /// What an editor prints: a page of source with line numbers and colours, then typing,
    /// scrolling by the region, and the status line after each key.
    mutating func editorFrame() {
        put("\u{1B}[?25l\u{1B}[H")
        for row in 1..<rows { sourceLine(row) }
        statusLine()
        put("\u{1B}[?25h")
        for _ in 0..<40 {
            switch random(4) {
            case 0:
                put("\u{1B}[?25l\u{1B}[1;\(rows - 2)r")
                move(rows - 2, 1)
                put("\r\n\u{1B}[r")
                sourceLine(rows - 2)
                statusLine()
                put("\u{1B}[?25h")
            case 1:
                move(1 + random(rows - 2), 6 + random(columns - 6))
                put("\u{1B}[38;5;\(random(256))m\(word())\u{1B}[m\u{1B}[K")
            case 2:
                let row = 1 + random(rows - 2)
                put("\u{1B}[\(row);\(rows - 2)r\u{1B}[\(row)H\u{1B}[L\u{1B}[r")
                sourceLine(row)
            default:
                put("\(word())")
                put("\u{8}\u{8} \u{1B}[2D")
                statusLine()
            }
        }
    }

    private mutating func sourceLine(_ row: Int) {
        move(row, 1)
        put("\u{1B}[38;2;92;99;112m")
        if row < 100 { put(0x20) }
        if row < 10 { put(0x20) }
        put(number: row)
        put("\u{1B}[m ")
        var left = columns - 12
        for _ in 0..<random(9) {
            let word = word()
            left -= word.utf8.count + 1
            if left <= 0 { break }
            switch random(4) {
            case 0: put("\u{1B}[38;2;198;120;221m\(word)\u{1B}[m ")
            case 1: put("\u{1B}[1m\u{1B}[38;5;114m\(word)\u{1B}[m ")
            default:
                put(word)
                put(0x20)
            }
        }
        put("\u{1B}[K")
    }

    private mutating func statusLine() {
        move(rows, 1)
        put("\u{1B}[38;5;17m\u{1B}[48;5;190m NORMAL \u{1B}[38;5;255m\u{1B}[48;5;238m \(word()).c ")
        put("\u{1B}[48;5;234m\u{1B}[K")
        move(rows, columns - 10)
        put("\(random(99)):\(random(80)) \u{1B}[m")
        move(1 + random(rows - 2), 6 + random(columns - 6))
    }
}

extension PayloadWriter {
    /// A line of a plain log.
    mutating func logLine() {
        put("2026-11-24T12:\(10 + random(50)):\(10 + random(50)).\(100 + random(900)) INFO ")
        for _ in 0..<4 + random(8) {
            put(word())
            put(0x20)
        }
        put(number: random(100_000))
        put("\r\n")
    }

    /// A line or two of a build in colours.
    mutating func buildLine() {
        put("\u{1B}[1;32m   Compiling\u{1B}[0m \(word()) v\(random(9)).\(random(20))")
        put(" (\u{1B}[36m/src/\(word())\u{1B}[0m)\r\n")
        if random(4) == 0 {
            put("\u{1B}[33mwarning\u{1B}[0m\u{1B}[1m: unused \(word())\u{1B}[0m\r\n")
        }
    }

    /// A line of ideographs, with words and emoji between them.
    mutating func wideLine() {
        for _ in 0..<10 + random(20) {
            switch random(8) {
            case 0: put("🙂🚀🎉")
            case 1:
                put(word())
                put(0x20)
            default: put(scalar: UInt32(0x4E00 + random(5000)))
            }
        }
        put("\r\n")
    }

    /// An element of a document without line ends.
    mutating func json() {
        put("{\"id\":\(random(1_000_000)),\"name\":\"\(word())\",\"tags\":[")
        for _ in 0..<5 { put("\"\(word())\",") }
        put("null]},")
    }

    /// 1,024 of the characters of the basic plane from U+00A1 on, one after the other; without
    /// those that are invisible, private or no characters.
    mutating func symbols() {
        for step in 0..<1024 {
            let scalar = UInt32(0xA1 + (round * 1024 + step) % (0xFFFE - 0xA1))
            switch scalar {
            case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xD800...0xFAFF,
                0xFE00...0xFE0F, 0xFEFF, 0xFFF0...0xFFFB:
                continue
            default: put(scalar: scalar)
            }
        }
    }
}

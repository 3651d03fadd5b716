/// One kind of output to measure with.
struct Payload {
    let name: String
    let bytes: [UInt8]

    static let names = [
        "x_ascii_log", "x_color_build", "x_cjk_emoji", "x_longline_json", "x_tui_truecolor",
        "dense_cells", "medium_cells", "sync_medium_cells", "light_cells", "cursor_motion",
        "unicode", "scrolling", "scrolling_fullscreen", "scrolling_top_region",
        "scrolling_bottom_region", "scrolling_top_small_region", "scrolling_bottom_small_region",
    ]

    /// Makes a payload of about `length` bytes for a screen, the same in every run.
    init(_ name: String, columns: Int, rows: Int, length: Int) {
        self.name = name
        var writer = PayloadWriter(columns: columns, rows: rows)
        while writer.bytes.count < length { writer.add(name) }
        bytes = writer.bytes
    }
}

/// Writes the pieces of payloads, after vtebench's workloads and five of our own.
struct PayloadWriter {
    private(set) var bytes: [UInt8] = []
    private let columns: Int
    private let rows: Int
    private var seed: UInt64 = 0x7465_726D
    private var round = 0

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    mutating func add(_ name: String) {
        switch name {
        case "x_ascii_log": logLine()
        case "x_color_build": buildLine()
        case "x_cjk_emoji": wideLine()
        case "x_longline_json": json()
        case "x_tui_truecolor": frame()
        case "dense_cells": cells { "\u{1B}[38;5;\($0 % 256);48;5;\(($0 + 99) % 256);1;3;4m" }
        case "medium_cells": mediumCells()
        case "sync_medium_cells":
            put("\u{1B}[?2026h")
            mediumCells()
            put("\u{1B}[?2026l")
        case "light_cells":
            put("\u{1B}[H")
            for _ in 0..<rows { put(String(repeating: letter(), count: columns)) }
        case "cursor_motion": motion()
        case "unicode":
            put("\u{1B}[H")
            for step in 0..<columns * rows {
                bytes += String(Unicode.Scalar(UInt16(0x3B1 + (step + round) % 24)) ?? "?").utf8
            }
        case "scrolling_fullscreen":
            put(String(repeating: letter(), count: columns) + "\r\n")
        default: scroll(name)
        }
        round += 1
    }

    private mutating func scroll(_ name: String) {
        if round == 0 {
            switch name {
            case "scrolling_top_region": put("\u{1B}[1;\(rows - 1)r")
            case "scrolling_bottom_region": put("\u{1B}[2;\(rows)r")
            case "scrolling_top_small_region": put("\u{1B}[1;\(rows / 2)r")
            case "scrolling_bottom_small_region": put("\u{1B}[\(rows / 2);\(rows)r")
            default: break
            }
            put("\u{1B}[\(name.hasSuffix("top_small_region") ? rows / 2 : rows);1H")
            if name == "scrolling_top_region" { put("\u{1B}[\(rows - 1);1H") }
        }
        put("y\r\n")
    }

    private mutating func put(_ text: String) { bytes += text.utf8 }

    private mutating func random(_ limit: Int) -> Int {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(seed >> 33) % limit
    }

    private func letter() -> String { String(Unicode.Scalar(UInt8(0x41 + round % 26))) }

    private static let words = [
        "request", "handled", "in", "cache", "miss", "for", "user", "GET", "/api/v1/items",
        "status=200", "took", "worker", "connection", "closed", "retry", "upstream",
    ]

    private mutating func logLine() {
        put("2026-11-24T12:\(10 + random(50)):\(10 + random(50)).\(100 + random(900)) INFO ")
        for _ in 0..<4 + random(8) { put(Self.words[random(16)] + " ") }
        put("\(random(100_000))\r\n")
    }

    private mutating func buildLine() {
        put(
            "\u{1B}[1;32m   Compiling\u{1B}[0m \(Self.words[random(16)]) v\(random(9)).\(random(20))"
        )
        put(" (\u{1B}[36m/src/\(Self.words[random(16)])\u{1B}[0m)\r\n")
        if random(4) == 0 {
            put(
                "\u{1B}[33mwarning\u{1B}[0m\u{1B}[1m: unused \(Self.words[random(16)])\u{1B}[0m\r\n"
            )
        }
    }

    private mutating func wideLine() {
        for _ in 0..<10 + random(20) {
            switch random(8) {
            case 0: put("🙂🚀🎉")
            case 1: put(Self.words[random(16)] + " ")
            default: bytes += String(Unicode.Scalar(UInt16(0x4E00 + random(5000))) ?? "?").utf8
            }
        }
        put("\r\n")
    }

    private mutating func json() {
        put("{\"id\":\(random(1_000_000)),\"name\":\"\(Self.words[random(16)])\",\"tags\":[")
        for _ in 0..<5 { put("\"\(Self.words[random(16)])\",") }
        put("null]},")
    }

    private mutating func frame() {
        put("\u{1B}[?2026h\u{1B}[H")
        for row in 0..<rows {
            for column in stride(from: 0, to: columns - 4, by: 4) {
                let red = (row * 8 + round) & 255
                let green = (column * 3 + round) & 255
                put("\u{1B}[38;2;\(red);\(green);128;48;2;\(green);\(red);40m")
                put("\(Self.words[random(16)].prefix(4))")
            }
            if row < rows - 1 { put("\u{1B}[0m\r\n") }
        }
        put("\u{1B}[?2026l")
    }

    private mutating func cells(_ style: (Int) -> String) {
        put("\u{1B}[H")
        for step in 0..<columns * rows { put(style(step + round) + letter()) }
    }

    private mutating func mediumCells() {
        for _ in 0..<200 {
            put("\u{1B}[\(1 + random(rows));\(1 + random(columns))H")
            if random(3) == 0 { put("\u{1B}[3\(random(8))m") }
            put(Self.words[random(16)] + " ")
            if random(6) == 0 { put("\u{1B}[K") }
            if random(9) == 0 { put("\u{1B}[m") }
        }
    }

    private mutating func motion() {
        for _ in 0..<400 {
            put("\u{1B}[\(1 + random(rows));\(1 + random(columns))H" + letter())
        }
    }
}

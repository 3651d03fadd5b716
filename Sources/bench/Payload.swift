/// One kind of output to measure with.
struct Payload {
    let name: String
    let bytes: [UInt8]

    /// vtebench's twelve workloads, and five of our own.
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
        writer.setUp(name)
        while writer.bytes.count < length { writer.add(name) }
        bytes = writer.bytes
    }
}

/// Bytes for payloads, drawn from one seed.
struct PayloadWriter {
    private(set) var bytes: [UInt8] = []
    let columns: Int
    let rows: Int
    /// Pieces written.
    private(set) var round = 0
    private var seed: UInt64 = 0x7465_726D

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// What vtebench's `setup` of a workload prints.
    mutating func setUp(_ name: String) {
        switch name {
        case "dense_cells", "medium_cells", "sync_medium_cells", "light_cells", "cursor_motion",
            "unicode":
            put("\u{1B}[?1049h")
        case "scrolling_top_region": put("\u{1B}[?1049h\u{1B}[2;\(rows)r")
        case "scrolling_bottom_region": put("\u{1B}[?1049h\u{1B}[1;\(rows - 1)r")
        case "scrolling_top_small_region": put("\u{1B}[?1049h\u{1B}[\(rows / 2);\(rows)r")
        case "scrolling_bottom_small_region": put("\u{1B}[?1049h\u{1B}[1;\(rows / 2)r")
        default: break
        }
    }

    /// Writes the next piece of a payload.
    mutating func add(_ name: String) {
        switch name {
        case "x_ascii_log": logLine()
        case "x_color_build": buildLine()
        case "x_cjk_emoji": wideLine()
        case "x_longline_json": json()
        case "x_tui_truecolor": trueColorFrame()
        case "dense_cells": denseCells()
        case "medium_cells": editorFrame()
        case "sync_medium_cells":
            put("\u{1B}[?2026h")
            editorFrame()
            put("\u{1B}[?2026l")
        case "light_cells":
            put("\u{1B}[H")
            put(letter, times: columns * rows)
        case "cursor_motion": spiral()
        case "unicode": symbols()
        case "scrolling_fullscreen":
            put(letter, times: columns)
            put("\r\n")
        default: put("y\r\n")
        }
        round += 1
    }

    // MARK: Parts

    mutating func put(_ text: String) { bytes += text.utf8 }

    mutating func put(_ byte: UInt8) { bytes.append(byte) }

    mutating func put(_ byte: UInt8, times count: Int) {
        bytes.append(contentsOf: repeatElement(byte, count: count))
    }

    mutating func put(scalar: UInt32) {
        bytes += String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8
    }

    mutating func put(number: Int) {
        if number >= 10 { put(number: number / 10) }
        bytes.append(UInt8(0x30 + number % 10))
    }

    /// A number from 0 to below the limit.
    mutating func random(_ limit: Int) -> Int {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(seed >> 33) % limit
    }

    mutating func word() -> String { Self.words[random(Self.words.count)] }

    /// The round's letter.
    var letter: UInt8 { UInt8(0x41 + round % 26) }

    private static let words = [
        "request", "handled", "in", "cache", "miss", "for", "user", "GET", "/api/v1/items",
        "status=200", "took", "worker", "connection", "closed", "retry", "upstream",
    ]
}

import Terminal

/// A screen as text or as one JSON object.
enum Dump {
    /// The rows, trailing blanks cut, and `cursor ROW COL`.
    static func text(_ screen: borrowing Screen) -> String {
        var text = ""
        for row in 0..<screen.size.rows { text += screen.text(at: row) + "\n" }
        return text + "cursor \(screen.cursorPoint.row) \(screen.cursorPoint.column)\n"
    }

    /// All that the screen holds, and what it answered.
    static func json(_ screen: borrowing Screen, replies: [UInt8]) -> String {
        let point = screen.cursorPoint
        let shape = screen.cursorShape.rawValue
        let cursor =
            "{\"row\":\(point.row),\"col\":\(point.column),\"visible\":\(screen.cursor != nil),"
            + "\"style\":\(shape),\"pendingWrap\":\(screen.hasPendingWrap)}"
        var history: [String] = []
        for row in -screen.scrollbackRows..<0 { history.append(line(screen.line(at: row))) }
        var lines: [String] = []
        for row in 0..<screen.size.rows { lines.append(line(screen.line(at: row))) }
        let modes = screen.setModes.map { String($0) }.joined(separator: ",")
        return "{\"cols\":\(screen.size.columns),\"rows\":\(screen.size.rows),\"cursor\":\(cursor),"
            + "\"title\":\(quoted(screen.windowTitle)),"
            + "\"alternate\":\(screen.modes.alternateScreen),\"modes\":[\(modes)],"
            + "\"scrollback\":\(screen.scrollbackRows),"
            + "\"lines\":[\(lines.joined(separator: ","))],"
            + "\"history\":[\(history.joined(separator: ","))],"
            + "\"replies\":\(quoted(String(decoding: Base64.encode(replies), as: UTF8.self)))}\n"
    }

    private static func line(_ line: Screen.Line) -> String {
        "{\"wrapped\":\(line.isWrapped),\"cells\":[\(line.cells.map(cell).joined(separator: ","))]}"
    }

    private static func cell(_ cell: Screen.LineCell) -> String {
        let style = cell.style
        let names = attributes(style.attributes).map { quoted($0) }.joined(separator: ",")
        return "{\"c\":\(quoted(cell.text)),\"w\":\(cell.width),\"fg\":\(color(style.foreground)),"
            + "\"bg\":\(color(style.background)),\"ul\":\(color(style.underlineColor)),"
            + "\"a\":[\(names)],\"link\":\(cell.link.map { quoted($0) } ?? "null")}"
    }

    private static func color(_ color: Color) -> String {
        switch color.kind {
        case .default: "null"
        case .palette(let index): String(index)
        case .rgb(let red, let green, let blue):
            quoted(
                "#"
                    + [red, green, blue].map { String(UInt32($0) + 256, radix: 16).dropFirst() }
                    .joined())
        }
    }

    private static func attributes(_ attributes: Attributes) -> [String] {
        let flags: [(Attributes, String)] = [
            (.bold, "bold"), (.faint, "faint"), (.italic, "italic"), (.blink, "blink"),
            (.reverse, "reverse"), (.conceal, "conceal"), (.strike, "strike"),
            (.overline, "overline"),
        ]
        var names = flags.filter { attributes.contains($0.0) }.map(\.1)
        switch attributes.underline {
        case .none: break
        case .single: names.append("underline")
        case .double: names.append("double")
        case .curly: names.append("curly")
        case .dotted: names.append("dotted")
        case .dashed: names.append("dashed")
        }
        return names.sorted()
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                result += "\\u00" + String(scalar.value + 256, radix: 16).dropFirst()
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

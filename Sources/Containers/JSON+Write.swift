extension JSON {
    /// On one line, without blanks.
    package var compact: String {
        var text = ""
        write(to: &text, indent: nil)
        return text
    }

    /// One member or item a line, indented by two blanks a level.
    package var pretty: String {
        var text = ""
        write(to: &text, indent: 0)
        return text
    }

    private func write(to text: inout String, indent: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let number): text += number
        case .string(let string): Self.write(string, to: &text)
        case .array(let items):
            Self.write(items, "[", "]", to: &text, indent: indent) { item, text, indent in
                item.write(to: &text, indent: indent)
            }
        case .object(let members):
            Self.write(members, "{", "}", to: &text, indent: indent) { member, text, indent in
                Self.write(member.key, to: &text)
                text += indent == nil ? ":" : ": "
                member.value.write(to: &text, indent: indent)
            }
        }
    }

    private static func write<T>(
        _ items: [T], _ open: String, _ close: String, to text: inout String, indent: Int?,
        _ body: (T, inout String, Int?) -> Void
    ) {
        text += open
        let inner = indent.map { $0 + 1 }
        for (index, item) in items.enumerated() {
            if index > 0 { text += "," }
            lineBreak(inner, to: &text)
            body(item, &text, inner)
        }
        if !items.isEmpty { lineBreak(indent, to: &text) }
        text += close
    }

    private static func lineBreak(_ indent: Int?, to text: inout String) {
        if let indent { text += "\n" + String(repeating: "  ", count: indent) }
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            // DEL and C1 are legal, but a terminal that shows the text would act on them.
            case "\0"..<" ", "\u{7f}"..."\u{9f}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

extension YAML {
    /// A setting's value in one line.
    static func written(_ value: SettingValue) -> String {
        switch value {
        case .text(let text): written(text: text)
        case .bool, .integer: value.description
        case .list(let items): "[\(items.map(written(text:)).joined(separator: ", "))]"
        case .map(let entries):
            "{"
                + entries.sorted { $0.key < $1.key }
                .map { "\(written(text: $0)): \(written(text: $1))" }.joined(separator: ", ") + "}"
        }
    }

    /// A text as a scalar that every reader of YAML takes for text, in brackets and braces too.
    static func written(text: String) -> String {
        if isPlain(text) { return text }
        var written = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": written += "\\\(scalar)"
            case "\n": written += "\\n"
            case "\t": written += "\\t"
            // What YAML doesn't print, and the line ends it knows besides.
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}",
                "\u{FFFE}", "\u{FFFF}":
                written += escape(scalar)
            default: written.unicodeScalars.append(scalar)
            }
        }
        return written + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// Whether a text needs no quotes anywhere: nothing in it is YAML's, and no reader takes it
    /// for a number, a truth value or nothing.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first else { return false }
        let isWord = bytes.allSatisfy { byte in
            Environment.isVariableByte(byte) || "./@+-".utf8.contains(byte)
        }
        guard isWord, !words.contains(text.lowercased()) else { return false }
        let begins = first == UInt8(ascii: "-") ? bytes.dropFirst().first : first
        return begins.map { isLetter($0) || $0 == UInt8(ascii: "/") } ?? false
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        Character(Unicode.Scalar(byte)).isLetter || byte == UInt8(ascii: "_")
    }

    /// What YAML 1.1 takes for truth values and nothing.
    private static let words: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "y", "n", "null",
    ]
}

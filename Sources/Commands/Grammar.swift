/// The command language: words with quotes and backslashes as in a POSIX shell, and no expansion
/// (POSIX.1-2017, XCU 2.2).
package enum Grammar {
    /// One word of a line, and whether any of it was quoted.
    package struct Word: Equatable, Sendable {
        package var text: String
        /// The unquoted text before the first `=`, where there is one.
        package var key: String?
    }

    /// - Throws: `CallError.openQuote` where a quote or a backslash has no end.
    package static func words(_ line: String) throws(CallError) -> [Word] {
        var words: [Word] = []
        var text: String?
        var key: String?
        var isPlain = true
        var rest = line.unicodeScalars[...]
        func finished() -> Word? { text.map { Word(text: $0, key: key) } }
        while let scalar = rest.popFirst() {
            switch scalar {
            case " ", "\t", "\n", "\r":
                if let word = finished() { words.append(word) }
                (text, key, isPlain) = (nil, nil, true)
            case "'":
                guard let end = rest.firstIndex(of: "'") else { throw .openQuote("'") }
                text = (text ?? "") + String(rest[..<end])
                rest = rest[rest.index(after: end)...]
                isPlain = false
            case "\"":
                text = (text ?? "") + (try doubleQuoted(&rest))
                isPlain = false
            case "\\":
                guard let next = rest.popFirst() else { throw .openQuote("\\") }
                text = (text ?? "") + String(next)
                isPlain = false
            default:
                if scalar == "=", isPlain, key == nil { key = text ?? "" }
                text = (text ?? "") + String(scalar)
            }
        }
        if let word = finished() { words.append(word) }
        return words
    }

    /// After `"`: a backslash counts before `$`, backquote, `"`, `\` and a line end only.
    private static func doubleQuoted(_ rest: inout Substring.UnicodeScalarView) throws(CallError)
        -> String
    {
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return String(text)
            case "\\":
                guard let next = rest.popFirst() else { throw .openQuote("\"") }
                if !"$`\"\\\n".unicodeScalars.contains(next) { text.append(scalar) }
                if next != "\n" { text.append(next) }
            default: text.append(scalar)
            }
        }
        throw .openQuote("\"")
    }

    /// A word that reads as this text.
    package static func quoted(_ text: String) -> String {
        let plain =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9": true
                default: "@%+=:,./_-~#".unicodeScalars.contains(scalar)
                }
            }
        if plain { return text }
        return "'"
            + text.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: #"'\''"#) + "'"
    }
}

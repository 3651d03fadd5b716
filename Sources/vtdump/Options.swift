import Terminal

/// What the words after `vtdump` ask for.
struct Options {
    enum Form { case text, json }

    var size = Size(columns: 80, rows: 24)
    var scrollback = 10_000
    /// Changes of size, each after so many bytes.
    var resizes: [(size: Size, byte: Int)] = []
    /// Bytes fed at once; `nil` for as many as come.
    var chunk: Int?
    var form = Form.text
    /// Answers go to standard output as they arise.
    var pipes = false
    var allowsChecksums = false

    /// - Throws: `Misuse` for words that aren't known or lack their value.
    init(_ words: [String]) throws(Misuse) {
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "--size": size = try Self.size(rest.popFirst() ?? "", of: word)
            case "--scrollback": scrollback = try Self.number(rest.popFirst(), of: word)
            case "--chunk": chunk = max(1, try Self.number(rest.popFirst(), of: word))
            case "--resize":
                let parts = (rest.popFirst() ?? "").split(separator: "@")
                guard parts.count == 2 else { throw Misuse(word: word) }
                resizes.append(
                    (
                        try Self.size(String(parts[0]), of: word),
                        try Self.number(String(parts[1]), of: word)
                    ))
            case "--json": form = .json
            case "--text": form = .text
            case "--pipe": pipes = true
            case "--checksums": allowsChecksums = true
            default: throw Misuse(word: word)
            }
        }
        resizes.sort { $0.byte < $1.byte }
    }

    /// A word that isn't understood, or whose value isn't.
    struct Misuse: Error, CustomStringConvertible {
        let word: String

        var description: String {
            """
            '\(word)' is unknown or lacks its value; usage: vtdump --size COLSxROWS \
            [--scrollback N] [--resize COLSxROWS@BYTE]… [--chunk N] [--json|--text] \
            [--pipe] [--checksums]
            """
        }
    }

    private static func number(_ text: String?, of word: String) throws(Misuse) -> Int {
        guard let text, let value = Int(text), value >= 0 else { throw Misuse(word: word) }
        return value
    }

    private static func size(_ text: String, of word: String) throws(Misuse) -> Size {
        let parts = text.split(separator: "x").compactMap { Int($0) }
        guard parts.count == 2, parts[0] > 0, parts[1] > 0 else { throw Misuse(word: word) }
        return Size(columns: parts[0], rows: parts[1])
    }
}

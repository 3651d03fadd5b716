/// Reads the lines of an environment's file.
struct EnvironmentReader {
    private(set) var assignments: [Environment.Assignment] = []
    private(set) var allowed: Set<String> = []
    private let bytes: [UInt8]
    private let source: String
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8], source: String) {
        self.bytes = bytes
        self.source = source
    }

    mutating func read() throws(EnvironmentError) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        while position < bytes.count { try readLine() }
    }

    private var place: Place { Place(source, line: line) }
    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }
    private var isAtLineEnd: Bool {
        guard let byte else { return true }
        guard byte == .carriageReturn else { return byte == .lineFeed }
        return position + 1 == bytes.count || bytes[position + 1] == .lineFeed
    }

    private mutating func readLine() throws(EnvironmentError) {
        let start = position
        skipBlanks()
        if isAtLineEnd { return try endLine() }
        if byte == .hash {
            let comment = position
            try skipToLineEnd()
            readAllowed(bytes[comment..<position])
            return try endLine()
        }
        let assignmentLine = line
        let name = try readName()
        skipBlanksIfThen(.equals, after: name)
        guard byte == .equals else {
            if isAtLineEnd { throw .noValue(name, place) }
            throw .variableName(rest(from: start), place)
        }
        if position > 0, bytes[position - 1].isBlank { throw .blankAroundEquals(name, place) }
        position += 1
        let text = position
        let value = try readValue(name)
        let textEnd = position
        skipBlanks()
        if byte == .hash { try skipToLineEnd() }
        try endLine()
        assignments.append(
            Environment.Assignment(
                variable: Environment.Variable(name: name, value: value), line: assignmentLine,
                lines: start..<position, text: text..<textEnd))
    }

    private mutating func readName() throws(EnvironmentError) -> String {
        let word = readWord()
        guard word == "export", byte?.isBlank == true else { return try variableName(word) }
        let exportEnd = position
        skipBlanks()
        if byte == .equals {
            position = exportEnd
            return word
        }
        return try variableName(readWord())
    }

    /// The bytes up to a blank, `=` or the end of the line.
    private mutating func readWord() -> String {
        let start = position
        while let byte, byte != .equals, !byte.isBlank, !isAtLineEnd { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private func variableName(_ word: String) throws(EnvironmentError) -> String {
        guard Environment.isVariableName(word) else { throw .variableName(word, place) }
        return word
    }

    private mutating func skipBlanksIfThen(_ wanted: UInt8, after name: String) {
        var end = position
        while end < bytes.count, bytes[end].isBlank { end += 1 }
        if end < bytes.count, bytes[end] == wanted { position = end }
    }

    // MARK: Values

    private mutating func readValue(_ name: String) throws(EnvironmentError) -> [UInt8] {
        guard byte == .singleQuote || byte == .doubleQuote else { return try readRaw(name) }
        var value: [UInt8] = []
        while let byte, !byte.isBlank, !isAtLineEnd {
            switch byte {
            case .singleQuote: try readSingleQuoted(into: &value)
            case .doubleQuote: try readDoubleQuoted(into: &value)
            case .backslash where position + 1 < bytes.count && bytes[position + 1] != .lineFeed:
                try append(bytes[position + 1], to: &value)
                position += 2
            default:
                throw .textAfterQuote(name, place)
            }
        }
        let end = position
        skipBlanks()
        guard isAtLineEnd || (byte == .hash && position > end) else {
            throw .textAfterQuote(name, place)
        }
        position = end
        return value
    }

    /// The rest of the line, without blanks at its end and without a comment.
    private mutating func readRaw(_ name: String) throws(EnvironmentError) -> [UInt8] {
        let start = position
        var end = position
        while let byte, !isAtLineEnd {
            if byte == .zero { throw .zeroByte(place) }
            if byte == .hash, position > start, bytes[position - 1].isBlank { break }
            position += 1
            if !byte.isBlank { end = position }
        }
        if end > start, bytes[start].isBlank { throw .blankAroundEquals(name, place) }
        position = end
        return Array(bytes[start..<end])
    }

    private mutating func readSingleQuoted(into value: inout [UInt8]) throws(EnvironmentError) {
        let open = place
        position += 1
        while let byte {
            position += 1
            if byte == .singleQuote { return }
            try append(byte, to: &value)
        }
        throw .openQuote("'", open)
    }

    private mutating func readDoubleQuoted(into value: inout [UInt8]) throws(EnvironmentError) {
        let open = place
        position += 1
        while let byte {
            position += 1
            if byte == .doubleQuote { return }
            guard byte == .backslash, let escaped = self.byte else {
                try append(byte, to: &value)
                continue
            }
            position += 1
            switch escaped {
            case UInt8(ascii: "n"): value.append(.lineFeed)
            case UInt8(ascii: "t"): value.append(UInt8(ascii: "\t"))
            case .doubleQuote, .backslash, UInt8(ascii: "$"), UInt8(ascii: "`"):
                value.append(escaped)
            case .lineFeed: line += 1
            default:
                value.append(.backslash)
                try append(escaped, to: &value)
            }
        }
        throw .openQuote("\"", open)
    }

    private mutating func append(_ byte: UInt8, to value: inout [UInt8]) throws(EnvironmentError) {
        if byte == .zero { throw .zeroByte(place) }
        if byte == .lineFeed { line += 1 }
        value.append(byte)
    }

    // MARK: Lines

    private mutating func skipBlanks() {
        while let byte, byte.isBlank { position += 1 }
    }

    private mutating func skipToLineEnd() throws(EnvironmentError) {
        while !isAtLineEnd { position += 1 }
    }

    private mutating func endLine() throws(EnvironmentError) {
        if byte == .carriageReturn { position += 1 }
        if byte == .lineFeed {
            position += 1
            line += 1
        }
    }

    private func rest(from start: Int) -> String {
        let end = bytes[start...].firstIndex(of: .lineFeed) ?? bytes.count
        return String(decoding: bytes[start..<end].prefix(40), as: UTF8.self)
    }

    private mutating func readAllowed(_ comment: ArraySlice<UInt8>) {
        let words = String(decoding: comment.dropFirst(), as: UTF8.self)
            .split { $0 == " " || $0 == "\t" || $0 == "," }
        guard words.starts(with: ["paks:", "allow"]) else { return }
        allowed.formUnion(words.dropFirst(2).map(String.init))
    }
}

extension UInt8 {
    fileprivate static let zero: UInt8 = 0
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
    fileprivate static let hash = UInt8(ascii: "#")
    fileprivate static let equals = UInt8(ascii: "=")
    fileprivate static let singleQuote = UInt8(ascii: "'")
    fileprivate static let doubleQuote = UInt8(ascii: "\"")
    fileprivate static let backslash = UInt8(ascii: "\\")
    fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

/// A file of environment variables, kept byte for byte as its author laid it out.
///
/// Lines are `KEY=value` or `export KEY=value`, blank lines and comments. A value that begins with
/// a quote is read as a shell reads a word: `'…'` as it stands, `"…"` with `\n \t \" \\ \$` and
/// a backslash-backquote, either over several lines, one quoted part after another. Any other
/// value is the rest of its line as it stands, without the blanks around it and without a comment
/// (a `#` after a blank). Values are bytes 1 to 255; nothing in them is expanded.
package struct Environment: Equatable, Sendable {
    /// A variable and its value.
    package struct Variable: Equatable, Sendable {
        package var name: String
        package var value: [UInt8]

        package init(name: String, value: [UInt8]) {
            self.name = name
            self.value = value
        }
    }

    /// An assignment as it stands in the file.
    struct Assignment: Equatable, Sendable {
        var variable: Variable
        /// Counted from 1.
        var line: Int
        /// The whole of its lines, with the last line feed.
        var lines: Range<Int>
        /// What is written behind `=`, without blanks or a comment after it.
        var text: Range<Int>
    }

    /// The file.
    package private(set) var bytes: [UInt8]
    private let source: String
    private var assignments: [Assignment]
    /// Names that `# paks: allow` lines give.
    private var allowed: Set<String>

    /// Reads a file.
    ///
    /// - Parameter source: What the file is called in errors.
    package init(_ bytes: [UInt8] = [], source: String) throws(EnvironmentError) {
        var reader = EnvironmentReader(bytes, source: source)
        try reader.read()
        self.bytes = bytes
        self.source = source
        assignments = reader.assignments
        allowed = reader.allowed
    }

    /// The variables, each once with its last value, in the order of their last lines.
    package var variables: [Variable] {
        var seen: Set<String> = []
        return assignments.reversed().filter { seen.insert($0.variable.name).inserted }
            .reversed().map(\.variable)
    }

    /// A variable's value; the last one when it is there more than once.
    package subscript(name: String) -> [UInt8]? { last(name)?.variable.value }

    /// Where a variable's value stands.
    package func place(of name: String) -> Place? {
        last(name).map { Place(source, line: $0.line) }
    }

    /// Whether a comment `# paks: allow NAME…` lets the file set a variable that paks otherwise
    /// keeps files from setting, such as `PATH`.
    package func allows(_ name: String) -> Bool { allowed.contains(name) }

    /// Gives a variable a value: in the lines of its last value, or in a new line at the end.
    package mutating func set(_ name: String, to value: [UInt8]) throws(EnvironmentError) {
        guard Environment.isVariableName(name) else { throw .variableName(name, Place(source)) }
        guard !value.contains(0) else { throw .zeroByte(Place(source)) }
        var changed = bytes
        if let last = last(name) {
            changed.replaceSubrange(last.text, with: Environment.quoted(value))
        } else {
            let ending = Environment.lineEnding(of: bytes)
            if let last = bytes.last, last != UInt8(ascii: "\n") { changed += ending }
            changed += Array(name.utf8) + [UInt8(ascii: "=")] + Environment.quoted(value) + ending
        }
        self = try Environment(changed, source: source)
    }

    /// Takes a variable out, wherever it stands; other lines stay.
    ///
    /// - Returns: Whether it was there.
    @discardableResult
    package mutating func remove(_ name: String) -> Bool {
        let gone = assignments.filter { $0.variable.name == name }
        guard !gone.isEmpty else { return false }
        var changed = bytes
        for assignment in gone.reversed() { changed.removeSubrange(assignment.lines) }
        // What is left are whole lines of a text that was right, so it can be read.
        guard let left = try? Environment(changed, source: source) else { return false }
        self = left
        return true
    }

    private func last(_ name: String) -> Assignment? {
        assignments.last { $0.variable.name == name }
    }

    private static func lineEnding(of bytes: [UInt8]) -> [UInt8] {
        guard let feed = bytes.firstIndex(of: UInt8(ascii: "\n")), feed > 0,
            bytes[feed - 1] == UInt8(ascii: "\r")
        else { return [UInt8(ascii: "\n")] }
        return [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }

    // MARK: Names

    /// Whether a name is one for an environment, and so for its file: see `FileName`.
    package static func isName(_ name: String) -> Bool { FileName.allows(name) }

    /// Whether a name is one for a variable: `[A-Za-z_][A-Za-z0-9_]*` (POSIX 3.230).
    package static func isVariableName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !isDigit(first) else { return false }
        return name.utf8.allSatisfy(isVariableByte)
    }

    static func isVariableByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"):
            true
        default: isDigit(byte)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

/// What is wrong with an environment's file or name.
package enum EnvironmentError: Error, Equatable, CustomStringConvertible {
    /// Not a name for an environment.
    case name(String)
    /// Not a name for a variable.
    case variableName(String, Place)
    /// A name without `=`.
    case noValue(String, Place)
    /// Blanks before or after `=` where a shell would see two words.
    case blankAroundEquals(String, Place)
    /// A quote that is never closed; the place is where it opens.
    case openQuote(Character, Place)
    /// Text behind a quoted value.
    case textAfterQuote(String, Place)
    case zeroByte(Place)
    /// A value that a format can't carry.
    case cannotShow(String, Environment.Format)

    package var description: String {
        switch self {
        case .name(let name):
            "'\(name)' is no name for an environment; use letters, digits, '.', '_' and '-', and "
                + "begin with none of '.' and '-'"
        case .variableName(let name, let place):
            "\(place): '\(name)' is no name for a variable; use letters, digits and '_', and don't "
                + "begin with a digit"
        case .noValue(let name, let place):
            "\(place): '\(name)' has no value; write \(name)=VALUE, or \(name)=env://\(name) to "
                + "take it from the host"
        case .blankAroundEquals(let name, let place):
            "\(place): write \(name)=VALUE without blanks around '='"
        case .openQuote(let quote, let place):
            "\(place): the quote \(quote) that opens here is never closed"
        case .textAfterQuote(let name, let place):
            "\(place): \(name): more text behind the closing quote; quote all of the value"
        case .zeroByte(let place): "\(place): a zero byte can't be part of a variable"
        case .cannotShow(let name, let format):
            "the value of \(name) can't be written as \(format.rawValue); use sh"
        }
    }
}

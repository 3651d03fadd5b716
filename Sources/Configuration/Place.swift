/// Where something stands in a text: the text's name and, where it has lines, the line.
package struct Place: Hashable, Sendable, CustomStringConvertible {
    /// A file's path as the user would write it, or words such as `-s theme=nord`.
    package var source: String
    /// Counted from 1; `nil` for a text of one line such as an argument.
    package var line: Int?

    package init(_ source: String, line: Int? = nil) {
        self.source = source
        self.line = line
    }

    /// `settings.yml:12`, as compilers and editors write it.
    package var description: String {
        guard let line else { return source }
        return "\(source):\(line)"
    }
}

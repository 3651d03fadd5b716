/// A node of a YAML document and where it stands in the text.
///
/// Scalars are text and nothing else: what `yes` or `10` is, is for the reader to say, who knows
/// what it wants there.
package struct YAML: Equatable, Sendable {
    package enum Content: Equatable, Sendable {
        case scalar(String)
        case sequence([YAML])
        case mapping([Entry])
    }

    /// How the node is written.
    package enum Form: Equatable, Sendable {
        /// A scalar without quotes.
        case plain
        case singleQuoted, doubleQuoted
        /// A `|` or `>` scalar, or a collection told by its indentation.
        case block
        /// A collection in brackets or braces.
        case flow
        /// `*name`: the content is that of the anchor.
        case alias
    }

    /// One key of a mapping. Keys are scalars, each given once.
    package struct Entry: Equatable, Sendable {
        package let key: YAML
        package let value: YAML
    }

    package let content: Content
    package let form: Form
    /// The bytes of the text that the node takes, from its first to behind its last character;
    /// empty where a value was left out.
    package let range: Range<Int>
    /// Counted from 1.
    package let line: Int
    /// Counted from 1, in Unicode scalars.
    package let column: Int

    /// The text of a scalar.
    package var text: String? {
        guard case .scalar(let text) = content else { return nil }
        return text
    }

    /// Whether nothing stands here: a key without a value, or `~` or `null` without quotes.
    package var isAbsent: Bool {
        guard case .scalar(let text) = content, form == .plain || form == .alias else {
            return false
        }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// What it is, for the sentence of an error.
    package var kind: String {
        switch content {
        case .scalar(let text): isAbsent ? "nothing" : "'\(text)'"
        case .sequence: "a list"
        case .mapping: "a group of keys"
        }
    }

    /// The entries of a mapping; none when there is nothing here, `nil` for anything else.
    package var entries: [Entry]? {
        if case .mapping(let entries) = content { return entries }
        return isAbsent ? [] : nil
    }

    /// The items of a list; none when there is nothing here, `nil` for anything else.
    package var items: [YAML]? {
        if case .sequence(let items) = content { return items }
        return isAbsent ? [] : nil
    }

    /// The value of a mapping's key.
    package subscript(key: String) -> YAML? {
        entries?.first { $0.key.text == key }?.value
    }
}

/// Why a text is not YAML that paks reads.
package enum YAMLError: Error, Equatable, CustomStringConvertible {
    /// What libyaml said.
    case syntax(String, Place)
    case keyTwice(String, Place, first: Int)
    /// A mapping's key that is a list or a mapping.
    case keyIsCollection(Place)
    /// A second document in the same text.
    case secondDocument(Place)
    /// `!something`: types come from what reads the file.
    case tag(String, Place)
    case unknownAlias(String, Place)
    /// More than `YAML.depthLimit` levels, `nodeLimit` nodes or `byteLimit` bytes.
    case tooLarge(Place)

    package var description: String {
        switch self {
        case .syntax(let problem, let place): "\(place): \(problem)"
        case .keyTwice(let key, let place, let first):
            "\(place): the key '\(key)' stands here a second time; the first is in line \(first)"
        case .keyIsCollection(let place): "\(place): a key must be a word, not a list or a group"
        case .secondDocument(let place): "\(place): a second document begins here; keep one"
        case .tag(let tag, let place): "\(place): tags such as \(tag) are not used here; remove it"
        case .unknownAlias(let name, let place):
            "\(place): *\(name) names no anchor that ends above it"
        case .tooLarge(let place): "\(place): too large or too deeply nested"
        }
    }
}

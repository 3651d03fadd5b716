import Configuration

/// What is wrong with a command line, and what would be right.
package enum CallError: Error, Equatable, CustomStringConvertible {
    case empty
    /// A quote or backslash that nothing closes.
    case openQuote(String)
    case unknownCommand(String, nearest: String?)
    /// An argument that must be there isn't.
    case missing(String, command: Command.Usage)
    case tooMany(String, command: Command.Usage)
    /// A key that is given twice.
    case repeated(String, command: Command.Usage)
    /// A value that isn't one of those a parameter takes.
    case wrongValue(String, parameter: String, expected: String)
    case wrongName(String, parameter: String, expected: String)

    package var description: String {
        switch self {
        case .empty: "a command is needed; help lists them"
        case .openQuote(let mark): "\(mark) has no end"
        case .unknownCommand(let name, let nearest?):
            "no command '\(name)'; did you mean '\(nearest)'?"
        case .unknownCommand(let name, nil): "no command '\(name)'; help lists them"
        case .missing(let what, let usage): "\(what) is missing: \(usage.text)"
        case .tooMany(let what, let usage): "'\(what)' is too much: \(usage.text)"
        case .repeated(let key, let usage): "'\(key)=' is given twice: \(usage.text)"
        case .wrongValue(let value, let parameter, let expected):
            "'\(value)' can't be \(parameter): expected \(expected)"
        case .wrongName(let value, let parameter, let expected):
            "'\(value)' is no \(parameter): expected \(expected)"
        }
    }
}

extension Command {
    /// How a command is written.
    package struct Usage: Equatable, Sendable {
        package let text: String
    }

    package var usage: Usage {
        Usage(text: ([name] + parameters.map(\.usage)).joined(separator: " "))
    }
}

extension Parameter {
    /// As it stands in usage lines: `NAME…`, `[suffix=TEXT]`.
    package var usage: String {
        if isKeyed { return "[\(name)=\(valueWord)]" }
        let word = name.uppercased()
        return switch arity {
        case .required: word
        case .optional: "[\(word)]"
        case .oneOrMore: "\(word)…"
        case .any: "[\(word)…]"
        }
    }

    private var valueWord: String {
        switch kind {
        case .choice(let words): words.joined(separator: "|")
        case .imageReference: "REF"
        default: "TEXT"
        }
    }

    /// - Throws: `CallError.wrongValue` or `.wrongName` for a text that can't be meant.
    func check(_ text: String) throws(CallError) {
        switch kind {
        case .choice(let words) where !words.contains(text):
            throw .wrongValue(text, parameter: name, expected: words.joined(separator: ", "))
        case .environmentName where !Environment.isName(text):
            throw .wrongName(
                text, parameter: "environment's name", expected: "letters, digits, '.', '_', '-'")
        case .variableName where !Environment.isVariableName(text):
            throw .wrongName(
                text, parameter: "variable's name",
                expected: "letters, digits and '_', no digit first")
        case .assignment where !Environment.isVariableName(String(text.prefix { $0 != "=" })):
            throw .wrongName(text, parameter: "assignment", expected: "KEY or KEY=VALUE")
        case .hostPath where text.isEmpty, .containerPath where text.isEmpty:
            throw .wrongValue(text, parameter: name, expected: "a path")
        default: break
        }
    }
}

extension Environment {
    /// A value as it is written behind `=`: bare where that can be, else in quotes. A shell that
    /// sources the file reads the same value.
    package static func quoted(_ value: [UInt8]) -> [UInt8] {
        if !value.isEmpty, value.allSatisfy(isBare) { return value }
        guard value.contains(UInt8(ascii: "'")) else { return singleQuoted(value) }
        var text: [UInt8] = [UInt8(ascii: "\"")]
        for byte in value {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "`"):
                text += [UInt8(ascii: "\\"), byte]
            default: text.append(byte)
            }
        }
        return text + [UInt8(ascii: "\"")]
    }

    /// A value for a POSIX shell: in single quotes, each of its own as `'\''`.
    package static func singleQuoted(_ value: [UInt8]) -> [UInt8] {
        let quote = UInt8(ascii: "'")
        var text = [quote]
        for byte in value {
            if byte == quote { text += Array(#"'\''"#.utf8) } else { text.append(byte) }
        }
        return text + [quote]
    }

    /// Bytes that mean nothing to a shell, anywhere in a value.
    private static func isBare(_ byte: UInt8) -> Bool {
        isVariableByte(byte) || "./:@%+,=-".utf8.contains(byte)
    }

    // MARK: Showing

    /// How `env show` writes.
    package enum Format: String, CaseIterable, Sendable {
        /// As the file has it.
        case dotenv
        /// `export` lines for any POSIX shell.
        case sh
        /// One object; a byte that is not UTF-8 becomes the surrogate U+DC80 to U+DCFF, as Python's
        /// `surrogateescape` has it.
        case json
        /// For `--env-file` of docker and podman, which know no quotes.
        case docker
    }

    /// Whether values are shown.
    package enum Visibility: Sendable { case masked, revealed }

    /// The variables in a format, one a line.
    ///
    /// - Throws: `EnvironmentError.cannotShow` for a value that the format can't carry.
    package func text(_ format: Format, _ visibility: Visibility) throws(EnvironmentError)
        -> [UInt8]
    {
        var lines: [[UInt8]] = []
        for variable in variables {
            let value =
                visibility == .revealed
                ? variable.value : Array(Environment.masked(variable.value).utf8)
            lines.append(try Environment.line(variable.name, value, format))
        }
        let separator = Array(format == .json ? ",\n".utf8 : "\n".utf8)
        let body = Array(lines.joined(separator: separator))
        if lines.isEmpty { return Array(format == .json ? "{}\n".utf8 : "".utf8) }
        return format == .json ? "{\n".utf8 + body + "\n}\n".utf8 : body + "\n".utf8
    }

    private static func line(_ name: String, _ value: [UInt8], _ format: Format)
        throws(EnvironmentError) -> [UInt8]
    {
        let key = Array("\(name)=".utf8)
        switch format {
        case .dotenv: return key + quoted(value)
        case .sh: return "export ".utf8 + key + singleQuoted(value)
        case .json: return "  \"\(name)\": ".utf8 + json(value)
        case .docker:
            let isLine = !value.contains(UInt8(ascii: "\n")) && value.last != UInt8(ascii: "\r")
            guard isLine, String(validating: value, as: UTF8.self) != nil else {
                throw .cannotShow(name, format)
            }
            return key + value
        }
    }

    private static func json(_ value: [UInt8]) -> [UInt8] {
        var text: [UInt8] = [UInt8(ascii: "\"")]
        var rest = value[...]
        while let byte = rest.first {
            let length = Environment.scalarLength(rest)
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): text += Array(#"\n"#.utf8)
            case UInt8(ascii: "\t"): text += Array(#"\t"#.utf8)
            case 0..<0x20, 0x7F: text += Array(escape(UInt16(byte)).utf8)
            default:
                text +=
                    length > 0
                    ? Array(rest.prefix(length)) : Array(escape(0xDC00 + UInt16(byte)).utf8)
            }
            rest = rest.dropFirst(max(length, 1))
        }
        return text + [UInt8(ascii: "\"")]
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// The bytes of the UTF-8 scalar that begins here, 0 when none does.
    private static func scalarLength(_ bytes: ArraySlice<UInt8>) -> Int {
        (1...4).first { length in
            bytes.count >= length && String(validating: bytes.prefix(length), as: UTF8.self) != nil
        } ?? 0
    }

    // MARK: Masking

    /// What stands for a value where it may not be seen: the same text for every one, so that not
    /// even its length shows. An empty value and a reference hide nothing and are shown.
    package static func masked(_ value: [UInt8]) -> String {
        if value.isEmpty { return "" }
        return Reference(value)?.text ?? "********"
    }
}

/// A value that says where the value is to be found when the environment is loaded.
package enum Reference: Equatable, Sendable {
    /// `env://VAR`: a variable of the host.
    case variable(String)
    /// `file://PATH`: what a file of the host holds.
    case file(String)
    /// `cmd://COMMAND`: what a command of the host prints.
    case command(String)

    /// The reference that a value is; `nil` for any other value, and for a scheme with nothing
    /// behind it.
    package init?(_ value: [UInt8]) {
        guard let text = String(validating: value, as: UTF8.self),
            let (scheme, make) = Reference.schemes.first(where: { text.hasPrefix($0.scheme) }),
            text.count > scheme.count
        else { return nil }
        self = make(String(text.dropFirst(scheme.count)))
    }

    /// The value as it is written.
    package var text: String {
        switch self {
        case .variable(let name): "env://\(name)"
        case .file(let path): "file://\(path)"
        case .command(let line): "cmd://\(line)"
        }
    }

    private static let schemes: [(scheme: String, make: @Sendable (String) -> Reference)] = [
        ("env://", { .variable($0) }), ("file://", { .file($0) }), ("cmd://", { .command($0) }),
    ]
}

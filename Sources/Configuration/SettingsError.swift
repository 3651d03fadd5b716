import Terminal

/// What is wrong with a setting, a settings file or a change to one.
package enum SettingsError: Error, Equatable, CustomStringConvertible {
    case yaml(YAMLError)
    /// The place is `nil` for a name that was asked for by itself.
    case unknownKey(String, nearest: String?, Place?)
    /// A dotted name in a file, where groups are nested.
    case dotted(String, Place)
    case wrong(key: String, expected: String, found: String, nearest: String?, Place)
    /// An argument of `-s` without `=`.
    case notAssignment(String)
    /// Items were to be added to or removed from something that has none.
    case noItems(key: String)
    /// An entry of a map was given without its text.
    case notEntry(key: String, String)
    /// What was to be removed is not in this file.
    case notThere(key: String, String?, nearest: String?, Place)
    /// The line is written in a way that can't be changed without touching others.
    case tangled(key: String, Place)

    package var description: String {
        switch self {
        case .yaml(let error): error.description
        case .unknownKey(let name, let nearest, let place):
            (place.map { "\($0): " } ?? "") + "there is no setting '\(name)'"
                + (nearest == nil ? "; 'paks config get' lists them all" : hint(nearest))
        case .dotted(let name, let place):
            "\(place): write '\(name)' nested: \(name.split(separator: ".").joined(separator: ": "))"
        case .wrong(let key, let expected, let found, let nearest, let place):
            "\(place): \(key.isEmpty ? "settings are" : "\(key) is") \(expected), not \(found)"
                + hint(nearest)
        case .notAssignment(let text):
            "'\(text)' is no setting; write key=value, for example save.suffix=-mine"
        case .noItems(let key):
            "\(key) holds one value; use 'paks config set \(key) VALUE'"
        case .notEntry(let key, let text):
            "'\(text)' is no entry of \(key); write NAME=TEXT"
        case .notThere(let key, let item, let nearest, let place):
            "\(place): \(item.map { "'\($0)' is not in \(key)" } ?? "\(key) is not set here")"
                + hint(nearest)
        case .tangled(let key, let place):
            "\(place): \(key) can't be changed here without touching other lines; "
                + "'paks config edit' opens the file"
        }
    }
}

extension SettingKey {
    /// What the setting takes, for people.
    package var expected: String {
        switch kind {
        case .text(let rule): rule.expected
        case .bool: "true or false"
        case .integer(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let words):
            "\(words.dropLast().joined(separator: ", ")) or \(words.last ?? "")"
        case .list: "a list"
        case .map: "a group of names with their texts"
        }
    }
}

extension SettingKey.Rule {
    /// Whether a text follows the rule.
    func allows(_ text: String) -> Bool {
        switch self {
        case .any: true
        case .filled: !text.isEmpty
        case .name: FileName.allows(text)
        case .suffix: Self.isSuffix(text)
        case .key: Key(name: text) != nil
        }
    }

    var expected: String {
        switch self {
        case .any: "a text"
        case .filled: "a text that is not empty"
        case .name: "a name of letters, digits, '.', '_' and '-'"
        case .suffix: "lower-case letters and digits, parted by '-', '_' or '.', such as -saved"
        case .key: "a key's name such as C-], F12, M-a, S-Tab or Space"
        }
    }

    /// OCI distribution-spec: parts of `[a-z0-9]+` with `.`, `_`, `__` or any number of `-` between
    /// them; a suffix may begin with what goes between.
    private static func isSuffix(_ text: String) -> Bool {
        var separator = ""
        var isAfterPart = false
        for character in text.unicodeScalars {
            switch character {
            case "a"..."z", "0"..."9":
                guard
                    ["", ".", "_", "__"].contains(separator) || separator.allSatisfy({ $0 == "-" })
                else { return false }
                separator = ""
                isAfterPart = true
            case ".", "_", "-":
                separator.unicodeScalars.append(character)
                isAfterPart = false
            default: return false
            }
        }
        return isAfterPart
    }
}

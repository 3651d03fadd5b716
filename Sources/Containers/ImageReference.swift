/// An image's name as docker writes it: `[REGISTRY/]REPOSITORY[:TAG][@DIGEST]` (distribution's
/// reference grammar).
package struct ImageReference: Hashable, Sendable {
    /// Host and port; `nil` where the engine chooses.
    package var registry: String?
    /// Path components with `/` between them, lower case.
    package var repository: String
    package var tag: String?
    /// `sha256:` and 64 hexadecimal digits.
    package var digest: String?

    /// - Throws: `ImageReferenceError` saying what is wrong with the text.
    package init(_ text: String) throws(ImageReferenceError) {
        var rest = Substring(text)
        if let at = rest.firstIndex(of: "@") {
            let digest = String(rest[rest.index(after: at)...])
            guard Self.isDigest(digest) else { throw .digest(text) }
            self.digest = digest
            rest = rest[..<at]
        }
        let lastSlash = rest.lastIndex(of: "/") ?? rest.startIndex
        if let colon = rest[lastSlash...].lastIndex(of: ":") {
            let tag = String(rest[rest.index(after: colon)...])
            guard Self.isTag(tag) else { throw .tag(text, tag) }
            self.tag = tag
            rest = rest[..<colon]
        }
        if let slash = rest.firstIndex(of: "/"), Self.looksLikeRegistry(rest[..<slash]) {
            registry = String(rest[..<slash])
            rest = rest[rest.index(after: slash)...]
        }
        repository = String(rest)
        guard repository.allSatisfy({ !$0.isUppercase }) else { throw .upperCase(text) }
        let parts = repository.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy(Self.isComponent), text.utf8.count <= 255 else { throw .name(text) }
    }

    /// As the user may type it again.
    package var text: String {
        (registry.map { $0 + "/" } ?? "") + repository + (tag.map { ":" + $0 } ?? "")
            + (digest.map { "@" + $0 } ?? "")
    }

    /// The same in a registry, when this one names none and the registry isn't empty.
    package func placed(in registry: String) throws(ImageReferenceError) -> ImageReference {
        guard !registry.isEmpty, self.registry == nil else { return self }
        return try ImageReference(
            (registry.hasSuffix("/") ? String(registry.dropLast()) : registry) + "/" + text)
    }

    /// Where a save goes by itself: the repository takes the suffix, the tag stays, a digest gives
    /// way to the tag. What is a save already keeps its name.
    package func saved(suffix: String) -> ImageReference {
        var saved = self
        if !saved.repository.hasSuffix(suffix) { saved.repository += suffix }
        saved.tag = tag ?? "latest"
        saved.digest = nil
        return saved
    }

    private static func looksLikeRegistry(_ part: Substring) -> Bool {
        part == "localhost" || part.contains(".") || part.contains(":")
    }

    private static func isTag(_ tag: String) -> Bool {
        guard let first = tag.utf8.first, tag.utf8.count <= 128 else { return false }
        return isWord(first) && tag.utf8.allSatisfy { isWord($0) || $0 == 0x2e || $0 == 0x2d }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isLowerOrDigit(byte) || (0x41...0x5a).contains(byte) || byte == 0x5f
    }

    private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
    }

    /// Lower-case words with one `.`, one or two `_` or any number of `-` between them.
    private static func isComponent(_ part: Substring) -> Bool {
        guard let first = part.utf8.first, let last = part.utf8.last, isLowerOrDigit(first),
            isLowerOrDigit(last)
        else { return false }
        var separator: [UInt8] = []
        for byte in part.utf8 {
            if isLowerOrDigit(byte) {
                let isGood =
                    separator.isEmpty || separator == [0x2e] || separator == [0x5f]
                    || separator == [0x5f, 0x5f] || separator.allSatisfy { $0 == 0x2d }
                if !isGood { return false }
                separator = []
            } else {
                separator.append(byte)
            }
        }
        return true
    }

    private static func isDigest(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0] == "sha256" && parts[1].utf8.count == 64
            && parts[1].utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
            }
    }
}

/// What is wrong with an image's name.
package enum ImageReferenceError: Error, Equatable, CustomStringConvertible {
    case name(String)
    case upperCase(String)
    case tag(String, String)
    case digest(String)

    package var description: String {
        switch self {
        case .name(let text):
            "'\(text)' is no image's name: [REGISTRY/]REPOSITORY[:TAG] is, with letters, digits, '.', '_', '-' and '/'"
        case .upperCase(let text):
            "'\(text)' is no image's name: repositories are in lower case ('\(text.lowercased())')"
        case .tag(let text, let tag):
            "'\(text)' is no image's name: '\(tag)' can't be a tag (letters, digits, '_', '.', '-', 128 at most)"
        case .digest(let text):
            "'\(text)' is no image's name: a digest is sha256: and 64 hexadecimal digits"
        }
    }
}

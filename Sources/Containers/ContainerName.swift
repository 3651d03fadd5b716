/// Names of containers: `REGISTRY-REPOSITORY-TAG-ADJECTIVE-NOUN-NNNN`.
package enum ContainerName {
    /// A name for a container of this image, valid for both engines.
    ///
    /// - Parameter random: at least 6 bytes; others give another name.
    package static func make(for image: ImageReference, random: [UInt8]) -> String {
        func pick(_ place: Int, of count: Int) -> Int {
            guard place + 1 < random.count else { return 0 }
            return (Int(random[place]) << 8 | Int(random[place + 1])) % count
        }
        // What engines take where a reference names neither.
        let tag = image.tag ?? (image.digest == nil ? "latest" : nil)
        let origin = [image.registry, image.repository, tag].compactMap { $0 }
        let number = String(pick(4, of: 10_000))
        let words = [
            adjectives[pick(0, of: adjectives.count)], nouns[pick(2, of: nouns.count)],
            String(repeating: "0", count: 4 - number.count) + number,
        ]
        return (origin.map(slug).filter { !$0.isEmpty } + words).joined(separator: "-")
    }

    /// What a name may hold of a text: letters, digits, `_` and `.`, all else a single `-`.
    private static func slug(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
                || (0x61...0x7a).contains(byte) || byte == 0x5f || byte == 0x2e
            return isPlain ? String(UnicodeScalar(byte)) : "-"
        }.joined().split(separator: "-").joined(separator: "-")
    }

    static let adjectives = [
        "able", "agile", "amber", "ample", "bold", "brave", "breezy", "bright", "brisk", "calm",
        "cheery", "clever", "cosy", "crisp", "curious", "dapper", "deft", "eager", "early", "easy",
        "fair", "fancy", "fine", "fleet", "fond", "frank", "fresh", "gentle", "glad", "golden",
        "grand", "green", "handy", "happy", "hardy", "honest", "jolly", "keen", "kind", "lively",
        "lucky", "mellow", "merry", "mild", "neat", "nimble", "noble", "patient", "plain", "proud",
        "quick", "quiet", "rapid", "ready", "robust", "rosy", "silver", "smart", "snug", "solid",
        "spry", "steady", "sunny", "swift", "tidy", "warm", "wise", "witty",
    ]

    static let nouns = [
        "acorn", "alder", "anchor", "apple", "aspen", "badger", "beacon", "beaver", "birch",
        "bison",
        "brook", "cedar", "cherry", "clover", "comet", "coral", "crane", "delta", "dolphin",
        "ember",
        "falcon", "fern", "finch", "fjord", "forest", "garden", "gecko", "glacier", "harbor",
        "hazel", "heron", "island", "ivy", "kestrel", "lagoon", "lantern", "lark", "lemon",
        "linden",
        "lotus", "maple", "marten", "meadow", "mesa", "mole", "nectar", "oak", "orchid", "osprey",
        "otter", "pebble", "pine", "plover", "prairie", "quartz", "raven", "reef", "river", "robin",
        "saffron", "sparrow", "spruce", "summit", "thistle", "tulip", "walnut", "willow", "wren",
    ]
}

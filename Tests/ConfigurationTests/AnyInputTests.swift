import Testing

@testable import Configuration

/// Files come from people and from elsewhere: nothing in them may trap, and no edit may lose a line.
struct AnyInputTests {
    private static let yaml = Array(
        "\u{FEFF}é漢🙂\u{85}\u{2028}\r\n\t #:-?[]{},&*!|>%@'\"\\~=abkeys01themesaveprfx"
            .unicodeScalars)

    @Test func anyBytesAreReadOrRefused() {
        var random = Seeded()
        let seeds = [
            Settings.builtInFile, ThemeLibrary.builtIn.text("default") ?? [],
            Array("keys: {prefix: [a, &x b, *x]}\nsave:\n  suffix: |\n   x\n".utf8),
            Array("# paks: allow PATH\nexport A='x\ny' # c\nB=\"\\n\"\n".utf8),
        ]
        for round in 0..<3000 {
            var bytes = seeds[round % seeds.count]
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 3))
                case 2:
                    let scalar = Self.yaml.randomElement(using: &random) ?? "a"
                    bytes.insert(contentsOf: Array(String(scalar).utf8), at: place)
                default: bytes.removeSubrange(place...)
                }
            }
            _ = try? Settings.read([.file("x", bytes)])
            _ = try? Environment(bytes, source: "x")
            var library = ThemeLibrary.builtIn
            library.add(bytes, as: "x", source: "x.yml")
            _ = try? library.problems(of: "x")
            guard var file = try? SettingsFile(bytes, source: "x") else { continue }
            try? file.set("save.suffix", to: "-y")
            try? file.add("F12", to: "keys.prefix")
            try? file.remove(from: "theme")
        }
    }

    @Test func everyPlainScalarKnowsItsBytes() throws {
        var random = Seeded()
        for _ in 0..<3000 {
            let count = Int.random(in: 0...30, using: &random)
            var text = ""
            for _ in 0..<count {
                text.unicodeScalars.append(Self.yaml.randomElement(using: &random) ?? "a")
            }
            let bytes = Array(text.utf8)
            if let root = try? YAML.parse(bytes, source: "x") { check(root, in: bytes) }
        }
    }

    private func check(_ node: YAML, in bytes: [UInt8]) {
        let newlines = bytes[..<node.range.lowerBound].count { $0 == 0x0A }
        #expect(node.line == newlines + 1)
        switch node.content {
        case .scalar(let text):
            let written = String(decoding: bytes[node.range], as: UTF8.self)
            // Over several lines a scalar is folded, and is not what is written.
            let breaks: Set<Unicode.Scalar> = [" ", "\n", "\u{85}", "\u{2028}"]
            guard node.form == .plain, breaks.isDisjoint(with: text.unicodeScalars) else { return }
            #expect(written == text || written.hasSuffix(text), "\(bytes)")
        case .sequence(let items): for item in items { check(item, in: bytes) }
        case .mapping(let entries):
            for entry in entries {
                check(entry.key, in: bytes)
                if node.form != .alias { check(entry.value, in: bytes) }
            }
        }
    }

    /// Files in many layouts, changed at random: what is changed reads as wanted, and every other
    /// line is still there in its order.
    @Test func editsOfManyLayoutsKeepEveryOtherLine() throws {
        var random = Seeded()
        for _ in 0..<500 {
            let text = Self.layout(&random)
            var file = try SettingsFile(Array(text.utf8), source: "x")
            for _ in 0..<4 {
                let before = file
                let (key, value) = Self.values.randomElement(using: &random) ?? ("theme", "a")
                if Bool.random(using: &random) {
                    #expect(throws: Never.self, "\(text) \(key)") {
                        try file.set(key, to: value)
                    }
                    let wanted = try Settings.read([.assignment("\(key)=\(value)")])
                    #expect(
                        try file.value(of: key)?.description == wanted.value(of: key)?.description)
                } else if try file.value(of: key) != nil {
                    try file.remove(from: key)
                    #expect(try file.value(of: key) == nil)
                }
                let comments = { (file: SettingsFile) in
                    file.bytes.split { $0 == 0x0A || $0 == 0x0D }
                        .filter { $0.drop { $0 == 0x20 }.first == UInt8(ascii: "#") }
                }
                // What stands between the items of a list goes with the list.
                let isWhole = try file.value(of: key) == nil && before.value(of: key) != nil
                if key != "keys.prefix" || !isWhole {
                    #expect(comments(file) == comments(before), "\(text) \(key)")
                }
                for (other, _) in Self.values where other != key {
                    #expect(try file.value(of: other) == before.value(of: other))
                }
            }
        }
    }

    private static let values = [
        ("theme", "no"), ("shell", "a: b # c"), ("save.suffix", "-x"), ("mouse", "off"),
        ("registry", ""), ("scrollback.lines", "7"), ("keys.preset", "tmux"),
        ("keys.prefix", "[C-a, F12]"), ("keys.bindings.?", "quit"), ("keys.bindings.S", ""),
    ]

    private static func layout(_ random: inout Seeded) -> String {
        func pick(_ choices: String...) -> String { choices.randomElement(using: &random) ?? "" }
        let parts = [
            pick("", "theme: nord # t\n", "theme: 'nord'\n", "\"theme\":   nord\n"),
            pick(
                "", "save: {suffix: -a} # s\n", "save:\n    suffix: -a\n", "save:\n# none\n",
                "save: ~\n"),
            pick("", "shell: |\n  fish\n\n", "shell: >-\n  fish\n# é\n", "shell: \"fi\\\n  sh\"\n"),
            pick("", "mouse: on\n\n", "mouse:   off   # m\n"),
            pick("", "scrollback: { lines: 5 }\n", "scrollback:\n  lines: 5\n  # end\n"),
            pick(
                "", "keys: {}\n", "keys:\n",
                "keys:\n  prefix:\n  - F11 # f\n  # more\n  - M-x\n  bindings: {a: quit, \"?\": zoom}\n",
                "keys:\n  bindings:\n    S: save\n    # b\n    '?': \"help\"\n  preset: dvtm\n",
                "keys: {prefix: [F11, M-x], bindings: {S: \"x\"}}\n"),
        ]
        let text = parts.shuffled(using: &random).map { pick("", "# c\n", "\n") + $0 }.joined()
        // A `|` text without a last line feed would get one by a line below it.
        let isCut = !text.contains("|") && Bool.random(using: &random)
        let ended = isCut ? String(text.reversed().drop { $0 == "\n" }.reversed()) : text
        return Bool.random(using: &random) ? ended : ended.replacing("\n", with: "\r\n")
    }
}

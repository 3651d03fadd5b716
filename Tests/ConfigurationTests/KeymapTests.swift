import Terminal
import Testing

@testable import Configuration

struct KeymapTests {
    @Test(arguments: [
        ("C-]", Key(.character("]"), .control)), ("F12", Key(.function(12))),
        ("M-a", Key(.character("a"), .alt)),
        ("C-Left", Key(.left, .control)), ("S-Tab", Key(.tab, .shift)),
        ("Space", Key(.character(" "))),
        ("Enter", Key(.enter)), ("a", Key(.character("a"))), ("A", Key(.character("A"))),
        ("?", Key(.character("?"))), ("-", Key(.character("-"))),
        ("C--", Key(.character("-"), .control)),
        ("é", Key(.character("é"))), ("C-M-S-F35", Key(.function(35), [.control, .alt, .shift])),
        ("D-x", Key(.character("x"), .super)), ("C-Space", Key(.character(" "), .control)),
        ("Esc", Key(.escape)), ("PageUp", Key(.pageUp)), ("Backspace", Key(.backspace)),
    ])
    func namesAndKeysStandForEachOther(_ name: String, _ key: Key) {
        #expect(Key(name: name) == key)
        #expect(key.name == name)
    }

    @Test(arguments: [
        ("C-i", "Tab"), ("C-m", "Enter"), ("C-[", "Esc"), ("C-?", "Backspace"), ("C-@", "C-Space"),
        ("C-/", "C-_"), ("C-A", "C-a"), ("S-a", "A"), ("S-A", "A"), ("M-C-x", "C-M-x"),
        ("f5", "F5"),
        ("pgup", "PageUp"), ("NPage", "PageDown"), ("escape", "Esc"), ("Del", "Delete"),
        ("M-C-i", "M-Tab"),
    ])
    func otherNamesOfAKeyAreThatKey(_ name: String, _ canonical: String) {
        #expect(Key(name: name)?.name == canonical)
    }

    @Test(arguments: ["", "C-", "F0", "F36", "Nope", "C-C-a", "ab", "\u{7}", "C-\n", "-a", "F1x"])
    func whatNamesNoKeyIsRefused(_ name: String) { #expect(Key(name: name) == nil) }

    private func keymap(_ change: (inout Settings.Keys) -> Void) throws -> Keymap {
        var keys = Settings.Keys()
        change(&keys)
        return try Keymap(keys) { $0.hasPrefix("bad") ? "there is no command 'bad'" : nil }
    }

    @Test func thePresetOfPaksHasItsTable() throws {
        let keymap = try keymap { _ in }
        #expect(keymap.prefixes.map(\.name) == ["C-]", "F12"])
        let expected = [
            "Left": "focus left", "j": "focus down", "Up": "focus up", "l": "focus right",
            "o": "focus next", "Tab": "focus next", ";": "focus last", "z": "zoom",
            "[": "copy-mode",
            "PageUp": "copy-mode", ":": "palette", "?": "help", "d": "detach", "x": "quit",
            "s": "ask save", "e": "ask envload", "i": "inspect", "y": "ask cp", "u": "size",
            "t": "ask theme", "r": "redraw", "~": "messages", "m": "mouse", "1": "focus shell",
            "4": "focus container", "C-Up": "resize up 1", "M-Left": "resize left 5",
        ]
        for (name, line) in expected {
            #expect(try keymap.prefixTable[#require(Key(name: name))] == line, "\(name)")
        }
    }

    @Test(arguments: Keymap.Preset.allCases)
    func everyPresetIsWhole(_ preset: Keymap.Preset) throws {
        let keymap = try keymap { $0.preset = preset.rawValue }
        #expect(!keymap.prefixes.isEmpty)
        #expect(Set(preset.bindings.map(\.key)).count == preset.bindings.count)
        for line in [
            "ask save", "ask envload", "help", "detach", "quit", "zoom", "mouse", "copy-mode",
        ] {
            #expect(keymap.prefixTable.values.contains(line), "\(line)")
        }
        for prefix in keymap.prefixes { #expect(keymap.prefixTable[prefix] == nil) }
    }

    @Test func theUsersLinesLieOverThePreset() throws {
        let keymap = try keymap {
            $0.preset = "tmux"
            $0.prefix = ["M-Space"]
            $0.bindings = ["S": "save", "x": "", "C-b": "zoom"]
        }
        #expect(keymap.prefixes.map(\.name) == ["M-Space"])
        #expect(keymap.prefixTable[Key(.character("S"))] == "save")
        #expect(keymap.prefixTable[Key(.character("x"))] == nil)
        #expect(keymap.prefixTable[Key(.character("b"), .control)] == "zoom")
        #expect(keymap.prefixTable[Key(.character("z"))] == "zoom")
    }

    @Test(
        arguments: [
            ("tmx", [], [:], "keys.preset: there is no preset 'tmx'; did you mean 'tmux'?"),
            ("paks", ["F12", "f12"], [:], "keys.prefix: 'F12' and 'f12' are the same key"),
            (
                "paks", ["Nope"], [:],
                "keys.prefix: 'Nope' names no key; a key's name such as C-], F12, M-a, "
                    + "S-Tab or Space does"
            ),
            (
                "paks", ["a"], [:],
                "keys.prefix: 'a' is needed for typing; take one with C- or M-, or a "
                    + "function key"
            ),
            (
                "paks", ["C-m"], [:],
                "keys.prefix: 'C-m' is needed for typing; take one with C- or M-, or a "
                    + "function key"
            ),
            (
                "paks", [], ["C-i": "zoom", "Tab": "help"],
                "keys.bindings: 'C-i' and 'Tab' are the same key"
            ),
            (
                "paks", [], ["f12": "zoom"],
                "keys.bindings: 'f12' is the prefix key 'F12', which after itself "
                    + "is sent to the shell; bind another key or change keys.prefix"
            ),
            (
                "paks", [], ["a": "bad x"],
                "keys.bindings: 'a' can't do 'bad x': there is no command 'bad'"
            ),
        ] as [(String, [String], [String: String], String)])
    func aClashNamesBoth(
        _ preset: String, _ prefix: [String], _ bindings: [String: String], _ sentence: String
    ) {
        #expect {
            try keymap {
                $0.preset = preset
                $0.prefix = prefix
                $0.bindings = bindings
            }
        } throws: { "\($0)" == sentence }
    }

    @Test func theListingHasEveryKeyOnceInTheOrderOfThePreset() throws {
        let keymap = try keymap { $0.bindings = ["S": "save now", "x": ""] }
        let listing = keymap.listing
        #expect(listing.flatMap(\.keys).count == keymap.prefixTable.count)
        #expect(listing.first?.line == "focus left")
        #expect(listing.first?.keys.map(\.name) == ["Left", "h"])
        #expect(listing.last?.line == "save now")
        #expect(!listing.contains { $0.line == "quit" })
    }
}

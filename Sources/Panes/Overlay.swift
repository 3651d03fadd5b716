import Commands
import Configuration
import Terminal

/// What lies over the panes and has the keys. Every key asks whether there is one, which copies it:
/// indirect, that is one word.
indirect enum Overlay: Equatable {
    case palette(Palette)
    /// Lines to read: help, messages, a document.
    case text(title: String, lines: [String], view: ListView)
    /// A question whose answer is y or n; nothing else is done before.
    case question(Question)
    /// What the keys after the prefix do.
    case whichKey
}

/// Something that y or n decides.
struct Question: Equatable {
    /// What y does.
    enum Meaning: Equatable {
        case leave(Leaving)
        /// Run the line for which the shell waits.
        case run(String)
    }

    var title: String
    var text: String
    var yes: Meaning
    /// When it came up.
    var since: Double

    /// Seconds from then on in which a key was meant for the shell: who types ahead doesn't answer.
    private static let surprise = 0.4

    /// Whether a key that comes now is an answer.
    func takesKeys(at seconds: Double) -> Bool {
        if case .run = yes { return seconds - since >= Self.surprise }
        return true
    }

    /// What a key answers: y yes; n, Enter, Esc and what interrupts no; `nil` for any other key,
    /// which is no answer to a question before a line, and so a no, and does what it does besides.
    func answer(_ key: Key) -> Bool? {
        switch (key.code, key.modifiers.subtracting(.shift)) {
        case (.character("y"), []), (.character("Y"), []): true
        case (.character("n"), []), (.character("N"), []), (.enter, []), (.escape, []): false
        case (.character("c"), .control), (.character("g"), .control): false
        case (.character("q"), []): if case .leave = yes { false } else { nil }
        default: nil
        }
    }

    /// Whether to leave and stop the container.
    init(leaving info: WorkspaceInfo, since: Double) {
        self.init(
            title: "leave", text: "Stop \(info.session) and leave? Unsaved work is kept.",
            yes: .leave(.quit), since: since)
    }

    init(title: String, text: String, yes: Meaning, since: Double) {
        self.title = title
        self.text = text
        self.yes = yes
        self.since = since
    }
}

/// One line in which any command can be typed, and the commands that fit what is typed.
struct Palette: Equatable {
    var editor: LineEditor
    var problem: String?
    /// The candidate that the arrows chose; `nil` for the line itself.
    var choice: Int?
    var historyPlace: Int?

    init(_ text: String = "") { editor = LineEditor(text) }

    /// A palette with a command's name in it, and with what is usual after it.
    init(asking command: String, _ info: WorkspaceInfo) {
        self.init(command == "save" ? "save name=\(Grammar.quoted(info.saveName))" : command + " ")
    }

    /// The commands whose name, summary or key has all of what is typed, in order, best first.
    func matches(_ table: CommandTable, keys: [String: String]) -> [Command] {
        let typed = editor.string.drop { $0 == " " }
        let word = typed.prefix { $0 != " " }.lowercased()
        if typed.contains(" ") { return table.commands.filter { $0.name == word } }
        let scored = table.commands.compactMap { command -> (Command, Int)? in
            if word.isEmpty { return (command, 0) }
            if command.name.hasPrefix(word) { return (command, 0) }
            if command.name.contains(word) { return (command, 1) }
            if keys[command.name]?.lowercased() == word { return (command, 1) }
            if Self.isSubsequence(word, of: command.name) { return (command, 2) }
            if command.summary.lowercased().contains(word) { return (command, 3) }
            return nil
        }
        return scored.enumerated().sorted {
            ($0.element.1, $0.offset) < ($1.element.1, $1.offset)
        }.map(\.element.0)
    }

    private static func isSubsequence(_ word: String, of name: String) -> Bool {
        var rest = name[...]
        for character in word {
            guard let place = rest.firstIndex(of: character) else { return false }
            rest = rest[rest.index(after: place)...]
        }
        return true
    }
}

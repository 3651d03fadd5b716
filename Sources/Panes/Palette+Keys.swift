import Commands
import Terminal

extension Palette {
    /// What a key made of it.
    enum Outcome: Equatable {
        case open
        case closed
        /// Enter: this line is to be run.
        case run(String)
    }

    /// Takes a key, other than those that leave.
    ///
    /// - Parameters:
    ///   - matches: the commands that are shown, to choose from; empty where none are.
    ///   - table: all commands, for completion.
    ///   - environments: names that complete where an environment is expected.
    ///   - history: lines that were run, the oldest first.
    mutating func handle(
        _ key: Key, matches: [Command], table: CommandTable, environments: [String],
        history: [String]
    ) -> Outcome {
        switch (key.code, key.modifiers) {
        case (.enter, []):
            var line = editor.string
            if let choice, matches.indices.contains(choice) { line = matches[choice].name }
            return line.allSatisfy { $0 == " " } ? .closed : .run(line)
        case (.tab, []): complete(matches, table, environments)
        case (.down, []) where matches.isEmpty: recall(history, 1)
        case (.down, []): choice = min((choice ?? -1) + 1, matches.count - 1)
        case (.up, []):
            if let choice {
                self.choice = choice > 0 ? choice - 1 : nil
            } else {
                recall(history, -1)
            }
        default:
            if editor.handle(key) {
                problem = nil
                choice = nil
            }
        }
        return .open
    }

    /// Keeps a line that can't be run, with what is wrong with it.
    mutating func refuse(_ line: String, _ problem: String) {
        editor.replace(line)
        self.problem = problem
        choice = nil
    }

    /// Text is put in as if it was typed.
    mutating func paste(_ bytes: [UInt8]) { editor.insert(String(decoding: bytes, as: UTF8.self)) }

    /// The words that may stand at the end of the line, best first.
    func completions(_ table: CommandTable, _ environments: [String]) -> [String] {
        table.completions(of: editor.string) { kind in
            kind == .environmentName ? environments : []
        }
    }

    private mutating func recall(_ history: [String], _ step: Int) {
        let place = (historyPlace ?? history.count) + step
        guard place < history.count else {
            if historyPlace != nil { editor.replace("") }
            historyPlace = nil
            return
        }
        guard let line = history.indices.contains(place) ? history[place] : history.first else {
            return
        }
        historyPlace = max(0, place)
        editor.replace(line)
    }

    private mutating func complete(
        _ matches: [Command], _ table: CommandTable, _ environments: [String]
    ) {
        if let choice, matches.indices.contains(choice) {
            editor.replace(matches[choice].name + " ")
            self.choice = nil
            return
        }
        let found = completions(table, environments)
        guard let first = found.first else { return }
        let line = editor.string
        let common = found.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        let blank = line.lastIndex(of: " ").map { line.index(after: $0) } ?? line.startIndex
        let end = found.count == 1 && !common.hasSuffix("=") ? " " : ""
        editor.replace(line[..<blank] + common + end)
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}

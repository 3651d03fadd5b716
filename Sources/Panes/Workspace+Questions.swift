import Commands
import Configuration
import Terminal

extension Workspace {
    /// Runs a line of the shell's, after a question where one is due.
    mutating func consider(
        _ line: String, _ evidence: ShellLink.LineEvidence, _ effects: inout [Effect]
    ) {
        guard let text = consents.question(before: line, evidence: evidence, table: table) else {
            run(line, from: .shell, &effects)
            return
        }
        ask(Question(title: "#\(line)", text: text, yes: .run(line), since: now))
    }

    /// Asks before all else; what lay over the panes comes back behind it.
    mutating func ask(_ question: Question) {
        pendingPrefix = nil
        overlayBehind = overlay == .whichKey ? nil : overlay
        overlay = .question(question)
    }

    /// Takes a key while a question is open: y for yes; n, Enter, Esc, q and what interrupts for no.
    mutating func answer(
        _ question: Question, _ key: Key, _ bytes: [UInt8], _ effects: inout [Effect]
    ) {
        guard question.takesKeys(at: now) else {
            return type(bytes, as: .keys, &effects)
        }
        let no = [
            Key(.character("n")), Key(.enter), Key(.escape), Key(.character("q")),
            Key(.character("c"), .control), Key(.character("g"), .control),
        ]
        let isYes = key == Key(.character("y"))
        guard isYes || no.contains(key) else { return }
        overlay = overlayBehind
        overlayBehind = nil
        switch question.yes {
        case .leave(let how): if isYes { effects.append(.leave(how)) }
        case .run(let line) where isYes:
            consents.give(for: line, table: table)
            run(line, from: .shell, &effects)
        case .run(let line):
            say(.info, "#\(line.prefix { $0 != " " }) wasn't run", &effects)
            perform(link.finished(at: now), &effects)
        }
    }
}

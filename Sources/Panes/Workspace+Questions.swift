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

    /// Takes a key while a question is open. One that is no answer to whether a line is to run
    /// says no, and does what it does besides.
    mutating func answer(
        _ question: Question, _ key: Key, _ bytes: [UInt8], _ effects: inout [Effect]
    ) {
        guard question.takesKeys(at: now) else {
            return type(bytes, as: .keys, &effects)
        }
        let answer = question.answer(key)
        if answer == nil, case .leave = question.yes { return }
        close(question, isYes: answer == true, &effects)
        if answer == nil { take(.key(key, bytes: bytes), &effects) }
    }

    /// A paste says no to whether a line is to run, before it goes on.
    mutating func answerPaste(_ effects: inout [Effect]) {
        guard case .question(let question) = overlay, case .run = question.yes,
            question.takesKeys(at: now)
        else { return }
        close(question, isYes: false, &effects)
    }

    private mutating func close(
        _ question: Question, isYes: Bool, _ effects: inout [Effect]
    ) {
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

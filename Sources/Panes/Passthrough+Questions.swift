import Commands
import Terminal

extension Passthrough {
    /// Runs a line of the shell's, after a question where one is due.
    mutating func consider(
        _ line: String, _ evidence: ShellLink.LineEvidence, _ effects: inout [Effect],
        at seconds: Double
    ) {
        guard let text = consents.question(before: line, evidence: evidence, table: table) else {
            return run(line, &effects, at: seconds)
        }
        question = Question(title: "#\(line)", text: text, yes: .run(line), since: seconds)
        wipe(&effects)
        let start = isInLine ? "\r\n" : ""
        show(Array("\(start)paks: \(Self.printable(text[...])) [y/N] ".utf8), &effects)
    }

    /// Takes the one key that answers: y for yes, any other for no.
    mutating func answer(_ key: Key, _ effects: inout [Effect], at seconds: Double) {
        close(isYes: key == Key(.character("y")), &effects, at: seconds)
    }

    /// Ends the question, if there is one, and shows what was printed since.
    mutating func close(isYes: Bool, _ effects: inout [Effect], at seconds: Double) {
        guard case .run(let line) = question?.yes else { return }
        question = nil
        show(Array((isYes ? "y\r\n" : "n\r\n").utf8) + withheld, &effects)
        withheld = []
        if isYes {
            consents.give(for: line, table: table)
            run(line, &effects, at: seconds)
        } else {
            print("paks: #\(line.prefix { $0 != " " }) wasn't run", &effects)
            perform(link.finished(at: seconds), &effects, at: seconds)
        }
    }
}

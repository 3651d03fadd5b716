import Commands
import Terminal

extension Passthrough {
    /// Runs a line of the shell's, after a question where one is due, once nothing else has the
    /// keys.
    mutating func consider(
        _ line: String, _ evidence: ShellLink.LineEvidence, _ effects: inout [Effect],
        at seconds: Double
    ) {
        guard let text = consents.question(before: line, evidence: evidence, table: table) else {
            return run(line, &effects, at: seconds)
        }
        if isBrief || overlay == .whichKey { overlay = nil }
        guard overlay == nil, watched == nil else {
            waitingLine = (line, evidence)
            return
        }
        pendingPrefix = nil
        question = Question(title: "#\(line)", text: text, yes: .run(line), since: seconds)
        removeStrip(&effects)
        wipe(&effects)
        let start = isInLine ? "\r\n" : ""
        show(Array("\(start)paks: \(Self.printable(text[...])) [y/N] ".utf8), &effects)
    }

    /// Takes the key that answers: y for yes, any other for no.
    ///
    /// - Returns: `false` for a key that is no answer, and means something else besides.
    mutating func answer(_ key: Key, _ effects: inout [Effect], at seconds: Double) -> Bool {
        let answer = question?.answer(key)
        close(isYes: answer == true, &effects, at: seconds)
        return answer != nil
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

import Commands
import Containers
import Glibc

/// Says what a command reports: as JSON lines for the screen process, as text for people.
final class Reporter: @unchecked Sendable {
    private let reporting: Do.Reporting
    /// What the command ended with; 0 until it says otherwise.
    private(set) var status: Int32 = 0

    init(_ reporting: Do.Reporting) { self.reporting = reporting }

    func report(_ report: Report) {
        if case .result(let status, _) = report { self.status = status }
        switch reporting {
        case .json: printBytes(Array(report.json.compact.utf8) + [0x0a])
        case .text: say(report)
        }
    }

    private func say(_ report: Report) {
        switch report {
        case .progress, .request: return
        case .message(.info, let text): print(text)
        case .message(_, let text): complain(text)
        case .document(let document): print(document.text)
        case .result(_, ""): return
        case .result(0, let text): print(text)
        case .result(_, let text): complain(text)
        }
        fflush(nil)
    }
}

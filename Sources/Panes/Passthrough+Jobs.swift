import Commands
import Terminal

extension Passthrough {
    /// Takes what a job says: of the one that the shell waits for on lines of its own, of others
    /// so that the prompt stays.
    mutating func say(
        _ report: Report, from job: JobID, _ effects: inout [Effect], at seconds: Double
    ) {
        switch report {
        case .progress(let step, let done, let total):
            let text = Self.progress(step, done, total)
            if watched?.job == job {
                watched?.progress = text
            } else if job == self.job, link.phase == .blocked {
                showProgress(text, &effects)
            }
        case .message(.info, let text): put(text, from: job, &effects)
        case .message(.warning, let text), .message(.error, let text):
            put("paks: " + text, from: job, &effects)
        case .document(let document):
            put(document.text, title: document.title, from: job, &effects)
        case .request(let request):
            perform(link.ask(request, from: .job(job), at: seconds), &effects, at: seconds)
        case .result(let status, let text):
            if job == self.job { hasResult = true }
            if watched?.job == job { watched = nil }
            if !text.isEmpty, status != 0 || !quietJobs.contains(job) {
                put((status == 0 ? "" : "paks: ") + text, from: job, &effects)
            }
            ownJobs[job] = nil
        }
    }

    private mutating func put(
        _ text: String, title: String = "", from job: JobID, _ effects: inout [Effect]
    ) {
        if job == self.job {
            print(text, &effects)
        } else if ownJobs[job] != nil {
            present(text, title: title, &effects)
        } else {
            tell(text, &effects)
        }
    }

    mutating func end(
        _ job: JobID, _ status: Int32, _ effects: inout [Effect], at seconds: Double
    ) {
        link.withdraw(.job(job))
        quietJobs.remove(job)
        if watched?.job == job { watched = nil }
        let ending = status > 128 ? "stopped" : "the command ended without a result"
        if let line = ownJobs.removeValue(forKey: job) {
            present("paks: \(line.prefix { $0 != " " }): \(ending)", &effects)
        }
        guard job == self.job else { return }
        wipe(&effects)
        if !hasResult { print("paks: " + ending, &effects) }
        self.job = nil
        perform(link.finished(at: seconds), &effects, at: seconds)
    }

    private static func progress(_ step: String, _ done: Int?, _ total: Int?) -> String {
        let text = printable(step[...])
        switch (done, total) {
        case (let done?, let total?) where total > 0:
            return text + " \(Int(Double(max(0, done)) / Double(total) * 100))%"
        case (let done?, _): return text + " \(done)"
        default: return text
        }
    }
}

import Commands
import Configuration
import Containers
import Host

/// The containers that paks made, as the engines and the records on this host know them.
struct Sessions {
    let household: Household
    let settings: Settings

    /// A session, what the engine says of its container, and what this host keeps of it.
    struct Known {
        var record: SessionRecord
        var container: KnownContainer
    }

    /// Every session of every engine that answers, the newest first. An engine that doesn't, though
    /// this host knows sessions of its, is complained about.
    ///
    /// - Throws: what the chosen engine complains about, or `Failure` when none answers.
    func all() throws -> [Known] {
        var known: [Known] = []
        var refusals: [EngineError] = []
        for tool in tools {
            do {
                known += try SessionOperations.find(
                    ProcessEngine(tool: tool), owner: household.owner
                ).map { Known(record: record(of: $0.session), container: $0) }
            } catch let error as EngineError {
                refusals.append(error)
            }
        }
        if refusals.count == tools.count { throw Failure.noEngine(refusals) }
        for error in refusals where household.store.tools.contains(error.tool) {
            complain("the sessions of \(error.tool) aren't looked at: \(error)")
        }
        return known.sorted { $0.container.created > $1.container.created }
    }

    /// The one that a name, an id or the start of either means; without a word, the only one.
    ///
    /// - Parameter way: how a person names one here, as `--session NAME`.
    func known(_ word: String?, naming way: String) throws -> Known {
        let chosen = try SessionOperations.choose(
            word, among: all().map(\.container), naming: way)
        return Known(record: record(of: chosen.session), container: chosen)
    }

    /// The record of such a one. An id of a session that this host knows asks no engine.
    func choose(_ word: String?, naming way: String) throws -> SessionRecord {
        if let word, let record = household.store.record(word) { return record }
        return try known(word, naming: way).record
    }

    /// This host's record, or one made anew of the container's labels.
    private func record(of session: Session) -> SessionRecord {
        household.store.record(session.id)
            ?? SessionRecord(session: session, token: Random.hexadecimal(16), sequence: 0)
    }

    private var tools: [Tool] {
        Tool(rawValue: settings.containerTech).map { [$0] } ?? Tool.allCases
    }
}

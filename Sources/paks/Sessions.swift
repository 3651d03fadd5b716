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

    /// Every session of every engine that answers, the newest first.
    func all() -> [Known] {
        tools.flatMap { tool -> [Known] in
            let found =
                (try? SessionOperations.find(
                    ProcessEngine(tool: tool), owner: household.owner)) ?? []
            return found.map { container in
                Known(record: record(of: container.session), container: container)
            }
        }
    }

    /// The one that a name, an id or the start of either means; without a word, the only one.
    func known(_ word: String?) throws -> Known {
        let chosen = try SessionOperations.choose(word, among: all().map(\.container))
        return Known(record: record(of: chosen.session), container: chosen)
    }

    /// The record of such a one. An id of a session that this host knows asks no engine.
    func choose(_ word: String?) throws -> SessionRecord {
        if let word, let record = household.store.record(word) { return record }
        return try known(word).record
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

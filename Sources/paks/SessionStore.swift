import Containers
import Host

/// The sessions' folders under `$PAKS_HOME/sessions`, one a session: its record and its socket.
struct SessionStore {
    let home: String

    private var folder: String { home + "/sessions" }

    func folder(of id: String) -> String { folder + "/" + id }

    /// Where the session's screen process listens.
    func socketPath(of id: String) -> String { folder(of: id) + "/socket" }

    /// Writes a record whole or not at all, readable by its owner alone.
    func save(_ record: SessionRecord) throws {
        try Files.makeFolders(folder(of: record.session.id), mode: 0o700)
        try Files.writeAtomically(
            Array(record.json.compact.utf8), to: folder(of: record.session.id) + "/record.json",
            mode: 0o600)
    }

    /// The record of a session; `nil` when there is none that can be read.
    func record(_ id: String) -> SessionRecord? {
        guard id.utf8.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
            let bytes = try? Files.read(folder(of: id) + "/record.json"),
            let json = try? JSON(parsing: bytes)
        else { return nil }
        return SessionRecord(json)
    }

    /// Notes that a session's shell is about to be started. Whoever finds the note later finds a
    /// container in which no shell ever came, since the one who started it died first.
    func markStarting(_ id: String) throws { try Files.create(startingPath(of: id), mode: 0o600) }

    func unmarkStarting(_ id: String) { try? Files.removeTree(startingPath(of: id)) }

    func isStarting(_ id: String) -> Bool { Files.kind(startingPath(of: id)) != nil }

    private func startingPath(of id: String) -> String { folder(of: id) + "/starting" }

    /// The engines of all records.
    var tools: Set<Tool> {
        Set(((try? Files.list(folder)) ?? []).compactMap { record($0)?.session.tool })
    }

    /// Removes what is left of a session once its container is gone.
    func forget(_ id: String) {
        try? Files.removeTree(folder(of: id))
    }
}

/// What paks keeps of a session on the host.
struct SessionRecord: Equatable {
    var session: Session
    /// The secret that the session's shell signs its messages with, 32 hexadecimal digits.
    var token: String
    /// The number of the shell's last message that was believed.
    var sequence: Int
    var json: JSON {
        .object([
            .init("id", .string(session.id)),
            .init("name", .string(session.name)),
            .init("tool", .string(session.tool.rawValue)),
            .init("container", .string(session.container)),
            .init("base", .string(session.base)),
            .init("baseID", .string(session.baseID)),
            .init("token", .string(token)),
            .init("sequence", .number(String(sequence))),
        ])
    }
}

extension SessionRecord {
    /// `nil` when a part is missing or of the wrong type.
    init?(_ json: JSON) {
        guard let id = json["id"]?.string, let name = json["name"]?.string,
            let tool = json["tool"]?.string.flatMap(Tool.init(rawValue:)),
            let container = json["container"]?.string, let base = json["base"]?.string,
            let baseID = json["baseID"]?.string, let token = json["token"]?.string,
            let sequence = json["sequence"]?.integer
        else { return nil }
        session = Session(
            id: id, name: name, tool: tool, container: container, base: base, baseID: baseID)
        self.token = token
        self.sequence = sequence
    }
}

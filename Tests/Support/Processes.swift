/// A process, as proc_pid_stat(5) tells of it.
package struct ProcessRecord: Sendable {
    package var id: Int32
    /// `R` while it runs or waits for a processor, `D` for a disk, `S` for something else.
    package var state: Character
    package var parent: Int32
    package var session: Int32

    /// All that there are now.
    package static var all: [ProcessRecord] {
        entries(of: "/proc").compactMap { Int32($0) }.compactMap(ProcessRecord.init)
    }

    private init?(_ id: Int32) {
        // "id (name) state parent group session …", where the name may hold blanks and brackets.
        let fields = String(decoding: contents(of: "/proc/\(id)/stat") ?? [], as: UTF8.self)
            .split(separator: ")").last?.split(separator: " ")
        guard let fields, fields.count > 3, let state = fields[0].first,
            let parent = Int32(fields[1]), let session = Int32(fields[3])
        else { return nil }
        (self.id, self.state, self.parent, self.session) = (id, state, parent, session)
    }
}

/// The processes that another one started itself.
package func children(of parent: Int32) -> [Int32] {
    ProcessRecord.all.filter { $0.parent == parent }.map(\.id)
}

/// Whether a process of a session has something to do, and isn't waiting for anybody.
package func isBusy(session: Int32) -> Bool {
    ProcessRecord.all.contains { $0.session == session && "RD".contains($0.state) }
}

/// The words that a process was started with; none when it is gone.
package func words(of process: Int32) -> [String] {
    (contents(of: "/proc/\(process)/cmdline") ?? []).split(separator: 0)
        .map { String(decoding: $0, as: UTF8.self) }
}

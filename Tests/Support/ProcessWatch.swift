import Glibc

/// Looks at the arguments and the environments of all processes, again and again, for texts that
/// must be in none.
package final class ProcessWatch: @unchecked Sendable {
    /// A text that was found.
    package struct Finding: Hashable, Sendable {
        package enum Place: Sendable { case arguments, environment }
        package var place: Place
        package var text: String
        package var process: Int32
        /// The process' arguments.
        package var words: [String]
        /// It has the watcher's own process numbers, so it isn't in a container.
        package var isOnHost: Bool
    }

    private let texts: [String]
    private let monitor = Monitor()
    /// Guarded by the monitor, as is the rest.
    private var found: Set<Finding> = []
    private var rounds = 0
    private var isOver = false
    private var thread: pthread_t?

    /// Starts looking.
    package init(for texts: [String]) throws {
        self.texts = texts
        self.thread = try startThread { self.look() }
    }

    /// Looks once more, and gives all that was found.
    package func stop() -> Set<Finding> {
        monitor.locked { isOver = true }
        if let thread { pthread_join(thread, nil) }
        thread = nil
        return monitor.locked { found }
    }

    /// How often it has looked at everything.
    package var lookedAt: Int { monitor.locked { rounds } }

    private func look() {
        let own = Self.namespace(of: getpid())
        while true {
            let isLast = monitor.locked { isOver }
            for id in entries(of: "/proc").compactMap({ Int32($0) }) { look(at: id, own) }
            monitor.locked { rounds += 1 }
            if isLast { return }
            poll(nil, 0, 20)
        }
    }

    private func look(at id: Int32, _ own: String?) {
        for (file, place) in [("cmdline", Finding.Place.arguments), ("environ", .environment)] {
            guard let bytes = contents(of: "/proc/\(id)/\(file)"), !bytes.isEmpty else { continue }
            let line = bytes.map { CChar(bitPattern: $0 == 0 ? 0x0a : $0) } + [0]
            for text in texts where strstr(line, text) != nil {
                let finding = Finding(
                    place: place, text: text, process: id, words: words(of: id),
                    isOnHost: Self.namespace(of: id) == own)
                monitor.locked { _ = found.insert(finding) }
            }
        }
    }

    private static func namespace(of id: Int32) -> String? {
        var buffer = [CChar](repeating: 0, count: 64)
        let count = readlink("/proc/\(id)/ns/pid", &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

import Glibc

/// Instructions that our core takes for a payload, counted by callgrind, whatever else the machine
/// does meanwhile: the figure for comparing two builds.
enum Instructions {
    static let length = 1_000_000

    /// Reads a payload once, and again for counting, in a process under callgrind.
    static func probe(_ name: String, columns: Int, rows: Int) {
        let payload = Payload(name, columns: columns, rows: rows, length: length)
        var core = OwnCore(columns: columns, rows: rows)
        payload.bytes.withUnsafeBufferPointer { bytes in
            core.feed(bytes)
            countedFeed(&core, bytes)
        }
    }

    static func table(_ names: [String]) {
        show("\nInstructions for a byte, by callgrind")
        show(left("payload", 32) + right("80x24", 10) + right("200x50", 10))
        for name in names {
            let counts = [(80, 24), (200, 50)].map { columns, rows in
                ownOutput(
                    ["--count-one", name, "\(columns)", "\(rows)"],
                    under: "valgrind --tool=callgrind --callgrind-out-file=/dev/null"
                        + " --collect-atstart=no --toggle-collect='*countedFeed*'"
                ).flatMap { text in
                    text.split(separator: "\n").last { $0.contains("Collected :") }
                        .flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }
                }
            }
            show(
                left(name, 32)
                    + counts.map { number($0.map { $0 / Double(length) }, 10, digits: 2) }
                    .joined())
        }
    }
}

/// What callgrind counts.
@inline(never)
private func countedFeed(_ core: inout OwnCore, _ bytes: UnsafeBufferPointer<UInt8>) {
    core.feed(bytes)
}

import Glibc

/// Megabytes per second of the process' own time, of a payload in pieces of 64 KiB.
struct Throughput: Measuring {
    static let pieceSize = 1 << 16

    let payload: Payload
    /// Seconds that are measured; an eighth of them before, unmeasured.
    let seconds: Double

    mutating func measure(_ core: inout some Core & ~Copyable) -> Double {
        payload.bytes.withUnsafeBufferPointer { bytes in
            var at = 0
            func feed(for seconds: Double) -> Double {
                let start = processorSeconds()
                var count = 0
                var now = start
                repeat {
                    let end = min(bytes.count, at + Self.pieceSize)
                    core.feed(UnsafeBufferPointer(rebasing: bytes[at..<end]))
                    count += end - at
                    at = end < bytes.count ? end : 0
                    now = processorSeconds()
                } while now - start < seconds
                return Double(count) / 1e6 / (now - start)
            }
            _ = feed(for: seconds / 8)
            return feed(for: seconds)
        }
    }

    /// Prints the table for one size: medians, and medians of the rounds' ratios.
    static func table(
        _ cores: Cores, _ names: [String], columns: Int, rows: Int, rounds: Int, seconds: Double
    ) {
        show("\n\(columns)x\(rows): MB per second of CPU time, medians of \(rounds) rounds")
        show(
            left("payload", 32) + CoreName.allCases.map { right($0.rawValue, 10) }.joined()
                + right("x ghostty", 11) + right("x libvterm", 12))
        for name in names {
            let payload = Payload(name, columns: columns, rows: rows, length: 2_000_000)
            var rates: [CoreName: [Double]] = [:]
            for _ in 0..<rounds {
                for core in CoreName.allCases {
                    let rate = cores.measure(
                        core, columns: columns, rows: rows,
                        with: Throughput(payload: payload, seconds: seconds))
                    if let rate { rates[core, default: []].append(rate) }
                }
            }
            func ratio(to peer: CoreName) -> Double? {
                guard let own = rates[.paks], let other = rates[peer] else { return nil }
                return median(zip(own, other).map { $0 / $1 })
            }
            show(
                left(name, 32)
                    + CoreName.allCases.map { number(rates[$0].map(median), 10, digits: 1) }
                    .joined()
                    + number(ratio(to: .ghostty), 11, digits: 2)
                    + number(ratio(to: .libvterm), 12, digits: 2))
        }
    }
}

/// Seconds that this process has had a processor.
func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

// Megabytes per CPU second of the core and its peers, on the same bytes in the same run.
//
//     bench [--ghostty PATH/libghostty-vt.so] [--libvterm PATH] [--rounds N] [--megabytes N] [NAME…]
import Glibc
import Terminal

func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// One pass over a payload in pieces of 64 KiB; megabytes per CPU second.
func rate(_ core: inout some Core & ~Copyable, _ payload: [UInt8], times: Int) -> Double {
    let start = processorSeconds()
    payload.withUnsafeBufferPointer { bytes in
        for _ in 0..<times {
            var at = 0
            while at < bytes.count {
                let end = min(bytes.count, at + 1 << 16)
                core.feed(UnsafeBufferPointer(rebasing: bytes[at..<end]))
                at = end
            }
        }
    }
    return Double(payload.count * times) / 1e6 / (processorSeconds() - start)
}

func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
}

/// A number in a column of ten places, `-` for none.
func column(_ value: Double, digits: Int = 1) -> String {
    guard value > 0 else { return "         -" }
    let scale = digits == 1 ? 10.0 : 100.0
    let whole = Int((value * scale).rounded())
    let fraction = String(whole % Int(scale) + Int(scale)).dropFirst()
    let text = "\(whole / Int(scale)).\(fraction)"
    return String(repeating: " ", count: max(0, 10 - text.utf8.count)) + text
}

func measure(
    _ wanted: [String], rounds: Int, megabytes: Int, _ ghostty: Library?, _ vterm: Library?
) {
    // The option's number in libghostty-vt's enumeration of options, and bytes for 10,000 lines:
    // the limit by lines is slow there.
    let limitInBytes: Int32 = 27
    for (columns, rows) in [(80, 24), (200, 50)] {
        print("\(columns)x\(rows), MB per CPU second, medians of \(rounds)")
        print("payload                              paks   ghostty  libvterm   ratio to the best")
        for name in Payload.names where wanted.isEmpty || wanted.contains(name) {
            let payload = Payload(name, columns: columns, rows: rows, length: 4_000_000)
            let times = max(1, megabytes * 1_000_000 / payload.bytes.count)
            var rates: (own: [Double], ghostty: [Double], vterm: [Double]) = ([], [], [])
            for _ in 0..<rounds {
                var own = OwnCore(columns: columns, rows: rows)
                rates.own.append(rate(&own, payload.bytes, times: times))
                if let ghostty,
                    var core = GhosttyCore(
                        ghostty, columns: columns, rows: rows, limitOption: limitInBytes,
                        limit: columns * 10_000 * 10)
                {
                    rates.ghostty.append(rate(&core, payload.bytes, times: times))
                }
                if let vterm, var core = LibvtermCore(vterm, columns: columns, rows: rows) {
                    // A quarter of the bytes: it is the slowest by far.
                    rates.vterm.append(rate(&core, payload.bytes, times: max(1, times / 4)))
                }
            }
            let best = max(median(rates.ghostty), median(rates.vterm))
            let padded = name + String(repeating: " ", count: 31 - name.utf8.count)
            print(
                padded + column(median(rates.own)) + column(median(rates.ghostty))
                    + column(median(rates.vterm))
                    + column(best > 0 ? median(rates.own) / best : 0, digits: 2))
        }
    }
}

/// Milliseconds for a change of width with 10,000 lines of history, and what they take.
func measureHistory() {
    for columns in [80, 200] {
        let log = Payload("x_ascii_log", columns: columns, rows: 24, length: 1_500_000)
        var screen = Screen(size: Size(columns: columns, rows: 24), scrollback: 10_000)
        screen.feed(log.bytes.span)
        var times: [Double] = []
        for round in 0..<20 {
            let start = processorSeconds()
            let width = round % 2 == 0 ? columns - 20 : columns
            screen.resize(to: Size(columns: width, rows: 24))
            times.append((processorSeconds() - start) * 1000)
        }
        print(
            "history at \(columns): \(screen.scrollbackRows) rows, "
                + "\(screen.historyBytes / 1024) KiB, resize\(column(median(times), digits: 2)) ms")
    }
}

var words = CommandLine.arguments.dropFirst()
var names: [String] = []
var rounds = 3
var megabytes = 20
var ghosttyPath = "libghostty-vt.so"
var vtermPath = "libvterm.so.0"
while let word = words.popFirst() {
    switch word {
    case "--ghostty": ghosttyPath = words.popFirst() ?? ghosttyPath
    case "--libvterm": vtermPath = words.popFirst() ?? vtermPath
    case "--rounds": rounds = words.popFirst().flatMap { Int($0) } ?? rounds
    case "--megabytes": megabytes = words.popFirst().flatMap { Int($0) } ?? megabytes
    default: names.append(word)
    }
}
measure(
    names, rounds: max(1, rounds), megabytes: megabytes, Library(ghosttyPath), Library(vtermPath))
measureHistory()

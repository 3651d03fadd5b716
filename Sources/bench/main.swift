// What the terminal core does with a processor, beside its peers on the same bytes in the same run.
//
//     bench [--ghostty PATH] [--libvterm PATH] [--rounds N] [--seconds N] [--count] [NAME …]
//
// NAME: payloads, `memory` or `resize`; all without one. `--count` counts instructions instead.
import Glibc

var words = CommandLine.arguments.dropFirst()
var names: [String] = []
var rounds = 5
var seconds = 0.1
var counts = false
var probe: [String] = []
var ghosttyPath = "libghostty-vt.so"
var libvtermPath = "libvterm.so.0"
while let word = words.popFirst() {
    switch word {
    case "--ghostty": ghosttyPath = words.popFirst() ?? ghosttyPath
    case "--libvterm": libvtermPath = words.popFirst() ?? libvtermPath
    case "--rounds": rounds = words.popFirst().flatMap { Int($0) } ?? rounds
    case "--seconds": seconds = words.popFirst().flatMap { Double($0) } ?? seconds
    case "--count": counts = true
    case "--probe", "--count-one":
        probe = [word] + words
        words = []
    case "memory", "resize": names.append(word)
    case _ where Payload.names.contains(word): names.append(word)
    default:
        complain("no '\(word)': there are \(Payload.names.joined(separator: ", ")), memory, resize")
        exit(2)
    }
}

if probe.first == "--count-one", probe.count == 4, let columns = Int(probe[2]),
    let rows = Int(probe[3])
{
    Instructions.probe(probe[1], columns: columns, rows: rows)
    exit(0)
}
let cores = Cores(ghostty: ghosttyPath, libvterm: libvtermPath)
if probe.first == "--probe", probe.count == 4, let core = CoreName(rawValue: probe[1]),
    let filling = Filling(rawValue: probe[2]), let columns = Int(probe[3])
{
    Growth.probe(cores, core, filling, columns: columns)
    exit(0)
}

let payloads = names.isEmpty ? Payload.names : Payload.names.filter { names.contains($0) }
if counts {
    Instructions.table(payloads)
    exit(0)
}
if !payloads.isEmpty {
    for (columns, rows) in [(80, 24), (200, 50)] {
        Throughput.table(
            cores, payloads, columns: columns, rows: rows, rounds: max(1, rounds), seconds: seconds)
    }
}
if names.isEmpty || names.contains("memory") {
    Growth.table(["--ghostty", ghosttyPath, "--libvterm", libvtermPath])
}
if names.isEmpty || names.contains("resize") { Resizing.table(cores) }

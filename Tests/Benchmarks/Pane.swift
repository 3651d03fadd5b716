import Support
import Terminal

/// A bash, reached in one of several ways, all of them open at the same time so that the rounds of
/// a measurement can take turns.
struct Shells {
    let lines: [Line]

    /// On this machine, where nothing but the terminal in between makes a difference.
    init(_ standIn: StandIn) throws {
        try self.init(
            ["bash", "--norc"], paks: ["-c", "docker", "bench"],
            environment: standIn.environment, directory: standIn.folder)
    }

    /// In containers.
    init(in world: World) throws {
        let (tool, image) = (world.engine.tool, world.engine.image)
        try self.init(
            [tool, "run", "-it", "--rm", "--network", "none", image, "bash", "--norc"],
            paks: ["-c", tool, image], environment: world.environment, directory: world.directory)
    }

    /// Opens the ways, each with a prompt of one byte and a file of 50 MB to print.
    private init(
        _ shell: [String], paks: [String], environment: [String: String], directory: String
    ) throws {
        let starts: [(String, [String])] = [
            ("bare pseudo-terminal", shell),
            (
                // Ends with its only client, whatever ended that.
                "tmux",
                ["tmux", "-L", "paks-bench", "-f", "/dev/null", "new"] + shell
                    + [";", "set", "destroy-unattached", "on"]
            ),
            ("paks run", [paksProgram, "run"] + paks),
            ("paks tui", [paksProgram, "tui"] + paks),
        ]
        var lines: [Line] = []
        for (way, words) in starts {
            let line = try Line(
                way, words, size: Size(columns: 200, rows: 50), environment: environment,
                directory: directory)
            try line.wait(for: "#")
            try line.settle(1500)
            try line.run("PS1='\(Line.prompt) '")
            try line.run("f=${PAKS_STAND_IN:-/tmp}/f.$$")
            try line.run(
                "seq -f 'line %.0f: the quick brown fox jumps over the lazy dog' 1 830000 >$f")
            // Ends with the answer to where the cursor is, and a byte that nothing else prints.
            try line.run("b() { cat $f; printf '\\e[6n'; IFS= read -rsdR; printf '\\140\\n'; }")
            lines.append(line)
        }
        self.lines = lines
    }

    func finish() throws {
        for line in lines { try line.finish() }
    }

    /// Measures with every way in turn, there and back, so that what else the machine does hits them
    /// alike.
    ///
    /// - Returns: each way's numbers, of all rounds.
    func measure(rounds: Int, _ body: (Line) throws -> [Double]) throws -> [(String, [Double])] {
        var numbers = lines.map { ($0.way, [Double]()) }
        for round in 0..<rounds {
            let turns = Array(lines.enumerated())
            for (index, line) in round.isMultiple(of: 2) ? turns : turns.reversed() {
                numbers[index].1 += try body(line)
                try line.settle()
            }
        }
        return numbers
    }
}

/// The terminal in between, on this machine's own bash.
func showPane() throws {
    let standIn = try StandIn()
    defer { standIn.remove() }
    let shells = try Shells(standIn)
    try show(shells)
    try shells.finish()
}

/// The same in containers, where the engine's part is in every number.
func showContainers() throws {
    guard let engine = TestEngine.own.first else { throw Failure("no engine: use make bench") }
    try World.on(engine) { world in
        let shells = try Shells(in: world)
        try show(shells)
        try shells.finish()
        // They aren't saved, and so are kept.
        for name in try world.newContainers() {
            _ = try Command([paksProgram, "rm", name], environment: world.environment).run()
        }
    }
}

/// Megabytes a second, milliseconds from keys to echoes, and what is done while nothing happens.
private func show(_ shells: Shells) throws {
    let bulk = try shells.measure(rounds: 3) { line in
        // What stands on a screen is printed again when that is drawn anew.
        try line.run("clear")
        try line.type("b")
        try line.settle(200)
        let start = monotonicSeconds()
        try line.type("\r")
        return [50 / (try line.wait(for: "`") - start)]
    }
    Measurement("cat of 50 MB to the answer of a DSR", "MB/s", bulk.map { ($0, median($1)) })
        .show()
    // Many short rounds: from one second to the next these times differ more than the programs do.
    let quiet = try shells.measure(rounds: 15) { try echoes($0, count: 40) }
    showPercentiles("a key to its echo", quiet)
    let flooded = try shells.measure(rounds: 10) { line in
        // Above the prompt, in place and in whole writes, so that the echo stays where it is.
        try line.run("clear; while :; do printf '\\e7\\e[3;1Hflood\\e8'; done &")
        let times = try echoes(line, count: 60)
        try line.run("kill $!; wait; clear")
        return times
    }
    showPercentiles("a key to its echo in a flood", flooded)
    let interrupts = try shells.measure(rounds: 5) { line in
        try line.type("yes\r")
        try line.watch(for: 0.5)
        let start = monotonicSeconds()
        try line.type("\u{3}")
        return [(try line.wait(for: Line.prompt) - start) * 1000]
    }
    Measurement(
        "Ctrl-C while yes runs to the prompt", "ms", interrupts.map { ($0, median($1)) }
    ).show()
    try idleSwitches(shells).show()
}

/// Milliseconds from a key to its echo, for keys that stand on the line one after the other.
private func echoes(_ line: Line, count: Int) throws -> [Double] {
    var times: [Double] = []
    for _ in 0..<count {
        let start = monotonicSeconds()
        try line.type("Q")
        times.append((try line.wait(for: "Q") - start) * 1000)
        // Apart from each other as keys are, not as a paste is.
        try line.watch(for: 0.005)
    }
    try line.type("\u{15}")
    return times
}

private func showPercentiles(_ name: String, _ numbers: [(String, [Double])]) {
    Measurement(name + ", median", "ms", numbers.map { ($0, median($1)) }).show()
    Measurement(name + ", 99th percentile", "ms", numbers.map { ($0, percentile99($1)) }).show()
}

/// How often each program woke up in ten seconds in which nothing happened.
private func idleSwitches(_ shells: Shells) throws -> Measurement {
    func count(_ line: Line) -> Double {
        let text = contents(of: "/proc/\(line.process.id)/status").map {
            String(decoding: $0, as: UTF8.self)
        }
        let field = text?.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
        return field.flatMap { $0.split(separator: "\t").last }.flatMap { Double($0) } ?? 0
    }
    for line in shells.lines { try line.settle(1000) }
    let before = shells.lines.map(count)
    for _ in 0..<100 { for line in shells.lines { try line.watch(for: 0.1 / 4) } }
    return Measurement(
        "awake in ten idle seconds", "times",
        zip(shells.lines, before).map { ($0.way, count($0) - $1) })
}

/// Milliseconds of `paks --version`, beside a program that does nothing.
func showStart() throws {
    func time(_ words: [String]) throws -> Double {
        let environment = ["PATH": variables["PATH"] ?? "/bin"]
        return median(
            try (0..<50).map { _ in
                let start = monotonicSeconds()
                _ = try Command(words, environment: environment).run()
                return (monotonicSeconds() - start) * 1000
            })
    }
    Measurement(
        "a start to the end, median of 50", "ms",
        [
            ("true", try time(["/bin/true"])),
            ("paks --version", try time([paksProgram, "--version"])),
        ]
    ).show()
}

import Support
import Terminal

/// A bash that can be reached in one of several ways, ready for input.
struct Shell {
    var way: String
    var program: Program

    /// The bare pseudo-terminal, tmux, and paks on each engine, in the same size.
    static func withEach(in world: World, _ body: (Shell) throws -> Void) throws {
        let size = Size(columns: 200, rows: 50)
        let quiet = ["PS1": "$ ", "HISTFILE": ""]
        let bash = ["bash", "--noprofile", "--norc", "-i"]
        let starts: [(String, () throws -> Program)] = [
            (
                "bare pseudo-terminal",
                { try world.start(program: bash, size: size, changes: quiet) }
            ),
            (
                "tmux",
                {
                    try world.start(
                        program: ["tmux", "-L", "paks-bench", "-f", "/dev/null", "new"] + bash,
                        size: size, changes: quiet)
                }
            ),
            (
                "paks run",
                {
                    try world.start(
                        ["run", "-c", world.engine.tool, world.engine.image], size: size)
                }
            ),
            (
                "paks tui",
                {
                    try world.start(
                        ["tui", "-c", world.engine.tool, world.engine.image], size: size)
                }
            ),
        ]
        for (way, start) in starts {
            let program = try start()
            try program.waitFor("the prompt") { $0.isAtPrompt }
            try body(Shell(way: way, program: program))
            try program.enter("exit 0")
            try program.waitForEnd()
        }
    }
}

/// Seconds of `paks --version`, beside a program that does nothing.
func startTimes() throws -> [Measurement] {
    func time(_ words: [String]) throws -> Double {
        let environment = ["PATH": variables["PATH"] ?? "/bin"]
        return median(
            try (0..<50).map { _ in
                let start = monotonicSeconds()
                _ = try Command(words, environment: environment).run()
                return (monotonicSeconds() - start) * 1000
            })
    }
    return [
        Measurement(
            name: "a start to the end, median of 50", unit: "ms",
            numbers: [
                ("true", try time(["/bin/true"])),
                ("paks --version", try time([paksProgram, "--version"])),
            ])
    ]
}

/// Milliseconds from a key to its echo.
func echoTimes() throws -> [Measurement] {
    var medians: [(way: String, value: Double)] = []
    var worst: [(way: String, value: Double)] = []
    guard let engine = TestEngine.own.first else { throw Failure("no engine: use make bench") }
    try World.on(engine) { world in
        try Shell.withEach(in: world) { shell in
            var times: [Double] = []
            // The line never wraps: each letter is taken away again.
            for index in 0..<300 {
                let letter = index % 2 == 0 ? "x" : "\u{7f}"
                let count = shell.program.output.count
                let start = monotonicSeconds()
                shell.program.type(letter)
                try shell.program.waitForOutput(beyond: count)
                times.append((monotonicSeconds() - start) * 1000)
            }
            medians.append((shell.way, median(times)))
            worst.append((shell.way, percentile99(times)))
        }
    }
    return [
        Measurement(name: "a key to its echo, median", unit: "ms", numbers: medians),
        Measurement(name: "a key to its echo, 99th percentile", unit: "ms", numbers: worst),
    ]
}

/// Seconds for 50 MB of lines, to the word that comes after them.
func bulkTimes() throws -> [Measurement] {
    var numbers: [(way: String, value: Double)] = []
    guard let engine = TestEngine.own.first else { throw Failure("no engine: use make bench") }
    try World.on(engine) { world in
        try Shell.withEach(in: world) { shell in
            shell.program.type("seq 1000001 7250000; echo end-$((40+2))\r")
            let start = monotonicSeconds()
            try shell.program.waitFor("the end", within: 120) { $0.contains("end-42") }
            numbers.append((shell.way, monotonicSeconds() - start))
        }
    }
    return [Measurement(name: "50 MB of lines", unit: "s", numbers: numbers)]
}

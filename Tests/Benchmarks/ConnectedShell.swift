import Glibc
import Support
import Terminal

/// A shell that paks can speak with, run by the stand-in with paks and without.
struct ConnectedShell {
    /// What it is started as.
    let name: String
    /// The program that is it.
    let program: String
    /// The user's start-up file, from the home directory on.
    let startUpFile: String
    /// Its text: it makes a prompt of a count, so that a prompt that is drawn again isn't taken for
    /// the next, and `Line.prompt`.
    let startUp: String
    /// How many prompts a `#` line counts for: what paks types in place of one is a line as well.
    let promptsOfCommand: Int

    /// All of them.
    static let all = [
        ConnectedShell("bash", startUpFile: ".bashrc"),
        ConnectedShell(
            "zsh", startUpFile: ".zshrc",
            startUp: """
                setopt promptsubst
                PROMPT_EOL_MARK=
                precmd() { ((n += 1)) }
                PS1='$n%% '
                """),
        ConnectedShell(
            "fish", startUpFile: ".config/fish/config.fish",
            startUp: """
                set fish_greeting
                set n 0
                function count --on-event fish_prompt; set n (math $n + 1); end
                function fish_prompt; printf '%s%% ' $n; end
                """),
        ConnectedShell("ash", program: "busybox"),
        ConnectedShell("dash", promptsOfCommand: 2),
        ConnectedShell("mksh"),
        ConnectedShell("ksh93"),
        ConnectedShell(
            "tcsh", startUpFile: ".tcshrc",
            startUp: """
                @ n = 0
                alias precmd '@ n++;set prompt="$n%% "'
                """),
    ]

    private init(
        _ name: String, program: String? = nil, startUpFile: String = ".shrc",
        startUp: String = "n=0\nPS1='$((n+=1))% '", promptsOfCommand: Int = 1
    ) {
        self.name = name
        self.program = program ?? name
        self.startUpFile = startUpFile
        self.startUp = startUp
        self.promptsOfCommand = promptsOfCommand
    }

    /// Where the program is; `nil` where it isn't installed.
    var path: String? {
        (variables["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/\(program)" }
            .first { access($0, X_OK) == 0 }
    }

    /// Writes its start-up file, and gives the program its name.
    func install(_ path: String, in standIn: StandIn) throws {
        try write(startUp + "\n", to: "\(standIn.home)/\(startUpFile)")
        if program != name { symlink(path, "\(standIn.folder)/bin/\(name)") }
        // Without any, fish reads all manuals for them beside its first prompts.
        try write("", to: "\(standIn.home)/.local/share/fish/generated_completions/none.fish")
    }

    /// Starts it in one way.
    func line(_ way: Way, on standIn: StandIn) throws -> Line {
        let words =
            switch way {
            case .engine:
                ["sh", "-c", #"docker create -it bench "$0" && exec docker start -ai bench"#, name]
            case .paks: [paksProgram, "run", "-c", "docker", "--shell", name, "bench"]
            }
        var environment = standIn.environment
        environment["ENV"] = standIn.home + "/.shrc"
        // ksh93 without a history can't tell its lines.
        environment["HISTFILE"] = nil
        return try Line(
            "\(name) by \(way.rawValue)", words, size: Size(columns: 80, rows: 24),
            environment: environment, directory: standIn.folder)
    }

    enum Way: String {
        case engine = "the engine"
        case paks = "paks run"
    }
}

/// What paks adds to each shell: until the first prompt, and from a line to the next prompt.
func showShells() throws {
    let standIn = try StandIn()
    defer { standIn.remove() }
    for shell in ConnectedShell.all {
        guard let path = shell.path else {
            print("no \(shell.program) here")
            continue
        }
        try shell.install(path, in: standIn)
        try showStarts(of: shell, on: standIn)
        try showRoundTrips(of: shell, on: standIn)
    }
}

private func showStarts(of shell: ConnectedShell, on standIn: StandIn) throws {
    func start(_ way: ConnectedShell.Way) throws -> Double {
        let start = monotonicSeconds()
        let line = try shell.line(way, on: standIn)
        let end = try line.wait(for: Line.prompt)
        try line.settle(100)
        try line.finish()
        return (end - start) * 1000
    }
    // The first start of all makes files that the others find.
    _ = try start(.engine)
    try Measurement(
        "\(shell.name): a start to the first prompt, at most 50 ms later, median of 15", "ms",
        medians(of: 15, [("engine", { try start(.engine) }), ("paks run", { try start(.paks) })]),
        beside: .difference
    ).show()
}

private func showRoundTrips(of shell: ConnectedShell, on standIn: StandIn) throws {
    let trips = try [
        RoundTrip("true", on: shell.line(.engine, on: standIn)),
        RoundTrip("true", on: shell.line(.paks, on: standIn)),
        RoundTrip(
            "#version", countingFor: shell.promptsOfCommand, on: shell.line(.paks, on: standIn)),
    ]
    try trips[2].check(for: "paks ")
    try Measurement(
        "\(shell.name): Enter to the next prompt, median of 30", "ms",
        medians(
            of: 30,
            zip(["true", "true in paks run", "#version in paks run"], trips).map { ($0, $1.time) }),
        beside: .difference
    ).show()
    for trip in trips { try trip.line.finish() }
}

/// A line that is submitted again and again.
private final class RoundTrip {
    let line: Line
    private let command: String
    private let step: Int
    private var prompts = 1

    /// Waits for the first prompt.
    init(_ command: String, countingFor step: Int = 1, on line: Line) throws {
        self.command = command
        self.step = step
        self.line = line
        try line.wait(for: "1" + Line.prompt)
        try line.settle()
    }

    /// Makes sure once that the line does what it is for.
    func check(for answer: String) throws {
        try line.type(command + "\r")
        prompts += step
        try line.wait(for: answer)
        try line.settle()
    }

    /// Milliseconds from Enter to the prompt after it.
    func time() throws -> Double {
        try line.type(command)
        try line.settle(60)
        prompts += step
        let start = monotonicSeconds()
        try line.type("\r")
        let end = try line.wait(for: "\(prompts)" + Line.prompt)
        try line.settle(60)
        return (end - start) * 1000
    }
}

/// The median of each way's times, which take turns, so that what else the machine does hits them
/// alike.
private func medians(of rounds: Int, _ ways: [(way: String, time: () throws -> Double)]) throws
    -> [(way: String, value: Double)]
{
    var times = ways.map { _ in [Double]() }
    for _ in 0..<rounds {
        for (index, way) in ways.enumerated() { times[index].append(try way.time()) }
    }
    return zip(ways, times).map { ($0.way, median($1)) }
}

import Support
import Terminal
import Testing

/// The two ways to be in a container: its shell in this terminal as it is, or full screen.
enum Front: String, CaseIterable, Sendable {
    case run, tui

    /// Wide enough for the side panes, where there are any.
    var size: Size {
        switch self {
        case .run: Size(columns: 100, rows: 30)
        case .tui: Size(columns: 130, rows: 36)
        }
    }
}

/// One engine and one front: what most tests are about.
struct Place: Sendable, CustomTestStringConvertible {
    var engine: TestEngine
    var front: Front

    var testDescription: String { "\(front.rawValue) with \(engine)" }

    /// Both fronts on every engine of the tests' own user.
    static let all = TestEngine.own.flatMap { engine in
        Front.allCases.map { Place(engine: engine, front: $0) }
    }

    /// Both fronts on one engine, for what no engine can change.
    static let onOneEngine = all.filter { $0.engine == TestEngine.own.first }
}

extension World {
    /// Starts paks on the engine's image and waits for the shell's prompt.
    func shell(
        _ front: Front, image: String? = nil, options: [String] = [], size: Size? = nil,
        changes: [String: String] = [:]
    ) throws -> Program {
        let program = try start(
            [front.rawValue, "--container-tech", engine.tool] + options + [image ?? engine.image],
            size: size ?? front.size, changes: changes)
        try program.waitFor("the shell's prompt") { $0.isAtPrompt }
        return program
    }

    /// Has the shell run a line, and waits until it is done.
    func run(_ line: String, in program: Program) throws {
        let mark = nextMark()
        // The line that is typed doesn't hold the mark that is waited for.
        try program.enter("\(line); echo \(mark)$((2+2))")
        try program.waitFor("the end of '\(line)'") {
            $0.contains("\(mark)4") && $0.isAtPrompt
        }
    }

    /// Leaves by the shell's own `exit`, and gives paks' status.
    @discardableResult
    func leave(_ program: Program, status: Int = 0) throws -> Int32 {
        try program.enter("exit \(status)")
        return try program.waitForEnd()
    }

    /// Leaves, and removes the container that is kept because of the test's own changes.
    func leaveAndRemove(_ program: Program) throws {
        let name = try container()
        try leave(program)
        let removal = try paks(["rm", name])
        #expect(removal.status == 0, "\(removal)")
    }
}

/// A word that no test used before.
private func nextMark() -> String { "mark\(UInt32.random(in: 1000...999_999))x" }

import Commands
import Configuration
import Terminal

@testable import Panes

/// A workspace whose shell is at its prompt, with the shell, the person and the jobs played.
final class PlayedWorkspace {
    static let token = "0123456789abcdef0123456789abcdef"

    var workspace: Workspace
    var time = 100.0
    var effects: [Effect] = []
    private var sequence = 10

    init(
        columns: Int = 120, rows: Int = 30, environments: [String] = [],
        answersChecksums: Bool = false, readsClipboard: Bool = false,
        confirm: Settings.Confirm = .weak
    ) throws {
        let link = ShellLink(
            token: Self.token, start: .attach(lastSequence: 10),
            isCommand: { CommandTable.standard.accepts($0) })
        workspace = Workspace(
            size: Size(columns: columns, rows: rows),
            info: WorkspaceInfo(
                engine: "docker", image: "debian:bookworm", session: "quiet-fox",
                saveName: "debian-saved:bookworm", environments: environments,
                answersChecksums: answersChecksums, readsClipboard: readsClipboard,
                confirm: confirm),
            link: link,
            keymap: try Keymap(Settings.Keys()) { CommandTable.standard.explanation(of: $0) })
        say("P;bash;0;/root")
        print("root@box:/# ")
    }

    var isMidFrame: Bool { workspace.isMidFrame }
    var awaitsAnswers: Bool { workspace.awaitsAnswers }

    func print(_ text: String) {
        time += 0.001
        let bytes = Array(text.utf8)
        effects += workspace.receive(bytes.span, at: time)
    }

    /// A message of the shell to the link.
    func say(_ body: String) {
        sequence += 1
        print("\u{1b}]7717;\(Self.token);\(sequence);\(body)\u{07}")
    }

    /// The shell takes up what it is asked at its prompt, and tells this environment.
    func tell(_ variables: [(name: String, value: String)]) {
        handle(.timer(.shellAnswer), after: 0.2)
        say("K")
        answer(variables)
        say("P;bash;0;/root")
        print("\rroot@box:/# ")
    }

    /// The shell waits for the host, is asked for its environment, and tells this one.
    func answer(_ variables: [(name: String, value: String)]) {
        say("R;")
        let bytes = variables.flatMap { variable -> [UInt8] in
            Array("\(variable.name)=\(variable.value)".utf8) + [0]
        }
        say("E;" + Self.base64(bytes))
        say("R;")
    }

    static func base64(_ bytes: [UInt8]) -> String {
        String(decoding: Base64.encode(bytes), as: UTF8.self)
    }

    /// A line is typed, and the shell reports it and waits.
    func submit(_ line: String, shell: String = "bash") {
        type(line)
        press("Enter")
        say("P;\(shell);0;/root")
        // A shell that can't tell its lines is given a word that asks.
        if shell == "dash" { say("G") } else { say("C;\(line)") }
        say("R;")
    }

    @discardableResult
    func handle(_ event: Event, after seconds: Double = 0.001) -> [Effect] {
        time += seconds
        let caused = workspace.handle(event, at: time)
        effects += caused
        return caused
    }

    /// Presses keys by their names; a plain character's bytes are its own.
    @discardableResult
    func press(_ names: String...) -> [Effect] {
        var caused: [Effect] = []
        for name in names {
            guard let key = Key(name: name) else { continue }
            caused += handle(.input(.key(key, bytes: Self.bytes(key))))
        }
        return caused
    }

    @discardableResult
    func type(_ text: String) -> [Effect] {
        var caused: [Effect] = []
        for scalar in text.unicodeScalars {
            caused += handle(
                .input(.key(Key(.character(scalar)), bytes: Array(String(scalar).utf8))))
        }
        return caused
    }

    static func bytes(_ key: Key) -> [UInt8] { KeyEncoder(modes: Screen.Modes()).bytes(for: key) }

    /// The picture as lines of text, trailing blanks cut.
    func lines() -> [String] {
        let frame = workspace.frame(theme: Theme())
        return (0..<frame.size.rows).map { row in
            var line = ""
            for cell in frame.cells[(row * frame.size.columns)...].prefix(frame.size.columns) {
                if cell.content & Frame.Cell.clusterFlag != 0 {
                    line += frame.clusters[Int(cell.content & ~Frame.Cell.clusterFlag)]
                } else if cell.content != 0, let scalar = Unicode.Scalar(cell.content) {
                    line.unicodeScalars.append(scalar)
                }
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    func text() -> String { lines().joined(separator: "\n") }

    /// The newest job that was started with a line.
    func job(_ wanted: String) -> JobID? {
        effects.lazy.compactMap { effect -> JobID? in
            if case .start(let id, line: let line) = effect, line == wanted { id } else { nil }
        }.last
    }
}

extension [Effect] {
    /// All that goes to the shell, as text.
    var toShell: String {
        let bytes = flatMap { effect -> [UInt8] in
            if case .writeShell(let bytes) = effect { bytes } else { [] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    var lines: [String] {
        compactMap { if case .start(_, let line) = $0 { line } else { nil } }
    }
}

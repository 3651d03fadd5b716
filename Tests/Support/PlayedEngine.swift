import Glibc
package import Terminal

/// paks with a `docker` that is a script: its container is a shell of this machine. For what needs
/// an engine that answers, and no container.
///
/// The script knows one image, `played`, and holds one container at a time. It writes down what it
/// is asked, refuses what it is told to refuse, and waits where it is told to wait.
package final class PlayedEngine {
    /// Holds all that the script and paks write; removed at the end.
    package let folder: String
    private var programs: [Program] = []

    /// Plays an engine for a test's body.
    ///
    /// - Throws: what the body throws, else `Failure` when paks left anything behind.
    package static func with(_ body: (PlayedEngine) throws -> Void) throws {
        let engine = try PlayedEngine()
        defer { engine.cleanUp() }
        try body(engine)
    }

    private init() throws {
        var template = Array("/tmp/paks-test.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure("no folder: \(errorText())") }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        try writeProgram(Self.script, to: folder + "/bin/docker")
        try write("PS1='played# '\n", to: folder + "/user/.bashrc")
    }

    package var environment: [String: String] {
        [
            "PATH": "\(folder)/bin:/usr/bin:/bin", "HOME": folder + "/user",
            "PAKS_HOME": folder + "/home", "LANG": "C.UTF-8", "TERM": "xterm-256color",
            "PLAYED": folder,
        ]
    }

    /// Starts paks on a terminal. A change to `nil` takes a variable away.
    package func start(
        _ words: [String], size: Size = Size(columns: 100, rows: 30),
        changes: [String: String?] = [:]
    ) throws -> Program {
        var environment = environment
        for (name, value) in changes { environment[name] = value }
        let program = try Program(
            [paksProgram] + words, size: size, environment: environment,
            directory: folder + "/user")
        programs.append(program)
        return program
    }

    /// Starts `run` or `tui` and waits for the shell's prompt.
    package func shell(
        _ front: String, options: [String] = [], size: Size = Size(columns: 100, rows: 30),
        changes: [String: String?] = [:]
    ) throws -> Program {
        let program = try start(
            [front, "-c", "docker"] + options + ["played"], size: size, changes: changes)
        try program.waitFor("the prompt") { $0.beforeCursor.hasSuffix("played#") }
        return program
    }

    /// Runs paks without a terminal, to its end.
    package func paks(_ words: [String]) throws -> Command.Result {
        try Command([paksProgram] + words, environment: environment, directory: folder + "/user")
            .run()
    }

    // MARK: The script

    /// What it was asked, a line each.
    package var asked: [String] {
        String(decoding: contents(of: folder + "/log") ?? [], as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    package func wasAsked(_ verb: String) -> Bool { asked.contains { $0.hasPrefix(verb) } }

    /// The variables that it was last started with.
    package var given: [String] {
        String(decoding: contents(of: folder + "/environment") ?? [], as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    /// Bytes of the last archive that it was to load.
    package var loaded: [UInt8] { contents(of: folder + "/loaded") ?? [] }

    /// Has it refuse something, as the engine's tool does.
    package func refuse(_ verb: String, saying words: String) throws {
        try write(words + "\n", to: "\(folder)/refuse-\(verb)")
    }

    /// Has it wait before it does something, until `release`.
    package func hold(_ verb: String) throws {
        guard mkfifo("\(folder)/hold-\(verb)", 0o600) == 0 else {
            throw Failure("no pipe: \(errorText())")
        }
    }

    package func release(_ verb: String) {
        let path = "\(folder)/hold-\(verb)"
        // For both, so that it doesn't wait for a reader; one that waits goes on and finds the end.
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        unlink(path)
        close(descriptor)
    }

    /// Waits until it was asked something.
    package func waitFor(_ verb: String, within seconds: Double = 20) throws {
        let deadline = monotonicSeconds() + seconds
        while !wasAsked(verb) {
            guard monotonicSeconds() < deadline else {
                throw Failure("never asked '\(verb)': \(asked)")
            }
            poll(nil, 0, 10)
        }
    }

    /// Whether it holds a container.
    package var hasContainer: Bool { contents(of: folder + "/state") != nil }

    /// The sessions that paks has written down.
    package var sessions: [String] { entries(of: folder + "/home/sessions") }

    private func cleanUp() {
        for program in programs { program.stop() }
        for name in entries(of: folder) where name.hasPrefix("hold-") {
            release(String(name.dropFirst(5)))
        }
        _ = try? Command(["rm", "-rf", folder], environment: ["PATH": "/usr/bin:/bin"]).run()
    }

    private static let script = #"""
        #!/bin/sh
        cd "$PLAYED" || exit 125
        printf '%s\n' "$*" >>log
        env >environment
        verb=$1
        case $verb in image | container) verb=$1-$2 ;; esac
        if [ -e "hold-$verb" ]; then cat "hold-$verb"; fi
        if [ -e "refuse-$verb" ]; then
            cat "refuse-$verb" >&2
            exit 1
        fi
        id=c0ffee0000000000000000000000000000000000000000000000000000000000
        image() {
            echo "[{\"Id\":\"$1\",\"Config\":{\"Cmd\":[\"sh\"]},\"RootFS\":{\"Layers\":[$2]}}]"
        }
        case $verb in
        image-inspect)
            case $3 in
            played | sha256:b) image sha256:b '"sha256:1"' ;;
            sha256:tmp) image sha256:tmp '"sha256:1","sha256:2"' ;;
            *)
                if [ -e loaded ] && grep -q "\"$3\"" loaded; then
                    image sha256:s '"sha256:1","sha256:2"'
                else
                    echo "Error: No such image: $3" >&2
                    exit 1
                fi
                ;;
            esac
            ;;
        create)
            labels=
            while [ $# -gt 4 ]; do
                case $1 in
                --label) labels="$labels${labels:+,}\"${2%%=*}\":\"${2#*=}\"" ;;
                esac
                shift
            done
            printf %s "$labels" >labels
            printf %s "$3" >loader
            echo created >state
            echo $id
            ;;
        start)
            echo running >state
            (cd user && exec sh -c 'echo $$ >"$PLAYED/pid"; exec /bin/sh -c "$1" paks' - \
                "$(cat ../loader)")
            status=$?
            echo $status >status
            echo exited >state
            exit $status
            ;;
        container-inspect)
            if [ ! -e state ]; then
                echo "Error: No such container: $id" >&2
                exit 1
            fi
            echo "[{\"Id\":\"$id\",\"Name\":\"/played\",\"Config\":{\"Labels\":{$(cat labels)}},
                \"State\":{\"Status\":\"$(cat state)\",\"Running\":true,
                \"ExitCode\":$(cat status 2>/dev/null || echo 0)}}]"
            ;;
        ps) if [ -e state ]; then echo $id; fi ;;
        diff) cat changes 2>/dev/null || : ;;
        commit) echo sha256:tmp ;;
        load) cat >loaded ;;
        kill) kill -KILL "$(cat pid)" ;;
        rm) rm -f state ;;
        esac
        """#
}

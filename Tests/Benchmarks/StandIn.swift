import Glibc
import Support

/// What takes an engine's place where paks is measured and not the engine: a `docker` that runs the
/// shell on this machine, and says of images and containers what paks needs to hear.
struct StandIn {
    /// A folder of its own, removed by `remove`.
    let folder: String
    /// The user's, for paks and for the shells.
    var home: String { folder + "/user" }

    init() throws {
        var template = Array("/tmp/paks-bench.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure("no folder under /tmp") }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        for name in ["home", "user"] { mkdir(folder + "/" + name, 0o700) }
        try writeProgram(Self.script, to: folder + "/bin/docker")
    }

    var environment: [String: String] {
        [
            "PATH": folder + "/bin:" + (variables["PATH"] ?? "/usr/bin:/bin"), "LANG": "C.UTF-8",
            "TERM": "xterm-256color", "HOME": home, "PAKS_HOME": folder + "/home",
            "PAKS_STAND_IN": folder, "HISTFILE": "",
        ]
    }

    func remove() {
        let path = variables["PATH"] ?? "/bin"
        _ = try? Command(["rm", "-rf", folder], environment: ["PATH": path]).run()
    }

    private static let script = #"""
        #!/bin/bash
        case "$1 $2" in
        "image inspect")
            echo '[{"Id":"sha256:0","RepoTags":["bench:latest"],"Config":{"Env":[],"Cmd":["bash"]}}]' ;;
        create\ *)
            while [ "$1" != bench ]; do shift; done
            shift
            printf '%s\0' "$@" >"$PAKS_STAND_IN/words"
            echo 0123456789abcdef ;;
        start\ *)
            mapfile -d '' words <"$PAKS_STAND_IN/words"
            # As a child, for paks runs its own child, the client, sooner than others.
            "${words[@]}" ;;
        "container inspect")
            echo '[{"Id":"0123456789abcdef","State":{"Status":"exited"},"Config":{}}]' ;;
        esac

        """#
}

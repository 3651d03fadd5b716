import Glibc
package import Terminal

/// tmux as a terminal of others' making: what a program printed is given to it, and it tells what
/// its screen shows.
///
/// What it tells is read off a client's terminal after tmux has drawn everything anew, since its
/// `capture-pane` leaves out blanks that were erased in a colour.
package final class Tmux {
    private let folder: String
    private var client: Program?
    private var count = 0

    /// - Parameter folder: of the test's own; there is none yet.
    package init(size: Size, folder: String) throws {
        self.folder = folder
        guard mkdir(folder, 0o700) == 0, mkfifo(folder + "/names", 0o600) == 0 else {
            throw Failure("no folder \(folder): \(errorText())")
        }
        try write(Self.settings, to: folder + "/settings")
        // It shows the files whose names it reads, and says by the title which was the last.
        let player = """
            stty raw -echo
            while read -r name; do cat "\(folder)/$name"; printf '\\033]2;%s\\033\\\\' "$name"; done \
            <>"\(folder)/names"
            """
        try tell(
            "new-session", "-d", "-x", "\(size.columns)", "-y", "\(size.rows)", "sh", "-c", player)
        client = try Program(
            words + ["attach"], size: size, environment: environment, directory: folder)
    }

    private static let settings = """
        set -g status off
        set -s set-clipboard off
        set -s terminal-features 'xterm*:256:RGB:usstyle:overline:strikethrough:cstyle'

        """

    /// Ends it.
    package func stop() {
        _ = try? tell("kill-server")
        client?.stop()
    }

    /// Shows more of a program's output.
    package func show(_ bytes: ArraySlice<UInt8>) throws {
        count += 1
        let name = "piece\(count)"
        try write(bytes, to: folder + "/" + name)
        let names = open(folder + "/names", O_WRONLY | O_CLOEXEC)
        guard names >= 0 else { throw Failure("no pipe to tmux: \(errorText())") }
        let line = Array((name + "\n").utf8)
        _ = line.withUnsafeBytes { Glibc.write(names, $0.baseAddress, $0.count) }
        close(names)
        let deadline = monotonicSeconds() + 20
        while try tell("display-message", "-p", "#{pane_title}") != name + "\n" {
            guard monotonicSeconds() < deadline else { throw Failure("tmux hangs at \(name)") }
            poll(nil, 0, 5)
        }
    }

    /// The picture, drawn anew; on a busy machine it may be in the middle of that.
    package func drawing() throws -> Drawing {
        guard let client else { throw Failure("tmux has no client") }
        let shown = client.output.count
        try tell("refresh-client")
        try client.waitForOutput(beyond: shown)
        try client.waitForSilence(of: 0.05)
        return client.drawing()
    }

    private var words: [String] {
        ["tmux", "-S", folder + "/tmux", "-f", folder + "/settings", "-u"]
    }

    private let environment = [
        "PATH": variables["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
    ]

    @discardableResult
    private func tell(_ command: String...) throws -> String {
        let result = try Command(words + command, environment: environment).run()
        guard result.status == 0 else { throw Failure("tmux \(command): \(result)") }
        return result.output
    }
}

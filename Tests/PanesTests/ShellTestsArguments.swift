import Commands
import Glibc
import Testing

@testable import Panes

/// What other programs are told, which everybody can read (`ps`).
@Suite("shells beside any /bin/sh", .ownThreads)
struct ShellArgumentTests {
    /// Words in front of others that give them a file system in which `/bin/sh` is another shell.
    private static func behind(_ shell: String) -> [String] {
        [
            "unshare", geteuid() == 0 ? "-m" : "-rm", "/bin/bash", "-c",
            #"mount --bind "$(command -v "$0")" /bin/sh && exec "$@""#, shell,
        ]
    }

    private static let isPossible: Bool = {
        let home = try? Home()
        return home?.spawnAndWait(behind("bash") + ["/bin/sh", "-c", "exit"]) == 0
    }()

    // mksh has no `printf` of its own; what ksh93, mksh and zsh make of a here-document is a file.
    @Test(
        .enabled(if: isPossible, "no mount namespaces"),
        arguments: ["mksh", "ksh", "zsh", "busybox", "yash"],
        Subject.all.filter(\.root.isEmpty))
    func `48 to 51 no program and no file is told a value or the token, whatever /bin/sh is`(
        _ name: String, _ subject: Subject
    ) throws {
        guard Subject.bash.has(name) else { return }
        let home = try Home(subject)
        try home.watch([
            "printf", "base64", "env", "stty", "cat", "rm", "mkdir", "mkfifo", "echo", "sh",
        ])
        // Where /bin/sh is a link to it, it would be the other one.
        home.spawnAndWait(["cp", "/bin/dash", "\(home.path)/bin/dash"])
        let shell = try home.started(
            by: Self.behind(name) + ["/bin/sh", "-c"],
            // fish makes a folder there.
            environment: subject.shell == "fish"
                ? [] : ["TMPDIR=/nonexistent", "TMPPREFIX=/nonexistent/zsh"])
        try shell.wait("it connects") { $0.isConnected }
        try shell.prompt()
        #expect(shell.showsOnlyPrompt)
        try ShellTests.holding(shell)
        let short = ShellRequest.Variable(name: "SHORT", value: Array("Sup3rSecretValue".utf8))
        let long = ShellRequest.Variable(
            name: "LONG", value: Array(String(repeating: "An0therSecret\u{1}é\n", count: 99).utf8))
        guard let environment = try shell.environment(afterSetting: [short, long]) else { return }
        #expect(environment.contains(short) && environment.contains(long))
        shell.finish()
        try shell.prompt()
        let told = home.read("arguments")
        // busybox has its own of all of them.
        #expect(name == "busybox" || told.firstRange(of: Array("stty -echo".utf8)) != nil)
        for secret in [LinkedShell.token, "Sup3rSecretValue", "An0therSecret"] {
            #expect(told.firstRange(of: Array(secret.utf8)) == nil)
        }
        try shell.stillWorks()
    }
}

import Commands
import Glibc
import Testing

@testable import Panes

/// Real bash on a real terminal, one home directory each. The numbers are those of the cases in
/// `facts/shells.md` 5.
@Suite("bash on a terminal", .serialized)
struct BashTests {
    @Test func `a command line at the prompt runs once, and empty lines after it run nothing`()
        throws
    {
        let home = try Home()
        let shell = try home.shell()
        shell.type("#save\r")
        try shell.wait("it ran") { $0.runs == ["save"] }
        try shell.prompt()
        shell.type("\r")
        shell.rest()
        #expect(shell.runs == ["save"])
        try shell.stillWorks()
    }
}

/// A home directory of a test's own.
final class Home {
    let path: String

    init(bashrc: String = "PS1='$ '", inputrc: String? = nil) throws {
        var template = Array("/tmp/paks-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw LinkedShell.Failure(description: "no directory")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try write(bashrc, to: ".bashrc")
        if let inputrc { try write(inputrc, to: ".inputrc") }
    }

    deinit { spawnAndWait(["rm", "-rf", path]) }

    func write(_ text: String, to name: String) throws {
        guard let file = fopen("\(path)/\(name)", "w") else {
            throw LinkedShell.Failure(description: "no file \(name)")
        }
        fputs(text + "\n", file)
        fclose(file)
    }

    func read(_ name: String) -> [UInt8] {
        guard let file = fopen("\(path)/\(name)", "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
        return bytes
    }

    /// A bash at its first prompt.
    func shell(environment: [String] = []) throws -> LinkedShell {
        let shell = try LinkedShell(
            environment: [
                "HOME=\(path)", "PATH=/usr/bin:/bin:/usr/sbin:/sbin", "TERM=xterm-256color",
                "LANG=C.UTF-8",
            ] + environment)
        try shell.wait("it connects") { $0.isConnected }
        try shell.prompt()
        return shell
    }

    private func spawnAndWait(_ words: [String]) {
        var pid: pid_t = 0
        let arguments = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        if posix_spawnp(&pid, words[0], nil, nil, arguments, nil) == 0 { waitpid(pid, nil, 0) }
    }
}

extension LinkedShell {
    /// Waits for a prompt that stands.
    func prompt() throws {
        try wait("a prompt") { $0.link.phase == .atPrompt && !$0.link.promptIsComing }
        rest(seconds: 0.08)
    }

    /// Runs an ordinary line and waits for the prompt after it.
    func run(_ line: String) throws {
        let before = accepted.count
        type(line + "\r")
        try wait("`\(line)` is over") { $0.accepted.count > before }
        try prompt()
    }

    /// The shell takes lines, with its echo on.
    func stillWorks() throws {
        let from = shown.count
        try run("echo wor''ks; stty -a | grep -o -- '-*echo '")
        let text = String(decoding: shown[from...], as: UTF8.self)
        guard text.contains("works\r\n"), !text.contains("-echo") else {
            throw Failure(description: "the shell doesn't work any more: \(text.debugDescription)")
        }
    }
}

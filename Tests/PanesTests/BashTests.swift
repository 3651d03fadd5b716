import Commands
import Glibc
import Testing

@testable import Panes

/// Real bash on a real terminal, one home directory each. The numbers are those of the cases in
/// `facts/shells.md` 5.
@Suite("bash on a terminal", .serialized)
struct BashTests {
    /// What is typed, piece by piece with the echo awaited between, and how often `save` runs.
    struct Typing: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var pieces: [String]
        var runs: [String]
        var bashrc = "PS1='$ '"
        var inputrc: String?

        init(
            _ name: String, _ pieces: [String], runs: [String], bashrc: String = "",
            inputrc: String? = nil
        ) {
            testDescription = name
            self.pieces = pieces
            self.runs = runs
            self.bashrc = "PS1='$ '\n" + bashrc
            self.inputrc = inputrc
        }
    }

    static let vi = "set -o vi"

    @Test(
        arguments: [
            Typing("1 typed", ["#save\r"], runs: ["save"]),
            Typing("2 twice", ["#save\r", "#save\r"], runs: ["save", "save"]),
        ]
            + [
                "HISTCONTROL=", "HISTCONTROL=ignoredups", "HISTCONTROL=ignoreboth",
                "HISTCONTROL=erasedups", "HISTIGNORE='#*'", "set +o history", "HISTSIZE=0",
            ].map {
                Typing(
                    "2 twice, \($0)", ["#save\r", "#save\r"], runs: ["save", "save"], bashrc: $0)
            }
            + [
                Typing("3 empty lines after it", ["#save\r", "\r", "\r"], runs: ["save"]),
                Typing("4 Up", ["#save\r", "\u{1b}[A", "\r"], runs: ["save", "save"]),
                Typing(
                    "5 Up Up", ["#save\r", "true\r", "\u{1b}[A", "\u{1b}[A", "\r"],
                    runs: ["save", "save"]),
                Typing(
                    "4 Up and Enter at once", ["#save\r", "\u{1b}[A\r"], runs: ["save", "save"]),
                Typing(
                    "6 edited with arrows", ["#sve", "\u{1b}[D", "\u{1b}[D", "a", "\r"],
                    runs: ["save"]),
                Typing(
                    "7 Ctrl-R", ["#save\r", "true\r", "\u{12}", "sav", "\r"],
                    runs: ["save", "save"]),
                Typing(
                    "8 fixed in vi's normal mode", ["#svae", "\u{1b}", "hhxp", "\r"],
                    runs: ["save"], bashrc: vi),
                Typing(
                    "9 vi Esc k", ["#save\r", "\u{1b}", "k", "\r"], runs: ["save", "save"],
                    bashrc: vi),
                Typing("10 vi Esc", ["#save", "\u{1b}", "\r"], runs: ["save"], bashrc: vi),
                Typing("11 backspace", ["#sx\u{7f}ave\r"], runs: ["save"]),
                Typing("11 Ctrl-U", ["junk\u{15}#save\r"], runs: ["save"]),
                Typing("11 Ctrl-W", ["#save x y", "\u{17}", "\u{17}", "\r"], runs: ["save "]),
                Typing("17 Ctrl-O", ["#save", "\u{0f}"], runs: ["save"]),
                Typing(
                    "18 wrapped", ["#save m=" + String(repeating: "wide", count: 120) + "\r"],
                    runs: ["save m=" + String(repeating: "wide", count: 120)]),
                Typing(
                    "19 prompt of two lines", ["#save\r"], runs: ["save"],
                    bashrc: #"PS1='\e[32mone\e[m\n\[\e[1m\]two\[\e[m\]$ '"#),
                Typing("16 Ctrl-C", ["#save", "\u{03}"], runs: []),
                Typing("21 a comment", ["# save\r"], runs: []),
                Typing("21 an argument", ["echo #save\r"], runs: []),
                Typing("21 a string", ["echo \"#save\"\r"], runs: []),
                Typing("21 a blank before it", [" #save\r"], runs: []),
                Typing("21 no such command", ["#nosuch\r"], runs: []),
                Typing("21 wrong arguments", ["#save extra words\r"], runs: []),
                Typing("22 here-document", ["cat <<E\r", "#save\r", "E\r"], runs: []),
                Typing("23 continuation", ["for i in 1; do\r", "#save\r", "done\r"], runs: []),
                Typing("24 continuation, then Ctrl-C", ["(\r", "#save\r", "\u{03}"], runs: []),
                Typing("25 read", ["read x\r", "#save\r"], runs: []),
                Typing("25 read -e", ["read -e x\r", "#save\r"], runs: []),
                Typing("25 select", ["select x in a; do break; done\r", "#save\r"], runs: []),
                Typing("26 cat", ["cat\r", "#save\r", "\u{04}"], runs: []),
                Typing("27 python", ["python3 -q\r", "#save\r", "exit()\r"], runs: []),
                Typing(
                    "28 vim", ["vim -u NONE -i NONE x\r", "i#save\r", "\u{1b}", ":q!\r"], runs: []),
                Typing("29 nested bash", ["bash --norc\r", "#save\r", "exit\r"], runs: []),
                Typing(
                    "30 a background job's text", ["(sleep 0.1; printf '# #save')&\r", "\r"],
                    runs: []),
                Typing(
                    "36 comments switched off", ["#save\r"], runs: ["save"],
                    bashrc: "shopt -u interactive_comments"),
                Typing(
                    "38 PROMPT_COMMAND replaced", ["PROMPT_COMMAND=:\r", "#save\r"], runs: ["save"]),
                Typing(
                    "38 start-up file read again", [". ~/.bashrc\r", "#save\r"], runs: ["save"],
                    bashrc: "PROMPT_COMMAND=:"),
                Typing(
                    "39 PROMPT_COMMAND as an array", ["#save\r"], runs: ["save"],
                    bashrc: "PROMPT_COMMAND=(: 'history -a; history -n')"),
                Typing(
                    "39 DEBUG trap", ["#save\r"], runs: ["save"], bashrc: "trap : DEBUG; set -T"),
            ]
            + [
                "set -e", "set -u", "set -x", "set -a", "set -v", "set -o posix", "IFS=x",
                "shopt -s extglob failglob nocasematch", "set -b", "set -f", "set -C",
                "set +o emacs; set -o vi",
            ].map { Typing("35 \($0)", ["#save\r"], runs: ["save"], bashrc: $0) })
    func `a line that a person submits at the prompt runs, and no other`(_ typing: Typing) throws {
        let home = try Home(bashrc: typing.bashrc, inputrc: typing.inputrc)
        let shell = try home.shell()
        for piece in typing.pieces {
            shell.type(piece)
            shell.rest()
        }
        if shell.link.phase == .atPrompt { try shell.prompt() }
        #expect(shell.runs == typing.runs)
        #expect(!shell.screen.contains("not found"))
        // `set -v` shows what PROMPT_COMMAND says, whoever set it.
        #expect(!shell.screen.contains("__paks") || typing.testDescription == "35 set -v")
        #expect(!shell.screen.contains("7717"))
        try shell.prompt()
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

    /// The loader in some shell.
    func started(
        by words: [String], shell: String = "auto",
        path: String = "/usr/bin:/bin:/usr/sbin:/sbin", environment: [String] = []
    ) throws -> LinkedShell {
        try LinkedShell(
            words + [Loader.word], shell: shell,
            environment: [
                "HOME=\(self.path)", "PATH=\(path)", "TERM=xterm-256color", "LANG=C.UTF-8",
            ] + environment)
    }

    /// A bash at its first prompt.
    func shell(environment: [String] = []) throws -> LinkedShell {
        let shell = try started(by: ["/bin/sh", "-c"], environment: environment)
        try shell.wait("it connects") { $0.isConnected }
        try shell.prompt()
        return shell
    }

    private func spawnAndWait(_ words: [String]) {
        var pid: pid_t = 0
        let arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
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

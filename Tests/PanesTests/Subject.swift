import Glibc
import Support
import Testing

@testable import Panes

/// A real shell that tests run: one of this machine, or one of another release under a root of its
/// own.
struct Subject: CustomTestStringConvertible, Sendable {
    /// As the setting `shell` names it.
    var shell: String
    /// The root file system that it runs in.
    var root = ""

    var testDescription: String {
        root.isEmpty ? shell : "\(shell) of \(root.split(separator: "/").last ?? "")"
    }

    /// What the user's start-up file is called, from the home directory on.
    var startUpFile: String {
        switch shell {
        case "zsh": ".zshrc"
        case "fish": ".config/fish/config.fish"
        case "bash-4.3": ".bashrc"
        case "tcsh": ".tcshrc"
        case let shell where Self.prompted.contains(shell): ".ashrc"
        default: ".bashrc"
        }
    }

    /// A start-up file that leaves a plain `$ ` for a prompt, and then this.
    func startUp(_ more: String = "") -> String {
        switch shell {
        case "fish": "set fish_greeting\nfunction fish_prompt; printf '$ '; end\n" + more
        case "tcsh": "set prompt='$ '\n" + more
        default: "PS1='$ '\n" + more
        }
    }

    /// What starts a program under the root.
    var prefix: [String] { root.isEmpty ? [] : ["chroot", root] }

    /// Whether the program is there; busybox is in no folder under its shell's name.
    func has(_ name: String) -> Bool {
        let name = name == "ash" ? "busybox" : name == "bash-4.3" ? "bash" : name
        return ["/bin/", "/usr/bin/"].contains { access(root + $0 + name, X_OK) == 0 }
    }

    // MARK: Which

    /// Folders with root file systems of other releases, and their shells (`debootstrap`), beside the
    /// machine's own.
    private static let roots: [String] =
        getenv("PAKS_TEST_ROOTS").map {
            String(cString: $0).split(separator: ":").map { String($0) }
        } ?? []

    private static func subjects(_ names: [String]) -> [Subject] {
        ([""] + roots).flatMap { root in names.map { Subject(shell: $0, root: root) } }
            .filter { $0.has($0.shell) }
    }

    /// Those that are spoken with through what their prompt expands to, and the start-up code for
    /// bash before 4.4, in whatever bash is there.
    static let prompted: Set<String> = ["ash", "dash", "mksh", "ksh", "bash-4.3"]

    static let bash = Subject(shell: "bash")
    /// All whose own hooks report a line and change the shell at once.
    static let exact = subjects(["bash", "zsh", "fish"])
    /// All that can be spoken with.
    static let all =
        exact + subjects(["tcsh"])
        + subjects(prompted.sorted())
        // Its ksh is the one of 2012.
        .filter { $0.shell != "ksh" || !$0.root.contains("bullseye") }
    static let bashes = all.filter { $0.shell == "bash" }
}

/// A home directory of a test's own.
final class Home {
    /// As the shell sees it.
    let path: String
    let subject: Subject

    /// - Parameters:
    ///   - subject: whose home it is.
    ///   - startUp: more for its start-up file, behind the prompt.
    init(_ subject: Subject = .bash, startUp: String = "", inputrc: String? = nil) throws {
        self.subject = subject
        var template = Array("\(subject.root)/tmp/paks-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw LinkedShell.Failure(description: "no directory")
        }
        let place = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        path = String(place.dropFirst(subject.root.count))
        try write(subject.startUp(startUp), to: subject.startUpFile)
        if subject.shell == "fish" {
            // Without any it reads all manuals for them, beside each first prompt.
            try write("", to: ".local/share/fish/generated_completions/none.fish")
        }
        if subject.shell == "ash" {
            mkdir("\(place)/bin", 0o755)
            symlink("/bin/busybox", "\(place)/bin/ash")
        }
        if subject.shell == "bash-4.3" {
            try writeProgram(
                """
                #!/bin/sh
                case $1 in
                -f) echo 'BASH=4.3.48(1)-release;ZSH=;KSH=;YASH=;HISTORY=yes.' ;;
                *) exec bash "$@" ;;
                esac
                """, to: "\(place)/bin/bash-4.3")
        }
        if let inputrc { try write(inputrc, to: ".inputrc") }
    }

    deinit { spawnAndWait(["rm", "-rf", subject.root + path]) }

    func write(_ text: String, to name: String) throws {
        var folder = subject.root + path
        for part in name.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o755)
        }
        guard let file = fopen("\(subject.root)\(path)/\(name)", "w") else {
            throw LinkedShell.Failure(description: "no file \(name)")
        }
        fputs(text + "\n", file)
        fclose(file)
    }

    /// Has programs tell in a file called `arguments` what they are given, whoever finds them by name.
    func watch(_ programs: [String]) throws {
        for program in programs {
            try writeProgram(
                """
                #!/bin/bash
                printf '%s ' "$0" "$@" >>\(path)/arguments
                exec /usr/bin/\(program) "$@"
                """, to: "\(subject.root)\(path)/bin/\(program)")
        }
    }

    func read(_ name: String) -> [UInt8] {
        guard let file = fopen("\(subject.root)\(path)/\(name)", "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
        return bytes
    }

    /// Whether a text is in any file of it, or of some other folders.
    func holds(_ text: String, alsoIn folders: [String]) -> Bool {
        spawnAndWait(
            ["grep", "-rqsF", "--", text] + ([path] + folders).map { subject.root + $0 }) == 0
    }

    /// The loader in some shell.
    func started(
        by words: [String], shell: String? = nil,
        path: String? = nil, environment: [String] = []
    ) throws -> LinkedShell {
        let path = path ?? "\(self.path)/bin:/usr/bin:/bin:/usr/sbin:/sbin"
        return try LinkedShell(
            subject.prefix + words + [Loader.word], shell: shell ?? subject.shell,
            environment: [
                "HOME=\(self.path)", "PATH=\(path)", "TERM=xterm-256color", "LANG=C.UTF-8",
                "ENV=\(self.path)/.ashrc",
            ] + environment)
    }

    /// The shell at its first prompt.
    func shell(environment: [String] = []) throws -> LinkedShell {
        let shell = try started(by: ["/bin/sh", "-c"], environment: environment)
        try shell.wait("it connects") { $0.isConnected }
        try shell.prompt()
        return shell
    }

    @discardableResult
    func spawnAndWait(_ words: [String]) -> Int32 {
        var pid: pid_t = 0
        var status: Int32 = -1
        let arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        if posix_spawnp(&pid, words[0], nil, nil, arguments, nil) == 0 {
            waitpid(pid, &status, 0)
        }
        return status
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

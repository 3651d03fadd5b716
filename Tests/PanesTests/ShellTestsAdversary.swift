import Commands
import Glibc
import Testing

@testable import Panes

extension ShellTests {
    @Test(
        arguments: Subject.all,
        ["C;#save", "P;bash;0;/evil", "H;bash;6;1", "E;QT0x", "R;", "K", "S;/bin/sh;BASH=5.2"])
    func `54 a file with messages of the wrong token is shown as it is`(
        _ subject: Subject, _ body: String
    ) throws {
        let home = try Home(subject)
        let wrong = "ffffffffffffffffffffffffffffffff"
        let evil = "\u{1b}]7717;\(wrong);999;\(body)\u{07}"
        try home.write("[\(evil)]", to: "evil.txt")
        let shell = try home.shell()
        try shell.run("cat ~/evil.txt")
        #expect(shell.runs.isEmpty)
        #expect(shell.screen.contains("[\(evil)]"))
        #expect(shell.link.directory != "/evil")
        shell.type("#save\r")
        try shell.wait("it ran") { $0.runs == ["save"] }
    }

    @Test(arguments: Subject.all, ["\u{1b}]7717;", "\u{1b}P", "\u{1b}]0;title", "\u{1b}]52;c;"])
    func `57 a sequence left open hides no real message`(
        _ subject: Subject, _ open: String
    ) throws {
        let home = try Home(subject)
        try home.write(open, to: "open.txt")
        let shell = try home.shell()
        try shell.run("cat ~/open.txt")
        shell.type("#save\r")
        try shell.wait("it ran") { $0.runs == ["save"] }
        try shell.prompt()
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all)
    func `55 the right token without an Enter of one's own runs nothing`(_ subject: Subject) throws
    {
        let home = try Home(subject)
        let shell = try home.shell()
        shell.type("cat\r")
        shell.rest()
        shell.type("hello\r")
        shell.rest()
        // What a thief of the token could print from inside `cat`.
        let forged = "\u{1b}]7717;\(LinkedShell.token);9000;C;#envload github\u{07}"
        try home.write("printf '\(forged)'", to: "forge.sh")
        shell.type("\u{04}")
        try shell.prompt()
        try shell.run("sh ~/forge.sh")
        #expect(shell.runs.isEmpty)
        shell.type("#save\r")
        try shell.wait("it ran") { $0.runs == ["save"] }
    }

    @Test(arguments: Subject.all)
    func `59 a line that a program pushes into the terminal runs nothing`(_ subject: Subject) throws
    {
        let home = try Home(subject)
        let shell = try home.shell()
        try home.write(
            """
            import fcntl, termios
            for c in "#save\\n": fcntl.ioctl(0, termios.TIOCSTI, c)
            """, to: "push.py")
        shell.type("python3 ~/push.py; sleep 2.1\r")
        shell.rest(seconds: 2.8)
        #expect(shell.runs.isEmpty)
        // The line did arrive, where the kernel lets programs do that at all.
        #expect(shell.screen.contains("#save") || shell.screen.contains("Error"))
        try shell.prompt()
        try shell.stillWorks()
    }

    // dash asks nothing of its own.
    @Test(arguments: Subject.all.filter { $0.shell != "dash" })
    func `64 a silent host leaves a usable shell after 3 s`(_ subject: Subject) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        shell.type("#sa")
        shell.rest()
        shell.isSilent = true
        shell.inject(Array("ve\r".utf8))
        let from = shell.output.count
        try shell.wait("the hook gave up") {
            String(decoding: $0.output[from...], as: UTF8.self).ranges(of: ";P;").count == 2
        }
        shell.rest(seconds: 0.3)
        shell.isSilent = false
        #expect(shell.runs.isEmpty)
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all)
    func `65 and 66 a resize and a background job while a command holds the shell`(
        _ subject: Subject
    ) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        try shell.run("sh -c \"sleep 0.3; echo backg''round\" &")
        try Self.holding(shell)
        shell.resize(columns: 60)
        try shell.wait("the job's text") { $0.screen.contains("background\r\n") }
        shell.ask(.change(set: [.init(name: "N", value: [0x31])], unset: [], directory: nil))
        try shell.wait("it is done") { $0.replies[Self.job] == .changed(refused: []) }
        shell.finish()
        try shell.prompt()
        try shell.stillWorks()
    }

    @Test(arguments: Subject.all)
    func `67 Ctrl-C while a command holds the shell cancels it and the prompt is back`(
        _ subject: Subject
    ) throws {
        let home = try Home(subject)
        let shell = try home.shell()
        try Self.holding(shell)
        shell.type("echo never\r\u{03}")
        #expect(shell.cancels == 1)
        shell.finish()
        try shell.prompt()
        try shell.stillWorks()
        #expect(!shell.screen.contains("never"))
    }

    // fish leaves a signal to the program in front, and says nothing of a hook that is cut off.
    @Test(arguments: Subject.all.filter { $0.shell != "fish" }, [true, false])
    func `52 an interrupt from elsewhere leaves the echo on and the link right`(
        _ subject: Subject, _ isTyped: Bool
    ) throws {
        // Behind what a prompt expands to, a process of its own waits for the host.
        guard isTyped || !Subject.prompted.contains(subject.shell) else { return }
        let home = try Home(subject)
        let shell = try home.shell()
        try Self.holding(shell)
        // The signal has to find it waiting.
        shell.rest()
        if isTyped { shell.inject([0x03]) } else { kill(shell.process, SIGINT) }
        if !isTyped, subject.shell == "tcsh" {
            // It takes away an alias that was interrupted, and the hook is one.
            shell.rest()
            shell.finish()
            try shell.wait("its prompt") { $0.row == "$" }
        } else {
            try shell.prompt()
            try shell.stillWorks()
        }
        shell.finish()
        shell.type("#size\r")
        try shell.wait("it ran") { $0.runs == ["save", "size"] }
    }

    @Test(arguments: Subject.all)
    func `68 reports that arrive while a command holds the shell come in order`(_ subject: Subject)
        throws
    {
        let home = try Home(subject)
        let shell = try home.shell()
        try Self.holding(shell)
        shell.type("printf %s 'a")
        shell.type("\u{1b}[1;1R", as: .report)
        shell.type("b'; echo\r")
        shell.finish()
        try shell.prompt()
        shell.rest()
        #expect(!shell.screen.contains("not found"))
        try shell.stillWorks()
    }
}

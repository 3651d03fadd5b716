import Glibc
import Support
import Terminal
import Testing

/// What no engine can change, with a script in the engine's place.
@Suite("paks on a real pseudo-terminal, with an engine that is played")
struct PlayedEngineTests {
    @Test(
        "What can't be kept on the host leaves no container and no screen",
        arguments: Front.allCases)
    func leavesNothingWhenItCannotBegin(front: Front) throws {
        try PlayedEngine.with { engine in
            let program = try engine.start(
                [front.rawValue, "-c", "docker", "played"], changes: ["PAKS_HOME": "/proc/nowhere"])
            #expect(try program.waitForEnd() == 125)
            #expect(program.picture.text.contains("/proc/nowhere"))
            #expect(!program.everPrinted("\u{1b}[?1049h"))
            program.expectTerminalRestored()
            #expect(!engine.hasContainer)
        }
    }

    @Test(
        "A setting that the screen can't have is said before anything is made",
        arguments: [("theme=defalt", "'default'"), ("keys.bindings.s=nosuch", "nosuch")])
    func checksSettingsFirst(_ setting: String, _ part: String) throws {
        try PlayedEngine.with { engine in
            let program = try engine.start(["tui", "-c", "docker", "-s", setting, "played"])
            #expect(try program.waitForEnd() == 125)
            #expect(program.picture.text.contains(part), "\(program.picture)")
            #expect(!engine.wasAsked("create"))
        }
    }

    /// What docker and podman really say, and what becomes of it.
    @Test(
        "An engine's refusal is one message with a next step, and 125",
        arguments: [
            (
                "image-inspect",
                "permission denied while trying to connect to the Docker daemon socket at unix:///x",
                "join the group 'docker'"
            ),
            (
                "image-inspect",
                "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?",
                "its daemon isn't running"
            ),
            (
                "create",
                #"Error response from daemon: Conflict. The container name "/x" is already in use by container "1"."#,
                "choose another with --name"
            ),
            (
                "create", "Error response from daemon: no space left on device", "no space left"
            ),
            ("start", "Error response from daemon: network nosuch not found", "network nosuch"),
        ])
    func saysWhatIsRefused(_ verb: String, _ words: String, _ part: String) throws {
        for front in Front.allCases {
            try PlayedEngine.with { engine in
                try engine.refuse(verb, saying: words)
                let program = try engine.start(
                    [front.rawValue, "-c", "docker", "played"], size: front.size)
                #expect(try program.waitForEnd() == 125)
                let text = program.picture.rows.joined()
                #expect(text.contains(part), "\(program.picture)")
                program.expectTerminalRestored()
                #expect(!engine.hasContainer)
                #expect(engine.sessions == [])
            }
        }
    }

    @Test(
        "An engine that doesn't answer is no empty list",
        arguments: [
            ["ls", "-c", "docker"], ["rm", "-c", "docker", "x"], ["do", "-c", "docker", "size"],
            ["do", "-c", "docker", "--session", "x", "save"],
        ])
    func saysThatTheEngineIsGone(words: [String]) throws {
        try PlayedEngine.with { engine in
            try engine.refuse("ps", saying: "Cannot connect to the Docker daemon at unix:///x.")
            let result = try engine.paks(words)
            #expect(result.status == 125, "\(result)")
            #expect(result.errors.contains("daemon"), "\(result)")
        }
    }

    @Test(
        "Output goes on while a save is made, and keys reach the shell (D34)")
    func goesOnDuringASave() throws {
        try PlayedEngine.with { engine in
            try engine.hold("commit")
            let program = try engine.shell("tui")
            program.press(.prefix, "s")
            try program.waitFor("the name") { $0.contains("played-saved") }
            program.press(.enter)
            try engine.waitFor("commit")
            try program.waitFor("the prompt") { $0.beforeCursor.hasSuffix("played#") }
            try program.enter("echo during-$((40+2))")
            try program.waitFor("the answer") { $0.contains("during-42") }
            #expect(!engine.wasAsked("load"))
            engine.release("commit")
            try program.waitFor("the outcome") { $0.contains("saved played-saved:latest") }
            program.press(.control("D"))
            #expect(try program.waitForEnd() == 0)
        }
    }

    @Test(
        "The last of a flood is on the screen, and the status is the shell's (D22)",
        arguments: Front.allCases)
    func showsTheLastOutput(front: Front) throws {
        try PlayedEngine.with { engine in
            let program = try engine.shell(front.rawValue)
            try program.enter("seq 100000; printf 'the-%s-words\\n' last; exit 7")
            // What is typed while it prints doesn't hold it up.
            for _ in 0..<200 { program.type("x") }
            #expect(try program.waitForEnd() == 7)
            #expect(program.everPrinted("the-last-words"))
        }
    }

    @Test(
        "The arrows ask no engine, and paks' environment is the engine's (D31, D32)",
        arguments: Front.allCases)
    func asksNothingForHistory(front: Front) throws {
        try PlayedEngine.with { engine in
            let program = try engine.shell(
                front.rawValue, size: front.size, changes: ["HISTCONTROL": "ignoredups"])
            try program.enter("echo an-earlier-line")
            try program.waitFor("the prompt") { $0.beforeCursor.hasSuffix("played#") }
            if front == .tui {
                try program.waitFor("the panes") { $0.contains("State") }
            }
            let asked = engine.asked
            program.press(.up)
            try program.waitFor("the line") { $0.beforeCursor.hasSuffix("an-earlier-line") }
            program.press(.down, .up, .down)
            #expect(engine.asked == asked)
            #expect(engine.given.filter { $0.hasPrefix("HIST") } == ["HISTCONTROL=ignoredups"])
            #expect(!engine.given.contains { $0.hasPrefix("PROMPT_COMMAND") })
            program.press(.control("D"))
            try program.waitForEnd()
        }
    }

    @Test(
        "A setting of this run holds for its commands too (D48)",
        arguments: Front.allCases, ["-s", "--settings-file"])
    func handsSettingsOn(front: Front, option: String) throws {
        try PlayedEngine.with { engine in
            try write("save:\n  suffix: -mine\n", to: engine.folder + "/user/more.yml")
            let value = option == "-s" ? "save.suffix=-mine" : "more.yml"
            let program = try engine.shell(front.rawValue, options: [option, value])
            try program.enter("#save")
            try program.waitFor("the outcome") { $0.contains("saved played-mine:latest") }
            #expect(engine.loaded.contains(bytes: Array("played-mine:latest".utf8)))
            try program.enter("exit")
            #expect(try program.waitForEnd() == 0)
        }
    }

    @Test("Quitting kills the container at once and removes it (D16, D53)")
    func quits() throws {
        try PlayedEngine.with { engine in
            let program = try engine.shell("tui")
            program.press(.prefix, ":")
            try program.waitFor("the palette") { !$0.beforeCursor.hasSuffix("played#") }
            program.type("quit")
            program.press(.enter)
            try program.waitFor("the question") { $0.contains("Stop played-") }
            program.press("y")
            #expect(try program.waitForEnd() == 0)
            #expect(engine.wasAsked("kill"))
            #expect(!engine.wasAsked("stop"))
            #expect(!engine.hasContainer)
            #expect(engine.sessions == [])
        }
    }

    @Test(
        "A death before there is a shell leaves no container to go back into",
        arguments: Front.allCases)
    func leavesNothingBeforeTheShell(front: Front) throws {
        try PlayedEngine.with { engine in
            try engine.hold("start")
            let program = try engine.start([front.rawValue, "-c", "docker", "played"])
            try engine.waitFor("start")
            program.send(SIGTERM)
            #expect(try program.waitForEnd() == 128 + SIGTERM)
            program.expectTerminalRestored()
            #expect(!program.picture.text.contains("paks attach"))
            #expect(!engine.hasContainer)
            #expect(engine.sessions == [])
        }
    }

    @Test(
        "run puts back what a program left on when it had no time to (D19)",
        arguments: [SIGTERM, SIGSEGV])
    func putsBack(signal: Int32) throws {
        try PlayedEngine.with { engine in
            let program = try engine.shell("run")
            try program.enter(
                #"printf '\033[?1049h\033[?1000h\033[?1006h\033[?1004h\033[?5h\033[4h\033[?7l\033[3;9r\033(0\033[?25l'; sleep 100"#
            )
            try program.waitFor("another screen") {
                $0.modes.alternateScreen && !$0.cursorIsVisible
            }
            program.send(signal)
            #expect(try program.waitForEnd() == 128 + signal)
            program.expectTerminalRestored()
            #expect(!program.picture.modes.reverseVideo)
        }
    }

    @Test("What run says in the end stands on a line of its own")
    func saysItOnItsOwnLine() throws {
        try PlayedEngine.with { engine in
            let program = try engine.shell("run")
            program.send(SIGTERM)
            try program.waitForEnd()
            #expect(program.picture.rows.contains { $0.hasPrefix("paks: ") }, "\(program.picture)")
        }
    }

    @Test(
        "Any TERM, and none, will do",
        arguments: [nil, "", "dumb", "nonsense", "vt100", "linux", "xterm-256color"] as [String?])
    func takesAnyTerminal(term: String?) throws {
        try PlayedEngine.with { engine in
            for front in Front.allCases {
                let program = try engine.shell(front.rawValue, changes: ["TERM": term])
                try program.enter("echo seen-$((40+2))")
                try program.waitFor("the answer") { $0.contains("seen-42") }
                try program.enter("exit 4")
                #expect(try program.waitForEnd() == 4)
                program.expectTerminalRestored()
            }
        }
    }
}

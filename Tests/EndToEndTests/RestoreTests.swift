import Glibc
import Support
import Terminal
import Testing

@Suite("The terminal comes back, on a real pseudo-terminal and engine")
struct RestoreTests {
    struct Ending: Sendable, CustomTestStringConvertible {
        var place: Place
        var signal: Int32

        var testDescription: String {
            "\(place.testDescription), signal \(String(cString: strsignal(signal)))"
        }

        /// What ends paks from outside, and the ways in which a crash shows.
        static let all =
            Place.all.flatMap { place in
                [SIGTERM, SIGHUP, SIGINT].map { Ending(place: place, signal: $0) }
            }
            + Place.onOneEngine.flatMap { place in
                [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT].map {
                    Ending(place: place, signal: $0)
                }
            }
    }

    @Test("After the shell's own end", arguments: Place.all)
    func comesBackAfterTheEnd(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            #expect(program.attributes.isRaw)
            if place.front == .tui { #expect(program.picture.modes.alternateScreen) }
            // The shell leaves modes behind that were asked for inside.
            try program.enter("printf '\\033[?1h\\033=\\033[?1000h\\033[?25l\\033[4 q'; exit")
            #expect(try program.waitForEnd() == 0)
            program.expectTerminalRestored()
        }
    }

    @Test("After a signal (D19)", arguments: Ending.all)
    func comesBackAfterASignal(ending: Ending) throws {
        try World.on(ending.place.engine) { world in
            let program = try world.shell(ending.place.front)
            program.send(ending.signal)
            #expect(try program.waitForEnd() == 128 + ending.signal)
            program.expectTerminalRestored()
            #expect(try world.paks(["ls"]).output.contains("\trunning\t"), "the shell goes on")
            try world.removeWhatIsKept()
        }
    }

    @Test("After the death of the engine's client", arguments: Place.all)
    func comesBackAfterTheClientsDeath(place: Place) throws {
        try World.on(place.engine) { world in
            let program = try world.shell(place.front)
            let client = try #require(
                children(of: program.process.id).first { words(of: $0).contains("start") })
            kill(client, SIGKILL)
            try program.waitForEnd()
            program.expectTerminalRestored()
            try world.removeWhatIsKept()
        }
    }

    @Test("While it is stopped, and it goes on afterwards", arguments: Place.all)
    func comesBackWhileStopped(place: Place) throws {
        try World.on(place.engine) { world in
            // A shell with job control outside: a stop is for it to see.
            let outer = try world.start(
                program: ["bash", "--noprofile", "--norc", "-i"], size: place.front.size,
                changes: ["PS1": "outer$ ", "HISTFILE": ""])
            func atOuterPrompt(_ picture: Picture) -> Bool { picture.beforeCursor == "outer$" }
            try outer.waitFor("bash", atOuterPrompt)
            let modes = outer.picture.modes
            outer.type("stty -g > before\r")
            try world.wait("stty") { contents(of: world.directory + "/before")?.isEmpty == false }
            let words = [
                world.engine.program, place.front.rawValue, "-c", world.engine.tool,
                world.engine.image,
            ]
            outer.type("PS1=outer$\\  \(words.joined(separator: " "))\r")
            try outer.waitFor("the shell's prompt") { $0.beforeCursor.contains("root@") }
            let paks = try #require(
                children(of: outer.process.id).first {
                    Support.words(of: $0).contains(place.front.rawValue)
                })

            kill(paks, SIGTSTP)
            try outer.waitFor("the outer shell's prompt", atOuterPrompt)
            #expect(outer.picture.modes == modes)
            #expect(outer.picture.cursorIsVisible)
            outer.type("stty -g > stopped\r")
            try world.wait("stty") { contents(of: world.directory + "/stopped")?.isEmpty == false }

            try outer.waitFor("the outer shell's prompt", atOuterPrompt)
            outer.type("fg\r")
            if place.front == .tui {
                try outer.waitFor("the screen") { $0.beforeCursor.contains("root@") }
            } else {
                outer.press(.enter)
                try outer.waitFor("the prompt") { $0.beforeCursor.contains("root@") }
            }
            outer.type("exit\r")
            try outer.waitFor("the outer shell's prompt", atOuterPrompt)
            outer.type("stty -g > after\r")
            try world.wait("stty") { contents(of: world.directory + "/after")?.isEmpty == false }
            // The outer shell has its own modes on at its prompt only.
            try outer.waitFor("the outer shell's prompt", atOuterPrompt)
            #expect(outer.picture.modes == modes)
            let before = contents(of: world.directory + "/before")
            #expect(contents(of: world.directory + "/stopped") == before)
            #expect(contents(of: world.directory + "/after") == before)
            outer.type("exit\r")
            try outer.waitForEnd()
        }
    }
}

extension Program {
    /// Expects the line discipline and the screen's modes as they were before the program.
    func expectTerminalRestored(sourceLocation: SourceLocation = #_sourceLocation) {
        let now = picture
        #expect(attributes == attributesBefore, sourceLocation: sourceLocation)
        #expect(now.modes == pictureBefore.modes, sourceLocation: sourceLocation)
        #expect(now.cursorIsVisible, sourceLocation: sourceLocation)
        #expect(now.cursorShape == pictureBefore.cursorShape, sourceLocation: sourceLocation)
    }
}

extension World {
    /// Removes, by paks, the containers that a death left behind.
    func removeWhatIsKept() throws {
        for name in try newContainers() {
            let removal = try paks(["rm", name])
            #expect(removal.status == 0, "\(removal)")
        }
    }
}

import Commands
import Containers
import Terminal
import Testing

@testable import Panes

@Suite struct WorkspaceEnvironmentTests {
    static func list(_ rows: [(name: String, members: [(String, JSON)])]) -> Report {
        .document(
            Document(
                topic: "envlist", title: "environments",
                body: .array(
                    rows.map { row in
                        .object(
                            [.init("name", .string(row.name))]
                                + row.members.map { JSON.Member($0.0, $0.1) })
                    })))
    }

    private static func names(_ names: String...) -> JSON { .array(names.map { .string($0) }) }

    /// A workspace whose shell has told its environment once.
    private static func told() throws -> PlayedWorkspace {
        let played = try PlayedWorkspace()
        played.handle(.timer(.environments), after: 0.1)
        played.tell([("A", "1")])
        played.effects = []
        return played
    }

    /// What stands in the environments pane, its title first.
    private static func pane(_ played: PlayedWorkspace) -> [String] {
        played.lines().prefix(8).compactMap { line in
            line.firstIndex { "\u{2502}\u{251c}|".contains($0) }.map {
                String(line[$0...].dropFirst())
            }
        }
    }

    @Test func `each environment shows whether it is loaded, differs or isn't loaded`() throws {
        let played = try PlayedWorkspace()
        let job = try #require(played.job("envlist"))
        played.handle(
            .report(
                job,
                Self.list([
                    ("all", [("variables", Self.names("A")), ("state", .string("loaded"))]),
                    (
                        "none",
                        [
                            ("variables", Self.names("X")), ("state", .string("not loaded")),
                            ("missing", Self.names("X")),
                        ]
                    ),
                    (
                        "some",
                        [
                            ("variables", Self.names("A", "B", "C", "D")),
                            ("state", .string("differs")),
                            ("differing", Self.names("B")), ("missing", Self.names("C")),
                            ("unchecked", Self.names("D")),
                        ]
                    ),
                ])))
        let pane = Self.pane(played)
        #expect(pane.contains("+ all  A"))
        #expect(pane.contains("  none  X"))
        #expect(pane.contains("~ some  A ~B -C ?D"))
    }

    @Test func `behind a prompt the shell is asked once, and compared only if it is another`()
        throws
    {
        let played = try PlayedWorkspace()
        #expect(played.effects.contains(.timer(.environments, seconds: 0.1)))
        played.effects = []
        played.handle(.timer(.environments), after: 0.1)
        played.tell([("A", "1")])
        #expect(played.effects.toShell.hasPrefix("\u{1b}[7717;9~~+~"))
        #expect(played.effects.lines == ["envlist"])
        // The prompt that ends the question asks nothing.
        #expect(!played.effects.contains(.timer(.environments, seconds: 0.1)))
        for (value, isNews) in [("1", false), ("2", true)] {
            played.type("x")
            played.press("Enter")
            played.effects = []
            played.say("P;bash;0;/root")
            played.print("$ ")
            #expect(played.effects.contains(.timer(.environments, seconds: 0.1)))
            played.handle(.timer(.environments), after: 0.1)
            played.tell([("A", value)])
            #expect(played.effects.lines == (isNews ? ["envlist"] : []))
        }
    }

    @Test func `the job that compares is given the answer, and doesn't ask again`() throws {
        let played = try Self.told()
        let job = try #require(
            try PlayedWorkspace.answering(played) { $0.tell([("A", "2")]) })
        let caused = played.handle(.report(job, .request(.environmentNow)))
        #expect(
            caused == [.reply(job, .environment([.init(name: "A", value: Array("2".utf8))]))])
    }

    @Test(arguments: [["l"], ["C-r"], ["Tab"], ["l", "Backspace"]])
    func `what is being typed isn't disturbed`(_ keys: [String]) throws {
        let played = try PlayedWorkspace()
        for key in keys { played.press(key) }
        played.effects = []
        played.handle(.timer(.environments), after: 1)
        played.handle(.timer(.shellAnswer), after: 1)
        #expect(played.effects.toShell == (keys.last == "Backspace" ? "\u{1b}[7717;9~" : ""))
    }

    @Test func `nobody is asked while the pane can't be seen`() throws {
        let played = try PlayedWorkspace(columns: 80, rows: 24)
        #expect(!played.effects.contains(.timer(.environments, seconds: 0.1)))
        let zoomed = try PlayedWorkspace()
        zoomed.press("C-]", "z")
        zoomed.type("x")
        zoomed.press("Enter")
        zoomed.effects = []
        zoomed.say("P;bash;0;/root")
        zoomed.print("$ ")
        #expect(zoomed.effects == [])
    }

    @Test func `what another terminal loads is asked for in the same breath`() throws {
        let played = try Self.told()
        let client = ClientID(5)
        let change = ShellRequest.change(
            set: [.init(name: "B", value: [0x31])], unset: [], directory: nil)
        played.handle(.request(client, change))
        played.handle(.timer(.shellAnswer), after: 0.2)
        played.say("K")
        played.say("R;")
        played.answer([("A", "1"), ("B", "1")])
        #expect(played.effects.contains(.answer(client, .changed(refused: []))))
        #expect(played.effects.toShell == "\u{1b}[7717;9~~+~v B=1~e~.~")
        #expect(played.effects.lines == ["envlist"])
    }

    @Test func `what was known stays while the shell is busy`() throws {
        let played = try PlayedWorkspace()
        played.handle(.timer(.environments), after: 0.1)
        played.tell([("A", "1")])
        let first = try #require(played.job("envlist"))
        played.handle(
            .report(
                first,
                Self.list([("e", [("variables", Self.names("A")), ("state", .string("loaded"))])])))
        played.type("vim")
        played.press("Enter")
        played.effects = []
        played.press("C-]", "2")
        let job = try #require(played.job("envlist"))
        played.handle(.report(job, Self.list([("e", [("variables", Self.names("A"))])])))
        #expect(Self.pane(played).contains("+ e  A"))
    }

    @Test func `the shell's screen is held back while the prompt is drawn anew, for a moment`()
        throws
    {
        let played = try PlayedWorkspace()
        played.handle(.timer(.environments), after: 0.1)
        #expect(played.isMidFrame)
        played.tell([("A", "1")])
        #expect(!played.isMidFrame)
        let stuck = try PlayedWorkspace()
        stuck.handle(.timer(.environments), after: 0.1)
        stuck.handle(.timer(.shellFrame), after: 0.15)
        #expect(!stuck.isMidFrame)
        stuck.print("x")
        #expect(!stuck.isMidFrame)
    }

    @Test func `a shell that can't be asked at its prompt is shown as it was last seen`() throws {
        let played = try PlayedWorkspace()
        played.say("P;ash;0;/root")
        played.print("$ ")
        played.type("#envload x")
        played.press("Enter")
        played.say("P;ash;0;/root")
        played.say("C;#envload x")
        played.say("R;")
        let job = try #require(played.job("envload x"))
        let change = ShellRequest.change(
            set: [.init(name: "B", value: [0x31])], unset: [], directory: nil)
        played.handle(.report(job, .request(change)))
        played.say("R;")
        played.effects = []
        played.say("E;" + PlayedWorkspace.base64(Array("B=1\0".utf8)))
        played.say("R;")
        #expect(played.effects.lines == ["envlist"])
        played.handle(.jobEnded(job, status: 0))
        played.say("P;ash;0;/root")
        played.print("$ ")
        #expect(!played.text().contains("as last seen"))
        played.type("x")
        played.press("Enter")
        played.say("P;ash;0;/root")
        played.print("$ ")
        #expect(played.text().contains("Environments as last seen"))
    }
}

extension PlayedWorkspace {
    /// The job that compares what the shell tells behind a new line.
    static func answering(
        _ played: PlayedWorkspace, _ tell: (PlayedWorkspace) -> Void
    ) throws -> JobID? {
        played.type("x")
        played.press("Enter")
        played.say("P;bash;0;/root")
        played.print("$ ")
        played.handle(.timer(.environments), after: 0.1)
        tell(played)
        return played.job("envlist")
    }
}

import Commands
import Configuration
import Containers
import Terminal
import Testing

@testable import Panes

@Suite struct WorkspaceJobTests {
    static let environments = Report.document(
        Document(
            topic: "envlist", title: "environments",
            body: .array([
                .object([.init("name", .string("github")), .init("variables", .array([]))])
            ])))

    @Test func `at the first prompt the side panes are filled without a word`() throws {
        let played = try PlayedWorkspace()
        let list = try #require(played.job("envlist"))
        #expect(played.job("inspect") != nil)
        played.handle(.report(list, Self.environments))
        played.handle(.report(list, .result(status: 0, "said")))
        played.handle(.jobEnded(list, status: 0))
        #expect(played.text().contains("github"))
        #expect(!played.text().contains("said"))
    }

    @Test func `the outcome of a command is shown, goes by itself, and can be read again`() throws {
        let played = try PlayedWorkspace()
        played.press("C-]", "u")
        let job = try #require(played.job("size"))
        played.handle(.report(job, .result(status: 0, "12 MB added")))
        played.handle(.jobEnded(job, status: 0))
        #expect(played.effects.contains(.timer(.toast, seconds: 4)))
        #expect(played.text().contains("12 MB added"))
        played.handle(.timer(.toast))
        #expect(!played.text().contains("12 MB added"))
        played.press("C-]", "~")
        #expect(played.text().contains("12 MB added"))
    }

    @Test func `a failure stays twice as long, and so does a job that ended without a word`() throws
    {
        let played = try PlayedWorkspace()
        played.press("C-]", "u")
        let job = try #require(played.job("size"))
        played.effects = []
        played.handle(.jobEnded(job, status: 1))
        #expect(played.effects.contains(.timer(.toast, seconds: 8)))
        #expect(played.text().contains("size: ended without a result (status 1)"))
    }

    @Test func `what takes longer than a blink is in the status line with its seconds`() throws {
        let played = try PlayedWorkspace()
        played.press("C-]", "u")
        let job = try #require(played.job("size"))
        played.handle(.report(job, .progress(step: "measuring", done: 1, total: 4)))
        #expect(!(played.lines().last ?? "").contains("measuring"))
        played.handle(.timer(.spinner), after: 3)
        #expect((played.lines().last ?? "").contains("measuring 25% 3s"))
        played.handle(.report(job, .result(status: 0, "")))
        #expect(played.handle(.jobEnded(job, status: 0)) == [.timer(.spinner, seconds: nil)])
        #expect(!(played.lines().last ?? "").contains("measuring"))
    }

    @Test func `a saved environment is in the list at once`() throws {
        let played = try PlayedWorkspace()
        played.press("C-]", ":")
        played.type("envsave github A=1")
        played.press("Enter")
        let job = try #require(played.job("envsave github A=1"))
        played.handle(.report(job, .result(status: 0, "saved A")))
        played.effects = []
        played.tell([])
        #expect(played.effects.lines == ["envlist"])
    }

    @Test func `the list of environments is read again when one looks at it`() throws {
        let played = try PlayedWorkspace()
        for keys in [["C-]", "2"], ["4", "2"], ["r"]] {
            for key in keys { played.press(key) }
            played.effects = []
            played.tell([])
            #expect(played.effects.lines == ["envlist"])
        }
    }

    @Test func `save is asked for with its name, and Enter saves`() throws {
        let played = try PlayedWorkspace()
        played.press("C-]", "s")
        #expect(played.text().contains(": save name=debian-saved:bookworm"))
        #expect(played.press("Enter").lines == ["save name=debian-saved:bookworm"])
    }

    @Test func `a wrong line stays in the palette with what is wrong`() throws {
        let played = try PlayedWorkspace()
        played.press("C-]", ":")
        played.type("svae")
        #expect(played.press("Enter").lines == [])
        #expect(played.text().contains(": svae"))
        #expect(played.text().contains("did you mean 'save'?"))
    }

    @Test func `Tab completes commands and the names of environments`() throws {
        let played = try PlayedWorkspace()
        let list = try #require(played.job("envlist"))
        played.handle(.report(list, Self.environments))
        played.press("C-]", ":")
        played.type("envl")
        played.press("Tab")
        played.type("oad gi")
        played.press("Tab")
        #expect(played.text().contains("github"))
        #expect(played.press("Enter").lines == ["envload github "])
    }

    @Test func `the tree of the container folds, is searched and is copied from`() throws {
        let played = try PlayedWorkspace()
        let job = try #require(played.job("inspect"))
        let body = JSON.object([
            .init("Id", .string("4f2a")),
            .init("Config", .object([.init("Hostname", .string("box"))])),
        ])
        let document = Document(topic: "inspect", title: "quiet-fox", body: body)
        played.handle(.report(job, .document(document)))
        played.press("C-]", "4")
        #expect(!played.text().contains("Hostname"))
        played.press("/")
        played.type("hostn")
        played.press("Enter")
        #expect(played.text().contains("Hostname: box"))
        #expect(played.press("y").contains(.copy(Array("box".utf8))))
        #expect(played.press("Y").contains(.copy(Array("Config.Hostname".utf8))))
        played.press("c")
        #expect(!played.text().contains("Hostname: box"))
    }

    @Test func `what people look for stands first in the container's tree`() throws {
        let played = try PlayedWorkspace()
        let job = try #require(played.job("inspect"))
        let body = JSON.object(
            ["Id", "Path", "NetworkSettings", "State"].map { .init($0, .string("\($0) here")) })
        played.handle(.report(job, .document(Document(topic: "inspect", title: "t", body: body))))
        let shown = played.text().matches(of: /\w+ here/).map { String($0.output) }
        #expect(shown == ["State here", "NetworkSettings here", "Id here", "Path here"])
    }

    @Test func `what was asked for last stays, in whatever order answers come`() throws {
        let played = try PlayedWorkspace()
        let first = try #require(played.job("inspect"))
        played.press("C-]", ":")
        played.type("inspect config")
        played.press("Enter")
        let second = try #require(played.job("inspect config"))
        func tell(_ job: JobID, _ value: String) {
            let body = JSON.object([.init("Key", .string(value))])
            let document = Document(topic: "inspect", title: "box config", body: body)
            played.handle(.report(job, .document(document)))
        }
        tell(second, "of the part")
        tell(first, "of the whole")
        #expect(played.text().contains("Key: of the part"))
        #expect(played.text().contains("*box config"))
        // Reading anew reads the same part.
        played.press("r")
        let third = try #require(played.job("inspect config"))
        #expect(third != second)
        tell(third, "read anew")
        #expect(played.text().contains("Key: read anew"))
        #expect(played.text().contains("*box config"))
    }

    @Test func `checksums of the screen are told only where the settings allow it`() throws {
        let question = "\u{1b}[1;1;1;1;1;1*y"
        let silent = try PlayedWorkspace()
        silent.print(question)
        #expect(silent.effects.toShell == "")
        let allowed = try PlayedWorkspace(answersChecksums: true)
        allowed.print(question)
        #expect(allowed.effects.toShell.hasPrefix("\u{1b}P1!~"))
    }

    @Test func `a request from outside is answered`() throws {
        let played = try PlayedWorkspace()
        played.print("\r\nvim\r\n")
        let client = ClientID(7)
        played.handle(.request(client, .environment))
        played.handle(.timer(.shellAnswer), after: 60)
        let isAnswered = played.effects.contains { effect in
            if case .answer(client, _) = effect { true } else { false }
        }
        #expect(isAnswered)
    }
}

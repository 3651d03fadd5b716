import Containers
import Testing

@testable import Commands

@Suite struct SaveTests {
    private static func image(_ id: String, _ layers: [String], labels: String = "null") -> Answer {
        let list = layers.map { "\"\($0)\"" }.joined(separator: ",")
        return answer(
            #"[{"Id":"\#(id)","Config":{"Env":["A=1"],"Cmd":["bash"],"Labels":\#(labels)},"RootFS":{"Layers":[\#(list)]}}]"#
        )
    }

    /// An engine with a base of one layer, whose commits add `added` to it.
    private static func engine(
        added: [String], target: Answer? = nil
    ) -> RecordedEngine {
        RecordedEngine { invocation in
            let words = invocation.words
            switch (words[1], words.last ?? "") {
            case ("image", "sha256:b"): return image("sha256:b", ["sha256:1"])
            case ("image", "sha256:tmp"): return image("sha256:tmp", added)
            case ("image", _):
                return target ?? answer("", status: 1, errors: "Error: No such image: x\n")
            case ("commit", _): return answer("sha256:tmp\n")
            default: return answer("")
            }
        }
    }

    @Test(
        "A save commits without a name, loads the base's configuration, and removes its own commit")
    func order() throws {
        let engine = Self.engine(added: ["sha256:1", "sha256:2"])
        _ = try Trial(engine: engine).run("save")
        let verbs = engine.invocations.map { $0.words[1] }
        #expect(verbs.contains("commit"))
        #expect(verbs.last == "rmi")
        #expect(engine.invocations.last?.words.last == "sha256:tmp")
        let archive = engine.invocations.first { $0.words[1] == "load" }?.input ?? []
        let text = String(decoding: archive, as: UTF8.self)
        #expect(text.contains("debian-saved:12"))
        #expect(text.contains(#""Cmd":["bash"]"#))
        #expect(text.contains(#""sha256:1","sha256:2""#))
        // Nothing of the session's own start is in the image (D7).
        #expect(!text.contains("7717"))
        // No build, which would need the engine's experiments and flattens the base (D1, D2).
        #expect(!verbs.contains("build"))
        #expect(!engine.invocations.contains { $0.words.contains { $0.contains("squash") } })
    }

    @Test("An image that paks didn't make is never replaced")
    func foreign() throws {
        let engine = Self.engine(
            added: ["sha256:1", "sha256:2"], target: Self.image("sha256:t", ["sha256:9"]))
        let reports = try Trial(engine: engine).run("save")
        #expect(reports.last?.json.compact.contains("paks didn't make") == true)
        #expect(!engine.invocations.contains { ["commit", "load", "rmi"].contains($0.words[1]) })
    }

    private static let paksLabels =
        #"{"dev.paks.image.save":"3","dev.paks.image.layer":"sha256:2"}"#

    /// An engine that has these images under these names beside base and commit; `load` fails where
    /// it is told to.
    private static func engine(
        _ images: [String: Answer], load: Answer = answer("")
    ) -> RecordedEngine {
        RecordedEngine { invocation in
            let words = invocation.words
            switch (words[1], words.last ?? "") {
            case ("image", "sha256:b"): return image("sha256:b", ["sha256:1"])
            case ("image", "sha256:tmp"): return image("sha256:tmp", ["sha256:1", "sha256:2"])
            case ("image", let name):
                return images[name] ?? answer("", status: 1, errors: "Error: No such image: x\n")
            case ("commit", _): return answer("sha256:tmp\n")
            case ("load", _): return load
            default: return answer("")
            }
        }
    }

    @Test("The save before stays reachable under its number (D9)")
    func earlier() throws {
        let old = Self.image("sha256:t", ["sha256:1", "sha256:2"], labels: Self.paksLabels)
        let engine = Self.engine(["debian-saved:12": old])
        let reports = try Trial(engine: engine).run("save")
        #expect(reports.last == .result(status: 0, "saved debian-saved:12"))
        #expect(
            engine.invocations.contains {
                $0.words == ["docker", "tag", "sha256:t", "debian-saved:12.3"]
            })
    }

    @Test("A save whose own commit can't be removed is a save all the same (D5)")
    func commitStays() throws {
        let old = Self.image("sha256:t", ["sha256:1", "sha256:2"], labels: Self.paksLabels)
        let played = Self.engine(["debian-saved:12": old])
        let engine = RecordedEngine { invocation in
            invocation.words[1] == "rmi"
                ? answer("", status: 1, errors: "Error: image is in use\n")
                : played.run(invocation)
        }
        let reports = try Trial(engine: engine).run("save")
        #expect(reports.last == .result(status: 0, "saved debian-saved:12"))
    }

    @Test("A container that can't be paused is committed as it runs")
    func unpaused() throws {
        let engine = RecordedEngine(.podman) { invocation in
            if invocation.words.contains("--pause") {
                return answer("", status: 125, errors: "Error: can not pause containers\n")
            }
            return answer("sha256:tmp\n")
        }
        let session = Session(
            id: "a", name: "n", tool: .podman, container: "c", base: "debian", baseID: "sha256:b")
        #expect(try engine.commit(session, task: "save") == "sha256:tmp")
        #expect(engine.invocations.map { $0.words.contains("--pause=false") } == [false, true])
    }

    @Test("The number of an earlier save takes no other image's name away")
    func numberTaken() throws {
        let old = Self.image("sha256:t", ["sha256:1", "sha256:2"], labels: Self.paksLabels)
        let engine = Self.engine([
            "debian-saved:12": old, "debian-saved:12.3": Self.image("sha256:u", ["sha256:9"]),
        ])
        _ = try Trial(engine: engine).run("save")
        let tags = engine.invocations.filter { $0.words[1] == "tag" }.map(\.words)
        #expect(tags == [["docker", "tag", "sha256:t", "debian-saved:12.4"]])
    }

    @Test("An image that is built on a save isn't paks' own, and is never replaced")
    func builtOnASave() throws {
        let derived = Self.image(
            "sha256:t", ["sha256:1", "sha256:2", "sha256:3"], labels: Self.paksLabels)
        let engine = Self.engine(["debian-saved:12": derived])
        let reports = try Trial(engine: engine).run("save")
        #expect(reports.last?.json.compact.contains("paks didn't make") == true)
        #expect(!engine.invocations.contains { ["commit", "load", "tag"].contains($0.words[1]) })
    }

    @Test("A save that fails leaves no name and no image of its own, and says why (D6, D13)")
    func failedLoad() throws {
        let old = Self.image("sha256:t", ["sha256:1", "sha256:2"], labels: Self.paksLabels)
        let engine = Self.engine(
            ["debian-saved:12": old],
            load: answer("", status: 1, errors: "Error: no space left on device\n"))
        let reports = try Trial(engine: engine).run("save")
        guard case .result(let status, let text) = reports.last else {
            Issue.record("no result")
            return
        }
        #expect(status == 1)
        #expect(text.contains("no space left"))
        let removed = engine.invocations.filter { $0.words[1] == "rmi" }.compactMap(\.words.last)
        #expect(removed == ["debian-saved:12.3", "sha256:tmp"])
    }

    @Test("A commit that doesn't stand on the base's layers is no save, and is removed (D6)")
    func strange() throws {
        let engine = Self.engine(added: ["sha256:7"])
        let reports = try Trial(engine: engine).run("save")
        #expect(reports.last?.json.compact.contains("doesn't stand on the layers") == true)
        #expect(engine.invocations.last?.words.contains("rmi") == true)
        #expect(!engine.invocations.contains { $0.words[1] == "load" })
    }
}

@Suite struct SessionOperationsTests {
    private func known(_ name: String, _ id: String, isRunning: Bool = true) -> KnownContainer {
        KnownContainer(
            session: Session(
                id: id, name: name, tool: .docker, container: id + "ff", base: "b", baseID: "i"),
            isRunning: isRunning, state: "x", created: "")
    }

    @Test("A session is chosen by its name, its id or the start of either")
    func choose() throws {
        let all = [known("debian-a", "111"), known("debian-b", "222"), known("alpine", "333")]
        #expect(
            try SessionOperations.choose("debian-b", among: all, naming: "NAME").session.id == "222"
        )
        #expect(
            try SessionOperations.choose("33", among: all, naming: "NAME").session.name == "alpine")
        #expect(throws: CommandFailure.self) {
            try SessionOperations.choose("debian", among: all, naming: "NAME")
        }
        #expect(throws: CommandFailure.self) {
            try SessionOperations.choose("x", among: all, naming: "NAME")
        }
    }

    @Test("Without a word the only running one is meant, or the only one")
    func only() throws {
        let stopped = known("a", "1", isRunning: false)
        #expect(
            try SessionOperations.choose(nil, among: [stopped], naming: "NAME").session.id == "1")
        #expect(
            try SessionOperations.choose(nil, among: [stopped, known("b", "2")], naming: "NAME")
                .session.id == "2")
        #expect(throws: CommandFailure.self) {
            try SessionOperations.choose(nil, among: [], naming: "NAME")
        }
        #expect(
            throws: CommandFailure("there are several sessions, say which by --session NAME: a, b")
        ) {
            try SessionOperations.choose(
                nil, among: [known("a", "1"), known("b", "2")], naming: "--session NAME")
        }
    }

    @Test(
        "What became of a container is the engine's word, and the shell's status with it (D16, D22)",
        arguments: [
            (#"{"Status":"created","ExitCode":0}"#, SessionOperations.State.created),
            (#"{"Status":"running","ExitCode":0}"#, .running),
            (#"{"Status":"exited","ExitCode":137}"#, .exited(137)),
            (#"{"Status":"stopped","ExitCode":3}"#, .exited(3)),
            (#"{"Status":"paused"}"#, .other("paused")), ("null", .other("unknown")),
        ])
    func state(_ json: String, _ wanted: SessionOperations.State) throws {
        let engine = RecordedEngine { _ in answer(#"[{"State":\#(json)}]"#) }
        #expect(try SessionOperations.state(Trial.session, engine) == wanted)
    }

    @Test(
        "Who asks for an image that isn't here is told which are",
        arguments: [
            (Tool.docker, "debain", "did you mean 'debian'?"),
            (.docker, "work/tols:v2", "did you mean 'work/tools:v2'?"),
            (.podman, "debain", "did you mean 'debian'?"),
            (.docker, "zzzzzzzz", "images that are here: debian, work/tools:v2"),
        ])
    func advice(_ tool: Tool, _ name: String, _ wanted: String) {
        let home = tool == .podman ? "localhost/" : ""
        let engine = RecordedEngine(tool) { _ in
            answer("\(home)debian:latest\n\(home)work/tools:v2\n<none>:<none>\n")
        }
        #expect(engine.advice(insteadOf: name) == wanted)
    }

    @Test("Where there are no images, or the engine doesn't tell, nothing is advised")
    func noAdvice() {
        #expect(RecordedEngine { _ in answer("") }.advice(insteadOf: "x") == nil)
        #expect(RecordedEngine { _ in answer("x:1\n", status: 1) }.advice(insteadOf: "x") == nil)
    }

    @Test("After a save, equal content is no change, other content is")
    func changes() throws {
        let engine = RecordedEngine { invocation in
            switch invocation.words[1] {
            case "diff": answer("A /f\n")
            case "container": answer("[{}]")
            case "commit": answer("sha256:tmp\n")
            case "image": answer(#"[{"Id":"sha256:tmp","RootFS":{"Layers":["sha256:2"]}}]"#)
            default: answer("")
            }
        }
        let session = Trial.session
        #expect(
            try SessionOperations.changes(session, savedLayer: "sha256:2", engine) == .none)
        #expect(
            try SessionOperations.changes(session, savedLayer: "sha256:1", engine)
                == .unsaved(["/f"]))
        #expect(
            try SessionOperations.changes(session, savedLayer: nil, engine) == .unsaved(["/f"]))
        #expect(engine.invocations.filter { $0.words[1] == "rmi" }.count == 2)
    }

    @Test("With a container go the commits of saves that were cut off, and nothing else")
    func removesCommits() throws {
        let engine = RecordedEngine { invocation in
            answer(invocation.words[1] == "images" ? "sha256:c\nsha256:d\n" : "")
        }
        try SessionOperations.remove(Trial.session, engine)
        let listing = try #require(engine.invocations.first?.words)
        #expect(listing.contains("dangling=true"))
        #expect(listing.contains("label=dev.paks.commit"))
        #expect(listing.contains("label=dev.paks.session=\(Trial.session.id)"))
        let removed = engine.invocations.filter { $0.words[1] == "rmi" }.map(\.words.last)
        #expect(removed == ["sha256:c", "sha256:d"])
    }
}

import Configuration
import Containers
import Testing

@testable import Commands

@Suite struct CommandTests {
    private let container = answer(
        #"[{"Id":"c0","NetworkSettings":{"Ports":{"80/tcp":null}},"Config":{"User":"","WorkingDir":"/w","Labels":{"a.b":"c"}},"SizeRw":1500,"SizeRootFs":2500000}]"#
    )

    private func result(_ reports: [Report]) -> (status: Int32, text: String)? {
        guard case .result(let status, let text) = reports.last else { return nil }
        return (status, text)
    }

    @Test(
        "inspect finds a section whatever its case, and deeper ones (D38)",
        arguments: [
            ("inspect networksettings.ports", #"{"80/tcp":null}"#),
            ("inspect config.labels.a.b", #""c""#), ("inspect Config.WorkingDir", #""/w""#),
        ])
    func inspect(_ line: String, _ wanted: String) throws {
        let container = container
        let reports = try Trial(engine: RecordedEngine { _ in container }).run(line)
        guard case .document(let document) = reports.first else {
            Issue.record("no document")
            return
        }
        #expect(document.body.compact == wanted)
    }

    @Test("A section that isn't there is an error with the nearest name")
    func noSection() throws {
        let container = container
        let reports = try Trial(engine: RecordedEngine { _ in container }).run("inspect confg")
        #expect(result(reports)?.status == 1)
        #expect(result(reports)?.text.contains("did you mean 'Config'?") == true)
    }

    @Test("size says what is added and what it is in all, of this container alone (D39)")
    func size() throws {
        let container = container
        let engine = RecordedEngine { _ in container }
        let reports = try Trial(engine: engine).run("size")
        #expect(result(reports)?.text == "1.5 kB added, 2.5 MB in all")
        #expect(engine.invocations.first?.words.last == "c0")
    }

    @Test("cp takes container paths from the shell's directory and host paths from paks' (D40)")
    func copyOut() throws {
        let engine = RecordedEngine { _ in answer("") }
        let reports = try Trial(engine: engine).run("cp 'a b=c' host:out")
        #expect(result(reports)?.status == 0)
        #expect(
            engine.invocations.last?.words == ["docker", "cp", "c0:/srv/a b=c", "/work/out"])
    }

    @Test(
        "cp with host: on both sides or none does nothing (D40)",
        arguments: ["host:a host:b", "a b"])
    func copySides(_ words: String) throws {
        let engine = RecordedEngine { _ in answer("") }
        let reports = try Trial(engine: engine).run("cp \(words)")
        #expect(result(reports)?.status == 1)
        #expect(engine.invocations.isEmpty)
    }

    @Test("A copy that the engine refuses is no success (D40)")
    func copyFails() throws {
        let engine = RecordedEngine { _ in answer("", status: 1, errors: "no such file\n") }
        let reports = try Trial(engine: engine).run("cp x host:y")
        #expect(result(reports)?.status == 1)
        #expect(result(reports)?.text.contains("no such file") == true)
    }

    @Test(
        "A copy to or from what is in memory is refused, since the engine doesn't reach it (D40)",
        arguments: ["cp host:f /dev/shm/g", "cp /dev/shm/g host:f", "cp host:f /x/../dev/shm"])
    func copyMemory(_ line: String) throws {
        let engine = RecordedEngine { invocation in
            answer(
                invocation.words.contains("/proc/mounts")
                    ? "overlay / overlay rw 0 0\nshm /dev/shm tmpfs rw 0 0\n" : "")
        }
        let reports = try Trial(engine: engine, host: FakeHost(files: ["/work/f": "x"])).run(line)
        #expect(result(reports)?.status == 1)
        #expect(result(reports)?.text.contains("docker doesn't reach /dev/shm") == true)
        #expect(!engine.invocations.contains { $0.words[1] == "cp" })
    }

    private func copyingEngine(user: String, chown: Int32 = 0) -> RecordedEngine {
        RecordedEngine { invocation in
            switch invocation.words[1] {
            case "container": answer(#"[{"Id":"c0","Config":{"User":"\#(user)"}}]"#)
            case "exec" where invocation.words.contains("chown"):
                answer("", status: chown, errors: chown == 0 ? "" : "no chown\n")
            default: answer("")
            }
        }
    }

    @Test(
        "What is copied in belongs to the container's user, and nothing else is touched (D40)",
        arguments: [
            ("cp host:f /data", ["/data/f"]), ("cp host:f/ /data/", ["/data/f"]),
            ("cp host:sub/../f /data", ["/data/f"]), ("cp host:.. /data", ["/data/"]),
            ("cp host:d/. /data", ["/data/a", "/data/b"]),
        ])
    func copyOwner(_ line: String, _ targets: [String]) throws {
        let host = FakeHost(files: ["/work/f": "x", "/work/d/a": "1", "/work/d/b": "2"])
        let engine = copyingEngine(user: "app")
        _ = try Trial(engine: engine, host: host).run(line)
        let chown = engine.invocations.map(\.words).first { $0.contains("chown") } ?? []
        #expect(chown.prefix(8) == ["docker", "exec", "--user", "0", "c0", "chown", "-R", "-h"])
        #expect(chown.dropFirst(8).first == "app")
        #expect(Set(chown.dropFirst(9)) == Set(targets))
    }

    @Test("In a container of root's nothing is given away")
    func copyRoot() throws {
        let engine = copyingEngine(user: "root")
        _ = try Trial(engine: engine, host: FakeHost(files: ["/work/f": "x"])).run("cp host:f /")
        #expect(!engine.invocations.contains { $0.words.contains("chown") })
    }

    @Test("A copy that can't be given to the user is a copy all the same, with a warning")
    func copyNoChown() throws {
        let engine = copyingEngine(user: "app", chown: 127)
        let reports = try Trial(engine: engine, host: FakeHost(files: ["/work/f": "x"]))
            .run("cp host:f /data")
        #expect(result(reports)?.status == 0)
        #expect(reports.contains { $0.json.compact.contains(#""level":"warning""#) })
    }

    @Test("A reference that leads to a zero byte or nowhere sets nothing, and says whose it is")
    func badReferences() throws {
        let shell = FakeShell()
        let host = FakeHost(files: [
            "/users/u/.paks/envs/x": "A=file:///z", "/users/u/.paks/envs/y": "B=file:///none",
            "/z": "a\u{0}b",
        ])
        for (name, part) in [("x", "A: what"), ("y", "B: can't read '/none'")] {
            let reports = try Trial(host: host, shell: shell).run("envload \(name)")
            #expect(result(reports)?.status == 1)
            #expect(result(reports)?.text.contains(part) == true)
        }
        #expect(shell.requests.isEmpty)
    }

    @Test("envload hands values to the shell and to no report (D41)")
    func load() throws {
        let host = FakeHost(files: [
            "/users/u/.paks/envs/x": "A='one two; $(x)'\nPATH=/evil\nB=cmd://pass\nC=env://H"
        ])
        let shell = FakeShell()
        let trial = Trial(host: FakeHost(["H": "from host"], files: [:]), shell: shell)
        var loaded = trial
        loaded.host = FakeHost(
            ["H": "from host"],
            files: [
                "/users/u/.paks/envs/x": String(
                    decoding: try host.read("/users/u/.paks/envs/x"), as: UTF8.self)
            ])
        let reports = try loaded.run("envload x")
        #expect(
            result(reports)?.text
                == "loaded 3 variables from x; not loaded, since it changes what programs run: PATH (a line '# paks: allow PATH' in the environment's file allows it)"
        )
        #expect(
            shell.requests == [
                .change(
                    set: [
                        .init(name: "A", value: Array("one two; $(x)".utf8)),
                        .init(name: "B", value: Array("from cmd".utf8)),
                        .init(name: "C", value: Array("from host".utf8)),
                    ], unset: [], directory: nil)
            ])
        for report in reports {
            #expect(!report.json.compact.contains("one two"))
            #expect(!report.json.compact.contains("from" + " cmd"))
        }
    }

    @Test("Of several environments the last has a name, and what its file allows is loaded")
    func loadSeveral() throws {
        let files = [
            "/users/u/.paks/envs/x": "A=1\nB=2",
            "/users/u/.paks/envs/y": "# paks: allow PATH, LD_PRELOAD\nPATH=/y\nA=3\nLD_PRELOAD=z",
        ]
        let shell = FakeShell()
        let reports = try Trial(host: FakeHost(files: files), shell: shell).run("envload x y")
        #expect(result(reports)?.text == "loaded 4 variables from x, y")
        #expect(
            shell.requests == [
                .change(
                    set: [
                        .init(name: "B", value: [0x32]),
                        .init(name: "PATH", value: Array("/y".utf8)),
                        .init(name: "A", value: [0x33]), .init(name: "LD_PRELOAD", value: [0x7a]),
                    ], unset: [], directory: nil)
            ])
    }

    @Test("Names that the shell refuses are said, and the status isn't 0")
    func refused() throws {
        let trial = Trial(
            host: FakeHost(files: ["/users/u/.paks/envs/x": "A=1\nB=2"]),
            shell: FakeShell(.changed(refused: ["B"])))
        let reports = try trial.run("envload x")
        #expect(result(reports)?.status == 1)
        #expect(result(reports)?.text.contains("B") == true)
    }

    @Test("envunload unsets what envload sets, once each, and says what the shell refused")
    func unload() throws {
        let files = [
            "/users/u/.paks/envs/x": "A=1\nPATH=/evil\nB=cmd://pass",
            "/users/u/.paks/envs/y": "# paks: allow PATH\nPATH=/y\nA=2",
        ]
        let shell = FakeShell()
        let reports = try Trial(host: FakeHost(files: files), shell: shell).run("envunload x y")
        #expect(result(reports)?.status == 0)
        #expect(result(reports)?.text == "unset 3 variables of x, y")
        #expect(
            shell.requests == [.change(set: [], unset: ["A", "B", "PATH"], directory: nil)])
        let refusing = FakeShell(.changed(refused: ["B"]))
        let refused = try Trial(host: FakeHost(files: files), shell: refusing).run("envunload x")
        #expect(result(refused)?.status == 1)
        #expect(
            result(refused)?.text == "unset 1 variable of x; the shell refused (readonly): B")
    }

    @Test("envhost: an empty value is a value, a missing name is an error (D43)")
    func host() throws {
        let shell = FakeShell()
        let trial = Trial(host: FakeHost(["EMPTY": ""]), shell: shell)
        #expect(result(try trial.run("envhost EMPTY"))?.status == 0)
        #expect(result(try trial.run("envhost EMPTY MISSING"))?.status == 1)
        #expect(shell.requests.count == 1)
    }

    @Test("envsave takes the shell's present value, and all or nothing (D44)")
    func save() throws {
        let host = FakeHost()
        let shell = FakeShell(.environment([.init(name: "A", value: Array("x y".utf8))]))
        let trial = Trial(host: host, shell: shell)
        #expect(result(try trial.run("envsave e A B"))?.status == 1)
        #expect(throws: (any Error).self) { try host.read("/users/u/.paks/envs/e") }
        #expect(result(try trial.run("envsave e A C=2"))?.status == 0)
        let kept = try EnvironmentStore(host: host).read("e")
        #expect(kept["A"] == Array("x y".utf8))
        #expect(kept["C"] == Array("2".utf8))
    }

    @Test("envlist tells how each environment compares with the live shell, and no value")
    func comparison() throws {
        let host = FakeHost(
            ["TOKEN": "s3cret"],
            files: [
                "/users/u/.paks/envs/all": "A=1\nT=env://TOKEN\nPATH=/not/loaded",
                "/users/u/.paks/envs/command": "A=1\nC=cmd://false",
                "/users/u/.paks/envs/empty": "# nothing",
                "/users/u/.paks/envs/none": "X=1\nY=2",
                "/users/u/.paks/envs/other": "A=2\nX=1\nT=env://GONE",
                "/users/u/.paks/envs/wrong": "no value",
            ])
        let live = ["A": "1", "T": "s3cret", "C": "c", "PATH": "/bin"].map {
            ShellRequest.Variable(name: $0, value: Array($1.utf8))
        }
        let shell = FakeShell(.environment(live))
        let reports = try Trial(host: host, shell: shell).run("envlist")
        #expect(shell.requests == [.environmentNow])
        guard case .document(let document) = reports.first else {
            Issue.record("no document: \(reports)")
            return
        }
        #expect(
            document.text.split(separator: "\n").dropLast() == [
                "all (loaded): A T PATH", "command (loaded; unchecked: C): A C",
                "empty (not loaded): ", "none (not loaded): X Y",
                "other (differs; differing: A; missing: X; unchecked: T): A X T",
            ])
        #expect(!document.body.compact.contains("s3cret"))
        let busy = FakeShell(.unavailable("busy"))
        guard case .document(let plain) = try Trial(host: host, shell: busy).run("envlist").first
        else { return }
        #expect(plain.text.hasPrefix("all: A T PATH\n"))
    }

    @Test("A missing environment is an error, and isn't made (D46)")
    func missing() throws {
        let host = FakeHost()
        let reports = try Trial(host: host).run("envload nope")
        #expect(result(reports)?.text.contains("paks env edit nope") == true)
        #expect(!host.exists("/users/u/.paks/envs"))
    }
}

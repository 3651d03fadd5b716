import Support
import Testing

@Suite("Copying files, on a real engine")
struct CopyTests {
    @Test(
        "cp goes both ways, from where the shell is and where paks was started (D36, D40)",
        arguments: Place.all)
    func copiesBothWays(place: Place) throws {
        try World.on(place.engine) { world in
            try write("from the host\n", to: world.directory + "/in a=b.txt")
            let program = try world.shell(place.front)
            let container = try world.container()
            try world.run("mkdir -p /opt/there && cd /opt/there", in: program)
            try program.enter("#cp \"host:in a=b.txt\" got.txt")
            try world.wait("the file in the container") {
                try world.engine.ask("exec", container, "cat", "/opt/there/got.txt").output
                    == "from the host\n"
            }

            try world.run("echo from the container > out.txt", in: program)
            try program.enter("#cp out.txt host:")
            try world.wait("the file on the host") {
                contents(of: world.directory + "/out.txt") == Array("from the container\n".utf8)
            }

            try world.run("mkdir -p folder/below && echo deep > folder/below/file", in: program)
            let result = try world.paks(["do", "cp", "/opt/there/folder", "host:copied"])
            #expect(result.status == 0, "\(result)")
            #expect(
                contents(of: world.directory + "/copied/below/file") == Array("deep\n".utf8))
            try world.leaveAndRemove(program)
        }
    }

    @Test("What is copied in belongs to the container's user (D40)", arguments: TestEngine.own)
    func givesCopiesToTheUser(engine: TestEngine) throws {
        try World.on(engine) { world in
            try write("mine\n", to: world.directory + "/mine.txt")
            let program = try world.shell(.run, options: ["-u", "nobody"])
            let container = try world.container()
            let result = try world.paks(["do", "cp", "host:./mine.txt", "/tmp"])
            #expect(result.status == 0, "\(result)")
            #expect(
                try engine.tell("exec", container, "stat", "-c", "%U", "/tmp/mine.txt") == "nobody")
            #expect(try engine.tell("exec", container, "stat", "-c", "%U", "/tmp") == "root")
            try world.leaveAndRemove(program)
        }
    }

    @Test("A copy that fails says why and has a status", arguments: TestEngine.own)
    func saysWhatFailed(engine: TestEngine) throws {
        try World.on(engine) { world in
            let program = try world.shell(.run)
            for words in [
                ["cp", "/nothing/here", "host:"], ["cp", "host:nothing", "/tmp"],
                ["cp", "host:a", "host:b"], ["cp", "/a", "/b"], ["cp", "/a"],
                // The engines would write below what is mounted there, and say that all is well.
                ["cp", "host:.", "/dev/shm"], ["cp", "/dev/shm/x", "host:"],
            ] {
                let result = try world.paks(["do"] + words)
                #expect(result.status != 0, "\(words)")
                #expect(!result.errors.isEmpty, "\(words)")
            }
            #expect(entries(of: world.directory) == [])
            try world.leave(program)
        }
    }
}

import Support
import Testing

@Suite("The engines that the tests need")
struct EngineTests {
    @Test(
        "Every engine is there when engines are required",
        .enabled(if: TestEngine.areRequired, "plain `swift test`; `make test` brings engines"))
    func everyEngineIsThere() throws {
        let kinds = TestEngine.all.map(\.kind)
        #expect(kinds.contains(.docker))
        #expect(kinds.contains(.podman))
        // Without root, the podman above is the user's own, and so rootless itself.
        if variables["USER"] == "root" || variables["HOME"] == "/root" {
            #expect(kinds.contains(.rootless))
        }
    }

    @Test("Each engine runs a container", arguments: TestEngine.all)
    func runsAContainer(engine: TestEngine) throws {
        try World.on(engine) { world in
            let text = try world.output(of: engine.image("busybox"), "echo", "it runs")
            #expect(text == "it runs\n")
        }
    }
}

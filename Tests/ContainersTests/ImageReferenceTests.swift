import Testing

@testable import Containers

@Suite struct ImageReferenceTests {
    @Test(
        "A name is taken apart",
        arguments: [
            ("ubuntu", nil, "ubuntu", nil),
            ("ubuntu:22.04", nil, "ubuntu", "22.04"),
            ("localhost:5000/x", "localhost:5000", "x", nil),
            ("ghcr.io/org/tool:v1", "ghcr.io", "org/tool", "v1"),
            ("library/debian", nil, "library/debian", nil),
            ("a__b/c-d.e", nil, "a__b/c-d.e", nil),
        ] as [(String, String?, String, String?)])
    func parts(_ text: String, _ registry: String?, _ repository: String, _ tag: String?) throws {
        let reference = try ImageReference(text)
        #expect(reference.registry == registry)
        #expect(reference.repository == repository)
        #expect(reference.tag == tag)
        #expect(reference.text == text)
    }

    @Test(
        "What no engine takes is refused",
        arguments: ["", "Ubuntu", "a//b", "a:", "a:-x", "-a", "a_", "a@sha256:12", "a b", "a___b"])
    func refused(_ text: String) {
        #expect(throws: ImageReferenceError.self) { try ImageReference(text) }
    }

    @Test(
        "A save takes the suffix on its repository and keeps its tag (D8)",
        arguments: [
            ("ubuntu", "ubuntu-saved:latest"), ("debian:bookworm", "debian-saved:bookworm"),
            ("localhost:5000/a/b:1", "localhost:5000/a/b-saved:1"),
            ("debian-saved:bookworm", "debian-saved:bookworm"),
            ("x@sha256:" + String(repeating: "a", count: 64), "x-saved:latest"),
        ])
    func saved(_ text: String, _ wanted: String) throws {
        #expect(try ImageReference(text).saved(suffix: "-saved").text == wanted)
    }

    @Test("A registry is put before names that have none (D49)")
    func registry() throws {
        #expect(try ImageReference("ubuntu").placed(in: "ghcr.io/org").text == "ghcr.io/org/ubuntu")
        #expect(try ImageReference("quay.io/x").placed(in: "ghcr.io").text == "quay.io/x")
    }

    @Test("Container names are valid for both engines and tell tags apart (D49)")
    func containerNames() throws {
        let random: [UInt8] = [0, 1, 0, 2, 0, 7]
        let first = ContainerName.make(for: try ImageReference("ubuntu:20.04"), random: random)
        let second = ContainerName.make(for: try ImageReference("ubuntu:22.04"), random: random)
        #expect(first == "ubuntu-20.04-agile-anchor-0007")
        #expect(first != second)
        let third = ContainerName.make(
            for: try ImageReference("localhost:5000/a/b"), random: random)
        #expect(third == "localhost-5000-a-b-latest-agile-anchor-0007")
        #expect(third.wholeMatch(of: /[a-zA-Z0-9][a-zA-Z0-9_.-]+/) != nil)
    }

    @Test("The words of names are friendly: lower case, and none stands twice")
    func words() {
        for list in [ContainerName.adjectives, ContainerName.nouns] {
            #expect(Set(list).count == list.count)
            #expect(list.allSatisfy { $0.wholeMatch(of: /[a-z]+/) != nil })
        }
    }
}

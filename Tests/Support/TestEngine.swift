import Glibc

/// A container engine that was brought up for the tests (`.ci/engines`), and the words to drive it
/// by, apart from paks.
package struct TestEngine: Sendable, Hashable, CustomStringConvertible {
    package enum Kind: String, CaseIterable, Sendable {
        case docker, podman
        /// podman as a user who isn't root.
        case rootless = "rootless podman"
    }

    package let kind: Kind
    /// The image that tests start: Debian, or busybox where the engine is rootless.
    package let image: String

    /// The engines that are there, in the order of `Kind`.
    package static let all: [TestEngine] = Kind.allCases.compactMap(TestEngine.init)

    /// Those that run as the tests' own user, with the Debian image.
    package static let own = all.filter { $0.kind != .rootless }

    package static let rootless = all.filter { $0.kind == .rootless }

    /// Whether tests without an engine are an error: `make test` says so.
    package static let areRequired = variables["PAKS_TEST_ENGINES"] == "required"

    private init?(_ kind: Kind) {
        let name =
            switch kind {
            case .docker: "PAKS_TEST_DOCKER"
            case .podman: "PAKS_TEST_PODMAN"
            case .rootless: "PAKS_TEST_ROOTLESS"
            }
        guard let image = variables[name], !image.isEmpty else { return nil }
        self.kind = kind
        self.image = image
    }

    package var description: String { kind.rawValue }

    /// The engine's tool, as `--container-tech` names it.
    package var tool: String { kind == .docker ? "docker" : "podman" }

    /// Another of the test images: `busybox`, `entrypoint`, `distroless`.
    package func image(_ name: String) -> String {
        kind == .docker ? "paks-test/\(name):latest" : "localhost/paks-test/\(name):latest"
    }

    /// What a process that uses this engine needs in its environment.
    package var environment: [String: String] {
        var result = [
            "PATH": variables["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        ]
        switch kind {
        case .docker, .podman:
            result["HOME"] = variables["HOME"]
            for name in ["DOCKER_HOST", "CONTAINERS_CONF", "CONTAINERS_STORAGE_CONF"] {
                result[name] = variables[name]
            }
        case .rootless:
            let home = variables["PAKS_TEST_ROOTLESS_HOME"] ?? "/nonexistent"
            result["HOME"] = home
            result["XDG_RUNTIME_DIR"] = home + "/run"
            result["CONTAINERS_STORAGE_CONF"] = home + "/store/storage.conf"
            result["LD_LIBRARY_PATH"] = variables["PAKS_TEST_ROOTLESS_LIBRARIES"]
        }
        return result
    }

    /// The user that paks and the tool run as; `nil` for the tests' own.
    package var user: String? { kind == .rootless ? variables["PAKS_TEST_ROOTLESS_USER"] : nil }

    /// Words in front of others that run them as the engine's user, in the same process.
    package var asUser: [String] {
        guard let user else { return [] }
        return ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--init-groups"]
    }

    /// paks itself, where the engine's user can read it.
    package var program: String {
        if kind == .rootless, let path = variables["PAKS_TEST_ROOTLESS_PROGRAM"] { return path }
        return paksProgram
    }

    /// Runs the engine's tool and gives what it said, whatever that is.
    package func ask(_ words: String...) throws -> Command.Result { try ask(words) }

    package func ask(_ words: [String]) throws -> Command.Result {
        try Command(
            asUser + [tool] + words, environment: environment,
            directory: kind == .rootless ? environment["HOME"] : nil
        ).run()
    }

    /// Runs the engine's tool, which must succeed, and gives its output without the last line end.
    package func tell(_ words: String...) throws -> String {
        let result = try ask(words)
        guard result.status == 0 else { throw Failure("\(tool) \(words): \(result)") }
        return result.output.hasSuffix("\n")
            ? String(result.output.dropLast()) : result.output
    }
}

/// The environment of the tests themselves.
package let variables: [String: String] = {
    var result: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
        let text = String(cString: entry)
        if let sign = text.firstIndex(of: "=") {
            result[String(text[..<sign])] = String(text[text.index(after: sign)...])
        }
        next += 1
    }
    return result
}()

/// The program under test: the one built together with the tests, beside them.
package let paksProgram: String = {
    if let given = variables["PAKS_TEST_PROGRAM"] { return given }
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let own = String(
        decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return own.prefix(upTo: own.lastIndex(of: "/") ?? own.startIndex) + "/paks"
}()

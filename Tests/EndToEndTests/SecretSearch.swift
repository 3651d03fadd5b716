import Glibc
import Support

/// A search for texts that must be nowhere, in every place that a session has to do with.
struct SecretSearch {
    /// Where a text was found.
    enum Place: String, CaseIterable, Comparable, Sendable {
        case output = "what paks printed"
        case screen = "the screen and its history"
        case files = "files in the container"
        case arguments = "arguments of processes"
        case environments = "environments of processes"
        case metadata = "the metadata of container and image"
        case engine = "the engine's own files, logs among them"
        case image = "the saved image's layers and configuration"
        case home = "PAKS_HOME outside envs, and the user's folders"

        static func < (one: Place, other: Place) -> Bool { one.rawValue < other.rawValue }
    }

    struct Finding: Hashable, CustomStringConvertible, Sendable {
        var place: Place
        var name: String
        var description: String { "\(name) in \(place.rawValue)" }
    }

    let world: World
    /// The texts, by the names that findings give them.
    let secrets: [String: String]

    /// - Throws: `Failure` when the patterns can't be written.
    init(_ world: World, _ secrets: [String: String]) throws {
        self.world = world
        self.secrets = secrets
        // In a file: a pattern among a command's arguments would be found itself.
        try write(
            secrets.values.flatMap(Self.disguises).joined(separator: "\n") + "\n", to: patterns)
    }

    private var patterns: String { world.folder + "/patterns" }

    /// How a text may be written: as it is, in base16, and in base64 at each of three places.
    private static func disguises(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let digits = Array("0123456789abcdef".utf8)
        let hexadecimal = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        let base64 = (0..<3).map { skipped -> String in
            // Only whole groups, which don't depend on what stands around.
            let rest = bytes.dropFirst(skipped)
            return Self.base64(Array(rest.prefix(rest.count / 3 * 3)))
        }
        return [text, String(decoding: hexadecimal, as: UTF8.self)] + base64
    }

    /// RFC 4648, section 4, of whole groups.
    private static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count - 2, by: 3) {
            let bits = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
            text += [18, 12, 6, 0].map { digits[bits >> $0 & 63] }
        }
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: Places

    /// The secrets that one of these lines of `grep -o` is.
    private func findings(_ lines: [String], _ place: Place) -> Set<Finding> {
        Set(
            lines.flatMap { line in
                secrets.filter { Self.disguises($0.value).contains(line) }
                    .map { Finding(place: place, name: $0.key) }
            })
    }

    /// Runs shell words whose output is matches.
    private func grep(_ words: String, _ place: Place) throws -> Set<Finding> {
        let result = try Command(
            ["/bin/sh", "-c", words + " | sort -u"], environment: world.environment
        ).run(within: 120)
        return findings(result.lines, place)
    }

    private var matches: String { "grep -aohFf '\(patterns)'" }

    /// What paks has ever printed, and what can be scrolled back to now.
    func printed(by program: Program, scrolled pictures: [Picture]) throws -> Set<Finding> {
        let path = world.folder + "/printed"
        try write(program.output[...], to: path)
        let shown = pictures.map(\.text).joined(separator: "\n")
        let onScreen = secrets.filter { shown.contains($0.value) }.keys
        return try grep("\(matches) '\(path)'", .output)
            .union(onScreen.map { Finding(place: .screen, name: $0) })
    }

    /// All files of a running container, also those in memory.
    func files(of container: String) throws -> Set<Finding> {
        let tool = world.engine.tool
        return try grep("\(tool) export \(container) | \(matches)", .files)
            .union(
                grep(
                    "\(tool) exec -i \(container) grep -raohFf - /dev/shm /tmp /run <'\(patterns)'",
                    .files))
    }

    func metadata(of container: String, image: String) throws -> Set<Finding> {
        let tool = world.engine.tool
        return try grep(
            "{ \(tool) inspect \(container); \(tool) logs \(container) 2>&1;"
                + " \(tool) image inspect \(image); \(tool) history --no-trunc \(image); }"
                + " | \(matches)", .metadata)
    }

    func image(_ reference: String) throws -> Set<Finding> {
        let tool = world.engine.tool
        return try grep(
            "{ \(tool) save \(reference); c=$(\(tool) create \(reference) true);"
                + " \(tool) export $c; \(tool) rm -v $c >/dev/null; } | \(matches)", .image)
    }

    /// Where the engine of the tests keeps everything: layers, configurations, logs, its records.
    ///
    /// The engine moves folders for other tests meanwhile, and a `grep -r` that stands in one of them ends
    /// there. A list is soon made, and of three one at least is whole.
    func engineFiles() throws -> Set<Finding> {
        guard let folder = engineFolder else { return [] }
        let list = "find '\(folder)' -type f -print0"
        return try grep(
            "{ \(list); \(list); \(list); } 2>/dev/null | sort -zu"
                + " | xargs -0 \(matches) 2>/dev/null", .engine)
    }

    /// `nil` for an engine that wasn't brought up by the tests.
    var engineFolder: String? {
        let environment = world.engine.environment
        let path =
            world.engine.kind == .docker
            ? environment["DOCKER_HOST"].map { $0.dropFirst("unix://".count) + "" }
            : environment["CONTAINERS_STORAGE_CONF"]
        guard let path, let slash = path.lastIndex(of: "/"), path.hasPrefix("/") else {
            return nil
        }
        let folder = String(path[..<slash])
        return world.engine.kind == .docker ? folder + "/docker" : folder
    }

    func home() throws -> Set<Finding> {
        let folders = ["home", "work", "tmp", "user"].map { "'\(world.folder)/\($0)'" }
        return try grep(
            "\(matches) -r --exclude-dir=envs \(folders.joined(separator: " "))", .home)
    }
}

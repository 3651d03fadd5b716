import Testing

@testable import Containers

@Suite struct ImageArchiveTests {
    @Test(
        "SHA-256 is that of FIPS 180-4",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func hash(_ text: String, _ wanted: String) {
        #expect(SHA256.hexadecimal(Array(text.utf8)) == wanted)
    }

    @Test("A million bytes hash rightly")
    func longHash() {
        #expect(
            SHA256.hexadecimal(Array(repeating: 0x61, count: 1_000_000))
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test(
        "Moments are written as RFC 3339",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_525_199, "2026-11-24T12:59:59Z"), (-1, "1969-12-31T23:59:59Z"),
        ])
    func timestamp(_ seconds: Int, _ wanted: String) {
        #expect(Timestamp.text(seconds) == wanted)
    }

    @Test(
        "A moment is told to the second, in its own zone",
        arguments: [
            ("2026-11-24T14:46:45.312218511Z", "2026-11-24T14:46:45Z"),
            ("2026-11-24T14:46:45.3+01:00", "2026-11-24T14:46:45+01:00"),
            ("2026-11-24T14:46:45Z", "2026-11-24T14:46:45Z"), ("", ""),
        ])
    func seconds(_ text: String, _ wanted: String) {
        #expect(Timestamp.toTheSecond(text) == wanted)
    }

    private static let base = """
        [{"Id":"sha256:b","Architecture":"amd64","Os":"linux","Created":"x",
        "Config":{"Env":["A=1"],"Cmd":["/bin/bash"],"Labels":{"own":"kept"}},
        "RootFS":{"Layers":["sha256:11","sha256:22"]},"RepoDigests":["r@sha256:dd"]}]
        """

    @Test("The archive's configuration is the base's, with the layers that it is given")
    func configuration() throws {
        let base = try #require(ImageDescription(JSON(parsing: Array(Self.base.utf8))))
        #expect(base.digest == "sha256:dd")
        let archive = ImageArchive(
            base: base, layers: base.layers + ["sha256:33"], created: "now")
        let json = try JSON(parsing: archive.configuration)
        #expect(json["config"] == base.config)
        #expect(json["rootfs"]?["diff_ids"]?.array?.count == 3)
        #expect(json["history"] == nil)
    }

    @Test("Each kind of archive names its parts by their hashes", arguments: Tool.allCases)
    func bytes(_ tool: Tool) throws {
        let base = try #require(ImageDescription(JSON(parsing: Array(Self.base.utf8))))
        let archive = ImageArchive(base: base, layers: base.layers, created: "now")
        let bytes = archive.bytes(tool.dialect.archive, name: "n:1")
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(bytes.count.isMultiple(of: 512))
        #expect(text.contains(SHA256.hexadecimal(archive.configuration)))
        #expect(text.contains("n:1"))
        #expect(text.contains(tool == .docker ? "manifest.json" : "oci-layout"))
    }

    @Test("Labels are added to the base's own, whose other fields stay")
    func labels() throws {
        let config = try JSON(parsing: Array(#"{"Env":["A"],"Labels":{"own":"1","x":"old"}}"#.utf8))
        let result = config.settingLabels([(name: "x", value: "new")])
        #expect(result["Labels"]?["own"] == .string("1"))
        #expect(result["Labels"]?["x"] == .string("new"))
        #expect(result["Env"] == config["Env"])
    }

    @Test("What told of an earlier save isn't inherited by the next one")
    func staleLabels() throws {
        let config = try JSON(
            parsing: Array(
                """
                {"Labels":{"dev.paks.image.message":"old","org.opencontainers.image.base.digest":"d",
                "own":"1"}}
                """.utf8))
        let labels = config.settingLabels([(name: ImageLabels.save, value: "2")])["Labels"]
        #expect(
            labels == .object([.init("own", .string("1")), .init(ImageLabels.save, .string("2"))]))
    }

    @Test("An image that somebody built on a save is no save")
    func builtOnASave() throws {
        func number(_ layers: String) throws -> Int? {
            let text = """
                [{"Id":"sha256:b","Config":{"Labels":{"dev.paks.image.save":"3",
                "dev.paks.image.layer":"sha256:22"}},"RootFS":{"Layers":[\(layers)]}}]
                """
            return try #require(ImageDescription(JSON(parsing: Array(text.utf8)))).saveNumber
        }
        #expect(try number(#""sha256:11","sha256:22""#) == 3)
        #expect(try number(#""sha256:11","sha256:22","sha256:33""#) == nil)
    }

    @Test("docker's history is kept where it can be matched with the layers, else nothing is said")
    func history() throws {
        let listing = Array(
            """
            {"CreatedAt":"2","CreatedBy":"CMD","Comment":"","Size":"0"}
            {"CreatedAt":"1","CreatedBy":"ADD","Comment":"c","Size":"12"}
            """.utf8)
        let entries = try #require(ImageHistory.entries(listing: listing, layers: 1))
        #expect(entries.count == 2)
        #expect(entries[0]["created_by"] == .string("ADD"))
        #expect(entries[1]["empty_layer"] == .bool(true))
        #expect(ImageHistory.entries(listing: listing, layers: 3) == nil)
    }
}

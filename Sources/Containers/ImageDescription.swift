/// An image as `image inspect` of either engine tells it.
package struct ImageDescription: Equatable, Sendable {
    /// `sha256:` and 64 hexadecimal digits.
    package var id: String
    package var architecture: String
    package var system: String
    package var variant: String?
    /// Created, RFC 3339.
    package var created: String
    package var author: String?
    /// The image's `Config` as the engine has it.
    package var config: JSON
    /// The layers' diff ids, the lowest first.
    package var layers: [String]
    /// The entries of its history in the image configuration's own form (OCI image-spec,
    /// config.md), where the engine tells; else `nil`.
    package var history: [JSON]?
    /// The manifest's digest in a registry, where the image came from one.
    package var digest: String?
    package var names: [String]
    /// The media type of its manifest, where the engine tells.
    package var manifestType: String?

    /// - Returns: `nil` where the answer tells of no image.
    package init?(_ json: JSON) {
        guard let image = json.array?.first, let id = image["Id"]?.string else { return nil }
        self.id = id.hasPrefix("sha256:") ? id : "sha256:" + id
        architecture = image["Architecture"]?.string ?? ""
        system = image["Os"]?.string ?? "linux"
        variant = image["Variant"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        created = image["Created"]?.string ?? ""
        author = image["Author"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        config = image["Config"] ?? .object([])
        layers = image["RootFS"]?["Layers"]?.array?.compactMap(\.string) ?? []
        history = image["History"]?.array
        let digests = image["RepoDigests"]?.array?.compactMap(\.string) ?? []
        digest = digests.first.flatMap { $0.split(separator: "@").last.map(String.init) }
        manifestType = image["ManifestType"]?.string
        // podman tells a healthcheck beside the configuration that it belongs to.
        if let check = image["Healthcheck"], check != .null, config["Healthcheck"] == nil {
            config = .object((config.members ?? []) + [.init("Healthcheck", check)])
        }
        names = image["RepoTags"]?.array?.compactMap(\.string) ?? []
    }

    package var entrypoint: [String] { words("Entrypoint") }
    package var command: [String] { words("Cmd") }

    package func label(_ name: String) -> String? { config["Labels"]?[name]?.string }

    private func words(_ key: String) -> [String] {
        config[key]?.array?.compactMap(\.string) ?? []
    }
}

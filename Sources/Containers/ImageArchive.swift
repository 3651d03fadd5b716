/// A new image made of layers that the engine has already: only its configuration travels.
///
/// Both engines skip the content of layers that they know by diff id when they load an archive.
package struct ImageArchive: Equatable, Sendable {
    package var architecture: String
    package var system: String
    package var variant: String?
    package var author: String?
    /// RFC 3339.
    package var created: String
    /// The `Config` of the image (docker's image spec; OCI image-spec, config.md).
    package var config: JSON
    /// Diff ids, the lowest first.
    package var layers: [String]
    /// One entry a layer, and those of empty ones; `nil` to tell nothing.
    package var history: [JSON]?
    /// The media type of the manifest in an OCI layout; docker's own has fields in its
    /// configuration that OCI's hasn't.
    package var manifestType: String?

    /// An image with a base's configuration and another image's layers.
    package init(base: ImageDescription, layers: [String], created: String) {
        architecture = base.architecture
        system = base.system
        variant = base.variant
        author = base.author
        config = base.config
        self.layers = layers
        self.created = created
    }

    /// The configuration's own document; the image's id is its hash.
    package var configuration: [UInt8] {
        var members: [JSON.Member] = [
            .init("created", .string(created)),
            .init("architecture", .string(architecture)),
            .init("os", .string(system)),
        ]
        if let variant { members.append(.init("variant", .string(variant))) }
        if let author { members.append(.init("author", .string(author))) }
        members.append(.init("config", config))
        members.append(
            .init(
                "rootfs",
                .object([
                    .init("type", .string("layers")),
                    .init("diff_ids", .array(layers.map { .string($0) })),
                ])))
        if let history { members.append(.init("history", .array(history))) }
        return Array(JSON.object(members).compact.utf8)
    }

    /// The archive in the form that a tool loads, the image named `name`.
    package func bytes(_ kind: Dialect.ArchiveKind, name: String) -> [UInt8] {
        switch kind {
        case .docker: docker(name)
        case .oci: layout(name)
        }
    }

    /// docker image-spec v1.2, `manifest.json`.
    private func docker(_ name: String) -> [UInt8] {
        let configuration = configuration
        let file = SHA256.hexadecimal(configuration) + ".json"
        let manifest = JSON.array([
            .object([
                .init("Config", .string(file)),
                .init("RepoTags", .array([.string(name)])),
                .init("Layers", .array(layers.map { .string("\(Self.hash($0))/layer.tar") })),
            ])
        ])
        var tar = Tar()
        tar.add(file, configuration)
        tar.add("manifest.json", Array(manifest.compact.utf8))
        return tar.finished
    }

    /// OCI image-spec, image-layout.md: "The blobs directory MAY be missing referenced blobs".
    private func layout(_ name: String) -> [UInt8] {
        let configuration = configuration
        let types = manifestType == MediaTypes.docker.manifest ? MediaTypes.docker : .oci
        func descriptor(_ type: String, _ hash: String, _ size: Int, _ more: [JSON.Member] = [])
            -> JSON
        {
            .object(
                [
                    .init("mediaType", .string(type)),
                    .init("digest", .string("sha256:" + hash)),
                    .init("size", .number(String(size))),
                ] + more)
        }
        let configHash = SHA256.hexadecimal(configuration)
        let manifest = Array(
            JSON.object([
                .init("schemaVersion", .number("2")),
                .init("mediaType", .string(types.manifest)),
                .init("config", descriptor(types.config, configHash, configuration.count)),
                // The size of a layer that isn't read has no meaning.
                .init("layers", .array(layers.map { descriptor(types.layer, Self.hash($0), 1) })),
            ]).compact.utf8)
        let manifestHash = SHA256.hexadecimal(manifest)
        let names = JSON.object([.init("org.opencontainers.image.ref.name", .string(name))])
        let index = JSON.object([
            .init("schemaVersion", .number("2")),
            .init(
                "manifests",
                .array([
                    descriptor(
                        types.manifest, manifestHash, manifest.count,
                        [.init("annotations", names)])
                ])),
        ])
        var tar = Tar()
        tar.add("oci-layout", Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8))
        tar.add("index.json", Array(index.compact.utf8))
        tar.add("blobs/sha256/\(manifestHash)", manifest)
        tar.add("blobs/sha256/\(configHash)", configuration)
        return tar.finished
    }

    private static func hash(_ digest: String) -> String {
        String(digest.drop { $0 != ":" }.dropFirst())
    }
}

/// What a manifest and its parts are called.
private struct MediaTypes {
    let manifest: String
    let config: String
    let layer: String

    /// OCI image-spec, media-types.md.
    static let oci = MediaTypes(
        manifest: "application/vnd.oci.image.manifest.v1+json",
        config: "application/vnd.oci.image.config.v1+json",
        layer: "application/vnd.oci.image.layer.v1.tar")

    /// distribution, image manifest version 2, schema 2.
    static let docker = MediaTypes(
        manifest: "application/vnd.docker.distribution.manifest.v2+json",
        config: "application/vnd.docker.container.image.v1+json",
        layer: "application/vnd.docker.image.rootfs.diff.tar")
}

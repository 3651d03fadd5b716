/// The labels of images that paks saved (OCI image-spec, annotations.md, and our own).
package enum ImageLabels {
    /// Which save of its name this is, from 1.
    package static let save = "dev.paks.image.save"
    /// The diff id of the save's own top layer: an image that somebody else builds on a save
    /// inherits the save's labels, but not its top.
    package static let layer = "dev.paks.image.layer"
    package static let message = "dev.paks.image.message"
    package static let container = "dev.paks.image.container"

    package static func all(
        session: Session, base: ImageDescription, layers: [String], created: String, number: Int,
        message: String?
    ) -> [(name: String, value: String)] {
        var labels = [
            ("org.opencontainers.image.created", created),
            ("org.opencontainers.image.base.name", session.base),
            (save, String(number)),
            (layer, layers.last ?? ""),
            (container, session.name),
        ]
        if let digest = base.digest {
            labels.append(("org.opencontainers.image.base.digest", digest))
        }
        if let message { labels.append((Self.message, message)) }
        return labels
    }

    /// Whether a label tells of one save, so that the next one must not inherit it.
    static func tellsOfASave(_ name: String) -> Bool {
        name.hasPrefix("dev.paks.image.") || name.hasPrefix("org.opencontainers.image.base.")
            || name == "org.opencontainers.image.created"
    }

    /// The name with its tag, which an archive needs.
    package static func named(_ reference: ImageReference) -> String {
        var reference = reference
        if reference.tag == nil { reference.tag = "latest" }
        reference.digest = nil
        return reference.text
    }
}

extension ImageDescription {
    /// Which save of its name it is; `nil` for an image that paks didn't make.
    package var saveNumber: Int? {
        guard let top = layers.last, label(ImageLabels.layer) == top else { return nil }
        return label(ImageLabels.save).flatMap { Int($0) }
    }
}

extension JSON {
    /// An image's `Config` with these labels beside its own, but for those of an earlier save.
    package func settingLabels(_ labels: [(name: String, value: String)]) -> JSON {
        let names = Set(labels.map(\.name))
        let own = self["Labels"]?.members ?? []
        let all =
            own.filter { !names.contains($0.key) && !ImageLabels.tellsOfASave($0.key) }
            + labels.map { .init($0.name, .string($0.value)) }
        let others = (members ?? []).filter { $0.key != "Labels" }
        return .object(others + [.init("Labels", .object(all))])
    }
}

/// The history of an image (OCI image-spec, config.md, `history`).
package enum ImageHistory {
    /// Entries made of what `docker history` lists, one JSON object a line, the newest first.
    ///
    /// Which entries made no layer isn't in the listing: those without a size are it, if that
    /// leaves as many as there are layers.
    ///
    /// - Returns: `nil` when it can't be told.
    package static func entries(listing: [UInt8], layers: Int) -> [JSON]? {
        let rows = listing.split(separator: 0x0a).compactMap { try? JSON(parsing: Array($0)) }
        let withSize = rows.filter { !isEmpty($0) }.count
        guard withSize == layers || rows.count == layers else { return nil }
        return rows.reversed().map { row in
            var members: [JSON.Member] = []
            if let created = row["CreatedAt"]?.string {
                members.append(.init("created", .string(created)))
            }
            if let by = row["CreatedBy"]?.string {
                members.append(.init("created_by", .string(by)))
            }
            if let comment = row["Comment"]?.string, !comment.isEmpty {
                members.append(.init("comment", .string(comment)))
            }
            if withSize == layers, isEmpty(row) {
                members.append(.init("empty_layer", .bool(true)))
            }
            return .object(members)
        }
    }

    private static func isEmpty(_ row: JSON) -> Bool {
        let size = row["Size"]?.string ?? ""
        return size == "0" || size == "0B"
    }
}

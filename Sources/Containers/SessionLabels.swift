/// The labels by which paks finds its containers again.
package struct SessionLabels: Equatable, Sendable {
    package static let session = "dev.paks.session"
    package static let base = "dev.paks.base"
    package static let baseID = "dev.paks.base.id"
    package static let version = "dev.paks.version"
    /// Whose session it is: one engine may serve several people.
    package static let owner = "dev.paks.owner"
    /// On images that a save makes on its way and removes again.
    package static let commit = "dev.paks.commit"

    package var owner: String
    package var id: String
    package var base: String
    package var baseID: String
    package var version: String

    package init(owner: String, id: String, base: String, baseID: String, version: String) {
        self.owner = owner
        self.id = id
        self.base = base
        self.baseID = baseID
        self.version = version
    }

    /// Names and values, in a fixed order.
    package var all: [(name: String, value: String)] {
        [
            (Self.owner, owner), (Self.session, id), (Self.base, base), (Self.baseID, baseID),
            (Self.version, version),
        ]
    }
}

extension SessionLabels {
    /// Names a user and his folder without telling them: what `owner` holds.
    ///
    /// - Parameter household: anything that no other user's paks has, such as host, user and folder.
    package static func owner(of household: String) -> String {
        String(SHA256.hexadecimal(Array(household.utf8)).prefix(16))
    }
}

extension Session {
    /// A session as an engine's `inspect` of its container tells; `nil` for a container that paks
    /// didn't make.
    package init?(container: JSON, tool: Tool) {
        guard let labels = container["Config"]?["Labels"],
            let id = labels[SessionLabels.session]?.string, !id.isEmpty,
            let container64 = container["Id"]?.string, let name = container["Name"]?.string
        else { return nil }
        self.init(
            id: id, name: name.hasPrefix("/") ? String(name.dropFirst()) : name, tool: tool,
            container: container64, base: labels[SessionLabels.base]?.string ?? "",
            baseID: labels[SessionLabels.baseID]?.string ?? "")
    }
}

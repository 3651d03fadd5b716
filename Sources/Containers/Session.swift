/// A container that paks made, as its labels and its record tell.
package struct Session: Equatable, Sendable {
    /// What names the session: 12 lower-case hexadecimal digits, the label `dev.paks.session`.
    package var id: String
    /// The container's name.
    package var name: String
    package var tool: Tool
    /// The container's id as the engine gives it, 64 hexadecimal digits.
    package var container: String
    /// The image reference that it was started from, as the user gave it after defaults.
    package var base: String
    /// The id of that image.
    package var baseID: String

    package init(
        id: String, name: String, tool: Tool, container: String, base: String, baseID: String
    ) {
        self.id = id
        self.name = name
        self.tool = tool
        self.container = container
        self.base = base
        self.baseID = baseID
    }
}

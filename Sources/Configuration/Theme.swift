package import Terminal

/// The looks of everything that paks draws itself, by role.
package struct Theme: Equatable, Sendable {
    /// Roles and their styles at the depth that the terminal has.
    package var styles: [String: Style]

    package init(styles: [String: Style] = [:]) { self.styles = styles }

    /// A role's style, or that of its nearest ancestor: `toast.error`, `toast`, `text`.
    package func style(_ role: String) -> Style { styles[role] ?? .plain }
}

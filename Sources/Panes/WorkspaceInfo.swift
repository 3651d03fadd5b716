package import Configuration

/// What a workspace says of its session.
package struct WorkspaceInfo: Equatable, Sendable {
    /// `docker` or `podman`.
    package var engine: String
    package var image: String
    package var session: String
    /// The name that a save gets by itself.
    package var saveName: String
    /// Are loaded at the shell's first prompt.
    package var environments: [String]
    package var canShowBorders: Bool
    package var isMouseOn: Bool
    /// Programs may ask for checksums of the screen (`DECRQCRA`).
    package var answersChecksums: Bool
    /// Programs may ask for the clipboard (OSC 52).
    package var readsClipboard: Bool
    /// Which lines at the prompt are asked about.
    package var confirm: Settings.Confirm

    package init(
        engine: String, image: String, session: String, saveName: String,
        environments: [String] = [], canShowBorders: Bool = true, isMouseOn: Bool = true,
        answersChecksums: Bool = false, readsClipboard: Bool = false,
        confirm: Settings.Confirm = .weak
    ) {
        self.engine = engine
        self.image = image
        self.session = session
        self.saveName = saveName
        self.environments = environments
        self.canShowBorders = canShowBorders
        self.isMouseOn = isMouseOn
        self.answersChecksums = answersChecksums
        self.readsClipboard = readsClipboard
        self.confirm = confirm
    }
}

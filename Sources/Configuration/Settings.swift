/// The settings of one run, from the built-in defaults and all that was laid over them.
///
/// The values here are those of the built-in `settings.yml`; a test holds the two together.
package struct Settings: Equatable, Sendable {
    /// `auto`, `docker` or `podman`.
    package var containerTech = "auto"
    /// A shell's name or path, or `auto`: bash where the image has it, else `/bin/sh`.
    package var shell = "auto"
    /// Put before image names that name no registry; empty for the engine's own way.
    package var registry = ""
    /// What `save` adds to the repository.
    package var saveSuffix = "-saved"
    /// When a `#` line that hands out secrets or writes files of the host is asked about.
    package var confirm = Confirm.weak
    /// The command line that edits a file; empty for `$VISUAL`, `$EDITOR`, then `vi`.
    package var editor = ""
    package var theme = "default"
    package var borders = Borders.auto
    package var mouse = true
    /// Rows of history in the shell's pane.
    package var scrollbackLines = 10_000
    /// Answer `DECRQCRA`, by which a program reads checksums of what stands on the screen.
    package var terminalChecksums = false
    /// Answer OSC 52's question, by which a program reads the clipboard.
    package var readsClipboard = false
    package var keys = Keys()

    package enum Confirm: String, CaseIterable, Sendable {
        /// Only where the shell itself didn't report the line.
        case weak
        case always, never
    }

    package enum Borders: String, CaseIterable, Sendable { case auto, light, ascii }

    package struct Keys: Equatable, Sendable {
        /// `paks`, `tmux`, `screen`, `dvtm` or `fkeys`.
        package var preset = "paks"
        /// Overrides the preset's prefix keys unless empty.
        package var prefix: [String] = []
        /// Key to command line, laid over the preset's table; an empty line unbinds.
        package var bindings: [String: String] = [:]
        package init() {}
    }

    package init() {}
}

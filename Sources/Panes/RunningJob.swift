import Commands

/// A command that runs for the workspace.
struct RunningJob: Equatable {
    var line: String
    var startedAt: Double
    var step: String?
    /// It shows no toast when all is well: the workspace started it for itself.
    var isQuiet: Bool
    /// It holds the shell: its line was typed at the prompt.
    var holdsShell: Bool
    var hasResult = false
}

/// A sentence that stands for a while, and can be read again.
struct Toast: Equatable {
    var level: Report.Level
    var text: String
}

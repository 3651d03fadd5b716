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
    /// What the live shell said of its environment, for a job that would ask it.
    var environment: Reply?
}

/// A sentence that stands for a while, and can be read again.
struct Toast: Equatable {
    var level: Report.Level
    var text: String
}

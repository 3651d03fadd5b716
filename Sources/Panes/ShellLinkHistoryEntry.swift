/// A line that the shell accepted and finished.
package struct HistoryEntry: Equatable, Sendable {
    /// The line as it was typed, with its line ends if it has several.
    package var line: String
    package var status: Int32
    /// Where the shell was when it ran; `nil` when that isn't known.
    package var directory: String?
    /// Seconds, on the clock that the link is given.
    package var startedAt: Double
    /// Seconds.
    package var duration: Double

    package init(
        line: String, status: Int32, directory: String?, startedAt: Double, duration: Double
    ) {
        self.line = line
        self.status = status
        self.directory = directory
        self.startedAt = startedAt
        self.duration = duration
    }
}

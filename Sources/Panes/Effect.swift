package import Commands
package import Terminal

/// All that a workspace can ask of the world.
package enum Effect: Equatable, Sendable {
    case writeShell([UInt8])
    /// The size of the shell's pane changed.
    case resizeShell(Size)
    /// Start `paks do --report json` with this line; `id` names it in later events.
    case start(JobID, line: String)
    /// Interrupt a job.
    case cancel(JobID)
    /// A line for a job's standard input.
    case reply(JobID, Reply)
    /// The answer to a request from the session's socket.
    case answer(ClientID, Reply)
    /// The answer to such a request takes a while, for this reason.
    case wait(ClientID, String)
    /// `nil` seconds stops the timer.
    case timer(TimerID, seconds: Double?)
    /// Bytes for the outer terminal, where there is no full screen (`paks run`).
    case show([UInt8])
    case bell
    /// Text for the host's clipboard (OSC 52).
    case copy([UInt8])
    /// Ask what is in the host's clipboard (OSC 52); the answer is a report.
    case readClipboard
    /// Stop as Ctrl-Z does, and come back on SIGCONT.
    case suspend
    /// Forget what the terminal is believed to show, and draw everything.
    case redraw
    case leave(Leaving)
}

/// Why the workspace is left.
package enum Leaving: Equatable, Sendable {
    /// The shell ended with this status.
    case shellEnded(Int32)
    /// The container runs on, and so may the shell.
    case detach
    /// The user asked to stop the container.
    case quit
    /// SIGTERM or SIGHUP.
    case terminated
}

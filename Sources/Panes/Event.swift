package import Commands
package import Terminal

/// All that can happen to a running workspace, but for the shell's output, which goes in as a span.
package enum Event: Equatable, Sendable {
    case input(Input)
    case resized(Size)
    /// The program on the shell's terminal ended; the exit status as a shell gives it.
    case shellEnded(status: Int32)
    case report(JobID, Report)
    /// A job's process ended; a job that said no result by then failed.
    case jobEnded(JobID, status: Int32)
    /// A job that another terminal started asks for the live shell.
    case request(ClientID, ShellRequest)
    /// The job that asked has hung up.
    case gone(ClientID)
    /// A timer set by `Effect.timer` ran out.
    case timer(TimerID)
    /// The process was stopped and goes on: everything must be drawn anew.
    case resumed
    /// A key-independent wish to leave: SIGTERM, SIGHUP.
    case terminate
}

/// A command that runs in a process of its own.
package struct JobID: Hashable, Sendable {
    package let number: Int
    package init(_ number: Int) { self.number = number }
}

/// A connection to the session's socket.
package struct ClientID: Hashable, Sendable {
    package let number: Int
    package init(_ number: Int) { self.number = number }
}

/// What a timer is for; setting one that runs sets it anew.
package enum TimerID: Int, Sendable {
    case toast, whichKey, shellAnswer, typeAhead, spinner, repeatKey, synchronizedOutput
    case environments, shellFrame
}

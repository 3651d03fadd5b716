import Commands

extension ShellLink {
    /// The state of the conversation; empty while the shell isn't waiting.
    struct Exchange {
        enum Kind: Equatable {
            case command(String)
            case push
        }

        struct Asked {
            var asker: Asker
            var request: ShellRequest
            var deadline: Double
            /// When to say that it takes a while.
            var noticeAt: Double?
        }

        /// A request that is being carried out.
        struct Current {
            var asker: Asker
            var messages: ArraySlice<[UInt8]>
            var refused: [String]
            var directory: String?
            var wantsEnvironment: Bool
            var environment: [ShellRequest.Variable]?
        }

        var kind: Kind?
        /// What the command is known by.
        var evidence = LineEvidence.weak
        /// The command's first request came, so the shell is known to wait.
        var hasStarted = false
        var isFinishing = false
        var isCancelled = false
        /// When the shell printed the request that is still open.
        var requestedAt: Double?
        /// The next request must come by then.
        var requestBy: Double?
        var waiting: [Asked] = []
        var current: Current?
        /// The hidden keys went out; the shell must speak by then.
        var pushEnds: Double?
        /// When they went out.
        var wokenAt = 0.0
        /// What the terminal has shown of taking a half-typed line back; `nil` while none is.
        var erasure: [UInt8]?
        /// It couldn't be taken back; what stands on the line stays there.
        var isLineFixed = false
        /// The prompt may be quiet enough for the hidden keys at this time.
        var pushAt: Double?

        var isPushing: Bool { pushEnds != nil || kind == .push }
        var expectsEnvironment: Bool { current?.wantsEnvironment == true }

        var nextDeadline: Double? {
            var first = Alarm.earlier(requestBy, Alarm.earlier(pushEnds, pushAt))
            for asked in waiting {
                first = Alarm.earlier(first, min(asked.deadline, asked.noticeAt ?? asked.deadline))
            }
            return first
        }

        mutating func receive(environment data: [UInt8]) {
            guard current?.wantsEnvironment == true else { return }
            current?.environment = ShellLink.environment(from: data)
        }
    }
}

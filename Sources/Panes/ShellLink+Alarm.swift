extension ShellLink {
    /// One of the link's timers, and when it is set to come.
    struct Alarm {
        let timer: TimerID
        private var due: Double?

        init(_ timer: TimerID) { self.timer = timer }

        /// Takes note of a timer that came.
        mutating func expire(_ timer: TimerID) {
            if timer == self.timer { due = nil }
        }

        /// Sets the timer to what is waited for now; `nil` for nothing.
        ///
        /// One that comes early is set again when it does, so that a timer which every output puts
        /// off isn't set with each.
        mutating func set(
            for deadline: Double?, _ actions: inout [Action], at seconds: Double
        ) {
            if let due, let deadline, deadline >= due { return }
            if due == deadline { return }
            due = deadline
            actions.append(.timer(timer, deadline.map { max(0.001, $0 - seconds) }))
        }

        /// The earlier of two times; `nil` is never.
        static func earlier(_ one: Double?, _ other: Double?) -> Double? {
            guard let one, let other else { return one ?? other }
            return min(one, other)
        }
    }
}

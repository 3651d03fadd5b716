/// When a frame is worth drawing: at once where little was printed, at most 60 times a second in a
/// flood, and sooner where a key waits for its echo. Times are seconds on a clock that never goes
/// back.
package struct FramePace {
    /// Bytes printed since the last frame.
    private var undrawn = 0
    private var lastFrame = -1.0
    /// When a key went to the shell.
    private var lastKey = -1.0

    /// From so many undrawn bytes on it is a flood.
    private static let flood = 1024
    private static let interval = 1.0 / 60
    /// A frame that only shows what a key changed before its echo would keep the echo waiting.
    private static let echoTime = 0.002
    private static let shortest = 0.000_25

    package init() {}

    package mutating func keyWent(at seconds: Double) { lastKey = seconds }

    package mutating func printed(_ count: Int) { undrawn += count }

    package mutating func drew(at seconds: Double) {
        lastFrame = seconds
        undrawn = 0
    }

    /// Seconds until the next frame shall be drawn, 0 for now.
    ///
    /// In a flood an echo may be in any frame after its key, so these come after a quarter of a
    /// millisecond, a half, 1, 2, 4, 8 and 16 of them, and then at the usual interval.
    package func wait(at now: Double) -> Double {
        let isKeyUnanswered = lastKey > lastFrame
        if undrawn == 0 { return isKeyUnanswered ? max(0, lastKey + Self.echoTime - now) : 0 }
        if undrawn < Self.flood { return 0 }
        let echo =
            isKeyUnanswered
            ? lastKey + Self.shortest
            : lastFrame + max(Self.shortest, lastFrame - lastKey)
        return max(0, min(lastFrame + Self.interval, echo) - now)
    }
}

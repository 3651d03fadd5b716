/// When a frame is worth drawing: at once where little was printed, at most 60 times a second in a
/// flood, and sooner where a key waits for its echo. Times are seconds on a clock that never goes
/// back.
package struct FramePace {
    /// Whether anything was printed since the last frame.
    private var isDrawn = true
    /// Bytes that were printed, less those that may be printed in the time since then without being
    /// a flood; when that was reckoned.
    private var level = 0.0
    private var levelTime = -1.0
    /// When the last frame was done, and how long it took.
    private var lastFrame = -1.0
    private var cost = 0.0
    /// When a key went to the shell, whether into a flood, and whether its echo can't be among what
    /// was printed since.
    private var lastKey = -1.0
    private var isKeyInFlood = false
    private var isEchoOut = false

    private static let interval = 1.0 / 60
    /// So many bytes at once are a flood, and as many in the time of a frame.
    private static let flood = 1024
    private static let floodRate = Double(flood) / interval
    /// A flood is over so soon, however large it was.
    private static let mostLevel = 2 * Double(flood)
    /// A frame that only shows what a key changed before its echo would keep the echo waiting.
    private static let emptyTime = 0.002
    /// So long after a key any output may hold its echo, unless that was seen.
    private static let echoTime = 0.05
    private static let restTime = 0.000_3
    /// The kernel makes some 50 µs of it (timer slack, prctl(2)).
    private static let echoRestTime = 0.000_01
    /// How long to read between frames, in times that a frame takes; while an echo is waited for.
    private static let share = 3.0
    private static let echoShare = 1.0

    package init() {}

    /// A key went to the shell.
    package mutating func keyWent(at seconds: Double) {
        lastKey = seconds
        isKeyInFlood = isFlooded(at: seconds)
        isEchoOut = false
    }

    /// The echo of the last key was in the last frame.
    package mutating func echoCame() { lastKey = -1 }

    /// So many bytes came from the shell.
    ///
    /// - Parameter isEchoOut: whether the echo of the last key can't be among all that came.
    package mutating func printed(_ count: Int, at now: Double, isEchoOut: Bool = false) {
        isDrawn = false
        self.isEchoOut = isEchoOut
        level = min(Self.mostLevel, level(at: now) + Double(count))
        levelTime = now
    }

    /// A frame is done, with all that was printed before.
    package mutating func drew(from start: Double, to end: Double) {
        lastFrame = end
        cost = end - start
        isDrawn = true
    }

    /// Seconds until the next frame shall be drawn, 0 for now.
    ///
    /// What is drawn soon takes a quarter of the time at most, so that reading goes on, and half of
    /// it from a key to its echo. A key in a flood has no frame that can't hold its echo: that would
    /// take the processor from whoever is to print it.
    package func wait(at now: Double) -> Double {
        if isDrawn {
            let isKeyUnanswered = lastKey > lastFrame
            return isKeyUnanswered ? max(0, lastKey + Self.emptyTime - now) : 0
        }
        let pause: Double
        if isEchoComing(at: now), !(isEchoOut && isKeyInFlood) {
            pause = Self.echoShare * cost
        } else {
            pause = isFlooded(at: now) ? Self.interval : Self.share * cost
        }
        return max(0, lastFrame + min(Self.interval, pause) - now)
    }

    /// Whether the little that was printed is better drawn now than read on from.
    package func isDue(at now: Double) -> Bool { !isFlooded(at: now) && wait(at: now) == 0 }

    /// Seconds to leave the shell alone after a read of so many bytes: a flood that comes in drops is
    /// read by the bucket, and leaves the processor to others meanwhile.
    package func rest(after count: Int, at now: Double) -> Double? {
        guard count < Self.flood, isFlooded(at: now) else { return nil }
        return isEchoComing(at: now) ? Self.echoRestTime : Self.restTime
    }

    /// Seconds to leave the shell alone after a key went to it: in a flood whoever is to answer the
    /// key needs a processor before we read on.
    package func restAfterKey(at now: Double) -> Double? {
        isFlooded(at: now) ? Self.echoRestTime : nil
    }

    /// Seconds that the shell may be read before the keyboard is looked at again.
    package func turn(at now: Double) -> Double { isEchoComing(at: now) ? 0.000_1 : 0.000_2 }

    private func level(at now: Double) -> Double {
        max(0, level - (now - levelTime) * Self.floodRate)
    }

    private func isFlooded(at now: Double) -> Bool { level(at: now) >= Double(Self.flood) }

    private func isEchoComing(at now: Double) -> Bool { now < lastKey + Self.echoTime }
}

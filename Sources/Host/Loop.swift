import CHost
import Glibc

/// One ppoll(2) over descriptors, signals and timers. It sleeps until something happens, and its
/// process then runs soon though for a short time (sched(7)), so that keys don't wait for others.
package struct Loop: ~Copyable {
    /// A number by which the program knows what it watches.
    package typealias Token = Int

    package enum Happening {
        /// Something can be read, or the other side is gone (the read will tell).
        case readable(Token)
        case writable(Token)
        case signal(Int32)
        case timer(Token)
    }

    /// What is watched, and by which token; the signals are last.
    private var polled: [pollfd]
    private var tokens: [Token] = []
    private var timers: [(token: Token, due: Double)] = []
    private let signals: Descriptor

    /// - Parameter signals: are blocked for the process from now on, and arrive as happenings.
    package init(signals numbers: [Int32]) throws {
        var set = sigset_t()
        sigemptyset(&set)
        for number in numbers { sigaddset(&set, number) }
        guard sigprocmask(SIG_BLOCK, &set, nil) == 0 else {
            throw HostError.current("block signals")
        }
        let descriptor = signalfd(-1, &set, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
        guard descriptor >= 0 else { throw HostError.current("open a signalfd") }
        signals = Descriptor(owning: descriptor)
        paks_run_in_short_slices(0)
        polled = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    }

    /// Watches a descriptor, that outlives the watching, for what is to be done with it; with
    /// neither it is remembered and not watched.
    package mutating func watch(
        _ descriptor: Int32, reading: Bool, writing: Bool = false, as token: Token
    ) {
        // ppoll(2) passes over what has a negative descriptor.
        let entry = pollfd(
            fd: reading || writing ? descriptor : -1,
            events: Int16((reading ? POLLIN : 0) | (writing ? POLLOUT : 0)), revents: 0)
        if let place = tokens.firstIndex(of: token) {
            polled[place] = entry
        } else {
            polled.insert(entry, at: tokens.count)
            tokens.append(token)
        }
    }

    package mutating func unwatch(_ token: Token) {
        guard let place = tokens.firstIndex(of: token) else { return }
        tokens.remove(at: place)
        polled.remove(at: place)
    }

    /// Sets a timer anew; `nil` stops it.
    package mutating func setTimer(_ token: Token, after seconds: Double?) {
        if let place = timers.firstIndex(where: { $0.token == token }) { timers.remove(at: place) }
        if let seconds { timers.append((token, Clock.monotonic + max(0, seconds))) }
    }

    /// Waits until something happens.
    ///
    /// - Parameter happenings: becomes what happened, and keeps its memory from turn to turn. It is
    ///   never empty then unless a signal interrupted the waiting.
    package mutating func wait(for happenings: inout [Happening]) throws {
        happenings.removeAll(keepingCapacity: true)
        let count = poll()
        if count < 0 && errno != EINTR { throw HostError.current("poll") }
        if count > 0 {
            if polled[tokens.count].revents != 0 { takeSignals(&happenings) }
            for place in 0..<tokens.count where polled[place].revents != 0 {
                let (asked, came) = (Int32(polled[place].events), Int32(polled[place].revents))
                let broken = came & (POLLHUP | POLLERR | POLLNVAL) != 0
                if asked & POLLOUT != 0, broken || came & POLLOUT != 0 {
                    happenings.append(.writable(tokens[place]))
                }
                if asked & POLLIN != 0, broken || came & POLLIN != 0 {
                    happenings.append(.readable(tokens[place]))
                }
            }
        }
        if !timers.isEmpty {
            let now = Clock.monotonic
            for timer in timers where timer.due <= now { happenings.append(.timer(timer.token)) }
            timers.removeAll { $0.due <= now }
        }
    }

    /// Waits for the descriptors until the next timer is due.
    private mutating func poll() -> Int32 {
        let number = UInt(polled.count)
        guard var due = timers.first?.due else { return ppoll(&polled, number, nil, nil) }
        for timer in timers { due = min(due, timer.due) }
        let seconds = min(max(0, due - Clock.monotonic), 1e9)
        let whole = seconds.rounded(.down)
        var left = timespec(tv_sec: Int(whole), tv_nsec: Int((seconds - whole) * 1e9))
        return ppoll(&polled, number, &left, nil)
    }

    private borrowing func takeSignals(_ happenings: inout [Happening]) {
        var info = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        while retrying({ read(signals.number, &info, size) }) == size {
            happenings.append(.signal(Int32(info.ssi_signo)))
        }
    }
}

/// The two clocks.
package enum Clock {
    /// Seconds on a clock that never goes back.
    package static var monotonic: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    package static var secondsSince1970: Int { time(nil) }
}

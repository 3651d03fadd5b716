import Glibc

/// A lock and a condition, for state that a reader's thread shares with a test.
final class Monitor: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
        condition.deallocate()
    }

    func locked<T>(_ body: () throws -> T) rethrows -> T {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// As `locked`, and wakes whoever waits.
    @discardableResult
    func change<T>(_ body: () throws -> T) rethrows -> T {
        try locked {
            defer { pthread_cond_broadcast(condition) }
            return try body()
        }
    }

    /// Waits, on the clock of `monotonicSeconds`, until the predicate holds or the deadline is there.
    func wait(until deadline: Double, _ predicate: () -> Bool) {
        var time = timespec()
        time.tv_sec = Int(deadline)
        time.tv_nsec = Int((deadline - deadline.rounded(.down)) * 1e9)
        locked {
            while !predicate() {
                if pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT { return }
            }
        }
    }
}

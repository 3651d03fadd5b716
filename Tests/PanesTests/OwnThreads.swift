import Dispatch
import Synchronization
import Testing

/// Runs the tests of a suite on threads of their own, several at a time.
///
/// A test that waits for a real program holds its thread, and the pool that all tests share has no
/// more threads than the machine has processors.
struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
    /// A few: the programs that are waited for need the processors too.
    private static let pool = Pool(threads: 4)

    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Self.pool) { try await function() }
    }

    private final class Pool: TaskExecutor {
        private struct State: ~Copyable {
            var jobs: [UnownedJob] = []
            /// Each is a thread of its own while it has something to do.
            var idle: [DispatchQueue]
        }

        private let state: Mutex<State>

        init(threads: Int) {
            state = Mutex(State(idle: (0..<threads).map { DispatchQueue(label: "tests \($0)") }))
        }

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            let queue = state.withLock { state in
                state.jobs.append(job)
                return state.idle.popLast()
            }
            queue?.async { self.work(on: queue) }
        }

        private func work(on queue: DispatchQueue?) {
            while let job = next(orIdle: queue) {
                job.runSynchronously(on: asUnownedTaskExecutor())
            }
        }

        private func next(orIdle queue: DispatchQueue?) -> UnownedJob? {
            state.withLock { state in
                if !state.jobs.isEmpty { return state.jobs.removeFirst() }
                if let queue { state.idle.append(queue) }
                return nil
            }
        }
    }
}

extension Trait where Self == OwnThreads {
    /// On threads of their own.
    static var ownThreads: Self { OwnThreads() }
}

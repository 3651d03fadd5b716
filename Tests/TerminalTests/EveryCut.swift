import Testing

/// How a session is cut before it is fed.
enum Cut: Sendable {
    case whole, bytes
    case random(seed: UInt64)

    /// The cut of the present round of a test with the trait `everyCut`.
    @TaskLocal static var current: Cut?

    static let all: [Cut] = [.whole, .bytes, .random(seed: 1), .random(seed: 2)]
}

/// Runs each test of a suite anew for every cut, and says in what fails which one it was.
///
/// `play` and `screen` take no bytes outside of it, so that no case can be left out.
struct EveryCut: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        for cut in Cut.all {
            let tells = IssueHandlingTrait.compactMapIssues { issue in
                var issue = issue
                issue.comments.append("fed \(cut)")
                return issue
            }
            try await tells.provideScope(for: test, testCase: testCase) {
                try await Cut.$current.withValue(cut) { try await function() }
            }
        }
    }
}

extension Trait where Self == EveryCut {
    /// The test feeds its bytes whole, byte by byte and at random splits.
    static var everyCut: Self { Self() }
}

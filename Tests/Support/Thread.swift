import Glibc

/// Runs a function on a new thread, and keeps what it holds until it is over.
func startThread(_ body: @escaping () -> Void) throws -> pthread_t {
    let context = Unmanaged.passRetained(Work(body)).toOpaque()
    var thread = pthread_t()
    let error = pthread_create(
        &thread, nil,
        { context in
            guard let context else { return nil }
            Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
            return nil
        }, context)
    guard error == 0 else {
        Unmanaged<Work>.fromOpaque(context).release()
        throw Failure("no thread: \(errorText(error))")
    }
    return thread
}

private final class Work {
    let body: () -> Void

    init(_ body: @escaping () -> Void) { self.body = body }
}

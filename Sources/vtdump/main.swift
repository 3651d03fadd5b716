// Reads a program's output, and prints the screen that it leaves.
import Glibc
import Terminal

/// Set by SIGUSR1.
nonisolated(unsafe) var asked: sig_atomic_t = 0

func put(_ bytes: [UInt8], on descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
    }
}

func run(_ options: Options) {
    var screen = Screen(size: options.size, scrollback: options.scrollback)
    screen.answersChecksums = options.allowsChecksums
    var resizes = options.resizes[...]
    var replies: [UInt8] = []
    var position = 0
    if options.pipes {
        // Without SA_RESTART, so that a waiting read returns and the screen is printed.
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in asked = 1 }
        sigaction(SIGUSR1, &action, nil)
    }

    func feed(_ bytes: Span<UInt8>, to screen: inout Screen) {
        var at = 0
        while at < bytes.count {
            while let next = resizes.first, next.byte <= position {
                screen.resize(to: next.size)
                resizes.removeFirst()
            }
            var step = min(bytes.count - at, options.chunk ?? bytes.count)
            if let next = resizes.first { step = min(step, next.byte - position) }
            screen.feed(bytes.extracting(at..<at + step))
            _ = screen.takeEvents()
            let answer = screen.takeReplies()
            if options.pipes { put(answer, on: STDOUT_FILENO) } else { replies += answer }
            at += step
            position += step
        }
    }

    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        if asked != 0 {
            asked = 0
            put(Array(Dump.text(screen).utf8), on: STDERR_FILENO)
        }
        let count = buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        feed(buffer.span.extracting(0..<count), to: &screen)
    }
    for next in resizes where next.byte <= position { screen.resize(to: next.size) }
    if options.pipes { return }
    switch options.form {
    case .text: put(Array(Dump.text(screen).utf8), on: STDOUT_FILENO)
    case .json: put(Array(Dump.json(screen, replies: replies).utf8), on: STDOUT_FILENO)
    }
}

do {
    run(try Options(Array(CommandLine.arguments.dropFirst())))
} catch {
    put(Array("vtdump: \(error)\n".utf8), on: STDERR_FILENO)
    exit(2)
}

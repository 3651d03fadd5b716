/// The fuzzer's bytes, read from the front. Most stand for themselves; 0xFF, which is nowhere in
/// UTF-8, begins an operation.
struct Input {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { at == bytes.count }

    /// The next byte, 0 behind the last.
    mutating func byte() -> UInt8 {
        guard at < bytes.count else { return 0 }
        defer { at += 1 }
        return bytes[at]
    }

    mutating func number(below limit: Int) -> Int { Int(byte()) % limit }

    mutating func flag() -> Bool { byte() & 1 == 1 }

    /// The next bytes, as many as the first of them says, at most `limit`.
    mutating func string(limit: Int) -> [UInt8] {
        let count = min(number(below: limit + 1), bytes.count - at)
        defer { at += count }
        return Array(bytes[at..<at + count])
    }

    /// The bytes up to the next operation.
    mutating func plain() -> [UInt8] {
        let rest = bytes[at...]
        let run = rest.prefix { $0 != 0xFF }
        at = run.endIndex
        return Array(run)
    }

    /// The number of the operation that begins here.
    mutating func operation(of count: Int) -> Int {
        _ = byte()
        return number(below: count)
    }
}

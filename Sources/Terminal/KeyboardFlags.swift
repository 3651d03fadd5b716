/// The flags of the kitty keyboard protocol and what was pushed below them.
struct KeyboardFlags: Equatable, Sendable {
    /// Pushes beyond this forget the oldest.
    private static let limit = 16

    /// 1 disambiguate, 2 event types, 4 alternate keys, 8 all keys, 16 associated text.
    private(set) var flags: UInt8 = 0
    private var stack: [UInt8] = []

    mutating func push(_ flags: UInt8) {
        stack.append(self.flags)
        if stack.count > Self.limit { stack.removeFirst() }
        self.flags = flags & 31
    }

    mutating func pop(_ count: Int) {
        for _ in 0..<min(count, Self.limit) { flags = stack.popLast() ?? 0 }
    }

    /// `how`: 1 sets all flags, 2 adds, 3 takes away.
    mutating func set(_ value: UInt8, how: Int) {
        switch how {
        case 1: flags = value & 31
        case 2: flags |= value & 31
        case 3: flags &= ~value
        default: break
        }
    }
}

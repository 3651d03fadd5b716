/// Where the reading of a byte stream stands (DEC VT500 state machine, with UTF-8 on the ground).
struct Parser: Sendable {
    enum State: UInt8, Sendable {
        case ground, escape, escapeIntermediate, control, controlIgnored
        /// OSC; DCS before its string and in its string; APC, PM and SOS.
        case command, device, deviceString, swallowed
    }

    /// Parameters of a control sequence; more are dropped.
    static let parameterLimit = 32
    /// Bytes of an OSC or DCS at most; a longer one is dropped whole.
    static let stringLimit = 1 << 20

    var state = State.ground

    /// Values of the parameters, 0 where none stands.
    var values: InlineArray<32, Int32> = InlineArray(repeating: 0)
    /// Bit n is set when parameter n was joined to the one before by a colon.
    var joined: UInt32 = 0
    /// Parameters seen, 0 when the sequence has none.
    var count = 0
    /// `<`, `=`, `>` or `?`, else 0.
    var marker: UInt8 = 0
    /// Up to two intermediates, the later in the upper byte.
    var intermediates: UInt16 = 0
    /// Whether a digit or separator was seen.
    var hasParameters = false

    /// What OSC and DCS collect.
    var text: [UInt8] = []
    var textOverflows = false
    /// The last byte of a string was ESC: `\` would end it.
    var sawEscape = false
    /// The final byte of the DCS whose string is read.
    var deviceFinal: UInt8 = 0

    /// A UTF-8 sequence that isn't complete: bytes wanted, bits so far, bounds of the next byte.
    var wanted = 0
    var scalar: UInt32 = 0
    var lower: UInt8 = 0x80
    var upper: UInt8 = 0xBF

    mutating func clearSequence() {
        joined = 0
        count = 0
        marker = 0
        intermediates = 0
        hasParameters = false
        values[0] = 0
    }

    /// A parameter, `fallback` where it is missing or 0.
    func value(_ index: Int, or fallback: Int = 0) -> Int {
        guard index < count else { return fallback }
        let value = Int(values[index])
        return value == 0 ? fallback : value
    }

    /// Whether a parameter hangs on the one before by a colon.
    func isJoined(_ index: Int) -> Bool { index < count && joined & 1 << UInt32(index) != 0 }

    mutating func digit(_ byte: UInt8) {
        if count == 0 { count = 1 }
        hasParameters = true
        guard count <= Self.parameterLimit else { return }
        values[count - 1] = Self.append(byte, to: values[count - 1])
    }

    /// Reads the digits of a parameter, one at least; returns where they end.
    mutating func digits(_ bytes: Span<UInt8>, from start: Int) -> Int {
        digit(bytes[start])
        var at = start + 1
        guard count <= Self.parameterLimit else { return at }
        var value = values[count - 1]
        while at < bytes.count, bytes[at] &- 0x30 < 10 {
            value = Self.append(bytes[at], to: value)
            at += 1
        }
        values[count - 1] = value
        return at
    }

    private static func append(_ digit: UInt8, to value: Int32) -> Int32 {
        min(value &* 10 &+ Int32(digit & 15), 99999)
    }

    mutating func separator(_ byte: UInt8) {
        if count == 0 { count = 1 }
        hasParameters = true
        guard count < Self.parameterLimit else {
            count = Self.parameterLimit + 1
            return
        }
        count += 1
        values[count - 1] = 0
        if byte == 0x3A { joined |= 1 << UInt32(count - 1) }
    }

    mutating func intermediate(_ byte: UInt8) {
        intermediates = intermediates << 8 | UInt16(byte)
    }

    mutating func beginString(_ state: State) {
        self.state = state
        text.removeAll(keepingCapacity: text.capacity <= 4096)
        textOverflows = false
        sawEscape = false
    }

    mutating func collect(_ byte: UInt8) {
        if text.count < Self.stringLimit { text.append(byte) } else { textOverflows = true }
    }
}

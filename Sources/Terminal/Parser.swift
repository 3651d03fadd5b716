/// Where in a sequence the parser is, and what it has of it (DEC's VT500 parser, vt100.net).
struct Parser {
    enum State: Equatable {
        case ground, escape, escapeIntermediate
        case controlEntry, controlParameter, controlIntermediate, controlIgnore
        /// OSC, DCS and what is swallowed (SOS, PM, APC), up to ST; OSC also up to BEL.
        case string(Kind)
        /// ESC within a string: ST if `\` follows.
        case stringEscape(Kind)
    }

    enum Kind: Equatable { case command, device, ignored }

    var state = State.ground
    var intermediates: [UInt8] = []
    /// `<`, `=`, `>` or `?` before the parameters.
    var prefix: UInt8 = 0
    var parameters = Parameters()
    var text: [UInt8] = []
    /// The parts of a UTF-8 character that came so far, and how many are to come.
    var scalar: UInt32 = 0
    var missing = 0
    var least: UInt32 = 0

    static let textLimit = 1 << 20

    mutating func clear() {
        intermediates = []
        prefix = 0
        parameters = Parameters()
    }
}

/// The numbers of a control sequence, with sub-parameters (ECMA-48 5.4.2).
struct Parameters {
    /// Numbers beyond this are this: no screen is as large.
    static let largest = 65535
    static let limit = 32

    private(set) var values: [Int] = []
    /// Whether a value was set apart from the one before it by `:`.
    private(set) var isSub: [Bool] = []
    private var isOpen = false
    private var startsSub = false

    var count: Int { values.count }

    /// A value, or what it is by default when it is missing or 0.
    func value(_ index: Int, or usual: Int = 1) -> Int {
        index < values.count && values[index] > 0 ? values[index] : usual
    }

    mutating func digit(_ byte: UInt8) {
        open()
        guard !values.isEmpty, values.count <= Self.limit else { return }
        let last = values.count - 1
        values[last] = min(Self.largest, max(0, values[last]) * 10 + Int(byte - 0x30))
    }

    mutating func separator(_ byte: UInt8) {
        open()
        isOpen = false
        startsSub = byte == 0x3a
    }

    /// A separator at the end leaves an empty value behind it.
    mutating func finish() { if !isOpen, !values.isEmpty { open() } }

    private mutating func open() {
        guard !isOpen, values.count < Self.limit else { return }
        isOpen = true
        // -1 is a missing value.
        values.append(-1)
        isSub.append(startsSub)
    }
}

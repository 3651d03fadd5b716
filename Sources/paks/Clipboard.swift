import Terminal

/// The clipboard of the user's terminal (xterm ctlseqs, OSC 52).
enum Clipboard {
    /// Asks what is in it.
    static let question = Array("\u{1b}]52;c;?\u{1b}\\".utf8)

    /// The bytes that set it.
    static func sequence(setting bytes: [UInt8]) -> [UInt8] {
        Array("\u{1b}]52;c;".utf8) + Base64.encode(bytes) + [0x07]
    }
}

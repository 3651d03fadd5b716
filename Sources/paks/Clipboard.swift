/// The clipboard of the user's terminal (xterm ctlseqs, OSC 52).
enum Clipboard {
    /// The bytes that set it.
    static func sequence(setting bytes: [UInt8]) -> [UInt8] {
        Array("\u{1b}]52;c;".utf8) + base64(bytes) + [0x07]
    }

    /// RFC 4648, section 4.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var encoded: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0...3 {
                encoded.append(
                    place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "=")
                )
            }
        }
        return encoded
    }
}

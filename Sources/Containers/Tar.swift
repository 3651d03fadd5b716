/// An archive of small files in the ustar format (POSIX.1-1988, `pax` utility).
package struct Tar {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Adds a file, owned by root, of the epoch.
    ///
    /// - Parameter name: 100 bytes at most.
    package mutating func add(_ name: String, _ content: [UInt8]) {
        precondition(name.utf8.count <= 100)
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: some Sequence<UInt8>, at offset: Int) {
            for (index, byte) in text.enumerated() { header[offset + index] = byte }
        }
        func octal(_ value: Int, _ width: Int) -> String.UTF8View {
            let digits = String(value, radix: 8)
            return (String(repeating: "0", count: width - digits.count) + digits).utf8
        }
        put(name.utf8, at: 0)
        put(octal(0o644, 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(content.count, 11), at: 124)
        put(octal(0, 11), at: 136)
        put("        0".utf8, at: 148)
        put("ustar\u{0}00".utf8, at: 257)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, 6), at: 148)
        put([0, 0x20], at: 154)
        bytes += header + content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    /// The archive with its end.
    package var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }
}

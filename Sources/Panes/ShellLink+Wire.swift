import Commands

// The bytes of the protocol: how values are escaped for the shell and read back from it.
// `facts/shells.md` 3.2.
extension ShellLink {
    private static let longestLine = 1000
    /// A message fits into the queue of a terminal and is split by the shell in no time.
    private static let longestMessage = 3500

    /// The text of a `#` line without the `#`: `#`, a lower-case word, and arguments after a
    /// blank, with no control character anywhere.
    static func commandLine(_ line: [UInt8]) -> String? {
        guard line.first == 0x23, let text = String(validating: line[1...], as: UTF8.self),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
            let first = line.dropFirst().first, (0x61...0x7a).contains(first)
        else { return nil }
        let name = line[1...].prefix { $0 != 0x20 }
        let isName = name.allSatisfy {
            (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d
        }
        return isName ? text : nil
    }

    /// What a request is on the wire: messages without their closing `~`, and the names that can't
    /// be sent at all.
    static func messages(for request: ShellRequest, to shell: Shell? = nil) -> (
        messages: [[UInt8]], refused: [String]
    ) {
        guard case .change(let set, let unset, let directory) = request else {
            return ([[UInt8(ascii: "e")]], [])
        }
        var lines: [[UInt8]] = []
        var refused: [String] = []
        func state(_ statement: ShellStatement) {
            for text in shell?.statements?(statement) ?? [] {
                var line = Array("t ".utf8)
                for byte in text {
                    let isPlain = (0x20...0x7d).contains(byte) && byte != 0x5c
                    line += isPlain ? [byte] : escaped(byte)
                }
                lines.append(line)
            }
        }
        for variable in set {
            guard isName(variable.name), !variable.value.contains(0) else {
                refused.append(variable.name)
                continue
            }
            lines += Self.lines(verb: "v \(variable.name)=", variable.value)
            state(.set(name: variable.name, value: variable.value))
        }
        for name in unset {
            guard isName(name) else {
                refused.append(name)
                continue
            }
            lines.append(Array("u \(name)".utf8))
            state(.unset(name: name))
        }
        if let directory {
            let path = Array(directory.utf8)
            if path.contains(0) {
                refused.append(directory)
            } else {
                lines += Self.lines(verb: "c ", path)
                state(.enter(directory: path))
            }
        }
        return (joined(lines), refused)
    }

    /// A name that a shell takes, and none of our own.
    private static func isName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, !(0x30...0x39).contains(first), bytes.count <= 900,
            !name.hasPrefix("__paks")
        else { return false }
        return bytes.allSatisfy {
            (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0) || (0x30...0x39).contains($0)
                || $0 == 0x5f
        }
    }

    /// One line, or several of which all but the last are `+` lines.
    private static func lines(verb: String, _ value: [UInt8]) -> [[UInt8]] {
        let verb = Array(verb.utf8)
        var lines: [[UInt8]] = []
        var chunk: [UInt8] = []
        for byte in value {
            if chunk.count + 5 + verb.count > longestLine {
                lines.append([0x2b] + chunk)
                chunk.removeAll(keepingCapacity: true)
            }
            chunk += isSafe(byte) ? [byte] : escaped(byte)
        }
        lines.append(verb + chunk)
        return lines
    }

    /// For `printf %b`.
    private static func escaped(_ byte: UInt8) -> [UInt8] {
        [0x5c, 0x30, 0x30 + byte >> 6, 0x30 + (byte >> 3) & 7, 0x30 + byte & 7]
    }

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3a, 0x40...0x5a, 0x61...0x7a: true
        case 0x5f, 0x2e, 0x2f, 0x25, 0x2b, 0x2c, 0x3d, 0x2d: true
        default: false
        }
    }

    private static func joined(_ lines: [[UInt8]]) -> [[UInt8]] {
        var messages: [[UInt8]] = []
        for line in lines {
            if let last = messages.indices.last,
                messages[last].count + 1 + line.count <= longestMessage
            {
                messages[last] += [0x0a] + line
            } else {
                messages.append(line)
            }
        }
        return messages
    }

    // MARK: The environment

    /// The variables of `env -0` or, where that can't be had, of what the shell declares, either
    /// in base64; or of the declarations as they are where there is no `base64`. `nil` when it is
    /// none of these. The shell's own bookkeeping is left out.
    static func environment(from data: [UInt8]) -> [ShellRequest.Variable]? {
        let variables =
            base64(data).flatMap { declared($0) ?? zeroSeparated($0) }
            // The terminal makes CR LF of a line feed.
            ?? declared(
                data.indices.compactMap { index in
                    data[index] == 0x0d && data[data.index(after: index)...].first == 0x0a
                        ? nil : data[index]
                })
        return variables?.filter {
            // A__z is what ksh93 tells its own children.
            !["_", "SHLVL", "PWD", "OLDPWD", "A__z"].contains($0.name)
                && !$0.name.hasPrefix("__paks")
        }
    }

    private static func zeroSeparated(_ bytes: [UInt8]) -> [ShellRequest.Variable]? {
        guard !bytes.isEmpty else { return nil }
        return bytes.split(separator: 0).compactMap { entry in
            guard let end = entry.firstIndex(of: 0x3d) else { return nil }
            let name = String(decoding: entry[..<end], as: UTF8.self)
            guard isName(name) else { return nil }
            return ShellRequest.Variable(name: name, value: Array(entry[(end + 1)...]))
        }
    }

    /// RFC 4648 section 4, line ends ignored.
    private static func base64(_ data: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in data {
            let digit: UInt8
            switch byte {
            case 0x41...0x5a: digit = byte - 0x41
            case 0x61...0x7a: digit = byte - 0x61 + 26
            case 0x30...0x39: digit = byte - 0x30 + 52
            case 0x2b: digit = 62
            case 0x2f: digit = 63
            case 0x0a, 0x0d, 0x3d: continue
            default: return nil
            }
            bits = bits << 6 | UInt32(digit)
            count += 1
            guard count == 4 else { continue }
            bytes += [UInt8(bits >> 16 & 255), UInt8(bits >> 8 & 255), UInt8(bits & 255)]
            bits = 0
            count = 0
        }
        switch count {
        case 0: break
        case 2: bytes.append(UInt8(bits >> 4 & 255))
        case 3: bytes += [UInt8(bits >> 10 & 255), UInt8(bits >> 2 & 255)]
        default: return nil
        }
        return bytes
    }
}

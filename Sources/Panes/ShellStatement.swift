/// One change of the live shell.
enum ShellStatement: Equatable, Sendable {
    case set(name: String, value: [UInt8])
    case unset(name: String)
    case enter(directory: [UInt8])

    /// The same in the C shell's words, in ASCII: the list `__paks_b` has a line feed, and behind it
    /// the bytes from 128 on. A long value comes in parts, since words and lines have limits.
    var csh: [[UInt8]] {
        switch self {
        case .set(let name, let value): Self.csh("setenv \(name) ", value)
        case .unset(let name): [Array("unsetenv \(name);".utf8)]
        case .enter(let directory): Self.csh("cd ", directory)
        }
    }

    private static let longestPart = 44

    private static func csh(_ command: String, _ value: [UInt8]) -> [[UInt8]] {
        var statements: [[UInt8]] = []
        var rest = value[...]
        var before: [UInt8] = []
        while rest.count > longestPart {
            statements.append(
                Array("set __paks_w=".utf8) + before + cshWord(rest.prefix(longestPart)) + [0x3b])
            before = Array(#""$__paks_w:q""#.utf8)
            rest = rest.dropFirst(longestPart)
        }
        return statements + [Array(command.utf8) + before + cshWord(rest) + [0x3b]]
    }

    private static func cshWord(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var word: [UInt8] = [0x27]
        for byte in bytes {
            switch byte {
            case 0x0a: word += Array(#"'"$__paks_b[1]:q"'"#.utf8)
            case 0x80...: word += Array(#"'"$__paks_b[\#(Int(byte) - 126)]:q"'"#.utf8)
            // History takes the first even in quotes.
            case 0x21, 0x27, 0x5c: word += [0x27, 0x5c, byte, 0x27]
            default: word.append(byte)
            }
        }
        return word + [0x27]
    }
}

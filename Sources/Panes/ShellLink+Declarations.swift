import Commands

// What shells print of their exported variables, where `env -0` isn't to be had: words that the
// shell itself would read back.
extension ShellLink {
    /// The variables of lines like `declare -x NAME="…"` (bash), `export NAME=$'…'` (zsh) or
    /// `export NAME='…'` (ash, dash); `nil` when there is none.
    static func declared(_ data: [UInt8]) -> [ShellRequest.Variable]? {
        var rest = data.drop { $0 == 0x0a || $0 == 0x0d }
        var variables: [ShellRequest.Variable] = []
        while let opening = openings.first(where: { rest.starts(with: $0) }) {
            rest = rest.dropFirst(opening.count)
            while rest.first == 0x2d { rest = rest.drop { $0 > 0x20 }.drop { $0 == 0x20 } }
            let name = String(decoding: rest.prefix { $0 != 0x3d && $0 > 0x20 }, as: UTF8.self)
            rest = rest.dropFirst(name.utf8.count)
            if rest.first == 0x3d {
                rest = rest.dropFirst()
                variables.append(ShellRequest.Variable(name: name, value: word(&rest)))
            } else if rest.first == 0x20 {
                variables.append(ShellRequest.Variable(name: name, value: tied(&rest)))
            }
            rest = rest.drop { $0 != 0x0a }.drop { $0 == 0x0a || $0 == 0x0d }
        }
        return variables.isEmpty ? nil : variables
    }

    private static let openings = ["declare ", "export ", "typeset "].map { Array($0.utf8) }

    /// zsh's `export -T PATH path=( /usr/bin /bin )`, from the second name on.
    private static func tied(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        rest = rest.drop { $0 != 0x28 && $0 != 0x0a }.dropFirst()
        var parts: [[UInt8]] = []
        while true {
            rest = rest.drop { $0 == 0x20 }
            guard let byte = rest.first, byte > 0x20, byte != 0x29 else { break }
            parts.append(word(&rest))
        }
        return Array(parts.joined(separator: [0x3a]))
    }

    /// One word with its quotes, up to the next blank or line end.
    private static func word(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        var value: [UInt8] = []
        while let byte = rest.first, byte > 0x20 {
            rest = rest.dropFirst()
            switch byte {
            case 0x27:
                value += rest.prefix { $0 != 0x27 }
                rest = rest.drop { $0 != 0x27 }.dropFirst()
            case 0x22:
                while let byte = rest.popFirst(), byte != 0x22 {
                    value.append(byte == 0x5c ? rest.popFirst() ?? byte : byte)
                }
            case 0x24 where rest.first == 0x27:
                rest = rest.dropFirst()
                while let byte = rest.popFirst(), byte != 0x27 {
                    if byte == 0x5c { escaped(&rest, into: &value) } else { value.append(byte) }
                }
            case 0x5c: if let byte = rest.popFirst() { value.append(byte) }
            default: value.append(byte)
            }
        }
        return value
    }

    /// What stands after a backslash in `$'…'` (bash, QUOTING; zsh, QUOTING).
    private static func escaped(_ rest: inout ArraySlice<UInt8>, into value: inout [UInt8]) {
        guard let byte = rest.popFirst() else { return }
        switch byte {
        case UInt8(ascii: "n"): value.append(0x0a)
        case UInt8(ascii: "t"): value.append(0x09)
        case UInt8(ascii: "r"): value.append(0x0d)
        case UInt8(ascii: "a"): value.append(0x07)
        case UInt8(ascii: "b"): value.append(0x08)
        case UInt8(ascii: "f"): value.append(0x0c)
        case UInt8(ascii: "v"): value.append(0x0b)
        case UInt8(ascii: "e"), UInt8(ascii: "E"): value.append(0x1b)
        case UInt8(ascii: "C") where rest.first == 0x2d && rest.count > 1:
            // zsh: a control character as `\C-x`.
            value.append(rest[rest.startIndex + 1] & 0x1f)
            rest = rest.dropFirst(2)
        case 0x30...0x37:
            var number = Int(byte - 0x30)
            for _ in 0..<2 {
                guard let digit = rest.first, (0x30...0x37).contains(digit) else { break }
                number = number * 8 + Int(digit - 0x30)
                rest = rest.dropFirst()
            }
            value.append(UInt8(truncatingIfNeeded: number))
        default: value.append(byte)
        }
    }
}

import Commands

// bash's `declare -px`, the environment where `env` or `base64` is missing.
extension ShellLink {
    /// The exported variables of lines like `declare -x NAME="…"` or `declare -x NAME=$'…'`;
    /// `nil` when there is none.
    static func declared(_ data: [UInt8]) -> [ShellRequest.Variable]? {
        let opening = Array("declare -".utf8)
        guard var rest = data.firstRange(of: opening).map({ data[$0.lowerBound...] }) else {
            return nil
        }
        var variables: [ShellRequest.Variable] = []
        while rest.starts(with: opening) {
            rest = rest.dropFirst(opening.count)
            guard let blank = rest.firstIndex(of: 0x20) else { break }
            rest = rest[(blank + 1)...]
            let name = String(decoding: rest.prefix { $0 != 0x3d && $0 > 0x20 }, as: UTF8.self)
            rest = rest.dropFirst(name.utf8.count)
            if rest.first == 0x3d {
                rest = rest.dropFirst()
                variables.append(ShellRequest.Variable(name: name, value: value(&rest)))
            }
            rest = rest.drop { $0 == 0x0a || $0 == 0x0d }
        }
        return variables
    }

    private static func value(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        var value: [UInt8] = []
        if rest.starts(with: [0x24, 0x27]) {
            rest = rest.dropFirst(2)
            while let byte = rest.popFirst(), byte != 0x27 {
                if byte == 0x5c { escaped(&rest, into: &value) } else { value.append(byte) }
            }
        } else if rest.first == 0x22 {
            rest = rest.dropFirst()
            while let byte = rest.popFirst(), byte != 0x22 {
                // The terminal makes CR LF of a line feed.
                if byte == 0x0d, rest.first == 0x0a { continue }
                value.append(byte == 0x5c ? rest.popFirst() ?? byte : byte)
            }
        } else {
            while let byte = rest.first, byte > 0x20 {
                value.append(byte)
                rest = rest.dropFirst()
            }
        }
        return value
    }

    /// What stands after a backslash in `$'…'` (bash, QUOTING).
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

import CCurses

/// A terminfo entry in its compiled form with 32-bit numbers (term(5), "Extended number format"),
/// made for one terminal instead of being looked up: the user's database may lack his terminal,
/// and no entry there has 256 palette colours and 24-bit ones together.
struct Terminfo {
    private var booleans: [String: Bool] = [:]
    private var numbers: [String: Int32] = [:]
    private var strings: [String: String] = [:]
    private let name: String

    /// What every terminal of ECMA-48 understands that anybody still uses.
    ///
    /// - Parameters:
    ///   - columns: the present width.
    ///   - rows: the present height.
    init(name: String, columns: Int, rows: Int) {
        self.name = name
        booleans = ["am": true, "xenl": true, "msgr": true, "mir": true]
        numbers = [
            "cols": Int32(clamping: columns), "lines": Int32(clamping: rows), "it": 8,
            // Below 256 a number is of the palette; `rgb` says how 24 bits are told from it.
            "colors": 0x200_0000, "pairs": Int32(PairTable.limit),
        ]
        strings = [
            "cup": "\u{1b}[%i%p1%d;%p2%dH", "home": "\u{1b}[H", "cr": "\r", "ind": "\n",
            "ri": "\u{1b}M", "csr": "\u{1b}[%i%p1%d;%p2%dr", "clear": "\u{1b}[H\u{1b}[2J",
            "el": "\u{1b}[K", "el1": "\u{1b}[1K", "ed": "\u{1b}[J",
            "cub1": "\u{8}", "cuf1": "\u{1b}[C", "cuu1": "\u{1b}[A", "cud1": "\n",
            "cub": "\u{1b}[%p1%dD", "cuf": "\u{1b}[%p1%dC", "cuu": "\u{1b}[%p1%dA",
            "cud": "\u{1b}[%p1%dB", "hpa": "\u{1b}[%i%p1%dG",
            "sgr0": "\u{1b}[m", "bold": "\u{1b}[1m", "dim": "\u{1b}[2m", "sitm": "\u{1b}[3m",
            "ritm": "\u{1b}[23m", "smul": "\u{1b}[4m", "rmul": "\u{1b}[24m",
            "blink": "\u{1b}[5m", "rev": "\u{1b}[7m", "invis": "\u{1b}[8m",
            "op": "\u{1b}[39;49m", "setaf": Self.color(3), "setab": Self.color(4),
        ]
    }

    private static func color(_ ground: Int) -> String {
        "\u{1b}[%?%p1%{8}%<%t\(ground)%p1%d%e%p1%{256}%<%t\(ground)8;5;%p1%d%e"
            + "\(ground)8;2;%p1%{65536}%/%{255}%&%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"
    }

    /// The entry in the form that the variable `TERMINFO` takes inline.
    var environmentValue: String { "hex:" + Self.hexadecimal(compiled) }

    /// term(5): header, names, booleans, numbers, strings, then the extension `RGB`, without
    /// which ncurses makes a table of all colours.
    var compiled: [UInt8] {
        let names = Array("\(name)|made by paks".utf8) + [0]
        let flags = Self.list(paks_boolean_name).map { booleans[$0] == true ? UInt8(1) : 0 }
        let values = Self.list(paks_number_name).map { numbers[$0] ?? -1 }
        var table: [UInt8] = []
        let offsets = Self.list(paks_string_name).map { name -> Int in
            guard let text = strings[name] else { return -1 }
            defer { table += Array(text.utf8) + [0] }
            return table.count
        }
        var bytes: [UInt8] = []
        for size in [
            0o1036, names.count, flags.count, values.count, offsets.count, table.count,
        ] {
            Self.append(short: size, to: &bytes)
        }
        bytes += names + flags
        if bytes.count % 2 == 1 { bytes.append(0) }
        for value in values {
            bytes += (0..<4).map {
                UInt8(truncatingIfNeeded: UInt32(bitPattern: value) >> (8 * $0))
            }
        }
        for offset in offsets { Self.append(short: offset, to: &bytes) }
        bytes += table
        if bytes.count % 2 == 1 { bytes.append(0) }
        // One extended boolean, its name's offset, its name.
        let extension_ = Array("RGB".utf8) + [0]
        for size in [1, 0, 0, 1, extension_.count] { Self.append(short: size, to: &bytes) }
        bytes += [1, 0]
        Self.append(short: 0, to: &bytes)
        return bytes + extension_
    }

    private static func list(_ name: (Int32) -> UnsafePointer<CChar>?) -> [String] {
        var names: [String] = []
        while let pointer = name(Int32(names.count)) { names.append(String(cString: pointer)) }
        return names
    }

    private static func append(short value: Int, to bytes: inout [UInt8]) {
        let bits = UInt16(bitPattern: Int16(truncatingIfNeeded: value))
        bytes += [UInt8(bits & 0xff), UInt8(bits >> 8)]
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }
}

/// What stands for a character on a terminal that shows ASCII only.
enum ASCIIFallback {
    static func text(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0xa0: " "
        case 0x2010...0x2015: "-"
        case 0x2018, 0x2019: "'"
        case 0x201c, 0x201d: "\""
        case 0x2022: "*"
        case 0x2026: "."
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509: "-"
        case 0x2550: "="
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250a, 0x250b, 0x2551: "|"
        case 0x2500...0x257f: "+"
        case 0x2580...0x259f: "#"
        case 0x25b6, 0x25b8, 0x2192: ">"
        case 0x25bc, 0x25be: "v"
        default: "?"
        }
    }
}

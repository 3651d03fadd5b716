import Commands
import Containers
import Terminal

// What a terminal without panes is given for what a command shows.
extension Passthrough {
    /// A document as lines: text and lists of texts as they are, anything else as JSON.
    static func text(of document: Document) -> String {
        switch document.body {
        case .string(let text): text
        case .array(let items) where items.allSatisfy(\.isText):
            items.map { if case .string(let text) = $0 { text } else { "" } }
                .joined(separator: "\n")
        default: indented(document.body, by: "")
        }
    }

    /// Text without anything that a terminal would act upon.
    static func printable(_ line: Substring) -> String {
        var text = ""
        for scalar in line.unicodeScalars
        where scalar == "\t" || scalar.properties.generalCategory != .control {
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    private static func indented(_ value: JSON, by indent: String) -> String {
        let inner = indent + "  "
        switch value {
        case .null: return "null"
        case .bool(let isTrue): return isTrue ? "true" : "false"
        case .number(let digits): return digits
        case .string(let text): return quoted(text)
        case .array(let items) where items.isEmpty: return "[]"
        case .array(let items):
            let lines = items.map { inner + indented($0, by: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members) where members.isEmpty: return "{}"
        case .object(let members):
            let lines = members.map {
                inner + quoted($0.key) + ": " + indented($0.value, by: inner)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    /// RFC 8259 section 7.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.properties.generalCategory == .control:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// A mouse report as the program asked for it: SGR, else X10's bytes (`xterm ctlseqs`).
    static func report(_ mouse: Mouse, _ modes: Screen.Modes) -> [UInt8] {
        guard modes.mouse != .off else { return [] }
        var code: Int =
            switch mouse.button {
            case .left: 0
            case .middle: 1
            case .right: 2
            case .none: 3
            case .wheelUp: 64
            case .wheelDown: 65
            case .wheelLeft: 66
            case .wheelRight: 67
            case .extra(let number): 128 + (number - 8) & 3
            }
        if mouse.modifiers.contains(.shift) { code += 4 }
        if mouse.modifiers.contains(.alt) { code += 8 }
        if mouse.modifiers.contains(.control) { code += 16 }
        if mouse.action == .drag || mouse.action == .motion { code += 32 }
        let (column, row) = (mouse.point.column + 1, mouse.point.row + 1)
        if modes.sgrMouse {
            let final = mouse.action == .release ? "m" : "M"
            return Array("\u{1b}[<\(code);\(column);\(row)\(final)".utf8)
        }
        if mouse.action == .release { code = code & ~3 | 3 }
        guard (1...223).contains(column), (1...223).contains(row), code <= 223 else { return [] }
        return [0x1b, 0x5b, 0x4d, UInt8(32 + code), UInt8(32 + column), UInt8(32 + row)]
    }
}

extension JSON {
    fileprivate var isText: Bool { if case .string = self { true } else { false } }
}

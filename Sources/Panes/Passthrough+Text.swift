import Terminal

// What a terminal without panes is given.
extension Passthrough {
    /// Text without anything that a terminal would act upon.
    static func printable(_ line: Substring) -> String {
        var text = ""
        for scalar in line.unicodeScalars
        where scalar == "\t" || scalar.properties.generalCategory != .control {
            text.unicodeScalars.append(scalar)
        }
        return text
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

/// The bytes that report the mouse to a program, by the program's modes (xterm ctlseqs, "Mouse
/// Tracking").
package struct MouseEncoder: Sendable {
    private let modes: Screen.Modes

    package init(modes: Screen.Modes) { self.modes = modes }

    /// The report of an event whose point counts from the top left of the program's screen;
    /// none when the program didn't ask for such events or they can't be spelled.
    package func bytes(for mouse: Mouse) -> [UInt8] {
        guard wants(mouse), mouse.point.row >= 0, mouse.point.column >= 0 else { return [] }
        var code = Self.code(mouse.button)
        if mouse.action == .drag || mouse.action == .motion { code += 32 }
        if !modes.x10Mouse {
            code += mouse.modifiers.contains(.shift) ? 4 : 0
            code += mouse.modifiers.contains(.alt) ? 8 : 0
            code += mouse.modifiers.contains(.control) ? 16 : 0
        }
        let column = mouse.point.column + 1
        let row = mouse.point.row + 1
        let isRelease = mouse.action == .release
        switch modes.mouseEncoding {
        case .sgr: return sgr(code, column, row, isRelease)
        case .pixels:
            return sgr(
                code, mouse.point.column * Screen.cellWidth + 1,
                mouse.point.row * Screen.cellHeight + 1, isRelease)
        case .urxvt:
            return Array("\u{1B}[\((isRelease ? code | 3 : code) + 32);\(column);\(row)M".utf8)
        case .utf8: return packed(isRelease ? code | 3 : code, column, row, limit: 2015, Self.utf8)
        case .legacy:
            return packed(isRelease ? code | 3 : code, column, row, limit: 223) { [UInt8($0)] }
        }
    }

    private func wants(_ mouse: Mouse) -> Bool {
        switch mouse.action {
        case .press: modes.mouse != .off && !(modes.x10Mouse && Self.code(mouse.button) > 2)
        case .release:
            modes.mouse != .off && !modes.x10Mouse && Self.code(mouse.button) < 64
        case .drag: modes.mouse == .drags || modes.mouse == .motion
        case .motion: modes.mouse == .motion
        }
    }

    private func sgr(_ code: Int, _ column: Int, _ row: Int, _ isRelease: Bool) -> [UInt8] {
        Array("\u{1B}[<\(code);\(column);\(row)\(isRelease ? "m" : "M")".utf8)
    }

    private func packed(
        _ code: Int, _ column: Int, _ row: Int, limit: Int, _ spell: (Int) -> [UInt8]
    ) -> [UInt8] {
        guard column <= limit, row <= limit, code <= 223 else { return [] }
        return Array("\u{1B}[M".utf8) + spell(code + 32) + spell(column + 32) + spell(row + 32)
    }

    private static func utf8(_ value: Int) -> [UInt8] {
        value < 0x80
            ? [UInt8(value)] : [UInt8(0xC0 | value >> 6), UInt8(0x80 | value & 0x3F)]
    }

    private static func code(_ button: Mouse.Button) -> Int {
        switch button {
        case .left: 0
        case .middle: 1
        case .right: 2
        case .none: 3
        case .wheelUp: 64
        case .wheelDown: 65
        case .wheelLeft: 66
        case .wheelRight: 67
        case .extra(let number): 128 + max(0, min(3, number - 8))
        }
    }
}

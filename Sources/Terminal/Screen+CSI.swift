extension Screen {
    /// Control sequences (ECMA-48 5.4; xterm ctlseqs).
    mutating func controlSequence(_ final: UInt8) {
        let parameters = parser.parameters
        if let intermediate = parser.intermediates.first {
            return controlSequence(final, intermediate, parameters)
        }
        switch parser.prefix {
        case 0: plainSequence(final, parameters)
        case UInt8(ascii: "?"): privateSequence(final, parameters)
        case UInt8(ascii: ">"): secondarySequence(final, parameters)
        case UInt8(ascii: "="):
            if final == UInt8(ascii: "c") {
                reply("\u{1b}P!|00000000\u{1b}\\")
            } else if final == UInt8(ascii: "u") {
                setKeyboard(parameters)
            }
        case UInt8(ascii: "<"):
            if final == UInt8(ascii: "u") { popKeyboard(parameters.value(0)) }
        default: break
        }
    }

    private mutating func plainSequence(_ final: UInt8, _ p: Parameters) {
        switch final {
        case UInt8(ascii: "@"): insertBlanks(p.value(0))
        case UInt8(ascii: "A"): moveUp(p.value(0))
        case UInt8(ascii: "B"), UInt8(ascii: "e"): moveDown(p.value(0))
        case UInt8(ascii: "C"), UInt8(ascii: "a"): moveRight(p.value(0))
        case UInt8(ascii: "D"): moveLeft(p.value(0))
        case UInt8(ascii: "E"):
            moveDown(p.value(0))
            carriageReturn()
        case UInt8(ascii: "F"):
            moveUp(p.value(0))
            carriageReturn()
        case UInt8(ascii: "G"), UInt8(ascii: "`"): moveTo(row: nil, column: p.value(0))
        case UInt8(ascii: "H"), UInt8(ascii: "f"): moveTo(row: p.value(0), column: p.value(1))
        case UInt8(ascii: "I"): tab(p.value(0))
        case UInt8(ascii: "J"): eraseDisplay(p.value(0, or: 0), selective: false)
        case UInt8(ascii: "K"): eraseLine(p.value(0, or: 0), selective: false)
        case UInt8(ascii: "L"): insertLines(p.value(0))
        case UInt8(ascii: "M"): deleteLines(p.value(0))
        case UInt8(ascii: "P"): deleteCells(p.value(0))
        case UInt8(ascii: "S"): scrollUp(p.value(0))
        case UInt8(ascii: "T") where p.count <= 1: scrollDown(p.value(0))
        case UInt8(ascii: "^"): scrollDown(p.value(0))
        case UInt8(ascii: "X"): eraseCells(p.value(0))
        case UInt8(ascii: "Z"): backTab(p.value(0))
        case UInt8(ascii: "b"): repeatLast(p.value(0))
        case UInt8(ascii: "c"): if p.value(0, or: 0) == 0 { reply("\u{1b}[?62;22c") }
        case UInt8(ascii: "d"): moveTo(row: p.value(0), column: nil)
        case UInt8(ascii: "g"): clearTabs(p.value(0, or: 0))
        case UInt8(ascii: "h"): setModes(p, true)
        case UInt8(ascii: "l"): setModes(p, false)
        case UInt8(ascii: "m"): selectGraphics(p)
        case UInt8(ascii: "n"): report(p.value(0, or: 0))
        case UInt8(ascii: "r"): setRegion(p)
        case UInt8(ascii: "s"): if switches.hasMargins { setMargins(p) } else { saveCursor() }
        case UInt8(ascii: "t"): windowReport(p)
        case UInt8(ascii: "u"): restoreCursor()
        default: break
        }
    }

    private mutating func privateSequence(_ final: UInt8, _ p: Parameters) {
        switch final {
        case UInt8(ascii: "J"): eraseDisplay(p.value(0, or: 0), selective: true)
        case UInt8(ascii: "K"): eraseLine(p.value(0, or: 0), selective: true)
        case UInt8(ascii: "h"): for index in 0..<p.count { setPrivate(p.values[index], true) }
        case UInt8(ascii: "l"): for index in 0..<p.count { setPrivate(p.values[index], false) }
        case UInt8(ascii: "n"): if p.value(0, or: 0) == 6 { reply("\u{1b}[?\(cursorReport);1R") }
        case UInt8(ascii: "u"): reply("\u{1b}[?\(modes.keyboardFlags)u")
        default: break
        }
    }

    private mutating func secondarySequence(_ final: UInt8, _ p: Parameters) {
        switch final {
        case UInt8(ascii: "c"): reply("\u{1b}[>41;354;0c")
        case UInt8(ascii: "q"): reply("\u{1b}P>|paks 0.1\u{1b}\\")
        case UInt8(ascii: "m"):
            if p.value(0, or: 0) == 4 {
                modes.modifyOtherKeys = UInt8(min(2, p.value(1, or: 0)))
            }
        case UInt8(ascii: "u"):
            if keyboardStack.count < 32 { keyboardStack.append(modes.keyboardFlags) }
            modes.keyboardFlags = UInt8(p.value(0, or: 0) & 31)
        default: break
        }
    }

    private mutating func controlSequence(_ final: UInt8, _ intermediate: UInt8, _ p: Parameters) {
        switch (intermediate, final) {
        case (UInt8(ascii: "!"), UInt8(ascii: "p")): softReset()
        case (UInt8(ascii: " "), UInt8(ascii: "q")):
            cursorShape =
                Frame.CursorShape(rawValue: UInt8(min(7, p.value(0, or: 0)))) ?? cursorShape
        case (UInt8(ascii: "\""), UInt8(ascii: "q")):
            isProtecting = p.value(0, or: 0) == 1
        case (UInt8(ascii: "$"), UInt8(ascii: "p")):
            reportMode(p.value(0, or: 0), isPrivate: parser.prefix == UInt8(ascii: "?"))
        case (UInt8(ascii: "'"), UInt8(ascii: "}")): editColumns(p.value(0), inserts: true)
        case (UInt8(ascii: "'"), UInt8(ascii: "~")): editColumns(p.value(0), inserts: false)
        default: break
        }
    }

    /// DECIC and DECDC.
    private mutating func editColumns(_ count: Int, inserts: Bool) {
        guard region.contains(row), margins.contains(column) else { return }
        let here = row
        for line in region {
            row = line
            if inserts { insertBlanks(count) } else { deleteCells(count) }
        }
        row = here
    }

    private mutating func setKeyboard(_ p: Parameters) {
        let flags = UInt8(p.value(0, or: 0) & 31)
        switch p.value(1) {
        case 2: modes.keyboardFlags |= flags
        case 3: modes.keyboardFlags &= ~flags
        default: modes.keyboardFlags = flags
        }
    }

    private mutating func popKeyboard(_ count: Int) {
        for _ in 0..<min(count, 32) { modes.keyboardFlags = keyboardStack.popLast() ?? 0 }
    }

    // MARK: Moving

    /// CUU stops at the region's top, when it begins within.
    private mutating func moveUp(_ count: Int) {
        pendingWrap = false
        let top = row >= region.lowerBound ? region.lowerBound : 0
        row = max(top, row - count)
    }

    private mutating func moveDown(_ count: Int) {
        pendingWrap = false
        let bottom = row < region.upperBound ? region.upperBound : size.rows
        row = min(bottom - 1, row + count)
    }

    private mutating func moveRight(_ count: Int) {
        pendingWrap = false
        column = min(rightEdge - 1, column + count)
    }

    private mutating func moveLeft(_ count: Int) {
        pendingWrap = false
        column = max(leftEdge, column - count)
    }

    /// CUP and its parts; numbers from 1, in origin mode from the region's corner.
    mutating func moveTo(row newRow: Int?, column newColumn: Int?) {
        pendingWrap = false
        let rows = switches.isOriginRelative ? region : 0..<size.rows
        let columns = switches.isOriginRelative ? margins : 0..<size.columns
        if let newRow { row = min(rows.upperBound - 1, rows.lowerBound + newRow - 1) }
        if let newColumn {
            column = min(columns.upperBound - 1, columns.lowerBound + newColumn - 1)
        }
    }

    /// DECSTBM.
    private mutating func setRegion(_ p: Parameters) {
        let top = p.value(0) - 1
        let bottom = min(size.rows, p.value(1, or: size.rows))
        guard top < bottom - 1 else { return }
        region = top..<bottom
        moveTo(row: 1, column: 1)
    }

    /// DECSLRM.
    private mutating func setMargins(_ p: Parameters) {
        let left = p.value(0) - 1
        let right = min(size.columns, p.value(1, or: size.columns))
        guard left < right - 1 else { return }
        margins = left..<right
        moveTo(row: 1, column: 1)
    }

    private mutating func clearTabs(_ which: Int) {
        if which == 0 { tabs[column] = false }
        if which == 3 { tabs = Array(repeating: false, count: size.columns) }
    }

    private mutating func repeatLast(_ count: Int) {
        guard let lastPrinted else { return }
        for _ in 0..<min(count, size.columns * size.rows) { printScalar(lastPrinted) }
    }
}

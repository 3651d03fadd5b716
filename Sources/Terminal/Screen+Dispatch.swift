extension Screen {
    /// Acts on an escape sequence that isn't a control sequence or a string.
    mutating func dispatchEscape(_ final: UInt8) {
        lastPrinted = 0
        if parser.intermediates != 0 { return dispatchEscape(final, after: parser.intermediates) }
        switch final {
        case 0x36: backIndex()
        case 0x37: saveCursor()
        case 0x38: restoreCursor()
        case 0x39: forwardIndex()
        case 0x3D: modeSet[.applicationKeypad] = true
        case 0x3E: modeSet[.applicationKeypad] = false
        case 0x44: lineFeed(keepingWrap: false)
        case 0x45:
            carriageReturn()
            lineFeed(keepingWrap: false)
        case 0x48: tabs[position.column] = true
        case 0x4D: reverseLineFeed()
        case 0x4E: charsets.single = 2
        case 0x4F: charsets.single = 3
        case 0x56:
            setProtected(true)
            isGuarded = true
        case 0x57: setProtected(false)
        case 0x5A: reportAttributes()
        case 0x63: reset()
        case 0x6E: charsets.lock(2)
        case 0x6F: charsets.lock(3)
        default: break
        }
    }

    /// DECALN, and what designates a character set (ECMA-35, 14.3; xterm ctlseqs, SCS).
    private mutating func dispatchEscape(_ final: UInt8, after intermediates: UInt16) {
        let slot: Int
        switch intermediates {
        case 0x23:
            if final == 0x38 { fillWithE() }
            return
        case 0x28: slot = 0
        case 0x29, 0x2D: slot = 1
        case 0x2A, 0x2E: slot = 2
        case 0x2B, 0x2F: slot = 3
        default: return
        }
        if let set = Charset(final: final, is96: intermediates > 0x2B) {
            charsets.designate(slot, set)
        }
    }

    /// Acts on a control sequence.
    mutating func dispatchControl(_ final: UInt8) {
        // REP repeats what stands right before it (ECMA-48 8.3.103).
        defer { lastPrinted = 0 }
        switch (parser.marker, parser.intermediates) {
        case (0, 0): dispatchPlain(final)
        case (0x3F, 0): dispatchPrivate(final)
        case (0, _): dispatchIntermediate(final)
        case (0x3E, 0): dispatchGreater(final)
        case (0x3C, 0): if final == 0x75 { popKeyboard(parser.value(0, or: 1)) }
        case (0x3D, 0):
            if final == 0x63 {
                reply("\u{1B}P!|00000000\u{1B}\\")
            } else if final == 0x75 {
                setKeyboard(parser.value(0), how: parser.value(1, or: 1))
            }
        case (0x3F, 0x24): if final == 0x70 { reportMode(parser.value(0), isPrivate: true) }
        default: break
        }
    }

    private mutating func dispatchPlain(_ final: UInt8) {
        let count = parser.value(0, or: 1)
        switch final {
        case 0x40: insertCharacters(count)
        case 0x41: moveUp(count)
        case 0x42: moveDown(count)
        case 0x43: moveRight(count)
        case 0x44: moveLeft(count, wrapping: modeSet[.reverseWrap])
        case 0x45:
            moveDown(count)
            carriageReturn()
        case 0x46:
            moveUp(count)
            carriageReturn()
        case 0x47, 0x60:
            moveTo(row: position.row - originRow, column: count - 1)
        case 0x48, 0x66: moveTo(row: count - 1, column: parser.value(1, or: 1) - 1)
        case 0x49: tabForward(count)
        case 0x4A: eraseDisplay(parser.value(0), sparing: .nothing)
        case 0x4B: eraseLine(parser.value(0), sparing: .nothing)
        case 0x4C: insertLines(count)
        case 0x4D: deleteLines(count)
        case 0x50: deleteCharacters(count)
        case 0x53: scrollUp(count)
        // `CSI 0 T` and more than one parameter are xterm's mouse tracking by highlight.
        case 0x54 where parser.count == 0 || parser.count == 1 && parser.values[0] > 0:
            scrollDown(count)
        case 0x5E: scrollDown(count)
        case 0x58: eraseCharacters(count)
        case 0x5A: tabBackward(count)
        case 0x61:
            moveTo(row: position.row - originRow, column: position.column - originColumn + count)
        case 0x62: repeatLast(count)
        case 0x63 where parser.value(0) == 0: reportAttributes()
        case 0x64: moveTo(row: count - 1, column: position.column - originColumn)
        case 0x65:
            moveTo(row: position.row - originRow + count, column: position.column - originColumn)
        case 0x67: clearTabs(parser.value(0))
        case 0x68, 0x6C: setANSIModes(to: final == 0x68)
        case 0x6D: selectGraphics()
        case 0x6E: reportStatus(parser.value(0))
        case 0x72: setRows(count - 1, parser.value(1, or: size.rows) - 1)
        case 0x73:
            if modeSet[.leftRightMargins] {
                setColumns(count - 1, parser.value(1, or: size.columns) - 1)
            } else {
                saveCursor()
            }
        case 0x74: windowOperation(parser.value(0), parser.value(1))
        case 0x75: restoreCursor()
        default: break
        }
    }

    private mutating func dispatchPrivate(_ final: UInt8) {
        switch final {
        case 0x4A: eraseDisplay(parser.value(0), sparing: .protected)
        case 0x4B: eraseLine(parser.value(0), sparing: .protected)
        case 0x68, 0x6C: setPrivateModes(to: final == 0x68)
        case 0x57 where parser.value(0) == 5: tabs = Self.defaultTabs
        case 0x6D where parser.value(0) == 4: reply("\u{1B}[>4;\(modifyOtherKeys)m")
        case 0x6E: reportPrivateStatus(parser.value(0))
        case 0x72: restoreModes()
        case 0x73: saveModes()
        case 0x75: reply("\u{1B}[?\(keyboard.flags)u")
        default: break
        }
    }

    private mutating func dispatchGreater(_ final: UInt8) {
        switch final {
        case 0x63 where parser.value(0) == 0: reply("\u{1B}[>41;400;0c")
        case 0x6D where parser.value(0) == 4 || parser.count == 0:
            modifyOtherKeys = UInt8(min(2, parser.value(1)))
        case 0x6E where parser.value(0) == 4: modifyOtherKeys = 0
        case 0x71 where parser.value(0) == 0: reply("\u{1B}P>|paks\u{1B}\\")
        case 0x75: keyboard.push(UInt8(truncatingIfNeeded: parser.value(0)))
        default: break
        }
    }

    private mutating func dispatchIntermediate(_ final: UInt8) {
        switch (parser.intermediates, final) {
        case (0x20, 0x40): scrollSideways(-parser.value(0, or: 1))
        case (0x20, 0x41): scrollSideways(parser.value(0, or: 1))
        case (0x20, 0x71):
            shape = Frame.CursorShape(rawValue: UInt8(min(255, parser.value(0)))) ?? shape
            modeSet[.cursorBlink] = shape.blinks
        case (0x21, 0x70): softReset()
        case (0x22, 0x70) where (61...65).contains(parser.value(0)): softReset()
        case (0x22, 0x71):
            setProtected(parser.value(0) == 1)
            isGuarded = false
        case (0x23, 0x70), (0x23, 0x7B): pushGraphics()
        case (0x23, 0x71), (0x23, 0x7D): popGraphics()
        case (0x23, 0x79): checksumFlags = UInt8(truncatingIfNeeded: parser.value(0))
        case (0x24, 0x70): reportMode(parser.value(0), isPrivate: false)
        case (0x24, 0x77): reportPresentation(parser.value(0))
        case (0x27, 0x7D): insertColumns(parser.value(0, or: 1))
        case (0x27, 0x7E): insertColumns(-parser.value(0, or: 1))
        default: rectangle(final)
        }
    }

    private mutating func setProtected(_ isProtected: Bool) {
        pen.isProtected = isProtected
        pen.isDirty = true
    }

    private mutating func clearTabs(_ what: Int) {
        if what == 0 {
            tabs[position.column] = false
        } else if what == 3 {
            tabs = Array(repeating: false, count: Self.sideLimit)
        }
    }

    /// DECSTBM, 0-based.
    private mutating func setRows(_ first: Int, _ last: Int) {
        let last = min(last, size.rows - 1)
        guard first < last else { return }
        top = first
        bottom = last
        moveTo(row: 0, column: 0)
    }

    /// DECSLRM, 0-based.
    private mutating func setColumns(_ first: Int, _ last: Int) {
        let last = min(last, size.columns - 1)
        guard first < last else { return }
        left = first
        right = last
        moveTo(row: 0, column: 0)
    }
}

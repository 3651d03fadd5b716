extension Screen {
    /// The modes that its surroundings act upon.
    package struct Modes: Equatable, Sendable {
        package var applicationCursor = false
        package var applicationKeypad = false
        package var bracketedPaste = false
        package var focusReports = false
        package var alternateScreen = false
        package var mouse = OuterModes.Mouse.off
        /// 9: presses alone are reported; `mouse` is `buttons` then.
        package var x10Mouse = false
        /// 1006, SGR mouse reports.
        package var sgrMouse = false
        /// How mouse reports are spelled.
        package var mouseEncoding = MouseEncoding.legacy
        /// 1007: the wheel sends arrows on the alternate screen.
        package var alternateScroll = false
        /// LNM: Return sends CR LF.
        package var newLine = false
        /// DECBKM: Backspace sends BS.
        package var backspaceSendsBS = false
        package var reverseVideo = false
        package var keyboardFlags: UInt8 = 0
        package var modifyOtherKeys: UInt8 = 0
        /// 2026: the program is in the middle of a frame.
        package var synchronizedOutput = false

        package init() {}
    }

    /// The spelling of mouse reports; the later of these modes wins.
    package enum MouseEncoding: UInt8, Sendable {
        case legacy
        /// 1005.
        case utf8
        /// 1006.
        case sgr
        /// 1015.
        case urxvt
        /// 1016.
        case pixels
    }

    package var modes: Modes {
        var modes = Modes()
        modes.applicationCursor = modeSet[.applicationCursor]
        modes.applicationKeypad = modeSet[.applicationKeypad]
        modes.bracketedPaste = modeSet[.bracketedPaste]
        modes.focusReports = modeSet[.focus]
        modes.alternateScreen = isAlternate
        modes.x10Mouse = modeSet[.mouseX10]
        if modeSet[.mouseMotion] {
            modes.mouse = .motion
        } else if modeSet[.mouseDrags] {
            modes.mouse = .drags
        } else if modeSet[.mouseButtons] || modeSet[.mouseX10] {
            modes.mouse = .buttons
        }
        modes.sgrMouse = modeSet[.mouseSGR]
        if modeSet[.mousePixels] {
            modes.mouseEncoding = .pixels
        } else if modeSet[.mouseSGR] {
            modes.mouseEncoding = .sgr
        } else if modeSet[.mouseURXVT] {
            modes.mouseEncoding = .urxvt
        } else if modeSet[.mouseUTF8] {
            modes.mouseEncoding = .utf8
        }
        modes.alternateScroll = modeSet[.alternateScroll]
        modes.newLine = modeSet[.newLine]
        modes.backspaceSendsBS = modeSet[.backarrow]
        modes.reverseVideo = modeSet[.reverseVideo]
        modes.keyboardFlags = keyboard.flags
        modes.modifyOtherKeys = modifyOtherKeys
        modes.synchronizedOutput = modeSet[.synchronized]
        return modes
    }

    /// The private modes that are set, by number.
    package var setModes: [Int] {
        Mode.allCases.filter { $0.privateNumber != 0 && isSet($0) }.map(\.privateNumber).sorted()
    }

    /// Ends a frame of mode 2026 that the program left open.
    package mutating func endSynchronizedOutput() { modeSet[.synchronized] = false }

    mutating func setANSIModes(to value: Bool) {
        for index in 0..<parser.count {
            if let mode = Mode.ansi(parser.value(index)) { modeSet[mode] = value }
        }
    }

    mutating func setPrivateModes(to value: Bool) {
        for index in 0..<parser.count {
            if let mode = Mode.dec(parser.value(index)) { set(mode, to: value) }
        }
    }

    mutating func saveModes() {
        for index in 0..<parser.count {
            if let mode = Mode.dec(parser.value(index)) { savedModes[mode] = isSet(mode) }
        }
    }

    mutating func restoreModes() {
        for index in 0..<parser.count {
            if let mode = Mode.dec(parser.value(index)) { set(mode, to: savedModes[mode]) }
        }
    }

    func isSet(_ mode: Mode) -> Bool {
        switch mode {
        case .alternate47, .alternate1047, .alternate1049: isAlternate
        default: modeSet[mode]
        }
    }

    private mutating func set(_ mode: Mode, to value: Bool) {
        switch mode {
        case .alternate47: showAlternate(value)
        case .alternate1047:
            if !value, isAlternate {
                eraseAll()
                position.pendingWrap = false
            }
            showAlternate(value)
        case .saveCursor: if value { saveCursor() } else { restoreCursor() }
        case .alternate1049:
            if value {
                saveCursor()
                showAlternate(true)
                eraseAll()
                position.pendingWrap = false
            } else {
                showAlternate(false)
                restoreCursor()
            }
        case .origin:
            modeSet[mode] = value
            moveTo(row: 0, column: 0)
        case .leftRightMargins:
            modeSet[mode] = value
            if !value {
                left = 0
                right = size.columns - 1
            }
        case .cursorBlink:
            modeSet[mode] = value
            shape = shape.blinking(value)
        case .inBandResize:
            modeSet[mode] = value
            if value { reportSize() }
        case .wideColumns: if modeSet[.allowColumns] { changeColumns(value) }
        case .mouseX10, .mouseButtons, .mouseDrags, .mouseMotion:
            for other in [Mode.mouseX10, .mouseButtons, .mouseDrags, .mouseMotion] {
                modeSet[other] = false
            }
            modeSet[mode] = value
        default: modeSet[mode] = value
        }
    }

    /// DECCOLM clears as a VT100 does; the size is the pane's own.
    private mutating func changeColumns(_ value: Bool) {
        modeSet[.wideColumns] = value
        resetMargins()
        modeSet[.leftRightMargins] = false
        if !modeSet[.noClearOnColumns] { eraseAll() }
        position = Cursor()
    }

    private mutating func eraseAll() {
        let blank = eraseBits()
        for row in 0..<size.rows { grid.clear(row, with: blank) }
    }

    /// Shows one of the two screens; each has its saved cursor and its keyboard flags.
    private mutating func showAlternate(_ value: Bool) {
        guard value != isAlternate else { return }
        isAlternate = value
        if !value { below.removeAll() }
        swap(&grid, &hidden)
        swap(&keyboard, &hiddenKeyboard)
        swap(&saved, &savedMain)
    }

    /// DECSTR (VT220).
    mutating func softReset() {
        modeSet[.insert] = false
        modeSet[.origin] = false
        modeSet[.autowrap] = true
        modeSet[.reverseWrap] = false
        modeSet[.applicationCursor] = false
        modeSet[.applicationKeypad] = false
        modeSet[.leftRightMargins] = false
        modeSet[.showCursor] = true
        resetMargins()
        charsets = Charsets()
        pen = Pen()
        isGuarded = false
        saved = SavedCursor()
        shape = .terminalDefault
    }

    /// RIS.
    mutating func reset() {
        if isAlternate {
            isAlternate = false
            swap(&grid, &hidden)
        }
        below.removeAll()
        modeSet = .initial
        savedModes = .initial
        pen = Pen()
        saved = SavedCursor()
        savedMain = SavedCursor()
        charsets = Charsets()
        shape = .terminalDefault
        position = Cursor()
        resetMargins()
        tabs = Self.defaultTabs
        grid = Grid(size: size)
        hidden = Grid(size: size)
        scrollback.removeAll()
        palette.resetAll()
        keyboard = KeyboardFlags()
        hiddenKeyboard = KeyboardFlags()
        modifyOtherKeys = 0
        titles = []
        graphicsStack = GraphicsStack()
        notification = nil
        changesRectangles = false
        isGuarded = false
        checksumFlags = 0
        lastPrinted = 0
    }
}

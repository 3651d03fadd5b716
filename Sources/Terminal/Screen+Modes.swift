extension Screen {
    /// SM and RM.
    mutating func setModes(_ p: Parameters, _ isOn: Bool) {
        for index in 0..<p.count {
            switch p.values[index] {
            case 4: switches.inserts = isOn
            case 20: switches.newLines = isOn
            default: break
            }
        }
    }

    /// DECSET and DECRST.
    mutating func setPrivate(_ mode: Int, _ isOn: Bool) {
        switch mode {
        case 1: modes.applicationCursor = isOn
        case 5: switches.isReversed = isOn
        case 6:
            switches.isOriginRelative = isOn
            moveTo(row: 1, column: 1)
        case 7:
            switches.wraps = isOn
            if !isOn { pendingWrap = false }
        case 9: modes.mouse = isOn ? .buttons : .off
        case 25: switches.isCursorVisible = isOn
        case 45: switches.wrapsBack = isOn
        case 47, 1047: setAlternate(isOn, clears: mode == 1047)
        case 66: modes.applicationKeypad = isOn
        case 69:
            switches.hasMargins = isOn
            if !isOn { margins = 0..<size.columns }
        case 1000: modes.mouse = isOn ? .buttons : .off
        case 1002: modes.mouse = isOn ? .drags : .off
        case 1003: modes.mouse = isOn ? .motion : .off
        case 1004: modes.focusReports = isOn
        case 1006: modes.sgrMouse = isOn
        case 1048: if isOn { saveCursor() } else { restoreCursor() }
        case 1049:
            if isOn {
                if alternate == nil { saveCursor() }
                setAlternate(true, clears: false)
                eraseDisplay(2, selective: false)
            } else {
                let was = alternate != nil
                setAlternate(false, clears: false)
                if was { restoreCursor() }
            }
        case 2004: modes.bracketedPaste = isOn
        case 2026: modes.synchronizedOutput = isOn
        case 2027: switches.clusters = isOn
        default: break
        }
    }

    private mutating func setAlternate(_ isOn: Bool, clears: Bool) {
        if isOn, alternate == nil {
            alternate = Grid(columns: size.columns, rows: size.rows)
        } else if !isOn, alternate != nil {
            alternate = nil
        }
        modes.alternateScreen = isOn
        pendingWrap = false
    }

    /// DECRQM.
    mutating func reportMode(_ mode: Int, isPrivate: Bool) {
        let state: Bool? = isPrivate ? privateMode(mode) : ansiMode(mode)
        let answer = state.map { $0 ? 1 : 2 } ?? 0
        reply("\u{1b}[\(isPrivate ? "?" : "")\(mode);\(answer)$y")
    }

    private func ansiMode(_ mode: Int) -> Bool? {
        switch mode {
        case 4: switches.inserts
        case 20: switches.newLines
        default: nil
        }
    }

    private func privateMode(_ mode: Int) -> Bool? {
        switch mode {
        case 1: modes.applicationCursor
        case 5: switches.isReversed
        case 6: switches.isOriginRelative
        case 7: switches.wraps
        case 9, 1000: modes.mouse == .buttons
        case 25: switches.isCursorVisible
        case 45: switches.wrapsBack
        case 47, 1047, 1049: alternate != nil
        case 66: modes.applicationKeypad
        case 69: switches.hasMargins
        case 1002: modes.mouse == .drags
        case 1003: modes.mouse == .motion
        case 1004: modes.focusReports
        case 1006: modes.sgrMouse
        case 2004: modes.bracketedPaste
        case 2026: modes.synchronizedOutput
        case 2027: switches.clusters
        default: nil
        }
    }
}

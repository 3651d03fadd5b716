extension Screen {
    /// DECRQPSR: 1 asks for the cursor (DECCIR), 2 for the tab stops (DECTABSR), VT420.
    mutating func reportPresentation(_ what: Int) {
        switch what {
        case 1: reply("\u{1B}P1$u\(cursorInformation)\u{1B}\\")
        case 2:
            let stops = (0..<size.columns).filter { tabs[$0] }.map { "\($0 + 1)" }
            reply("\u{1B}P2$u\(stops.joined(separator: "/"))\u{1B}\\")
        default: break
        }
    }

    /// Row, column, page; then bits, each with 0x40: attributes, protection, flags; then GL, GR,
    /// the sizes of the sets and the sets.
    private var cursorInformation: String {
        func letter(_ bits: UInt8) -> Character { Character(Unicode.Scalar(0x40 | bits)) }
        let attributes = pen.style.attributes
        var look: UInt8 = attributes.contains(.bold) ? 1 : 0
        look |= attributes.underline == .none ? 0 : 2
        look |= attributes.contains(.blink) ? 4 : 0
        look |= attributes.contains(.reverse) ? 8 : 0
        var flags: UInt8 = modeSet[.origin] ? 1 : 0
        flags |= charsets.single == 2 ? 2 : charsets.single == 3 ? 4 : 0
        flags |= position.pendingWrap ? 8 : 0
        let row = position.row - originRow + 1
        let column = position.column - originColumn + 1
        return "\(row);\(column);1;\(letter(look));\(letter(pen.isProtected ? 1 : 0));"
            + "\(letter(flags));\(charsets.shift);2;\(charsets.sizes);\(charsets.finals)"
    }

    /// DECRSPS: takes back what DECRQPSR told.
    mutating func restorePresentation(_ what: Int) {
        let text = String(decoding: parser.text.prefix(4096 * 6), as: UTF8.self)
        switch what {
        case 1: restoreCursorInformation(text.split(separator: ";", maxSplits: 9))
        case 2:
            tabs = Array(repeating: false, count: Self.sideLimit)
            for stop in text.split(separator: "/") {
                if let column = Int(stop), column > 0, column <= size.columns {
                    tabs[column - 1] = true
                }
            }
        default: break
        }
    }

    private mutating func restoreCursorInformation(_ fields: [Substring]) {
        guard fields.count >= 6, let row = Int(fields[0]), let column = Int(fields[1]),
            let look = fields[3].utf8.first, let protection = fields[4].utf8.first,
            let flags = fields[5].utf8.first
        else { return }
        pen.style.attributes.subtract([.bold, .blink, .reverse])
        pen.style.attributes.underline = look & 2 != 0 ? .single : .none
        let flagged: [(UInt8, Attributes)] = [(1, .bold), (4, .blink), (8, .reverse)]
        for (bit, flag) in flagged where look & bit != 0 { pen.style.attributes.insert(flag) }
        pen.isProtected = protection & 1 != 0
        pen.isDirty = true
        modeSet[.origin] = flags & 1 != 0
        moveTo(row: min(row, 9999) - 1, column: min(column, 9999) - 1)
        position.pendingWrap = flags & 8 != 0 && position.column == right
        if fields.count >= 10, let shift = UInt8(fields[6]), shift < 4 {
            charsets.restore(shift: shift, sizes: fields[8], finals: fields[9])
        }
    }
}

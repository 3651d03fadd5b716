extension Screen {
    /// Reads program output. Splitting the same bytes differently leaves the same screen.
    package mutating func feed(_ bytes: Span<UInt8>) {
        var place = 0
        let count = bytes.count
        while place < count {
            if parser.state == .ground, parser.missing == 0 {
                let end = Self.endOfText(bytes, from: place)
                if end > place {
                    printASCII(bytes, place..<end)
                    place = end
                    continue
                }
            }
            take(bytes[place])
            place += 1
        }
    }

    /// The end of the run of printable ASCII that begins here.
    private static func endOfText(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] &- 0x20 < 0x5f { place &+= 1 }
        return place
    }

    private mutating func take(_ byte: UInt8) {
        switch parser.state {
        case .string(let kind): return takeString(byte, kind)
        case .stringEscape(let kind):
            if byte == UInt8(ascii: "\\") {
                finishString(kind)
                parser.state = .ground
                return
            }
            // Any other escape ends the string unread.
            parser.text = []
            parser.state = .escape
            parser.clear()
        default: break
        }
        switch byte {
        case 0x18, 0x1a:
            parser.state = .ground
            parser.missing = 0
        case 0x1b:
            replaceBroken()
            parser.state = .escape
            parser.clear()
        case 0..<0x20:
            replaceBroken()
            control(byte)
        default: takeIn(byte)
        }
    }

    private mutating func takeIn(_ byte: UInt8) {
        switch parser.state {
        case .ground: takeText(byte)
        case .escape: takeEscape(byte)
        case .escapeIntermediate:
            if byte < 0x30 {
                addIntermediate(byte)
            } else {
                parser.state = .ground
                if byte < 0x7f { escape(byte) }
            }
        case .controlEntry, .controlParameter, .controlIntermediate, .controlIgnore:
            takeControl(byte)
        case .string, .stringEscape: break
        }
    }

    private mutating func addIntermediate(_ byte: UInt8) {
        if parser.intermediates.count < 4 { parser.intermediates.append(byte) }
    }

    private mutating func takeEscape(_ byte: UInt8) {
        switch byte {
        case 0x20..<0x30:
            addIntermediate(byte)
            parser.state = .escapeIntermediate
        case UInt8(ascii: "["): parser.state = .controlEntry
        case UInt8(ascii: "]"): beginString(.command)
        case UInt8(ascii: "P"): beginString(.device)
        case UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"): beginString(.ignored)
        case 0x30..<0x7f:
            parser.state = .ground
            escape(byte)
        case 0x7f: break
        default: parser.state = .ground
        }
    }

    private mutating func takeControl(_ byte: UInt8) {
        switch (parser.state, byte) {
        case (_, 0x7f): break
        case (_, 0x80...): parser.state = .ground
        case (.controlIgnore, 0x40...): parser.state = .ground
        case (.controlIgnore, _): break
        case (.controlIntermediate, 0x20..<0x30): addIntermediate(byte)
        case (.controlIntermediate, 0x30..<0x40): parser.state = .controlIgnore
        case (.controlEntry, 0x3c...0x3f):
            parser.prefix = byte
            parser.state = .controlParameter
        case (_, 0x3c...0x3f): parser.state = .controlIgnore
        case (_, 0x30...0x39):
            parser.parameters.digit(byte)
            parser.state = .controlParameter
        case (_, 0x3a), (_, 0x3b):
            parser.parameters.separator(byte)
            parser.state = .controlParameter
        case (_, 0x20..<0x30):
            addIntermediate(byte)
            parser.state = .controlIntermediate
        default:
            parser.parameters.finish()
            parser.state = .ground
            controlSequence(byte)
        }
    }

    // MARK: Strings

    private mutating func beginString(_ kind: Parser.Kind) {
        parser.text = []
        parser.state = .string(kind)
    }

    private mutating func takeString(_ byte: UInt8, _ kind: Parser.Kind) {
        switch byte {
        case 0x1b: parser.state = .stringEscape(kind)
        case 0x18, 0x1a:
            parser.text = []
            parser.state = .ground
        case 0x07 where kind == .command:
            finishString(kind)
            parser.state = .ground
        default:
            if kind != .ignored, parser.text.count < Parser.textLimit { parser.text.append(byte) }
        }
    }

    private mutating func finishString(_ kind: Parser.Kind) {
        let text = parser.text
        parser.text = []
        guard text.count < Parser.textLimit else { return }
        switch kind {
        case .command: operatingSystemCommand(text)
        case .device: deviceControl(text)
        case .ignored: break
        }
    }

    // MARK: UTF-8

    /// One byte of text, ill-formed parts replaced after Unicode 3.9, table 3-8.
    private mutating func takeText(_ byte: UInt8) {
        if parser.missing > 0 {
            if byte & 0xc0 == 0x80, isAllowed(byte) {
                parser.scalar = parser.scalar << 6 | UInt32(byte & 0x3f)
                parser.missing -= 1
                parser.least = 0
                if parser.missing == 0 { printScalar(parser.scalar) }
                return
            }
            replaceBroken()
        }
        switch byte {
        case 0x20..<0x7f: printScalar(UInt32(byte))
        case 0x7f: break
        case 0xc2...0xdf: begin(byte & 0x1f, missing: 1, byte)
        case 0xe0...0xef: begin(byte & 0x0f, missing: 2, byte)
        case 0xf0...0xf4: begin(byte & 0x07, missing: 3, byte)
        default: printScalar(0xfffd)
        }
    }

    private mutating func begin(_ bits: UInt8, missing: Int, _ lead: UInt8) {
        parser.scalar = UInt32(bits)
        parser.missing = missing
        parser.least = UInt32(lead)
    }

    /// The second byte's range depends on the first: no overlong forms, surrogates, or beyond.
    private func isAllowed(_ byte: UInt8) -> Bool {
        switch parser.least {
        case 0xe0: byte >= 0xa0
        case 0xed: byte < 0xa0
        case 0xf0: byte >= 0x90
        case 0xf4: byte < 0x90
        default: true
        }
    }

    private mutating func replaceBroken() {
        guard parser.missing > 0 else { return }
        parser.missing = 0
        if parser.state == .ground { printScalar(0xfffd) }
    }
}

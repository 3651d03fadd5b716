extension Screen {
    /// Reads program output. Splitting the same bytes differently leaves the same screen.
    package mutating func feed(_ bytes: Span<UInt8>) {
        if !below.isEmpty, !isAlternate, !bytes.isEmpty { below.removeAll() }
        var at = 0
        let end = bytes.count
        while at < end {
            switch parser.state {
            case .ground: at = readGround(bytes, from: at)
            case .control, .controlIgnored: at = readControl(bytes, from: at)
            case .command, .device, .deviceString, .swallowed:
                at = readString(bytes, from: at)
            case .escape, .escapeIntermediate:
                if bytes[at] < 0x80 {
                    readEscape(bytes[at])
                    at += 1
                } else {
                    parser.state = .ground
                }
            }
        }
    }

    /// Reads text and C0 controls until a sequence begins; returns where it stopped.
    private mutating func readGround(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var at = start
        let end = bytes.count
        while at < end {
            let byte = bytes[at]
            if parser.wanted > 0 {
                if continueScalar(byte) { at += 1 }
            } else if byte >= 0x20, byte < 0x7F {
                let stop = TextRun.endOfASCII(bytes, from: at)
                printASCII(bytes, at, stop)
                at = stop
            } else if byte == 0x1B {
                if at + 1 < end, bytes[at + 1] == 0x5B {
                    parser.clearSequence()
                    parser.state = .control
                    at = readControl(bytes, from: at + 2)
                    if parser.state != .ground { return at }
                } else {
                    parser.clearSequence()
                    parser.state = .escape
                    return at + 1
                }
            } else if byte == 0x0D {
                lastPrinted = 0
                carriageReturn()
                at += 1
            } else if byte < 0x20 {
                execute(byte)
                at += 1
            } else if byte == 0x7F {
                at += 1
            } else {
                let stop = printText(bytes, from: at)
                if stop > at {
                    at = stop
                    continue
                }
                let (scalar, count) = UTF8Decoder.scalar(bytes, at: at)
                if count > 0 {
                    printScalar(scalar)
                    at += count
                    continue
                }
                at = readScalar(bytes, from: at)
            }
        }
        return at
    }

    /// Decodes one scalar that isn't ASCII, or keeps its beginning; returns where it stopped.
    private mutating func readScalar(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let first = bytes[start]
        parser.lower = 0x80
        parser.upper = 0xBF
        switch first {
        case 0xC2...0xDF:
            parser.wanted = 1
            parser.scalar = UInt32(first & 0x1F)
        case 0xE0...0xEF:
            if first == 0xE0 { parser.lower = 0xA0 }
            if first == 0xED { parser.upper = 0x9F }
            parser.wanted = 2
            parser.scalar = UInt32(first & 0x0F)
        case 0xF0...0xF4:
            if first == 0xF0 { parser.lower = 0x90 }
            if first == 0xF4 { parser.upper = 0x8F }
            parser.wanted = 3
            parser.scalar = UInt32(first & 0x07)
        default: printScalar(0xFFFD)
        }
        return start + 1
    }

    /// Takes the next byte of a scalar; `false` when the byte begins something else.
    private mutating func continueScalar(_ byte: UInt8) -> Bool {
        guard byte >= parser.lower, byte <= parser.upper else {
            parser.wanted = 0
            printScalar(0xFFFD)
            return false
        }
        parser.lower = 0x80
        parser.upper = 0xBF
        parser.scalar = parser.scalar << 6 | UInt32(byte & 0x3F)
        parser.wanted -= 1
        guard parser.wanted == 0 else { return true }
        // C1 as UTF-8 spells it does nothing (xterm); raw bytes can't be told from broken UTF-8.
        if parser.scalar >= 0xA0 { printScalar(parser.scalar) }
        return true
    }

    /// Reads a control sequence to its end; returns where it stopped.
    private mutating func readControl(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var at = start
        let end = bytes.count
        while at < end {
            let byte = bytes[at]
            at += 1
            switch byte {
            case 0x30...0x39:
                at = parser.digits(bytes, from: at - 1)
                if parser.intermediates != 0 { parser.state = .controlIgnored }
            case 0x3A, 0x3B:
                parser.separator(byte)
                if parser.intermediates != 0 { parser.state = .controlIgnored }
            case 0x40...0x7E:
                let ignored = parser.state == .controlIgnored
                parser.state = .ground
                if !ignored {
                    parser.count = min(parser.count, Parser.parameterLimit)
                    dispatchControl(byte)
                }
                return at
            case 0x3C...0x3F:
                if parser.hasParameters || parser.marker != 0 || parser.intermediates != 0 {
                    parser.state = .controlIgnored
                } else {
                    parser.marker = byte
                }
            case 0x20...0x2F:
                if parser.intermediates > 0xFF { parser.state = .controlIgnored }
                parser.intermediate(byte)
            case 0x18, 0x1A:
                parser.state = .ground
                return at
            case 0x1B:
                parser.clearSequence()
                parser.state = .escape
                return at
            case 0x00..<0x20: execute(byte)
            case 0x80...0xFF:
                // Text ends what was begun.
                parser.state = .ground
                return at - 1
            default: break
            }
        }
        return at
    }

    private mutating func readEscape(_ byte: UInt8) {
        switch byte {
        case 0x18, 0x1A: parser.state = .ground
        case 0x1B:
            parser.clearSequence()
            parser.state = .escape
        case 0x00..<0x20: execute(byte)
        case 0x20...0x2F:
            parser.intermediate(byte)
            parser.state = .escapeIntermediate
        case 0x7F: break
        default:
            if parser.state == .escape {
                switch byte {
                case 0x5B: parser.state = .control
                case 0x5D: parser.beginString(.command)
                case 0x50: parser.beginString(.device)
                case 0x58, 0x5E, 0x5F: parser.beginString(.swallowed)
                default:
                    parser.state = .ground
                    dispatchEscape(byte)
                }
            } else {
                parser.state = .ground
                dispatchEscape(byte)
            }
        }
    }

    /// Reads OSC, DCS and the strings that are swallowed; returns where it stopped.
    private mutating func readString(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var at = start
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if parser.sawEscape {
                parser.sawEscape = false
                let state = parser.state
                parser.state = .ground
                if byte == 0x5C {
                    endString(state, terminator: .string)
                } else {
                    // ESC ends the string whatever follows, and begins a sequence of its own.
                    endString(state, terminator: .string)
                    parser.clearSequence()
                    parser.state = .escape
                    at -= 1
                }
                return at
            }
            switch byte {
            case 0x1B: parser.sawEscape = true
            case 0x18, 0x1A:
                parser.state = .ground
                return at
            case 0x07 where parser.state == .command:
                parser.state = .ground
                endString(.command, terminator: .bell)
                return at
            default: collectString(byte)
            }
        }
        return at
    }

    private mutating func collectString(_ byte: UInt8) {
        switch parser.state {
        case .command: if byte >= 0x20 { parser.collect(byte) }
        case .device: readDevice(byte)
        case .deviceString: if byte != 0x7F { parser.collect(byte) }
        default: break
        }
    }

    /// Reads the head of a DCS.
    private mutating func readDevice(_ byte: UInt8) {
        switch byte {
        case 0x30...0x39: parser.digit(byte)
        case 0x3A, 0x3B: parser.separator(byte)
        case 0x3C...0x3F: parser.marker = byte
        case 0x20...0x2F: parser.intermediate(byte)
        case 0x40...0x7E:
            parser.count = min(parser.count, Parser.parameterLimit)
            parser.deviceFinal = byte
            parser.state = .deviceString
        default: break
        }
    }

    /// What ended a string, so that an answer ends alike.
    enum Terminator { case bell, string }

    private mutating func endString(_ state: Parser.State, terminator: Terminator) {
        guard !parser.textOverflows else { return }
        switch state {
        case .command: dispatchCommand(terminator)
        case .deviceString: dispatchDevice()
        default: break
        }
    }
}

extension Screen {
    /// OSC: a number, a `;`, and text that depends on it (xterm ctlseqs).
    mutating func operatingSystemCommand(_ text: [UInt8]) {
        let digits = text.prefix { (0x30...0x39).contains($0) }
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return }
        let rest = text.dropFirst(digits.count)
        let body = rest.first == UInt8(ascii: ";") ? rest.dropFirst() : rest
        switch number {
        case 0, 2:
            title = Self.printable(body)
            events.append(.title(title))
        case 7: events.append(.directory(Self.printable(body)))
        case 8: setLink(body)
        case 9: events.append(.notification(title: "", body: Self.printable(body)))
        case 52: setClipboard(body)
        case 133:
            if let letter = body.first {
                events.append(.promptMark(letter, Self.printable(body.dropFirst(2))))
            }
        case 777:
            let parts = body.split(
                separator: UInt8(ascii: ";"), maxSplits: 2, omittingEmptySubsequences: false)
            if parts.count == 3, parts[0].elementsEqual("notify".utf8) {
                events.append(
                    .notification(
                        title: Self.printable(parts[1]), body: Self.printable(parts[2])))
            }
        default: break
        }
        if events.count > 1000 { events.removeFirst(events.count - 1000) }
    }

    /// Text without controls, 4,096 bytes at most.
    private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes.prefix(4096), as: UTF8.self)
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }

    /// OSC 8: parameters, `;`, URI; an empty URI ends the link.
    private mutating func setLink(_ body: ArraySlice<UInt8>) {
        guard let separator = body.firstIndex(of: UInt8(ascii: ";")) else { return }
        let uri = Self.printable(body[(separator + 1)...])
        var style = style
        style.link = uri.isEmpty ? 0 : linkNumber(uri)
        setStyle(style)
    }

    private mutating func linkNumber(_ uri: String) -> UInt16 {
        if let index = links.lastIndex(of: uri) { return UInt16(index + 1) }
        guard links.count < 4096 else { return 0 }
        links.append(uri)
        return UInt16(links.count)
    }

    /// OSC 52: only setting; a program may not read the user's clipboard.
    private mutating func setClipboard(_ body: ArraySlice<UInt8>) {
        guard let separator = body.firstIndex(of: UInt8(ascii: ";")) else { return }
        let data = body[(separator + 1)...]
        guard !data.elementsEqual("?".utf8), let bytes = Self.decodeBase64(data) else { return }
        events.append(.clipboard(bytes))
    }

    /// RFC 4648, section 4.
    private static func decodeBase64(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text where byte != UInt8(ascii: "=") {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte + 4
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}

extension Screen {
    /// Titles and notifications beyond this many bytes are cut.
    private static let textLimit = 4096

    /// Acts on an OSC (xterm ctlseqs, "Operating System Commands").
    mutating func dispatchCommand(_ terminator: Terminator) {
        let bytes = parser.text
        let head = bytes.prefix { $0 != 0x3B }
        guard !head.isEmpty, head.count <= 5, head.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            return
        }
        let number = head.reduce(0) { $0 * 10 + Int($1 & 15) }
        let body = bytes.dropFirst(head.count + 1)
        switch number {
        case 0:
            setIconName(Self.text(body))
            setTitle(Self.text(body))
        case 1: setIconName(Self.text(body))
        case 2: setTitle(Self.text(body))
        case 4: changePalette(Self.fields(body), terminator)
        case 7: tell(.directory(Self.text(body)))
        case 8: setLink(body)
        case 9: notify(Self.text(body))
        case 10, 11, 12: changeDynamic(number, Self.fields(body), terminator)
        case 52: setClipboard(body)
        case 99: notifyKitty(body)
        case 104: resetPalette(Self.fields(body))
        case 110: palette.reset(Palette.foregroundIndex)
        case 111: palette.reset(Palette.backgroundIndex)
        case 112: palette.reset(Palette.cursorIndex)
        case 133: markPrompt(body)
        case 777: notifyURxvt(Self.fields(body))
        default: break
        }
    }

    /// Text without controls, so that whoever shows it can't be made to write one.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes.prefix(textLimit), as: UTF8.self)
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
            if !(0x80...0x9F).contains(scalar.value) { kept.append(scalar) }
        }
        return String(kept)
    }

    private static func fields(_ bytes: ArraySlice<UInt8>) -> [Substring] {
        text(bytes).split(separator: ";", omittingEmptySubsequences: false)
    }

    private mutating func markPrompt(_ body: ArraySlice<UInt8>) {
        guard let letter = body.first, (0x41...0x5A).contains(letter) else { return }
        let rest = body.dropFirst()
        guard rest.isEmpty || rest.first == 0x3B else { return }
        tell(.promptMark(letter, Self.text(rest.dropFirst())))
    }

    private mutating func setClipboard(_ body: ArraySlice<UInt8>) {
        guard let split = body.firstIndex(of: 0x3B) else { return }
        let payload = body[body.index(after: split)...]
        if payload.elementsEqual([0x3F]) {
            if answersClipboard { tell(.clipboardQuestion) }
        } else if let bytes = Base64.decode(payload) {
            tell(.clipboard(bytes))
        }
    }

    /// Tells the program that asked what is in the clipboard.
    package mutating func answerClipboard(_ bytes: [UInt8]) {
        reply("\u{1B}]52;c;\(String(decoding: Base64.encode(bytes), as: UTF8.self))\u{1B}\\")
    }

    private mutating func setLink(_ body: ArraySlice<UInt8>) {
        pen.isDirty = true
        guard let split = body.firstIndex(of: 0x3B) else { return }
        let uri = Self.text(body[body.index(after: split)...])
        guard !uri.isEmpty else {
            pen.style.link = 0
            return
        }
        if links.isFull { collect() }
        let parameter = Self.text(body[..<split])
        pen.style.link = links.id(uri: uri, parameter: parameter) ?? 0
    }

    // MARK: Colours

    private mutating func changePalette(_ fields: [Substring], _ terminator: Terminator) {
        for pair in stride(from: 0, to: min(fields.count - 1, 512), by: 2) {
            guard let index = UInt8(fields[pair]) else { continue }
            if fields[pair + 1] == "?" {
                answerColor("4;\(index)", Int(index), terminator)
            } else if let color = Palette.parse(fields[pair + 1]) {
                palette.change(Int(index), to: color)
            }
        }
    }

    private mutating func changeDynamic(
        _ number: Int, _ fields: [Substring], _ terminator: Terminator
    ) {
        for (offset, field) in fields.prefix(3).enumerated() where number + offset <= 12 {
            let index = Palette.foregroundIndex + number + offset - 10
            if field == "?" {
                answerColor("\(number + offset)", index, terminator)
            } else if let color = Palette.parse(field) {
                palette.change(index, to: color)
            }
        }
    }

    private mutating func resetPalette(_ fields: [Substring]) {
        if fields.allSatisfy(\.isEmpty) {
            palette.resetIndexed()
        }
        for field in fields { if let index = UInt8(field) { palette.reset(Int(index)) } }
    }

    private mutating func answerColor(_ name: String, _ index: Int, _ terminator: Terminator) {
        guard let color = palette.color(index) else { return }
        func part(_ shift: UInt32) -> String {
            let byte = String(color >> shift & 0xFF | 0x100, radix: 16).dropFirst()
            return String(byte + byte)
        }
        let end = terminator == .bell ? "\u{7}" : "\u{1B}\\"
        reply("\u{1B}]\(name);rgb:\(part(16))/\(part(8))/\(part(0))\(end)")
    }
}

import Terminal

/// A terminal for tests that knows what drawing needs, so that what was sent can be seen as cells.
struct Reference {
    /// What a cell shows.
    struct Cell: Equatable {
        var text = " "
        var style = Style.plain
        var link = ""
    }

    /// What the terminal makes of a character of many scalars.
    enum Clusters {
        /// One glyph, as wide as its first scalar.
        case joined
        /// Each of its scalars with a width by itself, as old terminals do.
        case separate
    }

    let size: Size
    var cells: [Cell]
    var row = 0
    var column = 0
    var style = Style.plain
    var link = ""
    var modes: Set<String> = []
    var title = ""
    var cursorShape = 0
    var isCursorVisible = true
    /// How often the screen was drawn whole.
    var clears = 0
    /// Sequences that it doesn't know.
    var unknown: [String] = []

    /// The cell that a combining character goes to.
    private var lastPut: Int?
    private let clusters: Clusters
    private var margins: ClosedRange<Int>

    init(size: Size, clusters: Clusters = .joined) {
        self.size = size
        self.clusters = clusters
        cells = Array(repeating: Cell(), count: size.columns * size.rows)
        margins = 0...(size.rows - 1)
    }

    subscript(row: Int, column: Int) -> Cell { cells[row * size.columns + column] }

    func text(ofRow row: Int) -> String {
        (0..<size.columns).map { self[row, $0].text }.joined()
    }

    private var blank: Cell { Cell(text: " ", style: Style(background: style.background)) }

    mutating func feed(_ bytes: [UInt8]) {
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if scalar.value < 0x20 { lastPut = nil }
            switch scalar {
            case "\u{1B}": escape(scalars, &index)
            case "\r": column = 0
            case "\n": lineFeed()
            case "\u{8}": column = max(0, column - 1)
            case "\u{18}": break
            case _ where scalar.value < 0x20: unknown.append("C0 \(scalar.value)")
            default: put(scalar)
            }
        }
    }

    // MARK: Text

    static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x200D, 0xFE00...0xFE0F, 0x300...0x36F: 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xFF00...0xFF60, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    static func isWide(_ text: String) -> Bool {
        text.unicodeScalars.first.map { width($0) == 2 } ?? false
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = Self.width(scalar)
        let place = row * size.columns + column
        if clusters == .joined, let lastPut,
            width == 0 || cells[lastPut].text.unicodeScalars.last == "\u{200D}"
        {
            cells[lastPut].text.unicodeScalars.append(scalar)
            return
        }
        if width == 0 { return }
        // Half of a wide character that is written over is gone.
        if cells[place].text.isEmpty, column > 0 { cells[place - 1].text = " " }
        let end = min(column + width, size.columns)
        if end < size.columns, cells[row * size.columns + end].text.isEmpty {
            cells[row * size.columns + end].text = " "
        }
        for covered in column..<end {
            cells[row * size.columns + covered] = Cell(
                text: covered == column ? String(scalar) : "", style: style, link: link)
        }
        lastPut = place
        // Without autowrap the cursor stays in the last column.
        column = min(column + width, size.columns - 1)
    }

    private mutating func lineFeed() {
        if row == margins.upperBound { scroll(up: 1) } else { row = min(row + 1, size.rows - 1) }
    }

    private mutating func scroll(up count: Int) { shift(margins, by: count) }

    /// Moves the rows of a region up, or down for a negative count.
    private mutating func shift(_ region: ClosedRange<Int>, by count: Int) {
        let old = cells
        for target in region {
            let source = target + count
            for column in 0..<size.columns {
                cells[target * size.columns + column] =
                    region.contains(source) ? old[source * size.columns + column] : blank
            }
        }
    }

    private mutating func erase(_ range: Range<Int>) {
        for place in range where place < cells.count { cells[place] = blank }
    }

    // MARK: Sequences

    private mutating func escape(_ scalars: [Unicode.Scalar], _ index: inout Int) {
        guard index < scalars.count else { return }
        let kind = scalars[index]
        index += 1
        switch kind {
        case "[":
            var body = ""
            while index < scalars.count, !(0x40...0x7E).contains(scalars[index].value) {
                body.unicodeScalars.append(scalars[index])
                index += 1
            }
            guard index < scalars.count else { return }
            controlSequence(body, String(scalars[index]))
            index += 1
        case "]":
            var body = ""
            while index < scalars.count, scalars[index] != "\u{7}", scalars[index] != "\u{1B}" {
                body.unicodeScalars.append(scalars[index])
                index += 1
            }
            index += index < scalars.count && scalars[index] == "\u{1B}" ? 2 : 1
            command(body)
        case "M":
            if row == margins.lowerBound { shift(margins, by: -1) } else { row = max(0, row - 1) }
        case "=": modes.insert("keypad")
        case ">": modes.remove("keypad")
        case "(": index += 1
        case "\\": break
        default: unknown.append("ESC \(kind)")
        }
    }

    private mutating func command(_ body: String) {
        let parts = body.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false)
        switch parts.first {
        case "2": title = parts.dropFirst().joined(separator: ";")
        case "8": link = parts.count == 3 ? String(parts[2]) : ""
        default: unknown.append("OSC \(body)")
        }
    }

    private mutating func controlSequence(_ body: String, _ final: String) {
        let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        func number(_ place: Int, _ standard: Int = 1) -> Int {
            place < numbers.count ? numbers[place] ?? standard : standard
        }
        let start = row * size.columns
        switch (final, body.first) {
        case ("H", _):
            row = min(size.rows, max(1, number(0))) - 1
            column = min(size.columns, max(1, number(1))) - 1
        case ("A", _): row = max(0, row - number(0))
        case ("B", _): row = min(size.rows - 1, row + number(0))
        case ("C", _): column = min(size.columns - 1, column + number(0))
        case ("D", _): column = max(0, column - number(0))
        case ("G", _): column = min(size.columns, max(1, number(0))) - 1
        case ("d", _): row = min(size.rows, max(1, number(0))) - 1
        case ("J", _):
            clears += number(0, 0) == 2 ? 1 : 0
            erase((number(0, 0) == 2 ? 0 : start + column)..<cells.count)
        case ("K", _):
            erase(
                number(0, 0) == 1
                    ? start..<(start + column + 1) : (start + column)..<(start + size.columns))
        case ("X", _): erase((start + column)..<(start + min(size.columns, column + number(0))))
        case ("L", _): shift(row...max(row, margins.upperBound), by: -number(0))
        case ("M", _): shift(row...max(row, margins.upperBound), by: number(0))
        case ("S", _): scroll(up: number(0))
        case ("T", _): scroll(up: -number(0))
        case ("r", _):
            let top = min(size.rows, number(0))
            margins = (top - 1)...(max(top, min(size.rows, number(1, size.rows))) - 1)
            (row, column) = (0, 0)
        case ("h", "?"), ("l", "?"): setMode(body, final == "h")
        case ("l", "4"): break
        case ("m", ">"): set("modifyOtherKeys", number(1, 0) > 0)
        case ("u", "="): set("kitty", !body.hasPrefix("=0;"))
        case ("m", _): Self.apply(body, to: &style)
        case ("q", _): cursorShape = Int(body.dropLast()) ?? 0
        case ("t", _): break
        default: unknown.append("CSI \(body)\(final)")
        }
    }

    private mutating func setMode(_ body: String, _ isOn: Bool) {
        if body == "?25" { isCursorVisible = isOn }
        set(body, isOn)
    }

    private mutating func set(_ mode: String, _ isOn: Bool) {
        if isOn { modes.insert(mode) } else { modes.remove(mode) }
    }

    private static func apply(_ body: String, to style: inout Style) {
        var codes = body.split(separator: ";", omittingEmptySubsequences: false)[...]
        while let code = codes.popFirst() {
            let parts = code.split(separator: ":", omittingEmptySubsequences: false)
            if parts.count > 1 {
                applyParts(parts, to: &style)
                continue
            }
            switch Int(code) ?? 0 {
            case 0: style = Style(underlineColor: .default)
            case 1: style.attributes.insert(.bold)
            case 2: style.attributes.insert(.faint)
            case 3: style.attributes.insert(.italic)
            case 4: style.attributes.underline = .single
            case 5: style.attributes.insert(.blink)
            case 7: style.attributes.insert(.reverse)
            case 8: style.attributes.insert(.conceal)
            case 9: style.attributes.insert(.strike)
            case 23: style.attributes.remove(.italic)
            case 24: style.attributes.underline = .none
            case 27: style.attributes.remove(.reverse)
            case let value where (30...37).contains(value):
                style.foreground = .palette(UInt8(value - 30))
            case 38: style.foreground = color(&codes)
            case 39: style.foreground = .default
            case let value where (40...47).contains(value):
                style.background = .palette(UInt8(value - 40))
            case 48: style.background = color(&codes)
            case 49: style.background = .default
            case 53: style.attributes.insert(.overline)
            case 59: style.underlineColor = .default
            case let value where (90...97).contains(value):
                style.foreground = .palette(UInt8(value - 82))
            case let value where (100...107).contains(value):
                style.background = .palette(UInt8(value - 92))
            default: break
            }
        }
    }

    private static func applyParts(_ parts: [Substring], to style: inout Style) {
        let numbers = parts.map { Int($0) ?? 0 }
        switch (numbers[0], numbers.count) {
        case (4, 2): style.attributes.underline = Underline(rawValue: UInt8(numbers[1])) ?? .none
        case (58, 3): style.underlineColor = .palette(UInt8(numbers[2]))
        case (58, 6):
            style.underlineColor = .rgb(
                UInt8(numbers[3]), UInt8(numbers[4]), UInt8(numbers[5]))
        default: break
        }
    }

    private static func color(_ codes: inout ArraySlice<Substring>) -> Color {
        switch codes.popFirst() {
        case "5": return .palette(UInt8(codes.popFirst().flatMap { Int($0) } ?? 0))
        case "2":
            let parts = codes.prefix(3).map { UInt8($0) ?? 0 }
            codes = codes.dropFirst(3)
            return parts.count == 3 ? .rgb(parts[0], parts[1], parts[2]) : .default
        default: return .default
        }
    }
}

@testable import Terminal

/// One session of the terminal core: two screens are given the same output, cut differently, and
/// what else can be done to a screen is done to both.
///
/// The input begins with columns, rows, rows of history and how the second screen's output is cut.
struct TerminalCase: ~Copyable {
    /// Fed in the pieces that the input has.
    private var screen: Screen
    /// Fed byte by byte, or in wholes from one operation to the next.
    private var other: Screen
    private let step: Int
    /// What the second screen hasn't got yet.
    private var behind: [UInt8] = []
    private let history: Int
    /// How many more repeated bytes, looks at every cell and searches there may be: cases are to be
    /// quick.
    private var repeatable = 1 << 16
    private var checkable = 32
    /// The first screen when its damage was taken last.
    private var seen: Frame?

    private init(_ input: inout Input) {
        let size = Self.size(&input)
        history = [0, 3, 40, 300][input.number(below: 4)]
        let options = input.byte()
        step = options & 1 == 1 ? 1 : .max
        screen = Screen(size: size, scrollback: history)
        other = Screen(size: size, scrollback: history)
        screen.answersChecksums = options & 2 != 0
        other.answersChecksums = options & 2 != 0
    }

    static func play(_ input: consuming Input) {
        var played = TerminalCase(&input)
        while !input.isAtEnd {
            let bytes = input.plain()
            played.screen.feed(bytes.span)
            played.behind += bytes
            if !input.isAtEnd { played.operate(&input) }
        }
        played.catchUp()
        played.compare()
    }

    private static func size(_ input: inout Input) -> Size {
        let (columns, rows) = (input.number(below: 140) + 1, input.number(below: 50) + 1)
        // One side can be as long as it may get.
        return switch (columns, rows) {
        case (140, _): Size(columns: 5000, rows: rows % 3)
        case (_, 50): Size(columns: columns % 3, rows: 5000)
        default: Size(columns: columns, rows: rows)
        }
    }

    private mutating func operate(_ input: inout Input) {
        switch input.operation(of: 12) {
        case 0: break
        case 1:
            catchUp()
            resize(to: Self.size(&input))
        case 2: draw(&input)
        case 3: search(&input)
        case 4:
            catchUp()
            compareTaken()
        case 5: encodeKey(&input)
        case 6: encodeMouse(&input)
        case 7: encodePaste(input.string(limit: 255))
        case 8:
            let row = input.number(below: 60) - 10
            _ = screen.logicalLine(at: row)
            _ = screen.text(at: row)
        case 9:
            // A byte that no program of sense prints.
            screen.feed([0xFF].span)
            behind.append(0xFF)
        case 10: repeatBytes(&input)
        default:
            catchUp()
            checkable -= 1
            if checkable > 0 { compare() }
        }
    }

    private mutating func catchUp() {
        let bytes = behind
        behind = []
        var at = 0
        while at < bytes.count {
            let end = step == 1 ? at + 1 : bytes.count
            other.feed(bytes.span.extracting(at..<end))
            at = end
        }
    }

    /// More than the fuzzer's inputs are long: for the limits of strings and tables.
    private mutating func repeatBytes(_ input: inout Input) {
        let bytes = input.string(limit: 16)
        let count = min(1 << input.number(below: 11), repeatable / max(1, bytes.count))
        repeatable -= count * bytes.count
        let all = Array(repeatElement(bytes, count: count).joined())
        screen.feed(all.span)
        behind += all
    }

    private mutating func resize(to size: Size) {
        let wasAlternate = screen.isAlternate
        screen.resize(to: size)
        other.resize(to: size)
        checkable -= 1
        if checkable > 0 { checkSoundness() }
        require(screen.isAlternate == wasAlternate, "a resize changed the screen")
    }

    private mutating func draw(_ input: inout Input) {
        let size = Size(columns: input.number(below: 60), rows: input.number(below: 30))
        var frame = Frame(size: size)
        let place = Rectangle(
            row: input.number(below: 32), column: input.number(below: 64),
            columns: input.number(below: 64), rows: input.number(below: 32))
        let marker = Frame.Cell(content: 0x2A, style: .plain)
        for cell in frame.cells.indices { frame.cells[cell] = marker }
        screen.draw(into: &frame, at: place, scrolledBack: Int(input.byte()) * 3)
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let cell = frame.cells[row * size.columns + column]
                let isInside = place.contains(Point(row: row, column: column))
                require(isInside || cell == marker, "drawn beside the rectangle")
                let isFirst = column == max(0, place.column)
                require(cell.content != 0 || !isFirst, "half a character at the left edge")
                if cell.content & Frame.Cell.clusterFlag != 0 {
                    let index = Int(cell.content & ~Frame.Cell.clusterFlag)
                    require(index < frame.clusters.count, "a cluster that isn't there")
                }
                require(Int(cell.style.link) <= frame.links.count, "a link that isn't there")
            }
        }
    }

    private mutating func search(_ input: inout Input) {
        let needle = String(decoding: input.string(limit: 6), as: UTF8.self)
        checkable -= 1
        guard checkable > 0 else { return }
        let found = screen.matches(of: needle, input.flag() ? .sensitive : .insensitive, limit: 50)
        for match in found {
            let isInside =
                match.row >= -screen.scrollbackRows && match.row < screen.size.rows
                && match.column >= 0 && match.column < screen.size.columns && match.length > 0
            require(isInside, "a match at \(match) of \(screen.size)")
        }
    }

    // MARK: To the program

    private mutating func compareTaken() {
        let (replies, others) = (screen.takeReplies(), other.takeReplies())
        require(replies == others, "answers differ by how the output was cut")
        require(replies.count <= Screen.replyLimit, "\(replies.count) bytes of answers")
        // No answer can press Enter or be a control character's work at a prompt.
        let isPlain = replies.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x1B || $0 == 0x07 }
        require(isPlain, "a control character in \(replies)")
        let (events, otherEvents) = (screen.takeEvents(), other.takeEvents())
        require(events == otherEvents, "events differ by how the output was cut")
        require(events.count <= Screen.eventLimit, "\(events.count) events")
    }

    private func encodeKey(_ input: inout Input) {
        let simple: [Key.Code] = [
            .enter, .tab, .backspace, .escape, .up, .down, .left, .right, .home, .end, .pageUp,
            .pageDown, .insert, .delete,
        ]
        let choice = input.number(below: simple.count + 2)
        let value = UInt32(input.byte()) << 8 | UInt32(input.byte())
        let code: Key.Code =
            switch choice {
            case simple.count: .function(Int(value & 63) - 8)
            case simple.count + 1: .character(Unicode.Scalar(value) ?? "é")
            default: simple[choice]
            }
        let key = Key(code, Key.Modifiers(rawValue: input.byte() & 15))
        require(KeyEncoder(modes: screen.modes).bytes(for: key).count <= 40, "\(key) is too long")
    }

    private func encodeMouse(_ input: inout Input) {
        let buttons: [Mouse.Button] = [
            .left, .middle, .right, .wheelUp, .wheelDown, .wheelLeft, .wheelRight, .none,
            .extra(Int(input.byte()) - 8),
        ]
        let actions: [Mouse.Action] = [.press, .release, .drag, .motion]
        let mouse = Mouse(
            actions[input.number(below: 4)], buttons[input.number(below: buttons.count)],
            at: Point(row: Int(input.byte()) * 17 - 20, column: Int(input.byte()) * 17 - 20),
            Key.Modifiers(rawValue: input.byte() & 15))
        let count = MouseEncoder(modes: screen.modes).bytes(for: mouse).count
        require(count <= 40, "\(mouse) is too long")
    }

    private func encodePaste(_ text: [UInt8]) {
        let modes = screen.modes
        let bytes = KeyEncoder(modes: modes).bytes(forPaste: text)
        guard modes.bracketedPaste else {
            require(bytes.count == text.count, "a paste of another length")
            return
        }
        let end = Array("\u{1B}[201~".utf8)
        let ends = bytes.indices.filter { bytes[$0...].starts(with: end) }
        require(ends == [bytes.count - end.count], "a paste that ends itself")
    }

    // MARK: What must hold

    private mutating func compare() {
        checkSoundness()
        let (one, two) = (Self.picture(screen), Self.picture(other))
        require(one == two, "the screen differs by how the output was cut")
        checkDamage(one)
        require(screen.cursorPoint == other.cursorPoint, "the cursor differs")
        require(screen.hasPendingWrap == other.hasPendingWrap, "the pending wrap differs")
        require(screen.setModes == other.setModes, "the modes differ")
        require(screen.modes == other.modes, "the keyboard's and mouse's modes differ")
        require(screen.windowTitle == other.windowTitle, "the title differs")
        require(screen.scrollbackRows == other.scrollbackRows, "the history's length differs")
        let back = screen.scrollbackRows
        if back > 0 {
            let (older, others) = (
                Self.picture(screen, scrolledBack: back), Self.picture(other, scrolledBack: back)
            )
            require(older == others, "the history differs")
        }
        compareTaken()
    }

    /// What isn't damaged looks as before.
    private mutating func checkDamage(_ picture: Frame) {
        let damaged = Set(screen.takeDamage())
        defer { seen = picture }
        guard let seen, seen.size == picture.size else { return }
        let columns = picture.size.columns
        for row in 0..<picture.size.rows where !damaged.contains(row) {
            let (old, new) = (
                seen.cells[row * columns..<(row + 1) * columns],
                picture.cells[row * columns..<(row + 1) * columns]
            )
            // A text's place in the picture depends on the rows above.
            let isPlain = new.allSatisfy {
                $0.content & Frame.Cell.clusterFlag == 0 && $0.style.link == 0
            }
            require(!isPlain || old == new, "row \(row) has changed and isn't damaged")
        }
    }

    private static func picture(_ screen: borrowing Screen, scrolledBack: Int = 0) -> Frame {
        let size = Size(columns: min(200, screen.size.columns), rows: min(100, screen.size.rows))
        var frame = Frame(size: size)
        screen.draw(
            into: &frame,
            at: Rectangle(row: 0, column: 0, columns: size.columns, rows: size.rows),
            scrolledBack: scrolledBack)
        frame.cursor = screen.cursor
        return frame
    }

    private mutating func checkSoundness() {
        let (point, size) = (screen.cursorPoint, screen.size)
        let isInside =
            point.row >= 0 && point.row < size.rows && point.column >= 0
            && point.column < size.columns
        require(isInside, "the cursor is at \(point) of \(size)")
        require(size.columns <= Screen.sideLimit && size.rows <= Screen.sideLimit, "\(size)")
        // At one column the history keeps the halves in rows of their own, for a wider screen.
        let oldest = size.columns > 1 ? -min(20, screen.scrollbackRows) : 0
        for row in oldest..<size.rows {
            let cells = screen.cells(at: row)
            require(cells.count <= size.columns, "\(cells.count) cells in a row")
            for (column, cell) in cells.enumerated() {
                let next = column + 1 < cells.count ? cells[column + 1].part : .narrow
                let before = column > 0 ? cells[column - 1].part : .narrow
                let isTorn =
                    cell.part == .head && next != .tail || cell.part == .tail && before != .head
                require(!isTorn, "half a character in row \(row), column \(column)")
            }
        }
        checkBounds()
    }

    private func checkBounds() {
        require(screen.scrollbackRows <= history, "\(screen.scrollbackRows) rows of history")
        let cells = screen.size.columns * screen.size.rows
        // A table is looked through once it has doubled, at the earliest at 4096 styles.
        let held = 2 * cells + screen.scrollback.byteCount / 8
        require(screen.styles.places <= 4096 + 2 * held, "\(screen.styles.places) styles")
        require(screen.clusters.places <= 4096 + 2 * held, "\(screen.clusters.places) clusters")
        require(screen.links.places <= LinkTable.limit, "\(screen.links.places) links")
        require(screen.replies.count <= Screen.replyLimit, "\(screen.replies.count) bytes")
        require(screen.events.count <= Screen.eventLimit, "\(screen.events.count) events")
        require(screen.parser.text.count <= Parser.stringLimit, "\(screen.parser.text.count) bytes")
        require(screen.windowTitle.utf8.count <= 3 * 4096, "a title without end")
    }
}

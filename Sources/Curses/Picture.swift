import CCurses
import Glibc
import Terminal

/// The cells of the outer terminal as ncurses holds them, and the way of a frame into them.
struct Picture: ~Copyable {
    private let description: TerminalDescription
    private let term: String
    private let depth: ColorDepth
    private let charset: OuterScreen.Charset
    /// `nil` after a failure to make one; the next frame tries again.
    private var display: Display?
    private(set) var size: Size
    private var standIns = StandIns()
    /// What the terminal was given last; `nil` when nothing is known of that.
    var shown: Frame?
    /// Where its cursor is; `nil` when that isn't known.
    var cursor: Point?
    /// What it shows already, and ncurses isn't told yet.
    var ahead: Frame.Part?
    private var lastStyle: (style: Style, attributes: attr_t, pair: Int32)?

    init(
        _ description: TerminalDescription, term: String, charset: OuterScreen.Charset,
        depth: ColorDepth, size: Size
    ) throws(CursesError) {
        self.description = description
        self.term = term
        self.depth = depth
        let display = try Display(description, term: term, depth: depth, size: size)
        self.size = display.size
        self.charset = display.hasUTF8 ? charset : .ascii
        self.display = consume display
    }

    /// Whether plain characters can go out without ncurses.
    var canEcho: Bool { description.speaksXterm && display != nil }

    mutating func redraw() {
        forget()
        display?.redraw()
    }

    private mutating func forget() {
        shown = nil
        cursor = nil
        ahead = nil
    }

    mutating func resize(to size: Size) {
        self.size = Display.clamped(size)
        if display?.hasRoom(for: self.size) == true {
            forget()
            display?.resize(to: self.size)
        } else {
            restart()
        }
    }

    /// The bytes that make the terminal show the frame's cells and place its cursor, and how many
    /// rows they touch.
    ///
    /// - Parameter parts: where the frame may differ from the last one; `nil` for anywhere.
    mutating func draw(_ frame: Frame, parts: [Frame.Part]?) -> (bytes: [UInt8], rows: Int) {
        if display == nil { restart() }
        var changed = changes(of: frame, in: parts)
        if let bytes = echo(changed, of: frame) { return (bytes, changed.count) }
        catchUp()
        if !set(changed, of: frame, running: .keep) {
            // Colours or stand-ins ran out: old ones are forgotten with the old screen.
            restart()
            changed = changes(of: frame, in: nil)
            _ = set(changed, of: frame, running: .substitute)
        }
        keep(changed, of: frame)
        cursor = frame.cursor?.point
        let bytes = display?.update(cursor: cursor) ?? []
        return (standIns.expanded(bytes), changed.count)
    }

    /// Tells ncurses what went out without it; what it would send for that the terminal has got.
    private mutating func catchUp() {
        guard let ahead, let shown else { return }
        self.ahead = nil
        _ = set([ahead], of: shown, running: .keep)
        _ = display?.update(cursor: cursor)
    }

    /// What to do when a table is full.
    private enum Shortage {
        case keep, substitute
    }

    private mutating func restart() {
        // The old one goes first: there can't be two.
        display = nil
        display = try? Display(description, term: term, depth: depth, size: size)
        standIns = StandIns()
        forget()
        lastStyle = nil
    }

    private mutating func set(
        _ changes: [Frame.Part], of frame: Frame, running shortage: Shortage
    ) -> Bool {
        var cells: [cchar_t] = []
        cells.reserveCapacity(size.columns)
        for change in changes {
            cells.removeAll(keepingCapacity: true)
            guard convert(change, of: frame, into: &cells, on: shortage) else { return false }
            display?.set(row: change.row, column: change.columns.lowerBound, cells)
        }
        return true
    }

    // MARK: Cells

    /// Makes the cells of a part of a row; `false` when a table ran out.
    private mutating func convert(
        _ change: Frame.Part, of frame: Frame, into cells: inout [cchar_t], on shortage: Shortage
    ) -> Bool {
        let known = change.row < frame.size.rows ? min(size.columns, frame.size.columns) : 0
        let first = change.row * frame.size.columns
        var column = change.columns.lowerBound
        while column < change.columns.upperBound {
            guard column < known else {
                cells.append(cchar_t(scalar: 0x20, attributes: 0, pair: 0))
                column += 1
                continue
            }
            let cell = frame.cells[first + column]
            let isWide =
                cell.content != 0 && column + 1 < known
                && frame.cells[first + column + 1].content == 0
            guard let look = look(of: cell.style, on: shortage),
                let scalars = carry(
                    cell, of: frame, column: column, isWide: isWide, on: shortage)
            else { return false }
            cells.append(
                cchar_t(scalar: scalars.first, attributes: look.attributes, pair: look.pair))
            if let second = scalars.second {
                cells.append(
                    cchar_t(scalar: second, attributes: look.attributes, pair: look.pair))
            }
            column += isWide ? 2 : 1
        }
        return true
    }

    /// One character that fills the cell, or two narrow ones that fill a wide one.
    private struct Carried {
        var first: UInt32
        var second: UInt32?
    }

    private mutating func carry(
        _ cell: Frame.Cell, of frame: Frame, column: Int, isWide: Bool, on shortage: Shortage
    ) -> Carried? {
        var glyph = glyph(of: cell, in: frame, isWide: isWide)
        if charset == .ascii || !description.speaksXterm {
            glyph = glyph.simplified(for: charset, isWide: isWide)
        }
        var meaning = StandIns.Meaning(content: 0x20, isWide: isWide)
        if description.speaksXterm {
            if cell.style.link != 0, Int(cell.style.link) <= frame.links.count {
                meaning.link = standIns.place(ofLink: frame.links[Int(cell.style.link) - 1])
            }
            if depth > .mono, cell.style.attributes.underline != .none {
                meaning.underlineColor = cell.style.underlineColor.reduced(to: depth)
            }
        }
        switch glyph {
        case .plain(let scalar):
            meaning.content = scalar
            if isWide, wcwidth(Int32(scalar)) != 2 {
                // A narrow character in a wide place, and a blank beside it.
                meaning.isWide = false
                var blank = meaning
                blank.content = 0x20
                guard let first = self.scalar(for: meaning, on: shortage),
                    let second = self.scalar(for: blank, on: shortage)
                else { return nil }
                return Carried(first: first, second: second)
            }
        case .uncertain(let scalar):
            meaning.content = scalar
            meaning.column = column
        case .cluster(let text):
            meaning.content = standIns.content(ofCluster: text)
            meaning.column = column
        }
        return self.scalar(for: meaning, on: shortage).map {
            // A substitute is narrow.
            Carried(first: $0, second: isWide && $0 == Self.substitute ? 0x20 : nil)
        }
    }

    private static let substitute: UInt32 = 0x3F

    /// The character itself where that suffices, or one that stands in for it.
    private mutating func scalar(for meaning: StandIns.Meaning, on shortage: Shortage) -> UInt32? {
        let isItself =
            meaning.link == 0 && meaning.underlineColor == .default && meaning.column == nil
        if isItself { return meaning.content }
        return standIns.scalar(for: meaning) ?? (shortage == .substitute ? Self.substitute : nil)
    }

    private func glyph(of cell: Frame.Cell, in frame: Frame, isWide: Bool) -> Glyph {
        guard cell.content & Frame.Cell.clusterFlag != 0 else {
            return Glyph.of(scalar: cell.content, isWide: isWide)
        }
        let place = Int(cell.content & ~Frame.Cell.clusterFlag)
        guard place < frame.clusters.count else { return .blank }
        return Glyph.of(cluster: frame.clusters[place], isWide: isWide)
    }

    // MARK: Looks

    private mutating func look(
        of style: Style, on shortage: Shortage
    ) -> (attributes: attr_t, pair: Int32)? {
        if style == .plain { return (0, 0) }
        if let lastStyle, lastStyle.style == style { return (lastStyle.attributes, lastStyle.pair) }
        guard display != nil else { return (0, 0) }
        let found = display?.pair(
            foreground: style.foreground.reduced(to: depth),
            background: style.background.reduced(to: depth))
        guard let pair = found ?? (shortage == .substitute ? 0 : nil) else { return nil }
        let attributes = Self.attributes(
            depth == .mono ? style.attributesWithoutColors : style.attributes,
            hasUnderlineStyles: description.hasUnderlineStyles)
        lastStyle = (style, attributes, pair)
        return (attributes, pair)
    }

    private static let plainAttributes: [(Attributes, attr_t)] = [
        (.bold, paks_attribute_bold), (.faint, paks_attribute_dim),
        (.italic, paks_attribute_italic), (.blink, paks_attribute_blink),
        (.reverse, paks_attribute_reverse), (.conceal, paks_attribute_invisible),
        (.strike, paks_attribute_left), (.overline, paks_attribute_right),
    ]

    private static func attributes(_ attributes: Attributes, hasUnderlineStyles: Bool) -> attr_t {
        var result: attr_t = 0
        for (attribute, bit) in plainAttributes where attributes.contains(attribute) {
            result |= bit
        }
        switch attributes.underline {
        case .none: break
        case .single: result |= paks_attribute_underline
        case _ where !hasUnderlineStyles: result |= paks_attribute_underline
        case .double: result |= paks_attribute_top
        case .curly: result |= paks_attribute_low
        case .dotted: result |= paks_attribute_horizontal
        case .dashed: result |= paks_attribute_vertical
        }
        return result
    }
}

extension cchar_t {
    /// A cell of ncurses; the pair stands twice, for old and new programs (`curs_getcchar(3)`).
    fileprivate init(scalar: UInt32, attributes: attr_t, pair: Int32) {
        self.init()
        attr = attributes | attr_t(min(pair, 255)) << 8
        chars.0 = Int32(bitPattern: scalar)
        ext_color = pair
    }
}

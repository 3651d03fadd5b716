/// Rows that are drawn over a terminal's own for a while, and what brings those back.
///
/// The terminal must have had exactly the bytes of a screen. Where its rows have known numbers, as
/// on the alternate screen, the strip is its last rows; else it ends with the cursor's row, from
/// which nothing has to be scrolled.
package struct Strip: Sendable {
    /// How text in a strip looks.
    package enum Look: Sendable { case plain, reverse, faint }

    /// Text of one look; control characters are left out.
    package struct Piece: Equatable, Sendable {
        package var text: String
        package var look: Look

        package init(_ text: String, _ look: Look = .plain) {
            self.text = text
            self.look = look
        }

        /// The cells that it takes.
        package var columns: Int { text.reduce(0) { $0 + Strip.columns(of: $1) } }
    }

    /// What a strip shows.
    package struct Content: Equatable, Sendable {
        /// From the top; where there is no room for all, the last are shown.
        package var rows: [[Piece]]
        /// Where the cursor is in the last row, in cells from 0.
        package var cursor: Int

        package init(rows: [[Piece]], cursor: Int) {
            self.rows = rows
            self.cursor = cursor
        }
    }

    /// The most rows that it can have.
    package let room: Int
    /// The cells of a row that are used: the last column stays free, since a terminal may wrap there.
    package let columns: Int
    private let hasKnownRows: Bool
    /// Rows of the screen: the strip's last, and where the cursor is.
    private let last: Int
    private var row: Int
    private let plain: [UInt8]
    private let own: [UInt8]
    /// The rows that may be covered, from the last up.
    private let covered: [Screen.PaintedRow]
    private var shown: Content?

    /// Takes note of all that a strip may cover; nothing is drawn.
    package init(over screen: borrowing Screen) {
        hasKnownRows = screen.hasKnownRows
        last = hasKnownRows ? screen.size.rows - 1 : screen.cursorPoint.row
        room = hasKnownRows ? screen.size.rows : screen.rowsToCursor
        columns = max(1, screen.size.columns - 1)
        row = last
        plain = screen.plainState()
        own = screen.ownState(from: last)
        var rows: [Screen.PaintedRow] = []
        for row in (last - room + 1...last).reversed() { rows.append(screen.painted(row: row)) }
        covered = rows
    }

    /// Draws the strip anew; what it no longer covers comes back.
    package mutating func draw(_ content: Content) -> [UInt8] {
        guard content != shown else { return [] }
        var bytes = shown == nil ? plain : []
        let rows = content.rows.suffix(room)
        for place in (0..<max(rows.count, height)).reversed() {
            bytes += move(to: last - place)
            if place < rows.count {
                bytes += text(rows[rows.endIndex - 1 - place])
            } else {
                bytes += comeBack(place)
            }
        }
        let column = max(0, min(content.cursor, columns))
        bytes += move(to: last) + (column > 0 ? Array("\u{1b}[\(column)C".utf8) : [])
        shown = content
        return bytes
    }

    /// Brings everything back; the strip is over.
    package mutating func remove() -> [UInt8] {
        guard shown != nil else { return [] }
        var bytes: [UInt8] = []
        for place in (0..<height).reversed() { bytes += move(to: last - place) + comeBack(place) }
        bytes += move(to: last) + own
        shown = nil
        return bytes
    }

    private var height: Int { min(room, shown?.rows.count ?? 0) }

    private mutating func comeBack(_ place: Int) -> [UInt8] {
        if covered[place].endsBelow { row += 1 }
        return Array("\u{1b}[2K".utf8) + covered[place].bytes
    }

    /// To a row's first column.
    private mutating func move(to other: Int) -> [UInt8] {
        defer { row = other }
        return Array(
            (hasKnownRows ? "\u{1b}[\(other + 1);1H" : Screen.moved(from: row, to: other) + "\r")
                .utf8
        )
    }

    private func text(_ pieces: [Piece]) -> [UInt8] {
        var text = "\u{1b}[2K"
        var left = columns
        for piece in pieces {
            var shown = ""
            for character in piece.text where !Self.isControl(character) {
                left -= Self.columns(of: character)
                guard left >= 0 else { break }
                shown.append(character)
            }
            switch piece.look {
            case .plain: text += shown
            case .reverse: text += "\u{1b}[7m\(shown)\u{1b}[m"
            case .faint: text += "\u{1b}[2m\(shown)\u{1b}[m"
            }
            if left <= 0 { break }
        }
        return Array(text.utf8)
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// The cells that a character takes.
    package static func columns(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first, !isControl(character) else { return 0 }
        return max(1, CharacterWidth.of(first.value))
    }
}

/// One whole picture of the outer terminal: what every cell shows, where the cursor is, and
/// which modes the terminal must be in so that its keyboard and mouse speak as the focus wants.
package struct Frame: Equatable, Sendable {
    /// A cell of a frame. Styles are inline, so that frames can be compared row by row.
    package struct Cell: Equatable, Sendable {
        /// A Unicode scalar; `Frame.Cell.clusterFlag | index` for a place in `Frame.clusters`;
        /// 0 for the right half of a wide character. Blank cells hold U+0020.
        package var content: UInt32
        package var style: Style

        package static let clusterFlag: UInt32 = 1 << 31
        package static let blank = Cell(content: 0x20, style: .plain)

        package init(content: UInt32, style: Style) {
            self.content = content
            self.style = style
        }
    }

    /// Neighbouring cells of one row.
    package struct Part: Equatable, Sendable {
        package var row: Int
        package var columns: Range<Int>

        package init(row: Int, columns: Range<Int>) {
            self.row = row
            self.columns = columns
        }
    }

    /// The cursor's look, after `DECSCUSR`.
    package enum CursorShape: UInt8, Sendable {
        case terminalDefault = 0
        case blinkingBlock, block, blinkingUnderline, underline, blinkingBar, bar

        /// Whether the shape is one of those that blink.
        package var blinks: Bool { rawValue % 2 == 1 }

        /// The same shape, blinking or steady; the terminal's own stays as it is.
        package func blinking(_ blinks: Bool) -> CursorShape {
            guard self != .terminalDefault, self.blinks != blinks else { return self }
            return CursorShape(rawValue: blinks ? rawValue - 1 : rawValue + 1) ?? self
        }
    }

    package struct Cursor: Equatable, Sendable {
        package var point: Point
        package var shape: CursorShape

        package init(point: Point, shape: CursorShape = .terminalDefault) {
            self.point = point
            self.shape = shape
        }
    }

    package let size: Size
    /// `size.rows * size.columns` cells, row by row.
    package var cells: [Cell]
    /// Grapheme clusters of more than one scalar.
    package var clusters: [String]
    /// URIs of OSC 8; `Style.link` 1 is the first.
    package var links: [String]
    /// `nil` hides the cursor.
    package var cursor: Cursor?
    package var modes: OuterModes
    /// The window's title; `nil` leaves it.
    package var title: String?

    package init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.rows * size.columns)
        clusters = []
        links = []
        cursor = nil
        modes = OuterModes()
        title = nil
    }
}

/// The modes that a frame asks of the outer terminal. Bracketed paste and focus reports are
/// always on there, so that pastes are told from keys.
package struct OuterModes: Equatable, Sendable {
    package enum Mouse: UInt8, Sendable {
        /// `off`; presses and releases (1000); with drags (1002); with every motion (1003).
        case off, buttons, drags, motion
    }

    /// DECCKM: arrows send `SS3`.
    package var applicationCursor = false
    /// DECKPAM.
    package var applicationKeypad = false
    package var mouse = Mouse.drags
    /// Flags of the kitty keyboard protocol, 0 for none.
    package var keyboardFlags: UInt8 = 0
    /// xterm's modifyOtherKeys, 0 to 2.
    package var modifyOtherKeys: UInt8 = 0

    package init() {}
}

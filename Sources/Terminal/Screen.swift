/// The screen of a terminal: bytes in, cells, answers and events out.
///
/// It reads what DEC's VT500 series and xterm read, knows no clock and no descriptor, and never
/// traps on its input; all that a program can make it keep has a limit.
package struct Screen: ~Copyable {
    /// Columns and rows beyond this are cut.
    package static let sideLimit = 4096
    /// Answers beyond this many bytes are dropped until they are taken.
    static let replyLimit = 1 << 16
    /// Events beyond this many are dropped until they are taken.
    static let eventLimit = 4096

    /// The present size.
    package internal(set) var size: Size
    /// The colours that queries are answered from, and what programs changed of them.
    package var palette = Palette()
    /// Whether DECRQCRA is answered; it lets a program read its screen back.
    package var answersChecksums = false
    /// Whether a program that asks for the clipboard (OSC 52) is heard; what it is told may be a
    /// secret.
    package var answersClipboard = false

    var grid: Grid
    /// The screen that isn't shown: the alternate one, or the main one behind it.
    var hidden: Grid
    var isAlternate = false
    /// Rows of the main screen that have no room below its last, and come back when it grows; until
    /// a program goes on with that screen, which it then knows to be smaller.
    var below: [Scrollback.CutRow] = []
    /// How all cells looked when damage was taken.
    var shownLook = Look()
    var scrollback: Scrollback

    var position = Cursor()
    var pen = Pen()
    var saved = SavedCursor()
    var savedMain = SavedCursor()
    var charsets = Charsets()
    var modeSet = ModeSet.initial
    var savedModes = ModeSet.initial
    var shape = Frame.CursorShape.terminalDefault
    var top = 0
    /// The last row of the scrolling region.
    var bottom: Int
    var left = 0
    /// The last column between the margins.
    var right: Int
    /// The tab stops, of columns beyond the screen as well: they are there again when it grows.
    var tabs = Screen.defaultTabs
    /// DECSACE: attributes change on rectangles, not on the stream of cells between two corners.
    var changesRectangles = false
    /// SPA was met: ED, EL and ECH spare what is protected, too (ECMA-48, ERM).
    var isGuarded = false
    /// XTCHECKSUM: how DECRQCRA counts.
    var checksumFlags: UInt8 = 0
    /// What REP repeats; 0 for nothing.
    var lastPrinted: UInt32 = 0
    /// What XTPUSHSGR kept.
    var graphicsStack = GraphicsStack()
    /// An OSC 99 that more pieces belong to.
    var notification: PendingNotification?

    var parser = Parser()
    var styles = StyleTable()
    var clusters = ClusterTable()
    var links = LinkTable()
    let widths = WidthTable.shared

    var title = ""
    var iconName = ""
    var titles: [(icon: String, title: String)] = []
    var keyboard = KeyboardFlags()
    var hiddenKeyboard = KeyboardFlags()
    var modifyOtherKeys: UInt8 = 0

    var replies: [UInt8] = []
    var events: [Event] = []

    /// - Parameters:
    ///   - size: the size in cells, at most `sideLimit` each way.
    ///   - scrollback: rows of history kept above the screen, 0 for none.
    package init(size: Size, scrollback: Int) {
        let size = Self.clamped(size)
        self.size = size
        grid = Grid(size: size)
        hidden = Grid(size: size)
        self.scrollback = Scrollback(limit: scrollback, columns: size.columns)
        bottom = size.rows - 1
        right = size.columns - 1
    }

    static func clamped(_ size: Size) -> Size {
        Size(columns: min(size.columns, sideLimit), rows: min(size.rows, sideLimit))
    }

    /// A tab stop in every eighth column.
    static let defaultTabs = (0..<sideLimit).map { $0 % 8 == 0 && $0 > 0 }

    /// Where the next character goes.
    struct Cursor: Equatable {
        var row = 0
        var column = 0
        /// The last column was written; the next character wraps first.
        var pendingWrap = false

        /// Where the last column moved away to the right, the cursor goes behind what was
        /// written.
        mutating func stepOver(lastColumn: Int) {
            guard pendingWrap, column < lastColumn else { return }
            column += 1
            pendingWrap = false
        }
    }

    /// The look of what is written next.
    struct Pen: Equatable {
        var style = Style.plain
        var isProtected = false
        /// Cell bits to be joined with a character, valid unless `isDirty`.
        var template: UInt64 = 0
        var isDirty = false
    }

    /// What DECSC keeps.
    struct SavedCursor {
        var position = Cursor()
        var pen = Pen()
        var charsets = Charsets()
        var origin = false
    }

    /// Takes what the screen has to say back to the program (DA, CPR, DECRQM …).
    package mutating func takeReplies() -> [UInt8] {
        defer { replies.removeAll() }
        return replies
    }

    /// Takes what happened that the surroundings want to know.
    package mutating func takeEvents() -> [Event] {
        defer { events.removeAll() }
        return events
    }

    /// What a program did that isn't a change of cells.
    package enum Event: Equatable, Sendable {
        case bell
        case title(String)
        /// What the window is called where it is only an icon.
        case iconName(String)
        /// OSC 7: the working directory, as the program's URI.
        case directory(String)
        /// OSC 52: bytes for the clipboard.
        case clipboard([UInt8])
        /// OSC 52 with `?`: what is in the clipboard is asked for; `answerClipboard` tells.
        case clipboardQuestion
        /// OSC 9, 777, 99.
        case notification(title: String, body: String)
        /// OSC 133: the letter (A, B, C, D) and its parameters.
        case promptMark(UInt8, String)
    }

    /// Rows of history held above the screen.
    package var scrollbackRows: Int { scrollback.rows }

    /// Memory that the history's cells take.
    package var historyBytes: Int { scrollback.byteCount }

    /// The cursor's place, hidden or not.
    package var cursorPoint: Point { Point(row: position.row, column: position.column) }

    /// The cursor in the screen, from 0; `nil` while it is hidden.
    package var cursor: Frame.Cursor? {
        modeSet[.showCursor] ? Frame.Cursor(point: cursorPoint, shape: shape) : nil
    }

    /// Whether the next character goes to the next row.
    package var hasPendingWrap: Bool { position.pendingWrap }

    /// The window's title as the program set it.
    package var windowTitle: String { title }

    mutating func tell(_ event: Event) {
        if events.count < Self.eventLimit { events.append(event) }
    }
}

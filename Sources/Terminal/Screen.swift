/// The screen of a terminal: bytes in, cells, answers and events out.
///
/// The parser follows DEC's VT500 state machine with UTF-8; what sequences do follows ECMA-48 and
/// xterm's control sequences. No input traps, and every length has a limit.
package struct Screen: ~Copyable {
    /// The present size.
    package internal(set) var size: Size
    /// The modes that its surroundings act upon.
    package internal(set) var modes = Modes()

    var main: Grid
    var alternate: Grid?
    var history: History
    var styles = StyleTable()
    var clusters: [String] = []
    var clusterNumbers: [String: UInt32] = [:]
    var links: [String] = []

    var row = 0
    var column = 0
    /// The last column was written, and the next character goes to the next row.
    var pendingWrap = false
    var style = Style.plain
    /// The number of `style`; `nil` after it changed.
    var styleNumber: UInt16? = 0
    var isProtecting = false
    var charsets = Charsets()
    var saved = SavedCursor()
    var savedAlternate = SavedCursor()

    /// Rows that scroll (DECSTBM), columns that are within margins (DECSLRM).
    var region: Range<Int>
    var margins: Range<Int>
    var switches = Switches()
    var tabs: [Bool]
    var cursorShape = Frame.CursorShape.terminalDefault
    var lastPrinted: UInt32?
    var title = ""
    var titleStack: [String] = []
    var keyboardStack: [UInt8] = []

    var parser = Parser()
    var replies: [UInt8] = []
    var events: [Event] = []

    /// - Parameters:
    ///   - size: the size in cells.
    ///   - scrollback: rows of history kept above the screen, 0 for none.
    package init(size: Size, scrollback: Int) {
        self.size = size
        main = Grid(columns: size.columns, rows: size.rows)
        history = History(limit: scrollback)
        region = 0..<size.rows
        margins = 0..<size.columns
        tabs = Self.usualTabs(size.columns)
    }

    static func usualTabs(_ columns: Int) -> [Bool] { (0..<columns).map { $0 % 8 == 0 } }

    /// The screen that is written to.
    var grid: Grid {
        get { alternate ?? main }
        _modify {
            if alternate != nil {
                var taken = alternate ?? main
                alternate = nil
                defer { alternate = taken }
                yield &taken
            } else {
                yield &main
            }
        }
    }

    /// Takes what the screen has to say back to the program (DA, CPR, DECRQM …).
    package mutating func takeReplies() -> [UInt8] {
        defer { replies = [] }
        return replies
    }

    /// Takes what happened that the surroundings want to know.
    package mutating func takeEvents() -> [Event] {
        defer { events = [] }
        return events
    }

    /// The cursor in the screen, from 0; `nil` while it is hidden.
    package var cursor: Frame.Cursor? {
        switches.isCursorVisible ? Frame.Cursor(point: cursorPoint, shape: cursorShape) : nil
    }

    /// The cursor's place, hidden or not.
    package var cursorPoint: Point { Point(row: row, column: column) }

    /// Rows of history held above the screen.
    package var scrollbackRows: Int { history.count }

    /// What a program did that isn't a change of cells.
    package enum Event: Equatable, Sendable {
        case bell
        case title(String)
        /// OSC 7: the working directory, as the program's URI.
        case directory(String)
        /// OSC 52: bytes for the clipboard.
        case clipboard([UInt8])
        /// OSC 9, 777, 99.
        case notification(title: String, body: String)
        /// OSC 133: the letter (A, B, C, D) and its parameters.
        case promptMark(UInt8, String)
    }

    /// The modes that its surroundings act upon.
    package struct Modes: Equatable, Sendable {
        package var applicationCursor = false
        package var applicationKeypad = false
        package var bracketedPaste = false
        package var focusReports = false
        package var alternateScreen = false
        package var mouse = OuterModes.Mouse.off
        /// 1006, SGR mouse reports.
        package var sgrMouse = false
        package var keyboardFlags: UInt8 = 0
        package var modifyOtherKeys: UInt8 = 0
        /// 2026: the program is in the middle of a frame.
        package var synchronizedOutput = false

        package init() {}
    }

    /// Modes that only the screen itself acts upon.
    struct Switches: Equatable {
        /// DECAWM.
        var wraps = true
        /// DECOM.
        var isOriginRelative = false
        /// IRM.
        var inserts = false
        /// LNM.
        var newLines = false
        /// DECTCEM.
        var isCursorVisible = true
        /// DECLRMM.
        var hasMargins = false
        /// DECSCNM.
        var isReversed = false
        /// Reverse wraparound (45).
        var wrapsBack = false
        /// 2027: clusters are one character each. Always so; a program may ask.
        var clusters = true
    }

    /// What DECSC keeps.
    struct SavedCursor: Equatable {
        var row = 0
        var column = 0
        var pendingWrap = false
        var style = Style.plain
        var charsets = Charsets()
        var isOriginRelative = false
    }
}

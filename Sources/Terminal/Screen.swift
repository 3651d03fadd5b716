/// The screen of a terminal: bytes in, cells, answers and events out.
package struct Screen: ~Copyable {
    /// The present size.
    package private(set) var size: Size

    /// - Parameters:
    ///   - size: the size in cells.
    ///   - scrollback: rows of history kept above the screen, 0 for none.
    package init(size: Size, scrollback: Int) {
        self.size = size
    }

    /// Reads program output. Splitting the same bytes differently leaves the same screen.
    package mutating func feed(_ bytes: Span<UInt8>) {}

    /// Changes the size, as a real terminal does when its window is dragged.
    package mutating func resize(to size: Size) { self.size = size }

    /// Takes what the screen has to say back to the program (DA, CPR, DECRQM …).
    package mutating func takeReplies() -> [UInt8] { [] }

    /// Takes what happened that the surroundings want to know.
    package mutating func takeEvents() -> [Event] { [] }

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

    package var modes: Modes { Modes() }

    /// The cursor in the screen, from 0; `nil` while it is hidden.
    package var cursor: Frame.Cursor? { nil }

    /// The cursor's place, hidden or not.
    package var cursorPoint: Point { Point(row: 0, column: 0) }

    /// Rows of history held above the screen.
    package var scrollbackRows: Int { 0 }

    /// Copies the part of the screen that fits into a rectangle of a frame.
    ///
    /// - Parameters:
    ///   - frame: the picture to draw into.
    ///   - rectangle: where; what the screen doesn't cover becomes blank.
    ///   - scrolledBack: how many rows of history are shown above the screen's first row.
    package borrowing func draw(into frame: inout Frame, at rectangle: Rectangle, scrolledBack: Int)
    {}

    /// The text of a row and of the rows that it was soft-wrapped from and into, trailing blanks
    /// cut: what stands on the logical line at that row.
    package borrowing func logicalLine(at row: Int) -> String { "" }
}

import CCurses
import Glibc
import Terminal

/// A screen of ncurses that draws into memory: what it would have sent to the terminal is taken
/// with ``update()``.
///
/// There can be one at a time in a process: `delscreen` (6.4) frees the windows of other screens.
struct Display: ~Copyable {
    nonisolated(unsafe) private static var exists = false

    private let screen: OpaquePointer
    private let file: UnsafeMutablePointer<FILE>
    private let window: UnsafeMutablePointer<WINDOW>
    /// How far the file's bytes have been taken.
    private var taken = 0
    private(set) var pairs: ColorPairs
    private(set) var size: Size
    /// Whether the C library knows UTF-8; without it nothing but ASCII can be drawn.
    let hasUTF8: Bool

    /// `MFD_CLOEXEC` (memfd_create(2)).
    private static let closedOnExec: UInt32 = 1

    /// Bytes of output after which the file begins anew.
    private static let mostKept = 1 << 16
    /// How many bytes are read first; most updates have fewer.
    private static let firstRead = 4096

    /// Sides that ncurses can't count are cut there.
    static let longestSide = 10_000

    init(_ description: TerminalDescription, term: String, depth: ColorDepth, size: Size)
        throws(CursesError)
    {
        precondition(!Self.exists, "one display at a time")
        let size = Self.clamped(size)
        // Twice what a screen can show at once, so that a fresh table always suffices for it.
        let capacity = max(0x4000, 2 * size.columns * size.rows)
        let entry = description.patched(for: depth, size: size, pairs: capacity)
        let descriptor = memfd_create("paks", Self.closedOnExec)
        guard descriptor >= 0 else { throw .memory(errno) }
        guard let file = fdopen(descriptor, "w+") else {
            let problem = errno
            close(descriptor)
            throw .memory(problem)
        }
        let hasUTF8 = Self.useUTF8()
        // The size is in the entry; LINES and COLUMNS may be of another terminal.
        use_env(false)
        let name = "paks"
        let made = Self.withTerminfo(entry.compiled(name: name)) {
            Self.keepingSignals { newterm(name, file, file) }
        }
        guard let made else {
            fclose(file)
            throw .refused(term: term)
        }
        set_term(made)
        guard let window = paks_standard_window() else {
            delscreen(made)
            fclose(file)
            throw .refused(term: term)
        }
        Self.exists = true
        screen = made
        self.hasUTF8 = hasUTF8
        self.file = file
        self.window = window
        self.size = size
        // Otherwise ncurses looks for typed keys after each line, and stops drawing.
        typeahead(-1)
        idlok(window, true)
        if depth > .mono {
            start_color()
            use_default_colors()
            // One pair at the end makes the table as large as it will be: growth has bugs.
            init_extended_pair(Int32(capacity - 1), -1, -1)
        }
        pairs = ColorPairs(capacity: depth > .mono ? capacity - 1 : 0)
        _ = takeOutput()
    }

    deinit {
        delscreen(screen)
        fclose(file)
        Self.exists = false
    }

    static func clamped(_ size: Size) -> Size {
        Size(columns: min(longestSide, size.columns), rows: min(longestSide, size.rows))
    }

    mutating func resize(to size: Size) {
        self.size = Self.clamped(size)
        resizeterm(Int32(self.size.rows), Int32(self.size.columns))
        redraw()
    }

    /// Whether the pairs suffice for a screen of that size.
    func hasRoom(for size: Size) -> Bool {
        pairs.capacity == 0 || pairs.capacity > 2 * size.columns * size.rows - 2
    }

    /// Lets the next update draw everything, whatever the terminal shows.
    func redraw() {
        clearok(paks_current_window(), true)
    }

    /// The number of a pair of colours; `nil` when all numbers are given.
    mutating func pair(foreground: Color, background: Color) -> Int32? {
        pairs.number(foreground: foreground, background: background)
    }

    /// Sets cells of a row from a column on; wide ones take two columns.
    func set(row: Int, column: Int, _ cells: [cchar_t]) {
        guard wmove(window, Int32(row), Int32(column)) == OK else { return }
        wadd_wchnstr(window, cells, Int32(cells.count))
    }

    /// The bytes that bring the terminal from what it shows to what was set.
    ///
    /// - Parameter cursor: where the cursor shall be; `nil` when that doesn't matter.
    mutating func update(cursor: Point?) -> [UInt8] {
        leaveok(window, cursor == nil)
        if let cursor {
            wmove(
                window, Int32(min(max(0, cursor.row), size.rows - 1)),
                Int32(min(max(0, cursor.column), size.columns - 1)))
        }
        wnoutrefresh(window)
        doupdate()
        return takeOutput()
    }

    private mutating func takeOutput() -> [UInt8] {
        let descriptor = fileno(file)
        var bytes: [UInt8] = []
        var wanted = Self.firstRead
        while true {
            let (place, most) = (taken, wanted)
            let more = [UInt8](unsafeUninitializedCapacity: most) { space, count in
                count = max(0, pread(descriptor, space.baseAddress, most, place))
            }
            taken += more.count
            if bytes.isEmpty { bytes = more } else { bytes += more }
            if more.count < most { break }
            wanted *= 4
        }
        if taken > Self.mostKept {
            lseek(descriptor, 0, SEEK_SET)
            ftruncate(descriptor, 0)
            taken = 0
        }
        return bytes
    }

    /// ncurses asks the C library for the encoding and the widths. What the user's terminal
    /// can't show is replaced before ncurses sees it.
    private static func useUTF8() -> Bool {
        let names: [String] = ["C.UTF-8", "C.utf8", "en_US.UTF-8"]
        return names.contains { name in setlocale(LC_CTYPE, name) != nil }
    }

    /// ncurses reads an entry out of the environment, which children of ours must not see.
    private static func withTerminfo<Result>(_ entry: [UInt8], _ body: () -> Result) -> Result {
        let digits = Array("0123456789abcdef")
        let hexadecimal = String(entry.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        let former = getenv("TERMINFO").map { String(cString: $0) }
        setenv("TERMINFO", "hex:" + hexadecimal, 1)
        defer {
            if let former { setenv("TERMINFO", former, 1) } else { unsetenv("TERMINFO") }
        }
        return body()
    }

    /// newterm takes the signals that nobody handles; they are not its to handle here, and it leaves
    /// those alone that it finds handled. Else each update would ignore a stop for a while, and one that
    /// is still to be read would be gone (sigaction(2), `SIG_IGN`).
    private static func keepingSignals<Result>(_ body: () -> Result) -> Result {
        var handled = sigaction()
        handled.__sigaction_handler.sa_handler = { _ in }
        let former = [SIGTSTP, SIGINT, SIGTERM].map { signal in
            var action = sigaction()
            sigaction(signal, &handled, &action)
            return (signal, action)
        }
        // Going back to the default would lose a change of size that is still to be read.
        var resizing = sigaction()
        sigaction(SIGWINCH, nil, &resizing)
        if resizing.__sigaction_handler.sa_handler == nil { sigaction(SIGWINCH, &handled, nil) }
        defer {
            for (signal, action) in former {
                var action = action
                sigaction(signal, &action, nil)
            }
        }
        return body()
    }
}

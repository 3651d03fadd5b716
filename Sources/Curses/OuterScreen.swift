import CCurses
import Glibc
package import Terminal

/// The user's terminal, drawn through ncurses into memory: frames in, bytes for one write out.
///
/// At most one may live in a process, since ncurses keeps its state in globals.
package struct OuterScreen: ~Copyable {
    private let stream: UnsafeMutablePointer<FILE>
    private let input: UnsafeMutablePointer<FILE>
    private let screen: OpaquePointer
    private let depth: ColorDepth
    private let charset: Charset
    private var size: Size
    private var pairs = PairTable()
    private var rich = RichText()
    private var modes = ModeSetter()
    /// What the terminal shows; `nil` when that isn't known.
    private var shown: Frame?

    /// What text the terminal shows.
    package enum Charset: Sendable { case utf8, ascii }

    /// What couldn't be had of the system.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// - Throws: `Failure` when ncurses can't start.
    package init(size: Size, depth: ColorDepth, charset: Charset) throws(Failure) {
        // ncurses writes the private characters of `RichText` as UTF-8 whatever the user's locale.
        guard setlocale(LC_CTYPE, "C.UTF-8") != nil else {
            throw Failure(description: "no locale C.UTF-8 on this system")
        }
        let memory = memfd_create("paks-frame", 1 /* MFD_CLOEXEC */)
        guard memory >= 0, let stream = fdopen(memory, "w+"), let input = fopen("/dev/null", "r")
        else {
            throw Failure(
                description: "no memory file for frames: \(String(cString: strerror(errno)))")
        }
        let entry = Terminfo(name: Self.entryName, columns: size.columns, rows: size.rows)
        let previous = getenv("TERMINFO").map { String(cString: $0) }
        setenv("TERMINFO", entry.environmentValue, 1)
        use_env(false)
        let screen = newterm(Self.entryName, stream, input)
        if let previous { setenv("TERMINFO", previous, 1) } else { unsetenv("TERMINFO") }
        guard let screen else { throw Failure(description: "ncurses can't start") }
        start_color()
        use_default_colors()
        typeahead(-1)
        // The largest first: the table of pairs is made in its full size at once.
        init_extended_pair(Int32(PairTable.limit - 1), 7, 0)
        self.stream = stream
        self.input = input
        self.screen = screen
        self.depth = depth
        self.charset = charset
        self.size = size
    }

    deinit {
        endwin()
        delscreen(screen)
        fclose(stream)
        fclose(input)
    }

    private static let entryName = "paks-terminal"

    /// Takes the terminal: alternate screen, and pastes and focus told apart from keys.
    package mutating func enter() -> [UInt8] {
        shown = nil
        modes = ModeSetter()
        return Array("\u{1b}[?1049h\u{1b}[?2004h\u{1b}[?1004h\u{1b}[m\u{1b}[2J".utf8)
    }

    /// Gives the terminal back with every mode off that may be on.
    package borrowing func leave() -> [UInt8] {
        ModeSetter.everythingOff
            + Array(
                ("\u{1b}[?2026l\u{1b}[?1004l\u{1b}[?2004l\u{1b}[r\u{1b}[m\u{1b}[0 q\u{1b}[?25h"
                    + "\u{1b}[?1049l").utf8)
    }

    /// Forgets what the terminal shows: the next frame is drawn whole.
    package mutating func redraw() { shown = nil }

    /// The terminal has another size; the next frame has it too.
    package mutating func resize(to size: Size) {
        self.size = size
        resizeterm(Int32(clamping: size.rows), Int32(clamping: size.columns))
        shown = nil
    }

    /// The bytes that bring the terminal up to a frame; empty when it shows that already.
    package mutating func render(_ frame: Frame) -> [UInt8] {
        if let shown, shown == frame { return [] }
        if frame.size != size { resize(to: frame.size) }
        if !draw(frame) {
            // The tables ran over: all anew, with only what this frame needs.
            pairs.reset()
            rich.reset()
            shown = nil
            _ = draw(frame)
        }
        var bytes = rich.expand(takeDrawn())
        bytes += modes.set(frame.modes)
        if let title = frame.title, title != shown?.title {
            bytes += Array("\u{1b}]2;\(Self.printable(title))\u{1b}\\".utf8)
        }
        let hide = Array("\u{1b}[?25l".utf8)
        var after: [UInt8] = []
        if let cursor = frame.cursor {
            if cursor.shape != shown?.cursor?.shape {
                after += Array("\u{1b}[\(cursor.shape.rawValue) q".utf8)
            }
            after += Array("\u{1b}[?25h".utf8)
        }
        shown = frame
        return Array("\u{1b}[?2026h".utf8) + hide + bytes + after + Array("\u{1b}[?2026l".utf8)
    }

    /// - Returns: `false` when pairs or private characters ran out.
    private mutating func draw(_ frame: Frame) -> Bool {
        let window = paks_standard_window()
        if shown == nil { clearok(paks_shown_window(), true) }
        let columns = frame.size.columns
        var row = [cchar_t](repeating: cchar_t(), count: columns)
        for number in 0..<frame.size.rows {
            let range = number * columns..<(number + 1) * columns
            if let shown, shown.size == frame.size, shown.cells[range] == frame.cells[range],
                shown.clusters == frame.clusters, shown.links == frame.links
            {
                continue
            }
            for column in 0..<columns {
                guard let cell = cell(frame, range.lowerBound + column, column) else {
                    return false
                }
                row[column] = cell
            }
            mvwadd_wchnstr(window, Int32(number), 0, row, Int32(columns))
        }
        let place = frame.cursor?.point ?? Point(row: 0, column: 0)
        wmove(
            window, Int32(min(place.row, frame.size.rows - 1)),
            Int32(min(place.column, columns - 1)))
        wnoutrefresh(window)
        doupdate()
        return true
    }

    private mutating func cell(_ frame: Frame, _ index: Int, _ column: Int) -> cchar_t? {
        let cell = frame.cells[index]
        var style = cell.style
        style.foreground = style.foreground.reduced(to: depth)
        style.background = style.background.reduced(to: depth)
        style.underlineColor = style.underlineColor.reduced(to: depth)
        let link = frame.link(style)
        var content = cell.content
        let isRightHalf = content == 0
        // A right half without its left, or a left half without room: a blank.
        let owner = isRightHalf && column > 0 ? frame.cells[index - 1] : cell
        let isTorn = isRightHalf && (column == 0 || owner.content == 0 || owner.content == 0x20)
        if isTorn { content = 0x20 }
        let isPlain = (0x20..<0x7f).contains(content)
        if !isPlain || RichText.needs(style, link: link) {
            let text = frame.text(owner.content, charset)
            guard
                let code = rich.code(
                    text, style, link: link, isRightHalf: isRightHalf && !isTorn)
            else { return nil }
            content = code
        }
        guard let pair = pairs.pair(style.foreground, style.background) else { return nil }
        var drawn = cchar_t()
        drawn.chars.0 = wchar_t(bitPattern: content)
        drawn.attr =
            Self.attributes(style, isRich: content >= 0xf0000)
            | attr_t(min(pair, 255)) << 8
        drawn.ext_color = pair
        return drawn
    }

    private static func attributes(_ style: Style, isRich: Bool) -> attr_t {
        var bits: attr_t = 0
        let attributes = style.attributes
        if attributes.contains(.bold) { bits |= paks_attribute_bold }
        if attributes.contains(.faint) { bits |= paks_attribute_faint }
        if attributes.contains(.italic) { bits |= paks_attribute_italic }
        if attributes.contains(.blink) { bits |= paks_attribute_blink }
        if attributes.contains(.reverse) { bits |= paks_attribute_reverse }
        if attributes.contains(.conceal) { bits |= paks_attribute_conceal }
        // The private character brings its own.
        if attributes.underline == .single, !isRich { bits |= paks_attribute_underline }
        return bits
    }

    /// What ncurses wrote since the last call.
    private borrowing func takeDrawn() -> [UInt8] {
        fflush(stream)
        let number = fileno(stream)
        let count = lseek(number, 0, SEEK_CUR)
        guard count > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: Int(count))
        let read = pread(number, &bytes, bytes.count, 0)
        ftruncate(number, 0)
        lseek(number, 0, SEEK_SET)
        return Array(bytes.prefix(max(0, read)))
    }

    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter {
                    $0.properties.generalCategory != .control
                }))
    }
}

extension Frame {
    fileprivate func link(_ style: Style) -> String? {
        let index = Int(style.link) - 1
        return links.indices.contains(index) ? links[index] : nil
    }

    /// A cell's text; a terminal without UTF-8 gets its nearest in ASCII.
    fileprivate func text(_ content: UInt32, _ charset: OuterScreen.Charset) -> String {
        let text: String
        if content & Cell.clusterFlag != 0 {
            let index = Int(content & ~Cell.clusterFlag)
            text = clusters.indices.contains(index) ? clusters[index] : " "
        } else if let scalar = Unicode.Scalar(content),
            scalar.properties.generalCategory != .control
        {
            text = String(scalar)
        } else {
            text = " "
        }
        guard charset == .ascii, let first = text.unicodeScalars.first, !first.isASCII else {
            return text
        }
        return ASCIIFallback.text(first)
    }
}

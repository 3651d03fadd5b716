package import Terminal

/// The outer terminal, through ncurses: frames become bytes for it. Nothing here reads or writes
/// the terminal; the bytes are for whoever owns it.
///
///     var outer = try OuterScreen(term: "xterm-256color", size: size, depth: .rgb, charset: .utf8)
///     device.send(outer.enter())
///     device.send(outer.render(frame))
///     device.send(outer.leave())
///
/// Autowrap stays off and every cell of disputed width is followed by the column that comes next,
/// so that no character can push its neighbours.
package struct OuterScreen: ~Copyable {
    /// What text the terminal shows.
    package enum Charset: Sendable {
        /// UTF-8, as the locale's `LC_CTYPE` says.
        case utf8
        /// ASCII alone; boxes become `+`, `-` and `|`, most else `?`.
        case ascii
    }

    /// Why an xterm is assumed instead of what TERM says, if it is.
    package let doubt: TerminalDoubt?
    /// The bytes that bring back a terminal in whatever state a frame left it, even if the last
    /// write was cut short: for a crash.
    package let restoreSequence: [UInt8]

    private let speaksXterm: Bool
    private var picture: Picture
    private var control: Control

    /// - Parameters:
    ///   - term: the terminal's terminfo name, the environment's TERM.
    ///   - charset: what the locale says of the user's terminal.
    ///   - depth: the colours that it shows; others are reduced to these.
    ///   - size: its size in cells, sides above 10,000 are cut there.
    package init(term: String, size: Size, depth: ColorDepth, charset: Charset)
        throws(CursesError)
    {
        let (description, doubt) = TerminalDescription.of(term: term)
        self.doubt = doubt
        speaksXterm = description.speaksXterm
        picture = try Picture(
            description, term: term, charset: charset, depth: depth, size: size)
        control = Control(speaksXterm: description.speaksXterm, charset: charset)
        restoreSequence = Control.restoreSequence(speaksXterm: description.speaksXterm)
    }

    /// Asks the terminal for its colours (OSC 4, 10 to 12), for the kitty keyboard protocol and,
    /// since every terminal answers that and answers come in the order of the questions, for DA1.
    /// Empty where the terminal wouldn't understand.
    package var question: [UInt8] {
        guard speaksXterm else { return [] }
        let palette = (0..<16).map { ";\($0);?" }.joined()
        let dynamic = (10...12).map { "\u{1B}]\($0);?\u{1B}\\" }.joined()
        return Array("\u{1B}]4\(palette)\u{1B}\\\(dynamic)\u{1B}[?u\u{1B}[c".utf8)
    }

    package var size: Size { picture.size }

    /// Takes the terminal over: the bytes that switch to a screen of our own. The next frame is
    /// drawn whole.
    package mutating func enter() -> [UInt8] {
        picture.redraw()
        control.forget()
        return Control.enterSequence(speaksXterm: speaksXterm)
    }

    /// Gives the terminal back as it was before ``enter()``.
    package mutating func leave() -> [UInt8] {
        picture.redraw()
        control.forget()
        return restoreSequence
    }

    /// Forgets what the terminal shows, so that the next frame is drawn whole.
    package mutating func redraw() {
        picture.redraw()
        control.forget()
    }

    /// Follows the terminal to another size; the next frame is drawn whole.
    package mutating func resize(to size: Size) {
        if size != picture.size { picture.resize(to: size) }
        redraw()
    }

    /// The bytes, for one write, that make the terminal show this frame; none when it does.
    ///
    /// A frame of another size than the terminal's is cut, or surrounded by blanks.
    ///
    /// - Parameter parts: where the frame may differ from the last one, whose clusters and links
    ///   are the first of its own then; `nil` for anywhere.
    package mutating func render(_ frame: Frame, parts: [Frame.Part]? = nil) -> [UInt8] {
        let (drawn, rows) = picture.draw(frame, parts: parts)
        // Without synchronized updates a cursor would be seen running over the rows.
        let hiding = rows > 1 && !drawn.isEmpty ? control.hideCursor() : []
        let changes = control.changes(to: frame)
        let isWhole = !speaksXterm || rows <= 1 && drawn.count < Self.shortest
        if isWhole { return changes.isEmpty && hiding.isEmpty ? drawn : hiding + drawn + changes }
        return Control.beginUpdate + hiding + drawn + changes + Control.endUpdate
    }

    /// Fewer bytes of one row, an echo as a rule, are there at once: no terminal shows a part of
    /// them.
    private static let shortest = 64
}

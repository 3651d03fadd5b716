import Commands
import Configuration
import Terminal

// The strip in which paks' own line, what is read and what is asked are drawn over the terminal.
extension Passthrough {
    /// Seconds without output after which what has begun isn't expected to go on.
    private static var silence: Double { 0.2 }
    private static var label: [Strip.Piece] { [Strip.Piece(" paks ", .reverse), Strip.Piece(" ")] }

    /// Whether there stands a sentence that any key takes away.
    var isBrief: Bool {
        if case .text("", _, _) = overlay { true } else { false }
    }

    /// Tells a person something, whatever has the terminal: printed where the main screen ends with
    /// the cursor's line, else in the strip, until a key or for some seconds.
    mutating func tell(_ text: String, _ effects: inout [Effect]) {
        if canPrint { printAside(text, &effects) } else { put("", text, &effects) }
    }

    /// Shows what was asked for after the prefix key: printed at the shell's prompt. In a program,
    /// which may have drawn on all of the main screen too, it is shown in the strip if there is room.
    ///
    /// - Parameter title: of a document.
    mutating func present(_ text: String, title: String = "", _ effects: inout [Effect]) {
        let isAtPrompt = [.atPrompt, .asked, .blocked].contains(link.phase)
        let count = wrapped([text], indent: Self.label).count
        if canPrint, isAtPrompt || room < min(count, 8) {
            printAside(text, &effects)
        } else {
            put(title, text, &effects)
        }
    }

    private mutating func printAside(_ text: String, _ effects: inout [Effect]) {
        guard !text.isEmpty else { return }
        removeStrip(&effects)
        printBelow(text, &effects)
    }

    private mutating func put(_ title: String, _ text: String, _ effects: inout [Effect]) {
        guard !text.isEmpty else { return }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if case .text("", let before, _) = overlay, title.isEmpty { lines = before + lines }
        let fits = wrapped(lines, indent: Self.label).count <= min(3, room)
        overlay = .text(
            title: fits ? "" : title.isEmpty ? "message" : title, lines: lines, view: ListView())
        effects.append(.timer(.toast, seconds: fits ? 6 : nil))
    }

    /// Whether the main screen ends with the line that the cursor is in, as it does at a prompt.
    private var canPrint: Bool {
        // What is printed before there is a shell is withheld until there is one.
        if link.isStarting { return true }
        guard !screen.hasKnownRows else { return false }
        let last = screen.lineRows(at: screen.cursorPoint.row).upperBound
        return (last + 1..<max(last + 1, size.rows)).allSatisfy { screen.text(at: $0).isEmpty }
    }

    /// The keys after the prefix give way to what is printed, and come again when it is quiet.
    mutating func hideKeys(_ effects: inout [Effect]) {
        overlay = nil
        removeStrip(&effects)
        effects.append(.timer(.whichKey, seconds: Self.whichKeyTime))
    }

    /// Takes the strip away, and shows what was printed behind it.
    mutating func removeStrip(_ effects: inout [Effect]) {
        let bytes = (strip?.remove() ?? []) + behindStrip
        strip = nil
        behindStrip = []
        if !bytes.isEmpty { effects.append(.show(bytes)) }
    }

    /// Ends what is typed and read, for a terminal that is given back.
    ///
    /// - Returns: what brings back what was covered.
    package mutating func takeAway() -> [UInt8] {
        var effects: [Effect] = []
        (overlay, watched, pendingPrefix) = (nil, nil, nil)
        removeStrip(&effects)
        guard case .show(let bytes)? = effects.first else { return [] }
        return bytes
    }

    /// Brings the strip up to date with what is to be in it.
    mutating func updateStrip(_ effects: inout [Effect], at seconds: Double) {
        if let (line, evidence) = waitingLine, overlay == nil, watched == nil {
            removeStrip(&effects)
            waitingLine = nil
            consider(line, evidence, &effects, at: seconds)
        }
        guard overlay != nil || watched != nil, question == nil else {
            return removeStrip(&effects)
        }
        if strip == nil {
            guard !link.isStarting, mayCover(&effects, at: seconds) else { return }
            strip = Strip(over: screen)
        }
        let shown = content
        let bytes = strip?.draw(shown) ?? []
        if !bytes.isEmpty { effects.append(.show(bytes)) }
    }

    /// What has begun is waited for; where nothing more comes, it is ended (ECMA-48 8.3.6, CAN).
    private mutating func mayCover(_ effects: inout [Effect], at seconds: Double) -> Bool {
        if !screen.isBetweenSequences, seconds - lastOutputAt > Self.silence {
            show([0x18], &effects)
        }
        return screen.isBetweenSequences
    }

    // MARK: What is in it

    /// The rows that a strip may have.
    var room: Int { strip?.room ?? (screen.hasKnownRows ? size.rows : screen.rowsToCursor) }
    private var columns: Int { max(1, size.columns - 1) }

    private var content: Strip.Content {
        switch overlay {
        case .palette(let palette): return line(palette)
        case .question(let question): return sentence([question.text + " [y/N] "])
        case .text("", let lines, _): return sentence(lines)
        case .text(let title, let lines, let view): return reader(title, lines, view)
        case .whichKey: return sentence([keyHint])
        case nil: return sentence([watched?.progress ?? ""])
        }
    }

    /// Lines of the reader as they are drawn.
    func wrapped(_ lines: [String], indent: [Strip.Piece] = []) -> [String] {
        let width = columns - indent.reduce(0) { $0 + $1.columns }
        return lines.flatMap { Workspace.wrapped($0, width) }
    }

    private func sentence(_ lines: [String]) -> Strip.Content {
        let lines = wrapped(lines, indent: Self.label)
        let indent = Strip.Piece(String(repeating: " ", count: Self.width(Self.label)))
        let rows = lines.enumerated().map { index, line in
            (index == 0 ? Self.label : [indent]) + [Strip.Piece(line)]
        }
        return Strip.Content(rows: rows, cursor: Self.width(rows.last ?? []))
    }

    private func reader(_ title: String, _ lines: [String], _ view: ListView) -> Strip.Content {
        let lines = wrapped(lines)
        guard room > 1 else { return sentence(Array(lines.dropFirst(view.selected).prefix(1))) }
        let shown = lines.enumerated().dropFirst(view.top).prefix(room - 1)
        var rows = shown.map { index, line in
            [Strip.Piece(line, index == view.selected ? .reverse : .plain)]
        }
        let place = "\(view.selected + 1) of \(lines.count)"
        rows.append(
            Self.label + [
                Strip.Piece(place), Strip.Piece("  q closes  ", .faint), Strip.Piece(title),
            ])
        return Strip.Content(rows: rows, cursor: Self.width(Self.label) + place.count)
    }

    /// The line that is typed, what may come next behind it, and above it what is wrong with it.
    private func line(_ palette: Palette) -> Strip.Content {
        let label = columns > 24 ? Self.label + [Strip.Piece(": ")] : [Strip.Piece(":")]
        let width = max(1, columns - Self.width(label) - 1)
        var typed = palette.editor.text[..<palette.editor.cursor]
        // A line that is longer shows what is before the cursor.
        while Strip.Piece(String(typed)).columns > width { typed.removeFirst() }
        let cursor = Self.width(label) + Strip.Piece(String(typed)).columns
        typed = palette.editor.text[typed.startIndex...]
        let next = palette.completions(table, environmentNames).joined(separator: " ")
        let row = label + [Strip.Piece(String(typed)), Strip.Piece("  " + next, .faint)]
        let problem = wrapped(palette.problem.map { [$0] } ?? [])
        if room == 1, let first = problem.first {
            return Strip.Content(rows: [[Strip.Piece(first)]], cursor: first.count)
        }
        return Strip.Content(
            rows: problem.prefix(room - 1).map { [Strip.Piece($0)] } + [row], cursor: cursor)
    }

    private static func width(_ pieces: [Strip.Piece]) -> Int {
        pieces.reduce(0) { $0 + $1.columns }
    }
}

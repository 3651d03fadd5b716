import Commands
import Terminal

// What is printed between the shell's own output.
extension Passthrough {
    /// Prints lines, on lines of their own.
    mutating func print(_ text: String, _ effects: inout [Effect]) {
        wipe(&effects)
        var bytes: [UInt8] = screen.cursorPoint.column == 0 ? [] : [0x0d, 0x0a]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            bytes += Array(Self.printable(line).utf8) + [0x0d, 0x0a]
        }
        show(bytes, &effects)
    }

    /// One line that stands until something else is printed.
    mutating func showProgress(_ text: String, _ effects: inout [Effect]) {
        wipe(&effects)
        progressIsShown = true
        let start = screen.cursorPoint.column == 0 ? "" : "\r\n"
        show(Array((start + text.prefix(max(0, size.columns - 1))).utf8), &effects)
    }

    mutating func wipe(_ effects: inout [Effect]) {
        guard progressIsShown else { return }
        progressIsShown = false
        show(Array("\r\u{1b}[K".utf8), &effects)
    }

    /// Prints what a person who is at something else is told. The line that the cursor is in, a
    /// prompt with what is typed at it perhaps, is drawn again below it.
    mutating func printBelow(_ text: String, _ effects: inout [Effect]) {
        wipe(&effects)
        let cursor = screen.cursorPoint
        let line = screen.lineRows(at: cursor.row)
        guard cursor.column > 0 || line.contains(where: { !screen.text(at: $0).isEmpty }) else {
            return print(text, &effects)
        }
        var bytes = screen.plainState()
        bytes += Array((Screen.moved(from: cursor.row, to: line.upperBound) + "\r\n").utf8)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            bytes += Array((Self.printable(line) + "\r\n").utf8)
        }
        for row in line {
            let painted = screen.painted(row: row)
            bytes += painted.bytes
            if row < line.upperBound { bytes += painted.endsBelow ? [0x0d] : [0x0d, 0x0a] }
        }
        show(bytes + screen.ownState(from: line.upperBound), &effects)
    }

    mutating func show(_ bytes: [UInt8], _ effects: inout [Effect]) {
        guard !bytes.isEmpty else { return }
        screen.feed(bytes.span)
        // The person's own terminal answers; this screen only looks on.
        _ = screen.takeReplies()
        _ = screen.takeEvents()
        if strip == nil { effects.append(.show(bytes)) } else { behindStrip += bytes }
    }
}

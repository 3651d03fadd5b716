import Commands
import Configuration
import Terminal

extension Workspace {
    /// The last row: where we are, what runs, which keys there are.
    func drawStatus(_ painter: inout Painter) {
        guard let area = layout.status else { return }
        painter.fill(area, "status")
        var column = area.column
        func room() -> Int { max(0, area.column + area.columns - column) }
        if pendingPrefix != nil {
            let name = keymap.prefixes.first?.name ?? ""
            column += painter.text(
                " \(name) ", "status.prefix", row: area.row, column: column, columns: room())
        }
        column += painter.text(
            " \(info.engine) ", "status.context", row: area.row, column: column, columns: room())
        let work = (progress ?? link.limitation).map { "  \($0)" } ?? ""
        // The shortest hint stays as long as it can: who knows one key finds the others.
        let kept = work.count + 2 + (hints.last?.count ?? 0)
        let places = [" \(info.image)  \(info.session)", " \(info.session)"]
        let place = places.first { $0.count + kept <= room() } ?? places[1]
        column += painter.text(
            place, "status", row: area.row, column: column,
            columns: max(min(room(), 12), room() - kept))
        column += painter.text(
            work, "progress", row: area.row, column: column, columns: room())
        guard let hint = hints.first(where: { $0.count + 2 <= room() }) else { return }
        painter.text(
            hint, "key", row: area.row, column: area.column + area.columns - hint.count - 1,
            columns: hint.count)
    }

    /// What runs, once it takes longer than a blink.
    private var progress: String? {
        let running = jobs.values.filter { !$0.isQuiet && now - $0.startedAt >= 0.2 }
            .sorted { $0.startedAt < $1.startedAt }
        guard let first = running.first else { return nil }
        let name = first.step ?? first.line.prefix { $0 != " " } + ""
        let more = running.count > 1 ? " and \(running.count - 1) more" : ""
        return "\(name) \(Int(now - first.startedAt))s\(more)"
    }

    /// Key hints, the fullest first.
    private var hints: [String] {
        guard case .shell = focus else {
            return [
                "Esc shell  Tab next  Enter choose  / search  ? help", "Esc shell  ? help",
                "Esc shell",
            ]
        }
        let prefix = keymap.prefixes.first?.name ?? ""
        return [
            "\(prefix)  s save  e env  i inspect  : palette  ? help  d detach",
            "\(prefix)  s save  : palette  ? help", "\(prefix) ? help",
        ]
    }

    // MARK: Toasts

    /// At the shell's lower right, or at its upper right when the cursor would be under it.
    func draw(_ toast: Toast, _ painter: inout Painter) {
        let area = layout.shell
        let width = min(area.columns, max(10, min(60, toast.text.count + 2)))
        let lines = Self.wrapped(toast.text, width - 2).prefix(max(1, area.rows / 2))
        let bottom = area.row + area.rows - lines.count
        let isInTheWay = screen.cursorPoint.row + area.row >= bottom
        let top = isInTheWay ? area.row : bottom
        let role =
            switch toast.level {
            case .info: "toast.ok"
            case .warning: "toast.warn"
            case .error: "toast.error"
            }
        let column = area.column + area.columns - width
        for (index, line) in lines.enumerated() {
            let place = Rectangle(row: top + index, column: column, columns: width, rows: 1)
            painter.fill(place, role)
            painter.text(line, role, row: place.row, column: column + 1, columns: width - 2)
        }
    }

    /// Lines of at most so many characters, broken at blanks where there are any.
    static func wrapped(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var rest = paragraph
            while rest.count > max(1, width) {
                let head = rest.prefix(max(1, width))
                let cut = head.lastIndex(of: " ").map { head[..<$0] } ?? head
                let line = cut.isEmpty ? head : cut
                lines.append(String(line))
                rest = rest[line.endIndex...].drop { $0 == " " }
            }
            lines.append(String(rest))
        }
        return lines
    }

    // MARK: Overlays

    func drawOverlay(_ painter: inout Painter, _ cursor: inout Frame.Cursor?) {
        let borders: BorderSet = info.canShowBorders ? .light : .ascii
        switch overlay {
        case .palette(let palette): draw(palette, &painter, borders, &cursor)
        case .text(let title, let lines, let view):
            let width = min(size.columns, max(20, (lines.map(\.count).max() ?? 0) + 4))
            let inside = painter.box(
                centered(width, readerHeight(lines) + 2), title: title, borders)
            for (index, line) in lines.dropFirst(view.top).prefix(inside.rows).enumerated() {
                let isSelected = view.top + index == view.selected
                painter.text(
                    " " + line, isSelected ? "selection" : "dialog", row: inside.row + index,
                    column: inside.column, columns: inside.columns)
            }
        case .question(let question):
            let width = min(size.columns, max(question.text.count, question.title.count) + 6)
            let lines = Self.wrapped(question.text, width - 4)
            let inside = painter.box(
                centered(width, lines.count + 4), title: question.title, borders)
            for (index, line) in lines.enumerated() {
                painter.text(
                    " " + line, "dialog", row: inside.row + index, column: inside.column,
                    columns: inside.columns)
            }
            let answers = " y yes   n no "
            painter.text(
                answers, "dialog.button.focused", row: inside.row + inside.rows - 1,
                column: inside.column + 1, columns: inside.columns - 1)
        case .whichKey: drawWhichKey(&painter, borders)
        case nil: break
        }
    }

    private func centered(_ columns: Int, _ rows: Int) -> Rectangle {
        let columns = min(columns, size.columns)
        let rows = min(rows, size.rows)
        return Rectangle(
            row: (size.rows - rows) / 2, column: (size.columns - columns) / 2, columns: columns,
            rows: rows)
    }

    private func drawWhichKey(_ painter: inout Painter, _ borders: BorderSet) {
        let entries = keymap.listing.map { entry in
            Self.padded(entry.keys.map(\.name).joined(separator: " "), 13) + entry.line
        }
        let width = 36
        let columns = max(1, min(entries.count, (size.columns - 2) / width))
        let rows = min((entries.count + columns - 1) / columns, max(1, size.rows - 3))
        let area = centered(columns * width + 2, rows + 2)
        let inside = painter.box(area, title: "keys", borders)
        for (index, entry) in entries.prefix(rows * columns).enumerated() {
            painter.text(
                " " + entry, "dialog", row: inside.row + index % rows,
                column: inside.column + index / rows * width,
                columns: min(width, inside.columns))
        }
    }

    private func draw(
        _ palette: Palette, _ painter: inout Painter, _ borders: BorderSet,
        _ cursor: inout Frame.Cursor?
    ) {
        let keys = keyNames
        let matches = palette.matches(table, keys: keys)
        let problem = palette.problem.map { Self.wrapped($0, min(size.columns, 80) - 4) } ?? []
        let rows = min(matches.count, max(0, min(12, size.rows - 4 - problem.count)))
        var area = centered(min(size.columns, 80), rows + problem.count + 3)
        area.row = min(area.row, size.rows / 5)
        let inside = painter.box(area, title: "palette", borders)
        // A line longer than the box shows its end.
        let room = max(1, inside.columns - 3)
        let skipped = max(0, palette.editor.cursor - room)
        let text = String(palette.editor.text.dropFirst(skipped))
        painter.text(
            ": " + text, "prompt", row: inside.row, column: inside.column, columns: inside.columns)
        cursor = Frame.Cursor(
            point: Point(
                row: inside.row,
                column: min(
                    inside.column + inside.columns - 1,
                    inside.column + 2 + palette.editor.cursor - skipped)))
        for (index, line) in problem.enumerated() {
            painter.text(
                " " + line, "error", row: inside.row + 1 + index, column: inside.column,
                columns: inside.columns)
        }
        let first = max(0, (palette.choice ?? 0) - rows + 1)
        for (index, command) in matches.dropFirst(first).prefix(rows).enumerated() {
            let row = inside.row + 1 + problem.count + index
            let isChosen = palette.choice == first + index
            let key = keys[command.name] ?? ""
            let label = Self.padded(command.name, 13) + Self.padded(key, 4) + command.summary
            painter.text(
                (isChosen ? "> " : "  ") + label, isChosen ? "selection" : "dialog", row: row,
                column: inside.column, columns: inside.columns)
        }
    }
}

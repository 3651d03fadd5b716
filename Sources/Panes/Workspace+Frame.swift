import Commands
package import Configuration
import Containers
package import Terminal

extension Workspace {
    /// The picture of the present state.
    package borrowing func frame(theme: Theme) -> Frame {
        var painter = Painter(frame: Frame(size: size), theme: theme)
        screen.draw(into: &painter.frame, at: layout.shell, scrolledBack: scrolledBack)
        drawBorders(&painter)
        drawSides(&painter)
        drawStatus(&painter)
        if scrolledBack > 0 { drawScrollMark(&painter) }
        if overlay == nil, let toast { draw(toast, &painter) }
        var cursor = shellCursor
        drawOverlay(&painter, &cursor)
        painter.frame.cursor = cursor
        finish(&painter.frame)
        return painter.frame
    }

    /// Says what the picture asks of the terminal besides its cells.
    @inline(__always)  // A call would copy all of self to the stack.
    func finish(_ frame: inout Frame) {
        frame.modes = outerModes
        frame.title = title ?? "paks: \(info.session)"
    }

    private var borders: BorderSet { info.canShowBorders ? .light : .ascii }

    @inline(__always)  // A call would copy all of self to the stack.
    var shellCursor: Frame.Cursor? {
        guard overlay == nil, focus == .shell, scrolledBack == 0, var cursor = screen.cursor else {
            return nil
        }
        cursor.point.row += layout.shell.row
        cursor.point.column += layout.shell.column
        return cursor
    }

    @inline(__always)  // A call would copy all of self to the stack.
    private var outerModes: OuterModes {
        var modes = OuterModes()
        modes.mouse = info.isMouseOn ? .drags : .off
        guard focus == .shell, overlay == nil else { return modes }
        let wanted = screen.modes
        modes.applicationCursor = wanted.applicationCursor
        modes.applicationKeypad = wanted.applicationKeypad
        modes.keyboardFlags = wanted.keyboardFlags
        modes.modifyOtherKeys = wanted.modifyOtherKeys
        if wanted.mouse == .motion { modes.mouse = .motion }
        return modes
    }

    // MARK: Borders

    private func drawBorders(_ painter: inout Painter) {
        switch layout.divider {
        case .column(let column):
            let rows = layout.shell.rows
            for row in 0..<rows {
                painter.text(borders.vertical, "border", row: row, column: column, columns: 1)
            }
        case .row, nil: break
        }
        for (index, title) in layout.titles.enumerated() where !title.isEmpty {
            let pane = layout.titles.count == 3 ? PaneName.allCases[index] : tab
            let isFocused = focus == .side(pane)
            let line = String(repeating: borders.horizontal, count: title.columns)
            painter.text(
                line, isFocused ? "border.focused" : "border", row: title.row,
                column: title.column, columns: title.columns)
            if case .column(let column) = layout.divider {
                painter.text(borders.branch, "border", row: title.row, column: column, columns: 1)
            }
            drawTitles(pane, isFocused, title, &painter)
        }
    }

    /// The pane's name, and the names of those that share its place.
    private func drawTitles(
        _ pane: PaneName, _ isFocused: Bool, _ area: Rectangle, _ painter: inout Painter
    ) {
        var column = area.column + 1
        let end = area.column + area.columns - 1
        let shown = layout.titles.count == 3 ? [pane] : PaneName.allCases
        func text(_ name: PaneName, short: Bool) -> String {
            let mark = name == pane && isFocused ? "*" : ""
            let title =
                switch name {
                case .environments: environmentsTitle
                case .history: name.title
                case .container: sides.treeTitle
                }
            guard short else { return " \(mark)\(title) " }
            let word = name == pane ? mark + title : String(name.rawValue + 2)
            return name == shown.first ? word : " " + word
        }
        // Without room for all names the others go by the keys that lead to them.
        let isShort = shown.map { text($0, short: false).count }.reduce(0, +) > end - column
        for name in shown {
            let isThis = name == pane
            let text = text(name, short: isShort)
            let role =
                isThis
                ? (isFocused ? "title.focused" : layout.titles.count == 3 ? "title" : "tab.active")
                : "tab"
            column += painter.text(
                text, role, row: area.row, column: column, columns: end - column)
        }
    }

    // MARK: Side panes

    private func drawSides(_ painter: inout Painter) {
        for (index, area) in layout.sides.enumerated() {
            let pane = layout.sides.count == 3 ? PaneName.allCases[index] : tab
            painter.fill(area, "text")
            let view = sides.views[pane] ?? ListView()
            let count = sides.count(pane)
            if count == 0 { drawEmpty(pane, area, &painter) }
            for line in 0..<area.rows where view.top + line < count {
                let row = view.top + line
                let place = Rectangle(
                    row: area.row + line, column: area.column, columns: area.columns, rows: 1)
                switch pane {
                case .environments: draw(sides.environments[row], place, &painter)
                case .history: draw(sides.history[row], place, &painter)
                case .container: if let tree = sides.tree { draw(tree.rows[row], place, &painter) }
                }
                if row == view.selected, focus == .side(pane) {
                    painter.restyle(place, "selection")
                }
            }
            if pane == .container, sides.isSearching { drawSearch(area, &painter) }
        }
    }

    private func drawEmpty(_ pane: PaneName, _ area: Rectangle, _ painter: inout Painter) {
        let text =
            switch pane {
            case .environments: "none yet: paks env edit NAME"
            case .history: "no commands yet"
            case .container: ""
            }
        painter.text(
            text, "text.muted", row: area.row, column: area.column + 1, columns: area.columns - 1)
    }

    private func drawSearch(_ area: Rectangle, _ painter: inout Painter) {
        guard area.rows > 1 else { return }
        let last = Rectangle(
            row: area.row + area.rows - 1, column: area.column, columns: area.columns, rows: 1)
        painter.fill(last, "prompt")
        painter.text(
            "/" + sides.search.string, "prompt", row: last.row, column: last.column,
            columns: last.columns)
    }

    private func draw(_ row: EnvironmentRow, _ area: Rectangle, _ painter: inout Painter) {
        let (mark, role) =
            switch row.state {
            case _ where row.error != nil: ("!", "env.name")
            case .loaded: ("+", "env.loaded")
            case .differs: ("~", "env.differs")
            case .notLoaded, nil: (" ", "env.name")
            }
        var used = 0
        func write(_ text: String, _ role: String) {
            used += painter.text(
                text, role, row: area.row, column: area.column + used, columns: area.columns - used)
        }
        write(mark + " " + row.name + " ", role)
        if let error = row.error { return write(" " + error, "text.muted") }
        for variable in row.variables {
            write(" ", "text.muted")
            // One that is as the file has it, or of an environment that isn't loaded, is no news.
            switch row.state == .notLoaded ? nil : row.marks[variable] {
            case .differing: write("~" + variable, "env.differs")
            case .missing: write("-" + variable, "text.muted")
            case .unchecked: write("?" + variable, "text.muted")
            case nil: write(variable, "text.muted")
            }
        }
    }

    private func draw(_ entry: HistoryEntry, _ area: Rectangle, _ painter: inout Painter) {
        let mark = entry.status == 0 ? "  " : "! "
        var used = painter.text(
            mark, entry.status == 0 ? "ok" : "error", row: area.row, column: area.column,
            columns: area.columns)
        let line = entry.line.replacing("\n", with: " ")
        used += painter.text(
            line, "text", row: area.row, column: area.column + used, columns: area.columns - used)
        var tail = entry.status == 0 ? "" : "  \(entry.status)"
        if entry.duration >= 1 { tail += "  \(Int(entry.duration))s" }
        if let directory = entry.directory { tail += "  \(directory)" }
        painter.text(
            tail, "text.muted", row: area.row, column: area.column + used,
            columns: area.columns - used)
    }

    private func draw(_ row: JSONTree.Row, _ area: Rectangle, _ painter: inout Painter) {
        let fold = row.isContainer ? (row.isFolded ? "+ " : "- ") : "  "
        let indent = String(repeating: "  ", count: row.depth)
        var used = painter.text(
            indent + fold, "json.fold", row: area.row, column: area.column, columns: area.columns)
        used += painter.text(
            row.label.isEmpty ? "" : row.label + ": ", "json.key", row: area.row,
            column: area.column + used, columns: area.columns - used)
        let role =
            switch row.value {
            case .null: "json.null"
            case .bool: "json.bool"
            case .number: "json.number"
            case .string: "json.string"
            default: "json.fold"
            }
        painter.text(
            row.value.leafText, role, row: area.row, column: area.column + used,
            columns: area.columns - used)
    }

    private func drawScrollMark(_ painter: inout Painter) {
        let text = " \(scrolledBack)/\(screen.scrollbackRows) "
        painter.text(
            text, "match", row: layout.shell.row,
            column: layout.shell.column + layout.shell.columns - text.count, columns: text.count)
    }
}

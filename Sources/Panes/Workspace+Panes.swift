import Commands
import Configuration
import Containers
import Terminal

extension Workspace {
    /// A key in a side pane: lists move, Esc and q go back to the shell, nothing reaches it.
    mutating func takeInPane(_ key: Key, _ pane: PaneName, _ effects: inout [Effect]) {
        if pane == .container, sides.isSearching { return typeSearch(key) }
        var view = sides.views[pane] ?? ListView()
        if view.handle(key, count: sides.count(pane), height: height(pane)) {
            sides.views[pane] = view
            return
        }
        switch (key.code, key.modifiers) {
        case (.escape, []), (.character("q"), []): focus(on: .shell, &effects)
        case (.tab, []), (.character("]"), []), (.character(">"), []): step(pane, 1, &effects)
        case (.tab, .shift), (.character("["), []), (.character("<"), []): step(pane, -1, &effects)
        case (.character("?"), []): run("help", from: .keys, &effects)
        case (.character(":"), []): run("palette", from: .keys, &effects)
        case (.character("r"), []):
            if pane == .container {
                run(sides.treeLine, from: .workspace, &effects)
            } else {
                refreshEnvironments(&effects)
            }
        case (.character("z"), .control): effects.append(.suspend)
        // The same numbers as after the prefix.
        case (.character("1"), []): focus(on: .shell, &effects)
        case (.character("2"), []): focus(on: .side(.environments), &effects)
        case (.character("3"), []): focus(on: .side(.history), &effects)
        case (.character("4"), []): focus(on: .side(.container), &effects)
        default: act(key, pane, view.selected, &effects)
        }
    }

    private mutating func step(_ pane: PaneName, _ by: Int, _ effects: inout [Effect]) {
        let count = PaneName.allCases.count
        let next = PaneName(rawValue: (pane.rawValue + by + count) % count) ?? pane
        focus(on: .side(next), &effects)
    }

    private mutating func act(
        _ key: Key, _ pane: PaneName, _ row: Int, _ effects: inout [Effect]
    ) {
        switch pane {
        case .environments where key == Key(.enter) && sides.environments.indices.contains(row):
            run(
                "envload \(Grammar.quoted(sides.environments[row].name))", from: .keys, &effects)
        case .history where key == Key(.enter) && sides.history.indices.contains(row):
            putAtPrompt(sides.history[row].line, &effects)
        case .container: actOnTree(key, row, &effects)
        default:
            say(.info, "\(key.name) does nothing here; Esc goes back to the shell", &effects)
        }
    }

    /// Puts a line at the prompt as a paste, so that it isn't run.
    private mutating func putAtPrompt(_ line: String, _ effects: inout [Effect]) {
        let isPlain = line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
        guard screen.modes.bracketedPaste || isPlain else {
            return say(
                .warning,
                "this line has several rows or control characters, and the program takes no paste",
                &effects)
        }
        focus(on: .shell, &effects)
        scrolledBack = 0
        // Unlike a paste of the outer terminal's, it may hold the end of the brackets.
        let bytes = KeyEncoder(modes: screen.modes).bytes(forPaste: Array(line.utf8))
        type(bytes, as: .paste(ends: true), &effects)
    }

    // MARK: The tree

    private mutating func actOnTree(_ key: Key, _ row: Int, _ effects: inout [Effect]) {
        guard var tree = sides.tree, tree.rows.indices.contains(row) else { return }
        let node = tree.rows[row]
        switch (key.code, key.modifiers) {
        case (.enter, []), (.character(" "), []): tree.toggle(row)
        case (.right, []), (.character("l"), []): tree.unfold(row)
        case (.left, []), (.character("h"), []):
            let parent = tree.fold(row)
            let rows = height(.container)
            sides.views[.container]?.select(parent, count: tree.rows.count, height: rows)
        case (.character("c"), []): tree.foldAll()
        case (.character("e"), []): tree.unfoldAll()
        case (.character("/"), []):
            sides.search = LineEditor()
            sides.isSearching = true
        case (.character("n"), []):
            if !sides.findNext(forward: true, height: height(.container)) {
                say(.info, "not found: \(sides.search.string)", &effects)
            }
            return
        case (.character("N"), _):
            _ = sides.findNext(forward: false, height: height(.container))
            return
        case (.character("y"), []):
            let text = node.value.string ?? node.value.pretty
            effects.append(.copy(Array(text.utf8)))
            say(.info, "copied the value of \(node.path)", &effects)
        case (.character("Y"), _):
            effects.append(.copy(Array(node.path.utf8)))
            say(.info, "copied \(node.path)", &effects)
        default:
            return say(
                .info, "\(key.name) does nothing here; Esc goes back to the shell", &effects)
        }
        sides.tree = tree
        clampView(.container)
    }

    private mutating func typeSearch(_ key: Key) {
        switch key {
        case Key(.enter):
            sides.isSearching = false
            sides.tree?.unfoldAll()
            _ = sides.findNext(forward: true, height: height(.container))
        case Key(.escape): sides.isSearching = false
        default: _ = sides.search.handle(key)
        }
    }

    // MARK: Mouse

    /// The program's if it asked for it and the pointer is in its pane; else it focuses and scrolls.
    mutating func take(_ mouse: Mouse, _ effects: inout [Effect]) {
        if layout.shell.contains(mouse.point), isOverShell(mouse.point) {
            if focus == .shell, screen.modes.mouse != .off, mouse.modifiers != .shift {
                var inner = mouse
                inner.point.row -= layout.shell.row
                inner.point.column -= layout.shell.column
                let bytes = MouseEncoder(modes: screen.modes).bytes(for: inner)
                if !bytes.isEmpty { type(bytes, as: .report, &effects) }
                return
            }
            switch (mouse.action, mouse.button) {
            case (.press, .wheelUp): wheel(3, &effects)
            case (.press, .wheelDown): wheel(-3, &effects)
            case (.press, .left): focus(on: .shell, &effects)
            default: break
            }
            return
        }
        takeInSides(mouse, &effects)
    }

    private func isOverShell(_ point: Point) -> Bool {
        !layout.sides.contains { $0.contains(point) }
            && !layout.titles.contains { $0.contains(point) }
    }

    private mutating func wheel(_ rows: Int, _ effects: inout [Effect]) {
        guard screen.modes.alternateScreen else { return scroll(by: rows) }
        // A full-screen program that wants no mouse is scrolled by its keys (xterm, 1007).
        let lead = screen.modes.applicationCursor ? "\u{1b}O" : "\u{1b}["
        let key = lead + (rows > 0 ? "A" : "B")
        type(Array(String(repeating: key, count: abs(rows)).utf8), as: .keys, &effects)
    }

    private mutating func takeInSides(_ mouse: Mouse, _ effects: inout [Effect]) {
        for (index, area) in layout.sides.enumerated() where area.contains(mouse.point) {
            let pane = layout.sides.count == 3 ? PaneName.allCases[index] : tab
            var view = sides.views[pane] ?? ListView()
            let count = sides.count(pane)
            switch (mouse.action, mouse.button) {
            case (.press, .left):
                focus(on: .side(pane), &effects)
                view.select(
                    view.top + mouse.point.row - area.row, count: count, height: area.rows)
            case (.press, .wheelUp):
                view.select(view.selected - 3, count: count, height: area.rows)
            case (.press, .wheelDown):
                view.select(view.selected + 3, count: count, height: area.rows)
            default: return
            }
            sides.views[pane] = view
        }
    }
}

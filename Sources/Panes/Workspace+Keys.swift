import Commands
import Configuration
import Terminal

extension Workspace {
    mutating func take(_ input: Input, _ effects: inout [Effect]) {
        switch input {
        case .key(let key, let bytes): take(key, bytes, &effects)
        case .paste(let bytes, let ends): paste(bytes, ends: ends, &effects)
        case .mouse(let mouse): if overlay == nil { take(mouse, &effects) }
        case .focus(let isIn):
            if screen.modes.focusReports, focus == .shell {
                type(Array((isIn ? "\u{1b}[I" : "\u{1b}[O").utf8), as: .report, &effects)
            }
        case .report(let bytes): take(report: bytes, &effects)
        case .other(let bytes):
            if focus == .shell, overlay == nil { type(bytes, as: .keys, &effects) }
        }
    }

    /// The shell's own questions are answered by its screen, which may have to be told: by the
    /// colours of the terminal around us, and what is in the clipboard.
    private mutating func take(report: [UInt8], _ effects: inout [Effect]) {
        var colors = screen.palette
        if colors.learn(from: report) {
            screen.setColors(of: colors)
        } else if let clipboard = outer.clipboard(in: report) {
            screen.answerClipboard(clipboard)
        } else {
            outer.take(report)
        }
        takeFromScreen(&effects)
    }

    private mutating func take(_ key: Key, _ bytes: [UInt8], _ effects: inout [Effect]) {
        if case .question(let question) = overlay {
            return answer(question, key, bytes, &effects)
        }
        if let prefix = pendingPrefix { return takeAfterPrefix(key, bytes, prefix, &effects) }
        if keymap.prefixes.contains(key) {
            pendingPrefix = bytes
            effects.append(.timer(.whichKey, seconds: 0.35))
            return
        }
        if now < repeatsUntil, let line = keymap.prefixTable[key], Self.isRepeatable(line) {
            return runRepeatable(line, &effects)
        }
        repeatsUntil = 0
        if overlay != nil { return takeInOverlay(key, &effects) }
        switch focus {
        case .side(let pane): takeInPane(key, pane, &effects)
        case .shell:
            if scrolledBack > 0, takeWhileScrolled(key) { return }
            scrolledBack = 0
            let spelled = spelled(key, bytes)
            awaitEcho(of: spelled)
            type(spelled, as: .keys, &effects)
        }
    }

    /// The bytes of a key as they came, unless the program asked for a keyboard protocol that the
    /// terminal around us doesn't know: then in that protocol.
    private func spelled(_ key: Key, _ bytes: [UInt8]) -> [UInt8] {
        guard !outer.knowsKittyKeyboard, screen.modes.keyboardFlags != 0 else { return bytes }
        return KeyEncoder(modes: screen.modes).bytes(for: key)
    }

    private mutating func takeAfterPrefix(
        _ key: Key, _ bytes: [UInt8], _ prefix: [UInt8], _ effects: inout [Effect]
    ) {
        pendingPrefix = nil
        if overlay == .whichKey { overlay = nil }
        effects.append(.timer(.whichKey, seconds: nil))
        if keymap.prefixes.contains(key) {
            overlay = nil
            focus(on: .shell, &effects)
            return type(bytes, as: .keys, &effects)
        }
        let cancels = [
            Key(.escape), Key(.character("c"), .control), Key(.character("g"), .control),
        ]
        if cancels.contains(key) { return }
        guard let line = keymap.prefixTable[key] else {
            let name = keymap.prefixes.first?.name ?? "the prefix"
            return say(
                .warning, "\(key.name) isn't bound after \(name); ? lists the keys", &effects)
        }
        overlay = nil
        if Self.isRepeatable(line) { return runRepeatable(line, &effects) }
        if let problem = run(line, from: .keys, &effects) { say(.error, problem, &effects) }
    }

    private static func isRepeatable(_ line: String) -> Bool {
        line.hasPrefix("resize ")
            || ["focus left", "focus down", "focus up", "focus right"].contains(line)
    }

    private mutating func runRepeatable(_ line: String, _ effects: inout [Effect]) {
        run(line, from: .keys, &effects)
        repeatsUntil = focus == .shell && !line.hasPrefix("resize") ? 0 : now + 0.5
    }

    /// Keys of looking back; any other ends it and is the shell's.
    private mutating func takeWhileScrolled(_ key: Key) -> Bool {
        let page = max(1, layout.shell.rows - 1)
        switch (key.code, key.modifiers) {
        case (.up, []), (.character("k"), []): scroll(by: 1)
        case (.down, []), (.character("j"), []): scroll(by: -1)
        case (.pageUp, _), (.character("b"), .control): scroll(by: page)
        case (.pageDown, _), (.character("f"), .control): scroll(by: -page)
        case (.character("u"), .control): scroll(by: page / 2)
        case (.character("d"), .control): scroll(by: -page / 2)
        case (.home, []), (.character("g"), []): scroll(by: screen.scrollbackRows)
        case (.end, []), (.character("G"), _), (.escape, []), (.character("q"), []):
            scrolledBack = 0
        default: return false
        }
        return true
    }

    private mutating func paste(_ bytes: [UInt8], ends: Bool, _ effects: inout [Effect]) {
        answerPaste(&effects)
        if case .palette(var palette) = overlay {
            palette.paste(bytes)
            overlay = .palette(palette)
            return
        }
        // What comes too early for an answer was meant for the shell.
        let isAhead =
            if case .question(let question) = overlay {
                !question.takesKeys(at: now)
            } else {
                false
            }
        guard overlay == nil || isAhead, focus == .shell else { return }
        scrolledBack = 0
        var piece = bytes
        if screen.modes.bracketedPaste {
            if !isPasting { piece = Array("\u{1b}[200~".utf8) + piece }
            if ends { piece += Array("\u{1b}[201~".utf8) }
        }
        isPasting = !ends
        type(piece, as: .paste(ends: ends), &effects)
    }

    // MARK: Overlays

    private mutating func takeInOverlay(_ key: Key, _ effects: inout [Effect]) {
        let leaves = [Key(.escape), Key(.character("c"), .control), Key(.character("g"), .control)]
        if leaves.contains(key) {
            overlay = nil
            return
        }
        switch overlay {
        case .palette(let palette): takeInPalette(key, palette, &effects)
        case .text(let title, let lines, var view):
            if key == Key(.character("q")) {
                overlay = nil
            } else if view.handle(key, count: lines.count, height: readerHeight(lines)) {
                overlay = .text(title: title, lines: lines, view: view)
            }
        case .question, .whichKey, nil: overlay = nil
        }
    }

    /// The rows of a reader: as many as it needs, as few as there are.
    func readerHeight(_ lines: [String]) -> Int {
        max(1, min(lines.count, size.rows - 4))
    }

    private mutating func takeInPalette(
        _ key: Key, _ given: Palette, _ effects: inout [Effect]
    ) {
        var palette = given
        let outcome = palette.handle(
            key, matches: palette.matches(table, keys: keyNames), table: table,
            environments: sides.environments.map(\.name), history: paletteHistory)
        switch outcome {
        case .open: overlay = .palette(palette)
        case .closed: overlay = nil
        case .run(let line):
            overlay = nil
            if let problem = run(line, from: .keys, &effects) {
                palette.refuse(line, problem)
                overlay = .palette(palette)
            } else {
                paletteHistory.removeAll { $0 == line }
                paletteHistory.append(line)
            }
        }
    }

    /// The key after the prefix for each command that has one.
    var keyNames: [String: String] {
        var names: [String: String] = [:]
        for entry in keymap.listing {
            let word = entry.line.hasPrefix("ask ") ? String(entry.line.dropFirst(4)) : entry.line
            if names[word] == nil { names[word] = entry.keys.first?.name }
        }
        return names
    }
}

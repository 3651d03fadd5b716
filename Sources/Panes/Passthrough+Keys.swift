import Commands
import Configuration
import Terminal

// Keys, and the lines that are given after a prefix key.
extension Passthrough {
    /// Seconds after which the keys behind the prefix are shown.
    static var whichKeyTime: Double { 0.35 }

    mutating func take(_ input: Input, _ effects: inout [Effect], at seconds: Double) {
        switch input {
        case .key(let key, let bytes): take(key, bytes, &effects, at: seconds)
        case .other(let bytes):
            if givesWay(&effects) { type(bytes, as: .keys, &effects, at: seconds) }
        case .report(let bytes): type(bytes, as: .report, &effects, at: seconds)
        case .focus(let isIn):
            guard screen.modes.focusReports else { return }
            type(Array((isIn ? "\u{1b}[I" : "\u{1b}[O").utf8), as: .report, &effects, at: seconds)
        case .paste(let bytes, let ends): paste(bytes, ends: ends, &effects, at: seconds)
        case .mouse(let mouse):
            guard overlay == nil || isBrief else { return }
            let bytes = MouseEncoder(modes: screen.modes).bytes(for: mouse)
            if !bytes.isEmpty { type(bytes, as: .report, &effects, at: seconds) }
        }
    }

    private mutating func take(
        _ key: Key, _ bytes: [UInt8], _ effects: inout [Effect], at seconds: Double
    ) {
        if question?.takesKeys(at: seconds) == true, answer(key, &effects, at: seconds) { return }
        if case .question(let question) = overlay {
            return answer(question, key, &effects, at: seconds)
        }
        if pendingPrefix != nil { return takeAfterPrefix(key, bytes, &effects, at: seconds) }
        if keymap.prefixes.contains(key) {
            if isBrief { givesWay(&effects) }
            pendingPrefix = bytes
            effects.append(.timer(.whichKey, seconds: Self.whichKeyTime))
            return
        }
        if let watched, key == Key(.character("c"), .control) {
            return effects.append(.cancel(watched.job))
        }
        if givesWay(&effects) { return type(bytes, as: .keys, &effects, at: seconds) }
        let leaves = [Key(.escape), Key(.character("c"), .control), Key(.character("g"), .control)]
        if leaves.contains(key) {
            overlay = nil
            return
        }
        switch overlay {
        case .palette(let palette): take(key, palette, &effects, at: seconds)
        case .text(let title, let lines, var view):
            let height = max(1, room - 1)
            if key == Key(.character("q")) || key == Key(.enter) {
                overlay = nil
            } else if view.handle(key, count: wrapped(lines).count, height: height) {
                overlay = .text(title: title, lines: lines, view: view)
            }
        case .question, .whichKey, nil: overlay = nil
        }
    }

    /// Takes away what any key takes away; progress goes on unseen.
    ///
    /// - Returns: whether keys are the shell's then.
    @discardableResult
    private mutating func givesWay(_ effects: inout [Effect]) -> Bool {
        guard overlay == nil || isBrief else { return false }
        if isBrief { effects.append(.timer(.toast, seconds: nil)) }
        (overlay, watched) = (nil, nil)
        return true
    }

    private mutating func paste(
        _ bytes: [UInt8], ends: Bool, _ effects: inout [Effect], at seconds: Double
    ) {
        refuse(&effects, at: seconds)
        if case .palette(var palette) = overlay {
            palette.paste(bytes)
            overlay = .palette(palette)
        }
        guard givesWay(&effects) else { return }
        var piece = bytes
        if screen.modes.bracketedPaste {
            if !isPasting { piece = Array("\u{1b}[200~".utf8) + piece }
            if ends { piece += Array("\u{1b}[201~".utf8) }
        }
        isPasting = !ends
        type(piece, as: .paste(ends: ends), &effects, at: seconds)
    }

    /// Something else than a key is no answer to a question, and so a no.
    private mutating func refuse(_ effects: inout [Effect], at seconds: Double) {
        guard question?.takesKeys(at: seconds) == true else { return }
        close(isYes: false, &effects, at: seconds)
    }

    private mutating func takeAfterPrefix(
        _ key: Key, _ bytes: [UInt8], _ effects: inout [Effect], at seconds: Double
    ) {
        pendingPrefix = nil
        if overlay == .whichKey { overlay = nil }
        effects.append(.timer(.whichKey, seconds: nil))
        if keymap.prefixes.contains(key) {
            (overlay, watched) = (nil, nil)
            return type(bytes, as: .keys, &effects, at: seconds)
        }
        let cancels = [
            Key(.escape), Key(.enter), Key(.character("c"), .control),
            Key(.character("g"), .control),
        ]
        if cancels.contains(key) { return }
        guard let line = keymap.prefixTable[key] else {
            return present(
                "\(key.name) isn't bound after \(prefixName); ? lists the keys", &effects)
        }
        overlay = nil
        // The list of keys is wanted, and not all commands.
        if line == "help" { return present(keyList, title: "keys", &effects) }
        if let problem = runOwn(line, &effects, at: seconds) { present(problem, &effects) }
    }

    private mutating func take(
        _ key: Key, _ given: Palette, _ effects: inout [Effect], at seconds: Double
    ) {
        var palette = given
        let outcome = palette.handle(
            key, matches: [], table: table, environments: environmentNames, history: lineHistory)
        switch outcome {
        case .open: overlay = .palette(palette)
        case .closed: overlay = nil
        case .run(let line):
            overlay = nil
            if let problem = runOwn(line, &effects, at: seconds) {
                palette.refuse(line, problem)
                overlay = .palette(palette)
            } else {
                lineHistory.removeAll { $0 == line }
                lineHistory.append(line)
            }
        }
    }

    private mutating func answer(
        _ question: Question, _ key: Key, _ effects: inout [Effect], at seconds: Double
    ) {
        guard let isYes = question.answer(key) else { return }
        overlay = nil
        if isYes, case .leave(let how) = question.yes { leave(how, &effects, at: seconds) }
    }

    // MARK: Lines

    /// Runs a line that was given after the prefix key.
    ///
    /// - Returns: what is wrong with it.
    private mutating func runOwn(
        _ line: String, _ effects: inout [Effect], at seconds: Double
    ) -> String? {
        do throws(CallError) {
            let call = try table.call(line: line)
            if try table.command(call.name).place == .screen {
                return doAtOnce(call, &effects, at: seconds)
            }
            let id = nextJob()
            ownJobs[id] = line
            watched = (id, call.name)
            effects.append(.start(id, line: line))
            return nil
        } catch {
            return error.description
        }
    }

    /// Does what concerns the screen alone.
    ///
    /// - Returns: why that can't be.
    mutating func doAtOnce(
        _ call: Call, _ effects: inout [Effect], at seconds: Double
    ) -> String? {
        switch call.name {
        case "palette": overlay = .palette(Palette())
        case "ask": overlay = .palette(Palette(asking: call.arguments.first ?? "", info))
        case "connect":
            perform(link.connect(screen, at: seconds), &effects, at: seconds)
        case "detach": leave(.detach, &effects, at: seconds)
        case "quit": overlay = .question(Question(leaving: info, since: seconds))
        default: return Self.needsFullScreen(call.name)
        }
        return nil
    }

    static func needsFullScreen(_ name: String) -> String {
        "\(name) needs the full screen: paks tui"
    }

    // MARK: The keys after the prefix

    private var prefixName: String { keymap.prefixes.first?.name ?? "the prefix" }

    /// What of the keys' lines does something here.
    private var listing: [(keys: [Key], line: String)] {
        keymap.listing.filter { entry in
            guard let call = try? table.call(line: entry.line),
                let command = try? table.command(call.name)
            else { return false }
            if call.name == "ask" {
                let asked = call.arguments.first.flatMap { try? table.command($0) }
                return asked.map { $0.place != .screen } ?? false
            }
            return command.place != .screen
                || ["palette", "connect", "detach", "quit"].contains(call.name)
        }
    }

    /// One line of them, as far as there is room.
    var keyHint: String {
        let short = ["palette", "connect", "detach", "ask save", "ask envload", "quit"]
        let rows = short.compactMap { line in keymap.listing.first { $0.line == line } }
        var words = rows.map { row in
            "\(row.keys.first?.name ?? "") \(Self.words[row.line] ?? row.line)"
        }
        words.append("\(prefixName) sends it")
        if let help = keymap.listing.first(where: { $0.line == "help" }) {
            words.insert("\(help.keys.first?.name ?? "") keys", at: min(1, words.count))
        }
        let room = size.columns - 9
        return words.reduce(into: (text: prefixName, isFull: false)) { hint, word in
            hint.isFull = hint.isFull || hint.text.count + word.count + 2 > room
            if !hint.isFull { hint.text += "  " + word }
        }.text
    }

    private static var words: [String: String] {
        ["palette": "line", "ask save": "save", "ask envload": "env"]
    }

    private var keyList: String {
        let prefixes = keymap.prefixes.map(\.name).joined(separator: " or ")
        var lines = ["After \(prefixes), which pressed twice goes to the program in front:"]
        for entry in listing {
            let keys = entry.keys.map(\.name).joined(separator: " ")
            let command =
                entry.line.hasPrefix("ask ") ? entry.line.dropFirst(4) + " ..." : entry.line[...]
            let what = entry.line == "palette" ? "a line with any command" : String(command)
            lines.append("  " + Workspace.padded(keys, 8) + what)
        }
        return lines.joined(separator: "\n")
    }
}

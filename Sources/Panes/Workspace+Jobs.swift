import Commands
import Configuration
import Containers
import Terminal

/// Who gave a command line.
enum LineSource: Equatable {
    /// A key or the palette.
    case keys
    /// A `#` line at the shell's prompt, which waits until it is done.
    case shell
    /// The workspace itself.
    case workspace
}

extension Workspace {
    /// Checks a command line and does it, or starts the job that does.
    ///
    /// - Returns: what is wrong with the line.
    @discardableResult
    mutating func run(
        _ line: String, from source: LineSource, environment: Reply? = nil,
        _ effects: inout [Effect]
    ) -> String? {
        do throws(CallError) {
            let call = try table.call(line: line)
            let command = try table.command(call.name)
            if command.place == .screen || call.name == "help" {
                doAtOnce(call, &effects)
                if source == .shell { perform(link.finished(at: now), &effects) }
            } else {
                start(line, from: source, environment, &effects)
            }
            return nil
        } catch {
            if source == .shell { perform(link.finished(at: now), &effects) }
            if source != .keys { say(.error, error.description, &effects) }
            return error.description
        }
    }

    private mutating func start(
        _ line: String, from source: LineSource, _ environment: Reply?,
        _ effects: inout [Effect]
    ) {
        let id = JobID(nextJob)
        nextJob += 1
        jobs[id] = RunningJob(
            line: line, startedAt: now, isQuiet: source == .workspace,
            holdsShell: source == .shell, environment: environment)
        effects.append(.start(id, line: line))
        if source != .workspace { effects.append(.timer(.spinner, seconds: 0.25)) }
    }

    mutating func take(_ report: Report, of id: JobID, _ effects: inout [Effect]) {
        guard var job = jobs[id] else { return }
        switch report {
        case .progress(let step, let done, let total):
            job.step = step
            if let done, let total, total > 0 { job.step = "\(step) \(done * 100 / total)%" }
        case .message(let level, let text):
            if !job.isQuiet || level == .error { say(level, text, &effects) }
        case .document(let document): show(document, of: id, job, &effects)
        case .request(let request):
            if request == .environmentNow, let reply = job.environment {
                effects.append(.reply(id, reply))
            } else {
                ask(request, from: .job(id), &effects)
            }
        case .result(let status, let text):
            job.hasResult = true
            if status != 0 {
                say(.error, text, &effects)
            } else if !job.isQuiet {
                say(.info, text, &effects)
                noteDone(job.line, &effects)
            }
        }
        jobs[id] = job
    }

    /// What a command changed is shown anew.
    private mutating func noteDone(_ line: String, _ effects: inout [Effect]) {
        guard let call = try? table.call(line: line) else { return }
        if call.name == "envsave" { refreshEnvironments(&effects) }
    }

    mutating func end(_ id: JobID, _ status: Int32, _ effects: inout [Effect]) {
        guard let job = jobs.removeValue(forKey: id) else { return }
        link.withdraw(.job(id))
        if !job.hasResult {
            let text = status > 128 ? "stopped" : "ended without a result (status \(status))"
            say(.error, "\(job.line.prefix { $0 != " " }): \(text)", &effects)
        }
        if job.holdsShell { perform(link.finished(at: now), &effects) }
        if !job.isQuiet, !jobs.values.contains(where: { !$0.isQuiet }) {
            effects.append(.timer(.spinner, seconds: nil))
        }
    }

    private mutating func show(
        _ document: Document, of id: JobID, _ job: RunningJob, _ effects: inout [Effect]
    ) {
        // Jobs end in any order; what was asked for last is what stays.
        guard sides.newest[document.topic, default: 0] <= id.number else { return }
        sides.newest[document.topic] = id.number
        switch document.topic {
        case "envlist":
            show(environments: (document.body.array ?? []).compactMap(EnvironmentRow.init))
            clampView(.environments)
            if !job.isQuiet { focus(on: .side(.environments), &effects) }
        case "inspect":
            sides.tree = JSONTree(document.body, first: Self.firstSections)
            // Reading the same part anew keeps its title.
            if !job.isQuiet || job.line != sides.treeLine {
                sides.treeTitle = job.isQuiet ? "Container" : document.title
            }
            sides.treeLine = job.line
            sides.views[.container] = ListView()
            if !job.isQuiet { focus(on: .side(.container), &effects) }
        default: read(document.title, document.text)
        }
    }

    /// What people look for; engines begin with ids and paths of their own.
    private static let firstSections = [
        "Name", "State", "Config", "Mounts", "NetworkSettings", "HostConfig",
    ]

    /// Opens lines to read.
    mutating func read(_ title: String, _ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let text = Overlay.text(title: title, lines: lines, view: ListView())
        if case .question = overlay { overlayBehind = text } else { overlay = text }
    }

    // MARK: The screen's own commands

    private mutating func doAtOnce(_ call: Call, _ effects: inout [Effect]) {
        let word = call.arguments.first ?? ""
        switch call.name {
        case "help": read("help", helpText(word))
        case "palette": overlay = .palette(Palette())
        case "ask": overlay = .palette(Palette(asking: word, info))
        case "focus": moveFocus(word, &effects)
        case "zoom":
            isZoomed.toggle()
            focus = .shell
            arrange(&effects)
        case "resize": moveBorder(word, Int(call.arguments.dropFirst().first ?? "") ?? 1, &effects)
        case "theme": themeName = word
        case "mouse": info.isMouseOn.toggle()
        case "messages":
            read(
                "messages",
                messages.isEmpty
                    ? "nothing was said yet" : messages.map(\.text).joined(separator: "\n"))
        case "copy-mode": scroll(by: max(1, layout.shell.rows / 2))
        case "connect":
            focus(on: .shell, &effects)
            perform(link.connect(screen, at: now), &effects)
        case "redraw": effects.append(.redraw)
        case "detach": effects.append(.leave(.detach))
        case "quit": ask(Question(leaving: info, since: now))
        default: break
        }
    }

    private func helpText(_ name: String) -> String {
        if let command = try? table.command(name) {
            return "\(command.usage.text)\n\n  \(command.summary)\n  example: \(command.example)"
        }
        let prefixes = keymap.prefixes.map(\.name).joined(separator: " or ")
        var lines = ["After \(prefixes), which pressed twice goes to the shell:", ""]
        for entry in keymap.listing {
            let keys = entry.keys.map(\.name).joined(separator: " ")
            lines.append("  " + Self.padded(keys, 18) + entry.line)
        }
        lines += ["", "Commands, by the palette, as #NAME at the prompt, or as paks do NAME:", ""]
        for command in table.commands {
            lines.append("  " + command.usage.text)
            lines.append("      " + command.summary)
        }
        return lines.joined(separator: "\n")
    }

    static func padded(_ text: String, _ count: Int) -> String {
        text + String(repeating: " ", count: max(1, count - text.count))
    }

    // MARK: Focus

    mutating func focus(on target: Focus, _ effects: inout [Effect]) {
        if target != focus {
            lastFocus = focus
            // What was changed from elsewhere is seen when one looks.
            if target == .side(.environments), hasStarted { refreshEnvironments(&effects) }
        }
        focus = target
        if case .side(let pane) = target {
            tab = pane
            if isZoomed {
                isZoomed = false
            }
        }
        arrange(&effects)
        if case .side(let pane) = target { clampView(pane) }
    }

    private mutating func moveFocus(_ word: String, _ effects: inout [Effect]) {
        let order: [Focus] = [.shell] + PaneName.allCases.map(Focus.side)
        switch word {
        case "shell": focus(on: .shell, &effects)
        case "last": focus(on: lastFocus, &effects)
        case "next":
            let place = order.firstIndex(of: focus) ?? 0
            focus(on: order[(place + 1) % order.count], &effects)
        case "left": focus(on: .shell, &effects)
        case "right": if focus == .shell { focus(on: .side(tab), &effects) }
        case "up", "down":
            guard case .side(let pane) = focus else {
                if word == "down", case .row = layout.divider { focus(on: .side(tab), &effects) }
                return
            }
            let next = PaneName(rawValue: pane.rawValue + (word == "down" ? 1 : -1))
            if let next { focus(on: .side(next), &effects) }
        default:
            if let pane = PaneName.allCases.first(where: { $0.word == word }) {
                focus(on: .side(pane), &effects)
            }
        }
    }

    private mutating func moveBorder(_ word: String, _ cells: Int, _ effects: inout [Effect]) {
        let cells = max(-size.columns, min(size.columns, cells))
        shift += word == "left" || word == "up" ? -cells : cells
        // Only what there was room for counts, so that the way back begins at once.
        let moved = Layout(size: size, isZoomed: false, shift: shift).shell
        let unmoved = Layout(size: size, isZoomed: false).shell
        shift = moved.columns - unmoved.columns + moved.rows - unmoved.rows
        arrange(&effects)
    }

    /// Looks further back in the shell's history, or forward below 0.
    mutating func scroll(by rows: Int) {
        guard !screen.modes.alternateScreen else { return }
        scrolledBack = max(0, min(screen.scrollbackRows, scrolledBack + rows))
    }
}

import Commands
import Configuration
import Containers
import Terminal
import Testing

@testable import Panes

@Suite struct LayoutTests {
    @Test("Panes stay on the screen and apart at every size", arguments: [false, true])
    func everySize(_ overlay: Bool) {
        for columns in stride(from: 1, through: 300, by: 3) {
            for rows in stride(from: 1, through: 100, by: 3) {
                let size = Size(columns: columns, rows: rows)
                let layout = Layout(size: size, isZoomed: false, overlay: overlay)
                let areas = layout.sides + layout.titles + [layout.status].compactMap { $0 }
                for area in areas + [layout.shell] {
                    #expect(area.row + area.rows <= rows && area.column + area.columns <= columns)
                }
                #expect(!layout.shell.isEmpty)
                guard layout.tier != .overlay, layout.tier != .bare else { continue }
                #expect(columns < 90 || layout.shell.columns >= 80)
                for area in layout.sides {
                    let isApart =
                        area.column > layout.shell.columns || area.row > layout.shell.rows
                    #expect(isApart)
                }
            }
        }
    }

    @Test(
        "There is room for three side panes, one, a drawer, or none",
        arguments: [
            (120, 30, Layout.Tier.three), (119, 30, .one), (120, 29, .one), (90, 20, .one),
            (89, 30, .overlay), (100, 19, .overlay), (39, 30, .bare), (80, 7, .bare),
            (80, 60, .one),
        ])
    func tiers(_ columns: Int, _ rows: Int, _ tier: Layout.Tier) {
        #expect(Layout(size: Size(columns: columns, rows: rows), isZoomed: false).tier == tier)
    }

    @Test("Zoomed, the shell has all columns and all rows but the last")
    func zoomed() {
        let layout = Layout(size: Size(columns: 150, rows: 40), isZoomed: true)
        #expect(layout.shell == Rectangle(row: 0, column: 0, columns: 150, rows: 39))
    }
}

@Suite struct WorkspaceTests {
    private func workspace(_ columns: Int = 120, _ rows: Int = 30) throws -> Workspace {
        Workspace(
            size: Size(columns: columns, rows: rows),
            info: WorkspaceInfo(
                engine: "docker", image: "debian", session: "box", saveName: "debian-saved:latest"),
            link: ShellLink(
                token: String(repeating: "a", count: 32), start: .attach(lastSequence: 0),
                table: .standard),
            keymap: try Keymap(Settings.Keys()) { _ in nil })
    }

    private func key(_ name: String, _ bytes: [UInt8] = [0]) -> Event {
        .input(.key(Key(name: name) ?? Key(.escape), bytes: bytes))
    }

    @Test(
        "With the shell focused every key goes to it but the prefix, which pressed twice does too")
    func prefix() throws {
        var workspace = try workspace()
        #expect(workspace.handle(key("a", [0x61]), at: 1).contains(.writeShell([0x61])))
        let first = workspace.handle(key("C-]", [0x1d]), at: 1)
        #expect(!first.contains { if case .writeShell = $0 { true } else { false } })
        #expect(workspace.handle(key("C-]", [0x1d]), at: 1).contains(.writeShell([0x1d])))
    }

    @Test("A key after the prefix that isn't bound is dropped and said")
    func unbound() throws {
        var workspace = try workspace()
        _ = workspace.handle(key("C-]", [0x1d]), at: 1)
        let effects = workspace.handle(key("Q", [0x51]), at: 1)
        #expect(!effects.contains { if case .writeShell = $0 { true } else { false } })
        #expect(workspace.toast?.text.contains("Q isn't bound") == true)
    }

    @Test("Saving by key asks for the name, prefilled, and Enter starts the job")
    func save() throws {
        var workspace = try workspace()
        _ = workspace.handle(key("C-]"), at: 1)
        _ = workspace.handle(key("s"), at: 1)
        let effects = workspace.handle(key("Enter"), at: 1)
        let lines = effects.compactMap { effect -> String? in
            if case .start(_, let line) = effect { line } else { nil }
        }
        #expect(lines == ["save name=debian-saved:latest"])
    }

    @Test("A wrong line in the palette says what was expected and starts nothing")
    func wrongLine() throws {
        var workspace = try workspace()
        _ = workspace.handle(key("C-]"), at: 1)
        _ = workspace.handle(key(":"), at: 1)
        for letter in ["s", "v", "e"] { _ = workspace.handle(key(letter), at: 1) }
        let effects = workspace.handle(key("Enter"), at: 1)
        #expect(!effects.contains { if case .start = $0 { true } else { false } })
        guard case .palette(let palette) = workspace.overlay else {
            Issue.record("the palette is closed")
            return
        }
        #expect(palette.problem == "no command 'sve'; did you mean 'save'?")
    }

    @Test("A side pane keeps its keys, and Esc goes back to the shell")
    func sidePane() throws {
        var workspace = try workspace()
        _ = workspace.handle(key("C-]"), at: 1)
        _ = workspace.handle(key("Right"), at: 1)
        let effects = workspace.handle(key("x", [0x78]), at: 9)
        #expect(!effects.contains { if case .writeShell = $0 { true } else { false } })
        _ = workspace.handle(key("Esc"), at: 9)
        #expect(workspace.handle(key("x", [0x78]), at: 9).contains(.writeShell([0x78])))
    }

    @Test("No sequence of events traps, and every frame has the screen's size")
    func anyEvents() throws {
        var generator = SystemRandomNumberGenerator()
        let names = [
            "C-]", "F12", "s", "z", ":", "?", "e", "i", "Enter", "Esc", "Tab", "Up", "Down", "Left",
            "Right", "j", "k", "/", "n", "q", "PageUp", "c", "h", "l", "y", "Backspace", "~", "[",
        ]
        var workspace = try workspace()
        let document = JSON.object([
            .init("A", .array([.null, .string("x")])),
            .init("B", .object([.init("C", .bool(true))])),
        ])
        for step in 0..<4000 {
            let now = Double(step) / 50
            switch Int.random(in: 0..<12, using: &generator) {
            case 0:
                let size = Size(
                    columns: Int.random(in: 1...200, using: &generator),
                    rows: Int.random(in: 1...60, using: &generator))
                _ = workspace.handle(.resized(size), at: now)
            case 1:
                let text = Array("line \(step) 漢字\r\n\u{1b}[31mred\u{1b}[m".utf8)
                _ = workspace.receive(text.span, at: now)
            case 2:
                _ = workspace.handle(
                    .report(
                        JobID(Int.random(in: 1...9, using: &generator)),
                        .document(Document(topic: "inspect", title: "t", body: document))), at: now)
            case 3:
                let point = Point(
                    row: Int.random(in: 0..<60, using: &generator),
                    column: Int.random(in: 0..<200, using: &generator))
                _ = workspace.handle(.input(.mouse(Mouse(.press, .left, at: point))), at: now)
            default:
                let name = names.randomElement(using: &generator) ?? "Esc"
                _ = workspace.handle(key(name), at: now)
            }
            let frame = workspace.frame(theme: Theme())
            #expect(frame.cells.count == workspace.size.columns * workspace.size.rows)
        }
    }
}

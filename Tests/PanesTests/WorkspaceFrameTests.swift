import Commands
import Configuration
import Containers
import Terminal
import Testing

@testable import Panes

@Suite struct WorkspaceFrameTests {
    @Test func `the focused pane is marked by its title and the status line tells its keys`() throws
    {
        let played = try PlayedWorkspace()
        #expect(!played.text().contains("*Environments"))
        played.press("C-]", "2")
        #expect(played.lines()[0].contains("*Environments"))
        #expect((played.lines().last ?? "").contains("Esc shell"))
    }

    @Test(arguments: [
        (200, 60), (120, 30), (100, 30), (80, 24), (60, 15), (40, 8), (80, 60),
    ])
    func `the status line names engine, session and prefix, and the image where there is room`(
        columns: Int, rows: Int
    ) throws {
        let played = try PlayedWorkspace(columns: columns, rows: rows)
        let status = try #require(played.lines().last)
        #expect(status.hasPrefix(columns < 60 ? " docker  quiet-fox" : " docker  debian:bookworm"))
        #expect(status.contains("quiet-fox"))
        #expect(
            status.hasSuffix(columns < 60 ? "C-] ? help" : columns < 100 ? "? help" : "d detach"))
        #expect(played.lines()[0].hasPrefix("root@box:/#"))
    }

    @Test func `a frame of mode 2026 is kept back until it ends or takes too long`() throws {
        let played = try PlayedWorkspace()
        played.print("\u{1b}[?2026hone")
        #expect(played.isMidFrame)
        #expect(played.effects.last == .timer(.synchronizedOutput, seconds: 0.15))
        played.print("two\u{1b}[?2026l")
        #expect(!played.isMidFrame)
        #expect(played.effects.last == .timer(.synchronizedOutput, seconds: nil))
        played.print("\u{1b}[?2026hthree")
        played.handle(.timer(.synchronizedOutput), after: 0.15)
        #expect(!played.isMidFrame)
        #expect(played.text().contains("onetwothree"))
    }

    @Test func `a question is read whole on a narrow screen`() throws {
        let played = try PlayedWorkspace(columns: 40, rows: 10)
        played.press("C-]", "x")
        let rows = played.lines().map { $0.filter { !"│".contains($0) } }
        let text = rows.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(text.contains("Stop quiet-fox and leave? Unsaved work is kept."))
        #expect(text.contains("y yes n no"))
    }

    @Test func `tabs that don't fit are the numbers that lead to them`() throws {
        let narrow = try PlayedWorkspace(columns: 100, rows: 30)
        #expect(narrow.lines()[0].hasSuffix("├─Environments 3 4──"))
        narrow.press("C-]", "4")
        #expect(narrow.lines()[0].hasSuffix("├─2 3 *Container────"))
        let wide = try PlayedWorkspace(columns: 128, rows: 25)
        #expect(wide.lines()[0].contains("├─ Environments  History  Container ─"))
    }

    @Test(arguments: [(20, 5), (1, 1), (39, 20), (300, 7)])
    func `without room for it there is only the shell`(columns: Int, rows: Int) throws {
        let played = try PlayedWorkspace(columns: columns, rows: rows)
        #expect(played.workspace.shellSize == Size(columns: columns, rows: rows))
        #expect(!played.text().contains("docker"))
    }

    @Test func `on a narrow screen a pane is a drawer over the shell and goes again`() throws {
        let played = try PlayedWorkspace(columns: 80, rows: 24)
        let before = played.lines()
        played.press("C-]", "4")
        #expect(played.lines()[0].contains("*Container"))
        #expect(played.workspace.shellSize == Size(columns: 80, rows: 23))
        played.press("Esc")
        #expect(played.lines() == before)
    }

    @Test func `no control character and no half of a wide character gets into the picture`() throws
    {
        let played = try PlayedWorkspace()
        for _ in 1...28 {
            played.print("漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字\r\n")
        }
        let job = try #require(played.job("inspect"))
        let text = "a\r\nb\u{1b}]0;x\u{07}\u{9b}31m"
        let body = JSON.object([.init("Id\r\n", .string(text)), .init("X", .string("漢字"))])
        let document = Document(topic: "inspect", title: "t\r\n", body: body)
        played.handle(.report(job, .document(document)))
        for overlay in [":", "?", "x"] {
            played.press("Esc", "C-]", overlay)
            let frame = played.workspace.frame(theme: Theme())
            #expect(Self.problem(in: frame) == nil, "\(overlay)")
        }
    }

    /// What an outer terminal couldn't show as it is meant.
    static func problem(in frame: Frame) -> String? {
        for (index, cell) in frame.cells.enumerated() {
            let place = "\(index / frame.size.columns):\(index % frame.size.columns)"
            if cell.content & Frame.Cell.clusterFlag != 0 {
                let number = Int(cell.content & ~Frame.Cell.clusterFlag)
                guard frame.clusters.indices.contains(number) else { return "cluster at \(place)" }
                let scalars = frame.clusters[number].unicodeScalars
                if scalars.contains(where: { $0.properties.generalCategory == .control }) {
                    return "control in a cluster at \(place)"
                }
                continue
            }
            if cell.content == 0 {
                guard index % frame.size.columns > 0 else { return "right half at \(place)" }
                let left = frame.cells[index - 1].content
                let isCluster = left & Frame.Cell.clusterFlag != 0
                if !isCluster, CharacterWidth.of(left) != 2 { return "half at \(place)" }
                continue
            }
            guard let scalar = Unicode.Scalar(cell.content) else { return "no scalar at \(place)" }
            if scalar.properties.generalCategory == .control { return "control at \(place)" }
            guard CharacterWidth.of(cell.content) == 2 else { continue }
            let isLast = index % frame.size.columns == frame.size.columns - 1
            if isLast || frame.cells[index + 1].content != 0 { return "left half at \(place)" }
        }
        if let cursor = frame.cursor?.point,
            cursor.row >= frame.size.rows || cursor.column >= frame.size.columns
        {
            return "the cursor is outside"
        }
        return nil
    }

    @Test(arguments: 1...8)
    func `no events in whatever order trap or leave a picture that can't be shown`(seed: UInt64)
        throws
    {
        var random = SplitMix(state: seed)
        let played = try PlayedWorkspace()
        var updated = Frame(size: Size(columns: 1, rows: 1))
        let names = [
            "C-]", "F12", "Esc", "Enter", "Tab", "S-Tab", "Up", "Down", "Left", "Right", "PageUp",
            "PageDown", "Home", "End", "Backspace", "Delete", "C-w", "C-u", "C-c", "a", "j", "k",
            "g", "G", "h", "l", "c", "e", "/", "n", "N", "y", "Y", "z", "s", "x", "?", ":", "[",
            "]", "M-Left", "M-Right", "1", "2", "3", "4", "~", "m", "漢",
        ]
        let outputs = [
            "漢字\r\n", "\u{1b}[?1049h", "\u{1b}[?1049l", "\u{1b}[?2004h", "\u{1b}[?1003;1006h",
            "\u{1b}[6n", "\u{1b}[99;99H", "❤️e\u{301}", "\u{1b}]8;;x:y\u{7}z\u{1b}]8;;\u{7}",
            "line\r\n\r\n\r\n\r\n", "\u{1b}]0;title\u{07}",
        ]
        let tree = JSON.object([
            .init("漢", .array([.number("1"), .null])),
            .init("b", .object([.init("c", .bool(true))])),
        ])
        for _ in 1...1500 {
            let point = Point(
                row: Int.random(in: 0..<110, using: &random),
                column: Int.random(in: 0..<310, using: &random))
            let job = JobID(Int.random(in: 0..<8, using: &random))
            switch Int.random(in: 0..<12, using: &random) {
            case 0...5: played.press(names.randomElement(using: &random) ?? "a")
            case 6: played.print(outputs.randomElement(using: &random) ?? "")
            case 7:
                let largest = Bool.random(using: &random) ? 20 : 200
                played.handle(
                    .resized(
                        Size(
                            columns: Int.random(in: 2...largest, using: &random),
                            rows: Int.random(in: 1...largest / 2, using: &random))))
            case 8:
                let button = [Mouse.Button.left, .wheelUp, .wheelDown].randomElement(using: &random)
                played.handle(.input(.mouse(Mouse(.press, button ?? .left, at: point))))
            case 9:
                let topic = ["inspect", "envlist", "size"].randomElement(using: &random) ?? ""
                let document = Document(topic: topic, title: "漢", body: tree)
                played.handle(.report(job, .document(document)))
            case 10:
                let text = Bool.random(using: &random) ? "" : "done 漢字"
                played.handle(.report(job, .result(status: 0, text)))
                played.handle(.jobEnded(job, status: 0))
            default:
                let timer = [TimerID.toast, .whichKey, .spinner].randomElement(using: &random)
                played.handle(.timer(timer ?? .toast), after: 0.3)
            }
            let frame = played.workspace.frame(theme: Theme())
            if let problem = Self.problem(in: frame) {
                Issue.record("\(frame.size.columns)x\(frame.size.rows): \(problem)")
                return
            }
            let before = updated
            let parts = played.workspace.update(&updated, theme: Theme())
            guard Self.look(updated, frame) else {
                Issue.record("the updated picture isn't that of the state")
                return
            }
            if let parts {
                let columns = updated.size.columns
                for place in updated.cells.indices where before.cells[place] != updated.cells[place]
                {
                    let isNamed = parts.contains {
                        $0.row == place / columns && $0.columns.contains(place % columns)
                    }
                    #expect(isNamed)
                }
            }
        }
    }

    @Test
    func `an echo is drawn into the last picture`() throws {
        let played = try PlayedWorkspace()
        var frame = Frame(size: Size(columns: 1, rows: 1))
        let all = played.workspace.update(&frame, theme: Theme())
        #expect(all == nil)
        for job in [JobID(1), JobID(2)] {
            played.handle(.report(job, .result(status: 0, "")))
            played.handle(.jobEnded(job, status: 0))
        }
        _ = played.workspace.update(&frame, theme: Theme())
        played.press("a")
        played.print("a")
        var isOnlyShellNew = played.workspace.isOnlyShellNew
        #expect(isOnlyShellNew)
        let parts = played.workspace.update(&frame, theme: Theme())
        let column = frame.cursor?.point.column ?? 0
        #expect(parts == [Frame.Part(row: 0, columns: column - 1..<column)])
        let whole = played.workspace.frame(theme: Theme())
        #expect(frame == whole)
        played.press("C-]")
        isOnlyShellNew = played.workspace.isOnlyShellNew
        #expect(!isOnlyShellNew)
    }

    /// What was typed, what the shell prints thereupon, and whether that is the echo.
    @Test(arguments: [
        ("a", "a", true), ("a", "\u{1b}7\u{1b}[3;1Hflood\u{1b}8", false),
        ("a", "\u{1b}7\u{1b}[3;1Haaaa\u{1b}8a", true), ("a", "*", false), ("up", "ls", false),
        ("a", "\u{1b}[3;1Hflood", false), ("a", "abc\u{1b}[2D", true),
    ])
    func `an echo is seen once`(_ key: String, _ output: String, _ isEcho: Bool) throws {
        let played = try PlayedWorkspace()
        var frame = Frame(size: Size(columns: 1, rows: 1))
        func hasEcho() -> Bool {
            _ = played.workspace.update(&frame, theme: Theme())
            return played.workspace.takeEcho(in: frame)
        }
        var found = hasEcho()
        #expect(!found)
        played.press(key)
        found = hasEcho()
        #expect(!found)
        played.print(output)
        found = hasEcho()
        #expect(found == isEcho)
        if isEcho {
            played.print(output)
            found = hasEcho()
            #expect(!found)
        }
    }

    /// What stands on the line, what is typed behind it, what the shell prints thereupon, and whether
    /// the echo can't be there yet.
    @Test(arguments: [
        ("$ ", "a", "\u{1b}7\u{1b}[3;1Hflood\u{1b}8", true), ("$ ", "a", "a", false),
        ("$ ", "a", "\u{1b}[3;1Hflood", false), ("$ ", "up", "\u{1b}7flood\u{1b}8", false),
        ("\u{1b}[999C", "a", "a", false), ("$ ", "a", "flood\r\n", false),
    ])
    func `where the cursor stands still an echo is out`(
        _ line: String, _ key: String, _ output: String, _ isOut: Bool
    ) throws {
        let played = try PlayedWorkspace()
        played.print(line)
        var found = played.workspace.isEchoOut
        #expect(!found)
        played.press(key)
        played.print(output)
        found = played.workspace.isEchoOut
        #expect(found == isOut)
    }

    @Test
    func `a flood at the prompt is drawn by its rows, though the shell is still to be asked`()
        throws
    {
        let played = try PlayedWorkspace()
        var frame = Frame(size: Size(columns: 1, rows: 1))
        for job in [JobID(1), JobID(2)] { played.handle(.jobEnded(job, status: 0)) }
        played.handle(.timer(.toast), after: 5)
        // The environments pane asks, but not while the screen changes.
        played.print("flood")
        played.handle(.timer(.environments))
        _ = played.workspace.update(&frame, theme: Theme())
        played.effects = []
        for _ in 0..<10 {
            played.print("\u{1b}[3;1Hflood")
            let parts = played.workspace.update(&frame, theme: Theme())
            #expect(parts != nil)
        }
        let timers = played.effects.filter { if case .timer = $0 { true } else { false } }
        #expect(timers.isEmpty)
    }

    /// Whether two pictures look the same, whatever places their texts have in their tables.
    private static func look(_ one: Frame, _ two: Frame) -> Bool {
        if one == two { return true }
        guard one.size == two.size, one.cursor == two.cursor, one.modes == two.modes,
            one.title == two.title
        else { return false }
        return one.cells.indices.allSatisfy { cell($0, of: one) == cell($0, of: two) }
    }

    /// What a cell shows.
    private static func cell(_ place: Int, of frame: Frame) -> (String, String, Style) {
        var cell = frame.cells[place]
        let isCluster = cell.content & Frame.Cell.clusterFlag != 0
        let text =
            isCluster
            ? frame.clusters[Int(cell.content & ~Frame.Cell.clusterFlag)] : String(cell.content)
        let link = cell.style.link == 0 ? "" : frame.links[Int(cell.style.link) - 1]
        cell.style.link = 0
        return (text, link, cell.style)
    }

    /// Vigna's SplitMix64.
    struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var value = state
            value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
            value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
            return value ^ (value >> 31)
        }
    }
}

import Support
import Terminal
import Testing

/// The sessions beside the repository; there are none where the folder isn't.
struct Vector: CustomTestStringConvertible, Sendable {
    let folder: String
    var testDescription: String {
        folder.split(separator: "/").suffix(2).joined(separator: "/")
    }

    /// `shared/vectors` in the nearest folder above the package that has it.
    static let all: [Vector] = {
        var parts = #filePath.split(separator: "/").dropLast(4)
        while !parts.isEmpty {
            let root = "/" + parts.joined(separator: "/") + "/shared/vectors"
            let found = ["sessions", "xterm"].flatMap { kind in
                entries(of: root + "/" + kind).map { Vector(folder: root + "/\(kind)/" + $0) }
            }
            if !found.isEmpty { return found }
            parts.removeLast()
        }
        return []
    }()

    func bytes(_ name: String) -> [UInt8]? { contents(of: folder + "/" + name) }
    func lines(_ name: String) -> [String]? {
        bytes(name).map {
            String(decoding: $0, as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }
}

@Suite("Recorded sessions leave the screens they must", .everyCut)
struct VectorTests {
    /// Where we leave the recording, and why.
    static let deviations: [String: String] = [
        "sessions/erase_in_line":
            "alacritty keeps a pending wrap over EL; xterm ends it (ClearRight, ResetWrap)",
        "sessions/deccolm_reset":
            "alacritty obeys DECCOLM always; xterm only after mode 40",
        "sessions/underline":
            "alacritty takes SGR 21 for the end of bold; ECMA-48 and xterm underline doubly",
        "sessions/grid_reset":
            "the recorder's ring of rows was written without its first row",
        "xterm/t0060-DECSC":
            "that xterm's DECRC forgot the pending wrap; a VT510 and xterm 379 keep it",
        "xterm/t0061-CSI_s": "as t0060-DECSC",
        "xterm/t0084-CBT":
            "an accident of xterm (379 as well): CBT moves and the pending wrap stays",
    ]

    /// Sessions whose recorder wrote its ring of rows from another row than the first: that
    /// many rows stand at the end.
    static let turned: [String: Int] = Dictionary(
        uniqueKeysWithValues: [
            "alt_reset", "colored_reset", "delete_chars_reset", "erase_chars_reset", "fish_cc",
            "indexed_256_colors", "insert_blank_reset", "ll",
            "newline_with_cursor_beyond_scroll_region", "scroll_up_reset", "tab_rendering",
            "tmux_htop", "vim_24bitcolors_bce", "vim_simple_edit", "vttest_cursor_movement_1",
            "vttest_origin_mode_1", "vttest_scroll", "vttest_tab_clear_set",
        ].map { ("sessions/" + $0, 1) } + [("sessions/decaln_reset", 28)])

    @Test(
        "Every session", arguments: Vector.all)
    func session(vector: Vector) throws {
        guard Self.deviations[vector.testDescription] == nil else { return }
        let size = try #require(vector.lines("size")?.first).split(separator: "x")
        let columns = try #require(size.first.flatMap { Int($0) })
        let rows = try #require(size.last.flatMap { Int($0) })
        var screen = Screen(size: Size(columns: columns, rows: rows), scrollback: 1000)
        play(try #require(vector.bytes("bytes")), on: &screen)

        var wanted = try #require(vector.lines("screen")).map { $0.trimmed }
        while wanted.last == "" { wanted.removeLast() }
        let turn = Self.turned[vector.testDescription] ?? 0
        var found = (0..<rows).map { screen.text(at: ($0 + turn) % rows).trimmed }
        while found.last == "" { found.removeLast() }
        #expect(found == wanted)
        // What OSC 4 changed is drawn in its new colour; the recordings hold the indices.
        screen.palette = Palette()
        if let styles = vector.lines("styles") {
            #expect(styleRuns(screen, turn: turn) == styles.filter { !$0.isEmpty })
        }
    }

    private func styleRuns(_ screen: borrowing Screen, turn: Int) -> [String] {
        let frame = picture(screen)
        var runs: [String] = []
        for step in 0..<frame.size.rows {
            let row = (step + turn) % frame.size.rows
            var column = 0
            while column < frame.size.columns {
                let style = frame.cells[row * frame.size.columns + column].style
                var end = column + 1
                while end < frame.size.columns,
                    frame.cells[row * frame.size.columns + end].style == style
                {
                    end += 1
                }
                if style != .plain {
                    runs.append(
                        "\(step) \(column) \(end - column) \(describe(style, frame.links))")
                }
                column = end
            }
        }
        return runs
    }

    private func describe(_ style: Style, _ links: [String]) -> String {
        let flags: [(Attributes, String)] = [
            (.bold, "bold"), (.conceal, "conceal"), (.faint, "faint"), (.italic, "italic"),
            (.reverse, "reverse"), (.strike, "strike"),
        ]
        var names = flags.filter { style.attributes.contains($0.0) }.map(\.1)
        switch style.attributes.underline {
        case .none: break
        case .single: names.append("underline")
        case let other: names.append("\(other)")
        }
        let attributes = names.isEmpty ? "-" : names.sorted().joined(separator: ",")
        let link = style.link == 0 ? "-" : links[Int(style.link) - 1]
        return [
            name(style.foreground), name(style.background), attributes,
            name(style.underlineColor), link,
        ].joined(separator: " ")
    }

    private func name(_ color: Color) -> String {
        switch color.kind {
        case .default: "-"
        case .palette(let index): "\(index)"
        case .rgb(let red, let green, let blue):
            "#"
                + [red, green, blue].map { String(UInt32($0) + 256, radix: 16).dropFirst() }
                .joined()
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var view = Substring(self)
        while view.last == " " { view.removeLast() }
        return String(view)
    }
}

import Terminal
import Testing

@testable import Curses

extension OuterScreenTests {
    /// What goes beyond what a screen, ncurses or the terminal can hold.
    @Suite("Limits", .serialized)
    struct Limits {
        @Test(
            "no cluster pushes a border, whatever the terminal makes of it",
            arguments: [
                Reference.Clusters.joined, .separate,
            ])
        func bordersStay(clusters: Reference.Clusters) throws {
            let size = Size(columns: 12, rows: 3)
            var outer = try OuterScreen(
                term: "xterm-256color", size: size, depth: .rgb, charset: .utf8)
            var reference = Reference(size: size, clusters: clusters)
            reference.feed(outer.enter())
            var frame = Frame(size: size)
            let long = "a" + String(repeating: "\u{301}", count: 2000)
            frame.clusters = ["👨\u{200D}👩\u{200D}👧\u{200D}👦", "❤\u{FE0F}", long]
            for row in 0..<3 {
                frame.cells[row * 12 + 4].content = Frame.Cell.clusterFlag | UInt32(row)
                frame.cells[row * 12 + 5].content = 0
                frame.cells[row * 12 + 6].content = 0x2502
                frame.cells[row * 12 + 11].content = 0x2502
            }
            reference.feed(outer.render(frame))
            for row in 0..<3 {
                #expect(reference[row, 6].text == "│", "row \(row)")
                #expect(reference[row, 11].text == "│", "row \(row)")
                #expect(reference[row, 3].text == " ")
            }
        }

        @Test("a cluster in the last column stays on its row")
        func lastColumn() throws {
            let size = Size(columns: 3, rows: 2)
            var outer = try OuterScreen(
                term: "xterm-256color", size: size, depth: .rgb, charset: .utf8)
            var reference = Reference(size: size, clusters: .separate)
            reference.feed(outer.enter())
            var frame = Frame(size: size)
            frame.clusters = ["👨\u{200D}👩\u{200D}👧"]
            frame.cells[1].content = Frame.Cell.clusterFlag
            frame.cells[2].content = 0
            frame.cells[3].content = 0x78
            reference.feed(outer.render(frame))
            #expect(reference.text(ofRow: 1) == "x  ")
        }

        @Test("more colours than ncurses has pairs come out right")
        func manyColors() throws {
            let size = Size(columns: 100, rows: 30)
            var outer = try OuterScreen(
                term: "xterm-256color", size: size, depth: .rgb, charset: .utf8)
            var reference = Reference(size: size)
            reference.feed(outer.enter())
            var frame = Frame(size: size)
            for round in 0..<8 {
                for place in frame.cells.indices {
                    let value = UInt32(place + round * 5000)
                    frame.cells[place] = Frame.Cell(
                        content: 0x41,
                        style: Style(
                            foreground: .rgb(
                                UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255)),
                            background: .rgb(0, 0, 1)))
                }
                reference.feed(outer.render(frame))
                #expect(reference.cells.map(\.style) == frame.cells.map(\.style))
            }
        }

        @Test("more clusters than there are stand-ins come out right")
        func manyClusters() throws {
            let size = Size(columns: 100, rows: 50)
            var outer = try OuterScreen(
                term: "xterm-256color", size: size, depth: .mono, charset: .utf8)
            var reference = Reference(size: size)
            reference.feed(outer.enter())
            for round in 0..<15 {
                var frame = Frame(size: size)
                for place in frame.cells.indices {
                    frame.cells[place].content =
                        Frame.Cell.clusterFlag | UInt32(frame.clusters.count)
                    let base = Unicode.Scalar(UInt32(0x61 + round)) ?? "a"
                    frame.clusters.append(String(base) + Self.marks(place))
                }
                reference.feed(outer.render(frame))
                #expect(reference.cells.map(\.text) == frame.clusters, "round \(round)")
            }
        }

        private static func marks(_ number: Int) -> String {
            var text = ""
            var rest = number
            repeat {
                text.unicodeScalars.append(Unicode.Scalar(UInt32(0x301 + rest % 64)) ?? "\u{301}")
                rest /= 64
            } while rest > 0
            return text
        }

        @Test("a frame of another size than the terminal")
        func otherSizes() throws {
            var outer = try OuterScreen(
                term: "xterm", size: Size(columns: 5, rows: 3), depth: .rgb, charset: .utf8)
            var reference = Reference(size: Size(columns: 5, rows: 3))
            reference.feed(outer.enter())
            for (columns, rows) in [(1, 1), (9, 9), (5, 3), (4, 8)] {
                var frame = Frame(size: Size(columns: columns, rows: rows))
                for place in frame.cells.indices { frame.cells[place].content = 0x23 }
                frame.cursor = Frame.Cursor(point: Point(row: 99, column: -4))
                reference.feed(outer.render(frame))
                for row in 0..<3 {
                    let filled = row < rows ? min(5, columns) : 0
                    let expected =
                        String(repeating: "#", count: filled)
                        + String(repeating: " ", count: 5 - filled)
                    #expect(reference.text(ofRow: row) == expected)
                }
            }
        }

        @Test(
            "a terminal that can't be drawn on is an xterm, and says why",
            arguments: [
                ("", TerminalDoubt.unnamed), ("no-such", .unknown("no-such")),
                ("dumb", .cannotPlaceCursor("dumb")),
                ("../../etc/passwd", .unknown("../../etc/passwd")),
            ])
        func doubts(term: String, doubt: TerminalDoubt) throws {
            let outer = try OuterScreen(
                term: term, size: Size(columns: 5, rows: 3), depth: .ansi16, charset: .utf8)
            #expect(outer.doubt == doubt)
            #expect(doubt.description.hasSuffix("set TERM to what your terminal is"))
        }

        @Test("cells are compared as bytes, so that they must have no padding")
        func cellsHaveNoPadding() {
            #expect(MemoryLayout<Frame.Cell>.stride == 20)
            #expect(MemoryLayout<Style>.size == 16)
        }
    }
}

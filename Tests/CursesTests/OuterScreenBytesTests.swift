import Glibc
import Terminal
import Testing

@testable import Curses

extension OuterScreenTests {
    /// What is sent, byte for byte.
    @Suite("Bytes", .serialized)
    struct Bytes {
        private static let size = Size(columns: 20, rows: 4)

        private func entered(
            _ depth: ColorDepth = .rgb, charset: OuterScreen.Charset = .utf8,
            term: String = "xterm-256color"
        ) throws -> OuterScreen {
            var outer = try OuterScreen(
                term: term, size: Self.size, depth: depth, charset: charset)
            _ = outer.enter()
            return outer
        }

        private func frame(_ text: String = "", row: Int = 0, style: Style = .plain) -> Frame {
            var frame = Frame(size: Self.size)
            frame.modes.mouse = .off
            for (column, scalar) in text.unicodeScalars.enumerated() {
                frame.cells[row * Self.size.columns + column] = Frame.Cell(
                    content: scalar.value, style: style)
            }
            return frame
        }

        private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

        @Test("nothing for a frame that is shown")
        func nothingTwice() throws {
            var outer = try entered()
            #expect(outer.render(frame("one")) != [])
            #expect(outer.render(frame("one")) == [])
        }

        @Test("a changed cell and nothing else, so that an echo is as short as the shell's")
        func oneCell() throws {
            var outer = try entered()
            var (before, after) = (frame("one"), frame("onea"))
            before.cursor = Frame.Cursor(point: Point(row: 0, column: 3))
            after.cursor = Frame.Cursor(point: Point(row: 0, column: 4))
            _ = outer.render(before)
            #expect(text(outer.render(after)) == "a")
        }

        @Test("nothing of an echo a second time, and its end where it is taken back")
        func echoThenChange() throws {
            var outer = try entered()
            var shown = frame("one")
            shown.cursor = Frame.Cursor(point: Point(row: 0, column: 3))
            _ = outer.render(shown)
            for _ in 0..<3 {
                shown.echo(1)
                #expect(text(outer.render(shown)) == "x")
            }
            #expect(outer.render(shown) == [])
            shown.eraseBack(1)
            let bytes = text(outer.render(shown))
            #expect(bytes.hasPrefix("\u{8}"))
            #expect(!bytes.contains("x"))
            #expect(bytes.contains(" ") || bytes.contains("\u{1B}[K"))
            #expect(outer.render(shown) == [])
        }

        @Test(
            "an echo that isn't plain, or not where the cursor is, in ncurses' way",
            arguments: [
                (Style(attributes: .bold), 3, 4, "\u{1B}[1m"), (.plain, 2, 4, "\u{8}"),
                (.plain, 3, 3, "\u{8}"),
            ])
        func noEcho(style: Style, column: Int, cursor: Int, sign: String) throws {
            var outer = try entered()
            var shown = frame("one")
            shown.cursor = Frame.Cursor(point: Point(row: 0, column: 3))
            _ = outer.render(shown)
            shown.cells[column] = Frame.Cell(content: 0x78, style: style)
            shown.cursor = Frame.Cursor(point: Point(row: 0, column: cursor))
            #expect(text(outer.render(shown)).contains(sign))
        }

        @Test("more than a few cells, or rows, in one synchronized update")
        func manyCells() throws {
            let wide = Size(columns: 80, rows: 2)
            for cells in [0..<80, 79..<81] {
                var outer = try OuterScreen(
                    term: "xterm-256color", size: wide, depth: .rgb, charset: .utf8)
                _ = outer.enter()
                var frame = Frame(size: wide)
                _ = outer.render(frame)
                for place in cells { frame.cells[place].content = 0x61 }
                let bytes = text(outer.render(frame))
                #expect(bytes.hasPrefix("\u{1B}[?2026h"))
                #expect(bytes.hasSuffix("\u{1B}[?2026l"))
            }
        }

        @Test("the cursor alone without an update")
        func cursorAlone() throws {
            var outer = try entered()
            var frame = frame("one")
            frame.cursor = Frame.Cursor(point: Point(row: 0, column: 3))
            _ = outer.render(frame)
            frame.cursor = Frame.Cursor(point: Point(row: 2, column: 5), shape: .bar)
            let bytes = text(outer.render(frame))
            #expect(!bytes.contains("2026"))
            #expect(bytes.hasSuffix("\u{1B}[6 q"))
            frame.cursor = nil
            #expect(text(outer.render(frame)) == "\u{1B}[?25l")
            frame.cursor = Frame.Cursor(point: Point(row: 2, column: 5), shape: .bar)
            #expect(text(outer.render(frame)).hasSuffix("\u{1B}[?25h"))
        }

        @Test("hides the cursor while many rows change")
        func hidesCursor() throws {
            var outer = try entered()
            var first = frame("one")
            first.cursor = Frame.Cursor(point: Point(row: 0, column: 3))
            _ = outer.render(first)
            for row in 0..<3 { first.cells[row * 20 + 7].content = 0x58 }
            let bytes = text(outer.render(first))
            #expect(bytes.hasPrefix("\u{1B}[?2026h\u{1B}[?25l"))
            #expect(bytes.hasSuffix("\u{1B}[?25h\u{1B}[?2026l"))
        }

        @Test("a title without control characters, and only once")
        func title() throws {
            var outer = try entered()
            var frame = frame()
            frame.title = "a\u{7}b\u{1B}]c\u{9C}d"
            #expect(text(outer.render(frame)).contains("\u{1B}]2;ab]cd\u{7}"))
            #expect(outer.render(frame) == [])
            frame.title = nil
            #expect(outer.render(frame) == [])
        }

        @Test("modes as differences")
        func modes() throws {
            var outer = try entered()
            var frame = frame()
            _ = outer.render(frame)
            func change(_ body: (inout OuterModes) -> Void) -> String {
                body(&frame.modes)
                return text(outer.render(frame))
            }
            #expect(change { $0.mouse = .buttons } == "\u{1B}[?1000h\u{1B}[?1006h")
            #expect(change { $0.mouse = .motion } == "\u{1B}[?1000l\u{1B}[?1003h")
            #expect(change { $0.mouse = .off } == "\u{1B}[?1003l\u{1B}[?1006l")
            #expect(change { $0.applicationCursor = true } == "\u{1B}[?1h")
            #expect(change { $0.applicationKeypad = true } == "\u{1B}=")
            #expect(change { $0.keyboardFlags = 5 } == "\u{1B}[=5;1u")
            #expect(change { $0.modifyOtherKeys = 2 } == "\u{1B}[>4;2m")
            #expect(
                change { $0 = OuterModes() }
                    == "\u{1B}[?1l\u{1B}>\u{1B}[?1002h\u{1B}[?1006h\u{1B}[=0;1u\u{1B}[>4;0m")
        }

        @Test("one link around a run of cells")
        func links() throws {
            var outer = try entered()
            var linked = Style(link: 1)
            linked.attributes.underline = .curly
            linked.underlineColor = .rgb(255, 0, 1)
            var frame = frame("link", style: linked)
            frame.links = ["https://example.org"]
            let bytes = text(outer.render(frame))
            #expect(
                bytes.contains(
                    "\u{1B}[4:3m\u{1B}]8;id=p1;https://example.org\u{1B}\\\u{1B}[58:2::255:0:1mlink"
                ))
            #expect(bytes.components(of: "]8;").count == 3)
            #expect(bytes.contains("\u{1B}]8;;\u{1B}\\"))
        }

        @Test("colours of the palette and of 24 bits beside each other, else reduced")
        func colors() throws {
            let style = Style(foreground: .rgb(1, 2, 3), background: .palette(200))
            func sent(_ depth: ColorDepth) throws -> String {
                var outer = try entered(depth)
                return text(outer.render(frame("x", style: style)))
            }
            let full = try sent(.rgb)
            #expect(full.contains("38;2;1;2;3m"))
            #expect(full.contains("48;5;200m"))
            #expect(try sent(.palette256).contains("\u{1B}[38;5;16m"))
            let sixteen = try sent(.ansi16)
            #expect(sixteen.contains("\u{1B}[30m"))
            #expect(!sixteen.contains("8;5;"))
            let mono = try sent(.mono)
            #expect(!mono.contains("[3") && !mono.contains("[4"))
        }

        @Test("ASCII alone where the locale has no more")
        func ascii() throws {
            var outer = try entered(.mono, charset: .ascii)
            var frame = frame("│─┌é…\u{100000}")
            frame.clusters = ["e\u{301}"]
            frame.cells[19].content = Frame.Cell.clusterFlag
            frame.title = "é"
            let bytes = outer.render(frame)
            #expect(bytes.allSatisfy { $0 < 0x80 })
            #expect(text(bytes).contains("|-+???"))
        }

        @Test("a scrolled picture by scrolling")
        func scrolls() throws {
            let size = Size(columns: 80, rows: 24)
            var outer = try OuterScreen(
                term: "xterm-256color", size: size, depth: .rgb, charset: .utf8)
            var frame = Frame(size: size)
            for place in frame.cells.indices {
                frame.cells[place].content = UInt32(0x21 + (place * 7 + place / 80 * 13) % 90)
            }
            _ = outer.render(frame)
            frame.cells.removeFirst(80)
            frame.cells += Array(repeating: Frame.Cell(content: 0x7A, style: .plain), count: 80)
            #expect(outer.render(frame).count < 200)
        }

        @Test("no signal taken away that is still to be read")
        func keepsSignals() throws {
            var (stop, former, pending) = (sigset_t(), sigset_t(), sigset_t())
            let signals = [SIGTSTP, SIGWINCH]
            sigemptyset(&stop)
            for signal in signals { sigaddset(&stop, signal) }
            pthread_sigmask(SIG_BLOCK, &stop, &former)
            for signal in signals { pthread_kill(pthread_self(), signal) }
            defer {
                var none = timespec()
                while sigtimedwait(&stop, nil, &none) > 0 {}
                pthread_sigmask(SIG_SETMASK, &former, nil)
            }
            var outer = try entered()
            _ = outer.render(frame("one"))
            sigpending(&pending)
            for signal in signals { #expect(sigismember(&pending, signal) == 1, "\(signal)") }
        }

        @Test("a restoring sequence that undoes every mode")
        func restores() throws {
            var outer = try entered()
            var reference = Reference(size: Self.size)
            let untouched = reference.modes
            reference.feed(outer.enter())
            #expect(reference.modes.isSuperset(of: ["?1049", "?2004", "?1004"]))
            var frame = frame("x", style: Style(foreground: .palette(1), link: 1))
            frame.links = ["https://example.org"]
            frame.modes.mouse = .motion
            frame.modes.applicationCursor = true
            frame.modes.applicationKeypad = true
            frame.cursor = Frame.Cursor(point: Point(row: 0, column: 0), shape: .bar)
            // A crash in the middle of a write.
            let bytes = outer.render(frame)
            for length in 0...bytes.count {
                var cut = reference
                cut.feed(Array(bytes.prefix(length)))
                cut.feed(outer.restoreSequence)
                #expect(cut.modes.subtracting(["?7", "?25"]) == untouched, "after \(length) bytes")
                #expect(cut.style == .plain)
                #expect(cut.link.isEmpty)
                #expect(cut.cursorShape == 0)
                #expect(cut.isCursorVisible)
                #expect(cut.modes.contains("?7"))
            }
            #expect(outer.leave() == outer.restoreSequence)
        }

        @Test("everything again after a redraw, a resize, and coming back")
        func redraws() throws {
            var outer = try entered()
            let frame = frame("one")
            _ = outer.render(frame)
            outer.redraw()
            #expect(text(outer.render(frame)).contains("one"))
            _ = outer.leave()
            _ = outer.enter()
            #expect(text(outer.render(frame)).contains("one"))
            for size in [(1, 1), (200, 60), (20, 4)] {
                let size = Size(columns: size.0, rows: size.1)
                outer.resize(to: size)
                #expect(outer.size == size)
                var reference = Reference(size: size)
                reference.feed(outer.render(frame))
                #expect(reference[0, 0].text == "o")
            }
        }
    }
}

extension String {
    fileprivate func components(of separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let found = rest.indices.first(where: { rest[$0...].hasPrefix(separator) }) {
            parts.append(rest[..<found])
            rest = rest[found...].dropFirst(separator.count)
        }
        return parts + [rest]
    }
}

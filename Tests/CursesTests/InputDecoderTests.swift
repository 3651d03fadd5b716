import Terminal
import Testing

@testable import Curses

@Suite("The input decoder")
struct InputDecoderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var bytes: String
        var key: Key
        var testDescription: String { bytes.debugDescription }

        init(_ bytes: String, _ code: Key.Code, _ modifiers: Key.Modifiers = []) {
            self.bytes = bytes
            key = Key(code, modifiers)
        }
    }

    private static let plain = [
        Case("a", .character("a")), Case("é", .character("é")), Case("😀", .character("😀")),
        Case("\r", .enter), Case("\t", .tab), Case("\u{7F}", .backspace),
        Case("\u{0}", .character(" "), .control), Case("\u{1}", .character("a"), .control),
        Case("\u{8}", .character("h"), .control), Case("\n", .character("j"), .control),
        Case("\u{1A}", .character("z"), .control), Case("\u{1C}", .character("\\"), .control),
        Case("\u{1D}", .character("]"), .control), Case("\u{1F}", .character("_"), .control),
        Case("\u{1B}x", .character("x"), .alt), Case("\u{1B}é", .character("é"), .alt),
        Case("\u{1B}\u{1}", .character("a"), [.alt, .control]),
        Case("\u{1B}\u{7F}", .backspace, .alt), Case("\u{1B}\r", .enter, .alt),
    ]

    private static let xterm = [
        Case("\u{1B}[A", .up), Case("\u{1B}OA", .up), Case("\u{1B}[1;5C", .right, .control),
        Case("\u{1B}[1;2D", .left, .shift),
        Case("\u{1B}[1;16B", .down, [.shift, .alt, .control, .super]),
        Case("\u{1B}[H", .home), Case("\u{1B}OF", .end), Case("\u{1B}[1~", .home),
        Case("\u{1B}[4~", .end), Case("\u{1B}[2~", .insert), Case("\u{1B}[3;3~", .delete, .alt),
        Case("\u{1B}[5~", .pageUp), Case("\u{1B}[6;5~", .pageDown, .control),
        Case("\u{1B}OP", .function(1)), Case("\u{1B}[1;2R", .function(3), .shift),
        Case("\u{1B}[15~", .function(5)), Case("\u{1B}[24~", .function(12)),
        Case("\u{1B}[24;5~", .function(12), .control), Case("\u{1B}[34~", .function(20)),
        Case("\u{1B}[Z", .tab, .shift), Case("\u{1B}[1;5Z", .tab, [.shift, .control]),
        Case("\u{1B}OM", .enter), Case("\u{1B}Op", .character("0")),
        Case("\u{1B}Oj", .character("*")), Case("\u{1B}O5A", .up, .control),
        Case("\u{1B}[27;5;93~", .character("]"), .control),
        Case("\u{1B}[27;2;65~", .character("A")), Case("\u{1B}[27;5;13~", .enter, .control),
    ]

    private static let others = [
        // The Linux console.
        Case("\u{1B}[[A", .function(1)), Case("\u{1B}[[E", .function(5)),
        // rxvt.
        Case("\u{1B}[7~", .home), Case("\u{1B}[8~", .end), Case("\u{1B}[3$", .delete, .shift),
        Case("\u{1B}[3^", .delete, .control), Case("\u{1B}[3@", .delete, [.control, .shift]),
        Case("\u{1B}[a", .up, .shift), Case("\u{1B}[c", .right, .shift),
        Case("\u{1B}Od", .left, .control), Case("\u{1B}\u{1B}[A", .up, .alt),
        Case("\u{1B}\u{1B}OP", .function(1), .alt),
        // The kitty keyboard protocol.
        Case("\u{1B}[97u", .character("a")), Case("\u{1B}[97;2u", .character("A")),
        Case("\u{1B}[97:65;2u", .character("A")), Case("\u{1B}[50:64;2u", .character("@")),
        Case("\u{1B}[93;5u", .character("]"), .control), Case("\u{1B}[27u", .escape),
        Case("\u{1B}[91;5u", .escape), Case("\u{1B}[105;5u", .tab),
        Case("\u{1B}[13;5u", .enter, .control), Case("\u{1B}[127;3u", .backspace, .alt),
        Case("\u{1B}[97;6u", .character("a"), [.control, .shift]),
        Case("\u{1B}[97;33u", .character("a"), .alt),
        Case("\u{1B}[97;65u", .character("a")), Case("\u{1B}[97;5:1u", .character("a"), .control),
        Case("\u{1B}[97;5:2u", .character("a"), .control),
        Case("\u{1B}[97;1;97u", .character("a")), Case("\u{1B}[57364u", .function(1)),
        Case("\u{1B}[57398u", .function(35)), Case("\u{1B}[57399u", .character("0")),
        Case("\u{1B}[57414u", .enter), Case("\u{1B}[1;3:1A", .up, .alt),
        Case("\u{1B}[P", .function(1)),
    ]

    @Test("reads a key, whole and in single bytes", arguments: plain + xterm + others)
    func readsKeys(example: Case) {
        let bytes = Array(example.bytes.utf8)
        let expected = [Input.key(example.key, bytes: bytes)]
        var whole = InputDecoder()
        #expect(whole.decode(bytes) + whole.flush() == expected)
        var split = InputDecoder()
        #expect(bytes.flatMap { split.decode([$0]) } + split.flush() == expected)
        // Known to be complete without waiting, but for what can be the start of a longer one.
        var followed = InputDecoder()
        #expect(followed.decode(bytes + [0x71]).last == .key(Key(.character("q")), bytes: [0x71]))
    }

    @Test(
        "waits for the rest of a sequence and gives it out on a flush",
        arguments: [
            Case("\u{1B}", .escape), Case("\u{1B}\u{1B}", .escape, .alt),
            Case("\u{1B}[", .character("["), .alt), Case("\u{1B}O", .character("O"), .alt),
            Case("\u{1B}]", .character("]"), .alt), Case("\u{1B}P", .character("P"), .alt),
        ])
    func flushes(example: Case) {
        var decoder = InputDecoder()
        let bytes = Array(example.bytes.utf8)
        #expect(decoder.decode(bytes) == [])
        #expect(decoder.isPending)
        #expect(decoder.patience == 25)
        #expect(decoder.flush() == [.key(example.key, bytes: bytes)])
        #expect(!decoder.isPending)
        #expect(decoder.flush() == [])
    }

    @Test(
        "takes Alt and a letter that begins reports for what it is",
        arguments: [
            "\u{1B}Px", "\u{1B}]x", "\u{1B}_x", "\u{1B}Ox", "\u{1B}^x", "\u{1B}Xx",
        ])
    func altBeforeLetters(text: String) {
        var decoder = InputDecoder()
        let bytes = Array(text.utf8)
        let inputs = decoder.decode(bytes)
        if text == "\u{1B}Ox" {
            #expect(inputs == [.key(Key(.character("8")), bytes: bytes)])
        } else {
            let letter = Key(.character(Unicode.Scalar(bytes[1])), .alt)
            #expect(
                inputs == [
                    .key(letter, bytes: Array(bytes.prefix(2))),
                    .key(Key(.character("x")), bytes: [0x78]),
                ])
        }
    }

    struct MouseCase: Sendable, CustomTestStringConvertible {
        var bytes: [UInt8]
        var mouse: Mouse
        var testDescription: String { String(decoding: bytes, as: UTF8.self).debugDescription }

        init(_ bytes: String, _ mouse: Mouse) {
            self.bytes = Array(bytes.utf8)
            self.mouse = mouse
        }
    }

    @Test(
        "reads the mouse",
        arguments: [
            MouseCase("\u{1B}[<0;1;1M", Mouse(.press, .left, at: Point(row: 0, column: 0))),
            MouseCase(
                "\u{1B}[<0;300;200m", Mouse(.release, .left, at: Point(row: 199, column: 299))),
            MouseCase("\u{1B}[<34;5;6M", Mouse(.drag, .right, at: Point(row: 5, column: 4))),
            MouseCase("\u{1B}[<35;5;6M", Mouse(.motion, .none, at: Point(row: 5, column: 4))),
            MouseCase("\u{1B}[<64;2;3M", Mouse(.press, .wheelUp, at: Point(row: 2, column: 1))),
            MouseCase(
                "\u{1B}[<93;2;3M",
                Mouse(.press, .wheelDown, at: Point(row: 2, column: 1), [.shift, .alt, .control])),
            MouseCase("\u{1B}[<129;2;3M", Mouse(.press, .extra(9), at: Point(row: 2, column: 1))),
            MouseCase("\u{1B}[M !!", Mouse(.press, .left, at: Point(row: 0, column: 0))),
            MouseCase("\u{1B}[M#%$", Mouse(.release, .none, at: Point(row: 3, column: 4))),
            MouseCase("\u{1B}[M@%$", Mouse(.drag, .left, at: Point(row: 3, column: 4))),
            MouseCase("\u{1B}[M`%$", Mouse(.press, .wheelUp, at: Point(row: 3, column: 4))),
            MouseCase("\u{1B}[32;10;20M", Mouse(.press, .left, at: Point(row: 19, column: 9))),
        ])
    func readsTheMouse(example: MouseCase) {
        var decoder = InputDecoder()
        #expect(decoder.decode(example.bytes) == [.mouse(example.mouse)])
        #expect(example.bytes.flatMap { decoder.decode([$0]) } == [.mouse(example.mouse)])
    }

    @Test(
        "knows the terminal's answers from keys",
        arguments: [
            "\u{1B}[12;40R", "\u{1B}[?12;40R", "\u{1B}[?62;22c", "\u{1B}[>41;354;0c", "\u{1B}[0n",
            "\u{1B}[?2026;2$y", "\u{1B}[4;1$y", "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\",
            "\u{1B}]4;1;rgb:ff/00/00\u{7}", "\u{1B}P>|foot(1.16)\u{1B}\\",
            "\u{1B}P!|00000000\u{1B}\\",
            "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[?1u", "\u{1B}[8;24;80t", "\u{1B}[?997;1n",
            "\u{1B}[?2;0;800;600S", "\u{1B}_Gi=1;OK\u{1B}\\",
        ])
    func readsReports(text: String) {
        let bytes = Array(text.utf8)
        var decoder = InputDecoder()
        #expect(decoder.decode(bytes) == [.report(bytes)])
        #expect(bytes.flatMap { decoder.decode([$0]) } == [.report(bytes)])
        #expect(!decoder.isPending)
    }

    @Test(
        "gives out what means nothing as it is",
        arguments: [
            "\u{1B}[97;1:3u", "\u{1B}[1;1:3A", "\u{1B}[57441;2u", "\u{1B}[999~", "\u{1B}[201~",
            "\u{1B}[E", "\u{1B}[1;2;3;4X", "\u{85}", "\u{1B}[<0;1M",
        ])
    func keepsOthers(text: String) {
        let bytes = Array(text.utf8)
        var decoder = InputDecoder()
        #expect(decoder.decode(bytes) == [.other(bytes)])
    }

    @Test("tells gained from lost focus")
    func readsFocus() {
        var decoder = InputDecoder()
        #expect(decoder.decode(Array("\u{1B}[I\u{1B}[O".utf8)) == [.focus(true), .focus(false)])
    }

    @Test("keeps bytes that aren't UTF-8")
    func keepsInvalidBytes() {
        var decoder = InputDecoder()
        #expect(
            decoder.decode([0xC3, 0x41, 0xFF, 0xE2, 0x82, 0x1B, 0x5B, 0x41]) == [
                .other([0xC3]), .key(Key(.character("A")), bytes: [0x41]), .other([0xFF]),
                .other([0xE2, 0x82]), .key(Key(.up), bytes: [0x1B, 0x5B, 0x41]),
            ])
        #expect(decoder.decode([0xE2, 0x82]) == [])
        #expect(decoder.flush() == [.other([0xE2, 0x82])])
    }

    // MARK: Pastes

    @Test("hands over a paste wherever its brackets are split")
    func readsPastes() {
        let content = Array("a\u{1B}[A\u{1B}[20\u{1B}\u{3}\r\n\u{1B}[201".utf8)
        let bytes = Array("\u{1B}[200~".utf8) + content + Array("\u{1B}[201~b".utf8)
        for place in 0...bytes.count {
            var decoder = InputDecoder()
            let first = decoder.decode(Array(bytes[..<place]))
            // The user can't end a paste by waiting.
            let flushed = place > 5 && place < bytes.count - 1 ? decoder.flush() : []
            let inputs = first + flushed + decoder.decode(Array(bytes[place...]))
            var pasted: [UInt8] = []
            var ends = 0
            for case .paste(let piece, let isEnd) in inputs {
                pasted += piece
                ends += isEnd ? 1 : 0
            }
            #expect(pasted == content, "split at \(place)")
            #expect(ends == 1)
            #expect(inputs.last == .key(Key(.character("b")), bytes: [0x62]))
        }
    }

    @Test("hands over an empty paste")
    func readsAnEmptyPaste() {
        var decoder = InputDecoder()
        #expect(decoder.decode(Array("\u{1B}[200~\u{1B}[201~".utf8)) == [.paste([], ends: true)])
    }

    @Test("cuts a long paste into pieces")
    func cutsPastes() {
        var decoder = InputDecoder()
        let content = Array(repeating: UInt8(ascii: "x"), count: 200_000)
        let inputs = decoder.decode(
            Array("\u{1B}[200~".utf8) + content + Array("\u{1B}[201~".utf8))
        #expect(inputs.count == 4)
        for case .paste(let piece, _) in inputs {
            #expect(piece.count <= InputDecoder.longestPiece)
        }
    }

    // MARK: What never ends

    @Test("gives up on a report without an end", arguments: ["\u{1B}]11;", "\u{1B}P1$r"])
    func boundsReports(start: String) {
        var decoder = InputDecoder()
        let noise = Array(start.utf8) + Array(repeating: UInt8(ascii: "x"), count: 150_000)
        let given = noise.chunks(of: 4096).flatMap { decoder.decode($0) }
        #expect(given.allSatisfy { if case .other = $0 { true } else { false } })
        #expect(given.flatMap(\.wire) == noise)
        // Its end comes late, and what follows are keys again.
        #expect(
            decoder.decode([0x1B, 0x5C, 0x61]).last == .key(Key(.character("a")), bytes: [0x61]))
    }

    @Test("a report that stops is waited for longer than a key, then given out")
    func waitsForReports() {
        var decoder = InputDecoder()
        let start = Array("\u{1B}]11;rgb:".utf8)
        #expect(decoder.decode(start) == [])
        #expect(decoder.patience == 1000)
        #expect(decoder.flush() == [.other(start)])
        #expect(decoder.decode([0x61]) == [.key(Key(.character("a")), bytes: [0x61])])
    }

    // MARK: Any bytes

    @Test("loses and invents no byte, and splits change nothing", arguments: 0..<60)
    func keepsEveryByte(seed: Int) {
        var random = Seeded(UInt64(seed))
        let bytes = Self.anyBytes(using: &random)
        var whole = InputDecoder()
        let together = whole.decode(bytes) + whole.flush()
        var split = InputDecoder()
        var apart: [Input] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let length = Int.random(in: 1...7, using: &random)
            apart += split.decode(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        apart += split.flush()
        #expect(Self.joined(apart) == Self.joined(together))
        #expect(Self.wire(together) == bytes)
        #expect(Self.wire(apart) == bytes)
    }

    /// Parts of sequences after one another, cut anywhere, and noise.
    private static func anyBytes(using random: inout Seeded) -> [UInt8] {
        let parts = [
            "a", "é", "😀", "\u{1B}", "\u{1B}[", "\u{1B}[A", "\u{1B}O", "\u{1B}OP", "[", "O",
            "\u{1B}\u{1B}",
            "\u{1B}[<0;5;6M", "\u{1B}[<3", "\u{1B}[I", "\u{1B}[1;5", "\u{1B}]11;rgb:0/0/0\u{7}",
            "\u{1B}]11;",
            "\u{1B}P", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[97;5u",
            "\u{1B}[3$",
            "\u{18}", "\u{7}", "\u{0}", "1", ";", "~", "\u{1B}\\", "\u{1B}[[", "\u{1B}_",
            "\u{1B}_G",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            if Int.random(in: 0..<6, using: &random) == 0 {
                bytes.append(UInt8.random(in: 0x80...0xFF, using: &random))
            } else {
                bytes += Array((parts.randomElement(using: &random) ?? "").utf8)
            }
        }
        // A paste that is open would keep its end back.
        return bytes + Array("\u{1B}[201~z".utf8)
    }

    /// Pieces of one paste as one piece.
    private static func joined(_ inputs: [Input]) -> [Input] {
        var joined: [Input] = []
        for input in inputs {
            if case .paste(let piece, let ends) = input,
                case .paste(let before, ends: false)? = joined.last
            {
                joined[joined.count - 1] = .paste(before + piece, ends: ends)
            } else {
                joined.append(input)
            }
        }
        return joined
    }

    private static func wire(_ inputs: [Input]) -> [UInt8] {
        var bytes: [UInt8] = []
        var isInPaste = false
        for input in inputs {
            if case .paste(let piece, let ends) = input {
                if !isInPaste { bytes += Array("\u{1B}[200~".utf8) }
                bytes += piece
                if ends { bytes += Array("\u{1B}[201~".utf8) }
                isInPaste = !ends
            } else {
                bytes += input.wire
            }
        }
        return bytes
    }
}

extension Input {
    /// The bytes that carried it, as the cases above have them.
    fileprivate var wire: [UInt8] {
        switch self {
        case .key(_, let bytes), .report(let bytes), .other(let bytes), .paste(let bytes, _): bytes
        case .focus(let isOn): Array((isOn ? "\u{1B}[I" : "\u{1B}[O").utf8)
        case .mouse: Array("\u{1B}[<0;5;6M".utf8)
        }
    }
}

extension [UInt8] {
    fileprivate func chunks(of length: Int) -> [[UInt8]] {
        stride(from: 0, to: count, by: length).map {
            Array(self[$0..<Swift.min($0 + length, count)])
        }
    }
}

extension InputDecoder {
    fileprivate mutating func decode(_ bytes: [UInt8]) -> [Input] { decode(bytes[...]) }
}

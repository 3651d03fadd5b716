import Testing

@testable import Terminal

/// What a key or the mouse sends after a program's output set its modes.
struct Typed: CustomTestStringConvertible, Sendable {
    let output: String
    let key: Key
    let bytes: String

    init(_ output: String, _ key: Key, _ bytes: String) {
        self.output = output
        self.key = key
        self.bytes = bytes
    }

    var testDescription: String { "\(key) after \(output.debugDescription)" }
}

@Suite("Keys and mouse reach programs in their spelling", .everyCut)
struct EncoderTests {
    static let keys: [Typed] = [
        Typed("", Key(.up), "\u{1B}[A"), Typed("\u{1B}[?1h", Key(.up), "\u{1B}OA"),
        Typed("\u{1B}[?1h", Key(.up, .control), "\u{1B}[1;5A"),
        Typed("", Key(.home), "\u{1B}[H"), Typed("", Key(.delete), "\u{1B}[3~"),
        Typed("", Key(.pageUp, .shift), "\u{1B}[5;2~"), Typed("", Key(.function(1)), "\u{1B}OP"),
        Typed("", Key(.function(5)), "\u{1B}[15~"),
        Typed("", Key(.function(12), .alt), "\u{1B}[24;3~"),
        Typed("", Key(.character("é")), "é"), Typed("", Key(.character("c"), .control), "\u{3}"),
        Typed("", Key(.character("x"), .alt), "\u{1B}x"),
        Typed("", Key(.character(" "), .control), "\0"),
        Typed("", Key(.enter), "\r"), Typed("\u{1B}[20h", Key(.enter), "\r\n"),
        Typed("", Key(.backspace), "\u{7F}"), Typed("\u{1B}[?67h", Key(.backspace), "\u{8}"),
        Typed("", Key(.tab, .shift), "\u{1B}[Z"), Typed("", Key(.escape), "\u{1B}"),
        Typed("\u{1B}[>4;2m", Key(.character("c"), .control), "\u{1B}[27;5;99~"),
        Typed("\u{1B}[>4;2m", Key(.enter, .control), "\u{1B}[27;5;13~"),
        Typed("\u{1B}[>1u", Key(.escape), "\u{1B}[27u"),
        Typed("\u{1B}[>1u", Key(.character("c"), .control), "\u{1B}[99;5u"),
        Typed("\u{1B}[>1u", Key(.character("c")), "c"), Typed("\u{1B}[>1u", Key(.enter), "\r"),
        Typed("\u{1B}[>8u", Key(.enter), "\u{1B}[13u"),
        Typed("\u{1B}[>25u", Key(.character("A"), .shift), "\u{1B}[97;2;65u"),
        Typed("\u{1B}[>1u\u{1B}[<u", Key(.escape), "\u{1B}"),
        Typed("\u{1B}[>4;1m", Key(.character("0"), .control), "\u{1B}[27;5;48~"),
        Typed("\u{1B}[>4;1m", Key(.character("c"), .control), "\u{3}"),
        Typed("\u{1B}[>4;1m", Key(.character("x"), .alt), "\u{1B}x"),
        Typed("\u{1B}[>4;2m", Key(.character("x"), .alt), "\u{1B}[27;3;120~"),
        Typed("\u{1B}[>4;2m", Key(.character("X"), .shift), "X"),
        Typed("\u{1B}[>4;2m\u{1B}[>4m", Key(.enter, .control), "\r"),
        Typed("", Key(.character("["), .control), "\u{1B}"),
        Typed("", Key(.character("?"), .control), "\u{7F}"),
        Typed("", Key(.backspace, .control), "\u{8}"),
        Typed("", Key(.backspace, .alt), "\u{1B}\u{7F}"),
        Typed("", Key(.insert), "\u{1B}[2~"), Typed("", Key(.end), "\u{1B}[F"),
        Typed("\u{1B}[?1h", Key(.end), "\u{1B}OF"),
        Typed("", Key(.function(3), .shift), "\u{1B}[1;2R"),
        Typed("", Key(.function(20)), "\u{1B}[34~"),
        Typed("", Key(.up, [.shift, .alt, .control]), "\u{1B}[1;8A"),
    ]

    /// The kitty keyboard protocol: flags, what happened, the bytes.
    static let kittyKeys: [(UInt8, KeyEvent, String)] = [
        (1, KeyEvent(Key(.character("a"))), "a"), (1, KeyEvent(Key(.escape)), "\u{1B}[27u"),
        (1, KeyEvent(Key(.character("a"), .control)), "\u{1B}[97;5u"),
        (1, KeyEvent(Key(.character("a"), .alt)), "\u{1B}[97;3u"),
        (1, KeyEvent(Key(.character("A"), [.control, .shift])), "\u{1B}[97;6u"),
        (1, KeyEvent(Key(.character("A"), .shift)), "A"), (1, KeyEvent(Key(.enter)), "\r"),
        (1, KeyEvent(Key(.enter, .shift)), "\u{1B}[13;2u"),
        (1, KeyEvent(Key(.tab, .shift)), "\u{1B}[9;2u"),
        (1, KeyEvent(Key(.backspace)), "\u{7F}"),
        (1, KeyEvent(Key(.backspace, .control)), "\u{1B}[127;5u"),
        (1, KeyEvent(Key(.up)), "\u{1B}[A"), (1, KeyEvent(Key(.up, .super)), "\u{1B}[1;9A"),
        (1, KeyEvent(Key(.function(1))), "\u{1B}[P"),
        (1, KeyEvent(Key(.function(3))), "\u{1B}[13~"),
        (1, KeyEvent(Key(.function(3), .shift)), "\u{1B}[13;2~"),
        (1, KeyEvent(Key(.function(5))), "\u{1B}[15~"),
        (1, KeyEvent(Key(.function(13))), "\u{1B}[57376u"),
        (1, KeyEvent(Key(.function(35), .alt)), "\u{1B}[57398;3u"),
        (1, KeyEvent(Key(.delete), .release), ""), (1, KeyEvent(Key(.up), .repeat), "\u{1B}[A"),
        (3, KeyEvent(Key(.up), .repeat), "\u{1B}[1;1:2A"),
        (3, KeyEvent(Key(.up), .release), "\u{1B}[1;1:3A"),
        (3, KeyEvent(Key(.delete, .control), .release), "\u{1B}[3;5:3~"),
        (3, KeyEvent(Key(.character("a"))), "a"), (3, KeyEvent(Key(.character("a")), .repeat), "a"),
        (3, KeyEvent(Key(.character("a")), .release), "\u{1B}[97;1:3u"),
        (3, KeyEvent(Key(.escape), .release), "\u{1B}[27;1:3u"),
        (3, KeyEvent(Key(.enter), .release), ""),
        (10, KeyEvent(Key(.enter), .release), "\u{1B}[13;1:3u"),
        (10, KeyEvent(Key(.enter)), "\u{1B}[13u"),
        (5, KeyEvent(Key(.character("A"), [.control, .shift]), shifted: "A"), "\u{1B}[97:65;6u"),
        (5, KeyEvent(Key(.character("с"), .control), base: "c"), "\u{1B}[1089::99;5u"),
        (
            5, KeyEvent(Key(.character("С"), [.control, .shift]), shifted: "С", base: "c"),
            "\u{1B}[1089:1057:99;6u"
        ),
        (5, KeyEvent(Key(.up, .control)), "\u{1B}[1;5A"),
        (8, KeyEvent(Key(.character("a"))), "\u{1B}[97u"), (8, KeyEvent(Key(.tab)), "\u{1B}[9u"),
        (8, KeyEvent(Key(.character("A"), .shift)), "\u{1B}[97;2u"),
        (24, KeyEvent(Key(.character("a"))), "\u{1B}[97;;97u"),
        (24, KeyEvent(Key(.character("A"), .shift)), "\u{1B}[97;2;65u"),
        (24, KeyEvent(Key(.character("a"), .control)), "\u{1B}[97;5u"),
        (24, KeyEvent(Key(.character("a")), text: "ä\u{301}"), "\u{1B}[97;;228:769u"),
        (26, KeyEvent(Key(.character("a")), .release), "\u{1B}[97;1:3u"),
        (31, KeyEvent(Key(.character("A"), .shift), .repeat), "\u{1B}[97:65;2:2;65u"),
        (16, KeyEvent(Key(.character("a"))), "a"), (4, KeyEvent(Key(.up)), "\u{1B}[A"),
        (4, KeyEvent(Key(.function(1))), "\u{1B}OP"),
    ]

    @Test("The kitty keyboard protocol, all of its flags", arguments: kittyKeys)
    func kitty(flags: UInt8, event: KeyEvent, wanted: String) {
        let screen = screen("\u{1B}[>\(flags)u")
        let bytes = KeyEncoder(modes: screen.modes).bytes(for: event)
        #expect(String(decoding: bytes, as: UTF8.self) == wanted)
    }

    @Test("A release says nothing without the protocol")
    func release() {
        let screen = screen("")
        let event = KeyEvent(Key(.character("a")), .release)
        #expect(KeyEncoder(modes: screen.modes).bytes(for: event) == [])
    }

    @Test("A key's bytes", arguments: keys)
    func key(_ typed: Typed) {
        let screen = screen(typed.output)
        let bytes = KeyEncoder(modes: screen.modes).bytes(for: typed.key)
        #expect(String(decoding: bytes, as: UTF8.self) == typed.bytes)
    }

    @Test(
        "A mouse report's bytes",
        arguments: [
            ("", Mouse.Action.press, Mouse.Button.left, ""),
            ("\u{1B}[?1000h", .press, .left, "\u{1B}[M &$"),
            ("\u{1B}[?1000h", .release, .left, "\u{1B}[M#&$"),
            ("\u{1B}[?1000h", .drag, .left, ""),
            ("\u{1B}[?1002h\u{1B}[?1006h", .drag, .left, "\u{1B}[<32;6;4M"),
            ("\u{1B}[?1002h\u{1B}[?1006h", .motion, .none, ""),
            ("\u{1B}[?1003h\u{1B}[?1006h", .motion, .none, "\u{1B}[<35;6;4M"),
            ("\u{1B}[?1000h\u{1B}[?1006h", .release, .right, "\u{1B}[<2;6;4m"),
            ("\u{1B}[?1000h\u{1B}[?1006h", .press, .wheelUp, "\u{1B}[<64;6;4M"),
            ("\u{1B}[?1000h\u{1B}[?1015h", .press, .middle, "\u{1B}[33;6;4M"),
            ("\u{1B}[?1000h\u{1B}[?1016h", .press, .left, "\u{1B}[<0;41;49M"),
            ("\u{1B}[?9h", .press, .left, "\u{1B}[M &$"), ("\u{1B}[?9h", .release, .left, ""),
            ("\u{1B}[?9h", .press, .wheelUp, ""),
            ("\u{1B}[?1000h", .press, .wheelDown, "\u{1B}[Ma&$"),
            ("\u{1B}[?1000h\u{1B}[?1006h", .release, .wheelUp, ""),
            ("\u{1B}[?1000h\u{1B}[?1006h", .press, .extra(8), "\u{1B}[<128;6;4M"),
            ("\u{1B}[?1000h\u{1B}[?1005h", .press, .left, "\u{1B}[M &$"),
            ("\u{1B}[?1000h\u{1B}[?1015h", .release, .left, "\u{1B}[35;6;4M"),
            ("\u{1B}[?1003h\u{1B}[?1016h", .motion, .none, "\u{1B}[<35;41;49M"),
            ("\u{1B}[?1002h\u{1B}[?1000l", .press, .left, ""),
            ("\u{1B}[?1003h\u{1B}[?1002h\u{1B}[?1006h", .motion, .none, ""),
        ])
    func mouse(_ output: String, _ action: Mouse.Action, _ button: Mouse.Button, _ wanted: String) {
        let screen = screen(output)
        let mouse = Mouse(action, button, at: Point(row: 3, column: 5))
        let bytes = MouseEncoder(modes: screen.modes).bytes(for: mouse)
        #expect(String(decoding: bytes, as: UTF8.self) == wanted)
    }

    @Test("A legacy report beyond column 223 isn't sent, in UTF-8 it is")
    func farColumn() {
        let far = Mouse(.press, .left, at: Point(row: 0, column: 300))
        let legacy = screen("\u{1B}[?1000h")
        #expect(MouseEncoder(modes: legacy.modes).bytes(for: far) == [])
        let utf8 = screen("\u{1B}[?1000h\u{1B}[?1005h")
        let bytes = MouseEncoder(modes: utf8.modes).bytes(for: far)
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{1B}[M \u{14D}!")
    }

    @Test("A paste can't close its own brackets")
    func paste() {
        let screen = screen("\u{1B}[?2004h")
        let bytes = KeyEncoder(modes: screen.modes)
            .bytes(forPaste: Array("a\u{1B}[201~rm\n".utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{1B}[200~arm\n\u{1B}[201~")
    }

    @Test("Focus is reported when asked for")
    func focus() {
        let without = screen("")
        #expect(KeyEncoder(modes: without.modes).bytes(forFocus: true) == [])
        let with = screen("\u{1B}[?1004h")
        #expect(KeyEncoder(modes: with.modes).bytes(forFocus: true) == Array("\u{1B}[I".utf8))
    }
}

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

@Suite("Keys and mouse reach programs in their spelling")
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
    ]

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

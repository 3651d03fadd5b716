import Testing

@testable import Terminal

@Suite("The colours of the terminal around us", .everyCut)
struct PaletteTests {
    @Test(
        "Answers to OSC 4 and 10 to 12 are learned",
        arguments: [
            ("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", 257, 0x000000),
            ("\u{1B}]11;rgb:ffff/ffff/ffff\u{7}", 257, 0xFFFFFF),
            ("\u{1B}]11;rgba:fd/f6/e3/ff\u{7}", 257, 0xFDF6E3),
            ("\u{1B}]10;#eff1f5\u{7}", 256, 0xEFF1F5), ("\u{1B}]12;rgb:0/0/f\u{7}", 258, 0x0000FF),
            ("\u{1B}]4;3;rgb:b5b5/8989/0000\u{1B}\\", 3, 0xB58900),
        ] as [(String, Int, UInt32)])
    func learns(report: String, index: Int, color: UInt32) {
        var palette = Palette(foreground: 1, background: 2, cursor: 3)
        let isColor = palette.learn(from: Array(report.utf8))
        #expect(isColor)
        #expect(palette.color(index) == color)
    }

    @Test(
        "Other reports and nonsense change nothing",
        arguments: [
            "\u{1B}]13;rgb:0/0/0\u{7}", "\u{1B}]11;rgb:0/0\u{7}", "\u{1B}]11;rgb:0/0/zz\u{7}",
            "\u{1B}]11;#12345\u{7}", "\u{1B}]11;?\u{7}", "\u{1B}[0n", "", "\u{1B}]",
            "\u{1B}]11;rgb:-1/0/0\u{7}", "\u{1B}]11;rgb:00000/0/0\u{7}", "\u{1B}]4;16;#123456\u{7}",
            "\u{1B}]4;-1;#123456\u{7}", "\u{1B}]11;rgba:0/0/0\u{7}",
        ])
    func leaves(report: String) {
        var palette = Palette()
        let isColor = palette.learn(from: Array(report.utf8))
        #expect(!isColor)
        #expect(palette == Palette())
    }

    @Test("Questions are answered with them, but for what a program changed itself")
    func answered() {
        var screen = screen("\u{1B}]11;#123456\u{7}")
        var around = Palette()
        _ = around.learn(from: Array("\u{1B}]10;#a0b0c0\u{7}".utf8))
        _ = around.learn(from: Array("\u{1B}]11;#ffffff\u{7}".utf8))
        screen.setColors(of: around)
        play(
            Array("\u{1B}]10;?\u{7}\u{1B}]11;?\u{7}\u{1B}]111\u{7}\u{1B}]11;?\u{7}".utf8),
            on: &screen)
        #expect(
            String(decoding: screen.takeReplies(), as: UTF8.self)
                == "\u{1B}]10;rgb:a0a0/b0b0/c0c0\u{7}\u{1B}]11;rgb:1212/3434/5656\u{7}"
                + "\u{1B}]11;rgb:ffff/ffff/ffff\u{7}")
    }

    @Test("The clipboard is told only where that is allowed, and as base 64 (OSC 52)")
    func clipboard() {
        var refusing = screen("\u{1B}]52;c;?\u{7}")
        #expect(refusing.takeEvents() == [])
        var screen = screen("")
        screen.answersClipboard = true
        play(Array("\u{1B}]52;c;?\u{7}".utf8), on: &screen)
        #expect(screen.takeEvents() == [.clipboardQuestion])
        screen.answerClipboard(Array("rm -rf /\n".utf8))
        #expect(
            String(decoding: screen.takeReplies(), as: UTF8.self)
                == "\u{1B}]52;c;cm0gLXJmIC8K\u{1B}\\")
    }

    @Test("Base 64 reads back what it writes", arguments: 0...8)
    func base64(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 97 + 200) }
        #expect(Base64.decode(Base64.encode(bytes)[...]) == bytes)
    }
}

import Testing

@testable import Terminal

@Suite("What the screen says back", .everyCut)
struct ReportTests {
    static let identity: [(String, String)] = [
        ("\u{1B}[c", "\u{1B}[?64;6;21;22;28;52c"), ("\u{1B}[0c", "\u{1B}[?64;6;21;22;28;52c"),
        ("\u{1B}[1c", ""), ("\u{1B}Z", "\u{1B}[?64;6;21;22;28;52c"),
        ("\u{1B}[>c", "\u{1B}[>41;400;0c"), ("\u{1B}[=c", "\u{1B}P!|00000000\u{1B}\\"),
        ("\u{1B}[>q", "\u{1B}P>|paks\u{1B}\\"), ("\u{1B}[>0q", "\u{1B}P>|paks\u{1B}\\"),
    ]

    /// DSR (ECMA-48 8.3.35, VT420).
    static let status: [(String, String)] = [
        ("\u{1B}[5n", "\u{1B}[0n"), ("ab\r\nc\u{1B}[6n", "\u{1B}[2;2R"),
        ("\u{1B}[20Gx\u{1B}[6n", "\u{1B}[1;20R"),
        ("\u{1B}[2;4r\u{1B}[?6h\u{1B}[2;3H\u{1B}[6n", "\u{1B}[2;3R"),
        ("\u{1B}[?69h\u{1B}[3;9s\u{1B}[?6h\u{1B}[6n", "\u{1B}[1;1R"),
        ("\u{1B}[3;4H\u{1B}[?6n", "\u{1B}[?3;4;1R"), ("\u{1B}[?15n", "\u{1B}[?13n"),
        ("\u{1B}[?25n", "\u{1B}[?21n"), ("\u{1B}[?26n", "\u{1B}[?27;1;0;0n"),
        ("\u{1B}[?53n", "\u{1B}[?50n"), ("\u{1B}[?55n", "\u{1B}[?50n"),
        ("\u{1B}[?56n", "\u{1B}[?57;0n"), ("\u{1B}[?62n", "\u{1B}[0000*{"),
        ("\u{1B}[?63;7n", "\u{1B}P7!~0000\u{1B}\\"), ("\u{1B}[?75n", "\u{1B}[?70n"),
        ("\u{1B}[?85n", "\u{1B}[?83n"), ("\u{1B}[?996n", "\u{1B}[?997;1n"),
        ("\u{1B}[99n\u{1B}[?99n", ""),
    ]

    /// DECRQM (VT320, xterm).
    static let modes: [(String, String)] = [
        ("\u{1B}[?7$p", "\u{1B}[?7;1$y"), ("\u{1B}[?6$p", "\u{1B}[?6;2$y"),
        ("\u{1B}[?2004h\u{1B}[?2004$p", "\u{1B}[?2004;1$y"), ("\u{1B}[?4242$p", "\u{1B}[?4242;0$y"),
        ("\u{1B}[4$p", "\u{1B}[4;2$y"), ("\u{1B}[4h\u{1B}[4$p", "\u{1B}[4;1$y"),
        ("\u{1B}[12l\u{1B}[12$p", "\u{1B}[12;3$y"), ("\u{1B}[2h\u{1B}[2$p", "\u{1B}[2;4$y"),
        ("\u{1B}[20$p", "\u{1B}[20;2$y"),
        ("\u{1B}[1$p", "\u{1B}[1;4$y"), ("\u{1B}[19$p", "\u{1B}[19;4$y"),
        ("\u{1B}[77$p", "\u{1B}[77;0$y"), ("\u{1B}[?2026$p", "\u{1B}[?2026;2$y"),
        ("\u{1B}[?2026h\u{1B}[?2026$p", "\u{1B}[?2026;1$y"), ("\u{1B}[?2027$p", "\u{1B}[?2027;1$y"),
        ("\u{1B}[?2031$p", "\u{1B}[?2031;2$y"), ("\u{1B}[?2048$p", "\u{1B}[?2048;2$y"),
        ("\u{1B}[?1049h\u{1B}[?1049$p", "\u{1B}[?1049;1$y"),
        ("\u{1B}[?25l\u{1B}[?25$p", "\u{1B}[?25;2$y"),
        ("\u{1B}[?1003h\u{1B}[?1000$p", "\u{1B}[?1000;2$y"),
    ]

    /// DECRQSS (VT420, xterm).
    static let settings: [(String, String)] = [
        ("\u{1B}[1;4:3;31m\u{1B}P$qm\u{1B}\\", "\u{1B}P1$r0;1;4:3;31m\u{1B}\\"),
        ("\u{1B}P$qm\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\"),
        ("\u{1B}[4;5;6;7;8;9m\u{1B}P$qm\u{1B}\\", "\u{1B}P1$r0;4;5;7;8;9m\u{1B}\\"),
        ("\u{1B}[91;102m\u{1B}P$qm\u{1B}\\", "\u{1B}P1$r0;91;102m\u{1B}\\"),
        (
            "\u{1B}[38;5;200;48;2;1;2;3;58;5;4m\u{1B}P$qm\u{1B}\\",
            "\u{1B}P1$r0;38:5:200;48:2::1:2:3;58:5:4m\u{1B}\\"
        ),
        ("\u{1B}[2;4r\u{1B}P$qr\u{1B}\\", "\u{1B}P1$r2;4r\u{1B}\\"),
        ("\u{1B}P$qs\u{1B}\\", "\u{1B}P1$r1;20s\u{1B}\\"),
        ("\u{1B}[?69h\u{1B}[2;5s\u{1B}P$qs\u{1B}\\", "\u{1B}P1$r2;5s\u{1B}\\"),
        ("\u{1B}[4 q\u{1B}P$q q\u{1B}\\", "\u{1B}P1$r4 q\u{1B}\\"),
        ("\u{1B}[5 q\u{1B}[?12l\u{1B}P$q q\u{1B}\\", "\u{1B}P1$r6 q\u{1B}\\"),
        ("\u{1B}[?12h\u{1B}P$q q\u{1B}\\", "\u{1B}P1$r0 q\u{1B}\\"),
        ("\u{1B}P$q\"p\u{1B}\\", "\u{1B}P1$r64;1\"p\u{1B}\\"),
        ("\u{1B}[1\"q\u{1B}P$q\"q\u{1B}\\", "\u{1B}P1$r1\"q\u{1B}\\"),
        ("\u{1B}P$qt\u{1B}\\", "\u{1B}P1$r5t\u{1B}\\"),
        ("\u{1B}P$q$|\u{1B}\\", "\u{1B}P1$r20$|\u{1B}\\"),
        ("\u{1B}P$q*|\u{1B}\\", "\u{1B}P1$r5*|\u{1B}\\"),
        ("\u{1B}[2*x\u{1B}P$q*x\u{1B}\\", "\u{1B}P1$r2*x\u{1B}\\"),
        ("\u{1B}P$qzz\u{1B}\\", "\u{1B}P0$r\u{1B}\\"), ("\u{1B}P$q\u{1B}\\", "\u{1B}P0$r\u{1B}\\"),
    ]

    /// XTGETTCAP (xterm).
    static let capabilities: [(String, String)] = [
        ("\u{1B}P+q544e\u{1B}\\", "\u{1B}P1+r544E=787465726D2D323536636F6C6F72\u{1B}\\"),
        ("\u{1B}P+q436f\u{1B}\\", "\u{1B}P1+r436F=323536\u{1B}\\"),
        ("\u{1B}P+q524742\u{1B}\\", "\u{1B}P1+r524742=382F382F38\u{1B}\\"),
        ("\u{1B}P+q5463\u{1B}\\", "\u{1B}P1+r5463\u{1B}\\"),
        ("\u{1B}P+q536d756c78\u{1B}\\", "\u{1B}P1+r536D756C78=1B5B343A25703125646D\u{1B}\\"),
        (
            "\u{1B}P+q5365;5373\u{1B}\\",
            "\u{1B}P1+r5365=1B5B322071\u{1B}\\\u{1B}P1+r5373=1B5B25703125642071\u{1B}\\"
        ),
        ("\u{1B}P+q4d73\u{1B}\\", "\u{1B}P1+r4D73=1B5D35323B25703125733B257032257307\u{1B}\\"),
        ("\u{1B}P+q4142\u{1B}\\", "\u{1B}P0+r4142\u{1B}\\"), ("\u{1B}P+qzz\u{1B}\\", ""),
    ]

    /// Windows, colours, keyboard, presentation.
    static let others: [(String, String)] = [
        ("\u{1B}[14t", "\u{1B}[4;80;160t"), ("\u{1B}[16t", "\u{1B}[6;16;8t"),
        ("\u{1B}[18t", "\u{1B}[8;5;20t"), ("\u{1B}[19t", "\u{1B}[9;5;20t"),
        // Never the title: what a program put there would come back as typed text.
        ("\u{1B}]2;rm\u{7}\u{1B}[21t\u{1B}[20t", ""),
        ("\u{1B}]10;?\u{7}", "\u{1B}]10;rgb:e5e5/e5e5/e5e5\u{7}"),
        ("\u{1B}]11;?\u{7}", "\u{1B}]11;rgb:0000/0000/0000\u{7}"),
        ("\u{1B}]12;?\u{1B}\\", "\u{1B}]12;rgb:e5e5/e5e5/e5e5\u{1B}\\"),
        (
            "\u{1B}]10;?;?\u{7}",
            "\u{1B}]10;rgb:e5e5/e5e5/e5e5\u{7}\u{1B}]11;rgb:0000/0000/0000\u{7}"
        ),
        ("\u{1B}]4;1;#102030\u{7}\u{1B}]4;1;?\u{1B}\\", "\u{1B}]4;1;rgb:1010/2020/3030\u{1B}\\"),
        ("\u{1B}]4;1;rgb:ff/8/0000\u{7}\u{1B}]4;1;?\u{7}", "\u{1B}]4;1;rgb:ffff/8888/0000\u{7}"),
        (
            "\u{1B}]4;255;?;16;?\u{7}",
            "\u{1B}]4;255;rgb:eeee/eeee/eeee\u{7}\u{1B}]4;16;rgb:0000/0000/0000\u{7}"
        ),
        (
            "\u{1B}]4;1;#000\u{7}\u{1B}]104\u{7}\u{1B}]4;1;?\u{7}",
            "\u{1B}]4;1;rgb:cdcd/0000/0000\u{7}"
        ),
        ("\u{1B}]11;#fff\u{7}\u{1B}]111\u{7}\u{1B}]11;?\u{7}", "\u{1B}]11;rgb:0000/0000/0000\u{7}"),
        ("\u{1B}]4;256;?\u{7}\u{1B}]4;x;?\u{7}\u{1B}]4;1;nonsense\u{7}", ""),
        ("\u{1B}]52;c;?\u{7}", ""), ("\u{1B}[1;1;1;1;1;1*y", ""),
        ("\u{1B}[>5u\u{1B}[?u\u{1B}[<u\u{1B}[?u", "\u{1B}[?5u\u{1B}[?0u"),
        ("\u{1B}[=3u\u{1B}[=4;2u\u{1B}[?u\u{1B}[=1;3u\u{1B}[?u", "\u{1B}[?7u\u{1B}[?6u"),
        ("\u{1B}[>1u\u{1B}[?1049h\u{1B}[?u\u{1B}[?1049l\u{1B}[?u", "\u{1B}[?0u\u{1B}[?1u"),
        ("\u{1B}[>99u\u{1B}[?u\u{1B}[<9u\u{1B}[?u", "\u{1B}[?3u\u{1B}[?0u"),
        (
            "\u{1B}[?4m\u{1B}[>4;2m\u{1B}[?4m\u{1B}[>4m\u{1B}[?4m",
            "\u{1B}[>4;0m\u{1B}[>4;2m\u{1B}[>4;0m"
        ),
        ("\u{1B}[?2048h", "\u{1B}[48;5;20;80;160t"),
        ("ab\u{1B}[1;4m\u{1B}(0\u{1B}[1$w", "\u{1B}P1$u1;3;1;C;@;@;0;2;@;0BBB\u{1B}\\"),
        ("\u{1B}[2$w", "\u{1B}P2$u9/17\u{1B}\\"),
        ("\u{1B}P2$t3/5\u{1B}\\\u{1B}[2$w", "\u{1B}P2$u3/5\u{1B}\\"),
        (
            "\u{1B}P1$t2;3;1;A;@;@;0;2;@;BBBB\u{1B}\\\u{1B}[6n\u{1B}P$qm\u{1B}\\",
            "\u{1B}[2;3R\u{1B}P1$r0;1m\u{1B}\\"
        ),
        ("\u{1B}P1$tnonsense\u{1B}\\\u{1B}P2$tx/99999\u{1B}\\\u{1B}[2$w", "\u{1B}P2$u\u{1B}\\"),
    ]

    @Test(
        "Answers have their fixed forms",
        arguments: [identity, status, modes, settings, capabilities, others].flatMap { $0 })
    func answer(_ pair: (String, String)) {
        var screen = screen(pair.0)
        #expect(String(decoding: screen.takeReplies(), as: UTF8.self) == pair.1)
    }

    @Test(
        "Checksums as xterm 379 tells them, when they are allowed",
        arguments: [
            ("AB", "", "FF7D"), ("a b c", "", "FE9A"), ("   ", "", "FFA0"), ("", "", "FFE0"),
            ("A\u{1B}[1mB\u{1B}[4mC\u{1B}[7mD\u{1B}[5mE", "", "FC01"), ("\u{1B}[8mabc", "", "FFA0"),
            ("\u{1B}[1\"qab", "", "FF3D"), ("é日本", "", "FC08"), ("─│", "", "FFFE"),
            ("\u{1B}[41m\u{1B}[2Jx", "", "FD28"), ("AB", "\u{1B}[1#y", "0083"),
            ("\u{1B}[1mAB", "\u{1B}[2#y", "FF7D"), ("7", "\u{1B}[5#y", "0297"),
            ("日", "\u{1B}[17#y", "65E4"), ("", "\u{1B}[9#y", "0000"),
        ])
    func checksum(_ input: String, _ flags: String, _ sum: String) {
        var screen = Screen(size: Size(columns: 20, rows: 5), scrollback: 0)
        screen.answersChecksums = true
        play(Array("\(input)\(flags)\u{1B}[7;1;1;1;1;20*y".utf8), on: &screen)
        let answer = String(decoding: screen.takeReplies(), as: UTF8.self)
        #expect(answer == "\u{1B}P7!~\(sum)\u{1B}\\")
    }

    @Test("Mode 2031 tells when light and dark change places, mode 2048 each new size")
    func told() {
        var screen = screen("\u{1B}[?2031h")
        var light = Palette()
        light.background = 0xFFFFFF
        screen.setColors(of: light)
        #expect(screen.takeReplies() == Array("\u{1B}[?997;2n".utf8))
        screen.setColors(of: light)
        #expect(screen.takeReplies() == [])
        play(Array("\u{1B}]11;?\u{7}\u{1B}[?2031l".utf8), on: &screen)
        #expect(screen.takeReplies() == Array("\u{1B}]11;rgb:ffff/ffff/ffff\u{7}".utf8))
        screen.setColors(of: Palette())
        screen.resize(to: Size(columns: 10, rows: 4))
        #expect(screen.takeReplies() == [])
        play(Array("\u{1B}[?2048h".utf8), on: &screen)
        _ = screen.takeReplies()
        screen.resize(to: Size(columns: 12, rows: 3))
        #expect(screen.takeReplies() == Array("\u{1B}[48;3;12;48;96t".utf8))
    }

    @Test(
        "Events tell what isn't a change of cells",
        arguments: [
            ("\u{7}", Screen.Event.bell), ("\u{1B}]2;a\u{7}", .title("a")),
            ("\u{1B}]7;file://h/p\u{7}", .directory("file://h/p")),
            ("\u{1B}]52;c;aGk=\u{7}", .clipboard([0x68, 0x69])),
            ("\u{1B}]9;done\u{7}", .notification(title: "", body: "done")),
            ("\u{1B}]777;notify;t;b\u{7}", .notification(title: "t", body: "b")),
            ("\u{1B}]99;i=1;t\u{7}", .notification(title: "t", body: "")),
            (
                "\u{1B}]99;i=1:d=0;t\u{7}\u{1B}]99;i=1:d=0:p=body;b\u{7}\u{1B}]99;i=1:p=body;c\u{7}",
                .notification(title: "t", body: "bc")
            ),
            ("\u{1B}]99;e=1;aGk=\u{7}", .notification(title: "hi", body: "")),
            ("\u{1B}]9;4;1;50\u{7}\u{1B}]99;p=?;\u{7}\u{7}", .bell),
            ("\u{1B}]52;;\u{7}", .clipboard([])), ("\u{1B}]1;b\u{1B}\\", .iconName("b")),
            ("\u{1B}]133;A\u{7}", .promptMark(0x41, "")),
            ("\u{1B}]133;x\u{7}\u{1B}]133;Ax\u{7}\u{7}", .bell),
            ("\u{1B}]777;other;t;b\u{7}\u{7}", .bell),
            ("\u{1B}]133;D;0\u{7}", .promptMark(0x44, "0")),
        ])
    func event(_ input: String, _ expected: Screen.Event) {
        var screen = screen(input)
        #expect(screen.takeEvents() == [expected])
        #expect(screen.takeEvents() == [])
    }

    @Test("The title stack gives titles back")
    func titles() {
        var screen = screen("\u{1B}]2;a\u{7}\u{1B}[22t\u{1B}]2;b\u{7}\u{1B}[23t")
        #expect(screen.takeEvents() == [.title("a"), .title("b"), .title("a")])
    }

    @Test(
        "OSC 0 is title and icon name, and the stack has both or the one that is asked for (xterm)")
    func icons() {
        var screen = screen("\u{1B}]0;a\u{7}\u{1B}[22;0t\u{1B}[22;0t\u{1B}]1;b\u{7}\u{1B}]2;c\u{7}")
        #expect(screen.takeEvents() == [.iconName("a"), .title("a"), .iconName("b"), .title("c")])
        play(Array("\u{1B}[23;1t".utf8), on: &screen)
        #expect(screen.takeEvents() == [.iconName("a")])
        play(Array("\u{1B}[23;2t".utf8), on: &screen)
        #expect(screen.takeEvents() == [.title("a")])
        play(Array("\u{1B}[23t".utf8), on: &screen)
        #expect(screen.takeEvents() == [])
    }
}

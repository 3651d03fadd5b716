import Commands
import Testing

@testable import Panes

/// Requests to the live shell.
@Suite struct ShellLinkAskTests {
    typealias Played = ShellLinkTests.Played

    static let change = ShellRequest.change(
        set: [.init(name: "A", value: Array("x y\n'~".utf8))], unset: ["B"], directory: "/a b")
    static let lines = #"v A=x\0040y\0012\0047\0176"# + "\nu B\n" + #"c /a\0040b~"#
    static let me = ShellLink.Asker.client(ClientID(7))

    static func reply(_ played: Played) -> Reply? {
        for case .answer(me, let reply) in played.actions { return reply }
        return nil
    }

    @Test func `a command's request goes through the shell that it holds`() {
        var played = Played()
        played.type("#save\r")
        played.submit("#save")
        played.say("R;")
        _ = played.take()
        played.actions += played.link.ask(Self.change, from: Self.me, at: played.time)
        #expect(played.written == Self.lines)
        played.say("R;A ")
        #expect(Self.reply(played) == .changed(refused: ["A"]))
        _ = played.take()
        played.actions += played.link.finished(at: played.time)
        #expect(played.written == ".~")
    }

    @Test func `a directory that can't be entered is named among the refused`() {
        var played = Played()
        played.type("#save\r")
        played.submit("#save")
        played.say("R;")
        played.actions += played.link.ask(Self.change, from: Self.me, at: played.time)
        played.say("R;/ ")
        #expect(Self.reply(played) == .changed(refused: ["/a b"]))
    }

    @Test func `at a quiet prompt the hidden keys ask, and what is typed meanwhile waits`() {
        var played = Played()
        played.type("ls -")
        played.time += 1
        _ = played.take()
        played.actions += played.link.ask(Self.change, from: Self.me, at: played.time)
        #expect(played.written == "\u{1b}[7717;9~")
        played.type("la")
        played.say("K")
        #expect(played.written == "\u{1b}[7717;9~~+~")
        played.say("R;")
        played.say("R;")
        #expect(Self.reply(played) == .changed(refused: []))
        played.say("P;bash;0;/root")
        played.print("\r$ ls -")
        #expect(played.written == "\u{1b}[7717;9~~+~" + Self.lines + ".~la")
        played.type("\r")
        #expect(played.link.evidence.enters.first?.typed == Array("ls -la".utf8))
    }

    @Test func `right after a prompt it waits until the prompt is drawn`() {
        var played = Played()
        played.say("P;bash;0;/")
        played.actions += played.link.ask(Self.change, from: Self.me, at: played.time)
        #expect(played.written == "")
        played.print("$ ")
        #expect(played.written == "")
        played.time += 0.1
        played.actions += played.link.expired(.shellAnswer, at: played.time)
        #expect(played.written == "\u{1b}[7717;9~")
    }

    @Test(arguments: ["\u{1b}", "\u{16}", "\u{18}", "x\t"])
    func `after a key that makes the next one special it waits`(_ key: String) {
        var played = Played()
        played.type(key)
        played.time += 1
        _ = played.take()
        played.actions += played.link.ask(Self.change, from: Self.me, at: played.time)
        #expect(played.written == "")
    }

    @Test func `while a program runs it waits for the prompt, and not for ever`() {
        var played = Played()
        played.type("vim\r")
        played.time += 1
        _ = played.take()
        played.actions += played.link.ask(Self.change, from: Self.me, at: played.time)
        #expect(played.written == "")
        played.time += 0.6
        played.actions += played.link.expired(.shellAnswer, at: played.time)
        #expect(Self.waits(played).count == 1)
        played.time += 60
        played.actions += played.link.expired(.shellAnswer, at: played.time)
        guard case .unavailable = Self.reply(played) else {
            Issue.record("no answer: \(played.actions)")
            return
        }
        #expect(Self.waits(played).count == 1)
        // It isn't done later.
        played.say("P;bash;0;/root")
        played.print("$ ")
        played.time += 1
        played.actions += played.link.expired(.shellAnswer, at: played.time)
        #expect(played.written == "")
    }

    static func waits(_ played: Played) -> [String] {
        played.actions.compactMap { if case .waits(me, let why) = $0 { why } else { nil } }
    }

    @Test func `a shell that doesn't take the keys up is said to be unavailable`() {
        var played = Played()
        played.time += 1
        played.actions += played.link.ask(Self.change, from: Self.me, at: played.time)
        played.time += 1.1
        played.actions += played.link.expired(.shellAnswer, at: played.time)
        guard case .unavailable = Self.reply(played) else {
            Issue.record("no answer: \(played.actions)")
            return
        }
        played.type("a")
        #expect(played.written.hasSuffix("a"))
    }

    @Test func `where no prompt is drawn anew the shell can be asked again a moment later`() {
        var played = Played()
        played.time += 1
        for _ in 0..<2 {
            _ = played.take()
            played.actions += played.link.ask(.environmentNow, from: Self.me, at: played.time)
            #expect(played.written == "\u{1b}[7717;9~")
            played.say("K")
            played.say("R;")
            played.say("R;")
            played.say("P;zsh;0;/root")
            #expect(Self.reply(played) != nil)
            #expect(played.link.isAskedAtPrompt)
            played.time += 0.2
            played.actions += played.link.expired(.shellAnswer, at: played.time)
            #expect(!played.link.isAskedAtPrompt && played.link.isAtEmptyPrompt)
        }
    }

    @Test func `who wants to know now is told at once that a program runs`() {
        var played = Played()
        played.type("vim\r")
        _ = played.take()
        played.actions += played.link.ask(.environmentNow, from: Self.me, at: played.time)
        guard case .unavailable = Self.reply(played) else {
            Issue.record("no answer: \(played.actions)")
            return
        }
    }

    @Test func `an old request is exchanged before values are given to it`() {
        var played = Played()
        played.type("#save\r")
        played.submit("#save")
        played.say("R;")
        _ = played.take()
        played.time += 15
        played.actions += played.link.ask(Self.change, from: Self.me, at: played.time)
        #expect(played.written == "~")
        played.say("R;")
        #expect(played.written == "~" + Self.lines)
    }

    @Test func `nothing is answered in the moment in which the shell repeats its request`() {
        var played = Played()
        played.type("#save\r")
        played.submit("#save")
        played.say("R;")
        _ = played.take()
        played.time += 20
        played.actions += played.link.finished(at: played.time)
        #expect(played.written == "")
        played.say("R;")
        #expect(played.written == ".~")
    }

    @Test func `a shell that waits for nobody is let go, as after an attach`() {
        var played = Played()
        played.say("R;")
        #expect(played.written == ".~")
    }

    @Test func `long values are cut into lines of 1000 bytes, and no escape is split`() {
        let value = (0..<20_000).map { UInt8($0 % 255 + 1) }
        let request = ShellRequest.change(
            set: [.init(name: "LONG", value: value)], unset: [], directory: nil)
        let (messages, refused) = ShellLink.messages(for: request)
        #expect(refused.isEmpty)
        var decoded: [UInt8] = []
        for message in messages {
            #expect(message.count <= 3500)
            #expect(message.allSatisfy { (0x20...0x7d).contains($0) || $0 == 0x0a })
            for line in message.split(separator: 0x0a) {
                #expect(line.count <= 1000)
                decoded += Self.decoded(line.first == 0x2b ? line.dropFirst() : line.dropFirst(7))
            }
        }
        #expect(decoded == value)
    }

    /// `printf %b`, as far as the wire uses it.
    static func decoded(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var rest = line
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            guard byte == 0x5c else {
                bytes.append(byte)
                continue
            }
            bytes.append(UInt8(String(decoding: rest.prefix(4), as: UTF8.self), radix: 8) ?? 0)
            rest = rest.dropFirst(4)
        }
        return bytes
    }

    @Test func `names that no shell takes, and our own, are refused here`() {
        let request = ShellRequest.change(
            set: ["1A", "A B", "A=", "", "__paks_t", "Ä"].map { .init(name: $0, value: []) }
                + [.init(name: "NUL", value: [0])], unset: ["x;y"], directory: nil)
        let (messages, refused) = ShellLink.messages(for: request)
        #expect(messages.isEmpty)
        #expect(refused == ["1A", "A B", "A=", "", "__paks_t", "Ä", "NUL", "x;y"])
    }

    @Test func `an environment reads back from base64 with line ends`() {
        let text = "QT14IHkKAFNITFZMPTEAQj0AX19wYWtz\r\nX3Q9MQA="
        #expect(
            ShellLink.environment(from: Array(text.utf8)) == [
                .init(name: "A", value: Array("x y\n".utf8)), .init(name: "B", value: []),
            ])
    }

    @Test(arguments: [
        #"export A='x y'"'"'z'"# + "\r\nexport B='a\r\nb'\r\nexport N\r\n",
        #"typeset -x A=x\ y\'z"# + "\nexport B=$'a\\nb'\n",
        "export -T A a=( 'x y'\\''z' )\nexport B='a\nb'\n",
    ])
    func `an environment reads back from the declarations of other shells`(_ text: String) {
        let expected: [ShellRequest.Variable] = [
            .init(name: "A", value: Array("x y'z".utf8)),
            .init(name: "B", value: Array("a\nb".utf8)),
        ]
        #expect(ShellLink.environment(from: Array(text.utf8)) == expected)
    }

    @Test func `a declaration that breaks off anywhere is read without harm`() {
        let text = Array("export A='x'\"y\"$'\\C-a\\101'\\ z\nexport B=1".utf8)
        for length in 0...text.count {
            _ = ShellLink.environment(from: Array(text[..<length]))
        }
        #expect(ShellLink.declared(text)?.first?.value == Array("xy\u{1}A z".utf8))
    }

    @Test func `an environment reads back from bash's declarations`() {
        let text =
            "\r\ndeclare -x A=\"x \\\"q\\\" \\$y \\\\z\"\r\ndeclare -x N\r\n"
            + "declare -rx C=$'a\\nb\\t\\'\\303\\251\\E'\r\ndeclare -x E=\"\"\r\n"
        #expect(
            ShellLink.environment(from: Array(text.utf8)) == [
                .init(name: "A", value: Array("x \"q\" $y \\z".utf8)),
                .init(name: "C", value: Array("a\nb\t'é\u{1b}".utf8)),
                .init(name: "E", value: []),
            ])
    }
}

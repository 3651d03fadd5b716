import Commands
import Testing

@testable import Panes

/// Anything at all may arrive, in any order.
@Suite struct ShellLinkRandomTests {
    typealias Generator = MessageFilterTests.Generator

    static let bodies = [
        "P;bash;0;/root", "P;bash;1;", "P;dash;0;/", "P;ash;0;/", "G", "P;bash;x;/", "P", "C;#save",
        "C;#size", "C;#save x", "C;",
        "K", "R;",
        "R;A B /", "E;QT0xAA==", "E;!", "E;declare -x A=\"", "L;ls", "L;#save", "L;a%0Ab",
        "H;bash;5;1",
        "H", "S;/bin/sh;BASH=5.2;", "S;;", "B;/bin/bash", "Z;1",
    ]
    static let keys = [
        "#save\r", "#size", "\r", "\n", "ls\r", "\u{03}", "\u{1b}[A", "\u{7f}", "\u{15}", "\u{1b}",
        "\u{1b}[200~#save\u{1b}[201~", "\u{1b}[13u", "\u{1b}[13;2", "\u{0f}", "é世", "\u{12}sav",
    ]

    /// One run of a link under a random series of events.
    static func play(seed: UInt64, booting: Bool) -> (runs: Int, enters: Int, link: ShellLink) {
        var random = Generator(state: seed)
        var link = ShellLink(
            token: ShellLinkTests.token,
            start: booting ? .boot(shell: "auto") : .attach(lastSequence: 0),
            isCommand: { ["save", "size"].contains($0) })
        var time = 0.0
        var sequence = 0
        var runs = 0
        var enters = 0
        var wants: [String: Int] = [:]
        for _ in 0..<400 {
            time += Double.random(in: 0...0.4, using: &random)
            var actions: [ShellLink.Action] = []
            switch Int.random(in: 0..<23, using: &random) {
            case 0..<9:
                sequence += Int.random(in: -1...2, using: &random)
                let body = bodies.randomElement(using: &random) ?? ""
                var bytes = ShellLinkTests.Played.message(body, sequence)
                if Int.random(in: 0..<12, using: &random) == 0 {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 0x41
                }
                if Bool.random(using: &random) { bytes += Array("$ ".utf8) }
                actions = link.receive(bytes.span, at: time) { _ in }
            case 9..<16:
                let text = keys.randomElement(using: &random) ?? ""
                let kinds: [ShellLink.Typing] = [
                    .keys, .keys, .keys, .paste(ends: true), .paste(ends: false), .report,
                ]
                let kind = kinds.randomElement(using: &random) ?? .keys
                if kind == .keys {
                    enters += text.filter { "\r\n\u{0f}".contains($0) }.count
                    if text == "\u{1b}[13u" { enters += 1 }
                }
                let row = ["$ #save", "$ ", "#size"].randomElement(using: &random) ?? ""
                actions = link.typed(Array(text.utf8), as: kind, row: row, at: time)
            case 16:
                let asker = ShellLink.Asker.client(ClientID(Int.random(in: 0..<3, using: &random)))
                wants["\(asker)", default: 0] += 1
                actions = link.ask(
                    Bool.random(using: &random) ? .environment : ShellLinkAskTests.change,
                    from: asker, at: time)
            case 17: actions = link.finished(at: time)
            case 20, 21:
                // What a shell really says of a line.
                actions = link.typed(Array("#save\r".utf8), as: .keys, row: "", at: time)
                enters += 1
                sequence = max(sequence, link.lastSequence)
                for body in ["P;bash;0;/", "C;#save", "R;"] {
                    sequence += 1
                    let bytes = ShellLinkTests.Played.message(body, sequence)
                    actions += link.receive(bytes.span, at: time) { _ in }
                }
            case 22: actions = link.connect(at: time)
            case 18: actions = link.expired(.typeAhead, at: time)
            default: actions = link.expired(.shellAnswer, at: time)
            }
            for action in actions {
                if case .run = action { runs += 1 }
                if case .answer(let asker, _) = action { wants["\(asker)", default: 0] -= 1 }
                if case .timer(_, let seconds?) = action { #expect(seconds > 0) }
            }
        }
        // Every request gets one answer, at the latest when all time limits are over.
        time += 100
        for action in link.expired(.shellAnswer, at: time) {
            if case .answer(let asker, _) = action { wants["\(asker)", default: 0] -= 1 }
        }
        #expect(wants.values.allSatisfy { $0 == 0 }, "seed \(seed): \(wants)")
        return (runs, enters, link)
    }

    @Test(arguments: [false, true])
    func `no series of events traps, runs more than there were Enters, or piles up`(
        _ booting: Bool
    ) {
        var total = 0
        for seed in 0..<200 {
            let (runs, enters, link) = Self.play(seed: UInt64(seed), booting: booting)
            #expect(runs <= enters, "seed \(seed)")
            #expect(link.queuedBytes == link.queue.reduce(0) { $0 + $1.bytes.count })
            #expect(link.evidence.enters.count <= 32)
            total += runs
        }
        // The series do reach the state in which commands run.
        #expect(booting || total > 100)
    }
}

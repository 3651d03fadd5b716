import Testing

@testable import Panes

@Suite struct MessageFilterTests {
    static let token = "0123456789abcdef0123456789abcdef"

    /// What came out of a filter: the bytes for the screen and the messages.
    struct Result: Equatable {
        var shown: [UInt8] = []
        var messages: [MessageFilter.Message] = []
    }

    static func filter(_ chunks: [[UInt8]], expectsBoot: Bool = false) -> Result {
        var filter = MessageFilter(token: token)
        filter.expectsBoot = expectsBoot
        var result = Result()
        for chunk in chunks {
            var offset = 0
            while let piece = filter.next(in: chunk.span, from: &offset) {
                switch piece {
                case .passed(let range): result.shown += chunk[range]
                case .released(let bytes): result.shown += bytes
                case .message(let message): result.messages.append(message)
                }
            }
        }
        return result
    }

    static func message(_ body: String, token: String = token) -> [UInt8] {
        Array("\u{1b}]7717;\(token);\(body)\u{07}".utf8)
    }

    @Test func `an authentic message is taken out and read`() {
        let bytes = Array("a".utf8) + Self.message("12;P;0;/tmp;x") + Array("b".utf8)
        let result = Self.filter([bytes])
        #expect(result.shown == Array("ab".utf8))
        #expect(
            result.messages == [
                .shell(sequence: 12, verb: UInt8(ascii: "P"), data: Array("0;/tmp;x".utf8))
            ])
    }

    @Test(arguments: [
        message("1;P;0;/", token: "1123456789abcdef0123456789abcdef"),
        message("1;P;0;/", token: "0123456789abcdef0123456789abcdee"),
        message("1;P;0;/", token: "0123456789ABCDEF0123456789ABCDEF"),
        message("1;P;0;/", token: "0123456789abcdef0123456789abcdef0"),
        message("1;P;0;/", token: "0123"), message("1;P;0;/", token: ""),
        message("1;P;0;/", token: "boot"),
        Array("\u{1b}]7717;boot;1\u{07}".utf8), Array("\u{1b}]771".utf8) + [0x1b, 0x5b, 0x6d],
        Array("\u{1b}\u{1b}]7717;\u{1b}[1m\u{1b}]0;title\u{07}".utf8),
    ])
    func `what has not the right token passes on untouched`(_ bytes: [UInt8]) {
        let ended = bytes + [0x2e]
        #expect(Self.filter([ended]) == Result(shown: ended))
        #expect(Self.filter(ended.map { [$0] }) == Result(shown: ended))
    }

    @Test func `a wrong token is passed on once 40 bytes of it are there`() {
        let bytes = Array("\u{1b}]7717;ffffffffffffffffffffffffffffffff;1;P".utf8)
        for count in 0...bytes.count {
            let shown = Self.filter([Array(bytes.prefix(count))]).shown.count
            #expect(shown == 0 || count >= 40)
            #expect(count < 40 || shown >= count - 1)
        }
    }

    @Test(arguments: [
        "\u{1b}]7717;", "\u{1b}P+q", "\u{1b}]0;title", "\u{1b}]7717;0123456789abcdef", "\u{1b}[",
        "\u{1b}_G", "\u{1b}]7717;0123456789abcdef0123456789abcdef;1;C;never ended",
    ])
    func `a sequence that somebody left open doesn't hide the message after it`(_ open: String) {
        let result = Self.filter([Array(open.utf8) + Self.message("2;P;0;/")])
        #expect(result.messages.map { "\($0)" }.count == 1)
        let isOurs = open.contains(Self.token)
        #expect(result.shown == (isOurs ? [] : Array(open.utf8)))
    }

    @Test(arguments: [
        "P", ";P;", "x;P;1", "1;p;1", "1;PX", "1", "", "-1;P;0;/", "9999999999999999;P;0;/",
    ])
    func `an authentic message that can't be read is dropped`(_ body: String) {
        let result = Self.filter([Self.message(body) + Array("on".utf8)])
        #expect(result == Result(shown: Array("on".utf8)))
    }

    @Test func `a control character ends a message and keeps its own meaning`() {
        let open = Array("\u{1b}]7717;\(Self.token);1;P;0".utf8)
        let result = Self.filter([open + [0x08] + Array("x".utf8) + open + Self.message("3;P;0;/")])
        #expect(result.shown == [0x08, 0x78])
        #expect(result.messages.count == 1)
    }

    @Test func `a message of 10 MB is dropped without being kept`() {
        let chunk = [UInt8](repeating: 0x41, count: 1 << 16)
        var chunks = [Array("\u{1b}]7717;\(Self.token);1;L;".utf8)]
        chunks += Array(repeating: chunk, count: 160)
        chunks.append([0x07] + Array("on".utf8) + Self.message("2;P;0;/"))
        let result = Self.filter(chunks)
        #expect(result.shown == Array("on".utf8))
        #expect(result.messages.count == 1)
    }

    @Test func `the loader's first word is a message only while it is expected`() {
        let bytes = Array("x\u{1b}]7717;boot;71\u{07}y".utf8)
        let result = Self.filter(bytes.map { [$0] }, expectsBoot: true)
        #expect(result == Result(shown: Array("xy".utf8), messages: [.boot]))
        #expect(Self.filter([bytes]) == Result(shown: bytes))
    }

    @Test func `random streams in random pieces give the same bytes and messages`() {
        var random = Generator(state: 71)
        let parts: [[UInt8]] = [
            Array("plain text".utf8), [0x1b], [0x07], [0x0d, 0x0a], [0xc3, 0xa9, 0x9d, 0x00],
            Array("\u{1b}]7717;".utf8), Array(Self.token.utf8), Array(";1;P;0;/home".utf8),
            Array("\u{1b}[31m".utf8), Array("\u{1b}]0;t".utf8), Array("\u{1b}P".utf8),
            Self.message("7;C;#save"), Self.message("7;C;#save", token: "boot"),
            Self.message("bad"), Array("\u{1b}]7717;\(Self.token);".utf8),
            Array("\u{1b}]7717;0123456789abcdef".utf8),
        ]
        for _ in 0..<2000 {
            var stream: [UInt8] = []
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let part = parts.randomElement(using: &random) ?? []
                stream += Bool.random(using: &random) ? part : Array(part.dropLast())
            }
            // A last byte that opens nothing, so that nothing is still undecided.
            stream.append(0x08)
            let expected = Self.reference(stream)
            var chunks: [[UInt8]] = []
            var rest = stream[...]
            while !rest.isEmpty {
                let size = Int.random(in: 1...9, using: &random)
                chunks.append(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            #expect(Self.filter(chunks) == expected)
        }
    }

    /// The same by looking at the whole stream at once.
    private static func reference(_ stream: [UInt8]) -> Result {
        let opening = Array("\u{1b}]7717;\(token);".utf8)
        var result = Result()
        var at = 0
        while at < stream.count {
            guard stream[at...].starts(with: opening) else {
                result.shown.append(stream[at])
                at += 1
                continue
            }
            let body = stream[(at + opening.count)...]
            let end = body.firstIndex { $0 < 0x20 && $0 != 0x0a && $0 != 0x0d } ?? stream.count
            at = end
            guard end < stream.count, stream[end] == 0x07 else { continue }
            at += 1
            let parts = body[..<end].split(
                separator: 0x3b, maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count >= 2, let number = Int(String(decoding: parts[0], as: UTF8.self)),
                parts[1].count == 1, let verb = parts[1].first, (0x41...0x5a).contains(verb)
            else { continue }
            result.messages.append(
                .shell(
                    sequence: number, verb: verb, data: parts.count > 2 ? Array(parts[2]) : []))
        }
        return result
    }

    /// SplitMix64, so that a failure comes again.
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var word = state
            word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
            word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
            return word ^ word >> 31
        }
    }
}

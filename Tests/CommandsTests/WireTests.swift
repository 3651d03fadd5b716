import Containers
import Testing

@testable import Commands

@Suite struct WireTests {
    @Test(
        "A report is the same after it went over the wire",
        arguments: [
            Report.progress(step: "committing", done: 1, total: 2),
            .progress(step: "x", done: nil, total: nil), .message(.warning, "a \"b\"\n"),
            .document(Document(topic: "inspect", title: "t", body: .array([.null]))),
            .request(.environment), .request(.environmentNow),
            .request(
                .change(
                    set: [.init(name: "A", value: Array(1...255))], unset: ["B"], directory: "/x")),
            .result(status: 3, "no"),
        ])
    func reports(_ report: Report) throws {
        #expect(try Report(line: Array(report.json.compact.utf8)) == report)
    }

    @Test(
        "A reply is the same after it went over the wire",
        arguments: [
            Reply.changed(refused: ["A"]), .unavailable("busy"),
            .environment([.init(name: "A", value: [0x80, 0x0a])]),
        ])
    func replies(_ reply: Reply) throws {
        #expect(try Reply(JSON(parsing: Array(reply.json.compact.utf8))) == reply)
    }

    @Test("A line that is no report is an error", arguments: ["", "{}", "x", "{\"result\":\"x\"}"])
    func unreadable(_ line: String) {
        #expect(throws: (any Error).self) { try Report(line: Array(line.utf8)) }
    }
}

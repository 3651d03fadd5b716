import Foundation
import Testing

@testable import Terminal

/// Recorded sessions and the screens that they must leave; the folder lies beside the repository.
@Suite struct VectorTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/vectors")

    static func names(_ kind: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: kind).path)
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Where we leave another screen, and why.
    static let deviations: [String: String] = [:]

    @Test("A recorded session leaves its screen", arguments: names("sessions"))
    func session(_ name: String) throws { try check("sessions/\(name)", name) }

    @Test("A fixture leaves the screen of a real xterm", arguments: names("xterm"))
    func xterm(_ name: String) throws { try check("xterm/\(name)", name) }

    private func check(_ path: String, _ name: String) throws {
        guard Self.deviations[name] == nil else { return }
        let folder = Self.folder.appending(path: path)
        let bytes = Array(try Data(contentsOf: folder.appending(path: "bytes")))
        let size = try String(contentsOf: folder.appending(path: "size"), encoding: .utf8)
            .split(separator: "x").compactMap {
                Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
            }
        let wanted = Self.trimmed(
            try String(contentsOf: folder.appending(path: "screen"), encoding: .utf8))
        for chunk in [bytes.count, 1, 7] {
            var screen = Screen(size: Size(columns: size[0], rows: size[1]), scrollback: 1000)
            screen.feed(bytes, inPiecesOf: chunk)
            #expect(Self.trimmed(screen.text) == wanted, "pieces of \(chunk)")
        }
    }

    private static func trimmed(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        while lines.last == "" { lines.removeLast() }
        return lines
    }
}

extension Screen {
    mutating func feed(_ bytes: [UInt8], inPiecesOf size: Int = .max) {
        var place = 0
        while place < bytes.count {
            let end = min(bytes.count, place + max(1, min(size, bytes.count)))
            feed(bytes.span.extracting(place..<end))
            place = end
        }
    }

    mutating func feed(_ text: String) { feed(Array(text.utf8)) }

    /// The rows, with a line feed behind each.
    var text: String {
        var text = ""
        for row in 0..<size.rows {
            for cell in grid.cells(of: row) where !cell.isContinuation {
                text += self.text(of: cell.content)
            }
            text += "\n"
        }
        return text
    }
}

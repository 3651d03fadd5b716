import Support
import Terminal
import Testing

/// A program driven by the same keys twice at the same time, in containers that are alike: by the
/// engine's own client in a plain terminal, and in the pane of `paks tui`, which is as large.
///
/// Whenever both have come to rest, the two screens must look alike, cell by cell, twice: as our
/// own core shows what was printed, and as tmux does; and both must see the plain terminal alike.
@Suite("Programs look in the pane as they look in a plain terminal, on a real engine")
struct LookTests {
    @Test("Every cell and the cursor", arguments: LookSession.all, LookTests.places)
    func look(session: LookSession, place: LookPlace) throws {
        guard let engine = TestEngine.own.first(where: { $0.kind == .docker }) else { return }
        try World.on(engine) { world in
            let pair = try LookPair(world, place, withTmux: session.isForTmux)
            defer { pair.stop() }
            try pair.enter(session.start)
            for step in session.steps {
                if let keys = step.keys { pair.type(keys) }
                let differences = try pair.differences(after: step.name, when: step.isReached)
                #expect(differences.isEmpty, "\(step.name): \(differences.lines)")
            }
            try pair.leave()
        }
    }

    @Test("In windows of other sizes, and after them", arguments: LookSession.resized)
    func resized(session: LookSession) throws {
        guard let engine = TestEngine.own.first(where: { $0.kind == .docker }) else { return }
        try World.on(engine) { world in
            // How tmux lays lines out anew is its own affair.
            let pair = try LookPair(world, Self.places[1], withTmux: false)
            try pair.enter(session.start)
            for step in session.steps {
                if let keys = step.keys { pair.type(keys) }
                let differences = try pair.differences(after: step.name, when: step.isReached)
                #expect(differences.isEmpty, "\(step.name): \(differences.lines)")
                for (columns, rows) in [(70, 20), (150, 40), (41, 9), (121, 30)] {
                    pair.resize(to: Size(columns: columns, rows: rows))
                    let differences = try pair.differences(after: "\(columns)x\(rows)") { _ in
                        true
                    }
                    #expect(
                        differences.isEmpty,
                        "\(step.name), \(columns)x\(rows): \(differences.lines)")
                }
            }
            try pair.leave()
        }
    }

    /// The pane beside the side panes, and the pane alone.
    static let places = [
        LookPlace(testDescription: "beside panes", columns: 80, rows: 35, outer: 121, zooms: false),
        LookPlace(testDescription: "zoomed", columns: 121, rows: 30, outer: 121, zooms: true),
    ]
}

/// Where the pane is: its own size, and the window's columns; the window has one row more.
struct LookPlace: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let columns, rows, outer: Int
    let zooms: Bool

    var size: Size { Size(columns: columns, rows: rows) }
    var window: Size { Size(columns: outer, rows: rows + 1) }
}

extension [String] {
    fileprivate var lines: String { map { "\n  " + $0 }.joined() }
}

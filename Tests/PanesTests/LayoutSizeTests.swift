import Terminal
import Testing

@testable import Panes

@Suite struct LayoutSizeTests {
    enum Zoom: CaseIterable { case off, on }
    enum Drawer: CaseIterable { case closed, open }

    @Test(arguments: Zoom.allCases, Drawer.allCases)
    func `on every size all parts are inside and side panes don't overlap`(
        zoom: Zoom, drawer: Drawer
    ) {
        for columns in 1...300 {
            for rows in 1...100 {
                for shift in [-500, 0, 500] {
                    let size = Size(columns: columns, rows: rows)
                    let layout = Layout(
                        size: size, isZoomed: zoom == .on, shift: shift, overlay: drawer == .open)
                    if let problem = Self.problem(of: layout, size) {
                        Issue.record("\(columns)x\(rows) shifted by \(shift): \(problem)")
                        return
                    }
                }
            }
        }
    }

    /// What stands outside or on something else.
    static func problem(of layout: Layout, _ size: Size) -> String? {
        let parts =
            [layout.shell] + layout.sides + layout.titles + (layout.status.map { [$0] } ?? [])
        for part in parts
        where part.row + part.rows > size.rows || part.column + part.columns > size.columns {
            return "\(part) is outside"
        }
        if layout.shell.isEmpty { return "there is no shell" }
        let beside = layout.sides + layout.titles + (layout.status.map { [$0] } ?? [])
        for (index, part) in beside.enumerated() {
            for other in beside[(index + 1)...] where overlap(part, other) {
                return "\(part) and \(other) overlap"
            }
        }
        // A drawer lies over the shell; a pane of its own place doesn't.
        let isDrawer = layout.sides.contains { overlap($0, layout.shell) }
        if isDrawer, layout.shell.columns < size.columns { return "a pane lies on a narrow shell" }
        if let status = layout.status, overlap(status, layout.shell) { return "status on shell" }
        return nil
    }

    static func overlap(_ one: Rectangle, _ other: Rectangle) -> Bool {
        !one.isEmpty && !other.isEmpty && one.row < other.row + other.rows
            && other.row < one.row + one.rows && one.column < other.column + other.columns
            && other.column < one.column + one.columns
    }

    @Test func `the shell keeps 80 columns while the terminal has them`() {
        for columns in 80...300 {
            for rows in 1...100 {
                for shift in [-300, 0, 300] {
                    let layout = Layout(
                        size: Size(columns: columns, rows: rows), isZoomed: false, shift: shift)
                    guard layout.shell.columns < 80 else { continue }
                    Issue.record("\(columns)x\(rows): \(layout.shell.columns) columns")
                    return
                }
            }
        }
    }

    @Test(arguments: [
        (200, 60, Layout.Tier.three, 3, Size(columns: 130, rows: 59)),
        (120, 30, .three, 3, Size(columns: 80, rows: 29)),
        (119, 30, .one, 1, Size(columns: 80, rows: 29)),
        (120, 29, .one, 1, Size(columns: 80, rows: 28)),
        (90, 20, .one, 1, Size(columns: 80, rows: 19)),
        (89, 20, .overlay, 0, Size(columns: 89, rows: 19)),
        (200, 19, .overlay, 0, Size(columns: 200, rows: 18)),
        (80, 24, .overlay, 0, Size(columns: 80, rows: 23)),
        (40, 8, .overlay, 0, Size(columns: 40, rows: 7)),
        (39, 8, .bare, 0, Size(columns: 39, rows: 8)),
        (200, 7, .bare, 0, Size(columns: 200, rows: 7)),
        (80, 46, .one, 1, Size(columns: 80, rows: 29)),
        (1, 1, .bare, 0, Size(columns: 1, rows: 1)),
    ])
    func `what there is room for follows from the size`(
        columns: Int, rows: Int, tier: Layout.Tier, sides: Int, shell: Size
    ) {
        let layout = Layout(size: Size(columns: columns, rows: rows), isZoomed: false)
        #expect(layout.tier == tier)
        #expect(layout.sides.count == sides)
        #expect(Size(columns: layout.shell.columns, rows: layout.shell.rows) == shell)
    }

    @Test(arguments: [(200, 60), (120, 30), (80, 24), (80, 60), (40, 8)])
    func `zoomed, the shell has all but the last row`(columns: Int, rows: Int) {
        let layout = Layout(size: Size(columns: columns, rows: rows), isZoomed: true)
        #expect(layout.shell == Rectangle(row: 0, column: 0, columns: columns, rows: rows - 1))
        #expect(layout.sides.isEmpty)
    }
}

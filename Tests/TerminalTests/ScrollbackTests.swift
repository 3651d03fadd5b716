import Testing

@testable import Terminal

/// The history as plain lists, to compare with.
private struct PlainHistory {
    var columns: Int
    var lines: [[UInt64]] = []
    var isOpen = false

    mutating func append(_ cells: [UInt64], isWrapped: Bool) {
        var cells = cells
        if isWrapped {
            if cells.last.map({ $0 & Cell.partMask == Cell.spacerBits }) == true {
                cells.removeLast()
            }
        } else {
            while cells.last == 0 { cells.removeLast() }
        }
        if isOpen { lines[lines.count - 1] += cells } else { lines.append(cells) }
        isOpen = isWrapped
    }

    func rows(of line: [UInt64]) -> [[UInt64]] {
        var rows: [[UInt64]] = []
        var rest = line[...]
        while rest.count > columns {
            let last = rest[rest.startIndex + columns - 1]
            let isTorn = columns > 1 && last & Cell.partMask == Cell.headBits
            let count = isTorn ? columns - 1 : columns
            rows.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        rows.append(Array(rest))
        return rows
    }

    var rows: [[UInt64]] { lines.flatMap { rows(of: $0) } }

    /// Drops the oldest rows beyond a limit.
    mutating func trim(to limit: Int) {
        while rows.count > limit {
            let count = rows(of: lines[0])[0].count
            if count == lines[0].count {
                lines.removeFirst()
            } else {
                lines[0].removeFirst(count)
                if lines[0][0] & Cell.partMask == Cell.tailBits { lines[0][0] &= Cell.styleMask }
            }
        }
        if lines.isEmpty { isOpen = false }
    }
}

extension Dice {
    /// A number from 0 to below the limit.
    fileprivate mutating func next(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}

@Suite("The history gives back what left the screen")
struct ScrollbackTests {
    /// A row of one of the kinds that are held differently.
    private func row(columns: Int, isWrapped: Bool, _ random: inout Dice) -> [UInt64] {
        let count = isWrapped ? columns : random.next(columns + 1)
        let styles = (0..<3).map { _ in UInt64(random.next(4)) << Cell.styleShift }
        var cells: [UInt64] = []
        let kind = random.next(6)
        while cells.count < count {
            let style =
                kind == 0
                ? styles[0] : kind < 3 ? styles[cells.count * 3 / count] : styles[random.next(3)]
            switch kind {
            case 4 where cells.count + 2 <= count:
                cells.append(style | 0x4E00 | Cell.headBits)
                cells.append(style | Cell.tailBits)
            case 5 where random.next(9) == 0: cells.append(style | 3 | Cell.clusterBit)
            case 5 where random.next(9) == 0:
                cells.append(style | 0x41 | Cell.protectedBit)
            default: cells.append(style | UInt64([0, 0x20, 0x41, 0x7E, 0xFF][random.next(5)]))
            }
        }
        return cells
    }

    private func put(_ cells: [UInt64], isWrapped: Bool, into grid: inout Grid) {
        grid.clear(0, with: 0)
        let base = grid.open(0, to: cells.count)
        for (column, bits) in cells.enumerated() { grid.cells[base + column] = bits }
        grid.rows[0].isWrapped = isWrapped
        grid.rows[0].mayBeWide = cells.contains { $0 & Cell.partMask != 0 }
    }

    @Test(
        "Rows of every kind, at every width, beside plain lists", arguments: 0..<40 as Range<UInt64>
    )
    func model(seed: UInt64) {
        var random = Dice(seed: seed)
        var columns = 1 + random.next(40)
        let limit = 1 + random.next(60)
        var plain = PlainHistory(columns: columns)
        var history = Scrollback(limit: limit, columns: columns)
        for _ in 0..<400 {
            switch random.next(20) {
            case 0:
                columns = 1 + random.next(40)
                plain.columns = columns
                history.setColumns(columns)
                plain.trim(to: limit)
                history.trim()
            case 1 where !plain.lines.isEmpty:
                let kept = random.next(plain.lines.count)
                let cut = plain.lines[kept]
                history.removeLast(keeping: kept + 1)
                plain.lines.removeLast(plain.lines.count - kept - 1)
                plain.isOpen = false
                if cut.count > 1 {
                    var length = 1 + random.next(cut.count - 1)
                    if cut[length] & Cell.partMask == Cell.tailBits { length += 1 }
                    history.cutLast(to: length)
                    plain.lines[kept] = Array(cut.prefix(length))
                    plain.isOpen = true
                }
            case 2 where random.next(10) == 0:
                plain = PlainHistory(columns: columns)
                history.removeAll()
            default:
                let isWrapped = random.next(3) == 0
                let cells = row(columns: columns, isWrapped: isWrapped, &random)
                var grid = Grid(size: Size(columns: columns, rows: 1))
                put(cells, isWrapped: isWrapped, into: &grid)
                history.append(0, of: grid)
                plain.append(cells, isWrapped: isWrapped)
                plain.trim(to: limit)
                history.trim()
            }
            let rows = plain.rows
            #expect(history.rows == rows.count)
            #expect(history.lineCount == plain.lines.count)
            #expect(history.isOpen == plain.isOpen)
            if plain.isOpen { #expect(history.openLength == plain.lines.last?.count) }
            #expect(history.lastRows(rows.count + 3).map { history.cells(of: $0) } == rows)
            let half = rows.count / 2
            #expect(
                history.lastRows(half).map { history.cells(of: $0) } == Array(rows.suffix(half)))
            #expect(
                history.rows(fromLine: plain.lines.count / 2).map { history.cells(of: $0) }
                    == plain.lines.dropFirst(plain.lines.count / 2).flatMap { plain.rows(of: $0) })
        }
    }

    @Test("Latin text in few styles takes about a byte a cell")
    func packing() {
        var grid = Grid(size: Size(columns: 200, rows: 1))
        var history = Scrollback(limit: 10_000, columns: 200)
        let cells = (0..<200).map { UInt64($0 / 50) << Cell.styleShift | 0x61 }
        for _ in 0..<10_000 {
            put(cells, isWrapped: false, into: &grid)
            history.append(0, of: grid)
        }
        #expect(history.byteCount < 10_000 * 270)
    }

    @Test("Memory has a limit whatever the rows hold")
    func limit() {
        var grid = Grid(size: Size(columns: 400, rows: 1))
        var history = Scrollback(limit: 1000, columns: 400)
        let cells = (0..<400).map { UInt64($0 % 3) << Cell.styleShift | 0x100 + UInt64($0) }
        for _ in 0..<5000 {
            put(cells, isWrapped: false, into: &grid)
            history.append(0, of: grid)
            history.trim()
        }
        #expect(history.rows < 600)
        #expect(history.byteCount <= (history.wordLimit + 4 * ScrollbackBlock.size) * 8)
    }
}

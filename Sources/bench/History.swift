import Glibc

/// What the history's rows are filled with.
enum Filling: String, CaseIterable {
    /// Lines of a log, as long as they come.
    case log
    /// Every cell of every row.
    case full
    /// One letter a row.
    case short

    /// 10,000 lines and a screenful.
    func lines(columns: Int, rows: Int) -> [UInt8] {
        var writer = PayloadWriter(columns: columns, rows: rows)
        for _ in 0..<10_000 + rows {
            switch self {
            case .log: writer.logLine()
            case .full: writer.add("scrolling_fullscreen")
            case .short: writer.put("y\r\n")
            }
        }
        return writer.bytes
    }
}

/// Bytes that the process grows by when a core reads bytes.
struct Growth: Measuring {
    let bytes: [UInt8]
    let before: Int

    mutating func measure(_ core: inout some Core & ~Copyable) -> Int {
        bytes.withUnsafeBufferPointer { core.feed($0) }
        return Self.residentBytes() - before
    }

    /// Bytes of this process that are in memory (proc(5), `statm`).
    static func residentBytes() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
        let text = String(decoding: line.map(UInt8.init(bitPattern:)), as: UTF8.self)
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) : 0
    }

    /// Prints the growth alone: it is asked of a process that did nothing else before.
    static func probe(_ cores: Cores, _ core: CoreName, _ filling: Filling, columns: Int) {
        let bytes = filling.lines(columns: columns, rows: 24)
        let growth = cores.measure(
            core, columns: columns, rows: 24, with: Growth(bytes: bytes, before: residentBytes()))
        show("\(growth ?? 0)")
    }

    static func table(_ arguments: [String]) {
        show("\nMemory for 10,000 lines of history, MB")
        show(
            left("lines", 32) + right("paks", 10) + right("ghostty", 10)
                + "   (libvterm keeps none)")
        for columns in [80, 200] {
            for filling in Filling.allCases {
                let sizes = [CoreName.paks, .ghostty].map { core in
                    let words =
                        arguments + ["--probe", core.rawValue, filling.rawValue, "\(columns)"]
                    return ownOutput(words).flatMap { Int($0) }.map { Double($0) / 1e6 }
                }
                show(
                    left("\(filling.rawValue) at \(columns) columns", 32)
                        + sizes.map { number($0 == 0 ? nil : $0, 10, digits: 1) }.joined())
            }
        }
    }
}

/// Milliseconds of changes of the width with 10,000 lines of history.
struct Resizing: Measuring {
    let bytes: [UInt8]
    let columns: Int

    mutating func measure(_ core: inout some Core & ~Copyable) -> Double {
        bytes.withUnsafeBufferPointer { core.feed($0) }
        return median(
            (0..<20).map { round in
                let start = processorSeconds()
                core.resize(columns: round % 2 == 0 ? columns - 20 : columns, rows: 24)
                return (processorSeconds() - start) * 1000
            })
    }

    static func table(_ cores: Cores) {
        show("\nA change of the width with 10,000 lines of history, ms, medians of 20")
        show(
            left("lines", 32) + CoreName.allCases.map { right($0.rawValue, 10) }.joined()
                + "   (libvterm: the screen only)")
        for columns in [80, 200] {
            for filling in Filling.allCases {
                let bytes = filling.lines(columns: columns, rows: 24)
                let times = CoreName.allCases.map { core in
                    cores.measure(
                        core, columns: columns, rows: 24,
                        with: Resizing(bytes: bytes, columns: columns))
                }
                show(
                    left("\(filling.rawValue), \(columns) to \(columns - 20) and back", 32)
                        + times.map { number($0, 10, digits: 2) }.joined())
            }
        }
    }
}

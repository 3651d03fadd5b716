import CCurses

extension TerminalDescription {
    /// The compiled form, with numbers of 32 bits and the extended part (term(5)).
    func compiled(name: String) -> [UInt8] {
        let flagNames = Self.names(paks_flag_name)
        let numberNames = Self.names(paks_number_name)
        let stringNames = Self.names(paks_string_name)
        var table: [UInt8] = []
        var offsets: [Int] = []
        for name in stringNames {
            guard let string = strings[name] else {
                offsets.append(-1)
                continue
            }
            offsets.append(table.count)
            table += string + [0]
        }

        var entry = Compiled()
        let label = Array(name.utf8) + [0]
        entry.short(0o1036)
        for count in [
            label.count, flagNames.count, numberNames.count, offsets.count, table.count,
        ] {
            entry.short(count)
        }
        entry.bytes += label
        entry.bytes += flagNames.map { flags.contains($0) ? 1 : 0 }
        entry.align()
        for name in numberNames { entry.long(numbers[name] ?? -1) }
        for offset in offsets { entry.short(offset) }
        entry.bytes += table

        let extended = flags.subtracting(flagNames).sorted()
        entry.align()
        let names = extended.map { Array($0.utf8) + [0] }
        for count in [extended.count, 0, 0, extended.count, names.joined().count] {
            entry.short(count)
        }
        entry.bytes += extended.map { _ in 1 }
        entry.align()
        var offset = 0
        for name in names {
            entry.short(offset)
            offset += name.count
        }
        entry.bytes += names.joined()
        return entry.bytes
    }

    private static func names(_ name: (Int32) -> UnsafePointer<CChar>?) -> [String] {
        var names: [String] = []
        while let next = name(Int32(names.count)) { names.append(String(cString: next)) }
        return names
    }

    private struct Compiled {
        var bytes: [UInt8] = []

        mutating func short(_ value: Int) {
            let bits = UInt16(truncatingIfNeeded: value)
            bytes += [UInt8(truncatingIfNeeded: bits), UInt8(bits >> 8)]
        }

        mutating func long(_ value: Int) {
            short(value)
            short(value >> 16)
        }

        mutating func align() {
            if bytes.count % 2 != 0 { bytes.append(0) }
        }
    }
}

import Terminal

extension StandIns {
    /// Puts into ncurses' output what its stand-ins stand for.
    func expanded(_ bytes: [UInt8]) -> [UInt8] {
        // Stand-ins take four bytes.
        guard bytes.contains(where: { $0 >= 0xF0 }) else { return bytes }
        var output = Expansion()
        output.bytes.reserveCapacity(bytes.count * 2)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0xF0, index + 3 < bytes.count {
                let scalar =
                    UInt32(byte & 7) << 18 | UInt32(bytes[index + 1] & 63) << 12
                    | UInt32(bytes[index + 2] & 63) << 6 | UInt32(bytes[index + 3] & 63)
                if let meaning = meaning(of: scalar) {
                    expand(meaning, into: &output)
                } else {
                    output.setLook(link: 0, uri: "", underline: .default)
                    output.bytes += bytes[index..<(index + 4)]
                }
                index += 4
            } else if byte == 0x1B {
                let end = Self.endOfSequence(in: bytes, from: index)
                output.copySequence(bytes[index..<end])
                index = end
            } else {
                // Controls move the cursor and take no colour and no link.
                if byte >= 0x20 { output.setLook(link: 0, uri: "", underline: .default) }
                output.bytes.append(byte)
                index += 1
            }
        }
        output.setLook(link: 0, uri: "", underline: .default)
        return output.bytes
    }

    private func expand(_ meaning: Meaning, into output: inout Expansion) {
        output.setLook(
            link: meaning.link, uri: meaning.link == 0 ? "" : links[meaning.link - 1],
            underline: meaning.underlineColor)
        let width = meaning.isWide ? 2 : 1
        if let column = meaning.column {
            // Blank first: a terminal that takes it for narrower leaves no old half behind.
            output.bytes += Array(repeating: 0x20, count: width)
            output.moveTo(column: column)
        }
        if meaning.content & Frame.Cell.clusterFlag != 0 {
            output.bytes += Array(clusters[Int(meaning.content & ~Frame.Cell.clusterFlag)].utf8)
        } else if let scalar = Unicode.Scalar(meaning.content) {
            output.bytes += Array(String(scalar).utf8)
        }
        if let column = meaning.column { output.moveTo(column: column + width) }
    }

    private static func endOfSequence(in bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        let isControlSequence = index < bytes.count && bytes[index] == UInt8(ascii: "[")
        if isControlSequence { index += 1 }
        let last: ClosedRange<UInt8> = isControlSequence ? 0x40...0x7E : 0x30...0x7E
        while index < bytes.count, !last.contains(bytes[index]) { index += 1 }
        return min(bytes.count, index + 1)
    }

    /// The output so far, and the link and colour in force at its end.
    private struct Expansion {
        var bytes: [UInt8] = []
        private var link = 0
        private var underline = Color.default

        mutating func setLook(link: Int, uri: String, underline: Color) {
            if link != self.link {
                // The id makes the lines of one link light up together.
                append(link == 0 ? "\u{1B}]8;;\u{1B}\\" : "\u{1B}]8;id=p\(link);\(uri)\u{1B}\\")
                self.link = link
            }
            if underline != self.underline {
                switch underline.kind {
                case .default: append("\u{1B}[59m")
                case .palette(let index): append("\u{1B}[58:5:\(index)m")
                case .rgb(let red, let green, let blue):
                    append("\u{1B}[58:2::\(red):\(green):\(blue)m")
                }
                self.underline = underline
            }
        }

        mutating func moveTo(column: Int) { append("\u{1B}[\(column + 1)G") }

        /// Copies a sequence of ncurses. Its `sgr0` takes the underline's colour with it.
        mutating func copySequence(_ sequence: ArraySlice<UInt8>) {
            bytes += sequence
            if sequence.elementsEqual(Array("\u{1B}[m".utf8))
                || sequence.elementsEqual(Array("\u{1B}[0m".utf8))
            {
                underline = .default
            }
        }

        private mutating func append(_ text: String) { bytes += Array(text.utf8) }
    }
}

/// Whether the outer terminal's background is dark or light: the question and its answer.
///
/// Old terminals don't answer OSC 11, all answer DA1, and answers come in the order of the
/// questions: when DA1's is there first, there will be no other.
package enum BackgroundQuery {
    package enum Appearance: Equatable, Sendable {
        case dark, light
    }

    package enum Answer: Equatable, Sendable {
        case appearance(Appearance)
        /// The answer to DA1: the terminal has said all it had to say.
        case end
    }

    /// OSC 11 and DA1 (xterm ctlseqs).
    package static let question = Array("\u{1B}]11;?\u{1B}\\\u{1B}[c".utf8)

    /// What a report says of the background; `nil` when it is about something else.
    package static func answer(_ report: [UInt8]) -> Answer? {
        let text = String(decoding: report, as: UTF8.self)
        if text.hasPrefix("\u{1B}[?"), text.hasSuffix("c") { return .end }
        guard text.hasPrefix("\u{1B}]11;") else { return nil }
        let value = text.dropFirst(5).prefix { $0 != "\u{7}" && $0 != "\u{1B}" }
        return appearance(ofColor: value).map { .appearance($0) }
    }

    /// A colour in X11's words: `rgb:RRRR/GGGG/BBBB`, `rgba:…`, with 1 to 4 digits a part, or
    /// `#RRGGBB`. Light is what black text can be read on: a luma (ITU-R BT.601) of a half.
    static func appearance(ofColor color: Substring) -> Appearance? {
        var parts: [Substring]
        if color.hasPrefix("#") {
            let digits = color.dropFirst()
            guard digits.count >= 3, digits.count <= 12, digits.count % 3 == 0 else { return nil }
            let length = digits.count / 3
            parts = (0..<3).map { digits.dropFirst($0 * length).prefix(length) }
        } else {
            guard let colon = color.firstIndex(of: ":"),
                ["rgb", "rgba"].contains(color[..<colon])
            else { return nil }
            parts = color[color.index(after: colon)...].split(
                separator: "/", omittingEmptySubsequences: false)
        }
        let values = parts.prefix(3).compactMap { part -> Double? in
            guard (1...4).contains(part.count), let value = Int(part, radix: 16), value >= 0
            else { return nil }
            return Double(value) / Double(1 << (4 * part.count) - 1)
        }
        guard values.count == 3 else { return nil }
        let luma = 0.299 * values[0] + 0.587 * values[1] + 0.114 * values[2]
        return luma >= 0.5 ? .light : .dark
    }
}

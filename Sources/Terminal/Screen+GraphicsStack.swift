extension Screen {
    /// A style that XTPUSHSGR kept, and the parts of it that come back (xterm ctlseqs, `CSI # {`).
    struct PushedGraphics: Sendable {
        var style: Style
        /// Empty for all.
        var parts: Set<Int>
    }

    /// Pushes beyond this are dropped, as in xterm.
    private static let graphicsLimit = 10

    /// XTPUSHSGR.
    mutating func pushGraphics() {
        guard graphicsStack.count < Self.graphicsLimit else { return }
        let parts = Set((0..<parser.count).map { parser.value($0) }.filter { $0 > 0 })
        graphicsStack.append(PushedGraphics(style: pen.style, parts: parts))
    }

    /// XTPOPSGR.
    mutating func popGraphics() {
        guard let pushed = graphicsStack.popLast() else { return }
        pen.isDirty = true
        let link = pen.style.link
        if pushed.parts.isEmpty {
            pen.style = pushed.style
            pen.style.link = link
            return
        }
        let flags: [Int: Attributes] = [
            1: .bold, 2: .faint, 3: .italic, 5: .blink, 7: .reverse, 8: .conceal, 9: .strike,
        ]
        for part in pushed.parts {
            switch part {
            case 4, 21: pen.style.attributes.underline = pushed.style.attributes.underline
            case 10, 30: pen.style.foreground = pushed.style.foreground
            case 11, 31: pen.style.background = pushed.style.background
            default:
                guard let flag = flags[part] else { continue }
                pen.style.attributes.remove(flag)
                pen.style.attributes.formUnion(pushed.style.attributes.intersection(flag))
            }
        }
    }
}

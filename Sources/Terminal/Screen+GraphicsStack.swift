extension Screen {
    /// What XTPUSHSGR kept (xterm ctlseqs, `CSI # {`).
    struct GraphicsStack: Sendable {
        /// Pushes beyond this keep nothing, but each has its pop, as in xterm.
        private static let limit = 10

        private var kept: [PushedGraphics] = []
        private var dropped = 0

        mutating func push(_ graphics: PushedGraphics) {
            if kept.count < Self.limit { kept.append(graphics) } else { dropped += 1 }
        }

        mutating func pop() -> PushedGraphics? {
            guard dropped == 0 else {
                dropped -= 1
                return nil
            }
            return kept.popLast()
        }
    }

    /// A style, and the parts of it that come back.
    struct PushedGraphics: Sendable {
        var style: Style
        /// `nil` for all.
        var parts: Set<Int>?
    }

    /// XTPUSHSGR.
    mutating func pushGraphics() {
        let parts = Set((0..<parser.count).map { parser.value($0) })
        graphicsStack.push(
            PushedGraphics(style: pen.style, parts: parser.count == 0 ? nil : parts))
    }

    /// XTPOPSGR.
    mutating func popGraphics() {
        guard let pushed = graphicsStack.pop() else { return }
        pen.isDirty = true
        let link = pen.style.link
        guard let parts = pushed.parts else {
            pen.style = pushed.style
            pen.style.link = link
            return
        }
        let flags: [Int: Attributes] = [
            1: .bold, 2: .faint, 3: .italic, 5: .blink, 7: .reverse, 8: .conceal, 9: .strike,
        ]
        for part in parts {
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

/// How many colours a terminal shows, the least first.
package enum ColorDepth: Int, Comparable, Sendable {
    case mono, ansi16, palette256, rgb

    package static func < (left: ColorDepth, right: ColorDepth) -> Bool {
        left.rawValue < right.rawValue
    }
}

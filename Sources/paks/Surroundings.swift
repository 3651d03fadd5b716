import Configuration
import Curses
import Terminal

/// What the environment says of the user's terminal.
struct Surroundings {
    /// TERM, empty when it isn't set.
    let term: String
    let depth: ColorDepth
    let charset: OuterScreen.Charset

    init(_ host: LiveHost) {
        term = host.variable("TERM") ?? ""
        depth = ColorDepth.choose(
            term: term, colorTerm: host.variable("COLORTERM"),
            noColor: host.variable("NO_COLOR"), paksColor: host.variable("PAKS_COLOR"),
            terminfoColors: nil)
        // POSIX: the first of these that isn't empty decides.
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { host.variable($0) }
            .first { !$0.isEmpty } ?? "C"
        let name = locale.lowercased()
        charset = name.contains("utf-8") || name.contains("utf8") ? .utf8 : .ascii
    }
}

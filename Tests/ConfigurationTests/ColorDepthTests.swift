import Terminal
import Testing

@testable import Configuration

struct ColorDepthTests {
    struct Surroundings: Sendable {
        var term: String?
        var colorTerm: String?
        var noColor: String?
        var paksColor: String?
        var terminfo: Int?
        var depth: ColorDepth
    }

    @Test(arguments: [
        Surroundings(term: "xterm-256color", terminfo: 256, depth: .palette256),
        Surroundings(term: "xterm-256color", colorTerm: "truecolor", terminfo: 256, depth: .rgb),
        Surroundings(term: "xterm-256color", colorTerm: "24bit", terminfo: 256, depth: .rgb),
        Surroundings(term: "xterm-256color", colorTerm: "yes", terminfo: 256, depth: .palette256),
        Surroundings(term: "tmux-256color", colorTerm: "truecolor", terminfo: 256, depth: .rgb),
        Surroundings(
            term: "screen-256color", colorTerm: "truecolor", terminfo: 256, depth: .palette256),
        Surroundings(
            term: "screen.xterm-256color", colorTerm: "truecolor", terminfo: 256, depth: .palette256
        ),
        Surroundings(term: "screen", colorTerm: "truecolor", terminfo: 8, depth: .ansi16),
        Surroundings(term: "xterm-direct", terminfo: 1 << 24, depth: .rgb),
        Surroundings(term: "xterm-kitty", terminfo: 256, depth: .rgb),
        Surroundings(term: "foot", depth: .rgb),
        Surroundings(term: "linux", terminfo: 8, depth: .ansi16),
        Surroundings(term: "xterm", terminfo: 8, depth: .ansi16),
        Surroundings(term: "vt100", terminfo: -1, depth: .mono),
        Surroundings(term: "vt220", depth: .mono),
        Surroundings(term: "rxvt-unicode-256color", depth: .palette256),
        Surroundings(term: "something", depth: .ansi16),
        Surroundings(term: "dumb", colorTerm: "truecolor", depth: .mono),
        Surroundings(depth: .mono),
        Surroundings(term: "", terminfo: 8, depth: .mono),
        Surroundings(term: "xterm-256color", colorTerm: "truecolor", noColor: "1", depth: .mono),
        Surroundings(term: "xterm-256color", noColor: "", terminfo: 256, depth: .palette256),
        Surroundings(term: "dumb", noColor: "1", paksColor: "always", depth: .rgb),
        Surroundings(term: "xterm", colorTerm: "truecolor", paksColor: "256", depth: .palette256),
        Surroundings(term: "xterm", colorTerm: "truecolor", paksColor: "16", depth: .ansi16),
        Surroundings(term: "xterm", colorTerm: "truecolor", paksColor: "never", depth: .mono),
        Surroundings(
            term: "xterm", colorTerm: "truecolor", noColor: "1", paksColor: "auto", depth: .mono),
    ])
    func theSurroundingsDecide(_ one: Surroundings) {
        #expect(
            ColorDepth.choose(
                term: one.term, colorTerm: one.colorTerm, noColor: one.noColor,
                paksColor: one.paksColor, terminfoColors: one.terminfo) == one.depth)
    }
}

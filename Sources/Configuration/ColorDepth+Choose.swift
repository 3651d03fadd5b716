package import Terminal

extension ColorDepth {
    /// How many colours to use on a terminal that is known by what the environment says of it.
    ///
    /// `PAKS_COLOR` decides when it holds one of `never`, `16`, `256` or `always` (24-bit), each
    /// also by other common words. Then a `NO_COLOR` that isn't empty means none
    /// (no-color.org). Then `COLORTERM` says `truecolor` or `24bit`, but for GNU screen, which
    /// passes it on and can't do it. Then the name of the terminal, and its `colors` in terminfo.
    ///
    /// - Parameter terminfoColors: `colors` of the terminal's terminfo entry, `nil` without one.
    package static func choose(
        term: String?, colorTerm: String?, noColor: String?, paksColor: String?,
        terminfoColors: Int?
    ) -> ColorDepth {
        if let wanted = paksColor.flatMap(named) { return wanted }
        if let noColor, !noColor.isEmpty { return .mono }
        let term = term ?? ""
        if term.isEmpty || term == "dumb" { return .mono }
        if term.hasSuffix("-direct") { return .rgb }
        let isScreen = term == "screen" || term.hasPrefix("screen.") || term.hasPrefix("screen-")
        if !isScreen {
            if ["truecolor", "24bit"].contains(colorTerm ?? "") { return .rgb }
            if trueColorTerminals.contains(where: term.hasPrefix) { return .rgb }
        }
        return counted(terminfoColors ?? colors(ofName: term))
    }

    /// A depth in the words of `PAKS_COLOR`; `nil` for `auto` and anything else.
    private static func named(_ word: String) -> ColorDepth? {
        switch word.lowercased() {
        case "never", "none", "mono", "off", "0": .mono
        case "16", "ansi": .ansi16
        case "256": .palette256
        case "always", "truecolor", "24bit", "rgb": .rgb
        default: nil
        }
    }

    /// Terminals whose entries say 256 although they show 24-bit colours.
    private static let trueColorTerminals = [
        "alacritty", "contour", "foot", "ghostty", "xterm-ghostty", "xterm-kitty", "wezterm",
    ]

    private static func counted(_ colors: Int) -> ColorDepth {
        switch colors {
        case (1 << 24)...: .rgb
        case 256...: .palette256
        case 8...: .ansi16
        default: .mono
        }
    }

    /// Without terminfo: what the name says, and for a name that says nothing 16, which every
    /// terminal of the last decades shows, or none for DEC's older ones.
    private static func colors(ofName term: String) -> Int {
        if term.hasSuffix("-256color") { return 256 }
        if term.hasSuffix("-mono") || term.hasSuffix("-m") { return 0 }
        return ["vt1", "vt2", "vt3", "vt4"].contains(where: term.hasPrefix) ? 0 : 16
    }
}

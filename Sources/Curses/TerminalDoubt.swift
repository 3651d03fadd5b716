/// Why the outer terminal is drawn on as if it were an xterm.
package enum TerminalDoubt: Equatable, Sendable, CustomStringConvertible {
    /// TERM is empty or not set.
    case unnamed
    /// No terminfo entry of that name.
    case unknown(String)
    /// The entry has no way to place the cursor, as that of `dumb`.
    case cannotPlaceCursor(String)
    /// The entry's sequences aren't those of ECMA-48.
    case foreign(String)

    package var description: String {
        let reason =
            switch self {
            case .unnamed: "TERM is not set"
            case .unknown(let name): "there is no description of the terminal '\(name)' here"
            case .cannotPlaceCursor(let name): "the terminal '\(name)' can't place its cursor"
            case .foreign(let name): "the terminal '\(name)' doesn't speak ECMA-48"
            }
        return "\(reason): drawing as on an xterm; set TERM to what your terminal is"
    }
}

/// What kept the outer terminal from being set up.
package enum CursesError: Error, Equatable, CustomStringConvertible {
    /// A file in memory could not be made; the value is `errno`.
    case memory(Int32)
    /// ncurses refused the entry that was made for it.
    case refused(term: String)

    package var description: String {
        switch self {
        case .memory(let number): "no memory to draw into (error \(number)): end other programs"
        case .refused(let term):
            "ncurses can't draw on the terminal '\(term)': set TERM=xterm-256color"
        }
    }
}

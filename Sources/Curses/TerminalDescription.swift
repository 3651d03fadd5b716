import CCurses
import Terminal

/// What ncurses has to know of a terminal: the capabilities of terminfo(5) that drawing needs,
/// and nothing that changes modes, since those are ours to send.
struct TerminalDescription: Equatable {
    var flags: Set<String> = []
    var numbers: [String: Int] = [:]
    var strings: [String: [UInt8]] = [:]
    /// Whether the terminal knows xterm's private modes, OSC and `DECSCUSR`.
    var speaksXterm: Bool
    /// Whether `SGR 4:3` and its like are an underline and not garbage.
    var hasUnderlineStyles: Bool

    /// The description of a terminal by its terminfo name, or of xterm with the reason why.
    static func of(term: String) -> (description: TerminalDescription, doubt: TerminalDoubt?) {
        guard !term.isEmpty else { return (.xterm, .unnamed) }
        guard let known = TerminalDescription(term: term) else { return (.xterm, .unknown(term)) }
        guard let cup = known.strings["cup"] else { return (.xterm, .cannotPlaceCursor(term)) }
        guard cup.starts(with: Array("\u{1B}[".utf8)) else { return (.xterm, .foreign(term)) }
        return (known, nil)
    }

    private init(
        strings: [String: String], flags: Set<String>, speaksXterm: Bool,
        hasUnderlineStyles: Bool
    ) {
        self.strings = strings.mapValues { Array($0.utf8) }
        self.flags = flags
        self.speaksXterm = speaksXterm
        self.hasUnderlineStyles = hasUnderlineStyles
    }

    /// What every emulator of the last decades does (xterm ctlseqs).
    static let xterm = TerminalDescription(
        strings: [
            "clear": "\u{1B}[H\u{1B}[2J", "cup": "\u{1B}[%i%p1%d;%p2%dH", "home": "\u{1B}[H",
            "cuu": "\u{1B}[%p1%dA", "cud": "\u{1B}[%p1%dB", "cuf": "\u{1B}[%p1%dC",
            "cub": "\u{1B}[%p1%dD", "cuu1": "\u{1B}[A", "cuf1": "\u{1B}[C", "cub1": "\u{8}",
            "hpa": "\u{1B}[%i%p1%dG", "vpa": "\u{1B}[%i%p1%dd", "cr": "\r", "ind": "\n",
            "ri": "\u{1B}M", "indn": "\u{1B}[%p1%dS", "rin": "\u{1B}[%p1%dT",
            "csr": "\u{1B}[%i%p1%d;%p2%dr", "il": "\u{1B}[%p1%dL", "il1": "\u{1B}[L",
            "dl": "\u{1B}[%p1%dM", "dl1": "\u{1B}[M", "ech": "\u{1B}[%p1%dX", "el": "\u{1B}[K",
            "el1": "\u{1B}[1K", "ed": "\u{1B}[J", "sgr0": "\u{1B}[m", "bold": "\u{1B}[1m",
            "dim": "\u{1B}[2m", "sitm": "\u{1B}[3m", "ritm": "\u{1B}[23m", "smul": "\u{1B}[4m",
            "rmul": "\u{1B}[24m", "blink": "\u{1B}[5m", "rev": "\u{1B}[7m",
            "invis": "\u{1B}[8m",
        ],
        flags: [], speaksXterm: true, hasUnderlineStyles: true)

    private static let drawingFlags = ["bce", "msgr"]
    private static let drawingNumbers = ["ncv"]

    /// Reads a terminal's own entry, wherever ncurses finds it; `nil` when there is none.
    private init?(term: String) {
        let former = set_curterm(nil)
        defer { set_curterm(former) }
        var problem: Int32 = 0
        guard setupterm(term, -1, &problem) == OK else { return nil }
        defer { del_curterm(set_curterm(nil)) }

        let smcup = Self.string("smcup") ?? []
        speaksXterm = smcup.starts(with: Array("\u{1B}[?".utf8)) || tigetflag("XT") > 0
        // GNU screen reads the colon as a semicolon, and also names what runs inside tmux so.
        hasUnderlineStyles = speaksXterm && !term.hasPrefix("screen")
        flags = Set(Self.drawingFlags.filter { tigetflag($0) > 0 })
        for name in Self.drawingNumbers {
            let number = tigetnum(name)
            if number >= 0 { numbers[name] = Int(number) }
        }
        for name in Self.xterm.strings.keys { strings[name] = Self.string(name) }
        // No alternate character set is ever on, so nothing has to end one.
        strings["sgr0"] = Self.xterm.strings["sgr0"]
        // Entries leave out what the terminal has. Italics are something else in GNU screen.
        for name in ["dim", "invis"] where speaksXterm && strings[name] == nil {
            strings[name] = Self.xterm.strings[name]
        }
    }

    private static func string(_ name: String) -> [UInt8]? {
        // terminfo's "cancelled" and "not a string" are the addresses -1 and 0.
        guard let found = tigetstr(name), Int(bitPattern: found) != -1 else { return nil }
        return withoutPadding(Array(String(cString: found).utf8))
    }

    /// Cuts `$<5>`: delays for the machines of 1980.
    private static func withoutPadding(_ string: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var rest = string[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
                let end = rest.firstIndex(of: UInt8(ascii: ">"))
            {
                rest = rest[(end + 1)...]
            } else {
                kept.append(byte)
            }
        }
        return kept
    }

    /// The entry that is given to ncurses for a depth of colour and a size.
    ///
    /// Without `sgr`, ncurses sends each attribute by itself, and the six highlights that no
    /// terminal has carry what terminfo can't say: strike, overline and the styles of underline.
    func patched(for depth: ColorDepth, size: Size, pairs: Int) -> TerminalDescription {
        var patched = self
        patched.numbers["cols"] = size.columns
        patched.numbers["lines"] = size.rows
        func set(_ name: String, _ value: String) { patched.strings[name] = Array(value.utf8) }
        if speaksXterm {
            set("elhlm", "\u{1B}[9m")
            set("erhlm", "\u{1B}[53m")
        }
        if hasUnderlineStyles {
            set("ethlm", "\u{1B}[4:2m")
            set("elohlm", "\u{1B}[4:3m")
            set("ehhlm", "\u{1B}[4:4m")
            set("evhlm", "\u{1B}[4:5m")
        }
        guard depth > .mono else { return patched }
        patched.numbers["pairs"] = pairs
        patched.flags.insert("AX")
        set("op", "\u{1B}[39;49m")
        set("setaf", Self.color(base: 3, bright: 9, depth: depth))
        set("setab", Self.color(base: 4, bright: 10, depth: depth))
        switch depth {
        case .mono, .ansi16: patched.numbers["colors"] = 16
        case .palette256: patched.numbers["colors"] = 256
        case .rgb:
            patched.numbers["colors"] = CursesColor.directLimit
            // Without it ncurses fills a table of all the colours: 900 MB.
            patched.flags.insert("RGB")
        }
        return patched
    }

    private static func color(base: Int, bright: Int, depth: ColorDepth) -> String {
        let named = "\u{1B}[%?%p1%{8}%<%t\(base)%p1%d%e"
        let bright = "\(bright)%p1%{8}%-%d"
        let indexed = "\(base)8;5;%p1%d"
        let direct =
            "\(base)8;2;%p1%{65536}%/%{255}%&%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d"
        return switch depth {
        case .mono, .ansi16: "\(named)\(bright)%;m"
        case .palette256: "\(named)%p1%{16}%<%t\(bright)%e\(indexed)%;m"
        case .rgb: "\(named)%p1%{16}%<%t\(bright)%e%p1%{256}%<%t\(indexed)%e\(direct)%;m"
        }
    }
}

import Commands
import Testing

@testable import Panes

/// Real shells on a real terminal, one home directory each. The numbers are those of the cases in
/// `facts/shells.md` 5.
@Suite("shells on a terminal", .ownThreads)
struct ShellTests {
    /// What is typed, piece by piece with the echo awaited between, and how often `save` runs.
    struct Typing: CustomTestStringConvertible, Sendable {
        var name: String
        var pieces: [String]
        var runs: [String]
        var startUp: String
        var subject = Subject.bash
        /// The shells that it is about.
        var shells: Set<String>

        var testDescription: String { "\(subject.testDescription): \(name)" }

        init(
            _ name: String, _ pieces: [String], runs: [String], startUp: String = "",
            in shells: Set<String> = every
        ) {
            self.name = name
            self.pieces = pieces
            self.runs = runs
            self.startUp = startUp
            self.shells = shells
        }

        /// Whether it shows that there are hooks: `set -v` shows what PROMPT_COMMAND says, whoever
        /// set it, fish traces the word that reads our code, and mksh what its prompt runs.
        var showsHooks: Bool {
            ["35 set -v", "35 set fish_trace 1", "35 set echo", "35 set verbose"].contains(name)
                || subject.shell == "mksh" && name == "35 set -x"
        }

        /// Whether the program that the first piece starts is there.
        var isPossible: Bool {
            // The first versions go on with the construct, or trace what hooks do.
            if subject.root.contains("bullseye"),
                name.hasPrefix("24") && subject.shell == "ash" || name.contains("fish_trace")
            {
                return false
            }
            guard let program = pieces[0].split(separator: " ").first.map(String.init),
                ["python3", "vim"].contains(program)
            else { return true }
            return subject.has(program)
        }
    }

    static let vi: [String: String] = [
        "bash": "set -o vi", "zsh": "bindkey -v", "fish": "fish_vi_key_bindings",
    ]

    /// Those of the Bourne shell's language.
    static let posix = Subject.prompted.union(["bash", "zsh"])

    /// Those with a line editor.
    static let edits = every.subtracting(["dash"])

    static let every = posix.union(["fish", "tcsh"])

    static let twice: [Typing] =
        [
            ("", every), ("HISTCONTROL=", ["bash"]),
            ("HISTCONTROL=ignoredups", ["bash"]), ("HISTCONTROL=ignoreboth", ["bash"]),
            ("HISTCONTROL=erasedups", ["bash"]), ("HISTIGNORE='#*'", ["bash"]),
            ("set +o history", ["bash"]), ("HISTSIZE=0", ["bash", "zsh"]),
            ("setopt histignorealldups", ["zsh"]), ("setopt histnostore", ["zsh"]),
            ("setopt histignoredups histignorespace", ["zsh"]),
            ("zshaddhistory() { return 1 }", ["zsh"]), ("set fish_history ''", ["fish"]),
            ("set histdup=prev", ["tcsh"]), ("set histdup=all", ["tcsh"]),
            ("set histdup=erase", ["tcsh"]), ("set history=0", ["tcsh"]),
        ].map {
            Typing(
                "2 twice \($0)", ["#save\r", "#save\r"], runs: ["save", "save"], startUp: $0, in: $1
            )
        }

    static let recalled: [Typing] = [
        Typing(
            "2 again, behind another", ["#save\r", "true\r", "#save\r", "\r"],
            runs: ["save", "save"], startUp: "set histdup=all", in: ["tcsh"]),
        Typing(
            "3 behind another line, where a history has neither anew",
            ["true\r", "#save\r", "true\r", "echo a; #size\r"], runs: ["save"],
            startUp: "set histdup=all", in: ["tcsh"]),
        Typing("3 empty lines after it", ["#save\r", "\r", "\r"], runs: ["save"]),
        Typing("4 Up", ["#save\r", "\u{1b}[A", "\r"], runs: ["save", "save"], in: edits),
        Typing(
            "5 Up Up", ["#save\r", "true\r", "\u{1b}[A", "\u{1b}[A", "\r"], runs: ["save", "save"],
            in: edits),
        Typing(
            "4 Up and Enter at once", ["#save\r", "\u{1b}[A\r"], runs: ["save", "save"], in: edits),
        Typing(
            "7 Ctrl-R", ["#save\r", "true\r", "\u{12}", "sav", "\r"], runs: ["save", "save"],
            in: ["bash", "zsh"]),
        Typing(
            "7 search", ["#save\r", "true\r", "sav", "\u{1b}[A", "\r"], runs: ["save", "save"],
            in: ["fish"]),
    ]

    static let edited: [Typing] = [
        Typing("1 typed", ["#save\r"], runs: ["save"]),
        Typing(
            "6 edited with arrows", ["#sve", "\u{1b}[D", "\u{1b}[D", "a", "\r"], runs: ["save"],
            in: edits),
        Typing("11 backspace", ["#sx\u{7f}ave\r"], runs: ["save"]),
        Typing("11 Ctrl-U", ["junk\u{15}#save\r"], runs: ["save"]),
        Typing(
            "11 Ctrl-W", ["#save x y", "\u{17}", "\u{17}", "\r"], runs: ["save "],
            // There it takes all up to the mark.
            in: every.subtracting(["ksh", "tcsh"])),
        Typing("11 erased twice", ["#sab\u{7f}\u{7f}\u{7f}", "save", "\r"], runs: ["save"]),
        Typing(
            "12 completion", ["#sa\t", "ve", "\r"], runs: ["save"],
            in: edits.subtracting(["tcsh"])),
        // It completes the command that it has for it.
        Typing("12 completion", ["#sa\t", "\r"], runs: ["save"], in: ["tcsh"]),
        Typing("11 Ctrl-V", ["#save\u{16}\u{7f}\r"], runs: [], in: ["dash"]),
        Typing("11 a line ended by Ctrl-D", ["#sa\u{04}", "ve\r"], runs: [], in: ["dash"]),
        Typing("17 Ctrl-O", ["#save", "\u{0f}"], runs: ["save"], in: ["bash", "zsh"]),
        Typing(
            "18 wrapped", ["#save m=" + String(repeating: "wide", count: 120) + "\r"],
            runs: ["save m=" + String(repeating: "wide", count: 120)]),
        Typing("16 Ctrl-C", ["#save", "\u{03}"], runs: []),
        Typing("16 Ctrl-C and an empty line", ["#save", "\u{03}", "\r"], runs: []),
        Typing("16 Ctrl-C, then another", ["#save", "\u{03}", "#size\r"], runs: ["size"]),
        Typing("words", ["#save   m=a\r"], runs: ["save   m=a"]),
        Typing("20 only the suggestion is a command", ["#save\r", "#sa", "\r"], runs: ["save"]),
        Typing("21 a comment", ["# save\r"], runs: []),
        Typing("21 an argument", ["echo #save\r"], runs: []),
        Typing("21 a string", ["echo \"#save\"\r"], runs: []),
        Typing("21 a blank before it", [" #save\r"], runs: []),
        Typing("21 no such command", ["#nosuch\r"], runs: []),
        Typing("21 wrong arguments", ["#save extra words\r"], runs: []),
    ]

    static let elsewhere: [Typing] = [
        Typing(
            "22 here-document", ["cat <<E\r", "#save\r", "E\r"], runs: [],
            in: posix),
        Typing(
            "23 continuation", ["for i in 1; do\r", "#save\r", "done\r"], runs: [],
            in: posix),
        Typing("23 continuation", ["for i in 1\r", "#save\r", "end\r"], runs: [], in: ["fish"]),
        Typing(
            "24 continuation, then Ctrl-C", ["(\r", "#save\r", "\u{03}"], runs: [],
            in: posix),
        Typing(
            "24 continuation, then Ctrl-C", ["begin\r", "#save\r", "\u{03}"], runs: [],
            in: ["fish"]),
        Typing("25 read", ["read x\r", "#save\r"], runs: [], in: posix.union(["fish"])),
        Typing("25 read", ["set x=\"$<\"\r", "#save\r"], runs: [], in: ["tcsh"]),
        Typing("23 continuation", ["foreach i (1)\r", "#save\r", "end\r"], runs: [], in: ["tcsh"]),
        Typing(
            "24 continuation, then Ctrl-C", ["foreach i (1)\r", "#save\r", "\u{03}"], runs: [],
            in: ["tcsh"]),
        Typing("25 read -e", ["read -e x\r", "#save\r"], runs: [], in: ["bash"]),
        Typing("25 vared", ["vared -c x\r", "#save\r"], runs: [], in: ["zsh"]),
        Typing(
            "25 select", ["select x in a; do break; done\r", "#save\r", "1\r"], runs: [],
            in: ["bash", "zsh"]),
        Typing("26 cat", ["cat\r", "#save\r", "\u{04}"], runs: []),
        Typing("27 python", ["python3 -q\r", "#save\r", "exit()\r"], runs: []),
        Typing("28 vim", ["vim -u NONE -i NONE x\r", "i#save\r", "\u{1b}", ":q!\r"], runs: []),
        Typing("29 nested bash", ["bash --norc\r", "#save\r", "exit\r"], runs: []),
        Typing(
            "30 a background job's text", ["(sleep 0.1; printf '# #save')&\r", "\r"], runs: [],
            in: posix),
        Typing(
            "30 a background job's text", ["sh -c 'sleep 0.1; printf \"# #save\"' &\r", "\r"],
            runs: [], in: ["fish", "tcsh"]),
        Typing("63 a prompt that is none", ["printf '$ '; cat\r", "#save\r", "\u{04}"], runs: []),
    ]

    /// Reads one that Debian has; without it there is no shell to test.
    private static func plugin(_ file: String) -> String { "[ -r \(file) ] || exit; . \(file)" }

    static let customised: [Typing] =
        [
            ("19 prompt of two lines", #"PS1='\e[32mone\e[m\n\[\e[1m\]two\[\e[m\]$ '"#, ["bash"]),
            ("19 prompt of two lines", "PS1=$'%F{green}one%f\\n%Btwo%b$ '", ["zsh"]),
            ("19 prompt at the right", "RPROMPT='[#size]'", ["zsh"]),
            (
                "19 prompt at the right", "function fish_right_prompt; echo '[#size]'; end",
                ["fish"]
            ),
            ("19 prompt of two lines", #"PS1='one\n\w $ '"#, ["ash"]),
            ("36 comments switched off", "shopt -u interactive_comments", ["bash"]),
            ("36 comments switched on", "setopt interactivecomments", ["zsh"]),
            ("38 hooks replaced", "PROMPT_COMMAND=:", ["bash"]),
            ("38 hooks replaced", "precmd_functions=() preexec_functions=()", ["zsh"]),
            ("38 hooks replaced", "zle-line-finish() { : }; zle -N zle-line-finish", ["zsh"]),
            ("38 hooks of its own", "precmd() { : }; preexec() { : }", ["zsh"]),
            (
                "38 hooks by the function for it",
                "f() { : }; autoload -Uz add-zle-hook-widget; add-zle-hook-widget line-finish f",
                ["zsh"]
            ),
            (
                "38 hooks of its own",
                "function a --on-event fish_prompt; true; end\n"
                    + "function b --on-event fish_preexec; true; end", ["fish"]
            ),
            (
                "39 PROMPT_COMMAND as an array",
                "PROMPT_COMMAND=(: 'history -a; history -n')", ["bash"]
            ),
            ("39 DEBUG trap", "trap : DEBUG; set -T", ["bash"]),
            ("39 DEBUG trap", "trap : DEBUG; TRAPZERR() { : }", ["zsh"]),
            (
                "39 suggestions as one types",
                plugin("/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh"), ["zsh"]
            ),
            (
                "39 colours as one types",
                plugin("/usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh"), ["zsh"]
            ),
            (
                "39 a prompt that looks at all",
                plugin("/usr/share/liquidprompt/liquidprompt"), ["bash", "zsh"]
            ),
            (
                "functions that are called like what the hooks use",
                "function printf; end; function math; end; function string; end", ["fish"]
            ),
        ].map { Typing($0, ["#save\r"], runs: ["save"], startUp: $1, in: $2) }

    static let options: [Typing] =
        [
            ("set -e", posix), ("set -u", posix),
            ("set -x", posix),
            ("set -a", posix), ("set -v", posix),
            ("set -f", posix),
            ("set -C", posix), ("IFS=x", posix),
            ("set -o posix", ["bash"]),
            ("set -b", ["bash"]), ("set +o emacs; set -o vi", ["bash"]),
            ("shopt -s extglob failglob nocasematch", ["bash"]),
            ("setopt ksharrays shwordsplit globsubst", ["zsh"]), ("setopt promptsubst", ["zsh"]),
            ("setopt extendedglob nomatch cshnullglob", ["zsh"]), ("setopt noprompt_cr", ["zsh"]),
            ("setopt warncreateglobal typesetsilent", ["zsh"]), ("setopt noclobber", ["zsh"]),
            ("emulate sh", ["zsh"]), ("emulate ksh", ["zsh"]), ("setopt noshortloops", ["zsh"]),
            ("set echo", ["tcsh"]), ("set verbose", ["tcsh"]), ("set noglob", ["tcsh"]),
            ("set histlit", ["tcsh"]), ("set backslash_quote", ["tcsh"]),
            ("set noclobber", ["tcsh"]),
            ("alias precmd 'set seen'", ["tcsh"]), ("alias postcmd 'set seen'", ["tcsh"]),
            ("alias postcmd 'echo =\\!#:q= >/dev/null'", ["tcsh"]),
            ("alias jobcmd 'echo =\\!#:q= >/dev/null'", ["tcsh"]),
            ("set echo_style=both", ["tcsh"]), ("bindkey -v", ["tcsh"]),
            ("set printexitvalue", ["tcsh"]), ("set fish_trace 1", ["fish"]),
            ("set -g fish_features qmark-noglob", ["fish"]),
        ].map { Typing("35 \($0)", ["#save\r"], runs: ["save"], startUp: $0, in: $1) }

    static let replaced: [Typing] = [
        Typing(
            "38 hooks replaced by hand", ["PROMPT_COMMAND=:\r", "#save\r"], runs: ["save"],
            in: ["bash"]),
        Typing(
            "38 hooks replaced by hand", ["precmd_functions=()\r", "#save\r"], runs: ["save"],
            in: ["zsh"]),
        Typing(
            "38 hooks replaced by hand",
            ["zle-line-finish() { : }; zle -N zle-line-finish\r", "#save\r"], runs: ["save"],
            in: ["zsh"]),
        Typing(
            "38 hooks replaced by hand", ["alias precmd 'set seen'\r", "#save\r"],
            runs: ["save"], in: ["tcsh"]),
        Typing(
            "38 hooks replaced by hand",
            ["alias postcmd 'set seen'\r", "unalias precmd\r", "true\r", "#save\r"],
            runs: ["save"], in: ["tcsh"]),
        Typing(
            "38 start-up file read again", ["source ~/.tcshrc\r", "true\r", "#save\r"],
            runs: ["save"], startUp: "alias precmd 'set seen'; alias postcmd 'set seen'",
            in: ["tcsh"]),
        Typing(
            "38 start-up file read again", [". ~/.bashrc\r", "#save\r"], runs: ["save"],
            startUp: "PROMPT_COMMAND=:", in: ["bash"]),
        Typing(
            "38 start-up file read again", [". ~/.zshrc\r", "#save\r"], runs: ["save"],
            startUp: "precmd_functions=(); zle-line-finish() { : }; zle -N zle-line-finish",
            in: ["zsh"]),
        Typing(
            "38 start-up file read again", [". ~/.config/fish/config.fish\r", "#save\r"],
            runs: ["save"], in: ["fish"]),
    ]

    static let viKeys: [Typing] = [
        Typing(
            "8 fixed in vi's normal mode", ["#svae", "\u{1b}", "hhxav", "\u{1b}", "\r"],
            runs: ["save"]),
        Typing("9 vi Esc k", ["#save\r", "\u{1b}", "k", "\r"], runs: ["save", "save"]),
        Typing("10 vi Esc", ["#save", "\u{1b}", "\r"], runs: ["save"]),
    ]

    /// Where zsh complains of the line, which runs all the same: once after hooks were replaced, and
    /// where an option that a function sets ends with it.
    static let complaining = ["38 start-up file read again", "35 emulate ksh"]

    /// To tcsh any other `#` line is a command that isn't there.
    static func complains(_ typing: Typing) -> Bool {
        complaining.contains(typing.name)
            || typing.subject.shell == "tcsh" && typing.name.hasPrefix("20")
    }

    /// The rows for every shell that they are about.
    static let typings: [Typing] = Subject.all.flatMap { subject in
        let rows =
            edited + twice + recalled + elsewhere + customised + options + replaced
            + (vi[subject.shell].map { setting in
                viKeys.map {
                    var row = $0
                    row.startUp = setting
                    return row
                }
            } ?? [])
        return rows.filter { $0.shells.contains(subject.shell) }
            .map {
                var row = $0
                row.subject = subject
                return row
            }
            .filter(\.isPossible)
    }

    @Test(arguments: typings)
    func `a line that a person submits at the prompt runs, and no other`(_ typing: Typing) throws {
        let home = try Home(typing.subject, startUp: typing.startUp)
        let shell = try home.shell()
        for piece in typing.pieces {
            shell.type(piece)
            // A line that the shell itself has is over with the next prompt, unless it takes away
            // what would tell of that.
            if typing.name.hasPrefix("38"), piece != typing.pieces.last {
                shell.rest(seconds: 0.5)
            } else if typing.runs.isEmpty || shell.link.phase == .atPrompt {
                shell.rest()
            } else {
                try shell.prompt()
            }
        }
        if shell.link.phase == .atPrompt { try shell.prompt() }
        #expect(shell.runs == typing.runs)
        if typing.name.hasPrefix("3 ") { #expect(shell.hints == []) }
        // zsh looks for a command `#` where its comments are off, and nobody is there to help.
        if !typing.runs.isEmpty, !Self.complains(typing) {
            #expect(!shell.screen.contains("not found"))
        }
        #expect(!shell.screen.contains("__paks") || typing.showsHooks)
        #expect(!shell.screen.contains("7717"))
        try shell.prompt()
        try shell.stillWorks()
    }
}

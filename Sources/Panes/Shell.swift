/// A shell that paks can speak with: one row of all in which it differs from the others.
///
/// What is known of them is in `facts/shells.md`; a shell that no row recognises runs as it is.
package struct Shell: Equatable, Sendable {
    /// What the shell calls itself in its messages.
    package let name: String
    /// The text in the probe's answer after which its version stands.
    let sign: String
    /// The first version that the start-up code is right for, and the first for which no longer;
    /// `nil` for a shell that doesn't tell.
    let versions: (from: [Int], before: [Int])?
    /// What it runs at its start, with `@TOK@` in place of the secret.
    let code: @Sendable () -> [UInt8]
    /// How the loader has it run that: lines for a POSIX shell, with the start-up code on
    /// descriptor 9, which the path in `__f` opens, and the shell's words in `$@`.
    let launch: [String]
    /// Where the line that was accepted comes from.
    let lines: Lines
    /// How it is made to ask the host while it waits for a line; `nil` where it can't be.
    let waking: Waking?
    /// What the live shell runs for a change, one statement each, where a POSIX shell that speaks for
    /// it can't say that in the shell's own words.
    var statements: (@Sendable (ShellStatement) -> [[UInt8]])?
    /// What closes an answer of the host: `~`, and a line feed for a shell that reads lines.
    let answerEnd: [UInt8]

    /// Where the text of an accepted line comes from.
    enum Lines: Equatable {
        /// The shell says it, once for each line.
        case reported
        /// The same, but as words with one blank between them.
        case reportedAsWords
        /// The last entry of the shell's history comes with every prompt, whether it is new or not.
        case history
        /// The shell can't tell, and has no line editor: a line is what the terminal's own editing
        /// makes of the keys. For a command of paks, this word is typed in its place, unseen.
        case typed(word: String)
    }

    /// What makes a shell ask the host at its prompt.
    enum Waking: Equatable {
        /// Keys for which it takes back what is half typed, which is typed again behind it.
        case submission([UInt8])
        /// Keys that nobody's keyboard sends, whatever stands on the line.
        case keys([UInt8], Unseen)
        /// A line of its own, typed unseen. What is half typed is taken back before it, and typed
        /// again behind it.
        case line(String)
    }

    /// What isn't shown of what a shell draws when keys wake it.
    enum Unseen {
        case nothing
        /// What it makes of the keys themselves.
        case keys
        /// The prompt drawn anew as well, which may be drawn in another place.
        case prompt
    }

    /// Whether it can be asked at its prompt as often as one likes: nothing is drawn or typed, and
    /// nothing in it is another afterwards.
    var canBeAskedFreely: Bool {
        if case .keys(_, .nothing) = waking { true } else { false }
    }

    /// Whether the prompt that it draws behind what woke it is the one that stands, and not shown.
    var hidesPromptAnew: Bool {
        switch waking {
        case .line, .submission, .keys(_, .prompt): true
        case .keys, nil: false
        }
    }

    package static func == (one: Self, other: Self) -> Bool { one.name == other.name }

    /// All of them.
    static let all = [bash, zsh, fish, ash, dash, mksh, ksh93, tcsh, oldBash, mkshVi]

    /// What they are called in a list of them, each once.
    static var names: [String] { all.filter { $0 != .oldBash && $0 != .mkshVi }.map(\.name) }

    /// ESC [ 7717 ; 9 ~, which the start-up code binds.
    private static let hiddenKeys = Waking.keys(Array("\u{1b}[7717;9~".utf8), .nothing)

    /// The row of a shell that named itself.
    static func named(_ name: String) -> Shell? { all.first { $0.name == name } }

    // MARK: Recognising

    /// What a shell is asked to run so that it shows which one it really is, whatever its name. One
    /// whose `printf` is a program, whose arguments everybody can read, must have said so.
    static let probe =
        #"h=;(PATH=/dev/null;printf .)>/dev/null 2>&1||h=no;history >/dev/null 2>&1&&h=yes$h;"#
        + #"echo "BASH=$BASH_VERSION;ZSH=$ZSH_VERSION;"#
        + #"KSH=$KSH_VERSION;YASH=$YASH_VERSION;HISTORY=$h.""#

    /// The shell that gave this answer to the probe, or to `--version` where it couldn't run that.
    static func recognized(in answer: String) -> Shell? {
        all.first { shell in
            guard let range = answer.firstRange(of: shell.sign) else { return false }
            guard let versions = shell.versions else { return true }
            let version = answer[range.upperBound...].prefix { $0.isNumber || $0 == "." }
                .split(separator: ".").map { Int($0) ?? 0 }
            return !version.lexicographicallyPrecedes(versions.from)
                && version.lexicographicallyPrecedes(versions.before)
        }
    }
}

// MARK: Rows

extension Shell {
    static let bash = Shell(
        name: "bash", sign: "BASH=", versions: ([4, 4], [6]), code: { PackageResources.paks_bash },
        launch: [#"set -- "$@" --rcfile $__f -i"#], lines: .reported, waking: hiddenKeys,
        answerEnd: [0x7e])

    /// One in which keys can't be bound to a look at the line. It sees nothing in a start-up file that
    /// is a pipe before version 4, so that one is read by a file that can be named.
    static let oldBash = Shell(
        name: "old-bash", sign: "BASH=", versions: ([3, 1], [4, 4]),
        code: { PackageResources.paks_sh },
        launch: [
            folder,
            #"[ "$__d" ]&&(umask 022;__p "command rm -rf '$__d';IFS= read -rd '' __paks_r <&9;"#
                + #"eval \"\$__paks_r\"" >"$__d/bashrc")"#,
            #"[ "$__d" ]&&set -- "$@" --rcfile "$__d/bashrc" -i"#,
        ],
        lines: .history, waking: .keys(Array("\u{1b}[7717;9~".utf8), .prompt),
        answerEnd: [0x7e, 0x0a])

    /// A folder for what a shell only reads by name; in memory where there is such a place. The
    /// start-up code removes it.
    private static let folder =
        #"for __d in /dev/shm /tmp /var/tmp /run "$HOME";do __d=$__d/.paks-$$;"#
        + #"mkdir -m 755 "$__d" 2>/dev/null&&break;__d=;done;"#
        + #"[ "$__d" ]||__m="folder that can be written""#

    /// Reads a `.zshenv` from `ZDOTDIR` and nothing else that can be named. What the folder holds
    /// is no secret; that stays in the pipe.
    static let zsh = Shell(
        name: "zsh", sign: ";ZSH=", versions: ([5, 3], [6]), code: { PackageResources.paks_zsh },
        launch: [
            folder,
            #"[ "$__d" ]&&(umask 022;__p '"# + zshenv.joined(separator: "\\0012")
                + #"' >"$__d/.zshenv")"#,
            #"[ "$__d" ]&&{ [ "${ZDOTDIR+x}" ]&&export __paks_z="$ZDOTDIR";"#
                + #"export ZDOTDIR="$__d";set -- "$@" -i;}"#,
        ],
        lines: .reported, waking: hiddenKeys, answerEnd: [0x7e])

    private static let zshenv = [
        #"if ! [[ -o interactive ]];then . "${__paks_z-$HOME}/.zshenv";return;fi"#,
        #"command rm -rf "$ZDOTDIR""#,
        #"if (( ${+__paks_z} ));then ZDOTDIR=$__paks_z;unset __paks_z;else unset ZDOTDIR;fi"#,
        #"IFS= read -rd "" -u 9 __paks_r;exec 9<&-;eval "$__paks_r";unset __paks_r"#,
    ]

    /// Opens a descriptor for itself only when it reads a file that is named.
    static let fish = Shell(
        name: "fish", sign: "fish, version ", versions: ([3, 1], [5]),
        code: { PackageResources.paks_fish },
        launch: [#"set -- "$@" -i -C "source <$__f""#], lines: .reported,
        // From 4.9 on it drops a `~` sequence that it doesn't know, and takes this for Super and a letter.
        waking: .keys(Array("\u{1b}[7717;9u".utf8), .nothing), answerEnd: [0x7e, 0x0a])

    /// What reads the file that ENV names at its start has its own when it is told of ours.
    private static let env = [
        #"[ "${ENV+x}" ]&&export __paks_e="$ENV""#, "export ENV=$__f", #"set -- "$@" -i"#,
    ]

    /// It has no key for it, but asks behind every comment like a command. That one stays in its
    /// history.
    static let ash = Shell(
        name: "ash", sign: "BASH=;ZSH=;KSH=;YASH=;HISTORY=yes.", versions: nil,
        code: { PackageResources.paks_sh }, launch: env, lines: .history,
        waking: .line("#paks: asked from outside of this shell"), answerEnd: [0x7e, 0x0a])

    static let dash = Shell(
        name: "dash", sign: "BASH=;ZSH=;KSH=;YASH=;HISTORY=.", versions: nil,
        code: { PackageResources.paks_sh }, launch: env, lines: .typed(word: "__paks_go"),
        waking: .line("__paks_go"), answerEnd: [0x7e, 0x0a])

    static let mksh = Shell(
        name: "mksh", sign: ";KSH=@(#)MIRBSD KSH R", versions: ([50], [70]),
        code: { PackageResources.paks_sh }, launch: env, lines: .history,
        // Ctrl-\.
        waking: .keys([0x1c], .keys), answerEnd: [0x7e, 0x0a])

    /// As the one above says that it is in vi mode, where keys can't be bound.
    static let mkshVi = Shell(
        name: "mksh-vi", sign: mksh.sign, versions: mksh.versions, code: mksh.code, launch: env,
        lines: .history, waking: nil, answerEnd: mksh.answerEnd)

    /// Not the one of 2012, whose last release goes by 93u+.
    static let ksh93 = Shell(
        name: "ksh93", sign: " 93u+m/", versions: ([1, 0], [2]),
        code: { PackageResources.paks_sh },
        // It can't read what a program prints without a file.
        launch: [
            #"for __d in /dev/shm /tmp /var/tmp;do [ -w "$__d" ]&&break;__d=;done"#,
            #"[ "$__d" ]||__m="folder that can be written""#,
            #"[ "$__d" ]&&[ "${ENV+x}" ]&&export __paks_e="$ENV""#,
            #"[ "$__d" ]&&export ENV=$__f;set -- "$@" -i"#,
        ],
        lines: .reported,
        // Ctrl-^.
        waking: .submission([0x1e]), answerEnd: [0x7e, 0x0a])

    /// Reads a start-up file only in a home directory, and closes all that was open before; so that
    /// file is a pipe that has a name.
    static let tcsh = Shell(
        name: "tcsh", sign: "tcsh ", versions: ([6, 24], [7]), code: { PackageResources.paks_csh },
        launch: [
            folder,
            #"[ "$__d" ]&&{ mkfifo -m 600 "$__d/.tcshrc"||{ __d=;__m=mkfifo;};}"#,
            #"[ "$__d" ]&&{ (cat <&9 >"$__d/.tcshrc"&);"#
                + #"[ "${HOME+x}" ]&&export __paks_z="$HOME";export HOME="$__d";}"#,
        ],
        lines: .reportedAsWords, waking: .keys(Array("\u{1b}[7717;9~".utf8), .prompt),
        statements: \.csh, answerEnd: [0x7e, 0x0a])
}

/// How the start-up code gets into a container: the engine is given one constant word, and the rest
/// goes over the terminal, with echo off, into the shell that the word runs. `facts/shells.md` 3.1.
///
/// It goes in two pieces. The first finds the shell that is wanted and has it say which one it is;
/// the second, made for that one, starts it. Nothing of it is in the container's configuration, in
/// a file that stays, or in an environment.
package struct Loader {
    /// The argument of `/bin/sh -c`: evaluates the lines it is given until a lone dot, then the
    /// last thing they left. It holds no secret. Words that follow it, a name for `$0` and then the
    /// image's own entrypoint, are run around the shell.
    package static let word =
        #"stty -echo 2>/dev/null;printf "\033]7717;boot;%s\007" $$;"#
        + #"while IFS= read -r __l;do [ "$__l" = . ]&&break;eval "$__l";done;eval "$__x""#

    /// Shells that an entrypoint may name; being asked for one means no wrapper to run it in.
    private static let shells = "sh|bash|rbash|dash|ash|zsh|fish|ksh|mksh|csh|tcsh|yash|busybox"

    /// `nil` for the shell in front, by whose name the word is run.
    private let shell: String?
    private let token: String

    /// - Parameters:
    ///   - shell: a name, a path, or `auto`: bash where there is one, else `/bin/sh`.
    ///   - token: the session's secret.
    package init(shell: String, token: String) {
        self.shell = shell
        self.token = token
    }

    /// A loader for the shell that is in front: it becomes one that can be spoken with, in the same
    /// directory and with what it exports.
    package init(token: String) {
        shell = nil
        self.token = token
    }

    /// What is typed at the prompt of the shell in front, and means the same in all of them: a
    /// `sh` takes its place. The blank keeps it out of the history where the shell is set so.
    package static var typedWord: [UInt8] { Array(" exec sh -c '\(word)' \"$0\"\r".utf8) }

    /// What is typed where the shell in front can't be spoken with: it starts as it would by itself.
    package var cancel: [UInt8] {
        Self.typed([#"__x='stty echo 2>/dev/null;exec "$__s"'"#, "."])
    }

    /// What is typed into the waiting loader: it finds the shell, and says `S;PATH;ANSWER`, what
    /// the shell answered to the probe. No line is longer than 900 bytes.
    package var search: [UInt8] {
        // fish alone has no $0.
        let name = shell.map { Self.quoted($0 == "auto" ? "bash" : $0) } ?? #""${__n:-fish}""#
        return Self.typed([
            "__n=${0#-}",
            // `printf` may be a program, whose arguments everybody can read; such shells have another.
            // yash has it where the program is, and only then.
            #"__p(){ printf %b "$1";};__q(){ printf %s "$1";};(PATH=/dev/null;printf .)"#
                + #">/dev/null 2>&1||[ "${YASH_VERSION-}" ]||{ __p(){ print -n -- "$1";};__q(){ print -rn -- "$1";};}"#,
            "__s=$(command -v \(name) 2>/dev/null)",
            // A busybox may have it built in and tell no path.
            #"case $__s in */*|"");;*)__i=$IFS;IFS=:;for __f in $PATH;do [ -x "$__f/$__s" ]"#
                + #"&&{ __s=$__f/$__s;break;};done;IFS=$__i;;esac"#,
            // POSIX, XCU 2.8.2: 127 for what isn't there, 126 for what can't be executed.
            shell == "auto" || shell == nil
                ? ":"
                : "[ -x \"$__s\" ]||{ stty echo 2>/dev/null;[ -e \(name) ]&&exit 126;exit 127;}",
            #"[ "$__s" ]||__s=/bin/sh"#,
            // The environment may have such variables too. -f: no start-up files for zsh and tcsh.
            "__k=$(unset BASH_VERSION ZSH_VERSION KSH_VERSION YASH_VERSION;"
                + "\"$__s\" -f -c \(Self.quoted(Shell.probe)) </dev/null 2>/dev/null)",
            #"[ "$__k" ]||__k=$("$__s" --version </dev/null 2>/dev/null)"#,
            "__p \"\\033]7717;\(token);0;S;$__s;$__k\\007\"",
        ])
    }

    /// What is typed once the shell is known; `nil` starts it as it is.
    package func start(_ row: Shell?) -> [UInt8] {
        var lines = [
            shell == nil ? "__m=;set --" : "__m=;case ${1##*/} in \(Self.shells)) set --;;esac",
            #"set -- "$@" "$__s""#,
        ]
        if let row {
            // A newline in a variable, then the start-up code as plain lines up to a dot.
            lines += [
                #"__n=$(printf '\n.');__n=${__n%.};__r="#,
                #"while IFS= read -r __l;do [ "$__l" = . ]&&break;__r=$__r$__l$__n;done"#,
            ]
            lines += Self.script(row.code()).map { Self.filling($0, with: token) }
            lines += [
                ".",
                // dash and yash write a here-document into a pipe, others into a file; bash has no
                // process substitution as a POSIX shell, and mksh has another for it.
                "(set +o posix)2>/dev/null&&set +o posix",
                #"if (eval 'exec 9< <(:)')2>/dev/null;then eval 'exec 9< <(__q "$__r")';"#
                    + #"elif (eval ':|&exec 9<&p')2>/dev/null;then eval '__q "$__r"|&exec 9<&p';"#
                    + #"else eval "exec 9<<__E$__n\$__r$__n"__E;fi"#,
                "__f=/dev/fd/9;[ -e $__f ]||__f=/proc/self/fd/9",
            ]
            lines += row.launch
        } else {
            // A shell that we don't reach must not leave its history in the container either.
            lines.append("[ \"${HISTFILE+x}\" ]||export HISTFILE=")
        }
        // The Korn shells keep what they opened to themselves, unless it is given on.
        let given = row == nil ? "" : " 9<&9"
        lines.append(
            "__x='stty echo 2>/dev/null;__p \"\\033]7717;\(token);1;B;$__s;$__m\\007\";"
                + "unset __l __n __r __s __k __f __x __d __i __m;exec \"$@\"\(given)'")
        lines.append(".")
        return Self.typed(lines)
    }

    private static func typed(_ lines: [String]) -> [UInt8] {
        Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// Start-up code without what only a reader needs.
    private static func script(_ code: [UInt8]) -> [Substring] {
        String(decoding: code, as: UTF8.self)
            .split(separator: "\n")
            .map { $0.drop { $0 == " " } }
            .filter { !$0.hasPrefix("#") }
    }

    private static func filling(_ line: Substring, with token: String) -> String {
        guard let at = line.firstIndex(of: "@"), line[at...].hasPrefix("@TOK@") else {
            return String(line)
        }
        return line[..<at] + token + line[line.index(at, offsetBy: 5)...]
    }

    /// A word of a POSIX shell that means this text; what can't be typed is left out.
    private static func quoted(_ text: String) -> String {
        var word = "'"
        for scalar in text.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7f {
            if scalar == "'" { word += #"'\''"# } else { word.unicodeScalars.append(scalar) }
        }
        return word + "'"
    }
}

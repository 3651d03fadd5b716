/// How the start-up code gets into a container: the engine is given one constant word, and the rest
/// goes over the terminal, with echo off, into the shell that the word runs. `facts/shells.md` 3.1.
///
/// Nothing of it is in the container's configuration, in a file, or in an environment: the shell
/// reads its start-up file from a pipe.
package struct Loader {
    /// The argument of `/bin/sh -c`: evaluates the lines it is given until a lone dot, then the
    /// last thing they left. It holds no secret. Words that follow it, a name for `$0` and then the
    /// image's own entrypoint, are run around the shell.
    package static let word =
        #"stty -echo 2>/dev/null;printf '\033]7717;boot;%s\007' $$;"#
        + #"while IFS= read -r __l;do [ "$__l" = . ]&&break;eval "$__l";done;eval "$__x""#

    /// Shells that an entrypoint may name; being asked for one means no wrapper to run it in.
    private static let shells = "sh|bash|rbash|dash|ash|zsh|fish|ksh|mksh|csh|tcsh|yash|busybox"

    private let shell: String
    private let token: String

    /// - Parameters:
    ///   - shell: a name, a path, or `auto`: bash where there is one, else `/bin/sh`.
    ///   - token: the session's secret.
    package init(shell: String, token: String) {
        self.shell = shell
        self.token = token
    }

    /// What is typed into the waiting loader. No line is longer than 900 bytes.
    package var lines: [UInt8] {
        var lines = [
            // A newline in a variable, then bash's start-up file as plain lines up to a dot.
            #"__n=$(printf '\n.');__n=${__n%.};__r="#,
            #"while IFS= read -r __l;do [ "$__l" = . ]&&break;__r=$__r$__l$__n;done"#,
        ]
        lines += Self.script.map { Self.filling($0, with: token) }
        lines.append(".")
        let name = shell == "auto" ? "bash" : shell
        lines += [
            "__s=$(command -v \(Self.quoted(name)) 2>/dev/null)",
            // POSIX, XCU 2.8.2: 127 for what isn't there, 126 for what can't be executed.
            shell == "auto"
                ? ":"
                : "[ -x \"$__s\" ]||{ stty echo 2>/dev/null;[ -e \(Self.quoted(name)) ]&&exit 126;exit 127;}",
            #"[ "$__s" ]||__s=/bin/sh"#,
            "case ${1##*/} in \(Self.shells)) set --;;esac",
            #"set -- "$@" "$__s""#,
            // A shell that we don't reach must not leave its history in the container either.
            "case ${__s##*/} in bash)__k=1;;*)__k=;[ \"${HISTFILE+x}\" ]||export HISTFILE=;;esac",
            // dash and busybox write a here-document into a pipe; bash before 5.1 uses a file.
            #"[ "$__k" ]&&if [ "$BASH_VERSION" ];then set +o posix;"#
                + #"eval 'exec 9< <(printf %s "$__r")';else "#
                + #"eval "exec 9<<__E$__n\$__r$__n"__E;fi"#,
            "__f=/dev/fd/9;[ -e $__f ]||__f=/proc/self/fd/9",
            #"[ "$__k" ]&&set -- "$@" --rcfile $__f -i"#,
            "__x='stty echo 2>/dev/null;"
                + "printf \"\\033]7717;\(token);0;B;;%s\\007\" \"$__s\";"
                + "unset __l __n __r __s __k __f __x;exec \"$@\"'",
            // The Korn shells keep what they opened to themselves, unless it is given on.
            #"[ "$__k" ]&&__x="$__x 9<&9""#,
            ".",
        ]
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// bash's start-up file, without what only a reader needs.
    private static let script: [Substring] = {
        String(decoding: PackageResources.paks_bash, as: UTF8.self)
            .split(separator: "\n")
            .map { $0.drop { $0 == " " } }
            .filter { !$0.hasPrefix("#") }
    }()

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

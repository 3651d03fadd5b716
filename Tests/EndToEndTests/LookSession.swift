import Support
import Terminal
import Testing

/// A program's start and the keys that it is given, each with what then must stand on the screen.
struct LookSession: Sendable, CustomTestStringConvertible {
    struct Step: Sendable {
        let name: String
        /// `nil` for the program's start.
        let keys: String?
        let isReached: @Sendable (Picture) -> Bool
    }

    let testDescription: String
    /// The line that starts the program.
    let start: String
    let steps: [Step]
    /// Whether tmux knows all that the program writes to a terminal that answers as ours does.
    let isForTmux: Bool

    init(_ name: String, isForTmux: Bool = true, _ start: String, _ steps: Step...) {
        self.init(name, isForTmux: isForTmux, start, steps)
    }

    private init(_ name: String, isForTmux: Bool, _ start: String, _ steps: [Step]) {
        testDescription = name
        self.isForTmux = isForTmux
        self.start = start
        self.steps = steps
    }
}

extension LookSession.Step {
    /// Keys after which a text stands on the screen.
    static func step(_ name: String, _ keys: String? = nil, shows texts: String...) -> Self {
        Self(name: name, keys: keys) { picture in texts.allSatisfy { picture.contains($0) } }
    }

    /// Keys after which a text is gone from the screen.
    static func step(_ name: String, _ keys: String, hides text: String) -> Self {
        Self(name: name, keys: keys) { !$0.contains(text) }
    }

    /// Keys after which the shell's own prompt is there again.
    static func end(_ keys: String) -> Self {
        Self(name: "the end", keys: keys) { picture in
            picture.isAtPrompt && picture.beforeCursor.hasPrefix("root@frozen")
        }
    }
}

extension LookSession {
    private static let escape = "\u{1b}"
    private static let f3 = "\u{1b}OR", f5 = "\u{1b}[15~", f9 = "\u{1b}[20~", f10 = "\u{1b}[21~"
    /// As programs ask for it (DECCKM).
    private static let down = "\u{1b}OB"

    static let all: [LookSession] = [
        LookSession(
            "vim", "vim -u /frozen/vimrc /frozen/text.py",
            .step("opened", shows: "fibonacci", "1:1"),
            .step("a search", "/numbers\r", shows: "7:"),
            .step("a visual block", "\u{16}jj3l", shows: "VISUAL"),
            .step("spelling", "\(escape):set spell wrap\rgg", shows: "1:1"),
            .step("a split", ":vsplit\r:split\r", shows: "fibonacci"),
            .step("insertion", "Go日本語 é 🙂 typed", shows: "typed", "INSERT"),
            .step("a completion", " fib\u{0e}", shows: "match"),
            .step("scrolling", "\(escape)\(escape)gg\u{04}", hides: "typed"),
            .end(":qa!\r")),
        LookSession(
            "nvim", "nvim -u /frozen/vimrc -i NONE /frozen/text.py",
            .step("opened", shows: "fibonacci", "1:1"),
            .step("a search", "/numbers\r", shows: "7:"),
            .step("a split", ":vsplit\r", shows: "fibonacci"),
            .step("insertion", "Go日本語 é 🙂 typed", shows: "typed", "INSERT"),
            .step("a popup", "\(escape):set wildoptions=pum\r:colo \t", shows: "blue"),
            .end("\(escape)\(escape):qa!\r")),
        LookSession(
            "emacs",
            "emacs -nw -Q --eval '(setq native-comp-deferred-compilation nil)' /frozen/text.py",
            .step("opened", shows: "fibonacci", "text.py"),
            .step("the menu", "\(escape)`", shows: "Menu bar ("),
            // Twice at once stops emacs.
            .step("no menu", "\u{07}", hides: "Menu bar ("),
            .step("two windows", "\u{18}2", shows: "text.py"),
            .step("faces", "\(escape)xlist-faces-display\r", shows: "ansi-color-black"),
            .step("a search", "\u{18}o\u{13}face", shows: "search"),
            .step("no search", "\r", hides: "I-search"),
            .end("\u{18}\u{03}")),
        LookSession(
            "nano", "nano --rcfile /frozen/nanorc /frozen/text.py",
            .step("opened", shows: "fibonacci", "GNU nano"),
            .step("insertion", "日本語 é 🙂 typed\r", shows: "typed"),
            .step("a search", "\u{17}numbers\r", shows: "numbers"),
            .step("the help", "\u{07}", shows: "help"),
            .end("\u{18}\u{18}n")),
        LookSession(
            "less", "less -RN /data/tree/colors.txt",
            .step("opened", shows: "bold", "curly"),
            .step("the end", "G", shows: "(END)", "line 80"),
            .step("a search back", "?line 41\r", shows: "line 41"),
            .step("sideways", "gg-S\r\u{1b})", hides: "line 41"),
            .step("the help", "h", shows: "SUMMARY"),
            .end("qq")),
        LookSession(
            "htop", "htop -u nobody -d 100",
            .step("opened", shows: "Load average", "sleep 200000", "F3Search"),
            .step("the tree", f5, shows: "List"),
            .step("sorting", "\u{1b}[17~", shows: "Sort by"),
            .step("sorted", "\r", hides: "Sort by"),
            .step("the setup", "\u{1b}OQ", shows: "Meters"),
            .step("colours", down + down + down + down + down, shows: "Monochromatic"),
            .step("back", f10, shows: "F3Search"),
            .end(f10)),
        LookSession(
            "mc", "cd /data/tree; mc --nosubshell --skin=default . /data/other",
            .step("opened", shows: "1Help", "text.py", "vimrc"),
            .step("a choice", down + down + down + down, shows: "colors.txt"),
            .step("the menu", f9, shows: "Left"),
            .step("a menu's entries", down, shows: "Listing format"),
            .step("no menu", f10, hides: "Listing format"),
            .step("the viewer", f3, shows: "4Hex"),
            .step("back", f10, shows: "Mkdir"),
            .step("a dialog", "\u{1b}[18~", shows: "Create a new"),
            .step("no dialog", f10, hides: "Create a new"),
            .end(f10)),
        LookSession("tmux", isForTmux: false, "tmux -u -f /frozen/tmux.conf new -s inside", tmux),
        LookSession(
            "tmux without margins", isForTmux: true,
            "tmux -u -f /frozen/tmux-old.conf new -s inside", tmux),
        LookSession(
            "fish", "fish --private --no-config",
            .step("opened", shows: "root@frozen ~#"),
            .step("highlighting", "echo \"open 'one' $HOME | nonsense 日本 # x", shows: "nonsense"),
            .step("no line", "\u{03}", shows: "root@frozen ~#"),
            .step("completion", "ls /data/tree/\t", shows: "colors.txt"),
            .step("a pager", "\t\t", shows: "colors.txt"),
            .step("no pager", "\u{03}\u{03}", hides: "colors.txt"),
            .end("exit\r")),
        LookSession(
            "git log",
            "sh /frozen/repository; cd ~/repository; git log --graph --color --all --stat",
            .step("opened", shows: "Merge"),
            .step("further", " ", shows: ":"),
            .end("q")),
        LookSession(
            "dialog",
            #"dialog --backtitle 日本 --menu "Choose é" 15 40 5 one 'First 🙂' two Second three Third; clear"#,
            .step("a menu", shows: "Choose", "Third"),
            .step("a choice", down, shows: "Second"),
            .step("a button", "\t", shows: "Cancel"),
            .end("\r")),
    ]
    private static let tmux: [Step] = [
        .step("opened", shows: "[inside]"),
        .step("a split", "\u{02}%", shows: "│"),
        .step("another", "\u{02}\"", shows: "├"),
        .step("colours", "head -20 /frozen/colors.txt\r", shows: "100 101"),
        Step(name: "copy mode", keys: "\u{02}[\u{1b}[5~") { picture in
            picture.rows.contains { $0.hasSuffix("]") && !$0.contains("[inside]") }
        },
        .step("the tree", "q\u{02}w", shows: "(0)"),
        .step("no tree", "q", hides: "(0)"),
        .step("a menu", "\u{02}<", shows: "Kill"),
        .step("no menu", "q", hides: "Kill"),
        .step("a question", "\u{02}&", shows: "(y/n)"),
        .end("y"),
    ]

    /// Programs that are started, seen in windows of several sizes, and left.
    static let resized: [LookSession] = [
        LookSession(
            "vim", "vim -u /frozen/vimrc /frozen/text.py", .step("opened", shows: "fibonacci"),
            .end(":qa!\r")),
        LookSession(
            "emacs",
            "emacs -nw -Q --eval '(setq native-comp-deferred-compilation nil)' /frozen/text.py",
            .step("opened", shows: "fibonacci"), .end("\u{18}\u{03}")),
        LookSession(
            "less", "less -R /frozen/colors.txt", .step("opened", shows: "overline"), .end("q")),
        LookSession(
            "htop", "htop -u nobody -d 100", .step("opened", shows: "sleep 200000"), .end(f10)),
        LookSession(
            "mc", "cd /data/tree; mc --nosubshell --skin=default . /data/other",
            .step("opened", shows: "text.py"), .end(f10)),
        LookSession(
            "tmux",
            "tmux -u -f /frozen/tmux.conf new -s inside 'cat /frozen/colors.txt; bash --norc'",
            .step("opened", shows: "[inside]", "line 80"), .end("exit\r")),
        LookSession(
            "fish", "fish --private --no-config", .step("opened", shows: "root@frozen ~#"),
            .end("exit\r")),
        LookSession(
            "the shell itself", "cat /frozen/text.py",
            .step("printed", shows: "line 60"), .end("")),
    ]
}

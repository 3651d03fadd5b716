import Glibc
import Support

/// What the programs of `LookSession` show, the same in every run: texts, configurations, and what
/// the kernel would say of time and load.
enum LookFiles {
    /// Writes the files below a folder of the host, and gives where they are.
    static func write(into folder: String) throws -> String {
        let place = folder + "/frozen"
        for part in ["", "/mc", "/proc"] { mkdir(place + part, 0o755) }
        for (name, text) in files { try Support.write(text, to: place + "/" + name) }
        return place
    }

    /// An engine's words that mount the folder, and its files in place of the kernel's own.
    static func mounts(of folder: String) -> [String] {
        let kernel = ["stat", "meminfo", "loadavg", "uptime"]
            .flatMap { ["-v", "\(folder)/proc/\($0):/proc/\($0):ro"] }
        return ["-v", "\(folder):/frozen:ro"] + kernel
    }

    private static let files: KeyValuePairs = [
        "setup": setup, "text.py": python, "colors.txt": colors, "vimrc": vimrc,
        "nanorc": "include /usr/share/nano/*.nanorc\nset linenumbers\nset constantshow\n",
        "htoprc": htoprc, "mc/ini": mc, "tmux.conf": tmux, "tmux-old.conf": tmuxWithoutMargins,
        "repository": repository, "dialogrc": "use_shadow = ON\nuse_colors = ON\n",
        "proc/stat": "cpu  1000 20 300 9000 40 0 5 0 0 0\n" + "cpu0 500 10 150 4500 20 0 2 0 0 0\n"
            + "cpu1 500 10 150 4500 20 0 3 0 0 0\nintr 0\nctxt 1\nbtime 1767225600\n"
            + "processes 100\nprocs_running 1\nprocs_blocked 0\n",
        "proc/meminfo": "MemTotal: 8000000 kB\nMemFree: 3000000 kB\nMemAvailable: 5000000 kB\n"
            + "Buffers: 400000 kB\nCached: 1500000 kB\nSwapCached: 0 kB\nSwapTotal: 1000000 kB\n"
            + "SwapFree: 750000 kB\nShmem: 10000 kB\nSReclaimable: 100000 kB\n",
        "proc/loadavg": "0.52 0.41 0.33 1/123 4567\n",
        "proc/uptime": "12345.67 23456.78\n",
    ]

    /// Read by the shell before a program is started.
    private static let setup = """
        export GIT_CONFIG_GLOBAL=/dev/null LESS= LESSHISTFILE=- LINES= COLUMNS=
        unset LINES COLUMNS
        mkdir -p ~/.config/htop ~/.config/mc /data/tree/alpha /data/tree/beta /data/other
        cp /frozen/htoprc ~/.config/htop/htoprc
        cp /frozen/mc/ini ~/.config/mc/ini
        cp /frozen/dialogrc ~/.dialogrc
        cp /frozen/text.py /frozen/colors.txt /data/tree
        cp /frozen/vimrc /frozen/setup /data/other
        ln -s text.py /data/tree/link; touch /data/tree/café.txt /data/tree/日本語.md /data/tree/🙂.sh
        chmod +x /data/tree/🙂.sh
        find /data -exec touch -h -d '2026-01-02 03:04:05' {} +
        (setpriv --reuid=nobody --clear-groups sleep 100000 &)
        (setpriv --reuid=nobody --clear-groups sleep 200000 &)

        """

    private static let python = """
        #!/usr/bin/env python3
        \"\"\"Wide characters: 日本語, 한국어; combined: e\u{301}, n\u{303}; emoji: 🙂 🚀.\"\"\"
        import os  # a comment


        def fibonacci(count: int) -> list[int]:
        \tnumbers = [0, 1]
            while len(numbers) < count:
                numbers.append(numbers[-1] + numbers[-2])
            return numbers


        class Größe:
            text = 'a string with a mispeled word and a \\n in it, and a line that is longer than any window that it is shown in: é è ñ ö ü ß, é è ñ ö ü ß'
            table = {1: "one", 2: 0x1F, 3: None, 4: True}


        if __name__ == "__main__":
            print(fibonacci(10), os.getcwd())

        """ + (1...60).map { "# line \($0)\n" }.joined()

    /// Every attribute and many colours, as programs print them.
    private static let colors: String = {
        let escape = "\u{1b}["
        var text = ""
        for (name, code) in [
            ("bold", "1"), ("faint", "2"), ("italic", "3"), ("underline", "4"), ("double", "4:2"),
            ("curly", "4:3"), ("dotted", "4:4"), ("dashed", "4:5"), ("blink", "5"),
            ("reverse", "7"), ("strike", "9"), ("overline", "53"), ("all", "1;3;4;7;9"),
        ] {
            text += "\(escape)\(code)m\(name)\(escape)m plain \(escape)\(code);31;44m\(name) 日本"
            text += "\(escape)K\(escape)m\n"
        }
        for first in stride(from: 0, to: 256, by: 16) {
            for index in first..<first + 16 {
                text += "\(escape)48;5;\(index)m\(escape)38;5;\(255 - index)m\(index) "
            }
            text += "\(escape)m\n"
        }
        for step in 0..<40 {
            text += "\(escape)48;2;\(step * 6);0;\(255 - step * 6)m\(escape)38:2::255:\(step):0m▄"
        }
        text +=
            "\(escape)m\n\(escape)4:3;58;2;255;0;0munder red\(escape)m \u{1b}]8;;https://example.org\u{1b}\\a link\u{1b}]8;;\u{1b}\\\n"
        return text + (1...80).map { "line \($0) of foo\n" }.joined()
    }()

    /// A history with branches and merges, and dates that are given.
    private static let repository = """
        mkdir -p ~/repository && cd ~/repository
        export GIT_AUTHOR_NAME=Ana GIT_AUTHOR_EMAIL=ana@example.org
        export GIT_COMMITTER_NAME=Ana GIT_COMMITTER_EMAIL=ana@example.org
        git init -q -b main
        n=0
        save() {
            n=$((n + 1))
            export GIT_AUTHOR_DATE="2026-01-02T03:$((n + 10)):05Z"
            export GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
            "$@" -q -m "Commit $n: 日本 é 🙂"
        }
        save git commit --allow-empty
        for side in one two three; do
            git checkout -q -b $side main
            for step in 1 2; do
                echo $side $step >>$side.txt; git add $side.txt; save git commit
            done
            git checkout -q main
            save git commit --allow-empty
            n=$((n + 1)); GIT_COMMITTER_DATE="2026-01-02T03:$((n + 10)):05Z"
            GIT_AUTHOR_DATE=$GIT_COMMITTER_DATE git merge -q --no-ff -m "Merge $side" $side
        done

        """

    private static let vimrc = """
        set nocompatible number cursorline list listchars=tab:>-,trail:~ hlsearch laststatus=2
        set noswapfile viminfo= shortmess+=I termguicolors background=dark nofoldenable
        set noshowcmd statusline=%f\\ %l:%c
        syntax on
        colorscheme desert

        """

    /// All the bars, and of the processes only what doesn't change.
    private static let htoprc = """
        fields=48 17 18 2 1
        sort_key=1
        tree_sort_key=1
        sort_direction=1
        hide_kernel_threads=1
        header_layout=two_50_50
        column_meters_0=AllCPUs Memory Swap
        column_meter_modes_0=1 1 1
        column_meters_1=LoadAverage Uptime Hostname
        column_meter_modes_1=2 2 2
        color_scheme=0
        delay=1000

        """

    private static let mc = """
        [Midnight-Commander]
        use_internal_view=true
        confirm_exit=false
        [Layout]
        free_space=false
        message_visible=false
        [Panels]
        navigate_with_arrows=false

        """

    private static let tmux = """
        set -g status-right '#{pane_width}x#{pane_height} 日本'
        set -g default-command 'bash --norc'
        set -g automatic-rename off
        set -g assume-paste-time 0
        set -ga terminal-overrides ',*:RGB'

        """

    /// The same without left and right margins and rectangles, which tmux itself doesn't know.
    private static let tmuxWithoutMargins =
        tmux + "set -ga terminal-overrides ',*:Enmg@:Dsmg@:Clmg@:Cmg@:Rect@'\n"
}

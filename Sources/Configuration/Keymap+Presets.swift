package import Terminal

extension Keymap {
    /// Whose keys the prefix table follows.
    package enum Preset: String, CaseIterable, Sendable {
        case paks, tmux, screen, dvtm
        /// F12, and byobu's function keys after it.
        case fkeys

        /// The names of the keys that open the table.
        package var prefixes: [String] {
            switch self {
            case .paks: ["C-]", "F12"]
            case .tmux: ["C-b"]
            case .screen: ["C-a"]
            case .dvtm: ["C-g"]
            case .fkeys: ["F12"]
            }
        }

        /// What the keys after the prefix do, in the order of the help.
        package var bindings: [Binding] {
            let own = Preset.rows(differences)
            let taken = Set(own.map(\.key))
            return Preset.common.filter { !taken.contains($0.key) } + own
        }

        /// Rows that the preset has instead of the common ones, or besides them.
        private var differences: String {
            switch self {
            case .paks, .tmux: ""
            case .screen:
                """
                \\           quit
                m           messages
                M           mouse
                """
            case .dvtm:
                """
                m           zoom
                e           copy-mode
                E           ask envload
                M           mouse
                """
            case .fkeys:
                """
                F1          help
                F2          palette
                F3          focus next
                F4          focus last
                F5          redraw
                F6          detach
                F7          copy-mode
                F11         zoom
                """
            }
        }

        /// tmux's letters where the meaning exists, and paks' own commands on free ones.
        private static let common = rows(
            """
            Left h      focus left
            Down j      focus down
            Up k        focus up
            Right l     focus right
            o Tab       focus next
            ;           focus last
            1           focus shell
            2           focus environments
            3           focus history
            4           focus container
            C-Left      resize left 1
            C-Down      resize down 1
            C-Up        resize up 1
            C-Right     resize right 1
            M-Left      resize left 5
            M-Down      resize down 5
            M-Up        resize up 5
            M-Right     resize right 5
            z           zoom
            [ PageUp    copy-mode
            :           palette
            ?           help
            s           ask save
            e           ask envload
            i           inspect
            y           ask cp
            c           connect
            u           size
            t           ask theme
            m           mouse
            r           redraw
            ~           messages
            d           detach
            x           quit
            """)

        /// Reads rows of key names, at least two blanks, and a command line.
        private static func rows(_ table: String) -> [Binding] {
            table.split(separator: "\n").flatMap { row in
                let cells = row.split(separator: "  ", maxSplits: 1)
                let line = cells.last?.drop { $0 == " " } ?? ""
                return cells[0].split(separator: " ").compactMap { name in
                    Key(name: String(name)).map { Binding(key: $0, line: String(line)) }
                }
            }
        }
    }

    /// One key and what it does.
    package struct Binding: Equatable, Sendable {
        package let key: Key
        /// A command line in the grammar of every other way in.
        package let line: String

        package init(key: Key, line: String) {
            self.key = key
            self.line = line
        }
    }

    /// What the prefix table does, one row a line of command, with all keys that do it: for help.
    ///
    /// Rows come in the presets' order, the user's own lines after them by name.
    package var listing: [(keys: [Key], line: String)] {
        var order: [String] = []
        for preset in Preset.allCases {
            for binding in preset.bindings where !order.contains(binding.line) {
                order.append(binding.line)
            }
        }
        order += Set(prefixTable.values).subtracting(order).sorted()
        let keys = Dictionary(grouping: prefixTable.keys) { prefixTable[$0] ?? "" }
        return order.compactMap { line in
            keys[line].map { ($0.sorted { $0.name < $1.name }, line) }
        }
    }
}

"""Random streams of terminal output, the same for the same seed."""
import random

ASCII = [chr(c) for c in range(0x21, 0x7F)]
WIDE = "日本語漢字한글あア"
MARKS = "\u0301\u0308\u0323"
LATIN = "éüñßøж─│┼█"


class Stream:
    """A stream for a screen; `families` are names of methods that add a piece."""

    #: What programs of every day use; the rest are rarer functions.
    EVERYDAY = [
        "text", "text", "text", "text", "line_end", "move", "move", "place", "erase", "edit",
        "region", "origin", "tab", "repeat", "graphics", "control",
    ]
    RARE = [
        "margins", "autowrap", "reverse_wrap", "insert", "save", "rectangle",
        "protect", "charset", "alternate", "sideways", "align",
    ]
    #: SGR in all its forms, and what moves, erases and changes looks.
    LOOKS = [
        "text", "text", "looks", "looks", "looks", "looks", "line_end", "place", "erase", "edit",
        "repeat", "region", "looked_rectangle", "sideways", "save", "alternate", "pushed_looks",
    ]

    #: What xterm 379 doesn't know of SGR.
    MODERN = ["text", "text", "modern_looks", "modern_looks", "modern_looks", "line_end", "place"]

    def __init__(self, seed, columns, rows, pieces, families, wide):
        self.dice = random.Random(f"{seed}/{columns}/{rows}/{pieces}/{wide}")
        self.columns, self.rows, self.wide = columns, rows, wide
        self.pieces = [getattr(self, self.dice.choice(families))() for _ in range(pieces)]

    @property
    def bytes(self):
        return "".join(self.pieces).encode()

    def upto(self, limit):
        """A parameter: mostly small, sometimes missing, 0, or far too large."""
        kind = self.dice.randrange(12)
        if kind == 0:
            return ""
        if kind == 1:
            return "0"
        if kind == 2:
            return str(limit * 3)
        return str(self.dice.randint(1, max(1, limit // (1 if kind < 5 else 3))))

    def row(self):
        return self.upto(self.rows)

    def column(self):
        return self.upto(self.columns)

    def text(self):
        letters = ASCII + [" "] * 12 + (list(LATIN + WIDE * 2 + MARKS) if self.wide else [])
        count = self.dice.randint(1, self.columns + 5 if self.dice.random() < 0.3 else 12)
        return "".join(self.dice.choice(letters) for _ in range(count))

    def line_end(self):
        return self.dice.choice(["\r\n", "\n", "\r", "\n", "\r\n"])

    def control(self):
        return self.dice.choice(["\b", "\b\b", "\v", "\f", "\x1bD", "\x1bE", "\x1bM", "\x1bM"])

    def move(self):
        final = self.dice.choice("ABCDEFaek")
        if final == "k":
            final = "D"
        return f"\x1b[{self.column() if final in 'CDa' else self.row()}{final}"

    def place(self):
        final = self.dice.choice("HHHfG`d")
        if final in "Hf":
            return f"\x1b[{self.row()};{self.column()}{final}"
        return f"\x1b[{self.row() if final == 'd' else self.column()}{final}"

    def erase(self):
        return self.dice.choice([
            "\x1b[J", "\x1b[1J", "\x1b[2J", "\x1b[K", "\x1b[1K", "\x1b[2K",
            f"\x1b[{self.column()}X", f"\x1b[{self.column()}X", "\x1b[K",
        ])

    def edit(self):
        final = self.dice.choice("@PLMST@P")
        return f"\x1b[{self.column() if final in '@P' else self.row()}{final}"

    def region(self):
        first = self.dice.randint(1, self.rows - 1)
        last = self.dice.randint(first + 1, self.rows)
        return self.dice.choice([f"\x1b[{first};{last}r", f"\x1b[{first};{last}r", "\x1b[r"])

    def origin(self):
        return self.dice.choice(["\x1b[?6h", "\x1b[?6l"])

    def tab(self):
        return self.dice.choice([
            "\t", "\t", "\t", "\x1bH", "\x1b[g", "\x1b[3g", f"\x1b[{self.upto(4)}I",
            f"\x1b[{self.upto(4)}Z",
        ])

    def repeat(self):
        return self.dice.choice(ASCII) + f"\x1b[{self.upto(self.columns)}b"

    def graphics(self):
        # Without 8: xterm's checksums, by which its screen is read, hide concealed text.
        codes = [0, 1, 4, 5, 7, 22, 24, 25, 27, 31, 44, 39, 49]
        count = self.dice.randint(0, 3)
        return "\x1b[" + ";".join(str(self.dice.choice(codes)) for _ in range(count)) + "m"

    def looks(self):
        """SGR, at its end perhaps one of 256 colours or one of 24 bits."""
        # Without 8, and without what xterm 379 doesn't know: 53, 58, and 4 with a style. A double
        # and a single underline are two attributes of its own.
        plain = [0, 1, 2, 3, "24;4", 5, 6, 7, 9, "24;21", 22, 23, 24, 25, 27, 29, 39, 49, 10, 26,
                 51, 73, 99, ""]
        parts = []
        for _ in range(self.dice.randint(0, 4)):
            if self.dice.random() < 0.6:
                parts.append(str(self.dice.choice(plain)))
            else:
                parts.append(str(self.dice.choice([30, 40, 90, 100]) + self.dice.randrange(8)))
        # Only one: of two with colons xterm 379 reads the second wrongly.
        if self.dice.random() < 0.5:
            parts.append(self.far_color())
        return f"\x1b[{';'.join(parts)}m"

    def far_color(self, whole=False):
        base, mark = self.dice.choice(["38", "48"]), self.dice.choice(";:")
        values = [str(self.dice.choice([0, 7, 8, 15, 16, 200, 255, self.dice.randrange(256)]))
                  for _ in range(3)]
        form = self.dice.randrange(16)
        if form == 0 and not whole:
            return base + mark + self.dice.choice(["9", f"5{mark}256", f"2{mark}1{mark}2{mark}300"])
        if form < 9:
            return f"{base}{mark}5{mark}{values[0]}"
        if mark == ":" and self.dice.random() < 0.7:
            mark, values = ":", ["", *values]
        return f"{base}{mark}2{mark}{mark.join(values)}"

    def modern_looks(self):
        """SGR with underlines in their styles and colours, overline and concealed text."""
        kind = self.dice.randrange(4)
        if kind == 0:
            return f"\x1b[{self.dice.choice([0, 1, 2, 3, 5, 7, 9, 22, 23, 25, 27, 29])}m"
        if kind == 1:
            return f"\x1b[4:{self.dice.randrange(6)}m"
        if kind == 2:
            return f"\x1b[58{self.far_color(whole=True)[2:]}m"
        return f"\x1b[{self.dice.choice([8, 28, 53, 55, 59, 21, 24, 4])}m"

    def pushed_looks(self):
        return self.dice.choice(["\x1b[#{", "\x1b[#}", "\x1b[1;30#{", "\x1b[3;31#{", "\x1b[#}"])

    def looked_rectangle(self):
        # Without DECERA and DECFRA, which differ for reasons that the README has.
        return self.dice.choice([
            f"\x1b[{self.area()};1;{self.row()};{self.column()};1$v", f"\x1b[{self.area()}${{",
            f"\x1b[{self.area()};{self.dice.choice([0, 1, 4, 5, 7, 22, 24, 25, 27])}$r",
            f"\x1b[{self.area()};{self.dice.choice([1, 4, 5, 7])}$t",
            f"\x1b[{self.dice.randint(0, 2)}*x",
        ])

    def margins(self):
        first = self.dice.randint(1, self.columns - 1)
        last = self.dice.randint(first + 1, self.columns)
        return self.dice.choice([f"\x1b[?69h\x1b[{first};{last}s"] * 2 + ["\x1b[?69l", "\x1b[s"])

    def autowrap(self):
        return self.dice.choice(["\x1b[?7l", "\x1b[?7h", "\x1b[?7h"])

    def reverse_wrap(self):
        return self.dice.choice(["\x1b[?45h", "\x1b[?45l"])

    def insert(self):
        return self.dice.choice(["\x1b[4h", "\x1b[4l", "\x1b[20h", "\x1b[20l", "\x1b[20l"])

    def save(self):
        return self.dice.choice(["\x1b7", "\x1b8", "\x1b[?1048h", "\x1b[?1048l"])

    def area(self):
        return f"{self.row()};{self.column()};{self.row()};{self.column()}"

    def rectangle(self):
        return self.dice.choice([
            f"\x1b[{self.dice.randint(33, 126)};{self.area()}$x", f"\x1b[{self.area()}$z",
            f"\x1b[{self.area()}${{", f"\x1b[{self.area()};1;{self.row()};{self.column()};1$v",
            f"\x1b[{self.area()};{self.dice.choice([0, 1, 4, 5, 7])}$r",
            # Without 0, which DEC STD 070 has for all attributes and xterm 379 for none.
            f"\x1b[{self.area()};{self.dice.choice([1, 4, 5, 7])}$t",
            f"\x1b[{self.dice.randint(0, 2)}*x",
        ])

    def protect(self):
        return self.dice.choice([
            '\x1b[1"q', '\x1b[0"q', '\x1b[2"q', "\x1b[?J", "\x1b[?1J", "\x1b[?2J", "\x1b[?K",
            "\x1b[?1K", "\x1b[?2K",
        ])

    def charset(self):
        return self.dice.choice([
            "\x1b(0", "\x1b(B", "\x1b)0", "\x0e", "\x0f", "\x1b*0", "\x1bn", "\x1bN",
            "\x1bO", "\x1b(B\x0f",
        ])

    def alternate(self):
        return self.dice.choice([f"\x1b[?{n}{f}" for n in (47, 1047, 1049) for f in "hl"])

    def sideways(self):
        return self.dice.choice([
            f"\x1b[{self.upto(9)} @", f"\x1b[{self.upto(9)} A", f"\x1b[{self.upto(9)}'}}",
            f"\x1b[{self.upto(9)}'~", "\x1b6", "\x1b9",
        ])

    def align(self):
        # Without RIS: xterm's forgets neither the alternate screen nor its saved cursor.
        return self.dice.choice(["\x1b#8", "\x1b[!p", "\x1b[3J"])

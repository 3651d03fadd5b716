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

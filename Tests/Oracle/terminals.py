"""Three terminals that read a stream and tell what their screen shows."""
import json
import os
import pty
import re
import select
import subprocess
import time
import tty
import unicodedata


class Shown:
    """A screen: text of each row with trailing blanks cut, the cursor from 0, and the cells as
    (text, look) where the terminal tells them."""

    def __init__(self, rows, cursor, cells=None):
        self.rows, self.cursor, self.cells = [r.rstrip(" ") for r in rows], cursor, cells


def seen(text, parts):
    """The parameters of a look in a fixed order; of a blank what can be seen, the foreground left
    out, which xterm keeps when it erases and shows after DECCARA and DECRARA."""
    flags = sorted((p for p in parts if int(p.split(":")[0]) < 30), key=int)
    colors = [p for p in parts if int(p.split(":")[0]) >= 30]
    if text == " ":
        flags = [p for p in flags if p in ("4", "7", "9", "21")]
        colors = [p for p in colors if p[0] == "4" or p[:2] == "10"]
    return ";".join(flags + colors)


def composed(text):
    """A text as xterm's checksums tell it: marks composed with their letter where Unicode has
    the letter with its mark, else left out."""
    out = []
    for c in text:
        if out and unicodedata.combining(c):
            whole = unicodedata.normalize("NFC", chr(out[-1]) + c)
            out[-1] = ord(whole) if len(whole) == 1 else out[-1]
        else:
            out.append(ord(c))
    return "".join(map(chr, out))


#: SGR's number of each attribute that vtdump names.
CODES = {"bold": 1, "faint": 2, "italic": 3, "underline": 4, "double": 21, "blink": 5,
         "reverse": 7, "strike": 9}
#: What the reports of xterm 379 don't tell: an underline's style, and what it doesn't know.
CODES |= dict.fromkeys(("curly", "dotted", "dashed"), 4)


def color(value, base):
    """SGR's parameter for a colour of vtdump's, in the words of xterm's XTREPORTSGR."""
    if value is None:
        return []
    if isinstance(value, str):
        parts = [str(int(value[at:at + 2], 16)) for at in (1, 3, 5)]
        return [f"{base}:2::" + ":".join(parts)]
    if value < 8:
        return [str(base - 8 + value)]
    if value < 16:
        return [str(base + 44 + value)]
    return [f"{base}:5:{value}"]


def xterm_look(cell):
    """The look of a cell of vtdump's in the words of xterm's XTREPORTSGR."""
    codes = sorted({CODES[name] for name in cell["a"] if name in CODES})
    look = [*map(str, codes), *color(cell["fg"], 38), *color(cell["bg"], 48)]
    return seen(cell["c"], look)


def full_look(cell):
    """All that is known of the look of a cell of vtdump's, unless it is blank."""
    if cell["c"] in ("", " "):
        return ""
    return " ".join(sorted(cell["a"]) + [f"{n}={cell[n]}" for n in ("fg", "bg", "ul")])


class Ours:
    """`vtdump`, one process a stream; `look` tells a cell's look."""

    def __init__(self, columns, rows, program, look):
        self.words = [program, "--size", f"{columns}x{rows}", "--json", "--scrollback", "200"]
        self.columns, self.look = columns, look

    def show(self, stream):
        out = subprocess.run(self.words, input=stream, capture_output=True, check=True).stdout
        screen = json.loads(out)
        rows, cells = [], []
        for line in screen["lines"]:
            rows.append("".join(composed(cell["c"]) for cell in line["cells"]))
            row = []
            for cell in line["cells"]:
                text = composed(cell["c"]) or ("" if cell["w"] == 0 else " ")
                row.append((text, self.look(cell)))
            cells.append(row + [(" ", "")] * (self.columns - len(row)))
        cursor = screen["cursor"]
        return Shown(rows, (cursor["row"], cursor["col"]), cells)

    def close(self):
        pass


class Ghostty:
    """libghostty-vt of PyPI's `pyghostty`; it tells looks if asked."""

    NAMES = {"inverse": "reverse", "invisible": "conceal", "strikethrough": "strike"}
    LINES = ["", "underline", "double", "curly", "dotted", "dashed"]

    def __init__(self, columns, rows, tells_looks=False):
        import pyghostty

        self.make = lambda: pyghostty.Terminal(columns, rows, scrollback=200)
        self.columns, self.count, self.tells_looks = columns, rows, tells_looks

    def show(self, stream):
        cells = None
        with self.make() as terminal:
            terminal.feed(stream)
            rows = [composed(row) for row in terminal.text().split("\n")]
            rows = (rows + [""] * self.count)[: self.count]
            column, row = terminal.cursor
            if self.tells_looks:
                cells = [
                    [(c, self.look(c, terminal.style(x, y)))
                     for x, c in enumerate(line.ljust(self.columns))]
                    for y, line in enumerate(rows)
                ]
        return Shown(rows, (row, column), cells)

    def look(self, text, style):
        def name(color):
            if color is None or color[0] == "palette":
                return color and color[1]
            return "#" + "".join(f"{part:02x}" for part in color[1])

        flags = [self.NAMES.get(n, n) for n, is_set in style.items() if is_set is True]
        flags += filter(None, [self.LINES[style["underline"]]])
        colors = {"fg": style["fg"], "bg": style["bg"], "ul": style["underline_color"]}
        cell = {"c": text, "a": flags} | {n: name(color) for n, color in colors.items()}
        return full_look(cell)

    def close(self):
        pass


#: What xterm holds for the DEC special graphics in double-size lines and for the pound sign, from 0.
GRAPHICS = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·"


class XTerm:
    """xterm in slave mode on a pseudo-terminal; `DISPLAY` must name an X server."""

    def __init__(self, columns, rows):
        self.columns, self.rows, self.waiting = columns, rows, b""
        master, self.end = pty.openpty()
        tty.setraw(self.end)
        name = os.ttyname(self.end).rsplit("/", 1)[1]
        resources = [
            "*allowWindowOps: true", "*disallowedWindowOps: 1", "*decTerminalID: 420",
            "*saveLines: 200", "*utf8: 2", "*boldColors: false",
        ]
        words = ["xterm", "-name", "oracle", "-geometry", f"{columns}x{rows}", "-fn", "fixed"]
        for resource in resources:
            words += ["-xrm", resource]
        env = dict(os.environ, LC_ALL="C.UTF-8", XENVIRONMENT="/dev/null")
        self.process = subprocess.Popen(words + [f"-S{name}/{master}"], pass_fds=[master], env=env)
        os.close(master)
        self._read_until(b"\n")

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.end)

    def _read_until(self, mark):
        deadline = time.monotonic() + 5
        while mark not in self.waiting:
            ready, _, _ = select.select([self.end], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError(f"xterm doesn't answer; so far {self.waiting[-200:]!r}")
            data = os.read(self.end, 65536)
            if not data:
                raise EOFError("xterm is gone; is there an X server at DISPLAY?")
            self.waiting += data
        found, self.waiting = self.waiting.split(mark, 1)
        return found

    def ask(self, text):
        """What xterm answers to a text; the text must leave it outside any sequence."""
        self._write(text.encode() if isinstance(text, str) else text)
        # DECRQM of a mode that nobody else asks for.
        self._write(b"\x1b[?32123$p")
        return self._read_until(b"\x1b[?32123;0$y")

    def _write(self, data):
        while data:
            data = data[os.write(self.end, data):]

    def _checksums(self, row):
        question = "".join(
            f"\x1b[{c};1;{row};{c};{row};{c}*y" for c in range(1, self.columns + 1))
        found = re.findall(rb"!~([0-9A-F]{4})", self.ask(question))
        assert len(found) == self.columns, found
        return [int(value, 16) for value in found]

    def _looks(self, row):
        """The parameters of each cell's look in a row (XTREPORTSGR), without the leading 0."""
        # XTPOPSGR of a default colour leaves one that xterm 379 tells as 3-1 or 4-1.
        question = "".join(f"\x1b[{row};{c};{row};{c}#|" for c in range(1, self.columns + 1))
        found = re.findall(rb"\x1b\[0;?([-0-9:;]*)m", self.ask(question))
        assert len(found) == self.columns, found
        return [[p for p in look.decode().split(";") if p and "-" not in p] for look in found]

    def show(self, stream):
        self._read_until_quiet()
        # RIS leaves alone what DECSC saved and XTPUSHSGR kept, the alternate screen's cells and
        # some modes.
        self.ask("\x1b[#}" * 100 + "\x1bc\x1b7\x1b[?45l\x1b[20l\x1b[*x\x1b[?47h\x1b[2J\x1b[H\x1b7\x1b[?47l"
                 "\x1b[3J\x1bc")
        # The stream's own questions and answers are of no interest.
        self.ask(stream)
        answer = self.ask("\x1b[?6$p\x1b[?69$p\x1bP$qr\x1b\\\x1bP$qs\x1b\\\x1b[6n")
        place = re.search(rb"\x1b\[(\d+);(\d+)R", answer)
        at, column = int(place[1]) - 1, int(place[2]) - 1
        if b"?6;1$y" in answer:
            margins = re.search(rb"\$r(\d+);(\d+)r", answer)
            at += int(margins[1]) - 1
            sides = re.search(rb"\$r(\d+);(\d+)s", answer)
            if sides and b"?69;1$y" in answer:
                column += int(sides[1]) - 1
        # Without negation and attributes, no blank left out, all bits of the character.
        self.ask("\x1b[?6l\x1b[?69l\x1b[r\x1b[23#y")
        cells, rows = [], []
        for row in range(1, self.rows + 1):
            # 0xFFFF is the right half of a wide character.
            special = {0xFFFF: "", **dict(enumerate(GRAPHICS))}
            shown = [special.get(c, chr(c)) for c in self._checksums(row)]
            cells.append([(c, seen(c, look)) for c, look in zip(shown, self._looks(row))])
            rows.append("".join(shown))
        # A cursor that DECRC put left of the margins is told as a negative number.
        return Shown(rows, (at & 0xFFFF, column & 0xFFFF), cells)

    def _read_until_quiet(self):
        self.ask("\x18")
        self.waiting = b""

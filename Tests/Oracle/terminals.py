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
    (text, attributes) where the terminal tells them."""

    def __init__(self, rows, cursor, cells=None):
        self.rows, self.cursor, self.cells = [r.rstrip(" ") for r in rows], cursor, cells


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


#: What DECRQCRA adds to a cell's checksum, by name (xterm's screen.c, xtermCheckRect).
BITS = {"protected": 4, "conceal": 8, "underline": 16, "reverse": 32, "blink": 64, "bold": 128}


class Ours:
    """`vtdump`, one process a stream."""

    def __init__(self, columns, rows, program):
        self.words = [program, "--size", f"{columns}x{rows}", "--json", "--scrollback", "200"]
        self.columns = columns

    def show(self, stream):
        out = subprocess.run(self.words, input=stream, capture_output=True, check=True).stdout
        screen = json.loads(out)
        rows, cells = [], []
        for line in screen["lines"]:
            rows.append("".join(composed(cell["c"]) for cell in line["cells"]))
            row = []
            for cell in line["cells"]:
                names = cell["a"]
                bits = sum(BITS[name] for name in names if name in BITS)
                if {"double", "curly", "dotted", "dashed"} & set(names):
                    bits |= BITS["underline"]
                row.append((composed(cell["c"]) or ("" if cell["w"] == 0 else " "), bits))
            cells.append(row + [(" ", 0)] * (self.columns - len(row)))
        cursor = screen["cursor"]
        return Shown(rows, (cursor["row"], cursor["col"]), cells)

    def close(self):
        pass


class Ghostty:
    """libghostty-vt of PyPI's `pyghostty`."""

    def __init__(self, columns, rows):
        import pyghostty

        self.make = lambda: pyghostty.Terminal(columns, rows, scrollback=200)
        self.count = rows

    def show(self, stream):
        with self.make() as terminal:
            terminal.feed(stream)
            rows = [composed(row) for row in terminal.text().split("\n")]
            column, row = terminal.cursor
        return Shown((rows + [""] * self.count)[: self.count], (row, column))

    def close(self):
        pass


class XTerm:
    """xterm in slave mode on a pseudo-terminal; `DISPLAY` must name an X server."""

    def __init__(self, columns, rows):
        self.columns, self.rows, self.waiting = columns, rows, b""
        master, self.end = pty.openpty()
        tty.setraw(self.end)
        name = os.ttyname(self.end).rsplit("/", 1)[1]
        resources = [
            "*allowWindowOps: true", "*disallowedWindowOps: 1", "*decTerminalID: 420",
            "*saveLines: 200", "*utf8: 2",
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
            self.waiting += os.read(self.end, 65536)
        found, self.waiting = self.waiting.split(mark, 1)
        return found

    def ask(self, text):
        """What xterm answers to a text; the text must leave it outside any sequence."""
        self._write(text.encode() if isinstance(text, str) else text)
        self._write(b"\x1b[5n")
        return self._read_until(b"\x1b[0n")

    def _write(self, data):
        while data:
            data = data[os.write(self.end, data):]

    def _checksums(self, row):
        question = "".join(
            f"\x1b[{c};1;{row};{c};{row};{c}*y" for c in range(1, self.columns + 1))
        found = re.findall(rb"!~([0-9A-F]{4})", self.ask(question))
        assert len(found) == self.columns, found
        return [int(value, 16) for value in found]

    def show(self, stream):
        self._read_until_quiet()
        # RIS leaves alone what DECSC saved, the alternate screen's cells and some modes.
        self.ask("\x1bc\x1b7\x1b[?45l\x1b[20l\x1b[*x\x1b[?47h\x1b[2J\x1b[H\x1b7\x1b[?47l"
                 "\x1b[3J\x1bc")
        # The stream's own questions and answers are of no interest.
        self.ask(stream)
        answer = self.ask("\x1b[?6$p\x1b[?69$p\x1bP$qr\x1b\\\x1bP$qs\x1b\\\x1b[6n")
        place = re.search(rb"\x1b\[(\d+);(\d+)R", answer)
        row, column = int(place[1]) - 1, int(place[2]) - 1
        if b"?6;1$y" in answer:
            margins = re.search(rb"\$r(\d+);(\d+)r", answer)
            row += int(margins[1]) - 1
            sides = re.search(rb"\$r(\d+);(\d+)s", answer)
            if sides and b"?69;1$y" in answer:
                column += int(sides[1]) - 1
        # Without negation and attributes, no blank left out, all bits of the character.
        self.ask("\x1b[?6l\x1b[?69l\x1b[r\x1b[23#y")
        texts = [self._checksums(r) for r in range(1, self.rows + 1)]
        self.ask("\x1b[21#y")
        sums = [self._checksums(r) for r in range(1, self.rows + 1)]
        cells, rows = [], []
        for text, total in zip(texts, sums):
            # 0xFFFF is the right half of a wide character.
            shown = ["" if c == 0xFFFF else chr(c) if c else " " for c in text]
            cells.append([(s, t - c & 0xFFFF) for s, c, t in zip(shown, text, total)])
            rows.append("".join(shown))
        # A cursor that DECRC put left of the margins is told as a negative number.
        return Shown(rows, (row & 0xFFFF, column & 0xFFFF), cells)

    def _read_until_quiet(self):
        self.ask("\x18")
        self.waiting = b""

"""Goes through the menus of Debian's vttest against the core, and compares each screen with xterm's.

    apt-get install vttest xterm xvfb
    xvfb-run -a python3 Tests/Oracle/vttest.py --vtdump .build/release/vtdump [--menu 11.1] [--show]

vttest runs on a pseudo-terminal whose other end is `vtdump --pipe`, which answers. At each of its
pauses the bytes so far are fed to xterm, too, and the two screens have to be equal, looks included.
Prints the pauses where they aren't, with `--show` every screen.
"""
import argparse
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time

from terminals import Ours, XTerm, xterm_look

COLUMNS, ROWS = 80, 24

#: What is typed where a test waits for more than Return: a text on its screen, and the keys; a
#: click of the left button at row 4, column 6 where the mouse is tried, or a Tektronix 4014's answer.
KEYS = [
    ("Mouse events will be marked", [b"\x1b[M &$", b"\x1b[M#&$", b"q"]),
    ("Auto Repeat ON", b"aa\r"),
    ("Auto Repeat OFF", b"a\r"),
    ("Finish with RETURN", b"aA\r"),
    ("single RETURN", b"\r"),
    ("'q' to quit", b"q"),
    ("new window name", b"title\n"),
    ("enter the font name", b"fixed\n"),
    ("click twice to exit", [b"a0000", b"a0000"]),
    ("Finish with TAB", b"\t"),
    ("Finish with DEL", b"\x01\x01\x7f"),
]

#: The parameters of vttest itself stay as they are.
SKIPPED = ["Modify test-parameters"]


class Session:
    """vttest, talking to the core."""

    def __init__(self, vtdump):
        self.output = b""
        self.child, self.end = pty.fork()
        if self.child == 0:
            os.environ.update(TERM="xterm", LC_ALL="C")
            os.execvp("vttest", ["vttest", f"{ROWS}x{COLUMNS}.{COLUMNS}"])
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        words = [vtdump, "--size", f"{COLUMNS}x{ROWS}", "--pipe", "--checksums"]
        self.core = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def is_waiting(self):
        """Whether vttest waits for its input."""
        with open(f"/proc/{self.child}/syscall") as file:
            words = file.read().split()
        # read of descriptor 0, select, poll, pselect6.
        return words[:2] == ["0", "0x0"] or words[0] in ("23", "7", "270")

    def run(self):
        """Lets vttest run until it waits; answers come from the core."""
        quiet = 0
        deadline = time.monotonic() + 20
        while quiet < 6 and time.monotonic() < deadline:
            ready, _, _ = select.select([self.end, self.core.stdout], [], [], 0.02)
            if self.end in ready:
                try:
                    data = os.read(self.end, 65536)
                except OSError:
                    return
                self.output += data
                self.core.stdin.write(data)
                self.core.stdin.flush()
            if self.core.stdout in ready:
                os.write(self.end, os.read(self.core.stdout.fileno(), 65536))
            quiet = 0 if ready or not self.is_waiting() else quiet + 1

    def type(self, keys):
        """Types bytes, or one after the other a list of them."""
        for part in [keys] if isinstance(keys, bytes) else keys:
            os.write(self.end, part)
            self.run()

    def close(self):
        self.core.kill()
        self.core.wait()
        os.close(self.end)
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)


class Walk:
    """The way through the menus."""

    def __init__(self, session, own, oracle, options):
        self.session, self.own, self.oracle, self.options = session, own, oracle, options
        self.seen, self.different = 0, 0
        #: The titles of the menus that are open, the innermost last.
        self.open = []
        #: The items of the menus that were visited: a VT420's has a VT320's, and that a VT220's.
        self.known = set()

    def screen(self):
        return self.own.show(self.session.output)

    def menu(self, path):
        """Visits the items of the menu that is shown, and leaves it."""
        screen = self.screen()
        title = menu_title(screen)
        self.open.append(title)
        items = menu_items(screen)
        key = tuple(items) + (title.split(":")[-1],)
        if key in self.known:
            items = []
        self.known.add(key)
        for number, name in items:
            here = path + [str(number)]
            if number == 0 or not self.wants(here) or name in SKIPPED:
                continue
            self.session.type(f"{number}\r".encode())
            self.item(here, name)
            # A choice of character sets is over with the first that is chosen.
            if menu_title(self.screen()) != title:
                break
        else:
            self.session.type(b"0\r")
        self.open.pop()

    def wants(self, path):
        """Whether the path leads to the menu that was asked for, or is below it."""
        wanted = self.options.menu.split(".") if self.options.menu else []
        shared = min(len(path), len(wanted))
        return path[:shared] == wanted[:shared]

    def item(self, path, name):
        """Goes on until an open menu is shown again."""
        for step in range(40):
            screen = self.screen()
            title = menu_title(screen)
            if title in self.open:
                return
            if title:
                self.menu(path)
                continue
            self.compare(".".join(path), name, step, screen)
            text = "\n".join(screen.rows)
            keys = b"\n"
            if "Push <RETURN>" not in text:
                keys = next((keys for mark, keys in KEYS if mark in text), keys)
            self.session.type(keys)
        raise RuntimeError(f"{'.'.join(path)} {name} doesn't end:\n{text}")

    def compare(self, path, name, step, ours):
        self.seen += 1
        theirs = self.oracle and self.oracle.show(fit_for_xterm(self.session.output))
        wrong = []
        if theirs:
            for row in range(ROWS):
                if theirs.rows[row] != ours.rows[row]:
                    wrong.append(f"   row {row}: xterm {theirs.rows[row]!r}\n"
                                 f"          ours  {ours.rows[row]!r}")
                elif theirs.cells[row] != ours.cells[row]:
                    cells = zip(theirs.cells[row], ours.cells[row])
                    first = next((c, x, y) for c, (x, y) in enumerate(cells) if x != y)
                    wrong.append(f"   row {row}: column, xterm's, ours: {first}")
            if theirs.cursor != ours.cursor:
                wrong.append(f"   cursor: xterm {theirs.cursor}, ours {ours.cursor}")
        self.different += bool(wrong)
        if self.options.show or wrong:
            print(f"{path} {name}, pause {step}")
            print("\n".join(wrong))
        if self.options.show:
            print("\n".join(f"   |{row}" for row in ours.rows))


def menu_title(screen):
    """The title of the menu that waits for a choice; empty for none."""
    if not any("Enter choice number" in row for row in screen.rows):
        return ""
    return next((row.strip() for row in screen.rows if row.strip()), "")


def menu_items(screen):
    found = [re.match(r"\s+(\d+)\. (.*)", row) for row in screen.rows]
    return [(int(item[1]), item[2]) for item in found if item]


def fit_for_xterm(output):
    """The bytes without what would change xterm's window or be shown in its other one, the
    Tektronix, or the level by whose functions its screen is read, or what the core lacks: VT52 mode
    and answers in eight bits. After DECRSPS the character sets are put back, which xterm 379
    leaves."""
    for pattern, instead in [
        (rb"\x1b\[\?3h", b"\x1b[?3l"), (rb"\x1b\[[0-9;]*(t|\*\||\$\|)", b""),
        (rb'\x1b\[6[0-9](;[0-9])?"p', b'\x1b[64;1"p'), (rb"\x1b\[\?2l|\x1b G", b""),
        (rb"(\x1bP1\$t[^\x1b]*\x1b\\)", b"\\1\x1b(B\x0f"),
        (rb"\x1b\]50;[^?\x07]*\x07", b""), (rb"(?s)\x1b\[\?38h.*?(\x1b\x03|\Z)", b""),
    ]:
        output = re.sub(pattern, instead, output)
    return output


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--vtdump", default=".build/release/vtdump")
    parser.add_argument("--menu", default="", help="one menu or item, such as 11.1.2")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--alone", action="store_true", help="without xterm")
    options = parser.parse_args()
    session = Session(options.vtdump)
    own = Ours(COLUMNS, ROWS, options.vtdump, xterm_look)
    oracle = None if options.alone else XTerm(COLUMNS, ROWS)
    walk = Walk(session, own, oracle, options)
    session.run()
    walk.menu([])
    print(f"{walk.seen} screens, {walk.different} differ")
    session.close()
    if oracle:
        oracle.close()


if __name__ == "__main__":
    main()

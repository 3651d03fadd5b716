#!/usr/bin/env python3
"""Makes a corpus for the fuzzer: the texts of the tests, and the recorded sessions where they are.

    seeds.py terminal|shell FOLDER [SESSIONS]

Each file begins with the options that the harness reads first (see Input.swift, TerminalCase.swift
and ShellCase.swift).
"""
import hashlib
import pathlib
import re
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
LITERAL = re.compile(r'(?<!")"((?:[^"\\\n]|\\.)*)"(?!")')
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "\\": "\\", '"': '"', "'": "'"}


def literals(folder):
    """The texts of Swift literals; what is put into them by code is a digit."""
    for path in sorted((TESTS / folder).glob("*.swift")):
        for match in LITERAL.finditer(path.read_text()):
            text = re.sub(r"\\\([^()]*(?:\([^()]*\))?[^()]*\)", "7", match[1])
            text = re.sub(r"\\u\{([0-9A-Fa-f]{1,6})\}", lambda m: chr(int(m[1], 16)), text)
            text = re.sub(r"\\(.)", lambda m: ESCAPES.get(m[1], m[1]), text)
            yield text.encode("utf-8", "replace")


def write(folder, data):
    (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def terminal(folder, sessions):
    texts = [text for text in literals("TerminalTests") if b"\x1b" in text]
    for index, text in enumerate(texts):
        write(folder, bytes([19, 4, 2, index % 4]) + text)
    # Several after each other, with a resize and a look back between them.
    for first in range(0, len(texts), 5):
        parts = [b"\xff\x01" + bytes([7 + at, 3]) + text + b"\xff\x02\x20\x10\x00\x00\x28\x10\x05"
                 for at, text in enumerate(texts[first:first + 5])]
        write(folder, bytes([29, 7, 3, 3]) + b"".join(parts)[:4000])
    for path in sorted(sessions.glob("*/*/bytes")) if sessions else []:
        columns, rows = map(int, (path.parent / "size").read_text().split("x"))
        head = bytes([(columns - 1) % 139, (rows - 1) % 49, 3, 2])
        write(folder, head + path.read_bytes()[:4000])


def shell(folder, _sessions):
    def string(text):
        return bytes([len(text)]) + text

    texts = [text for text in literals("PanesTests") if 0 < len(text) < 200]
    for index, text in enumerate(texts):
        options = bytes([index % 4 | 2])
        say = b"\xff\x05" + string(text) + b"\x02"
        keys = b"\xff\x02" + string(text + b"\r") + b"\x01"
        write(folder, options + text)
        write(folder, options + keys + say)
    # What a shell says of a command, between keys.
    for line in (b"#save", b"#size", b"ls"):
        whole = b"".join([
            b"\xff\x05" + string(b"P;bash;0;/root") + b"\x02$ ", b"\xff\x00\x20",
            b"\xff\x02" + string(line + b"\r") + b"\x01", b"\xff\x05" + string(b"C;" + line) + b"\x02",
            b"\xff\x05" + string(b"R;") + b"\x02", b"\xff\x09\x00\x01", b"\xff\x05" + string(b"E;QT0x") + b"\x02",
            b"\xff\x0a", b"\xff\x05" + string(b"R;") + b"\x02", b"\xff\x05" + string(b"P;bash;0;/") + b"\x02"])
        for options in (2, 0):
            write(folder, bytes([options]) + whole * 3)


if __name__ == "__main__":
    kind, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    sessions = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    {"terminal": terminal, "shell": shell}[kind](folder, sessions)

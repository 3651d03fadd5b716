"""Writes Sources/Terminal/WidthData.swift from the newest data that PyPI's wcwidth carries.

Usage: pip install wcwidth && python3 widths.py > ../../Sources/Terminal/WidthData.swift
"""
import wcwidth
from wcwidth import table_grapheme, table_mc, table_vs15, table_vs16

VERSION = wcwidth.list_versions()[-1]


def ranges(table):
    for name, versions in vars(table).items():
        if name.startswith("VS"):
            for low, high in versions[max(versions, key=lambda v: int(v.split(".")[0]))]:
                yield from range(low, high + 1)


widened = set(ranges(table_vs16))
narrowed = set(ranges(table_vs15))


def members(pairs):
    return {c for low, high in pairs for c in range(low, high + 1)}


pictographic = members(table_grapheme.EXTENDED_PICTOGRAPHIC)
# Indic_Conjunct_Break, and Indic_Syllabic_Category for the scripts that it leaves out.
consonants = members(table_grapheme.INCB_CONSONANT + table_grapheme.ISC_CONSONANT)
linkers = members(
    table_grapheme.INCB_LINKER + table_grapheme.ISC_VIRAMA + table_grapheme.ISC_INVISIBLE_STACKER)
spacing = members(table_mc.CATEGORY_MC[VERSION]) - linkers


def value(c):
    if 0x1F1E6 <= c <= 0x1F1FF:
        # A regional indicator alone is as wide as the flag it may become.
        width = 2
    elif 0x1F3FB <= c <= 0x1F3FF:
        width = 2
    elif c == 0xAD:
        width = 1
    else:
        width = wcwidth.wcwidth(chr(c))
        width = 0 if width < 0 else width
    # Marks have the bits for themselves that say what selectors do to others.
    first, second = (widened, narrowed) if width else (spacing, linkers)
    properties = [first, second, pictographic, consonants]
    return width | sum((c in known) << bit for bit, known in enumerate(properties, 2))


def runs(values):
    out = []
    for v in values:
        if out and out[-1][0] == v:
            out[-1][1] += 1
        else:
            out.append([v, 1])
    return out


blocks, stage1 = {}, []
for start in range(0, 0x110000, 256):
    block = tuple(value(c) for c in range(start, start + 256))
    stage1.append(blocks.setdefault(block, len(blocks)))
assert len(blocks) < 256
cells = [v for block in blocks for v in block]
text1 = " ".join(f"{v:x}" + (f"*{n:x}" if n > 1 else "") for v, n in runs(stage1))
text2 = " ".join(f"{v:x}" + (f"*{n:x}" if n > 1 else "") for v, n in runs(cells))


def literal(text):
    words, lines, line = text.split(" "), [], ""
    for word in words:
        if len(line) + len(word) > 88:
            lines.append(line)
            line = ""
        line += word + " "
    lines.append(line)
    return "\n".join("        " + l + "\\" for l in lines[:-1]) + "\n        " + lines[-1].rstrip()


print(f'''/// What `WidthTable` is built from: Unicode {VERSION} as PyPI's `wcwidth` {wcwidth.__version__} has it.
/// Written by Tests/Unicode/widths.py; don't edit.
enum WidthData {{
    /// The Unicode version of the tables.
    static let version = "{VERSION}"

    /// For each 256 code points the number of its block, as `value*count` in base 16.
    static let blocks: StaticString = """
{literal(text1)}
        """

    /// The blocks one after another, as `value*count` in base 16.
    static let values: StaticString = """
{literal(text2)}
        """
}}''')

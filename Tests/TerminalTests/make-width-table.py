#!/usr/bin/env python3
"""Writes Sources/Terminal/WidthTable.swift from the Unicode data of the PyPI package wcwidth.

Usage: make-width-table.py > Sources/Terminal/WidthTable.swift
"""
import wcwidth

BLOCK = 256
widths = [max(0, wcwidth.wcwidth(chr(c))) if not 0xD800 <= c < 0xE000 else 1 for c in range(0x110000)]
# Controls have no width of their own, and never reach the table; unassigned ones are shown in one.
for c in range(0x110000):
    if wcwidth.wcwidth(chr(c)) < 0:
        widths[c] = 1
blocks, index = [], []
for start in range(0, 0x110000, BLOCK):
    block = tuple(widths[start:start + BLOCK])
    if block not in blocks:
        blocks.append(block)
    index.append(blocks.index(block))
print("// Made by Tests/TerminalTests/make-width-table.py; not to be edited.")
print()
print("/// Widths after Unicode %s: a block of %d code points an entry, two bits a code point." % (wcwidth.list_versions()[-1], BLOCK))
print("enum WidthTable {")
print("    static let version = \"%s\"" % wcwidth.list_versions()[-1])
print()
print("    static let blocks: [UInt8] = [")
for i in range(0, len(index), 20):
    print("        " + ", ".join(str(x) for x in index[i:i + 20]) + ",")
print("    ]")
print()
print("    static let widths: [UInt64] = [")
words = []
for block in blocks:
    for i in range(0, BLOCK, 32):
        words.append(sum(block[i + k] << (2 * k) for k in range(32)))
for i in range(0, len(words), 4):
    print("        " + ", ".join("0x%x" % w for w in words[i:i + 4]) + ",")
print("    ]")
print("}")

"""Compares vtdump and libghostty-vt with xterm on random streams, see README.md.

Needs Debian's xterm and xvfb and PyPI's pyghostty:
    xvfb-run -a python3 Tests/Oracle/compare.py --vtdump .build/release/vtdump --streams 400

Prints how many streams leave xterm's screen (text of every row, and the cursor), and with
`--show N` the first N that don't, cut down to the pieces that matter.
"""
import argparse
import os
import sys

from streams import Stream
from terminals import Ghostty, Ours, XTerm, full_look, xterm_look


def alike(one, other, looks):
    """Whether two screens are equal; with `looks` those of every cell are, too."""
    if one.rows != other.rows or one.cursor != other.cursor:
        return False
    return not looks or one.cells == other.cells


def shrink(pieces, own, oracle, looks):
    """As few of the pieces of a stream as still leave another screen."""

    def differs(kept):
        data = "".join(kept).encode()
        return not alike(own.show(data), oracle.show(data), looks)

    for count in range(1, len(pieces) + 1):
        if differs(pieces[:count]):
            pieces = pieces[:count]
            break
    step = len(pieces) // 2
    while step > 0:
        at = 0
        while at < len(pieces):
            kept = pieces[:at] + pieces[at + step:]
            if kept and differs(kept):
                pieces = kept
            else:
                at += step
        step //= 2
    return pieces


def report(stream, own, oracle, looks):
    """Prints the least pieces of a stream that leave another screen, and both screens."""
    pieces = shrink(stream.pieces, own, oracle, looks)
    data = "".join(pieces).encode()
    ours, theirs = own.show(data), oracle.show(data)
    print("  ", pieces)
    print("   cursor: theirs", theirs.cursor, "ours", ours.cursor)
    for row, (a, b) in enumerate(zip(theirs.rows, ours.rows)):
        if a != b:
            print(f"   row {row}: theirs {a!r}\n          ours   {b!r}")
        elif looks and theirs.cells[row] != ours.cells[row]:
            cells = zip(theirs.cells[row], ours.cells[row])
            wrong = [(c, x, y) for c, (x, y) in enumerate(cells) if x != y]
            print(f"   row {row}: {len(wrong)} cells; column, theirs, ours: {wrong[0]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--vtdump", default=".build/release/vtdump")
    parser.add_argument("--streams", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--pieces", type=int, default=60)
    parser.add_argument("--size", default="40x12")
    parser.add_argument("--wide", action="store_true", help="wide characters and marks as well")
    parser.add_argument("--rare", action="store_true", help="the rarer functions as well")
    parser.add_argument("--looks", action="store_true",
                        help="streams of SGR; the look of every cell has to be equal, too")
    parser.add_argument("--modern", action="store_true",
                        help="libghostty-vt tells what is right, on SGR that xterm doesn't know")
    parser.add_argument("--without", default="", help="families left out, joined by commas")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--no-ghostty", action="store_true")
    options = parser.parse_args()

    columns, rows = map(int, options.size.split("x"))
    families = Stream.LOOKS if options.looks else Stream.EVERYDAY
    families = Stream.MODERN if options.modern else families
    options.looks |= options.modern
    families = families + (Stream.RARE if options.rare else [])
    families = [f for f in families if f not in options.without.split(",")]
    oracle = Ghostty(columns, rows, True) if options.modern else XTerm(columns, rows)
    look = full_look if options.modern else xterm_look
    own = Ours(columns, rows, options.vtdump, look)
    peers = {"ours": own}
    if not options.no_ghostty and not options.modern:
        peers["ghostty"] = Ghostty(columns, rows)
    equal = dict.fromkeys(peers, 0)
    exact = 0
    for seed in range(options.first, options.first + options.streams):
        stream = Stream(seed, columns, rows, options.pieces, families, options.wide)
        wanted = oracle.show(stream.bytes)
        for name, peer in peers.items():
            found = peer.show(stream.bytes)
            equal[name] += alike(found, wanted, False)
            if name != "ours":
                continue
            exact += alike(found, wanted, True)
            if not alike(found, wanted, options.looks) and options.show > 0:
                options.show -= 1
                print(f"stream {seed}")
                report(stream, own, oracle, options.looks)
                sys.stdout.flush()
    for name, count in equal.items():
        print(f"{name}: {count} of {options.streams} screens are equal "
              f"({100 * count / options.streams:.1f} %)")
    print(f"ours with looks: {exact} of {options.streams}")
    for peer in [oracle, *peers.values()]:
        peer.close()


if __name__ == "__main__":
    main()

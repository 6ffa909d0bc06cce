"""Unicode's tests of its bidirectional algorithm, packed by columns: 862,000 of them in some sixty kilobytes.

    python -m tests.scripts.bidifiles BidiTest.txt BidiCharacterTest.txt

packs the files as Unicode has them. Nothing is left out but the comments; BidiTest names classes,
and a character of each stands for them.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

FILES = Path(__file__).parent / "unicode"
STANDING_FOR = {
    "L": "a",
    "R": "\u05d0",
    "AL": "\u0627",
    "EN": "1",
    "AN": "\u0661",
    "ES": "+",
    "ET": "%",
    "CS": ",",
    "NSM": "\u0301",
    "BN": "\u00ad",
    "B": "\u2029",
    "S": "\t",
    "WS": " ",
    "ON": "!",
    "LRE": "\u202a",
    "RLE": "\u202b",
    "LRO": "\u202d",
    "RLO": "\u202e",
    "PDF": "\u202c",
    "LRI": "\u2066",
    "RLI": "\u2067",
    "FSI": "\u2068",
    "PDI": "\u2069",
}


class Case(NamedTuple):
    """A line of text, whose direction is given (0, 1) or to be found (None), and what must come of it."""

    text: str
    base: int | None
    paragraph: int | None
    """The paragraph's level, where the file tells it."""
    levels: tuple[int | None, ...]
    """None where a character is left out (X9)."""


def cases(name: str) -> list[Case]:
    """Unpack the cases of a file."""
    found = []
    for bases, paragraphs, texts, levels in _packed(name)["groups"]:
        rows = zip(bases, paragraphs, zip(*texts, strict=True), zip(*levels, strict=True), strict=True)
        for base, paragraph, chars, numbers in rows:
            found.append(Case("".join(chars), _level(base), _level(paragraph), tuple(map(_level, numbers))))
    return found


def orders(name: str) -> dict[tuple[int | None, ...], list[int]]:
    """Unpack the order in which the characters of lines with certain levels are seen."""
    return {tuple(map(_level, levels)): [ord(each) - 48 for each in order] for levels, order in _packed(name)["orders"]}


def _packed(name: str) -> dict[str, list[list[str]]]:
    return json.loads(lzma.decompress((FILES / f"{name}.json.xz").read_bytes()))


def _level(letter: str) -> int | None:
    return None if letter == "-" else ord(letter) - 48


def _letter(level: str) -> str:
    return "-" if level == "x" else chr(int(level) + 48)


def _of_classes(lines: Iterable[str]) -> Iterator[tuple[str, str, str, str, str]]:
    """Read BidiTest.txt: text, base, paragraph, levels, order."""
    levels = order = ""
    for line in lines:
        if line.startswith("@Levels:"):
            levels = "".join(map(_letter, line.split()[1:]))
        elif line.startswith("@Reorder:"):
            order = "".join(map(_letter, line.split()[1:]))
        elif line.strip() and line[0] not in "#@":
            names, bits = line.split(";")
            text = "".join(STANDING_FOR[name] for name in names.split())
            for bit, base in enumerate("-01"):
                if int(bits, 16) >> bit & 1:
                    yield text, base, "-", levels, order


def _of_characters(lines: Iterable[str]) -> Iterator[tuple[str, str, str, str, str]]:
    """Read BidiCharacterTest.txt, likewise."""
    for line in lines:
        if line.strip() and line[0] != "#":
            codes, base, paragraph, levels, order = line.strip().split(";")
            text = "".join(chr(int(code, 16)) for code in codes.split())
            of_letters = ["".join(map(_letter, part.split())) for part in (levels, order)]
            yield text, base.replace("2", "-"), paragraph, of_letters[0], of_letters[1]


def pack(path: Path) -> None:
    """Write the cases of one of Unicode's files, sorted, a column for each place in a text."""
    read = _of_characters if "Character" in path.name else _of_classes
    groups, seen = defaultdict(list), {}
    with path.open(encoding="utf-8") as lines:
        for text, base, paragraph, levels, order in read(lines):
            groups[len(text)].append((base, text, paragraph, levels))
            assert seen.setdefault(levels, order) == order
    columns = []
    for _, rows in sorted(groups.items()):
        bases, texts, paragraphs, levels = zip(*sorted(rows), strict=True)
        by_place = [["".join(column) for column in zip(*each, strict=True)] for each in (texts, levels)]
        columns.append(["".join(bases), "".join(paragraphs), *by_place])
    packed = json.dumps({"groups": columns, "orders": sorted(seen.items())}, ensure_ascii=False).encode()
    (FILES / f"{path.stem}.json.xz").write_bytes(lzma.compress(packed, preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        pack(Path(argument))

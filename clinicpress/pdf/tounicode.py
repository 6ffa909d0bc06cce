"""ToUnicode maps: which texts the codes of a font stand for, written and read back (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from struct import unpack
from typing import NamedTuple

from clinicpress.ground.characters import UNKNOWN

ROW = 256
"""The codes of a range differ in their last byte only (ISO 32000-1, 9.10.3)."""
MOST_RANGES = 100
"""The most ranges that a block may have (Adobe Technical Note 5014, 1.4.1)."""
_SPACE = re.compile(rb"begincodespacerange\s*<(\w+)>")
_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_SINGLE = re.compile(rb"<(\w+)>\s*<(\w*)>")
_RANGE = re.compile(rb"<(\w+)>\s*<(\w+)>\s*(?:<(\w*)>|\[([^\]]*)\])")
_LISTED = re.compile(rb"<(\w*)>")


class CodeMap(NamedTuple):
    """The texts of a font's codes."""

    size: int
    """How many bytes a code has."""
    texts: Mapping[int, str]

    def read(self, codes: bytes) -> str:
        """Return what some codes say; one without a text, or cut off, says U+FFFD."""
        size = self.size
        numbers: Sequence[int] = codes
        if size == 2 and len(codes) % 2 == 0:
            numbers = unpack(f">{len(codes) // 2}H", codes)
        elif size != 1:
            whole = len(codes) // size * size
            each = [int.from_bytes(codes[at : at + size], "big") for at in range(0, whole, size)]
            numbers = each + [-1] * (whole < len(codes))
        try:
            return "".join(map(self.texts.__getitem__, numbers))
        except KeyError:
            return "".join([self.texts.get(number, UNKNOWN) for number in numbers])


UNMAPPED = CodeMap(1, {})
"""That of a font that does not say its characters."""


def to_unicode(texts: Sequence[str], size: int = 1) -> bytes:
    """Write a ToUnicode map (ISO 32000-1, 9.10.3): the texts that the codes from 0 stand for, each of `size` bytes."""
    wide, last = 2 * size, len(texts) - 1
    end = last if size == 1 else 256**size - 1
    said = []
    for first in range(0, len(texts), ROW):
        row = "".join([f"<{text.encode('utf-16-be').hex()}>" for text in texts[first : first + ROW]])
        said.append(f"<{first:0{wide}X}> <{min(last, first + ROW - 1):0{wide}X}> [{row}]")
    blocks = [said[at : at + MOST_RANGES] for at in range(0, len(said), MOST_RANGES)]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
        f"1 begincodespacerange <{0:0{wide}X}> <{end:0{wide}X}> endcodespacerange "
        + "".join(f"{len(block)} beginbfrange {' '.join(block)} endbfrange " for block in blocks)
        + "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")


@lru_cache(maxsize=128)
def code_map(to_unicode: bytes) -> CodeMap:
    """Read a ToUnicode map (ISO 32000-1, 9.10.3)."""
    space = _SPACE.search(to_unicode)
    texts: dict[int, str] = {}
    for kind, block in _BLOCK.findall(to_unicode):
        if kind == b"char":
            texts.update((int(code, 16), _text(text)) for code, text in _SINGLE.findall(block))
            continue
        for first, last, text, listed in _RANGE.findall(block):
            codes = range(int(first, 16), int(last, 16) + 1)
            if listed:
                texts.update(zip(codes, map(_text, _LISTED.findall(listed)), strict=False))
            elif said := _text(text):
                texts.update((code, said[:-1] + chr(ord(said[-1]) + code - codes[0])) for code in codes)
    return CodeMap(len(space[1]) // 2 if space else 1, texts)


def _text(coded: bytes) -> str:
    return bytes.fromhex(coded.decode("ascii")).decode("utf-16-be", "replace")

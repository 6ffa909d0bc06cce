"""Lean font subsets: only the glyphs that are used, without hinting, made once for equal texts.

ReportLab's subset keeps the programs that fit outlines to coarse pixels. They are more than half
of an embedded font, and neither a printer nor a screen of today needs them.
"""

from __future__ import annotations

import itertools
import struct
from functools import lru_cache
from typing import IO

from reportlab.pdfbase.ttfonts import TTFont, TTFontFace, TTFontMaker

_NEEDED = ("glyf", "loca", "cmap", "head", "hhea", "hmtx", "maxp", "post")
"""The tables that an embedded TrueType font must have (ISO 32000-1, 9.9), and post."""
_MORE_COMPONENTS, _INSTRUCTIONS = 0x0020, 0x0100
_WORDS, _SCALE, _XY_SCALE, _TWO_BY_TWO = 0x0001, 0x0008, 0x0040, 0x0080


class LeanFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose embedded subsets hold what is printed and no more."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        super().__init__(name, file, asciiReadable=False)
        # TTFont makes its face itself; only the way that this one writes subsets differs.
        self.face.makeSubset = lambda subset: _lean(self.face, tuple(subset))


@lru_cache(maxsize=256)
def _lean(face: TTFontFace, subset: tuple[int, ...]) -> bytes:
    return without_hinting(TTFontFace.makeSubset(face, list(subset)))


def without_hinting(font: bytes) -> bytes:
    """Drop hinting and needless tables from a TrueType font; returns the font's bytes."""
    tables = _tables(font)
    offsets, glyphs, start = [], [], 0
    locations = _locations(tables)
    for begin, end in itertools.pairwise(locations):
        glyph = _unhinted(tables["glyf"][begin:end])
        glyph += b"\0" * (-len(glyph) % 2)
        offsets.append(start)
        glyphs.append(glyph)
        start += len(glyph)
    offsets.append(start)
    tables["glyf"] = b"".join(glyphs)
    wide = start >= 2 * 0x10000
    scaled = offsets if wide else [offset // 2 for offset in offsets]
    tables["loca"] = struct.pack(f">{len(scaled)}{'L' if wide else 'H'}", *scaled)
    tables["head"] = tables["head"][:50] + struct.pack(">h", int(wide)) + tables["head"][52:]
    maker = TTFontMaker()
    for tag in _NEEDED:
        maker.add(tag, tables[tag])
    made: bytes = maker.makeStream()
    return made


def _tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack(">H", font[4:6])
    found = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack(">4sLLL", font[12 + 16 * index : 28 + 16 * index])
        found[tag.decode("latin-1")] = font[offset : offset + length]
    return found


def _locations(tables: dict[str, bytes]) -> list[int]:
    loca = tables["loca"]
    (wide,) = struct.unpack(">h", tables["head"][50:52])
    if wide:
        return list(struct.unpack(f">{len(loca) // 4}L", loca))
    return [2 * half for half in struct.unpack(f">{len(loca) // 2}H", loca)]


def _unhinted(glyph: bytes) -> bytes:
    """Drop the instructions of one glyph (OpenType, glyf table)."""
    if len(glyph) < 12:
        return glyph
    (contours,) = struct.unpack(">h", glyph[:2])
    if contours >= 0:
        at = 10 + 2 * contours
        (length,) = struct.unpack(">H", glyph[at : at + 2])
        return glyph[:at] + b"\0\0" + glyph[at + 2 + length :]
    parts = bytearray(glyph)
    at, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        (flags,) = struct.unpack(">H", parts[at : at + 2])
        parts[at : at + 2] = struct.pack(">H", flags & ~_INSTRUCTIONS)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
    return bytes(parts[:at])

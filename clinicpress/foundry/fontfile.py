"""A TrueType file before anything trusts it: what is missing, damaged or out of bounds is told.

A damaged font prints other letters than were typed, or none; a hostile one makes a program fill the
memory with characters that do not exist. Every table that is printed from is checked against its own
limits (OpenType 1.9, chapters head, maxp, loca, glyf, cmap, hmtx), in time proportional to the file.
"""

from __future__ import annotations

import itertools
import string
import struct
from collections.abc import Iterator
from typing import NamedTuple

_NEEDED = {
    "head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "cmap": 4, "loca": 4, "glyf": 12, "name": 6, "post": 32,
}  # fmt: skip
"""The tables that are printed from, and the least bytes of each."""
_VERSIONS = (b"\0\1\0\0", b"true")
MAX_TABLES = 100
MAX_CHARACTERS = 300_000
MAX_NESTING = 8
"""How deep glyphs may be made of other glyphs."""
_MAGIC = 0x5F0F3CF5
_LETTERS = string.ascii_letters + string.digits + "".join(filter(str.isalpha, map(chr, range(0xC0, 0x250))))
"""The characters that surely print something, in fonts that have them."""
_MORE_COMPONENTS, _WORDS, _SCALE, _XY_SCALE, _TWO_BY_TWO = 0x0020, 0x0001, 0x0008, 0x0040, 0x0080
_RESTRICTED = 0x0002
"""What a font's OS/2 table says where it may not be embedded."""
_BREADTH = (0.02, 3.0)
"""The least and the most width of a letter, in ems."""


class BadFont(Exception):
    """Raised with what is wrong with a font file, and a hint."""

    def __init__(
        self, message: str, hint: str = "get the file again from where it came; the copy may be damaged"
    ) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


def check_font(content: bytes) -> dict[int, int]:
    """Check a static TrueType file, and return the glyphs of its characters; raises BadFont."""
    tables = _tables(content)
    if "fvar" in tables:
        raise BadFont("is a variable font", "use static TrueType files: a variable font prints at one weight")
    _check_sums(content, tables)
    font = _Font({tag: content[record.offset : record.offset + record.length] for tag, record in tables.items()})
    return font.check()


class _Record(NamedTuple):
    sum: int
    offset: int
    length: int


def _tables(content: bytes) -> dict[str, _Record]:
    """Read the table directory of a font file."""
    hint = "use a static .ttf file, not .otf, .ttc or .woff2"
    broken = BadFont("is no TrueType font, or is broken", hint)
    if content[:4] not in _VERSIONS or len(content) < 12:
        raise broken
    (count,) = struct.unpack_from(">H", content, 4)
    if not 0 < count <= MAX_TABLES or 12 + 16 * count > len(content):
        raise broken
    found = {}
    for index in range(count):
        tag, checksum, offset, length = struct.unpack_from(">4sLLL", content, 12 + 16 * index)
        if offset + length > len(content):
            raise broken
        if tag.decode("latin-1") in found:
            raise broken
        found[tag.decode("latin-1")] = _Record(checksum, offset, length)
    if "glyf" not in found:
        raise broken
    for tag, least in _NEEDED.items():
        if tag not in found or found[tag].length < least:
            raise BadFont(f"is no TrueType font, or is broken: its table “{tag}” is missing or too short", hint)
    return found


def _check_sums(content: bytes, tables: dict[str, _Record]) -> None:
    """Compare each table with the sum of its bytes that the font's maker noted."""
    for tag in (*_NEEDED, "OS/2"):
        if tag not in tables:
            continue
        record = tables[tag]
        data = content[record.offset : record.offset + record.length]
        data += b"\0" * (-len(data) % 4)
        words = struct.unpack(f">{len(data) // 4}L", data)
        total = sum(words) - (words[2] if tag == "head" else 0)
        if total & 0xFFFFFFFF != record.sum:
            raise BadFont(f"is damaged: the sum of its table “{tag}” is wrong")


class _Font:
    """The tables of a font, asked for what printing relies on."""

    def __init__(self, tables: dict[str, bytes]) -> None:
        self.tables = tables
        head, maxp, hhea = tables["head"], tables["maxp"], tables["hhea"]
        (magic,) = struct.unpack_from(">L", head, 12)
        (self.em,) = struct.unpack_from(">H", head, 18)
        self.wide, data_format = struct.unpack_from(">hh", head, 50)
        (self.count,) = struct.unpack_from(">H", maxp, 4)
        (self.metrics,) = struct.unpack_from(">H", hhea, 34)
        if magic != _MAGIC or not 16 <= self.em <= 16384 or self.wide not in (0, 1) or data_format:
            raise BadFont("is damaged: its head is not that of a font")
        if not self.count or not 0 < self.metrics <= self.count:
            raise BadFont("is damaged: it has no glyphs, or they have no widths")

    def check(self) -> dict[int, int]:
        """Check the tables against each other; returns the glyphs of the characters."""
        if len(self.tables["hmtx"]) < 4 * self.metrics + 2 * (self.count - self.metrics):
            raise BadFont("is damaged: its glyphs have no widths")
        self.check_heights()
        places = self.places()
        self.check_glyphs(places)
        characters = self.characters()
        for code, glyph in characters:
            if glyph >= self.count and code != 0xFFFF:
                raise BadFont(f"is damaged: it has no glyph for the character U+{code:04X}")
        glyphs = dict(characters)
        for letter in _LETTERS:
            drawn = glyphs.get(ord(letter), -1)
            if drawn >= 0 and (places[drawn] == places[drawn + 1] or not self.is_broad(drawn)):
                raise BadFont(f"is damaged: its letter “{letter}” has no outline or no width")
        # Glyph 0 is the box that stands for what a font has not.
        return {code: glyph for code, glyph in glyphs.items() if glyph and code != 0xFFFF}

    def check_heights(self) -> None:
        """Check how far letters reach above and below their line."""
        box = struct.unpack_from(">4h", self.tables["head"], 36)
        if any(abs(edge) > 16 * self.em for edge in box):
            raise BadFont("is damaged: its letters are too large")
        os2 = self.tables.get("OS/2", b"")
        if not os2:
            return
        version = struct.unpack_from(">H", os2)[0] if len(os2) > 1 else 0
        if len(os2) < (90 if version > 1 else 78):
            raise BadFont("is damaged: its table “OS/2” is too short")
        (rights,) = struct.unpack_from(">H", os2, 8)
        if rights & 0x000F == _RESTRICTED or rights & 0x0300:
            raise BadFont("may not be embedded in PDFs: its maker forbids it", "use a font whose licence allows it")
        up, down = struct.unpack_from(">hh", os2, 68)
        if not 0.2 * self.em <= up <= 3 * self.em or not -2 * self.em <= down <= 0:
            raise BadFont("is damaged: its letters have no height, or too much")

    def is_broad(self, glyph: int) -> bool:
        """Tell whether a glyph has the width of a letter."""
        width: int = struct.unpack_from(">H", self.tables["hmtx"], 4 * min(glyph, self.metrics - 1))[0]
        return bool(_BREADTH[0] * self.em <= width <= _BREADTH[1] * self.em)

    def places(self) -> tuple[int, ...]:
        """Return where each glyph begins, and the end of the last."""
        loca, number = self.tables["loca"], self.count + 1
        if len(loca) < number * (4 if self.wide else 2):
            raise BadFont("is damaged: it does not say where its glyphs are")
        places = struct.unpack_from(f">{number}{'L' if self.wide else 'H'}", loca)
        if not self.wide:
            places = tuple(2 * place for place in places)
        if places[-1] > len(self.tables["glyf"]) or any(here > there for here, there in itertools.pairwise(places)):
            raise BadFont("is damaged: its glyphs are not where it says")
        return places

    def check_glyphs(self, places: tuple[int, ...]) -> None:
        """Check that each glyph is whole, and that none is made of itself."""
        glyf = self.tables["glyf"]
        made_of: dict[int, list[int]] = {}
        for glyph, (begin, end) in enumerate(itertools.pairwise(places)):
            if begin == end:
                continue
            if end - begin < 12:
                raise BadFont(f"is damaged: its glyph {glyph} is not whole")
            (contours,) = struct.unpack_from(">h", glyf, begin)
            if contours >= 0:
                at = begin + 10 + 2 * contours
                if at + 2 > end or at + 2 + struct.unpack_from(">H", glyf, at)[0] > end:
                    raise BadFont(f"is damaged: its glyph {glyph} is not whole")
            else:
                made_of[glyph] = list(_parts(glyf[begin:end], glyph))
        self.check_parts(made_of)

    def check_parts(self, made_of: dict[int, list[int]]) -> None:
        """Check that the parts of glyphs exist, and end at glyphs that have outlines of their own."""
        whole = set(range(self.count)) - made_of.keys()
        for _ in range(MAX_NESTING):
            made_of = {glyph: parts for glyph, parts in made_of.items() if glyph not in whole}
            if not made_of:
                return
            whole.update([glyph for glyph, parts in made_of.items() if whole.issuperset(parts)])
        glyph = min(made_of)
        raise BadFont(f"is damaged: its glyph {glyph} is made of glyphs that do not exist, or of itself")

    def characters(self) -> list[tuple[int, int]]:
        """Return the characters of the font, each with its glyph, from the table that is printed from."""
        cmap = self.tables["cmap"]
        (count,) = struct.unpack_from(">H", cmap, 2)
        if 4 + 8 * count > len(cmap):
            raise BadFont("is damaged: its table of characters is not whole")
        chosen = None
        for index in range(count):
            platform, encoding, offset = struct.unpack_from(">HHL", cmap, 4 + 8 * index)
            if platform == 3 or (platform == 0 and encoding != 5) or (platform, encoding) == (1, 1):
                chosen = offset
        if chosen is None or chosen + 16 > len(cmap):
            raise BadFont("has no table of Unicode characters", "use a font made for text, not one of old symbols")
        (kind,) = struct.unpack_from(">H", cmap, chosen)
        if kind not in (4, 12):
            raise BadFont(
                f"has a table of characters that is not read (format {kind})", "use a static .ttf file made for text"
            )
        table = cmap[chosen:]
        return list((_short_table if kind == 4 else _long_table)(table))


def _parts(glyph: bytes, number: int) -> Iterator[int]:
    """Yield the glyphs that a glyph is made of (OpenType, glyf: composite glyphs)."""
    at, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        if at + 4 > len(glyph):
            raise BadFont(f"is damaged: its glyph {number} is not whole")
        flags, part = struct.unpack_from(">HH", glyph, at)
        yield part
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0


def _short_table(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield the characters of a table of format 4: segments of the first 65,536."""
    (doubled,) = struct.unpack_from(">H", table, 6)
    count = doubled // 2
    broken = BadFont("is damaged: its table of characters is not whole")
    if doubled % 2 or not count or 16 + 8 * count > len(table):
        raise broken
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 4 * count)
    offsets = struct.unpack_from(f">{count}H", table, 16 + 6 * count)
    last = -1
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if not last < start <= end:
            raise broken
        last = end
        where = 16 + 6 * count + 2 * index + offsets[index]
        for code in range(start, end + 1):
            if not offsets[index]:
                yield code, (code + deltas[index]) & 0xFFFF
                continue
            at = where + 2 * (code - start)
            if at + 2 > len(table):
                raise broken
            (glyph,) = struct.unpack_from(">H", table, at)
            yield code, (glyph + deltas[index]) & 0xFFFF if glyph else 0


def _long_table(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield the characters of a table of format 12: groups of any characters."""
    (count,) = struct.unpack_from(">L", table, 12)
    broken = BadFont("is damaged: its table of characters is not whole")
    if 16 + 12 * count > len(table):
        raise broken
    last, characters = -1, 0
    for index in range(count):
        start, end, glyph = struct.unpack_from(">3L", table, 16 + 12 * index)
        characters += end - start + 1
        if not last < start <= end <= 0x10FFFF or characters > MAX_CHARACTERS:
            raise broken
        last = end
        for code in range(start, end + 1):
            yield code, glyph + code - start

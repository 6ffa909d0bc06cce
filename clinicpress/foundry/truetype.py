"""A TrueType file whose tables were checked: its glyphs, their widths, and what it says of itself."""

from __future__ import annotations

import re
import struct
from functools import cached_property
from typing import NamedTuple

from clinicpress.foundry.fontfile import BadFont, check_font

_FIXED, _SYMBOLIC, _ITALIC, _BOLD = 1 << 0, 1 << 2, 1 << 6, 1 << 18
"""Flags of a font's descriptor (ISO 32000-1, 9.8.2)."""
_SEMIBOLD = 600
"""The weight from which a face counts as bold."""
_POSTSCRIPT_NAME = 6
_MICROSOFT, _MACINTOSH = (3, 1, 0x409), (1, 0, 0)
"""The platforms, encodings and languages of names that are read."""
_UNNAMEABLE = re.compile(r"[^!-~]|[\[\](){}<>/%]")


class Descriptor(NamedTuple):
    """What a font's descriptor says (ISO 32000-1, 9.8): lengths in thousandths of an em."""

    flags: int
    box: tuple[int, int, int, int]
    italic_angle: float
    ascent: float
    descent: float
    cap_height: float
    stem: int


class TrueType:
    """A static TrueType file. Lengths are in its own units, of which `em` are as long as the type is high."""

    def __init__(self, content: bytes) -> None:
        """Check a file and read what is always needed; raises BadFont."""
        self.content = content
        self.glyphs = check_font(content)
        """The glyphs of its characters."""
        if 0x20 in self.glyphs:
            self.glyphs.setdefault(0xA0, self.glyphs[0x20])
        head, hhea = self.table("head"), self.table("hhea")
        (self.em,) = struct.unpack_from(">H", head, 18)
        (self._wide,) = struct.unpack_from(">h", head, 50)
        (self._metrics,) = struct.unpack_from(">H", hhea, 34)
        (self.count,) = struct.unpack_from(">H", self.table("maxp"), 4)
        ascent, descent = struct.unpack_from(">hh", self._os2, 68) if self._os2 else struct.unpack_from(">hh", hhea, 4)
        self.ascent: float = ascent / self.em
        self.descent: float = descent / self.em
        """How far letters reach above and below their line, in ems; the descent is negative."""
        self.name = self._postscript_name()

    @cached_property
    def _places(self) -> dict[str, tuple[int, int]]:
        (count,) = struct.unpack_from(">H", self.content, 4)
        found = {}
        for index in range(count):
            tag, _, offset, length = struct.unpack_from(">4sLLL", self.content, 12 + 16 * index)
            found[tag.decode("latin-1")] = offset, length
        return found

    def table(self, tag: str) -> bytes:
        """Return a table; empty where the file has none."""
        offset, length = self._places.get(tag, (0, 0))
        return self.content[offset : offset + length]

    @cached_property
    def _os2(self) -> bytes:
        return self.table("OS/2")

    @cached_property
    def _loca(self) -> tuple[int, ...]:
        form = f">{self.count + 1}{'L' if self._wide else 'H'}"
        places = struct.unpack_from(form, self.table("loca"))
        return places if self._wide else tuple(2 * place for place in places)

    @cached_property
    def _glyf(self) -> bytes:
        return self.table("glyf")

    @cached_property
    def _hmtx(self) -> bytes:
        return self.table("hmtx")

    def outline(self, glyph: int) -> bytes:
        """Return a glyph's entry in the table glyf; empty where nothing is seen of it."""
        return self._glyf[self._loca[glyph] : self._loca[glyph + 1]]

    def metrics(self, glyph: int) -> tuple[int, int]:
        """Return a glyph's width and its left side bearing."""
        if glyph < self._metrics:
            width, bearing = struct.unpack_from(">Hh", self._hmtx, 4 * glyph)
        else:
            (width,) = struct.unpack_from(">H", self._hmtx, 4 * (self._metrics - 1))
            (bearing,) = struct.unpack_from(">h", self._hmtx, 4 * self._metrics + 2 * (glyph - self._metrics))
        return width, bearing

    def _postscript_name(self) -> str:
        """Return the name by which PDFs know the font; raises BadFont where it has none that they can."""
        names, found = self.table("name"), {}
        _, count, start = struct.unpack_from(">HHH", names)
        for index in range(count):
            if 18 + 12 * index > len(names):
                break
            platform, encoding, language, kind, length, offset = struct.unpack_from(">6H", names, 6 + 12 * index)
            if kind == _POSTSCRIPT_NAME:
                said = names[start + offset : start + offset + length]
                found[platform, encoding, language] = said
        if _MICROSOFT in found:
            name = found[_MICROSOFT].decode("utf-16-be", "replace")
        else:
            name = found.get(_MACINTOSH, b"").decode("mac-roman")
        name = name.replace(" ", "-")
        if not name or _UNNAMEABLE.search(name):
            raise BadFont("has no name that a PDF could know it by", "use a static .ttf file made for text")
        return name

    @cached_property
    def descriptor(self) -> Descriptor:
        """What a PDF says of the font."""
        scale = 1000 / self.em
        box = struct.unpack_from(">4h", self.table("head"), 36)
        post, os2 = self.table("post"), self._os2
        angle, fraction = struct.unpack_from(">hH", post, 4)
        (is_fixed,) = struct.unpack_from(">L", post, 12)
        (weight,) = struct.unpack_from(">H", os2, 4) if os2 else (400,)
        has_capitals = len(os2) >= 90 and struct.unpack_from(">H", os2)[0] > 1
        capitals = struct.unpack_from(">h", os2, 88)[0] / self.em if has_capitals else self.ascent
        flags = _SYMBOLIC | (_ITALIC if angle or fraction else 0) | (_BOLD if weight >= _SEMIBOLD else 0)
        return Descriptor(
            flags | (_FIXED if is_fixed else 0),
            (round(box[0] * scale), round(box[1] * scale), round(box[2] * scale), round(box[3] * scale)),
            angle + fraction / 65536,
            self.ascent * 1000,
            self.descent * 1000,
            capitals * 1000,
            # How thick stems are is in no table: a formula by the weight, as other programs have it.
            50 + int((weight / 65) ** 2),
        )

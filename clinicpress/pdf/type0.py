"""Fonts as PDF objects: composite fonts with a code of two bytes for each sort (ISO 32000-1, 9.7)."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

from clinicpress.foundry.cutting import cut
from clinicpress.foundry.shaping import Sort
from clinicpress.foundry.truetype import TrueType
from clinicpress.pdf.casting import LooseObject, loose_stream
from clinicpress.pdf.tounicode import to_unicode

CODE_BYTES = 2
"""How many bytes a code has."""
_LETTERS = 26


@lru_cache(maxsize=512)
def type0(font: TrueType, sorts: Sequence[Sort]) -> tuple[LooseObject, ...]:
    """Make the font of some sorts, whose codes count from 1.

    Returns its dictionary, its descendant, its descriptor, its file and its ToUnicode map.
    """
    file = cut(font, sorts)
    name = b"%b+%b" % (_tag(file), font.name.encode("ascii"))
    scale = 1000 / font.em
    widths = b" ".join([_number(advance * scale) for advance in (font.metrics(0)[0], *(s.advance for s in sorts))])
    about = font.descriptor
    heights = (about.italic_angle, about.ascent, about.descent, about.cap_height)
    return (
        LooseObject(
            (
                b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[" % name,
                1,
                b"]/ToUnicode ",
                4,
                b">>",
            ),
            None,
        ),
        LooseObject(
            (
                b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDToGIDMap/Identity"
                b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[0[%b]]/FontDescriptor "
                % (name, widths),
                2,
                b">>",
            ),
            None,
        ),
        LooseObject(
            (
                b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%d %d %d %d]" % (name, about.flags, *about.box)
                + b"/ItalicAngle %b/Ascent %b/Descent %b/CapHeight %b" % tuple(map(_number, heights))
                + b"/StemV %d/FontFile2 " % about.stem,
                3,
                b">>",
            ),
            None,
        ),
        loose_stream(b"/Length1 %d" % len(file), file),
        loose_stream(b"", to_unicode(["\0", *(sort.text for sort in sorts)], CODE_BYTES)),
    )


def _tag(file: bytes) -> bytes:
    """Return the six letters that tell subsets of one font apart (ISO 32000-1, 9.6.4)."""
    number, letters = zlib.crc32(file), bytearray()
    for _ in range(6):
        number, letter = divmod(number, _LETTERS)
        letters.append(ord("A") + letter)
    return bytes(letters)


def _number(number: float) -> bytes:
    return f"{number:.3f}".rstrip("0").rstrip(".").encode("ascii")

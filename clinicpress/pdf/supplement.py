"""Supplements: small fonts for the characters of an imprint that its plate does not have."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from clinicpress.looks.lean import LeanFont
from clinicpress.pdf.casting import LooseObject, loose_stream
from clinicpress.pdf.tounicode import to_unicode

_SYMBOLIC, _NONSYMBOLIC = 1 << 2, 1 << 5
"""Flags of a font's descriptor (ISO 32000-1, 9.8.2): its codes are its own, or those of a known encoding."""


@lru_cache(maxsize=512)
def supplement(font: LeanFont, characters: str) -> tuple[LooseObject, ...]:
    """Make a font of up to 255 characters, whose codes count from 1.

    Returns its dictionary, its descriptor, its file and its ToUnicode map.
    """
    face: Any = font.face
    points = [0, *map(ord, characters)]
    name = b"IMPRNT+" + face.name
    widths = b" ".join(b"%d" % face.getCharWidth(point) for point in points)
    flags = (face.flags & ~_NONSYMBOLIC) | _SYMBOLIC
    box = b" ".join(b"%d" % edge for edge in face.bbox)
    heights = (face.italicAngle, face.ascent, face.descent, face.capHeight, face.stemV, face.defaultWidth)
    file = face.makeSubset(points)
    return (
        LooseObject(
            (
                b"<</Type/Font/Subtype/TrueType/BaseFont/%b/FirstChar 0/LastChar %d/Widths[%b]/FontDescriptor "
                % (name, len(points) - 1, widths),
                1,
                b"/ToUnicode ",
                3,
                b">>",
            ),
            None,
        ),
        LooseObject(
            (
                b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]" % (name, flags, box)
                + b"/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d/MissingWidth %d/FontFile2 " % heights,
                2,
                b">>",
            ),
            None,
        ),
        loose_stream(b"/Length1 %d" % len(file), file),
        loose_stream(b"", to_unicode(["\0", *characters])),
    )

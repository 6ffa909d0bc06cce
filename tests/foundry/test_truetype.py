"""What a font file says of itself, beside what ReportLab reads of the same file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from clinicpress.foundry.truetype import TrueType

FILES = sorted((Path(__file__).parents[2] / "fonts").rglob("*.ttf"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_font_is_what_another_program_takes_it_for(file: Path) -> None:
    font, other = TrueType(file.read_bytes()), TTFontFile(str(file))
    known: Any = other
    said = font.descriptor
    assert font.name == known.name.decode("ascii")
    assert (font.em, font.count) == (known.unitsPerEm, known.numGlyphs)
    assert (said.flags, said.stem, said.italic_angle) == (known.flags, known.stemV, known.italicAngle)
    assert (said.ascent, said.descent, said.cap_height) == pytest.approx((known.ascent, known.descent, known.capHeight))
    assert said.box == tuple(round(edge) for edge in known.bbox)
    scale = 1000 / font.em
    assert {code: font.metrics(glyph)[0] * scale for code, glyph in font.glyphs.items() if code != 0xA0} == {
        code: pytest.approx(known.charWidths[code])
        for code, glyph in known.charToGlyph.items()
        if glyph and code != 0xA0
    }


def test_a_space_that_keeps_words_together_is_one_that_parts_them() -> None:
    font = TrueType(FILES[0].read_bytes())
    assert 0xA0 in font.glyphs
    assert font.metrics(font.glyphs[0xA0])[0] == font.metrics(font.glyphs[0x20])[0]

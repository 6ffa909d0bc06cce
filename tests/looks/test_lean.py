"""Lean subsets: the same outlines and widths without hinting, and nothing that is not printed."""

from __future__ import annotations

import itertools
import struct
from pathlib import Path

import pytest

from clinicpress.looks.fontfile import check_font
from clinicpress.looks.lean import without_hinting

FONTS = sorted((Path(__file__).parents[2] / "fonts").rglob("*Regular.ttf"))


def tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * index) for index in range(count))
    return {tag.decode(): font[offset : offset + length] for tag, _, offset, length in records}


def glyphs(font: bytes) -> list[bytes]:
    """Return the glyphs of a font."""
    found = tables(font)
    (count,) = struct.unpack_from(">H", found["maxp"], 4)
    (wide,) = struct.unpack_from(">h", found["head"], 50)
    places = struct.unpack_from(f">{count + 1}{'L' if wide else 'H'}", found["loca"])
    scale = 1 if wide else 2
    return [found["glyf"][scale * begin : scale * end] for begin, end in itertools.pairwise(places)]


def outline(glyph: bytes) -> bytes:
    """Return a simple glyph without its instructions and the byte that may fill it up."""
    if len(glyph) < 12 or struct.unpack_from(">h", glyph)[0] < 0:
        return b""
    at = 10 + 2 * struct.unpack_from(">h", glyph)[0]
    (length,) = struct.unpack_from(">H", glyph, at)
    return (glyph[:at] + glyph[at + 2 + length :]).rstrip(b"\0")


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_outlines_and_widths_stay_and_instructions_go(file: Path) -> None:
    font = file.read_bytes()
    lean = without_hinting(font)
    assert sorted(tables(lean)) == sorted(["glyf", "loca", "cmap", "head", "hhea", "hmtx", "maxp", "post"])
    assert list(map(outline, glyphs(lean))) == list(map(outline, glyphs(font)))
    assert tables(lean)["hmtx"] == tables(font)["hmtx"]
    simple = [glyph for glyph in glyphs(lean) if len(glyph) >= 12 and struct.unpack_from(">h", glyph)[0] >= 0]
    assert {struct.unpack_from(">H", g, 10 + 2 * struct.unpack_from(">h", g)[0])[0] for g in simple} == {0}
    assert len(lean) < len(font)


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_a_lean_font_is_made_lean_once(file: Path) -> None:
    lean = without_hinting(file.read_bytes())
    assert without_hinting(lean) == lean


def test_a_lean_font_is_whole() -> None:
    """But for the names, which nobody prints from."""
    lean = tables(without_hinting(FONTS[0].read_bytes()))
    with pytest.raises(Exception, match="“name” is missing"):
        check_font(without_hinting(FONTS[0].read_bytes()))
    assert all(lean.values())

"""Cut fonts: for each sort the glyphs that it is made of, at their places and widths, and nothing else."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

import pytest

from clinicpress.foundry.cutting import cut
from clinicpress.foundry.shaping import Shaper, Sort
from clinicpress.foundry.truetype import TrueType

FONTS = Path(__file__).parents[2] / "fonts"
ATKINSON = "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"


@cache
def font(file: str = ATKINSON) -> TrueType:
    return TrueType((FONTS / file).read_bytes())


def sorts_of(word: str, to_the_left: bool = False, file: str = ATKINSON) -> list[Sort]:
    shaped = Shaper(font(file), "en").shape(word, to_the_left)
    return list(dict.fromkeys(sort for _, sort in shaped.sorts))


class Cut(TrueType):
    """A cut font, read without the tables that only whole ones have."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        (self.em,) = struct.unpack_from(">H", self.table("head"), 18)
        (self._wide,) = struct.unpack_from(">h", self.table("head"), 50)
        (self._metrics,) = struct.unpack_from(">H", self.table("hhea"), 34)
        (self.count,) = struct.unpack_from(">H", self.table("maxp"), 4)


def parts_of(made: TrueType, glyph: int) -> list[tuple[int, int, int]]:
    """Return the parts of a composite glyph with their places."""
    outline, at, flags, found = made.outline(glyph), 10, 0x20, []
    while flags & 0x20:
        flags, part = struct.unpack_from(">HH", outline, at)
        found.append((part, *struct.unpack_from(">hh" if flags & 1 else ">bb", outline, at + 4)))
        at += 8 if flags & 1 else 6
    return found


def plain(outline: bytes) -> bytes:
    """Return the outline of a simple glyph without instructions and padding."""
    (contours,) = struct.unpack_from(">h", outline)
    at = 10 + 2 * contours
    (length,) = struct.unpack_from(">H", outline, at)
    return (outline[:at] + b"\0\0" + outline[at + 2 + length :]).rstrip(b"\0")


def test_each_sort_has_its_glyph_and_its_width_and_there_is_no_more() -> None:
    sorts = sorts_of("hands")
    made = Cut(cut(font(), sorts))
    assert made.count == 1 + len(sorts)
    for number, sort in enumerate(sorts, 1):
        assert made.metrics(number)[0] == sort.advance
        assert plain(made.outline(number)) == plain(font().outline(sort.parts[0][0]))


def test_a_letter_with_marks_is_made_of_glyphs_at_their_places() -> None:
    sort = Sort("xy", ((font().glyphs[ord("x")], 0, 0), (font().glyphs[ord("y")], 300, -40)), 900)
    made = Cut(cut(font(), [sort]))
    assert parts_of(made, 1) == [(2, 0, 0), (3, 300, -40)]
    assert made.metrics(1)[0] == 900
    x, y = (font().outline(glyph) for glyph, _, _ in sort.parts)
    assert [plain(made.outline(number)) for number in (2, 3)] == [plain(x), plain(y)]
    boxes = [struct.unpack_from(">4h", outline, 2) for outline in (x, y)]
    assert struct.unpack_from(">4h", made.outline(1), 2) == (
        min(boxes[0][0], boxes[1][0] + 300), min(boxes[0][1], boxes[1][1] - 40),
        max(boxes[0][2], boxes[1][2] + 300), max(boxes[0][3], boxes[1][3] - 40),
    )  # fmt: skip


def test_parts_that_are_sorts_too_are_there_once() -> None:
    x = font().glyphs[ord("x")]
    alone = Sort("x", ((x, 0, 0),), font().metrics(x)[0])
    twice = Sort("xx", ((x, 0, 0), (x, 500, 0)), 1000)
    made = Cut(cut(font(), [twice, alone]))
    assert made.count == 3
    assert parts_of(made, 1) == [(2, 0, 0), (2, 500, 0)]


def test_what_is_not_seen_has_a_width_and_no_outline() -> None:
    made = Cut(cut(font(), [Sort("\u200c", (), 0), *sorts_of(" ")]))
    assert [made.outline(number) for number in (1, 2)] == [b"", b""]
    assert [made.metrics(number)[0] for number in (1, 2)] == [0, font().metrics(font().glyphs[0x20])[0]]


@pytest.mark.parametrize("file", sorted(FONTS.rglob("*Regular.ttf")), ids=lambda file: file.stem)
def test_all_letters_of_a_font_can_be_cut(file: Path) -> None:
    whole = TrueType(file.read_bytes())
    sorts = [Sort(chr(code), ((glyph, 0, 0),), whole.metrics(glyph)[0]) for code, glyph in whole.glyphs.items()]
    content = cut(whole, sorts)
    made = Cut(content)
    assert made.count >= 1 + len(sorts)
    assert made.outline(made.count - 1) is not None
    total = sum(struct.unpack(f">{len(content) // 4}L", content)) & 0xFFFFFFFF
    assert total == 0xB1B0AFBA, "the sum that a font's head is made for"

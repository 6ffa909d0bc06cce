"""Pages as they are painted: how letters stand, what is cropped, and no trust in what a file says."""

from __future__ import annotations

import io

import pytest
from pikepdf import Array
from PIL import Image

from clinicpress.readback.finished import Lie
from clinicpress.readback.sight import UnseenPages, picture, plain_text, png, see_pages
from tests.readback.drawn import content_of, drawn

LETTER = b"BT /F 20 Tf %s Tm (A) Tj ET"


@pytest.mark.parametrize(
    ("matrix", "lie", "breadth"),
    [
        (b"1 0 0 1 50 50", "upright", 1),
        (b"0 1 -1 0 50 50", "sideways", 1),
        (b"-1 0 0 -1 50 50", "upside down", 1),
        (b"-1 0 0 1 50 50", "mirrored", 1),
        (b".5 0 0 1 50 50", "upright", 0.5),
    ],
)
def test_how_a_letter_stands_is_seen(matrix: bytes, lie: Lie, breadth: float) -> None:
    [page] = see_pages(content_of(drawn(LETTER % matrix)), 1)
    [glyph] = page.glyphs
    assert (glyph.char, glyph.lie) == ("A", lie)
    assert glyph.breadth == pytest.approx(breadth, abs=0.01)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_picture_of_a_page_is_read_as_it_was_painted(mode: str) -> None:
    content = content_of(drawn(LETTER % b"1 0 0 1 50 50" + b" 1 0 0 rg 0 0 10 10 re f"))
    painted = picture(content, 1, 72).convert(mode)
    with Image.open(io.BytesIO(png(painted))) as read:
        assert (read.format, read.mode, read.size) == ("PNG", "RGB", (200, 100))
        assert read.tobytes() == painted.convert("RGB").tobytes()


def test_a_page_is_painted_with_or_without_its_words() -> None:
    content = content_of(drawn(LETTER % b"1 0 0 1 50 50" + b" 0 0 10 10 re f"))
    whole, ground = (picture(content, 1, 72, words=words).convert("L") for words in (True, False))
    assert whole.size == (200, 100)
    letter, square = (45, 30, 75, 55), (0, 90, 10, 100)
    assert [min(each.crop(letter).tobytes()) < 128 for each in (whole, ground)] == [True, False]
    assert [max(each.crop(square).tobytes()) for each in (whole, ground)] == [0, 0]


def test_what_is_cropped_away_shows_nothing() -> None:
    pdf = drawn(LETTER % b"1 0 0 1 50 50")
    pdf.pages[0].obj.CropBox = Array([50, 40, 150, 90])
    assert picture(content_of(pdf), 1, 72).size == (100, 50)


def test_the_number_of_pages_must_be_that_of_another_reader() -> None:
    with pytest.raises(UnseenPages, match="1 pages instead of 2"):
        see_pages(content_of(drawn(b"")), 2)
    with pytest.raises(UnseenPages):
        plain_text(b"%PDF-1.7\nno more")


def test_the_text_is_read_as_it_is_painted() -> None:
    assert plain_text(content_of(drawn(b"BT /F 9 Tf 10 50 Td (Breathe out) Tj ET"))).split() == ["Breathe", "out"]

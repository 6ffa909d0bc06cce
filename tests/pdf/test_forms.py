"""Pictures as form XObjects: squares of one unit that look as their files do, in any PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from clinicpress.looks.fonts import Chain
from clinicpress.pdf.forms import form_of
from tests.artwork.pages import alike, alone, load, page, saved
from tests.reading import pictures_of, read_pages

MASKED = (
    '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
    '<mask id="m"><rect width="50" height="100" fill="white"/></mask>'
    '<rect width="100" height="100" fill="url(#g)" mask="url(#m)"/><text x="60" y="50" font-size="9">Words</text>'
)


@pytest.mark.parametrize("kind", ["drawing", "pixels", "see-through pixels"])
def test_a_picture_fills_whatever_it_is_drawn_in(kind: str, tmp_path: Path, chain: Chain) -> None:
    picture = Image.new("RGBA", (40, 20), (255, 0, 0, 255))
    picture.paste((0, 0, 255, 0 if "through" in kind else 255), (20, 0, 40, 20))
    body = '<rect width="50" height="100" fill="red"/><rect x="50" width="50" height="100" fill="blue"/>'
    art = load(tmp_path, page(body), chain) if kind == "drawing" else load(tmp_path, saved(picture), chain, "a.png")
    [shown] = pictures_of(alone(art, 80, 40), 72)
    assert alike(shown.convert("RGB").getpixel((20, 20)), (255, 0, 0))
    right = (255, 255, 255) if "through" in kind else (0, 0, 255)
    assert alike(shown.convert("RGB").getpixel((60, 20)), right)


@pytest.mark.parametrize("size", [30, 75, 300])
def test_narrow_letters_are_read_at_every_size(size: float, tmp_path: Path, chain: Chain) -> None:
    art = load(tmp_path, page('<text x="5" y="50" font-size="10">Illi: full till, 1.</text>'), chain)
    [read] = read_pages(alone(art, size, size))
    assert "Illi: full till, 1." in read.text


def test_the_same_picture_gives_the_same_form(tmp_path: Path, chain: Chain) -> None:
    one, other = (load(tmp_path, page(MASKED + " " * number), chain) for number in (0, 1))
    assert one is not other
    assert form_of(one, 80, 80) == form_of(other, 40, 40)


def test_pixels_are_no_finer_than_paper_shows(tmp_path: Path, chain: Chain) -> None:
    art = load(tmp_path, saved(Image.linear_gradient("L").resize((1200, 1200))), chain, "a.png")
    widths = {len(form_of(art, size, size).objects[1].stream or b"") for size in (72, 144)}
    assert len(widths) == 2
    assert b"/Width 300" in b"".join(part for part in form_of(art, 72, 72).objects[1].parts if isinstance(part, bytes))

"""Pictures of pages: where two differ, and that nothing else is told."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from clinicpress.comparison.likeness import CELL, blanked, differing, encoded
from clinicpress.readback.finished import Box

DPI = 72
BLACK = Image.new("RGB", (10 * CELL, 10 * CELL), "black")


def with_spots(*spots: tuple[int, int]) -> Image.Image:
    copy = BLACK.copy()
    for spot in spots:
        copy.putpixel(spot, (255, 255, 255))
    return copy


def test_equal_pictures_differ_nowhere() -> None:
    assert differing(BLACK, BLACK.copy(), DPI) == ([], "")


@pytest.mark.parametrize(
    ("spots", "boxes"),
    [
        ([(0, 0)], [Box(0, 72, 8, 80)]),
        ([(79, 79)], [Box(72, 0, 80, 8)]),
        ([(0, 0), (15, 15)], [Box(0, 64, 16, 80)]),
        ([(0, 0), (20, 0)], [Box(0, 72, 8, 80), Box(16, 72, 24, 80)]),
    ],
    ids=["top left", "bottom right", "touching", "apart"],
)
def test_areas_are_told_from_the_lower_left_corner(spots: list[tuple[int, int]], boxes: list[Box]) -> None:
    assert differing(BLACK, with_spots(*spots), DPI)[0] == boxes


def test_the_same_change_has_the_same_digest_wherever_it_is() -> None:
    one, moved, other = (differing(BLACK, with_spots(*spots), DPI)[1] for spots in ([(0, 0)], [(40, 40)], [(41, 40)]))
    assert one == moved != other


def test_pictures_of_two_sizes_differ_all_over() -> None:
    assert differing(BLACK, Image.new("RGB", (40, 20), "black"), 144)[0] == [Box(0, 0, 20, 10)]


def test_a_box_is_painted_over_with_its_margin_and_nothing_else() -> None:
    painted = blanked(BLACK, [Box(20, 30, 40, 50)], DPI)
    assert painted.getbbox() == (18, 28, 43, 53)
    assert BLACK.getbbox() is None


def test_a_photo_is_a_jpeg_and_text_is_not() -> None:
    photo = Image.effect_noise((64, 64), 90).convert("RGB")
    page = Image.new("RGB", (200, 200), "white")
    ImageDraw.Draw(page).text((10, 10), "Breathe", fill="black")
    for picture, kind in ((photo, "jpeg"), (page, "png")):
        name, content = encoded(picture)
        assert name == f"image/{kind}"
        assert Image.open(io.BytesIO(content)).size == picture.size

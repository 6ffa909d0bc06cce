"""Pictures in inks look as they do from a press: not garish, and black stays black."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from clinicpress.artwork.inks import offset_inks
from tests.artwork.pages import BLACK, WHITE, alike

FOGRA39 = {
    "paper": ((0, 0, 0, 0), WHITE),
    "cyan": ((255, 0, 0, 0), (0, 159, 227)),
    "magenta": ((0, 255, 0, 0), (230, 0, 126)),
    "yellow": ((0, 0, 255, 0), (255, 237, 0)),
    "red": ((0, 255, 255, 0), (228, 9, 22)),
    "green": ((255, 0, 255, 0), (0, 150, 65)),
    "navy": ((255, 180, 0, 60), (0, 66, 132)),
    "half a cyan": ((128, 0, 0, 0), (129, 208, 245)),
    "half a black": ((0, 0, 0, 128), (157, 157, 157)),
    "a brown": ((100, 90, 90, 0), (171, 161, 159)),
}
"""Inks (of 255), and what the profile FOGRA39 makes of them in sRGB: relative colours, black point compensated."""


def on_a_screen(inks: tuple[int, ...]) -> tuple[int, ...]:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(offset_inks()))
    change = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "CMYK", "RGB")
    color = ImageCms.applyTransform(Image.new("CMYK", (1, 1), inks), change).getpixel((0, 0))
    assert isinstance(color, tuple)
    return color


@pytest.mark.parametrize("case", FOGRA39)
def test_inks_look_as_on_coated_paper(case: str) -> None:
    inks, wanted = FOGRA39[case]
    assert alike(on_a_screen(inks), wanted, 24)


@pytest.mark.parametrize("inks", [(0, 0, 0, 255), (191, 173, 166, 255), (255, 255, 255, 255)])
def test_black_is_black(inks: tuple[int, ...]) -> None:
    assert alike(on_a_screen(inks), BLACK, 1)


@pytest.mark.parametrize("share", [26, 77, 128, 200])
def test_tints_of_black_have_no_color(share: int) -> None:
    red, green, blue = on_a_screen((0, 0, 0, share))
    assert max(red, green, blue) - min(red, green, blue) <= 1

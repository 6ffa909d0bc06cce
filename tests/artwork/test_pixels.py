"""What a PDF holds of a picture is painted as the picture is, on any ground, and takes no more bytes than it must."""

from __future__ import annotations

import io
import random
import re
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from clinicpress.artwork.pixels import Pixels, encoded
from tests.artwork.pages import BLUE, RED, WHITE, painted

TINT = (226, 238, 240)


def logo(mode: str, size: tuple[int, int] = (120, 60)) -> Any:
    """Draw a disc and a bar, with smooth edges."""
    large = Image.new("RGB", (size[0] * 4, size[1] * 4), "white")
    pen = ImageDraw.Draw(large)
    pen.ellipse((20, 20, 220, 220), fill=RED)
    pen.rectangle((250, 80, 460, 160), fill=BLUE)
    return large.resize(size, Image.Resampling.BOX).convert(mode)


def shape(size: tuple[int, int] = (120, 60)) -> Any:
    """Draw how solid the logo is."""
    large = Image.new("L", (size[0] * 4, size[1] * 4))
    pen = ImageDraw.Draw(large)
    pen.ellipse((20, 20, 220, 220), fill=255)
    pen.rectangle((250, 80, 460, 160), fill=255)
    return large.resize(size, Image.Resampling.BOX)


def photo(size: tuple[int, int] = (300, 300)) -> Any:
    """Make what looks like a photo to a program: soft shapes with grain."""
    chance = random.Random(5)
    soft = Image.frombytes("RGB", (12, 12), chance.randbytes(432)).resize(size, Image.Resampling.BICUBIC)
    grain = Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3))
    return Image.blend(soft, grain, 0.08)


def worst(one: Any, other: Any) -> int:
    """Return by how much two pictures differ where they differ most."""
    return max(high for _, high in ImageChops.difference(one, other).getextrema())


def on(ground: tuple[int, int, int], picture: Any, alpha: Any | None) -> Any:
    below = Image.new("RGB", picture.size, ground)
    below.paste(picture.convert("RGB"), mask=alpha)
    return below


@pytest.mark.parametrize("mode", ["1", "P", "L", "RGB"])
@pytest.mark.parametrize("is_clear", [False, True], ids=["solid", "clear"])
@pytest.mark.parametrize("ground", [WHITE, TINT, (20, 40, 60)], ids=["white", "tint", "dark"])
def test_a_picture_is_painted_as_it_is(mode: str, is_clear: bool, ground: tuple[int, int, int]) -> None:
    picture, alpha = logo(mode), shape() if is_clear else None
    assert worst(painted(encoded(picture, alpha, False, None), ground), on(ground, picture, alpha)) <= 2


@pytest.mark.parametrize("hidden", ["black", "white", "lime"])
def test_what_was_hidden_is_no_rim(hidden: str) -> None:
    """Readers make pictures smaller before they mask them: what nobody was to see must not be mixed in."""
    picture, alpha = Image.new("RGB", (240, 120), hidden), shape((240, 120)).point(lambda value: 255 * (value > 127))
    picture.paste(RED, mask=alpha)
    made = encoded(picture, alpha, False, None)
    small = painted(made, TINT, 24)
    wanted = on(TINT, Image.new("RGB", (240, 120), RED), alpha).resize(small.size, Image.Resampling.BOX)
    bare = painted(Pixels(240, 120, b"/DeviceRGB", 8, "FlateDecode", b"", made.content))
    near = alpha.filter(ImageFilter.MaxFilter(9))
    beside = on((255, 0, 0), bare, near)
    assert worst(beside, Image.new("RGB", (240, 120), RED)) == 0
    assert worst(small, wanted) < 60


def test_masks_of_all_or_nothing_take_a_bit() -> None:
    alpha = shape().point(lambda value: 255 * (value > 127))
    mask = encoded(logo("RGB"), alpha, False, None).mask
    assert mask is not None
    assert (mask.bits, mask.space, mask.mask) == (1, b"/DeviceGray", None)


def test_grey_pictures_in_colors_are_grey() -> None:
    made = encoded(logo("L").convert("RGB"), None, False, None)
    assert (made.space, made.bits) == (b"/DeviceGray", 8)
    black = logo("L").point(lambda value: 255 * (value > 127)).convert("RGB")
    assert (encoded(black, None, False, None).space, encoded(black, None, False, None).bits) == (b"/DeviceGray", 1)


def test_a_palette_stays_and_has_only_colors_that_are_used() -> None:
    picture = logo("RGB").quantize(40)
    made = encoded(picture, None, False, None)
    match = re.fullmatch(rb"\[/Indexed /DeviceRGB (\d+) <([0-9a-f]*)>\]", made.space)
    assert match is not None
    assert len(match[2]) == 6 * (int(match[1]) + 1) <= 6 * 40
    assert worst(painted(made), picture.convert("RGB")) == 0


def test_palettes_that_are_too_short() -> None:
    picture = Image.new("P", (4, 4), 9)
    picture.putpalette(bytes((*RED, *BLUE)))
    assert painted(encoded(picture, None, False, None)).getpixel((2, 2)) == (0, 0, 0)


def test_a_photo_that_was_saved_without_loss_becomes_a_jpeg() -> None:
    picture = photo()
    made = encoded(picture, None, False, None)
    assert (made.filter, made.space) == ("DCTDecode", b"/DeviceRGB")
    assert len(made.content) < len(encoded_png(picture)) / 2
    assert worst(painted(made), picture) < 48


def encoded_png(picture: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def fading() -> Any:
    across, down = (
        Image.linear_gradient("L").resize((600, 300)),
        Image.linear_gradient("L").rotate(90).resize((600, 300)),
    )
    return Image.merge("RGB", (across, down, ImageChops.add(across, down, 2)))


@pytest.mark.parametrize("picture", [logo("RGB", (1200, 600)), fading()], ids=["flat", "fading"])
def test_drawings_lose_nothing_and_are_no_larger_than_their_png(picture: Any) -> None:
    made = encoded(picture, None, False, None)
    assert made.filter == "FlateDecode"
    assert len(made.content) <= len(encoded_png(picture)) * 1.1
    assert worst(painted(made), picture) == 0


def test_a_jpeg_stays_as_it_is() -> None:
    file = io.BytesIO()
    logo("RGB").save(file, "JPEG")
    made = encoded(Image.open(file), None, True, file.getvalue())
    assert (made.filter, made.content) == ("DCTDecode", file.getvalue())
    assert worst(painted(made), Image.open(file).convert("RGB")) <= 3


def test_the_same_pixels_give_the_same_bytes() -> None:
    for picture in (logo("RGB"), photo(), fading()):
        assert encoded(picture, shape(picture.size), False, None) == encoded(picture, shape(picture.size), False, None)

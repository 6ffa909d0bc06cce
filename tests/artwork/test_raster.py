"""Pictures of pixels print as a screen shows them, at the size at which they are printed."""

from __future__ import annotations

import io
import random
import struct
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageDraw

from clinicpress.artwork.raster import Raster, read_raster
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.fonts import Chain
from tests.artwork.pages import BLACK, RED, WHITE, alike, load, painted, saved, shown, told
from tests.artwork.profiles import swapped

HERE = Place("clinics/one.yaml", 4, 7)
TINT = (226, 238, 240)


def ramp() -> bytes:
    """Make a PNG of 16-bit greys from black to white."""
    greys = struct.pack("<256H", *(value * 257 for value in range(256)))
    return saved(Image.frombytes("I;16", (256, 1), greys).resize((256, 256)))


PIXELS: dict[str, tuple[str, bytes, list[tuple[int, int, tuple[int, int, int]]]]] = {
    "sixteen bits of grey": (
        "a.png", ramp(), [(10, 50, (26, 26, 26)), (50, 50, (128, 128, 128)), (90, 50, (230, 230, 230))],
    ),
    "a profile": ("a.png", saved(Image.new("RGB", (9, 9), RED), icc_profile=swapped()), [(50, 50, (2, 0, 254))]),
    "a profile of a photo": (
        "a.jpg", saved(Image.new("RGB", (9, 9), RED), "JPEG", icc_profile=swapped()), [(50, 50, (2, 0, 254))],
    ),
    "a profile that is broken": ("a.png", saved(Image.new("RGB", (9, 9), RED), icc_profile=b"junk"), [(50, 50, RED)]),
    "see-through in part": (
        "a.png", saved(Image.new("RGBA", (9, 9), (255, 0, 0, 128))), [(50, 50, (255, 127, 127))],
    ),
    "a palette with a hole": (
        "a.png", saved(Image.new("P", (9, 9), 1), transparency=0), [(50, 50, BLACK)],
    ),
    "one bit": ("a.png", saved(Image.new("1", (9, 9), 0)), [(50, 50, BLACK)]),
    "inks": ("a.jpg", saved(Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "JPEG"), [(50, 50, (227, 0, 0))]),
    "a film": ("a.gif", saved(Image.new("RGB", (9, 9), RED), "GIF"), [(50, 50, RED)]),
    "of the web": ("a.webp", saved(Image.new("RGB", (9, 9), RED), "WEBP", lossless=True), [(50, 50, RED)]),
    "a scan": ("a.tif", saved(Image.new("RGB", (9, 9), RED), "TIFF"), [(50, 50, RED)]),
}  # fmt: skip


@pytest.mark.parametrize("case", PIXELS)
def test_pixels_print_as_a_screen_shows_them(case: str, tmp_path: Path, faces: Chain) -> None:
    name, content, points = PIXELS[case]
    picture = shown(load(tmp_path, content, faces, name))
    assert [(at, picture.getpixel(at[:2])) for at in points if not alike(picture.getpixel(at[:2]), at[2])] == []


@pytest.mark.parametrize(
    ("picture", "message"),
    [
        (Image.new("RGBA", (9, 9), (255, 0, 0, 0)), "is wholly see-through"),
        (Image.new("LA", (9, 9), (255, 128)), "is white"),
        (Image.new("RGB", (9, 9), "white"), "is white"),
    ],
    ids=["see-through", "white on see-through", "white"],
)
def test_pixels_that_nobody_would_see(picture: Image.Image, message: str, tmp_path: Path, faces: Chain) -> None:
    assert message in told(tmp_path, saved(picture), faces, "a.png")[0]


# At the size at which it is printed ---------------------------------------------------------------


def read(picture: Any, kind: str = "PNG", **options: Any) -> Raster:
    return read_raster(saved(picture, kind, **options), "a.png", HERE)


def disc(size: tuple[int, int], ground: Any = (0, 0, 0, 0)) -> Any:
    large = Image.new("RGBA", (size[0] * 2, size[1] * 2), ground)
    ImageDraw.Draw(large).ellipse((size[0] // 2, size[1] // 2, size[0] * 3 // 2, size[1] * 3 // 2), fill=RED)
    return large.resize(size)


@pytest.mark.parametrize(
    ("pixels", "points", "printed"),
    [
        ((600, 300), (72, 36), (300, 150)),
        ((600, 300), (144, 72), (600, 300)),
        ((600, 300), (500, 250), (600, 300)),
        ((40, 20), (72, 36), (40, 20)),
        ((2000, 20), (72, 0.72), (300, 3)),
        ((2000, 4), (36, 0.072), (150, 1)),
        ((600, 300), (72.1, 36.1), (301, 151)),
        ((399, 100), (72, 18), (399, 100)),
        ((420, 112), (72, 19.2), (315, 84)),
        ((540, 144), (72, 19.2), (300, 80)),
    ],
)
def test_paper_gets_no_more_pixels_than_it_shows_and_none_that_there_are_not(
    pixels: tuple[int, int], points: tuple[float, float], printed: tuple[int, int]
) -> None:
    raster = read(disc(pixels, "blue"))
    made = raster.at(*points)
    assert (made.width, made.height) == printed
    assert raster.size == pixels


def test_a_large_logo_makes_no_large_pdf() -> None:
    grain = Image.frombytes("RGB", (1100, 1100), random.Random(3).randbytes(1100 * 1100 * 3))
    for kind in ("PNG", "TIFF"):
        content = saved(grain, kind)
        assert len(content) > 3_500_000
        made = read_raster(content, "a.png", HERE).at(100, 100)
        assert len(made.content) < 300_000
    flat = read(disc((2000, 2000), "white").convert("RGB")).at(100, 100)
    assert len(flat.content) < 8_000


@pytest.mark.parametrize("ground", [WHITE, TINT, (20, 40, 60)], ids=["white", "tint", "dark"])
@pytest.mark.parametrize("hidden", [(0, 0, 0, 0), (255, 255, 255, 0)], ids=["black", "white"])
def test_edges_of_what_is_made_smaller_have_no_rim(ground: tuple[int, int, int], hidden: tuple[int, ...]) -> None:
    large = disc((900, 600), hidden)
    made = read(large).at(72, 48)
    below = Image.new("RGB", large.size, ground)
    below.paste(large.convert("RGB"), mask=large.getchannel("A"))
    wanted = below.resize((300, 200), Image.Resampling.HAMMING)
    assert max(high for _, high in ImageChops.difference(painted(made, ground), wanted).getextrema()) < 16


def test_lines_stay_sharp_and_their_ground_even() -> None:
    lines = Image.new("RGB", (800, 800), "#00594c")
    for at in range(0, 800, 80):
        ImageDraw.Draw(lines).rectangle((at, 0, at + 11, 799), fill="white")
    shown = painted(read(lines).at(48, 48))
    row = [shown.getpixel((x, 100))[1] for x in range(200)]
    assert min(row) == 0x59, "beside the lines the ground would be darker"
    assert max(row) == 255
    assert sum(0x59 < value < 255 for value in row) <= 40, "at most a pixel on each side of an edge"


def test_a_photo_is_a_photo_at_any_size() -> None:
    soft = Image.frombytes("RGB", (9, 9), random.Random(4).randbytes(243)).resize((900, 900), Image.Resampling.BICUBIC)
    photo = read(soft, "JPEG", quality=95)
    whole, small = photo.at(216, 216), photo.at(72, 72)
    assert (whole.filter, whole.width) == ("DCTDecode", 900)
    assert (small.filter, small.width) == ("DCTDecode", 300)
    assert max(h for _, h in ImageChops.difference(painted(small), soft.resize((300, 300))).getextrema()) < 24


def test_what_a_camera_notes_is_not_for_those_who_get_the_pdf() -> None:
    exif = Image.Exif()
    exif[0x010E] = "the owner's garden"
    soft = Image.frombytes("RGB", (9, 9), random.Random(4).randbytes(243)).resize((900, 900), Image.Resampling.BICUBIC)
    for turn in (1, 3):
        exif[0x0112] = turn
        photo = read(soft, "JPEG", exif=exif, comment=b"somebody's garden", xmp=b"<x:xmpmeta>garden</x:xmpmeta>")
        for size in (72, 216):
            made = photo.at(size, size)
            assert made.filter == "DCTDecode"
            assert b"garden" not in made.content


def test_the_same_size_is_made_once() -> None:
    raster = read(disc((600, 300), "white"))
    assert raster.at(72, 36) is raster.at(72, 36)
    assert raster.at(72, 36) == read(disc((600, 300), "white")).at(72, 36)


# What nobody would see ----------------------------------------------------------------------------


def words(color: Any, ground: Any = (0, 0, 0, 0)) -> Any:
    picture = Image.new("RGBA", (400, 200), ground)
    ImageDraw.Draw(picture).text((20, 60), "Riverside", font_size=80, fill=color)
    return picture


def test_the_noise_of_a_white_photo_is_not_seen() -> None:
    noise = Image.effect_noise((400, 400), 4).point(lambda value: min(255, value + 122))
    assert read_fails(saved(noise, "JPEG"))


def read_fails(content: bytes) -> str:
    with pytest.raises(InputProblems) as caught:
        read_raster(content, "a.png", HERE)
    return caught.value.problems[0].message


def test_who_knows_the_ground_asks_about_it() -> None:
    content = saved(words("white"))
    assert "is white" in read_fails(content)
    raster = read_raster(content, "a.png", HERE, ground=None)
    assert raster.lost_on(WHITE) == "all"
    assert raster.lost_on((20, 40, 60)) == "nothing"


def test_a_sign_that_would_lose_its_name_is_told() -> None:
    logo = words("white")
    ImageDraw.Draw(logo).ellipse((10, 10, 60, 60), fill="teal")
    assert "large parts of “a.png” are white" in read_fails(saved(logo))
    raster = read_raster(saved(logo), "a.png", HERE, ground=None)
    assert raster.lost_on(WHITE) == "parts"
    assert raster.lost_on((20, 40, 60)) == "nothing"


def test_what_is_solid_all_over_stands_on_its_own_white() -> None:
    faint = read_raster(saved(words("#f2f2f2", "white")), "a.png", HERE, ground=None)
    assert faint.lost_on((20, 40, 60)) == "all"


@pytest.mark.parametrize(
    ("picture", "kind", "widest", "size"),
    [
        (Image.new("RGB", (90, 30), RED), "png", 200, (90, 30)),
        (Image.new("RGB", (90, 30), RED), "png", 45, (45, 15)),
        (Image.new("RGBA", (90, 30), (255, 0, 0, 128)), "png", 45, (45, 15)),
        (Image.new("1", (90, 30)), "png", 45, (45, 15)),
    ],
)
def test_a_screen_gets_no_more_pixels_than_it_shows(
    picture: Any, kind: str, widest: int, size: tuple[int, int]
) -> None:
    found, content = read_raster(saved(picture), "a.png", HERE, ground=None).on_screen(widest)
    made = Image.open(io.BytesIO(content))
    assert (found, made.size, made.format) == (kind, size, kind.upper())
    if picture.mode == "RGBA":
        assert made.convert("RGBA").getpixel((20, 7)) == (255, 0, 0, 128)


def test_a_photo_stays_a_photo_and_loses_where_it_was_taken() -> None:
    photo = Image.effect_noise((400, 200), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    raster = read_raster(saved(photo, "JPEG", exif=exif), "a.jpg", HERE)
    for widest, size in ((400, (400, 200)), (200, (200, 100))):
        kind, content = raster.on_screen(widest)
        assert (kind, Image.open(io.BytesIO(content)).size) == ("jpeg", size)
        assert b"taken at home" not in content

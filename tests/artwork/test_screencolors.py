"""Whatever numbers a picture holds, its colours are those that a screen shows."""

from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from PIL import Image, ImageCms

from clinicpress.artwork.screencolors import on_screen
from tests.artwork.pages import BLACK, BLUE, RED, WHITE, alike, saved
from tests.artwork.profiles import swapped

GREY = (128, 128, 128)


def seen(picture: Image.Image, at: tuple[int, int] = (0, 0)) -> tuple[Any, int]:
    """Return the colour that is shown of a pixel, and how solid it is."""
    shown, alpha = on_screen(picture)
    assert shown.mode in ("1", "P", "L", "RGB")
    assert alpha is None or alpha.mode == "L"
    return shown.convert("RGB").getpixel(at), 255 if alpha is None else alpha.getpixel(at)


def again(picture: Image.Image, kind: str, **options: Any) -> Image.Image:
    """Save a picture and open it."""
    opened = Image.open(io.BytesIO(saved(picture, kind, **options)))
    opened.load()
    return opened


def floats(*values: float) -> Image.Image:
    return again(Image.frombytes("F", (len(values), 1), struct.pack(f"={len(values)}f", *values)), "TIFF")


def ints(*values: int) -> Image.Image:
    return again(Image.frombytes("I", (len(values), 1), struct.pack(f"={len(values)}i", *values)), "TIFF")


def sixteen(mode: str, value: int) -> Image.Image:
    order = ">" if mode.endswith("B") else "<"
    return Image.frombytes(mode, (1, 1), struct.pack(f"{order}H", value))


MODES = {
    "1": (Image.new("1", (1, 1), 0), BLACK, 255),
    "L": (Image.new("L", (1, 1), 128), GREY, 255),
    "LA": (Image.new("LA", (1, 1), (128, 77)), GREY, 77),
    "P": (Image.new("RGB", (1, 1), RED).convert("P"), RED, 255),
    "PA": (Image.new("RGBA", (1, 1), (255, 0, 0, 255)).convert("PA"), RED, 255),
    "RGB": (Image.new("RGB", (1, 1), RED), RED, 255),
    "RGBA": (Image.new("RGBA", (1, 1), (*RED, 77)), RED, 77),
    "RGBa": (Image.new("RGBA", (1, 1), (*RED, 128)).convert("RGBa"), RED, 128),
    "La": (Image.new("LA", (1, 1), (128, 128)).convert("La"), GREY, 128),
    "RGBX": (Image.new("RGBX", (1, 1), (*RED, 0)), RED, 255),
    "YCbCr": (Image.new("RGB", (1, 1), RED).convert("YCbCr"), RED, 255),
    "YCbCr TIFF": (again(Image.new("YCbCr", (16, 16), (76, 85, 255)), "TIFF", compression="jpeg"), RED, 255),
    "HSV": (Image.new("RGB", (1, 1), BLUE).convert("HSV"), BLUE, 255),
    "LAB TIFF": (again(Image.new("LAB", (1, 1), (137, 209, 197)), "TIFF"), (250, 2, 7), 255),
    "I;16": (sixteen("I;16", 128 * 257), GREY, 255),
    "I;16B": (sixteen("I;16B", 128 * 257), GREY, 255),
    "I;16 PNG": (again(sixteen("I;16", 128 * 257), "PNG"), GREY, 255),
    "I;16B TIFF": (again(sixteen("I;16B", 128 * 257), "TIFF"), GREY, 255),
    "I of 8 bits": (ints(128, 255), GREY, 255),
    "I of 16 bits": (ints(32896, 65535), GREY, 255),
    "I of more": (ints(1_000_000, 2_000_000), GREY, 255),
    "I below zero": (ints(0, -2_000_000, 2_000_000), GREY, 255),
    "F to 1": (floats(0.5, 1.0), GREY, 255),
    "F to 255": (floats(128.0, 255.0), GREY, 255),
    "F of others": (floats(600.0, 1200.0), GREY, 255),
}  # fmt: skip


@pytest.mark.parametrize("case", MODES)
def test_modes(case: str) -> None:
    picture, wanted, solid = MODES[case]
    color, alpha = seen(picture)
    assert alike(color, wanted, 6)
    assert alpha == solid


def test_what_is_solid_all_over_has_nothing_clear() -> None:
    assert on_screen(Image.new("RGBA", (4, 4), (*RED, 255)))[1] is None


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_profile_says_what_the_numbers_mean(kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    color, _ = seen(again(Image.new("RGB", (8, 8), RED), kind, icc_profile=swapped(), **options))
    assert alike(color, (2, 0, 254))


def test_a_profile_changes_palettes_and_leaves_clear_what_is_clear() -> None:
    color, _ = seen(again(Image.new("RGB", (4, 4), RED).convert("P"), "PNG", icc_profile=swapped()))
    assert alike(color, (2, 0, 254))
    color, alpha = seen(again(Image.new("RGBA", (4, 4), (*RED, 100)), "PNG", icc_profile=swapped()))
    assert alike(color, (2, 0, 254))
    assert alpha == 100


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_profiles_that_are_broken_or_of_other_colors_are_passed_over(mode: str) -> None:
    for profile in (b"junk", swapped() if mode != "RGB" else swapped().replace(b"RGB XYZ ", b"CMYKXYZ ")):
        picture = Image.new(mode, (4, 4), {"L": 128, "RGB": RED, "CMYK": (0, 0, 0, 255)}[mode])
        color, _ = seen(again(picture, "JPEG", icc_profile=profile))
        assert alike(color, {"L": GREY, "RGB": RED, "CMYK": BLACK}[mode])


def test_the_profile_of_screens_changes_nothing() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = again(Image.new("RGB", (4, 4), (200, 60, 60)), "PNG", icc_profile=profile)
    shown, _ = on_screen(picture)
    assert shown is picture, "each change would cost time, and a photo its JPEG"


def test_inks_without_a_profile_are_those_of_a_press() -> None:
    color, _ = seen(again(Image.new("CMYK", (16, 16), (255, 0, 0, 0)), "JPEG"))
    assert alike(color, (0, 159, 227), 12)
    assert alike(seen(Image.new("CMYK", (1, 1), (0, 0, 0, 0)))[0], WHITE)


@pytest.mark.parametrize(("gamma", "shown"), [(1 / 2.2, 128), (1.0, 186), (1 / 1.8, 145)])
def test_the_gamma_of_a_png_counts(gamma: float, shown: int) -> None:
    picture = Image.new("RGB", (1, 1), GREY)
    picture.info["gamma"] = gamma
    assert alike(seen(picture)[0], (shown, shown, shown), 4)
    picture.info["srgb"] = 0
    assert alike(seen(picture)[0], GREY)

"""PNG and JPEG files print as a screen shows them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PIL import Image

from clinicpress.looks.fonts import Chain
from tests.artwork.pages import BLACK, RED, alike, load, saved, shown, told


def profile() -> bytes:
    """Make a colour profile (ICC.1) whose red and blue are swapped."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + fixed(*values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, 563) + b"\0\0"
    name = b"desc\0\0\0\0" + struct.pack(">I", 8) + b"swapped\0" + bytes(79)
    tags = {
        b"desc": name, b"cprt": b"text\0\0\0\0none\0\0\0\0", b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(0.1431, 0.0606, 0.7141), b"gXYZ": xyz(0.3851, 0.7169, 0.0971),
        b"bXYZ": xyz(0.4360, 0.2225, 0.0139),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    table, body, begin = b"", b"", 132 + 12 * len(tags)
    for tag, data in tags.items():
        data += bytes(-len(data) % 4)
        table += tag + struct.pack(">II", begin + len(body), len(data))
        body += data
    head = struct.pack(">I4sI", begin + len(body), b"lcms", 0x02100000) + b"mntrRGB XYZ " + bytes(12) + b"acsp"
    head = head.ljust(68, b"\0") + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def ramp() -> bytes:
    """Make a PNG of 16-bit greys from black to white."""
    greys = struct.pack("<256H", *(value * 257 for value in range(256)))
    return saved(Image.frombytes("I;16", (256, 1), greys).resize((256, 256)))


PIXELS: dict[str, tuple[str, bytes, list[tuple[int, int, tuple[int, int, int]]]]] = {
    "sixteen bits of grey": (
        "a.png", ramp(), [(10, 50, (26, 26, 26)), (50, 50, (128, 128, 128)), (90, 50, (230, 230, 230))],
    ),
    "a profile": ("a.png", saved(Image.new("RGB", (9, 9), RED), icc_profile=profile()), [(50, 50, (2, 0, 254))]),
    "a profile of a photo": (
        "a.jpg", saved(Image.new("RGB", (9, 9), RED), "JPEG", icc_profile=profile()), [(50, 50, (2, 0, 254))],
    ),
    "a profile that is broken": ("a.png", saved(Image.new("RGB", (9, 9), RED), icc_profile=b"junk"), [(50, 50, RED)]),
    "see-through in part": (
        "a.png", saved(Image.new("RGBA", (9, 9), (255, 0, 0, 128))), [(50, 50, (255, 127, 127))],
    ),
    "a palette with a hole": (
        "a.png", saved(Image.new("P", (9, 9), 1), transparency=0), [(50, 50, BLACK)],
    ),
    "one bit": ("a.png", saved(Image.new("1", (9, 9), 0)), [(50, 50, BLACK)]),
    "inks": ("a.jpg", saved(Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "JPEG"), [(50, 50, (254, 0, 0))]),
}  # fmt: skip


@pytest.mark.parametrize("case", PIXELS)
def test_pixels_print_as_a_screen_shows_them(case: str, tmp_path: Path, faces: Chain) -> None:
    name, content, points = PIXELS[case]
    picture = shown(load(tmp_path, content, faces, name), faces)
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


@pytest.mark.parametrize(("tone", "is_seen"), [(251, True), (252, False)])
def test_the_palest_grey_that_is_printed(tone: int, is_seen: bool, tmp_path: Path, faces: Chain) -> None:
    content = saved(Image.new("L", (9, 9), tone))
    if is_seen:
        assert load(tmp_path, content, faces, "a.png").pixels == (9, 9)
    else:
        assert "is white" in told(tmp_path, content, faces, "a.png")[0]

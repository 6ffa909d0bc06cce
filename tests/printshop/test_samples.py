"""Pictures, unpacked: samples of any number of bits, photos, what their Decode arrays and colour keys say."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from clinicpress.printshop.functions import Unconvertible
from clinicpress.printshop.samples import bands_of, decoded, keyed_out, seen, size_of
from clinicpress.printshop.spaces import SCREEN, Spaces


@pytest.fixture
def pdf() -> Pdf:
    return Pdf.new()


def image(pdf: Pdf, content: bytes, bits: int = 8, size: tuple[int, int] = (2, 1), **entries: Any) -> Stream:
    return Stream(pdf, content, Width=size[0], Height=size[1], BitsPerComponent=bits, **entries)


def pixels(bands: list[Any]) -> list[tuple[int, ...]]:
    return list(zip(*(band.tobytes() for band in bands), strict=True))


def test_samples_of_any_number_of_bits(pdf: Pdf) -> None:
    wanted = [(255, 0, 0), (0, 255, 255)]
    assert pixels(bands_of(pdf, image(pdf, bytes([255, 0, 0, 0, 255, 255])), 3)) == wanted
    assert pixels(bands_of(pdf, image(pdf, bytes([0xF0, 0x00, 0xFF]), 4), 3)) == wanted
    assert pixels(bands_of(pdf, image(pdf, bytes([0b10001100]), 1), 3)) == wanted
    two = bytes([255, 9, 0, 9, 0, 9, 0, 9, 255, 9, 255, 9])
    assert pixels(bands_of(pdf, image(pdf, two, 16), 3)) == wanted
    assert pixels(bands_of(pdf, image(pdf, bytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])), 5))[1] == (6, 7, 8, 9, 10)


def test_rows_end_with_a_byte(pdf: Pdf) -> None:
    rows = image(pdf, bytes([0b10000000, 0b01000000]), 1, (1, 2))
    assert pixels(bands_of(pdf, rows, 3)) == [(255, 0, 0), (0, 255, 0)]


def test_photos_in_inks_are_not_turned_over(pdf: Pdf) -> None:
    out = io.BytesIO()
    Image.new("CMYK", (8, 8), (200, 40, 0, 10)).save(out, "JPEG", quality=95)
    raw = bands_of(pdf, image(pdf, out.getvalue(), size=(8, 8), Filter=Name.DCTDecode), 4)
    assert pixels(raw)[0] == pytest.approx((55, 215, 255, 245), abs=4), "as the file has them, for its Decode to turn"


def test_photos_within_other_packing(pdf: Pdf) -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 40, 0)).save(out, "JPEG", quality=95)
    packed = out.getvalue().hex().encode("ascii") + b">"
    found = image(pdf, packed, size=(8, 8), Filter=Array([Name.ASCIIHexDecode, Name.DCTDecode]))
    assert pixels(bands_of(pdf, found, 3))[0] == pytest.approx((200, 40, 0), abs=4)


def test_decode_and_keys(pdf: Pdf) -> None:
    found = image(pdf, bytes([255, 0, 51, 0, 0, 0]), Decode=Array([1, 0, 0, 1, 0, 0.5]))
    bands = bands_of(pdf, found, 3)
    assert pixels(decoded(bands, found, SCREEN)) == [(0, 0, 26), (255, 0, 0)]
    found.Mask = Array([250, 255, 0, 5, 50, 52])
    shown = keyed_out(bands, found)
    assert shown is not None and list(shown.tobytes()) == [0, 255]


def test_calibrated_pictures_are_seen_by_their_space(pdf: Pdf) -> None:
    lab = Array([Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]), Range=Array([-128, 127, -128, 127]))])
    spaces = Spaces(pdf)
    space = spaces.read(lab, Dictionary())
    shown = seen(bands_of(pdf, image(pdf, bytes([255, 128, 128, 0, 128, 128])), 3), space, spaces)
    assert shown.getpixel((0, 0)) == pytest.approx((255, 255, 255), abs=2)
    assert shown.getpixel((1, 0)) == pytest.approx((0, 0, 0), abs=2)


@pytest.mark.parametrize(
    ("content", "entries"),
    [
        (b"no photo", {"Filter": Name.DCTDecode}),
        (b"", {"Filter": Name.JBIG2Decode}),
        (b"", {"BitsPerComponent": 3}),
    ],
)
def test_what_cannot_be_unpacked_is_told(pdf: Pdf, content: bytes, entries: dict[str, Any]) -> None:
    found = Stream(pdf, content, Width=2, Height=1)
    for key, value in entries.items():
        found[f"/{key}"] = value
    with pytest.raises(Unconvertible, match=r"^a picture"):
        bands_of(pdf, found, 3)


def test_pictures_without_a_size_or_without_end_are_told(pdf: Pdf) -> None:
    for size in ((0, 1), (100_000, 100_000)):
        with pytest.raises(Unconvertible, match="pixels cannot be converted"):
            size_of(image(pdf, b"", size=size))

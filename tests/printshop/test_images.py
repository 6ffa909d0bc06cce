"""Pictures, converted where they stand: tables stay tables, masks stay masks, and nothing else is kept by mistake."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from clinicpress.printshop.functions import Unconvertible
from clinicpress.printshop.grey import Greys
from clinicpress.printshop.images import convert_image
from clinicpress.printshop.spaces import Spaces


@pytest.fixture
def pdf() -> Pdf:
    return Pdf.new()


def converted(pdf: Pdf, content: bytes, space: Any, bits: int = 8, **entries: Any) -> Stream:
    found = pdf.make_indirect(
        Stream(pdf, content, Width=2, Height=1, BitsPerComponent=bits, ColorSpace=space, **entries)
    )
    assert isinstance(found, Stream)
    convert_image(pdf, found, Spaces(pdf), Dictionary(), Greys())
    return found


def test_a_table_of_colours_becomes_one_of_greys_and_no_pixel_is_touched(pdf: Pdf) -> None:
    table = Array([Name.Indexed, Name.DeviceRGB, 1, String(bytes([255, 0, 0, 255, 255, 255]))])
    found = converted(pdf, b"\x40", table, 1)
    assert found.read_raw_bytes() == b"\x40"
    assert (found.ColorSpace[1], bytes(found.ColorSpace[3])) == (Name.DeviceGray, bytes([127, 255]))


def test_greys_stay_greys(pdf: Pdf) -> None:
    found = converted(pdf, bytes([10, 200]), Name.DeviceGray)
    assert (found.ColorSpace, found.read_raw_bytes()) == (Name.DeviceGray, bytes([10, 200]))
    turned = converted(pdf, bytes([10, 200]), Name.DeviceGray, Decode=Array([1, 0]))
    assert "/Decode" not in turned
    assert bytes(turned.ColorSpace[3])[10] == 245, "what its Decode array said is in its table"


def test_colours_become_greys(pdf: Pdf) -> None:
    found = converted(pdf, bytes([255, 0, 0, 255, 255, 255]), Name.DeviceRGB)
    assert found.ColorSpace == Name.DeviceGray
    assert list(found.read_bytes()) == pytest.approx([127, 255], abs=1)


def test_a_colour_that_was_left_out_stays_out(pdf: Pdf) -> None:
    found = converted(pdf, bytes([255, 0, 0, 0, 0, 255]), Name.DeviceRGB, Mask=Array([255, 255, 0, 0, 0, 0]))
    assert "/Mask" not in found
    assert list(found.SMask.read_bytes()) == [0, 255]


def test_what_was_mixed_with_its_ground_is_taken_apart(pdf: Pdf) -> None:
    mask = pdf.make_indirect(
        Stream(
            pdf, bytes([128, 255]), Width=2, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceGray,
            Matte=Array([0, 0, 0]),
        )
    )  # fmt: skip
    found = converted(pdf, bytes([128, 128, 128, 60, 60, 60]), Name.DeviceRGB, SMask=mask)
    assert list(found.read_bytes()) == pytest.approx([255, 60], abs=1)
    assert "/Matte" not in found.SMask


def test_stencils_have_no_colour_of_their_own(pdf: Pdf) -> None:
    found = Stream(pdf, b"\x80", Width=2, Height=1, ImageMask=True, BitsPerComponent=1)
    convert_image(pdf, found, Spaces(pdf), Dictionary(), Greys())
    assert "/ColorSpace" not in found


def test_what_cannot_be_converted_is_told(pdf: Pdf) -> None:
    with pytest.raises(Unconvertible):
        converted(pdf, b"", Name.Pattern)
    with pytest.raises(Unconvertible, match="16 bits"):
        converted(pdf, bytes(4), Name.DeviceGray, 16)

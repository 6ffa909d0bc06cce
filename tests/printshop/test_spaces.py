"""What is seen of colours, in whatever space a file says them."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import ImageCms

from clinicpress.printshop.functions import Unconvertible
from clinicpress.printshop.spaces import GREY, Spaces, entries

WHITE = Array([0.9505, 1, 1.089])


@pytest.fixture
def spaces() -> Spaces:
    return Spaces(Pdf.new())


def ramp(end: list[float]) -> Dictionary:
    begin = Array([1, 1, 1]) if len(end) == 3 else Array([0, 0, 0, 0])
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=begin, C1=Array(end), N=1)


def seen(spaces: Spaces, found: Any, *values: float) -> Any:
    return pytest.approx(spaces.read(Array(found), Dictionary()).tone(values).seen, abs=0.012)


def test_colours_are_seen_as_they_are_meant(spaces: Spaces) -> None:
    assert seen(spaces, [Name.DeviceRGB], 1, 0, 0) == (1, 0, 0)
    assert seen(spaces, [Name.CalGray, Dictionary(WhitePoint=WHITE, Gamma=2.2)], 0.5) == (0.5, 0.5, 0.5)
    lab = [Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]), Range=Array([-100, 100, -100, 100]))]
    assert seen(spaces, lab, 100, 0, 0) == (1, 1, 1)
    assert seen(spaces, lab, 52, 53, 32) == (0.847, 0.298, 0.286)
    table = [Name.Indexed, Name.DeviceRGB, 1, String(bytes([0, 0, 0, 255, 0, 51]))]
    assert seen(spaces, table, 1) == (1, 0, 0.2)
    assert seen(spaces, table, 9) == (1, 0, 0.2), "beyond the end is the last"
    spot = [Name.Separation, Name("/Leaf"), Name.DeviceRGB, ramp([0, 0.5, 0])]
    assert seen(spaces, spot, 0.5) == (0.5, 0.75, 0.5)


def test_black_ink_is_as_black_as_it_says(spaces: Spaces) -> None:
    tone = spaces.device("DeviceCMYK").tone((0, 0, 0, 0.4))
    assert tone.inks == (0, 0, 0, 0.4)
    assert tone.seen == pytest.approx((0.6, 0.6, 0.6))
    black = [Name.Separation, Name.Black, Name.DeviceCMYK, ramp([0, 0, 0, 1])]
    assert spaces.read(Array(black), Dictionary()).tone((0.4,)).inks == (0, 0, 0, 0.4)
    red, green, blue = spaces.device("DeviceCMYK").tone((1, 0, 0, 0)).seen
    assert red < 0.2 < green < blue, "cyan is no #00FFFF, but blue enough"


def test_spots_keep_their_names(spaces: Spaces) -> None:
    spot = [Name.Separation, Name("/Leaf"), Name.DeviceCMYK, ramp([1, 0, 1, 0])]
    tone = spaces.read(Array(spot), Dictionary()).tone((0.25,))
    assert (tone.spot, tone.tint, tone.inks) == ("Leaf", 0.25, (0.25, 0, 0.25, 0))


def test_names_mean_what_the_resources_say(spaces: Spaces) -> None:
    resources = Dictionary(
        ColorSpace=Dictionary(
            C=Array([Name.Indexed, Name.DeviceRGB, 0, String(b"\xff\0\0")]), DefaultRGB=Array([Name.CalRGB, Dictionary(
                WhitePoint=WHITE, Gamma=Array([1, 1, 1]),
                Matrix=Array([0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505]),
            )])
        )
    )  # fmt: skip
    assert spaces.named("C", resources).tone((0,)).seen == pytest.approx((1, 0, 0), abs=0.001)
    linear = spaces.named("DeviceRGB", resources).tone((0.5, 0.5, 0.5)).seen
    assert linear == pytest.approx((0.735, 0.735, 0.735), abs=0.01), "what stands for the device's colours counts"
    assert spaces.named("G", Dictionary()) is GREY
    with pytest.raises(Unconvertible, match="a space that is not there"):
        spaces.named("D", resources)


@pytest.mark.parametrize(
    "found",
    [
        Array(),
        Array([Name.Sound]),
        Array([Name.Indexed, Name.Pattern, 1, String("")]),
        Array([Name.Separation, Name.Leaf, Name.DeviceRGB, Dictionary()]),
    ],
)
def test_what_nobody_knows_is_told(spaces: Spaces, found: Array) -> None:
    with pytest.raises(Unconvertible):
        spaces.read(found, Dictionary())


def test_broken_profiles_are_passed_over_as_viewers_do() -> None:
    pdf = Pdf.new()
    found = Array([Name.ICCBased, Stream(pdf, b"no profile", N=3)])
    assert Spaces(pdf).read(found, Dictionary()).tone((0.2, 0.4, 0.6)).seen == (0.2, 0.4, 0.6)


def test_numbers_of_few_bits(spaces: Spaces) -> None:
    assert [tone.seen[0] for tone in entries(GREY, 1, ())] == [0, 1]
    assert [tone.seen[0] for tone in entries(GREY, 1, (1, 0))] == [1, 0]
    table = spaces.read(Array([Name.Indexed, Name.DeviceRGB, 1, String(bytes([0, 0, 0, 255, 255, 255]))]), Dictionary())
    assert [tone.seen[0] for tone in entries(table, 2, ())] == [0, 1, 1, 1]


def test_profiles_of_cielab_are_read_as_such() -> None:
    pdf = Pdf.new()
    profile = Stream(pdf, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(), N=3)
    found = Spaces(pdf).read(Array([Name.ICCBased, profile]), Dictionary())
    assert found.tone((52, 53, 32)).seen == pytest.approx((0.847, 0.298, 0.286), abs=0.012)

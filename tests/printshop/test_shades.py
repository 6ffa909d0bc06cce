"""Shadings: what lies between two colours is the grey of what lay there, not what lies between their greys."""

from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from clinicpress.looks.color import Color
from clinicpress.printshop.functions import Unconvertible, function_of
from clinicpress.printshop.grey import Greys
from clinicpress.printshop.shades import convert_shading
from clinicpress.printshop.spaces import Spaces, companded

NARROW = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)
"""One number where a colour has three."""


def test_the_middle_of_a_shading_is_as_light_as_it_was() -> None:
    pdf = Pdf.new()
    ramp = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0]), C1=Array([0, 0, 1]), N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 9, 0]), Function=ramp, Background=Array([1, 1, 1])
    )
    convert_shading(pdf, shading, Spaces(pdf), Dictionary(), Greys())
    assert (shading.ColorSpace, list(shading.Background)) == (Name.DeviceGray, [1])
    worked = function_of(shading.Function)
    for at in (0.0, 0.3, 0.5, 1.0):
        wanted = companded(Color(1 - at, 0, at).luminance)
        assert worked([at])[0] == pytest.approx(wanted, abs=0.005)


def test_a_shading_in_two_ways() -> None:
    pdf = Pdf.new()
    program = pdf.make_stream(b"{ 0 }", FunctionType=4, Domain=Array([0, 1, 0, 1]), Range=Array([0, 1, 0, 1, 0, 1]))
    shading = Dictionary(ShadingType=1, ColorSpace=Name.DeviceRGB, Function=program)
    convert_shading(pdf, shading, Spaces(pdf), Dictionary(), Greys())
    worked = function_of(shading.Function)
    assert worked([1, 0])[0] == pytest.approx(companded(Color(1, 0, 0).luminance), abs=0.01)
    assert worked([0, 1])[0] == pytest.approx(companded(Color(0, 1, 0).luminance), abs=0.01)


def test_stripes_stay_stripes() -> None:
    pdf = Pdf.new()
    program = pdf.make_stream(
        b"{ pop 10 mul dup truncate sub 0.5 le { 1 1 1 } { 0 0 0 } ifelse }", FunctionType=4,
        Domain=Array([0, 1, 0, 1]), Range=Array([0, 1, 0, 1, 0, 1]),
    )  # fmt: skip
    for turned in (False, True):
        if turned:
            program.write(b"{ exch " + program.read_bytes()[1:])
        shading = Dictionary(ShadingType=1, ColorSpace=Name.DeviceRGB, Function=program)
        convert_shading(pdf, shading, Spaces(pdf), Dictionary(), Greys())
        worked = function_of(shading.Function)
        for step in range(100):
            at = step / 100 + 0.004
            wanted = 1 if at * 10 % 1 <= 0.5 else 0
            assert worked([0.3, at] if turned else [at, 0.3])[0] == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize(
    "shading",
    [
        Dictionary(ShadingType=9, ColorSpace=Name.DeviceRGB),
        Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB),
        Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Function=NARROW),
    ],
)
def test_what_is_no_shading_is_told(shading: Dictionary) -> None:
    pdf = Pdf.new()
    with pytest.raises(Unconvertible, match=r"^a shading"):
        convert_shading(pdf, shading, Spaces(pdf), Dictionary(), Greys())

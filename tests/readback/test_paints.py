"""Paints: which inks a page needs, told by its operators, and what cannot be told from them."""

from __future__ import annotations

import io
import math
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from clinicpress.readback.paints import Paint, PaintedPage, painted_pages


def painted(content: bytes, trim: list[float] | None = None, **resources: Any) -> PaintedPage:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(100, 100)).obj
    page.Resources = Dictionary({f"/{name}": found for name, found in resources.items()})
    if trim:
        page.TrimBox = Array(trim)
    page.Contents = pdf.make_stream(content)
    out = io.BytesIO()
    pdf.save(out)
    [found] = painted_pages(out.getvalue())
    return found


def inks(page: PaintedPage) -> dict[str, dict[str, float]]:
    return {paint.kind: dict(paint.inks) for paint in page.paints}


def tint(*mix: float) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array(list(mix)), N=1)


def test_each_kind_of_thing_has_its_inks() -> None:
    page = painted(b"0.2 0 0 0.5 k 1 0.5 0 0 K 0 0 9 9 re B 0.4 g BT (a) Tj ET")
    assert inks(page) == {
        "area": {"Cyan": 0.2, "Black": 0.5}, "line": {"Cyan": 1, "Magenta": 0.5}, "text": {"Black": 0.6},
    }  # fmt: skip


def test_nothing_but_black_was_said_at_first() -> None:
    assert inks(painted(b"0 0 9 9 re f")) == {"area": {"Black": 1}}
    assert painted(b"1 0 0 rg 0 0 9 9 re n").paints == set(), "what is not painted needs no ink"


def test_colours_of_screens_are_told_by_their_names() -> None:
    page = painted(b"1 0 0 rg 0 0 9 9 re f /L cs 50 0 0 sc 0 0 9 9 re f", ColorSpace=Dictionary(L=Array([Name.Lab])))
    assert {paint.screen for paint in page.paints} == {"RGB", "CIELAB"}


def test_inks_of_their_own_and_tables_of_them() -> None:
    spot = Array([Name.Separation, Name("/PANTONE 3165 C"), Name.DeviceCMYK, tint(1, 0, 0, 0)])
    table = Array([Name.Indexed, spot, 1, String(b"\x33\xff")])
    spaces = Dictionary(S=spot, T=table)
    assert inks(painted(b"/S cs 0.4 scn 0 0 9 9 re f", ColorSpace=spaces)) == {"area": {"PANTONE 3165 C": 0.4}}
    assert inks(painted(b"/T cs 0 0 9 9 re f", ColorSpace=spaces)) == {"area": {"PANTONE 3165 C": 0.2}}


def test_marks_outside_of_the_cut_do_not_count() -> None:
    spaces = Dictionary(A=Array([Name.Separation, Name.All, Name.DeviceCMYK, tint(1, 1, 1, 1)]))
    mark = b"/A CS 1 SCN 0.1 w "
    trim = [20.0, 20.0, 80.0, 80.0]
    outside = painted(mark + b"20 0 m 20 12 l S", trim, ColorSpace=spaces)
    assert (outside.paints, outside.thinnest) == (set(), math.inf)
    [within] = painted(mark + b"30 0 m 30 90 l S", trim, ColorSpace=spaces).paints
    assert within.total == 4, "one on every plate"


@pytest.mark.parametrize(
    ("content", "thinnest"),
    [
        (b"0.5 w 0 0 m 9 9 l S", 0.5),
        (b"q 0.1 0 0 0.1 0 0 cm 1 w 0 0 m 9 9 l S Q 0 0 m 9 9 l S", 0.1),
        (b"5 5 40 0.2 re f", 0.2),
        (b"5 5 40 0.2 re W n 0 0 90 90 re f", 90),
        (b"/Thin gs 0 0 m 9 9 l S", 0.05),
    ],
)
def test_the_thinnest_line(content: bytes, thinnest: float) -> None:
    settings = Dictionary(Thin=Dictionary(LW=0.05))
    assert painted(content, ExtGState=settings).thinnest == pytest.approx(thinnest)


def test_drawings_and_patterns_are_looked_into() -> None:
    pdf = Pdf.new()
    form = Stream(pdf, b"0 0 1 0 k 0 0 9 9 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    tile = Stream(
        pdf, b"1 0 0 0 k 0 0 9 9 re f", PatternType=1, PaintType=1, BBox=Array([0, 0, 9, 9]), XStep=9, YStep=9,
        Resources=Dictionary(),
    )  # fmt: skip
    page = pdf.add_blank_page(page_size=(100, 100)).obj
    page.Resources = Dictionary(
        XObject=Dictionary(F=pdf.make_indirect(form)), Pattern=Dictionary(P=pdf.make_indirect(tile))
    )
    page.Contents = pdf.make_stream(b"/F Do /Pattern cs /P scn 0 0 90 90 re f")
    out = io.BytesIO()
    pdf.save(out)
    [found] = painted_pages(out.getvalue())
    assert {paint.inks for paint in found.paints} == {(("Yellow", 1.0),), (("Cyan", 1.0),)}


def test_shadings_are_as_strong_as_their_strongest() -> None:
    shade = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([0, 0, 9, 9]), Function=tint(1, 0.5, 0, 0.2)
    )
    [paint] = painted(b"/S sh", Shading=Dictionary(S=shade)).paints
    assert paint.total == pytest.approx(1.7)
    shade.Function = Dictionary(FunctionType=4, Domain=Array([0, 1]))
    [paint] = painted(b"/S sh", Shading=Dictionary(S=shade)).paints
    assert paint.unknown


def picture(content: bytes, space: Any, **entries: Any) -> Paint:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(100, 100)).obj
    image = Stream(pdf, content, Subtype=Name.Image, Width=2, Height=1, BitsPerComponent=8, ColorSpace=space, **entries)
    page.Resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(image)))
    page.Contents = pdf.make_stream(b"/I Do")
    out = io.BytesIO()
    pdf.save(out)
    [found] = painted_pages(out.getvalue())
    [paint] = found.paints
    return paint


def test_pictures_have_the_inks_of_their_darkest_pixel() -> None:
    found = picture(bytes([255, 0, 0, 0, 255, 255, 0, 51]), Name.DeviceCMYK)
    assert dict(found.inks) == {"Cyan": 1, "Magenta": 1, "Black": 0.2}
    assert dict(picture(b"ab", Name.DeviceGray).inks) == {"Black": 1}
    assert picture(bytes(6), Name.DeviceRGB).screen == "RGB"
    assert picture(bytes(8), Name.DeviceCMYK, Decode=Array([1, 0, 1, 0, 1, 0, 1, 0])).unknown


def test_what_lies_on_others_is_told() -> None:
    settings = Dictionary(Over=Dictionary(OP=True), Mixed=Dictionary(BM=Name.Multiply))
    [paint] = painted(b"/Over gs 0 0 0 1 k 0 0 9 9 re f", ExtGState=settings).paints
    assert paint.overprint
    assert painted(b"/Mixed gs 0 0 9 9 re f", ExtGState=settings).blended

"""Sheets for a press: boxes that nest, marks outside of the bleed, and everything at its place."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from clinicpress.printshop.functions import Unconvertible
from clinicpress.printshop.trimming import METRIC_BLEED, boxes_of, move_tags, trim_page
from clinicpress.readback.finished import Box


def page_of(**boxes: list[float]) -> Pdf:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(612, 792)).obj
    page.Resources = Dictionary()
    page.Contents = pdf.make_stream(b"0 0 9 9 re f")
    for name, box in boxes.items():
        page[f"/{name}"] = Array(box)
    return pdf


def boxes(page: Any) -> list[list[float]]:
    return [[float(edge) for edge in page[f"/{key}Box"]] for key in ("Media", "Bleed", "Trim")]


def test_a_page_gets_its_bleed_and_room_for_marks() -> None:
    pdf = page_of()
    assert trim_page(pdf, pdf.pages[0], marked=False) == (9, 9)
    assert boxes(pdf.pages[0].obj) == [[0, 0, 630, 810], [0, 0, 630, 810], [9, 9, 621, 801]]
    pdf = page_of()
    assert trim_page(pdf, pdf.pages[0], marked=True) == (27, 27)
    assert boxes(pdf.pages[0].obj) == [[0, 0, 666, 846], [18, 18, 648, 828], [27, 27, 639, 819]]


def test_papers_in_millimetres_have_three_of_them() -> None:
    pdf = page_of(MediaBox=[0, 0, 595.28, 841.89])
    dx, _ = trim_page(pdf, pdf.pages[0], marked=False)
    assert dx == pytest.approx(METRIC_BLEED)


def test_what_others_trim_is_trimmed_there() -> None:
    pdf = page_of(MediaBox=[-20, -20, 632, 812], TrimBox=[0, 0, 612, 792], BleedBox=[-15, -3, 627, 795])
    assert trim_page(pdf, pdf.pages[0], marked=False) == (9, 9)
    assert boxes(pdf.pages[0].obj)[2] == [9, 9, 621, 801]
    begin = pdf.pages[0].obj.Contents[0].read_bytes()
    assert begin.startswith(b"q 0.000 6.000 630.000 798.000 re W n"), "no more than there was, and no more than fits"
    cropped = page_of(CropBox=[100, 100, 300, 400])
    trim_page(cropped, cropped.pages[0], marked=False)
    assert boxes(cropped.pages[0].obj)[2] == [9, 9, 209, 309]
    assert "/CropBox" not in cropped.pages[0].obj


def test_marks_are_in_all_inks_outside_of_the_bleed() -> None:
    pdf = page_of()
    page = pdf.pages[0]
    entry = Dictionary(LastModified=String("D:2026"), Private=Dictionary(Folds=Array([261, 526.5])))
    page.obj.PieceInfo = Dictionary(clinicpress=entry)
    trim_page(pdf, page, marked=True)
    code = page.obj.Contents[-1].read_bytes().decode("ascii")
    assert page.obj.Resources.ColorSpace["/Ink-All"][1] == Name.All
    lines = [line.split() for line in code.splitlines() if line.endswith("l S")]
    assert len(lines) == 8 + 4
    bleed = Box(18, 18, 648, 828)
    for x0, y0, _, x1, y1, *_ in lines:
        one, other = (float(x0), float(y0)), (float(x1), float(y1))
        mark = Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
        assert not bleed.meets(Box(mark.left - 0.1, mark.bottom - 0.1, mark.right + 0.1, mark.top + 0.1))
        assert Box(0, 0, 666, 846).holds(mark)
    assert {float(line[0]) for line in lines[8:]} == {288, 553.5}
    assert [float(fold) for fold in entry.Private.Folds] == [288, 553.5]


def test_patterns_and_tags_move_along() -> None:
    pdf = page_of()
    page = pdf.pages[0]
    shade = Dictionary(PatternType=2, Shading=Dictionary(), Matrix=Array([2, 0, 0, 2, 5, 5]))
    shared = pdf.make_indirect(Dictionary(Pattern=Dictionary(P=shade)))
    page.obj.Resources = shared
    part = pdf.make_indirect(
        Dictionary(S=Name.Figure, Pg=page.obj, A=Dictionary(O=Name.Layout, BBox=Array([10, 20, 30, 40])))
    )
    move_tags(pdf, [trim_page(pdf, page, marked=False)])
    assert [float(edge) for edge in part.A.BBox] == [19, 29, 39, 49]
    assert [float(each) for each in page.obj.Resources.Pattern.P.Matrix] == [2, 0, 0, 2, 14, 14]
    assert [float(each) for each in shared.Pattern.P.Matrix] == [2, 0, 0, 2, 5, 5], "drawings that share it do not move"


@pytest.mark.parametrize(
    ("name", "found"), [("MediaBox", Array([0, 0, 0, 0])), ("UserUnit", 2), ("TrimBox", Array([700, 0, 800, 9]))]
)
def test_a_page_without_a_size_is_told(name: str, found: Any) -> None:
    pdf = page_of()
    pdf.pages[0].obj[f"/{name}"] = found
    with pytest.raises(Unconvertible):
        boxes_of(pdf.pages[0].obj)

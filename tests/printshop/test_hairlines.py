"""Lines for a press: as thick as 0.25 pt where they are printed, and nothing else is changed."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from clinicpress.printshop.hairlines import scale_of, thicken


def thickened(content: bytes) -> str:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(100, 100)).obj
    page.Resources = Dictionary(ExtGState=Dictionary(Thin=Dictionary(LW=0.1)))
    page.Contents = pdf.make_stream(content)
    thicken(pdf)
    return " ".join(pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)).decode("ascii").split())


CASES = {
    "0.5 w 0 0 m 9 9 l S": "0.5 w 0 0 m 9 9 l S",
    "0 w 0 0 m 9 9 l S": "0 w 0.25 w 0 0 m 9 9 l S",
    "0.1 w q 2 0 0 2 0 0 cm 0 0 9 9 re S Q 1 1 m 2 2 l s":
        "0.1 w q 2 0 0 2 0 0 cm 0.125 w 0 0 9 9 re S Q 0.25 w 1 1 m 2 2 l s",
    "q 0.1 0 0 0.1 0 0 cm 1 w 0 0 m 9 9 l S Q": "q 0.1 0 0 0.1 0 0 cm 1 w 2.5 w 0 0 m 9 9 l S Q",
    "/Thin gs 0 0 m 9 9 l B": "/Thin gs 0.25 w 0 0 m 9 9 l B",
    "0.1 w 0 0 m 9 9 l n 0 0 9 9 re f": "0.1 w 0 0 m 9 9 l n 0 0 9 9 re f",
    "5 5 40 0.1 re f": "5 4.925 40 0.25 re f",
    "5 5 40 -0.1 re f": "5 5.075 40 -0.25 re f",
    "5 5 0.05 40 re W n": "5 5 0.05 40 re W n",
    "BT 1 Tr 0.1 w (a) Tj ET": "BT 1 Tr 0.1 w 0.25 w (a) Tj ET",
}  # fmt: skip


@pytest.mark.parametrize("content", CASES)
def test_lines_are_thick_enough(content: str) -> None:
    assert thickened(content.encode("ascii")) == CASES[content]


def test_a_drawing_in_two_sizes_is_thick_enough_in_the_smaller() -> None:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(100, 100)).obj
    form = pdf.make_stream(
        b"1 w 0 0 m 9 9 l S", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Matrix=Array([0.5, 0, 0, 0.5, 0, 0])
    )
    page.Resources = Dictionary(XObject=Dictionary(F=form))
    page.Contents = pdf.make_stream(b"/F Do q 0.1 0 0 0.1 0 0 cm /F Do Q /F Do")
    thicken(pdf)
    assert form.read_bytes().split(b"\n") == [b"1 w", b"5 w", b"0 0 m", b"9 9 l", b"S"]


def test_a_matrix_scales_where_it_scales_least() -> None:
    assert scale_of((2, 0, 0, 0.5, 9, 9)) == pytest.approx(0.5)
    assert scale_of((0, 3, -3, 0, 0, 0)) == pytest.approx(3)
    assert scale_of((1, 0, 0, 0, 0, 0)) == 0

"""Folios: page numbers are found in the outermost lines of a half, and nothing else is taken for one."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from clinicpress.inspection.folios import guessed
from clinicpress.readback.reader import read_back

BOOKLET = [(8, 1), (2, 7), (6, 3), (4, 5)]


def drawn(sides: list[tuple[str, str]], size: tuple[float, float] = (792, 612)) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, size, invariant=True)
    for side in sides:
        for at, said in enumerate(side):
            canvas.drawString(60 + at * size[0] / 2, 40, said)
            canvas.drawString(60 + at * size[0] / 2, 300, "Some words with 12 in them")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("form", ["{}", "Page {} of 8", "- {} -", "Title of it, page {}", "{}/8", "Seite {}"])
def test_numbers_in_many_forms(form: str) -> None:
    content = drawn([(form.format(left), form.format(right)) for left, right in BOOKLET])
    ticket = guessed(read_back(content, "it.pdf"))
    assert ticket is not None
    assert ticket.scheme == "booklet"
    assert [tuple(area.page for area in side) for side in ticket.sides] == BOOKLET


def test_a_half_with_words_but_no_number_is_the_page_that_belongs_there() -> None:
    ticket = guessed(read_back(drawn([("8", "The title"), ("2", "7"), ("6", "3"), ("4", "5")]), "it.pdf"))
    assert ticket is not None
    assert [area.page for area in ticket.sides[0]] == [8, 1]


@pytest.mark.parametrize(
    "sides",
    [
        [("8", "1"), ("2", "6"), ("6", "3"), ("4", "5")],
        [("1", "none"), ("2", "none")],
        [("2", "1")],
        [("2018", "3"), ("4", "5")],
    ],
    ids=str,
)
def test_what_does_not_add_up_is_no_sheet(sides: list[tuple[str, str]]) -> None:
    assert guessed(read_back(drawn(sides), "it.pdf")) is None


def test_upright_pages_are_no_sheets() -> None:
    assert guessed(read_back(drawn([(str(a), str(b)) for a, b in BOOKLET], (612, 792)), "it.pdf")) is None

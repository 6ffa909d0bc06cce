"""Captions stand with their picture or table: those of pictures below them, those of tables above."""

from __future__ import annotations

import pytest

from clinicpress.drafting.article import Grid, GridCell, Paragraph, Picture, Pictures, Piece
from clinicpress.drafting.captions import ALONE, OF_ROW, captioned, told_where_named, with_captions

PICTURE = Picture("a.png", b"x")
GRID = Grid((GridCell("a"),), ((GridCell("b"),),))
TEXT = Paragraph("text")


def caption(text: str) -> Paragraph:
    return Paragraph(text, is_caption=True, anchors=("here",))


@pytest.mark.parametrize(
    ("pieces", "captions"),
    [
        ([PICTURE, caption("A")], ["A"]),
        ([caption("A"), PICTURE], ["A"]),
        ([caption("A"), GRID], ["A"]),
        ([GRID, caption("A")], ["A"]),
        ([PICTURE, caption("A"), PICTURE, caption("B")], ["A", "B"]),
        ([caption("A"), GRID, caption("B"), GRID], ["A", "B"]),
        ([PICTURE, caption("A"), GRID], ["A", ""]),
    ],
)
def test_captions_beside_what_they_say(pieces: list[Piece], captions: list[str]) -> None:
    found = list(with_captions(pieces))
    assert [piece.caption for piece in found if isinstance(piece, (Picture, Grid))] == captions
    assert len(found) == len(captions)


def test_a_caption_of_nothing_stays_and_is_told() -> None:
    assert list(with_captions([TEXT, caption("A"), TEXT])) == [TEXT, caption("A").doubted(ALONE), TEXT]


def test_what_is_said_of_a_caption_goes_with_it() -> None:
    assert captioned(PICTURE, caption("A").doubted("why?")).doubts == ("why?",)
    assert captioned(PICTURE, caption("A")).anchors == ("here",)


@pytest.mark.parametrize(
    ("said", "is_told"),
    [("Look at Table 1.", True), ("(**table 1**)", True), ("Look at Table 10.", False), ("Look at the table.", False)],
)
def test_the_number_of_a_caption_is_told_where_the_text_names_it(said: str, is_told: bool) -> None:
    _, grid = told_where_named([Paragraph(said), captioned(GRID.doubted("why?"), Paragraph("Table 1: Doses"))])
    assert isinstance(grid, Grid)
    assert grid.caption == "Doses"
    assert (len(grid.doubts), "why?" in grid.doubts) == (1 + is_told, True)


def test_a_caption_below_a_row_of_pictures_is_the_first_s_and_told() -> None:
    row = Pictures((PICTURE, PICTURE))
    (found,) = with_captions([row, caption("Figure 1: Both")])
    assert isinstance(found, Pictures)
    assert [each.caption for each in found.pictures] == ["Both", ""]
    assert (found.doubts[-1], found.anchors) == (OF_ROW, ("here",))

"""Whatever reads an article hands over its pieces, and names every word that found no place in them."""

from __future__ import annotations

import pytest

from clinicpress.drafting.article import Heading, Items, Paragraph
from clinicpress.drafting.handover import handed_over
from clinicpress.drafting.tally import nowhere

SAID = ["Take two", "Source: A", "Page 7"]
PIECES = [Paragraph("Take **two**")]


@pytest.mark.parametrize(
    ("more", "lost"),
    [
        ({}, "source a page 7"),
        ({"known": ["Page 7"]}, "source a"),
        ({"known": ["Page 7"], "labelled": [Paragraph("Source: A")]}, ""),
        ({"known": ["Page 7"], "subtitle": "Source: A"}, ""),
        ({"notes": ["it says “Page 7”"], "doubts": ["is “Source: A” right?"]}, ""),
        ({"notes": ["it says Page 7 and Source: A"]}, "source a page 7"),
    ],
    ids=["nothing", "known", "labelled", "subtitle", "quoted", "not quoted"],
)
def test_words_without_a_place_are_told(more: dict[str, list[str]], lost: str) -> None:
    doubts = tuple(more.get("doubts", ()))
    assert handed_over(SAID, PIECES, **more).doubts == ((*doubts, nowhere([lost])) if lost else doubts)  # type: ignore[arg-type]


def test_what_was_doubted_of_a_piece_has_its_place_there() -> None:
    assert handed_over(SAID, [PIECES[0].doubted("this said “Source: A Page 7”")]).doubts == ()


def test_typed_bullets_are_lists_and_what_comes_from_elsewhere_is_last() -> None:
    made = handed_over([], [Paragraph("- one"), Paragraph("- two")], labelled=[Paragraph("- three")])
    assert [type(piece) for piece in made.pieces] == [Items, Paragraph]
    assert not made.has_headings
    assert not handed_over([], [Heading("A", 0)]).has_headings
    assert handed_over([], [Heading("A", 2)]).has_headings

"""The parts of an article are a tree by the levels of its headings; links within it lead to parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import Grid, GridCell, Heading, Item, Items, Paragraph, Piece
from clinicpress.drafting.parts import Part, all_parts, parted, places_in, with_names, with_places
from tests.manuscripts import all_sections, looks, plain

Begin = Callable[..., Path]


def tree(parts: tuple[Part, ...]) -> list[Any]:
    return [[part.heading.text if part.heading else "", *tree(part.parts)] for part in parts]


def headed(*levels: int) -> list[Piece]:
    return [piece for at, level in enumerate(levels) for piece in (Heading(f"{at}", level), Paragraph(f"text {at}"))]


@pytest.mark.parametrize(
    ("levels", "made"),
    [
        ((2, 3, 4, 3, 2), [["0", ["1", ["2"]], ["3"]], ["4"]]),
        ((2, 4, 3, 2), [["0", ["1"], ["2"]], ["3"]]),
        ((3, 2, 3), [["0"], ["1", ["2"]]]),
        ((1, 2, 3, 4, 5, 4, 3), [["0", ["1", ["2"], ["3"], ["4"], ["5"], ["6"]]]]),
    ],
)
def test_headings_stand_below_those_above_them(levels: tuple[int, ...], made: list[Any]) -> None:
    assert tree(parted(headed(*levels))) == made


def test_a_heading_that_stands_too_deep_says_below_what_it_stood() -> None:
    deepest = list(all_parts(parted(headed(1, 2, 3, 4))))[-1]
    assert deepest.heading is not None
    assert deepest.heading.doubts == ("this heading stood one level below “2”",)


def test_a_heading_above_headings_needs_no_text_of_its_own(begin: Begin) -> None:
    file = begin(b"# T\n\n## Above\n\n### Below\n\nText.\n\n## Alone\n", ".md")
    above, alone = plain(file)["sections"]
    assert (above["heading"], "body" in above, above["sections"][0]["heading"]) == ("Above", False, "Below")
    assert alone["heading"] == "Alone"
    assert looks(file) == ["no text stands below this heading"]


def test_every_section_has_an_id_of_its_own(begin: Begin) -> None:
    draft = plain(begin("# T\n\nA.\n\n## Why\n\n### Why?\n\nB.\n\n## 深\n\nC.\n\n## Section\n\nD.\n".encode(), ".md"))
    assert [each["id"] for each in all_sections(draft)] == ["introduction", "why", "why-2", "section", "section-2"]


def led(text: str, *pieces: Piece) -> tuple[str, tuple[str, ...]]:
    parts = with_names(parted([Heading("First", 1), Paragraph(text), *pieces]))
    piece = with_places(parts, places_in(parts))[0].pieces[0]
    assert isinstance(piece, Paragraph)
    return piece.text, piece.doubts


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("#second-part", "second-part"),
        ("#Second_Part", "second-part"),
        ("#own", "second-part"),
        ("#item", "second-part"),
        ("#below", "below"),
        ("#first", "first"),
    ],
)
def test_a_link_leads_to_the_section_that_holds_its_place(address: str, name: str) -> None:
    pieces = (
        Heading("Second part", 1, anchors=("own",)),
        Items((Item("a", (Paragraph("b", anchors=("item",)),)),)),
        Heading("Below", 2),
    )
    assert led(f"See **[the *part*]({address})** now.", *pieces) == (f"See **[the *part*](#{name})** now.", ())


@pytest.mark.parametrize("text", ["See [the **part**](#gone).", "[*a*](#gone)*b*", "*[a](#gone)*"])
def test_a_link_to_nowhere_keeps_its_words_and_is_told(text: str) -> None:
    made, doubts = led(text)
    assert without_marks(made) == without_marks(text)
    assert "#gone" not in made
    assert len(doubts) == 1
    assert "to a place that is not in the article (“gone”)" in doubts[0]


def test_links_out_of_the_article_stay() -> None:
    assert led("See [a page](https://a.example/#own).") == ("See [a page](https://a.example/#own).", ())


def test_a_table_of_one_row_keeps_what_is_said_of_its_cells() -> None:
    cells = (GridCell("a", doubts=("why?",)), GridCell("b", anchors=("here",)))
    (part,) = parted([Grid(cells, (), doubts=("which?",))])
    doubts = ("which?", "why?", "a table with one row only")
    assert part.pieces == (Paragraph("a b", doubts=doubts, anchors=("here",)),)

"""What an article is made of: runs of text keep their words, whatever marks they get; pieces hold pieces."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import (
    Grid,
    GridCell,
    Heading,
    Item,
    Items,
    Paragraph,
    Picture,
    Pictures,
    Piece,
    Run,
    Term,
    Terms,
    doubts_in,
    marked,
    rebuilt,
    reworded,
    texts_in,
    width_of,
)
from tests.chance import examples

ADDRESS = st.sampled_from(["", "https://a.example", "page.html"])
RUN = st.builds(Run, st.text("*\\[]()@ab c", max_size=8), st.booleans(), st.booleans(), ADDRESS)


@examples(200)
@given(st.lists(RUN, max_size=5))
def test_marks_never_change_the_words(runs: list[Run]) -> None:
    text, doubts = marked(runs)
    assert without_marks(text) == "".join(run.text for run in runs)
    for href in {run.href for run in runs if run.href and run.text.strip()}:
        assert href in text or any(href in doubt for doubt in doubts)


def holding(inner: st.SearchStrategy[Piece]) -> st.SearchStrategy[Piece]:
    below = st.lists(inner, max_size=2).map(tuple)
    row = st.lists(st.builds(GridCell, st.just("?"), below), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(Items, st.lists(st.builds(Item, st.just("?"), below), min_size=1, max_size=3).map(tuple)),
        st.builds(Grid, row, st.lists(row, max_size=2).map(tuple)),
        st.builds(Pictures, st.lists(st.just(Picture("a.png", b"", caption="?")), min_size=2, max_size=3).map(tuple)),
        st.builds(Terms, st.lists(st.just(Term("?", "?")), min_size=1, max_size=2).map(tuple)),
    )


PIECE = st.recursive(st.sampled_from([Heading("?"), Paragraph("?")]), holding, max_leaves=12)


@examples(200)
@given(PIECE)
def test_what_stands_in_pieces_is_found_and_changed_once(piece: Piece) -> None:
    numbers = iter(range(1000))
    numbered = rebuilt(piece, lambda each: reworded(each, lambda text: text and str(next(numbers))))
    assert sorted(map(int, texts_in(numbered))) == list(range(len(texts_in(piece))))
    assert rebuilt(numbered, lambda each: reworded(each, lambda text: text and "?")) == piece
    doubted = rebuilt(piece, lambda each: replace(each, doubts=("a doubt",)))
    assert len(doubts_in(doubted)) == repr(doubted).count("'a doubt'")


def test_texts_stand_in_the_order_in_which_they_are_read() -> None:
    inner = Items((Item("3", (Paragraph("4"),)), Item("5")), numbered=True)
    grid = Grid((GridCell("7"), GridCell("", (Paragraph("8"), Paragraph("9")))), ((GridCell("10", columns=2),),), "6")
    outer = Items((Item("1", (Paragraph("2"), inner, grid)), Item("11")))
    assert texts_in(outer) == tuple(map(str, range(1, 12)))


@pytest.mark.parametrize(
    ("share", "width"), [(0.2, "third"), (0.33, "third"), (0.5, "half"), (0.8, "full"), (1.5, "full")]
)
def test_a_share_of_the_width_has_a_name(share: float, width: str) -> None:
    assert width_of(share) == width

"""What may stand in what: whatever an article nests, its words stay in order, in shapes that a brochure has."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from clinicpress.content.tree import LIST_LEVELS
from clinicpress.drafting.article import (
    Beside,
    Grid,
    GridCell,
    Heading,
    Item,
    Items,
    Paragraph,
    Picture,
    Piece,
    doubts_in,
    texts_in,
)
from clinicpress.drafting.nesting import fitted
from tests.chance import examples
from tests.drafting.test_article import PIECE

PICTURE = Picture("a.png", b"", "A")


def deep(piece: Piece, level: int = 0, table: bool = False) -> int:
    """Return how deep lists stand in a piece; fails where an item has no words, or a table or heading stands in one."""
    assert not (table and isinstance(piece, Grid))
    assert not ((table or level) and isinstance(piece, Heading))
    if isinstance(piece, Items):
        assert all(item.text for item in piece.items)
        return max([level + 1, *(deep(each, level + 1, table) for item in piece.items for each in item.below)])
    if isinstance(piece, Grid):
        cells = [cell for row in (piece.header, *piece.rows) for cell in row]
        return max([level, *(deep(each, level, True) for cell in cells for each in cell.below)])
    return level


@examples(200)
@given(st.lists(PIECE, max_size=3))
def test_every_shape_fits_and_keeps_its_words(pieces: list[Piece]) -> None:
    made = fitted(pieces)
    said = [word.strip("*") for piece in made for text in texts_in(piece) for word in text.replace("–", " ").split()]
    assert said == [text for piece in pieces for text in texts_in(piece)]
    assert max(map(deep, made), default=0) <= LIST_LEVELS


def test_a_list_that_stands_too_deep_goes_up_and_says_so() -> None:
    inner: tuple[Piece, ...] = (Items((Item("4"),)),)
    for text in "321":
        inner = (Items((Item(text, inner),)),)
    (made,) = fitted(inner)
    assert texts_in(made) == ("1", "2", "3", "4")
    assert doubts_in(made) == ("a list inside a list was made flat: “4” stood below “3”",)


def test_each_list_that_stands_too_deep_says_so_once_and_how_it_is_counted() -> None:
    fifth = Items((Item("e"),), numbered=True, label="{a})")
    inner: tuple[Piece, ...] = (Items((Item("d", (fifth,)), Item("after d"))),)
    for text in "cba":
        inner = (Items((Item(text, inner), Item(f"after {text}"))),)
    (made,) = fitted((Grid((GridCell("x", inner),), ()),))
    assert texts_in(made) == ("x", "a", "b", "c", "d", "e", "after d", "after c", "after b", "after a")
    assert doubts_in(made) == (
        "a list inside a list was made flat: “d”, “after d” stood below “c”",
        "a list inside a list was made flat: “e” stood below “d”",
        "in the article these are counted as “{a})”",
    )


def test_an_item_without_words_takes_its_first_paragraph_or_makes_room() -> None:
    held = Items((Item("", (Paragraph("one"),)), Item("", (PICTURE,)), Item("two")), numbered=True, start=4)
    first, picture, second = fitted((held,))
    assert first == Items((Item("one"),), numbered=True, start=4)
    assert isinstance(picture, Picture)
    assert "this stood in an item" in picture.doubts[0]
    assert second == Items((Item("two"),), numbered=True, start=6)


def test_a_list_in_an_item_without_words_takes_its_place() -> None:
    inner = Items((Item("b", doubts=("is it b?",)), Item("c")))
    (made,) = fitted((Items((Item("a"), Item("", (inner,), doubts=("what?",)))),))
    assert texts_in(made) == ("a", "b", "c")
    assert set(doubts_in(made)) == {"what?", "is it b?"}


def test_a_heading_in_an_item_a_cell_or_beside_a_picture_is_bold() -> None:
    heading, bold = (
        Heading("b", 3, doubts=("why?",), anchors=("b",)),
        Paragraph("**b**", doubts=("why?",), anchors=("b",)),
    )
    assert fitted([heading, Items((Item("a", (heading,)),))]) == (heading, Items((Item("a", (bold,)),)))
    assert fitted([Items((Item("", (heading,)),))]) == (Items((Item("**b**", doubts=("why?",), anchors=("b",)),)),)
    assert fitted([Grid((GridCell("a", (heading,)),), ())]) == (Grid((GridCell("a", (bold,)),), ()),)
    assert fitted([Beside(PICTURE, (heading,))]) == (Beside(PICTURE, (bold,)),)


def test_a_table_in_a_table_is_paragraphs() -> None:
    inner = Grid((GridCell("a"), GridCell("b")), ((GridCell("c"), GridCell("d")),), doubts=("look",))
    (made,) = fitted((Grid((GridCell("", (inner,)),), ()),))
    assert isinstance(made, Grid)
    first, second = made.header[0].below
    assert (texts_in(first), texts_in(second)) == (("a – b",), ("c – d",))
    assert first.doubts == ("look", "this was a table in a cell of a table")
    assert replace(first, doubts=()) == Paragraph("a – b")


def test_what_stands_beside_a_picture_in_a_cell_or_item_follows_it() -> None:
    beside = Beside(PICTURE, (Paragraph("b"),), doubts=("why?",))
    parted = (PICTURE.doubted("why?"), Paragraph("b"))
    assert fitted([beside]) == (beside,)
    assert fitted([Items((Item("a", (beside,)),))]) == (Items((Item("a", parted),)),)
    assert fitted([Grid((GridCell("a"),), ((GridCell(below=(beside,)),),))]) == (
        Grid((GridCell("a"),), ((GridCell(below=parted),),)),
    )

"""Rows: how high they are, how their cells are parted at one height, and what becomes of them in other widths."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicpress.typesetting.flowables import Stack
from clinicpress.typesetting.rows import Cell, Row
from tests.typesetting.toys import (
    LEADING,
    RULE,
    SIX,
    TOP,
    WIDE,
    Block,
    drawn,
    lines,
    measure,
    pages_of,
    paragraph,
    parted_within,
    parts_of,
    read,
    read_shapes,
    row,
    rule,
    sheet,
    words,
)


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    assert row(Block("a"), Block("b", 40.0), None).wrap(WIDE) == 40.0
    assert Row((Cell(Block("a"), 0, WIDE, drop=9.0),)).wrap(WIDE) == LEADING + 9


def test_cells_stand_at_their_offsets_below_the_rows_top() -> None:
    cells = (Cell(Block("a"), 0, WIDE), Cell(Block("b"), 50.0, WIDE, drop=5.0))
    first, second = drawn(Row(cells), WIDE)
    assert (second.x - first.x, first.baseline - second.baseline) == (50.0, 5.0)


def test_a_row_is_split_through_all_its_cells() -> None:
    both = row(paragraph(SIX), paragraph(words(28, first=31)))
    beside = [f"{words(4, at)} | {words(4, at + 30)}" for at in range(1, 25, 4)]
    assert parts_of(both, WIDE, 4 * LEADING) == [
        beside[:4],
        [*(f"{words(4, at)} | {words(4, at + 30)}" for at in (17, 21)), words(4, 55)],
    ]


def test_a_cell_that_fits_stands_in_the_first_part_alone() -> None:
    assert parts_of(row(Block("label"), paragraph(SIX)), WIDE, 3 * LEADING) == [
        [f"label | {words(4)}", *lines(2, first=5)],
        lines(3, first=13),
    ]


def test_a_row_of_which_one_cell_cannot_be_split_moves_on_whole() -> None:
    """Where there is room for the cell, the words beside it are parted."""
    both = row(paragraph(SIX), Block("picture", 5 * LEADING))
    assert pages_of(WIDE, 6 * LEADING, *map(Block, "ab"), both) == [
        ["a", "b"],
        [f"{words(4)} | picture", *lines(5, first=5)],
    ]
    assert parts_of(both, WIDE, 5 * LEADING) == [
        [f"{words(4)} | picture", *lines(3, first=5)],
        lines(2, first=17),
    ]


def test_a_tall_row_is_split_at_the_pages_end() -> None:
    """It may be split, so the page is filled."""
    assert pages_of(WIDE, 6 * LEADING, *map(Block, "abc"), row(paragraph(SIX))) == [
        ["a", "b", "c", *lines(3)],
        lines(3, first=13),
    ]


def test_cells_go_on_at_the_top_of_the_rest() -> None:
    dropped = Row((Cell(paragraph(SIX), 0.0, WIDE, drop=LEADING),))
    parts = parted_within(dropped, WIDE, 4 * LEADING)
    assert parts is not None
    assert [part.wrap(WIDE) for part in parts] == [4 * LEADING, 3 * LEADING]


def test_the_rest_of_a_split_row_is_trimmed() -> None:
    """A rule at which a cell was parted does not begin the next page."""
    parts = parted_within(row(Stack((Block("a"), rule(), Block("b")))), WIDE, LEADING + 1)
    assert parts is not None
    assert read_shapes(parts[1].children[0]) == ["b"]


def test_a_row_begins_a_page_trimmed_or_not_at_all() -> None:
    trimmed = row(Stack((rule(), Block("a"))), rule()).trimmed()
    assert trimmed is not None
    assert [cell.content is None for cell in trimmed.cells] == [False, True]
    assert row(rule(), None).trimmed() is None


def test_a_divider_stands_between_cells_as_high_as_the_row() -> None:
    canvas = sheet()
    replace(row(Block("a"), Block("b", 40.0)), divider=RULE).draw(canvas, 0.0, TOP, WIDE)
    assert canvas.record.lowest[None] == TOP - 40.0


LABEL = 20.0


def item(name: str = "*") -> Row:
    """Return a label with a text of six lines beside it, made for a column of four words."""
    return Row((Cell(Block(name), 0.0, LABEL), Cell(paragraph(SIX), LABEL, WIDE, grows=True)), LABEL + WIDE)


@pytest.mark.parametrize("count", [3, 4, 6])
def test_a_cell_that_grows_has_what_a_frame_has_more_or_less(count: int) -> None:
    narrower_or_wider = LABEL + measure(count)
    first, *others = read(item(), narrower_or_wider)
    assert [first, *others] == [f"* | {words(count)}", *(words(count, at) for at in range(1 + count, 25, count))]
    assert item().wrap(narrower_or_wider) == LEADING * 24 / count
    assert item().course(narrower_or_wider).height == LEADING * 24 / count


def test_a_row_that_goes_on_in_a_wider_frame_is_as_wide_as_that() -> None:
    parts = parted_within(item(), LABEL + measure(3), 4 * LEADING)
    assert parts is not None
    assert read(parts[0], LABEL + measure(3)) == [f"* | {words(3)}", words(3, 4), words(3, 7), words(3, 10)]
    assert read(parts[1], LABEL + measure(6)) == [words(6, 13), words(6, 19)]


def test_where_no_cell_grows_each_has_its_share_of_a_measure() -> None:
    cells = (Cell(paragraph(words(4)), 0.0, WIDE), Cell(paragraph(words(4)), 100.0, WIDE))
    made = Row(cells, 100.0 + WIDE)
    wide = drawn(made, 2 * (100.0 + WIDE))
    assert [line.x for line in wide] == pytest.approx([0.0, 200.0])
    half = drawn(made, (100.0 + WIDE) / 2)
    assert {round(line.x) for line in half} == {0, 50}
    assert len(half) > 2, "the words are broken for half the measure"

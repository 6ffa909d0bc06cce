"""Tables on pages: the head on each, rows that stay whole and those that are parted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicpress.ground.problems import Place
from clinicpress.typesetting.flowables import Cell, Flowable, Row, Stack, first_place
from clinicpress.typesetting.table import DataTable
from tests.typesetting.toys import LEADING, RULE, TOP, Block, measure, pages_of, paragraph, parts_of, read, sheet, words

WIDE = measure(4)
KEEP = 0.5
RULES = 2.0
"""The rules below the head and at the end of a table, together."""


def row(*contents: Flowable) -> Row:
    return Row(tuple(Cell(content, 120.0 * at, WIDE) for at, content in enumerate(contents)))


def table(*rows: Flowable | Row, padding: float = 0.0) -> DataTable:
    """Return a table with a head of one line; what is no row is put into one."""
    made = tuple(one if isinstance(one, Row) else row(one) for one in rows)
    return DataTable(row(paragraph("head")), made, RULE, RULE, RULE, padding, KEEP)


def short(count: int) -> DataTable:
    """Return a table of rows of one line, named 1, 2, ..."""
    return table(*(Block(str(number)) for number in range(1, count + 1)))


def room(lines: int) -> float:
    """Return the height of a table of so many lines, head included."""
    return lines * LEADING + RULES


# On pages ----------------------------------------------------------------------------------


def test_a_table_is_as_high_as_its_lines_paddings_and_rules() -> None:
    made = table(Block("1"), Block("2"), padding=3.0)
    assert made.wrap(WIDE) == room(3) + 4 * 3.0
    assert [made.fits(WIDE, made.wrap(WIDE) - missing) for missing in (0.0, 0.5)] == [True, False]


def test_the_head_is_repeated_on_each_page() -> None:
    assert pages_of(WIDE, room(3), short(5)) == [["head", "1", "2"], ["head", "3", "4"], ["head", "5"]]


def test_a_repeated_head_is_furniture_and_not_said_again() -> None:
    parts = short(5).split(WIDE, room(3), 1.0, False)
    assert parts is not None
    said = []
    for part in parts:
        canvas = sheet()
        part.draw(canvas, 0.0, TOP, WIDE)
        said.append(canvas.record.furniture.get(1, ""))
    assert said == ["", "head "]


def test_rows_move_on_whole() -> None:
    """A row that may not be split is not: this one is no higher than half a page."""
    tall = row(paragraph(words(16)))
    assert pages_of(WIDE, room(8), table(*map(Block, "123456"), tall)) == [
        ["head", *"123456"],
        ["head", *(words(4, first) for first in (1, 5, 9, 13))],
    ]


def test_a_row_higher_than_half_a_page_moves_on_too_where_others_stand_before_it() -> None:
    high = row(paragraph(words(24)))
    assert pages_of(WIDE, room(8), table(Block("1"), Block("2"), high)) == [
        ["head", "1", "2"],
        ["head", *(words(4, first) for first in range(1, 25, 4))],
    ]


@pytest.mark.parametrize(("lines", "split"), [(7, True), (6, False)])
def test_a_first_row_is_split_only_where_it_is_higher_than_half_a_page(lines: int, split: bool) -> None:
    """Behind other text, on a page of 13 lines: a row of six lines moves on with its table, one of seven is split."""
    high = table(paragraph(words(4 * lines)), *map(Block, "abcdef"))
    parts = high.split(WIDE, room(4), 13 * LEADING, False)
    assert (parts is not None) is split
    if parts:
        assert [read(part, WIDE)[:4] for part in parts] == [
            ["head", words(4), words(4, 5), words(4, 9)],
            ["head", words(4, 13), words(4, 17), words(4, 21)],
        ]


def test_a_row_that_no_page_can_hold_is_split_by_force() -> None:
    assert pages_of(WIDE, room(4), table(paragraph(words(20)))) == [
        ["head", words(4, 1), words(4, 5), words(4, 9)],
        ["head", words(4, 13), words(4, 17)],
    ]


@pytest.mark.parametrize(("lines", "split"), [(8, False), (7, True)])
def test_a_table_of_up_to_half_a_page_is_kept_on_one(lines: int, split: bool) -> None:
    """A table of four lines, rules included, stays whole where a page has room for two of them."""
    small = short(3)
    assert (small.split(WIDE, room(3), lines * LEADING + 2 * RULES, False) is not None) is split
    assert small.split(WIDE, room(3), lines * LEADING + 2 * RULES, True) is not None


def test_a_table_is_not_parted_from_its_caption() -> None:
    """Its last row moves on with a caption that does not fit below it."""
    captioned = Stack((replace(short(3), keep_next=True, yields=True), Block("caption")))
    assert pages_of(WIDE, room(4), captioned) == [["head", "1", "2"], ["head", "3", "caption"]]


def test_a_row_that_moves_on_with_a_caption_moves_on_whole() -> None:
    made = table(Block("1"), row(paragraph(words(12))))
    captioned = Stack((replace(made, keep_next=True, yields=True), Block("caption")))
    assert pages_of(WIDE, room(5), captioned) == [
        ["head", "1"],
        ["head", *(words(4, first) for first in (1, 5, 9)), "caption"],
    ]


def test_nothing_is_split_off_where_no_row_fits() -> None:
    assert parts_of(short(9), WIDE, room(1)) == [["head", *"123456789"]]


def test_the_space_above_a_table_is_that_of_its_first_part() -> None:
    parts = replace(short(5), before=4.0).split(WIDE, room(3), 1.0, False)
    assert parts is not None
    assert [part.before for part in parts] == [4.0, 0.0]


def test_rules_stand_below_the_head_between_rows_and_at_the_end() -> None:
    canvas = sheet()
    table(Block("1"), Block("2"), Block("3"), padding=2.0).draw(canvas, 0.0, TOP, WIDE)
    drawn = [code for code in canvas._operators if code.endswith("l S Q")]
    heights = [TOP - float(code.split(" m ")[0].split()[-1]) for code in drawn]
    assert heights == pytest.approx([12.5, 29.0, 45.0, 61.5])


def test_a_table_is_made_of_its_head_and_rows_and_goes_on_with_its_rows() -> None:
    head, first, second = (Place(name) for name in ("head", "first", "second"))
    made = replace(
        table(paragraph("1", place=first), paragraph("2", place=second)), head=row(paragraph("head", place=head))
    )
    parts = made.split(WIDE, room(2), 1.0, False)
    assert parts is not None
    assert [first_place(part) for part in parts] == [head, second]

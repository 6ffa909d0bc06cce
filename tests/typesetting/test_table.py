"""Tables on pages: the head on each, rows that stay whole and those that are parted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicpress.ground.problems import Place
from clinicpress.typesetting.flowables import Flowable, Stack, first_place
from clinicpress.typesetting.rows import Cell, Row
from clinicpress.typesetting.table import DataTable
from tests.typesetting.toys import (
    LEADING,
    RULE,
    TOP,
    Block,
    measure,
    pages_of,
    paragraph,
    parts_of,
    prove_parts,
    sheet,
    words,
)

WIDE = measure(4)
RULES = 2.0
"""The rules below the head and at the end of a table, together."""


def row(*contents: Flowable) -> Row:
    return Row(tuple(Cell(content, 120.0 * at, WIDE) for at, content in enumerate(contents)))


def table(*rows: Flowable | Row, padding: float = 0.0) -> DataTable:
    """Return a table with a head of one line; what is no row is put into one."""
    made = tuple(one if isinstance(one, Row) else row(one) for one in rows)
    return DataTable(row(paragraph("head")), made, RULE, RULE, RULE, padding)


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


def test_the_head_is_repeated_on_each_page() -> None:
    assert pages_of(WIDE, room(4), short(8)) == [["head", *"123"], ["head", *"456"], ["head", *"78"]]


def test_a_repeated_head_is_furniture_and_not_said_again() -> None:
    parts = short(5).parted(WIDE, (2, None))
    said = []
    for part in parts:
        canvas = sheet()
        part.draw(canvas, 0.0, TOP, WIDE)
        said.append(canvas.record.furniture.get(1, ""))
    assert said == ["", "head "]


def test_rows_move_on_whole_and_not_alone() -> None:
    """There is room for all but the last row: another one goes with it."""
    tall = row(paragraph(words(16)))
    assert pages_of(WIDE, room(8), table(*map(Block, "123456"), tall)) == [
        ["head", *"12345"],
        ["head", "6", *(words(4, first) for first in (1, 5, 9, 13))],
    ]


@pytest.mark.parametrize(("cost", "above"), [(1500.0, 4), (10_000.0, 0)])
def test_a_high_row_is_torn_where_that_costs_less_than_an_empty_page(cost: float, above: int) -> None:
    high = row(paragraph(words(24)))
    all_lines = [words(4, first) for first in range(1, 25, 4)]
    assert pages_of(WIDE, room(8), table(Block("1"), Block("2"), high), row=cost) == [
        ["head", "1", "2", *all_lines[:above]],
        ["head", *all_lines[above:]],
    ]


def test_a_row_that_no_page_can_hold_is_split_by_force() -> None:
    assert pages_of(WIDE, room(4), table(paragraph(words(20)))) == [
        ["head", words(4, 1), words(4, 5), words(4, 9)],
        ["head", words(4, 13), words(4, 17)],
    ]


@pytest.mark.parametrize(
    ("above", "rows", "cost", "first"),
    [
        ("abcdefghijkl", 5, 120.0, []),
        ("abcdefghijkl", 5, 0.0, ["head", "1", "2"]),
        ("abcdefgh", 9, 120.0, ["head", *"123456"]),
    ],
    ids=["little room", "little room, and tables may be torn", "much room"],
)
def test_a_table_moves_on_whole_where_not_much_of_a_page_stays_empty(
    above: str, rows: int, cost: float, first: list[str]
) -> None:
    """On a page of 16 lines."""
    [page, _] = pages_of(WIDE, 16 * LEADING, *map(Block, above), short(rows), table=cost)
    assert page == [*above, *first]


@pytest.mark.parametrize("rows", [4, 5, 8])
def test_no_row_stands_alone_where_there_is_another_way(rows: int) -> None:
    for lines in range(6, 12):
        found = pages_of(WIDE, room(10), *map(Block, "abcdefghijk"[:lines]), short(rows))
        assert all(page[-2] != "head" for page in found if "head" in page), found


def test_a_table_is_not_parted_from_its_caption() -> None:
    """Its last row moves on with a caption that does not fit below it."""
    captioned = Stack((replace(short(3), keep_next=True), Block("caption")))
    assert pages_of(WIDE, room(4), captioned) == [["head", "1", "2"], ["head", "3", "caption"]]


def test_a_row_that_moves_on_with_a_caption_moves_on_whole() -> None:
    made = table(Block("1"), row(paragraph(words(12))))
    captioned = Stack((replace(made, keep_next=True), Block("caption")))
    assert pages_of(WIDE, room(5), captioned) == [
        ["head", "1"],
        ["head", *(words(4, first) for first in (1, 5, 9)), "caption"],
    ]


def test_nothing_is_split_off_where_no_row_fits() -> None:
    assert parts_of(short(9), WIDE, room(1)) == [["head", *"123456789"]]


def test_the_space_above_a_table_is_that_of_its_first_part() -> None:
    parts = replace(short(5), before=4.0).parted(WIDE, (2, None))
    assert [part.before for part in parts] == [4.0, 0.0]


@pytest.mark.parametrize("padding", [0.0, 3.0])
def test_parts_are_as_high_as_the_break_says_and_say_all_words(padding: float) -> None:
    made = table(Block("1"), paragraph(words(12)), row(paragraph(words(20)), Block("b")), Block("4"), padding=padding)
    assert prove_parts(made, WIDE) == 3 + 2 + 4
    first, rest = made.parted(WIDE, (2, ((2, None))))
    assert prove_parts(first, WIDE) and prove_parts(rest, WIDE)


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
    parts = made.parted(WIDE, (1, None))
    assert [first_place(part) for part in parts] == [head, second]

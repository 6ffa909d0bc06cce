"""Rows that cells join: how high they are, where lines are drawn, and how they are parted."""

from __future__ import annotations

import itertools
import random
import re
from dataclasses import replace

import pytest

from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import InputProblems
from clinicpress.typesetting.flowables import Flowable, Repeated, Stack
from clinicpress.typesetting.joined import Columns, JoinedCell, JoinedRows
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.rows import Row
from clinicpress.typesetting.table import DataTable
from tests.typesetting.toys import (
    LEADING,
    RULE,
    TOP,
    Block,
    drawn,
    heard,
    measure,
    pages,
    pages_of,
    paragraph,
    parted_within,
    prove_parts,
    read,
    sheet,
    words,
)

FOUR = measure(4)
COLUMNS = Columns(((0.0, FOUR), (FOUR + 10.0, FOUR), (2 * FOUR + 20.0, FOUR)), 3 * FOUR + 20.0)
WIDE = COLUMNS.made_for
Given = tuple[Flowable | None, int, int, int, int]
"""Content, column, columns, row, rows."""


def joined(*cells: Given, padding: float = 0.0) -> JoinedRows:
    made = tuple(JoinedCell(*cell) for cell in cells)
    return JoinedRows(made, COLUMNS, max(cell.end for cell in made), RULE, padding)


def group(rows: int, content: Flowable | None = None, lines: int = 1) -> JoinedRows:
    """Return so many rows of some lines, which the cell “group” in the first column joins."""
    own = [
        (Stack(tuple(Block(f"{number}.{line}") for line in range(lines))), 1, 1, number, 1) for number in range(rows)
    ]
    return joined((content or Block("group"), 0, 1, 0, rows), *own)


def rules(flowable: Flowable) -> list[tuple[float, float, float]]:
    """Return the lines that are drawn: how far below the top, from where, and how long."""
    canvas = sheet()
    flowable.draw(canvas, 0.0, TOP, WIDE)
    found = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) [\d.]+ l S", " ".join(canvas._operators))
    return [(TOP - float(y), float(x), float(end) - float(x)) for x, y, end in found]


def said_on_pages(table: Flowable, height: float) -> list[list[str]]:
    """Deal a table out to pages; returns the words that are said on each, furniture left out."""
    found = []
    for page in pages(Stack((table,)), WIDE, height):
        canvas = sheet()
        page.draw(canvas, 0.0, TOP, WIDE)
        lines = sorted(canvas.record.texts, key=lambda line: (line.x, -line.baseline))
        repeated = canvas.record.furniture.get(1, "").split()
        said = [word for line in lines for word in line.text.split()]
        for word in repeated:
            said.remove(word)
        found.append(said)
    return found


# Columns -------------------------------------------------------------------------------------------


def test_a_cell_is_as_wide_as_the_columns_it_spans_and_the_gaps_between() -> None:
    assert COLUMNS.span(1, 1) == (FOUR + 10.0, FOUR)
    assert COLUMNS.span(1, 2) == pytest.approx((FOUR + 10.0, 2 * FOUR + 10.0))


def test_columns_share_another_measure_as_they_shared_theirs() -> None:
    half = COLUMNS.at(WIDE / 2)
    assert half.span(1, 2) == pytest.approx(tuple(each / 2 for each in COLUMNS.span(1, 2)))
    assert half.at(WIDE).span(0, 3) == pytest.approx(COLUMNS.span(0, 3))


# Heights and lines ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("lines", "height"), [(1, 2), (2, 2), (5, 5)])
def test_the_last_row_grows_where_the_cell_that_spans_them_is_higher(lines: int, height: int) -> None:
    made = joined(
        (paragraph(words(4 * lines)), 0, 1, 0, 2), (Block("a"), 1, 1, 0, 1), (Block("b"), 1, 1, 1, 1), padding=3.0
    )
    growth = max(0.0, lines * LEADING - (2 * LEADING + 6.0))
    assert made.wrap(WIDE) == pytest.approx(2 * LEADING + 6.0 + growth)
    [first, second] = [line for line in drawn(made, WIDE) if line.text in "ab"]
    assert first.baseline - second.baseline == LEADING + 6.0, "the first one stays as high as it is"


def test_cells_that_span_each_others_ends_all_find_their_room() -> None:
    made = joined(
        (paragraph(words(16)), 0, 1, 0, 2), (Block("a"), 1, 1, 0, 1),
        (paragraph(words(24, 20)), 1, 1, 1, 2), (Block("b"), 0, 1, 2, 1),
    )  # fmt: skip
    assert made.wrap(WIDE) == (1 + 6) * LEADING
    baselines = {line.text.strip(): TOP - line.baseline for line in drawn(made, WIDE)}
    assert max(baselines.values()) < made.wrap(WIDE)
    assert baselines["b"] > baselines[words(4, 13)], "below the cell that ends above it"


def test_no_line_is_drawn_through_a_cell_that_spans_rows() -> None:
    made = joined(
        (Block("left"), 0, 1, 0, 1), (Block("middle"), 1, 1, 0, 3), (Block("right"), 2, 1, 0, 1),
        (Block("b"), 0, 1, 1, 2), (Block("c"), 2, 1, 1, 1), (Block("d"), 2, 1, 2, 1),
    )  # fmt: skip
    right = COLUMNS.span(2, 1)[0]
    assert rules(made) == [
        pytest.approx((LEADING, 0.0, FOUR), abs=0.02), pytest.approx((LEADING, right, FOUR), abs=0.02),
        pytest.approx((2 * LEADING, right, FOUR), abs=0.02),
    ]  # fmt: skip


def test_a_line_goes_on_over_the_gaps_between_free_columns() -> None:
    [line] = rules(joined((Block("a"), 0, 1, 0, 2), (Block("b"), 1, 2, 0, 1), (Block("c"), 1, 2, 1, 1)))
    assert line == pytest.approx((LEADING, FOUR + 10.0, 2 * FOUR + 10.0), abs=0.02)


def test_cells_are_drawn_at_the_tops_of_their_rows_in_the_order_in_which_they_are_read() -> None:
    made = joined((Block("a"), 0, 1, 0, 2), (Block("b"), 1, 1, 0, 1), (Block("c"), 1, 2, 1, 1))
    assert read(made, WIDE) == ["a | b", "c"]
    assert [read(child, WIDE) for child in made.children] == [["a"], ["b"], ["c"]]


# Parted --------------------------------------------------------------------------------------------


def test_joined_rows_are_parted_where_an_empty_page_costs_more() -> None:
    """They have room on the page, and it may be hollow."""
    whole = ["group | 0.0", *(f"{number}.0" for number in range(1, 6))]
    torn = ["a", "b", *whole[:4]], ["group | 4.0", "5.0"]
    assert pages_of(WIDE, 6 * LEADING, *map(Block, "ab"), group(6)) == list(torn)
    assert pages_of(WIDE, 6 * LEADING, *map(Block, "ab"), group(6), hollow=0) == [["a", "b"], whole]


def test_what_was_said_of_a_cell_that_goes_on_is_repeated_and_nobody_hears_it_twice() -> None:
    parts = parted_within(group(6, paragraph("group")), WIDE, 4 * LEADING)
    assert parts is not None
    assert read(parts[1], WIDE) == ["group | 4.0", "5.0"]
    assert heard(parts[1], WIDE) == ["4.0", "5.0"]


def test_a_repeated_cell_is_repeated_on_each_page() -> None:
    assert pages_of(WIDE, 4 * LEADING, group(10)) == [
        ["group | 0.0", "1.0", "2.0", "3.0"], ["group | 4.0", "5.0", "6.0", "7.0"], ["group | 8.0", "9.0"],
    ]  # fmt: skip


def test_a_cell_that_is_much_of_a_page_is_not_repeated() -> None:
    parts = parted_within(group(20, paragraph(words(52))), WIDE, 17 * LEADING)
    assert parts is not None
    assert read(parts[1], WIDE) == ["17.0", "18.0", "19.0"]


def test_a_row_moves_on_whole_where_others_stand_before_it() -> None:
    assert pages_of(WIDE, 5 * LEADING, group(4, lines=2)) == [
        ["group | 0.0", "0.1", "1.0", "1.1"], ["group | 2.0", "2.1", "3.0", "3.1"],
    ]  # fmt: skip


@pytest.mark.parametrize("height", range(3, 14))
def test_nothing_is_lost_or_doubled_wherever_pages_end(height: int) -> None:
    """A long cell beside short rows, one below another, a row that no page holds: all words once, in their order."""
    tall = paragraph(words(20, 40))
    made = joined(
        (paragraph(words(28)), 0, 1, 0, 3), (Block("a"), 1, 1, 0, 1), (Block("b"), 2, 1, 0, 2),
        (tall, 1, 1, 1, 1), (Block("c"), 1, 1, 2, 1), (paragraph(words(12, 70)), 2, 1, 2, 3),
        (Block("d"), 0, 2, 3, 1), (Block("e"), 0, 1, 4, 1), (Block("f"), 1, 1, 4, 1),
    )  # fmt: skip
    table = DataTable(Row(), (made,), RULE, RULE, RULE, 0.0)
    said: list[str] = []
    for page in said_on_pages(table, height * LEADING + 2.0):
        said += page
    for name in "abcdef":
        assert said.count(name) == 1
    for first, count in ((1, 28), (40, 20), (70, 12)):
        own = [word for word in said if word.startswith("w") and first <= int(word[1:]) < first + count]
        assert own == words(count, first).split()


def any_rows(seed: int) -> tuple[JoinedRows, list[str]]:
    """Return rows whose cells span whatever they may, and all their words."""
    chance = random.Random(seed)
    count = chance.randint(2, 8)
    taken: set[tuple[int, int]] = set()
    cells: list[Given] = []
    said: list[str] = []
    for row, column in itertools.product(range(count), range(3)):
        if (row, column) in taken:
            continue
        rows = chance.randint(1, count - row)
        columns = 2 if column < 2 and (row, column + 1) not in taken and chance.random() < 0.2 else 1
        taken.update(itertools.product(range(row, row + rows), range(column, column + columns)))
        text = words(chance.choice((0, 1, 5, 12)), len(said) + 1)
        said += text.split()
        cells.append((Stack((paragraph(text),) if text else ()), column, columns, row, rows))
    return joined(*cells, padding=2.0), said


@pytest.mark.parametrize("seed", range(60))
def test_rows_of_all_shapes_keep_their_words_and_to_their_pages(seed: int) -> None:
    made, words_of_all = any_rows(seed)
    height = (4 + seed % 9) * LEADING
    table = DataTable(Row(), (made,), RULE, RULE, RULE, 2.0)
    assert all(page.wrap(WIDE) <= height + 0.02 for page in pages(Stack((table,)), WIDE, height))
    assert sorted(word for page in said_on_pages(table, height) for word in page) == words_of_all


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_parts_are_as_high_as_the_break_says_and_say_all_words(seed: int) -> None:
    made, _ = any_rows(seed)
    prove_parts(made, WIDE)
    for each in made.course(WIDE).breaks:
        for part in made.parted(WIDE, each.at):
            prove_parts(part, WIDE)


def test_what_no_page_can_hold_is_told_and_not_tried_for_ever() -> None:
    made = joined((Block("a", 9 * LEADING), 0, 1, 0, 2), (Block("b"), 1, 1, 0, 1), (Block("c"), 1, 1, 1, 1))
    with pytest.raises(InputProblems, match="does not fit on a page"):
        pages_of(WIDE, 5 * LEADING, made)


def test_furniture_leads_nowhere_and_is_no_place_that_links_lead_to() -> None:
    text = paragraph("site")
    link = Element("Link")
    linked = replace(text, runs=(Run("site", text.style, link="https://example.org", element=link),), anchor="here")
    canvas = sheet()
    Repeated(linked).draw(canvas, 0.0, TOP, WIDE)
    assert link.kids == []
    assert canvas._annotationrefs == []

"""The grid of a table: its cells at their places, how wide its columns are, and which rows are joined.

Columns share the measure by what they hold, or as the brochure asks. None is so narrow that a word
is broken which would be whole if others yielded.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from clinicpress.content.spans import settle
from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import InputProblems
from clinicpress.looks.color import Color
from clinicpress.story.markup import INLINE, Tag
from clinicpress.typesetting.flowables import MIN_MEASURE, Box, Flowable, Stack
from clinicpress.typesetting.joined import Columns, JoinedCell, JoinedRows
from clinicpress.typesetting.leaves import Picture
from clinicpress.typesetting.lines import EPSILON
from clinicpress.typesetting.rows import Cell, Row
from clinicpress.typesetting.setting import Column, Setter, close
from clinicpress.typesetting.table import DataTable
from clinicpress.typesetting.text import Paragraph

PICTURE = 144.0
"""The width that a picture in a cell asks for, in points."""
_SCOPES = {"col": "Column", "row": "Row"}


class Wish(NamedTuple):
    """The widths of the widest word and of the longest text of something, in points."""

    word: float
    text: float
    part: float
    """That of the widest part of a word, where words are broken at their signs."""

    def wider(self, word: float, text: float, part: float) -> Wish:
        """Return a wish for more, in points."""
        return Wish(self.word + word, self.text + text, self.part + part)


class Asked(NamedTuple):
    """What a cell asks for, the number of its first column, and how many it spans."""

    column: int
    columns: int
    wish: Wish


class _Placed(NamedTuple):
    """A cell of the story at its place in the grid, with its structure element."""

    tag: Tag
    row: int
    column: int
    element: Element

    @property
    def style(self) -> str:
        return "row-head" if self.tag.attributes.get("scope") == "row" else self.tag.kind.style

    @property
    def plain(self) -> bool:
        """Whether there are words in it, and no blocks."""
        return all(child.name in INLINE for child in self.tag.tags())


def set_table(tag: Tag, parent: Element, column: Column, setter: Setter) -> Flowable:
    """Set a table; raises InputProblems for one that is no grid, or has too many columns for its place."""
    measures, element = setter.theme.measures, setter.element(tag, parent)
    rows, count = _placed(tag, element, setter)
    ground, outer = setter.theme.table, column
    column = column._replace(measure=column.measure - 2 * ground.inset)
    if (column.measure - measures.table_gap * (count - 1)) / count < measures.least_column:
        raise InputProblems.one(
            tag.source(),
            f"a table of {count} columns is too wide for this page",
            "split it into two tables, or turn its rows into columns",
        )

    # What holds words only is the same at all widths; blocks are tried first, to see how much room they want.
    def trial(cell: _Placed) -> Stack:
        with setter.standing(_ink_of(cell, setter)):
            if cell.plain:
                return setter.stack(cell.tag, cell.element, column, cell.style)
            return setter.tried(cell.tag, column.inner(column.measure, style=cell.style))

    tried = [[trial(cell) for cell in row] for row in rows]
    asked = [
        Asked(cell.column, cell.tag.columns, wish_of(content))
        for row, contents in zip(rows, tried, strict=True)
        for cell, content in zip(row, contents, strict=True)
    ]
    wishes = wishes_of_columns(asked, count, measures.table_gap)
    widths = column_widths(wishes, column.measure, measures.table_gap, measures.row_head)
    if shares := tag.widths:
        if len(shares) != count or min(shares) <= 0:
            raise InputProblems.one(tag.place, f"“widths” needs a number above 0 for each of {count} columns")
        widths = shared_widths(shares, wishes, sum(widths), measures.least_column)
    columns = columns_of(widths, measures.table_gap, column.measure)

    def content(cell: _Placed, tried: Stack) -> Stack:
        if cell.plain:
            return tried
        _, width = columns.span(cell.column, cell.tag.columns)
        place = column.inner(width, style=cell.style)
        with setter.standing(_ink_of(cell, setter)):
            return close(setter.stack(cell.tag, cell.element, place, cell.style), measures.item_gap)

    set_rows = [
        [
            JoinedCell(content(cell, each), cell.column, cell.tag.columns, number, cell.tag.rows)
            for cell, each in zip(row, contents, strict=True)
        ]
        for number, (row, contents) in enumerate(zip(rows, tried, strict=True))
    ]
    table = DataTable(
        _row(set_rows[0], columns),
        tuple(_bands(set_rows[1:], columns, setter)),
        setter.theme.rule("table-head"),
        setter.theme.rule("table-row"),
        setter.theme.rule("table-end"),
        measures.cell_padding,
        ground,
        place=tag.source(),
        keep_next=True,
    )
    captions = [setter.text(child, element, outer) for child in tag.tags() if child.name == "caption"]
    after = setter.theme.style("body", setter.fit).after
    if not captions:
        return replace(table, keep_next=False, before=measures.table_before, after=after)
    return Stack((table, *captions), before=measures.table_before, after=after, place=tag.source())


def _ink_of(cell: _Placed, setter: Setter) -> Color | None:
    """Return the colour that the ground of a cell asks for, if it does."""
    table = setter.theme.table
    if cell.row == 0 and table.head is not None:
        return table.head_text
    return setter.ink if table.stripe is None else None


def _placed(tag: Tag, element: Element, setter: Setter) -> tuple[list[list[_Placed]], int]:
    """Place the cells of a table in its grid; returns its rows, and the number of its columns."""
    rows = [child for child in tag.tags() if child.name == "tr"]
    places, filled = settle([row.tags() for row in rows])
    count = len(filled[0]) if filled else 0
    if not count:
        raise InputProblems.one(tag.place, "this table has no cells")
    deep = any(number + cell.rows > len(rows) for number, row in enumerate(rows) for cell in row.tags())
    if deep or any(sorted(columns) != list(range(count)) for columns in filled):
        raise InputProblems.one(tag.source(), "the rows of this table do not all have the same number of cells")
    if any(cell.rows > 1 for cell in rows[0].tags()):
        raise InputProblems.one(tag.place, "the head of a table is one row: its cells cannot span others")
    placed = []
    for number, (row, columns) in enumerate(zip(rows, places, strict=True)):
        line = element.child("TR")
        placed.append(
            [
                _Placed(cell, number, at, setter.element(cell, line))
                for cell, at in zip(row.tags(), columns, strict=True)
            ]
        )
        for cell in placed[-1]:
            part = cell.element
            part.scope = _SCOPES.get(cell.tag.attributes.get("scope", ""), "")
            part.columns, part.rows = cell.tag.columns, cell.tag.rows
    return placed, count


def _bands(rows: Sequence[Sequence[JoinedCell]], columns: Columns, setter: Setter) -> Iterator[Row | JoinedRows]:
    """Yield the rows, and as one those that cells join."""
    begin = 0
    while begin < len(rows):
        end, number = begin + 1, begin
        while number < end:
            end = max([end, *(number + cell.rows for cell in rows[number])])
            number += 1
        if end == begin + 1:
            yield _row(rows[begin], columns)
        else:
            cells = [replace(cell, row=cell.row - rows[begin][0].row) for row in rows[begin:end] for cell in row]
            rule, padding = setter.theme.rule("table-row"), setter.theme.measures.cell_padding
            yield JoinedRows(tuple(cells), columns, end - begin, rule, padding)
        begin = end


def _row(cells: Sequence[JoinedCell], columns: Columns) -> Row:
    return Row(tuple(Cell(cell.content, *columns.span(cell.column, cell.columns)) for cell in cells), columns.made_for)


# Columns -------------------------------------------------------------------------------------------


def wish_of(flowable: Flowable) -> Wish:
    """Return what something that is set asks for, whatever the width that it was set for."""
    if isinstance(flowable, Paragraph):
        longest = max(line.width for line in flowable.lines(10_000.0))
        return Wish(flowable.widest_word, longest, flowable.widest_part)
    if isinstance(flowable, Picture):
        return Wish(MIN_MEASURE, PICTURE, MIN_MEASURE)
    if isinstance(flowable, Box):
        around = flowable.style.padding[1] + flowable.style.padding[3]
        return wish_of(flowable.content).wider(around, around, around)
    if isinstance(flowable, Row):
        each = [(cell, wish_of(cell.content)) for cell in flowable.cells if cell.content is not None]
        # What grows stands behind its label; what shares the measure with others needs as much as they all do.
        found = [wish.wider(cell.offset, cell.offset, cell.offset) for cell, wish in each if cell.grows]
        return _widest(found) if found else Wish(*map(sum, zip(*(wish for _, wish in each), strict=True)))
    return _widest([wish_of(child) for child in flowable.children])


def _widest(wishes: Sequence[Wish]) -> Wish:
    return Wish(*map(max, zip(Wish(0.0, 0.0, 0.0), *wishes, strict=True)))


def wishes_of_columns(asked: Sequence[Asked], count: int, gap: float) -> list[Wish]:
    """Return what each of `count` columns asks for; a cell that spans some asks them all for what they lack."""
    wishes = [_widest([cell.wish for cell in asked if (cell.column, cell.columns) == (at, 1)]) for at in range(count)]
    for cell in asked:
        spanned = range(cell.column, cell.column + cell.columns)
        if len(spanned) > 1:
            have = zip(*(wishes[at] for at in spanned), strict=True)
            lacks = [want - gap * (len(spanned) - 1) - sum(got) for want, got in zip(cell.wish, have, strict=True)]
            for at in spanned:
                wishes[at] = wishes[at].wider(*(max(0.0, lack) / len(spanned) for lack in lacks))
    return wishes


def columns_of(widths: Sequence[float], gap: float, measure: float) -> Columns:
    """Place columns of these widths side by side, in points."""
    lefts = itertools.accumulate((width + gap for width in widths[:-1]), initial=0.0)
    return Columns(tuple(zip(lefts, widths, strict=True)), measure)


def column_widths(wishes: Sequence[Wish], measure: float, gap: float, head: float) -> list[float]:
    """Share a measure among columns by what each asks for, in points.

    `head` is the first column's width where two columns leave room for it.
    """
    room = measure - gap * (len(wishes) - 1)
    if len(wishes) == 2 and wishes[0].word <= head and room > 2 * head:
        widths = [head, room - head]
    else:
        widths = _by_wishes(wishes, room)
    return yielding(widths, _least(wishes, room))


def shared_widths(shares: Sequence[float], wishes: Sequence[Wish], room: float, least: float) -> list[float]:
    """Share room among columns as a brochure asks.

    None is narrower than its widest word, or than `least` as far as there is room for both.
    """
    widths = [room * share / sum(shares) for share in shares]
    needs = _least(wishes, room)
    more = [max(0.0, least - need) for need in needs]
    given = min(1.0, max(0.0, room - sum(needs)) / sum(more)) if any(more) else 0.0
    return yielding(widths, [need + given * each for need, each in zip(needs, more, strict=True)])


def _least(wishes: Sequence[Wish], room: float) -> list[float]:
    """Return the widths at which no word of a column is broken; where there is no room for that, at its signs only."""
    words = [wish.word for wish in wishes]
    return words if sum(words) <= room else [wish.part for wish in wishes]


def _by_wishes(wishes: Sequence[Wish], room: float) -> list[float]:
    # Columns that are content with less than an equal share get what they want; the others share the rest.
    widths: dict[int, float] = {}
    while len(widths) < len(wishes):
        share = (room - sum(widths.values())) / (len(wishes) - len(widths))
        modest = [i for i, wish in enumerate(wishes) if i not in widths and wish.text <= share]
        if not modest:
            break
        widths.update((i, wishes[i].text) for i in modest)
    greedy = [i for i in range(len(wishes)) if i not in widths]
    spare = room - sum(widths.values())
    if not greedy:
        return [widths[i] + spare / len(wishes) for i in range(len(wishes))]
    least = {i: min(wishes[i].word, spare / len(greedy)) for i in greedy}
    wanted = {i: max(0.0, min(wishes[i].text, room) - least[i]) for i in greedy}
    spare -= sum(least.values())
    total = sum(wanted.values())
    for i in greedy:
        widths[i] = least[i] + spare * (wanted[i] / total if total else 1 / len(greedy))
    return [widths[i] for i in range(len(wishes))]


def yielding(widths: Sequence[float], least: Sequence[float]) -> list[float]:
    """Give columns their least widths, at the cost of those that have more, as long as these have it, in points."""
    missing = sum(max(0.0, need - width) for width, need in zip(widths, least, strict=True))
    spare = sum(max(0.0, width - need) for width, need in zip(widths, least, strict=True))
    if missing <= EPSILON:
        return list(widths)
    if missing <= spare:
        return [
            need if width <= need else width - (width - need) * missing / spare
            for width, need in zip(widths, least, strict=True)
        ]
    # There is not enough for all: the widest give up most.
    room, found = sum(widths), dict.fromkeys(range(len(widths)), 0.0)
    for left, at in enumerate(sorted(found, key=lambda column: least[column])):
        found[at] = min(least[at], room / (len(widths) - left))
        room -= found[at]
    return [found[at] for at in range(len(widths))]

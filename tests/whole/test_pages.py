"""Stories nobody would think of, dealt out to pages: all is said once and in order, and no page is too high."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import InputProblems
from clinicpress.looks.costs import NEVER
from clinicpress.typesetting.flowables import Box, Flowable, Rule, Stack
from clinicpress.typesetting.joined import Columns, JoinedCell, JoinedRows
from clinicpress.typesetting.leaves import Picture, WriteLines
from clinicpress.typesetting.lines import EPSILON
from clinicpress.typesetting.rows import Cell, Row
from clinicpress.typesetting.table import DataTable
from tests.typesetting.told import blank
from tests.typesetting.toys import (
    LEADING,
    RULE,
    box_style,
    dealt,
    frames,
    heard,
    measure,
    paragraph,
    words,
)

WIDE = measure(8)
HALF = measure(3)


@dataclass
class Making:
    """A story while it is made: how many words it has, the words of each text, and each heading's next word."""

    count: int = 0
    texts: list[list[str]] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    joined: bool = False
    """Whether cells join some of its rows."""
    silent: int = 0
    """How many things without words it has: a heading with such a thing below it is not alone."""

    def text(self, count: int, **style: Any) -> Flowable:
        said = words(count, self.count + 1)
        self.count += count
        self.texts.append(said.split())
        return paragraph(said, **style)

    def wordless(self, flowable: Flowable) -> Flowable:
        self.silent += 1
        return flowable


Maker = Callable[[Making], Flowable]
"""What makes a part of a story, so that all its words differ from those of all others."""


def _text(count: int) -> Maker:
    return lambda making: making.text(count)


def _headed(pair: tuple[int, Maker]) -> Maker:
    count, make = pair

    def made(making: Making) -> Flowable:
        first = making.text(count, keep_next=True, after=3.0)
        said = making.texts[-1][-1]
        following, silent, texts = making.count + 1, making.silent, len(making.texts)
        below = make(making)
        if len(making.texts) > texts and making.silent == silent:
            making.headings.append((said, f"w{following:02}"))
        return Stack((first, below))

    return made


def _stack(given: tuple[list[Maker], str, float]) -> Maker:
    makers, torn, gap = given
    alone = {"list": "item_alone"}.get(torn, "")

    def made(making: Making) -> Flowable:
        children = [make(making) for make in makers]
        return Stack(tuple(Stack((child,), after=gap) for child in children), torn=torn, alone=alone)

    return made


def _row(given: tuple[list[Maker], float, str]) -> Maker:
    makers, drop, torn = given

    def made(making: Making) -> Flowable:
        cells = [Cell(make(making), at * (HALF + 10), HALF, drop=drop * (at == 1)) for at, make in enumerate(makers)]
        return Row(tuple(cells), torn=torn)

    return made


def _box(make: Maker) -> Maker:
    return lambda making: Box(make(making), box_style(padding=(3.0, 2.0, 5.0, 2.0)), before=4.0)


def _table(rows: list[tuple[Maker, Maker]]) -> Maker:
    def made(making: Making) -> Flowable:
        head = Row((Cell(making.text(1), 0.0, HALF),))
        cells = [Row((Cell(first(making), 0.0, HALF), Cell(second(making), HALF + 10, HALF))) for first, second in rows]
        return DataTable(head, tuple(cells), RULE, RULE, RULE, 2.0)

    return made


def _joined(given: tuple[Maker, list[Maker]]) -> Maker:
    label, makers = given

    def made(making: Making) -> Flowable:
        making.joined = True
        columns = Columns(((0.0, HALF), (HALF + 10, HALF)), 2 * HALF + 10)
        cells = [JoinedCell(label(making), 0, 1, 0, len(makers))]
        cells += [JoinedCell(make(making), 1, 1, at, 1) for at, make in enumerate(makers)]
        rows = JoinedRows(tuple(cells), columns, len(makers), RULE, 2.0)
        return DataTable(Row(), (rows,), RULE, RULE, RULE, 2.0)

    return made


def _mark(height: float) -> Maker:
    picture = Picture(blank(100.0, 100.0), Element("Figure"), height, floor=0.85)
    return lambda making: making.wordless(replace(picture, before=2.0, after=3.0))


def _lines(count: int) -> Maker:
    return lambda making: making.wordless(WriteLines(RULE, count, count, 14.0, 10.0))


def _rule(discardable: bool) -> Maker:
    return lambda making: replace(Rule.of(RULE), discardable=discardable)


texts = st.integers(1, 40).map(_text)
leaves = st.one_of(
    texts, texts, st.sampled_from((20.0, 50.0)).map(_mark), st.integers(1, 6).map(_lines), st.booleans().map(_rule)
)


def _nested(inner: st.SearchStrategy[Maker]) -> st.SearchStrategy[Maker]:
    return st.one_of(
        st.tuples(st.integers(1, 8), inner).map(_headed),
        st.tuples(
            st.lists(inner, min_size=1, max_size=6),
            st.sampled_from(("", "section", "list", "item", "figure")),
            st.sampled_from((0.0, 6.0)),
        ).map(_stack),
        st.tuples(
            st.lists(inner, min_size=1, max_size=3), st.sampled_from((0.0, 5.0)), st.sampled_from(("", "columns"))
        ).map(_row),
        inner.map(_box),
    )


in_cells = st.lists(leaves, min_size=1, max_size=3).map(lambda makers: _stack((makers, "", 0.0)))
joined = st.tuples(texts, st.lists(in_cells, min_size=2, max_size=5)).map(_joined)
table = st.lists(st.tuples(texts, in_cells), min_size=1, max_size=5).map(_table)
parts = st.recursive(st.one_of(leaves, leaves, table, joined), _nested, max_leaves=9)
stories = st.lists(parts, min_size=1, max_size=6)


def pages_of_each(said: list[list[str]]) -> Iterator[tuple[str, int]]:
    for page, found in enumerate(said):
        for word in found:
            yield word, page


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@example(makers=[_text(1), _headed((1, _stack(([_lines(6), _text(1)], "", 0.0)))), _text(40)], lines=14)
@given(makers=stories, lines=st.sampled_from((14, 22, 40)))
def test_whatever_a_story_is_made_of_its_pages_say_all_of_it_once_and_in_order(makers: list[Maker], lines: int) -> None:
    making = Making()
    story = Stack(tuple(make(making) for make in makers))
    if story.trimmed() is None:
        return
    height = lines * LEADING
    try:
        filled = dealt(story, frames(WIDE, height))
    except InputProblems:
        # Joined rows in boxes in boxes may find no end on a page of a few lines: they are refused, and lose nothing.
        assert making.joined
        return
    event(f"{len(filled)} pages")
    for each in filled:
        assert each.content.wrap(WIDE) <= height + EPSILON
    said = [heard(each.content, WIDE) for each in filled]
    for text in making.texts:
        own = set(text)
        assert [word for page in said for word in page if word in own] == text
    assert sum(map(len, said)) == sum(map(len, making.texts))
    page_of = dict(pages_of_each(said))
    for heading, following in making.headings:
        page = page_of[heading]
        forced = any(cost >= NEVER for each in filled[page : page + 1] for _, cost in each.leaf.costs)
        assert page_of[following] == page or forced, (heading, following)

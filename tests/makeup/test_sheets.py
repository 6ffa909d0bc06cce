"""Sheets: an even number of pages, of which the last is the back of a sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from clinicpress.drawing.tagging import Element
from clinicpress.looks.costs import Costs
from clinicpress.looks.design import Frame
from clinicpress.makeup.sheets import deal_sheets
from clinicpress.typesetting.flowables import Flowable, Stack
from clinicpress.typesetting.leaves import SPRING, Spare
from tests.typesetting.toys import LEADING, Block, frames, measure, read

WIDE = measure(4)


def sheets(*children: Flowable) -> list[list[str]]:
    def five_lines() -> Iterator[Frame]:
        return frames(WIDE, 5 * LEADING)

    filled = deal_sheets(Stack(children, stretchy=True), five_lines, Costs())
    assert [each.frame.page for each in filled] == list(range(1, len(filled) + 1))
    return [read(each.content, WIDE) for each in filled]


def ending(colophon: int) -> tuple[Flowable, ...]:
    """Return what ends a story: lines for questions that take what is left, and a colophon at the foot."""
    lines = Spare(Block("questions", 2 * LEADING), Element("Sect"), stretchy=True, keep_next=True)
    return lines, SPRING, *(Block(f"about {number}") for number in range(colophon))


def text(count: int) -> list[Block]:
    """Return so many lines of text."""
    return [Block(f"t{number}") for number in range(count)]


def said(begin: int, end: int) -> list[str]:
    """Return what some lines of text say."""
    return [f"t{number}" for number in range(begin, end)]


@pytest.mark.parametrize(
    ("story", "pages"),
    [
        ((*text(6), *ending(1)), [said(0, 5), ["t5", "questions", "about 0"]]),
        ((*text(3), *ending(1)), [said(0, 3), ["questions", "about 0"]]),
        ((*text(10), *ending(1)), [said(0, 5), said(5, 10), ["questions"], ["about 0"]]),
        (tuple(text(3)), [said(0, 3), []]),
        ((*text(10), SPRING, Block("about 0")), [said(0, 5), said(5, 10), ["about 0"], []]),
        ((SPRING, *text(6), *ending(1)), [said(0, 5), ["t5", "questions", "about 0"]]),
    ],
    ids=[
        "even as it is",
        "the ending has the back",
        "and the page before",
        "no ending",
        "no lines for questions",
        "a spring elsewhere",
    ],
)
def test_the_last_page_is_the_back_of_a_sheet(story: tuple[Flowable, ...], pages: list[list[str]]) -> None:
    assert sheets(*story) == pages


@pytest.mark.parametrize("lines", range(1, 17))
@pytest.mark.parametrize("colophon", [1, 4, 7])
def test_there_is_always_an_even_number_of_pages_and_nothing_is_lost(lines: int, colophon: int) -> None:
    pages = sheets(*text(lines), *ending(colophon))
    assert len(pages) % 2 == 0
    names = [name for page in pages for name in page if name != "questions"]
    assert names == said(0, lines) + [f"about {number}" for number in range(colophon)]

"""Toys to lay out: a style in a real face, paragraphs of words of one width, blocks, and pages read as lines of text.

All words of `words` are equally wide, and `measure(5)` is the width of five of them, so that how many
stand in a line is known without counting points. A line is 12 points high.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clinicpress.content.texts import Unprinted
from clinicpress.drawing.canvas import PressCanvas
from clinicpress.drawing.sheet import Line
from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import Place
from clinicpress.looks.color import Color
from clinicpress.looks.costs import Costs
from clinicpress.looks.design import Frame
from clinicpress.looks.fonts import Chain, FontShelf
from clinicpress.looks.theme import BoxStyle, RuleStyle, TextStyle
from clinicpress.makeup.dealing import FilledFrame, deal
from clinicpress.typesetting.breaks import last_of
from clinicpress.typesetting.flowables import Flowable, Rule, Shape, Stack
from clinicpress.typesetting.lines import EPSILON, Run
from clinicpress.typesetting.rows import Cell, Row
from clinicpress.typesetting.text import Paragraph
from clinicpress.workspace.disk import Disk

INK = Color(0, 0, 0)
LEADING = 12.0
RULE = RuleStyle(INK, 1.0, 0.0, 0.0)
TOP = 2000.0
"""Where drawing begins, in points from the foot of the sheet."""


@cache
def chain(weight: int = 400, families: tuple[str, ...] = ("source-sans",)) -> Chain:
    """Return faces of the repository; the digits of Source Sans are equally wide."""
    named = [Unprinted(family, Place("")) for family in families]
    return Chain(FontShelf(Disk(Path(__file__).parents[2])), named, weight)


@cache
def _plain() -> TextStyle:
    regular, bold = chain(), chain(700)
    return TextStyle(
        name="toy", chain=regular, bold=bold, italic=Chain(regular.shelf, regular._families, 400, True),
        bold_italic=Chain(bold.shelf, bold._families, 700, True),
        size=10.0, leading=LEADING, color=INK, before=0.0, after=0.0, balance="no", keep_next=False, fit=False,
        steps=(), max_lines=3,
    )  # fmt: skip


def style(**changes: Any) -> TextStyle:
    """Return the toy style: 10 points on 12, no spaces, not balanced."""
    return replace(_plain(), **changes)


def box_style(**changes: Any) -> BoxStyle:
    """Return the style of a box without paddings."""
    plain = BoxStyle(None, INK, 1.0, 0.0, (0.0, 0.0, 0.0, 0.0), 0.0, 0.0, None, 10.0, 15.0, 1.0, INK, 0.0, False)
    return plain._replace(**changes)


def words(count: int, first: int = 1) -> str:
    """Return as many words of one width: w01 w02 ..."""
    return " ".join(f"w{number:02}" for number in range(first, first + count))


def width(text: str) -> float:
    """Return how wide a text is in the toy style, in points."""
    return chain()[0].width(text, 10.0)


def measure(count: int) -> float:
    """Return the measure that `count` words fill, in points."""
    return width(words(count))


def paragraph(text: str, place: Place | None = None, **changes: Any) -> Paragraph:
    """Return a paragraph of one run in the toy style; `changes` are those of the style."""
    look = style(**changes)
    return Paragraph((Run(text, look),), look, Element("P", text=text), place)


def lines_of(text: Paragraph, wide: float) -> list[str]:
    """Return the lines of a paragraph as they are drawn, with the spaces at their ends."""
    return ["".join(piece.text for stroke in line.strokes for piece in stroke.pieces) for line in text.lines(wide)]


@dataclass(frozen=True, eq=False)
class Block(Shape):
    """Something that cannot be parted; it is drawn as its name."""

    name: str
    height: float = LEADING

    def wrap(self, measure: float) -> float:
        return self.height

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        paragraph(self.name).draw(canvas, x, y, 10_000)


def sheet(rtl: bool = False) -> PressCanvas:
    """Return an empty sheet, 1000 points wide; x counts from its right edge where lines run from right to left."""
    return PressCanvas(1000, TOP, "en", [INK], lambda canvas, page: None, rtl=rtl)


def drawn(flowable: Flowable, wide: float) -> list[Line]:
    """Draw a flowable at the left edge of a sheet, and return its lines of text from top to bottom."""
    canvas = sheet()
    flowable.draw(canvas, 0.0, TOP, wide)
    return sorted(canvas.record.texts, key=lambda line: (-line.baseline, line.x))


def read(flowable: Flowable, wide: float) -> list[str]:
    """Return the lines of text that a flowable draws; what stands side by side is parted by a bar."""
    rows = itertools.groupby(drawn(flowable, wide), key=lambda line: round(line.baseline, 2))
    return [" | ".join(line.text.strip() for line in row) for _, row in rows]


def parted_within(flowable: Flowable, measure: float, room: float) -> tuple[Flowable, Flowable] | None:
    """Part something at its last good break above `room` points; None where it has no break there."""
    fitting = [each for each in flowable.course(measure).breaks if each.foot <= room + EPSILON]
    return flowable.parted(measure, last_of(fitting).at) if fitting else None


def parts_of(flowable: Flowable, wide: float, room: float) -> list[list[str]]:
    """Part a flowable at its last break above `room`, and return the lines of each part: of all of it without one."""
    return [read(part, wide) for part in parted_within(flowable, wide, room) or (flowable,)]


def heard(flowable: Flowable, wide: float) -> list[str]:
    """Return the words that a flowable says, in the order in which they are drawn; what is seen again is left out."""
    canvas = sheet()
    flowable.draw(canvas, 0.0, TOP, wide)
    said = [word for line in canvas.record.texts for word in line.text.split()]
    for word in canvas.record.furniture.get(1, "").split():
        said.reverse()
        said.remove(word)
        said.reverse()
    return said


def prove_parts(flowable: Flowable, wide: float) -> int:
    """Assert that parts are as high as breaks say, and can be as low, and say all words, what stands between two of
    them too; returns how many breaks there are.
    """
    course = flowable.course(wide)
    assert course.height == pytest.approx(flowable.wrap(wide))
    assert flowable.shrunk(wide, course.give).wrap(wide) == pytest.approx(course.height - course.give)
    said = sorted(heard(flowable, wide))
    for each in course.breaks:
        head, rest = flowable.parted(wide, each.at)
        assert head.wrap(wide) == pytest.approx(each.foot), each
        assert rest.wrap(wide) == pytest.approx(course.height - each.top), each
        assert head.course(wide).give == pytest.approx(each.give), each
        assert rest.course(wide).give == pytest.approx(course.give - each.spent), each
        assert head.shrunk(wide, each.give).wrap(wide) == pytest.approx(each.foot - each.give), each
        assert sorted([*heard(head, wide), *heard(rest, wide)]) == said, each
    for begin, end in itertools.combinations(course.breaks, 2):
        first, (above, below) = flowable.parted(wide, begin.at)[0], flowable.parted(wide, end.at)
        between = above.parted(wide, begin.at)[1] if end.top > begin.top + EPSILON else None
        if between is not None:
            assert sorted(word for part in (first, between, below) for word in heard(part, wide)) == said, (begin, end)
    return len(course.breaks)


def frames(wide: float, height: float) -> Iterator[Frame]:
    """Yield pages of one frame, all of one size."""
    return (Frame(page, 0.0, TOP, wide, height, 0.0, "main") for page in itertools.count(1))


def dealt(stack: Stack, frames: Iterable[Frame], **costs: Any) -> list[FilledFrame]:
    """Deal a stack out to frames, at these costs and the usual ones."""
    return deal(stack, frames, Costs(**costs))


def pages(stack: Stack, wide: float, height: float, **costs: Any) -> list[Flowable]:
    """Deal a stack out to pages of a height, at these costs and the usual ones."""
    return [filled.content for filled in dealt(stack, frames(wide, height), **costs)]


def pages_of(wide: float, height: float, *children: Flowable, **costs: Any) -> list[list[str]]:
    """Deal flowables out to pages of a height, and return the lines of each page."""
    return [read(page, wide) for page in pages(Stack(children), wide, height, **costs)]


# Four words wide ---------------------------------------------------------------------------------

WIDE = measure(4)
SIX = words(24)
"""A text of six lines."""


def lines(count: int, first: int = 1) -> list[str]:
    """Return lines of four words, as they are read on a page."""
    return [words(4, first=number) for number in range(first, first + 4 * count, 4)]


def row(*contents: Flowable | None, torn: str = "") -> Row:
    """Return flowables side by side, four words wide each."""
    return Row(tuple(Cell(content, 100.0 * at, WIDE) for at, content in enumerate(contents)), torn=torn)


def rule(discardable: bool = True) -> Rule:
    """Return a rule that vanishes at the head of a page, or stays."""
    return replace(Rule.of(RULE), discardable=discardable)


def shapes_of(stack: Stack) -> list[str]:
    """Name what a stack holds."""
    return [child.name if isinstance(child, Block) else type(child).__name__ for child in stack.children]


def read_shapes(flowable: Flowable | None) -> list[object]:
    """Name what a stack holds, with the stacks in it as lists."""
    assert isinstance(flowable, Stack)
    return [
        read_shapes(child) if isinstance(child, Stack) else shapes_of(Stack((child,)))[0] for child in flowable.children
    ]

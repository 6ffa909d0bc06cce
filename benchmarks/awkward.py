"""The breaks between pages that a reader stumbles over, found by where the parts of a text stand.

A text comes as passages in their order (`passages` makes them of a brochure), each with its lines in a
finished PDF (`finding` finds them). So what is a heading, an item or a caption is never guessed
from sizes and fonts, and is the same for all tools. What a tool prints beside the text (heads, footers,
boxes of its own) is no passage and is not counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

SHORT = 5
"""Items and rows of so many lines at the most look lost where they stand alone; a taller one is a part of the page."""
ONE_ROW = 15
"""A row of so many lines at the most has room on a page, and need not be torn."""
NEAR = 3.0
"""Baselines that are no further apart, in points, are those of one line."""

Kind = Literal["title", "heading", "bold", "text", "cell", "caption", "figure"]
Fault = Literal[
    "stranded heading",
    "lead-in parted",
    "empty page",
    "single item",
    "figure parted",
    "stranded bold line",
    "single line",
    "single row",
    "torn row",
    "short last page",
]
BRIEF: tuple[Fault, ...] = ("stranded heading", "lead-in parted", "empty page")
"""What the short count counts."""
FULL: tuple[Fault, ...] = get_args(Fault)
"""What the full count counts."""


class Seat(NamedTuple):
    """A place in a list or table: its number in the text, and which item or row from 0 on; -1 is a table's head."""

    kind: Literal["list", "table"]
    number: int
    index: int


@dataclass(frozen=True)
class Passage:
    """A part of a text that stands by itself."""

    kind: Kind
    text: str
    """Its words without marks; empty for a picture."""
    level: int = 0
    """Of a heading: 2 to 4."""
    seats: tuple[Seat, ...] = ()
    """The items and rows that it stands in, from the outermost on."""
    ruled: int = 0
    """How many lines to write on stand below it."""

    @property
    def leads(self) -> bool:
        """Whether it ends in a colon: what follows belongs to it."""
        return self.kind in ("text", "bold") and self.text.rstrip().endswith(":")


class Line(NamedTuple):
    """A line of a passage, or a picture; in points, y upwards."""

    page: int
    """Counted from 1."""
    baseline: float
    """Of a picture its lower edge."""
    left: float
    right: float
    top: float


@dataclass(frozen=True)
class Placed:
    """A passage with its lines in the file."""

    passage: Passage
    lines: tuple[Line, ...]

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.passage.kind

    @property
    def first(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page

    @property
    def last(self) -> int:
        """The page on which it ends."""
        return self.lines[-1].page


@dataclass(frozen=True)
class Break:
    """What is awkward between two pages, or on one that ends early."""

    fault: Fault
    page: int
    """The page that it is at the foot of."""
    words: str


def stranded_headings(placed: Sequence[Placed]) -> Iterator[Break]:
    """Yield headings with less than two lines beneath them on their page, though more follows on the next.

    Headings right below each other count once. A picture counts as two lines, and lines to write on count.
    """
    for at, each in enumerate(placed):
        above = placed[at - 1] if at else None
        if each.kind != "heading" or (above and above.kind == "heading" and above.last == each.first):
            continue
        beneath, moved = _beneath(placed, at)
        if moved and beneath < 2:
            yield Break("stranded heading", each.last, each.passage.text)


def _beneath(placed: Sequence[Placed], at: int) -> tuple[int, bool]:
    """Count the lines below a heading on its page, until its section ends; tells whether it goes on overleaf."""
    heading = placed[at]
    heights: list[float] = []
    extra = 0
    for each in placed[at + 1 :]:
        if each.kind == "heading":
            if (heights or extra) and each.passage.level <= heading.passage.level:
                return len(heights) + extra, False
            if each.first != heading.last:
                return len(heights) + extra, True
            continue
        for line in each.lines:
            if line.page != heading.last:
                return len(heights) + extra, True
            if all(abs(line.baseline - height) > NEAR for height in heights):
                heights.append(line.baseline)
            extra += each.kind == "figure"
        extra += each.passage.ruled
        if len(heights) + extra >= 2:
            break
    return len(heights) + extra, False


def parted_lead_ins(placed: Sequence[Placed]) -> Iterator[Break]:
    """Yield lines that end in a colon and have the list or table that they lead to overleaf."""
    for one, other in pairwise(placed):
        if one.passage.leads and _opens(one.passage, other.passage) and other.first > one.last:
            yield Break("lead-in parted", one.last, one.passage.text)


def _opens(one: Passage, other: Passage) -> bool:
    """Tell whether a list or table begins between two passages."""
    return len(other.seats) > len(one.seats) and other.seats[len(one.seats)].index <= 0


def single_items(placed: Sequence[Placed]) -> Iterator[Break]:
    """Yield lists of which a single short item stands on the page where they begin, or on that where they end."""
    for items in _grouped(placed, "list"):
        yield from _alone(items, "single item")


def single_rows(placed: Sequence[Placed]) -> Iterator[Break]:
    """Yield tables of which a single short row stands on a page, or the head without a row; and rows that are torn."""
    for rows in _grouped(placed, "table"):
        head = rows.pop(-1, [])
        yield from _alone(rows, "single row")
        for row in rows.values():
            pages = {line.page for line in row}
            if len(pages) > 1 and _height(row) <= ONE_ROW:
                yield Break("torn row", min(pages), "a row that goes on overleaf")
        first = min((line.page for row in rows.values() for line in row), default=0)
        if head and first > max(line.page for line in head):
            yield Break("single row", head[-1].page, "the head of a table alone")


def _grouped(placed: Sequence[Placed], kind: Literal["list", "table"]) -> list[dict[int, list[Line]]]:
    """Return for each list or table the lines of its items or rows, all that stands in them included."""
    found: dict[int, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for each in placed:
        for seat in each.passage.seats:
            if seat.kind == kind:
                found[seat.number][seat.index] += each.lines
    return list(found.values())


def _alone(parts: dict[int, list[Line]], fault: Fault) -> Iterator[Break]:
    """Yield a list that leaves one part behind, and one that has one part left overleaf."""
    order = [parts[index] for index in sorted(parts)]
    if len(order) < 2:
        return
    one, two, three, four = order[0], order[1], order[-2], order[-1]
    if one[-1].page < two[0].page and _height(one) <= SHORT and one[0].page == one[-1].page:
        yield Break(fault, one[-1].page, "the first alone at the foot")
    if three[-1].page < four[0].page and _height(four) <= SHORT and (len(order) > 2 or _height(one) > SHORT):
        yield Break(fault, three[-1].page, "the last alone overleaf")


def _height(lines: Sequence[Line]) -> int:
    return len({(line.page, round(line.baseline / NEAR)) for line in lines})


def parted_figures(placed: Sequence[Placed]) -> Iterator[Break]:
    """Yield pictures that have their caption, the line that leads to them, or all text around them on other pages."""
    for at, each in enumerate(placed):
        if each.kind != "figure":
            continue
        above = placed[at - 1] if at else None
        below = placed[at + 1] if at + 1 < len(placed) else None
        if below and below.kind == "caption":
            if below.first != each.last:
                yield Break("figure parted", each.last, below.passage.text)
                continue
            below = placed[at + 2] if at + 2 < len(placed) else None
        near = [
            neighbour == each.first
            for neighbour in (above.last if above else None, below.first if below and below.kind != "heading" else None)
            if neighbour is not None
        ]
        if (above and above.passage.leads and above.last != each.first) or (near and not any(near)):
            yield Break(
                "figure parted", min(each.first, above.last if above else each.first), "a picture without its text"
            )


def stranded_bold_lines(placed: Sequence[Placed]) -> Iterator[Break]:
    """Yield bold lines (titles of boxes, terms, lines that serve as headings) that end a page."""
    for one, other in pairwise(placed):
        if one.kind == "bold" and other.first > one.last:
            yield Break("stranded bold line", one.last, one.passage.text)


def single_lines(placed: Sequence[Placed]) -> Iterator[Break]:
    """Yield paragraphs and items of which a single line is on another page than all the rest."""
    for each in placed:
        if each.kind != "text":
            continue
        pages = [line.page for line in each.lines]
        for page in sorted(set(pages))[:-1]:
            if pages.count(page) == 1 or (pages.count(page + 1) == 1 and page + 1 == pages[-1]):
                yield Break("single line", page, each.passage.text)


RULES = (
    stranded_headings,
    parted_lead_ins,
    single_items,
    parted_figures,
    stranded_bold_lines,
    single_lines,
    single_rows,
)

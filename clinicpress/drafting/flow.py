"""Gathers what stands one below the other: runs that become paragraphs, and pieces between them.

An article, an item of a list, a cell and a note have a flow each. What is uncertain is told to the flow
where it is met, and goes with the piece that is finished next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import (
    AnyPiece,
    GridCell,
    Heading,
    Item,
    Items,
    Paragraph,
    Piece,
    Run,
    closed,
    in_one_line,
    lines_of,
    marked,
)

BREAK = Run("\n")
_STRONG = re.compile(r"\*\*(?!\*)(.+)\*\*")
WITHIN = "a picture or box stood within this text; here it stands below it"


class Flow:
    """The pieces of a place of an article, in their order."""

    def __init__(self, is_line: bool = False) -> None:
        """Begin a flow; one that is a line has no paragraphs, only words."""
        self.pieces: list[Piece] = []
        self.is_line = is_line
        self._runs: list[Run] = []
        self._hanging: list[Piece] = []
        self._doubts: list[str] = []
        self._anchors: list[str] = []

    def say(self, run: Run) -> None:
        """Add a run; an empty one stands where something was left out."""
        before = next((each.text for each in reversed(self._runs) if each.text), "\n")
        if before[-1] in " \n" and run.text[:1] == " ":
            run = replace(run, text=run.text.lstrip(" "))
            if not run.text:
                return
        if self._hanging and run.text.strip():
            self.tell(WITHIN)
        self._runs.append(run)

    def tell(self, *doubts: str) -> None:
        """Say what is uncertain here."""
        self._doubts += doubts

    def lead_here(self, *names: str) -> None:
        """Say that links lead here by these names."""
        self._anchors += names

    def hang(self, piece: Piece) -> None:
        """Add a piece below the paragraph that is begun, if one is."""
        if self.is_line or self.has_words:
            self._hanging.append(piece)
        else:
            self.add(piece)

    def add(self, piece: Piece) -> None:
        """Add a piece; a paragraph that was begun ends above it."""
        assert not self.is_line
        self.end()
        self.pieces.append(self._with_told(piece))

    def add_list(self, held: Items) -> None:
        """Add a list; what stands in it without an item's words belongs to the item above, or stands before it."""
        kept: list[Item] = []
        for item in held.items:
            if item.text:
                kept.append(item)
            elif kept:
                last = kept[-1].doubted(*item.doubts)
                anchors = (*last.anchors, *item.anchors)
                kept[-1] = replace(last, below=(*last.below, *item.below), anchors=anchors)
            else:
                self.tell(*item.doubts)
                self.lead_here(*item.anchors)
                for piece in item.below:
                    self.add(piece)
        if kept:
            self.add(replace(held, items=tuple(kept)))
        else:
            self.tell(*held.doubts)

    def break_line(self) -> None:
        """End a line, but not what is said in it."""
        self._runs.append(BREAK)

    def end(self) -> None:
        """End the paragraph that was begun, if one was; each of its lines is a paragraph."""
        if self.is_line:
            self.break_line()
            return
        runs, self._runs = list(closed(self._runs)), []
        for line, is_line in lines_of(runs):
            text, doubts = marked(line)
            self.pieces.append(self._with_told(Paragraph(text.strip(), is_line=is_line, doubts=doubts)))
        self.pieces += self._hanging
        self._hanging = []

    def line(self, is_plain: bool = False) -> str:
        """Return all that was said in one line, and begin anew; `is_plain` leaves out what is bold."""
        runs, self._runs = list(closed(self._runs)), []
        text, doubts = marked(replace(run, strong=run.strong and not is_plain) for run in in_one_line(runs))
        self.tell(*doubts)
        return text.strip()

    @property
    def has_words(self) -> bool:
        """Whether a paragraph was begun."""
        return any(run.text.strip() for run in self._runs)

    @property
    def hanging(self) -> Sequence[Piece]:
        """What hangs on a line."""
        return self._hanging

    def told(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the doubts and names that no piece has taken, and begin anew."""
        doubts, anchors = tuple(dict.fromkeys(self._doubts)), tuple(dict.fromkeys(self._anchors))
        self._doubts, self._anchors = [], []
        return doubts, anchors

    def take_told(self, inner: Flow) -> None:
        """Take over the doubts and names that no piece of another flow has taken."""
        doubts, anchors = inner.told()
        self.tell(*doubts)
        self.lead_here(*anchors)

    def as_item(self) -> Item:
        """Return all as an item of a list: its first paragraph is its text."""
        text, below = self._first()
        return self._with_told(Item(text, below))

    def below(self, item: Item) -> Item:
        """Return an item with all of this below it."""
        doubts, anchors = self.told()
        item = replace(item.doubted(*doubts), anchors=(*item.anchors, *anchors))
        return replace(item, below=(*item.below, *self.pieces))

    def as_cell(self, columns: int = 1, rows: int = 1) -> GridCell:
        """Return all as a cell of a table that takes so many columns and rows."""
        text, below = self._first()
        return self._with_told(GridCell(text, below, columns, rows))

    def _first(self) -> tuple[str, tuple[Piece, ...]]:
        self.end()
        first = self.pieces[0] if self.pieces else None
        first = as_strong(first) if isinstance(first, Heading) else first
        if not isinstance(first, Paragraph):
            return "", tuple(self.pieces)
        self.tell(*first.doubts)
        self.lead_here(*first.anchors)
        return first.text, tuple(self.pieces[1:])

    def _with_told(self, piece: AnyPiece) -> AnyPiece:
        doubts, anchors = self.told()
        return replace(piece.doubted(*doubts), anchors=tuple(dict.fromkeys((*piece.anchors, *anchors))))


def strong(text: str) -> str:
    """Return a text in bold, as far as its own marks allow that."""
    bold = f"**{text}**"
    return bold if without_marks(bold) == without_marks(text) else text


def bare(text: str) -> str:
    """Return a text without bold around all of it."""
    match = _STRONG.fullmatch(text)
    return match[1] if match and without_marks(match[1]) == without_marks(text) else text


def as_strong(heading: Heading) -> Paragraph:
    """Return a heading as a paragraph in bold, where a brochure has none."""
    return Paragraph(strong(heading.text), doubts=heading.doubts, anchors=heading.anchors)

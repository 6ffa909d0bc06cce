"""The record: what was drawn on the pages of a plate, noted for those who prove it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from clinicpress.drawing.sheet import Line, Piece, Sheet, Slot
from clinicpress.drawing.tagging import Element
from clinicpress.ground.faults import FaultyDrawing
from clinicpress.ground.problems import Place
from clinicpress.looks.design import Frame


class Passage(NamedTuple):
    """Where a paragraph, or a part of one, was drawn: its top left corner and its size, in points."""

    page: int
    place: Place
    """Where its first text stands in a file."""
    x: float
    top: float
    width: float
    height: float


class PlacedPicture(NamedTuple):
    """A picture of the story as it was drawn, in points."""

    art: Any
    width: float
    most: float
    """The width of its place: what it would have with pixels enough."""


class Area(NamedTuple):
    """A place on a page that a picture or a slot takes, in points."""

    page: int
    name: str
    """What is there, in words for people."""
    left: float
    bottom: float
    right: float
    top: float


@dataclass
class Record:
    """What was drawn, for the proof."""

    stamps: int = 0
    lowest: dict[Frame | None, float] = field(default_factory=dict)
    """How low the story reached in each frame; None stands for what was drawn in no frame."""
    slots: list[Slot] = field(default_factory=list)
    texts: list[Line] = field(default_factory=list)
    """The lines of the story."""
    stamped_lines: list[Line] = field(default_factory=list)
    """The lines of the stamps."""
    passages: list[Passage] = field(default_factory=list)
    """The paragraphs, in the order in which they were drawn."""
    areas: list[Area] = field(default_factory=list)
    """The places of the pictures and slots."""
    pictures: list[PlacedPicture] = field(default_factory=list)
    forms: dict[tuple[Any, float, float], str] = field(default_factory=dict)
    """The names that pictures are drawn by, each at its size, in points."""
    form_pages: dict[str, set[int]] = field(default_factory=dict)
    """The pages that need them."""
    stamped: dict[int, str] = field(default_factory=dict)
    """What the stamps said on each page."""
    furniture: dict[int, str] = field(default_factory=dict)
    """What was said on each page that belongs to no element."""
    owners: list[list[Element]] = field(default_factory=list)
    """The elements of each page's marked content, by id."""


class RecordedSheet(Sheet):
    """A sheet that keeps a record of what is drawn."""

    def _lay_out(self) -> None:
        super()._lay_out()
        self.record = Record()
        self._frame: Frame | None = None

    @contextmanager
    def within(self, frame: Frame) -> Iterator[None]:
        """Draw what stands in a frame of the page at hand."""
        if frame.page != self.page:
            raise FaultyDrawing(f"the frame “{frame.name}” of page {frame.page} was drawn on page {self.page}")
        self._frame = frame
        yield
        self._frame = None

    def _note(self, x: float, baseline: float, pieces: Sequence[Piece], said: str, element: Element | None) -> None:
        page, record = self.page, self.record
        line = Line(page, x, baseline, self._type[1], said, tuple(pieces))
        if self._stamping:
            record.stamped_lines.append(line)
            record.stamped[page] = record.stamped.get(page, "") + said
        else:
            self._reach(baseline)
            record.texts.append(line)
        if element is None:
            record.furniture[page] = record.furniture.get(page, "") + said + " "

    def note_picture(self, art: Any, width: float, most: float) -> None:
        self.record.pictures.append(PlacedPicture(art, width, most))

    def _reach(self, y: float) -> None:
        if not self._stamping:
            self.record.lowest[self._frame] = min(y, self.record.lowest.get(self._frame, y))

    def _take(self, name: str, x: float, y: float, width: float, height: float) -> None:
        left = self.left(x, width)
        self.record.areas.append(Area(self.page, name, left, y - height, left + width, y))

    def pass_by(self, place: Place, x: float, top: float, width: float, height: float) -> None:
        self.record.passages.append(Passage(self.page, place, self.left(x, width), top, width, height))

    def keep_free(self, name: str, x: float, y: float, width: float, height: float) -> None:
        self._take(name, x, y, width, height)

    def reserve(self, name: str, x: float, y: float, width: float, height: float, element: Element) -> None:
        self._reach(y - height)
        self._take(f"the box for the {name}", x, y, width, height)
        self.record.slots.append(Slot(name, self.page, self.left(x, width), y, width, height, element))

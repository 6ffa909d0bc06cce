"""What can be read of a finished PDF: plain values, without the libraries that read them.

`reader` makes them; `preflight` and `compare` judge them. Positions are in points from the lower
left corner of the page as it is seen, after crop box and rotation, y upwards.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from clinicpress.drawing.tagging import INLINE

Matrix = tuple[float, float, float, float, float, float]
"""The six numbers of a transformation (ISO 32000-1, 8.3.4)."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SUBSET = re.compile("^[A-Z]{6}[+]")
MOST_PIXELS = 8_000_000
"""No page is painted with more: 24 by 16 inches at 144 dpi; a larger one is painted more coarsely."""
LONGEST_SIDE = 16_000
"""Pixels; the same for long strips."""


class Box(NamedTuple):
    """A rectangle, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """The width, in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height, in points."""
        return self.top - self.bottom

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Tell whether another box lies within, give or take some points."""
        return (
            other.left >= self.left - slack
            and other.bottom >= self.bottom - slack
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )

    def meets(self, other: Box) -> bool:
        """Tell whether another box lies at least in part within."""
        return (
            other.left < self.right and other.right > self.left and other.bottom < self.top and other.top > self.bottom
        )

    def lies_in(self, other: Box) -> bool:
        """Tell whether the middle of this box lies within another one."""
        across, up = (self.left + self.right) / 2, (self.bottom + self.top) / 2
        return other.left <= across < other.right and other.bottom <= up < other.top

    def joined(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


def combined(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does what one does, and then what the other does."""
    a, b, c, d, e, f = one
    k, l, m, n, o, p = other  # noqa: E741
    return (a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p)


def placed(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """Return the box that a rectangle takes after a transformation."""
    a, b, c, d, e, f = matrix
    if (a, b, c, d) == (1, 0, 0, 1):
        return Box(min(left, right) + e, min(bottom, top) + f, max(left, right) + e, max(bottom, top) + f)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(across), min(up), max(across), max(up))


Lie = Literal["upright", "sideways", "upside down", "mirrored"]


class Glyph(NamedTuple):
    """A character as it is painted; white space counts, if it only has been concluded from a gap."""

    char: str
    box: Box
    """Its ink; without extent for white space."""
    baseline: float
    size: float
    """The type size as seen, in points, after all matrices."""
    color: tuple[int, int, int]
    font: str
    """The name of its font, without the sign of a subset; empty where the file does not say it."""
    mcid: int | None
    """The id of the marked content it belongs to."""
    artifact: bool
    unseen: bool
    """It paints nothing: text render mode 3 or 7 (ISO 32000-1, table 106), no size, or fully transparent."""
    run: int
    """Which text object of the page it belongs to; -1 for white space that was concluded."""
    breadth: float = 1.0
    """Its breadth against that of its font, as seen; less than 1 where it is squeezed."""
    lie: Lie = "upright"
    """How it stands on the page as it is seen."""


class PlacedPicture(NamedTuple):
    """A raster picture on a page."""

    box: Box
    pixels: tuple[int, int]
    dpi: float
    """Its pixels per inch at the size at which it is placed, in the direction that has fewer."""
    mcid: int | None
    artifact: bool


class PlacedLink(NamedTuple):
    """A link annotation. It leads to an address (`uri`), or to a page of the file (`goal`, from 1), or nowhere."""

    box: Box
    uri: str
    goal: int | None
    inside: bool
    """It is meant to lead to a place within the file."""
    contents: str
    owned: bool
    """It is part of the structure tree."""
    held: str
    """The bytes of its address as the file holds them, each as a character."""


@dataclass(frozen=True)
class ReadPage:
    """A page as it is seen."""

    number: int
    """Counted from 1."""
    width: float
    height: float
    rotation: int
    matrix: Matrix
    """From the file's coordinates to those of the page as it is seen."""
    glyphs: tuple[Glyph, ...]
    pictures: tuple[PlacedPicture, ...]
    drawings: int
    """The number of lines, areas and shadings."""
    faces: frozenset[str]
    """The names of the fonts that are printed with, without the letters that mark subsets."""
    painted: frozenset[int]
    """The ids of marked content that paints something."""
    unmarked: int
    """The number of painted objects that are neither marked content nor artifacts."""
    torn: int
    """The number of painted objects that are artifacts within marked content, or the other way round."""
    spoken: frozenset[int]
    """The ids of marked content that says its language beside the tags."""
    words: dict[int, str]
    """The text of each marked content, by id."""
    furniture: str
    """The text that belongs to no marked content, or to an artifact."""
    boxes: dict[str, Box] = field(default_factory=dict)
    """Media, Crop, Bleed, Trim and Art, those that the file names, in its own coordinates."""
    links: tuple[PlacedLink, ...] = ()
    notes: tuple[str, ...] = ()
    """The kinds of the other annotations that can be seen or printed: comments, stamps, form fields."""
    unit: float = 1.0
    """Its unit, in points (UserUnit): not all printers know of others than 1."""
    owned: frozenset[int] = frozenset()
    """The ids of marked content that the parent tree leads back from."""
    folds: tuple[float, ...] = ()
    """Where a file of ours is folded, in points from the left edge."""

    @property
    def sheet(self) -> Box:
        """The page itself."""
        return Box(0, 0, self.width, self.height)

    @cached_property
    def ink(self) -> dict[int, Glyph]:
        """The glyphs that paint something, by their numbers."""
        return {number: glyph for number, glyph in enumerate(self.glyphs) if glyph.box.right > glyph.box.left}

    def stretches(self, chosen: Container[int]) -> Iterator[str]:
        """Yield the stretches of text whose glyphs are chosen, by their numbers."""
        said = ""
        for number, glyph in enumerate(self.glyphs):
            if number not in self.ink:
                said += " " if said else ""
            elif number in chosen:
                said += glyph.char
            elif said:
                yield said
                said = ""
        if said:
            yield said

    def dpi(self, wanted: float) -> float:
        """Return with how many dots an inch it is painted, see `finest`."""
        return finest(self.width, self.height, wanted)

    @property
    def text(self) -> str:
        """All its words: those of the marked contents, and those beside."""
        return " ".join([*self.words.values(), self.furniture])


class Part(NamedTuple):
    """An element of the structure tree with its text; `tag` is the standard type its own is mapped to."""

    tag: str
    own: str
    """The words of its own and those of the inline elements among them."""
    text: str
    """All its words, those of its kids included, in reading order; spaces are single."""
    alt: str
    instead: str
    """What is read aloud instead of its words (ActualText, and Alt of what is no picture)."""
    lang: str
    scope: str
    pages: tuple[int, ...]
    """The pages on which its content is."""
    contents: tuple[tuple[int, int], ...]
    """Page and id of its marked contents, its kids' included, in reading order."""
    kids: tuple[Part, ...]
    links: int
    """How many annotations belong to the element itself."""
    goals: tuple[int, ...] = ()
    """The pages of the file that those annotations lead to."""
    columns: int = 1
    rows: int = 1
    """How many columns and rows a cell covers."""
    headed: bool = False
    """A cell names its head cells itself (Headers)."""
    id: str = ""

    def walk(self) -> Iterator[Part]:
        """Yield the element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    @property
    def inline(self) -> bool:
        """Whether it stands among the words of its parent."""
        return self.tag in INLINE


class ReadFont(NamedTuple):
    """A font of the file; `told` says whether its codes can be led back to characters."""

    name: str
    kind: str
    embedded: bool
    told: bool
    numbered: bool
    """Its characters are known by their numbers in a collection of Adobe's, which not all readers have."""
    pages: tuple[int, ...]


class Finished(NamedTuple):
    """A PDF that was read back. `name` is how people called the file."""

    name: str
    content: bytes
    pages: tuple[ReadPage, ...]
    parts: tuple[Part, ...]
    """The top of the structure tree."""
    knots: int
    """How often an element of the tree holds itself, or stands a second time; it is read once."""
    tagged: bool
    """The catalogue says so (Marked), and there is a tree with content."""
    marked: bool
    title: str
    shows_title: bool
    language: str
    info: dict[str, str]
    """The document information: Title, Author, Producer..."""
    claims: dict[str, str]
    """The standards it claims to keep: {"PDF/UA": "1", "PDF/A": "2A", "PDF/X": "4"}."""
    fonts: tuple[ReadFont, ...]
    encrypted: bool
    scripts: tuple[str, ...]
    attachments: tuple[str, ...]
    layers: int
    """The number of layers that readers can switch (optional content)."""
    lost_bookmarks: tuple[str, ...]
    """The titles of bookmarks whose goal is not in the file."""
    idle_bookmarks: tuple[str, ...]
    """The titles of bookmarks that name no goal."""
    repairs: tuple[str, ...]
    """What had to be mended before it could be read."""
    docket: dict[str, tuple[str, ...]]
    """What the press noted in the file when it made it, see `docket`; empty for foreign files."""
    condition: str = ""
    """The printing condition that it was made for, if it is for a press (PDF/X)."""
    condition_profiled: bool = False
    """Whether the colour profile of that condition is in the file."""
    rtl: bool = False
    """Its pages follow each other from right to left."""

    def elements(self) -> Iterator[Part]:
        """Yield all structure elements in reading order."""
        for part in self.parts:
            yield from part.walk()


def face_name(font: str) -> str:
    """Return the name of a font without the letters that mark a subset (ISO 32000-1, 9.6.4)."""
    return _SUBSET.sub("", font)


def finest(width: float, height: float, wanted: float) -> float:
    """Return with how many dots an inch a page may be painted: the wanted, or fewer where it is large."""
    across, up = max(1.0, width / 72), max(1.0, height / 72)
    return min(wanted, math.sqrt(MOST_PIXELS / across / up), LONGEST_SIDE / max(across, up))

"""What an article is made of, whatever program it was written in.

A reader (`plaintext`, `markdown`, `word`) takes an article apart into pieces: headings, paragraphs,
lists, tables and pictures. Their texts have our inline marks; what the author typed that looks like
a mark is written so that it prints as typed. What a reader is not sure of it says in words, as a
doubt, with the piece. `outline` makes a brochure's parts of the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeVar

from clinicpress.content.inline import can_lead_to, leads_within, literal, without_marks
from clinicpress.ground.characters import beginning

AnyPiece = TypeVar("AnyPiece", bound="Piece")
SHOWN = 60
"""So many characters of a text stand in a doubt that is about it."""
MOST_RUNS = 400
"""So many times a text may change its looks and still keep its bold, italics and links."""
BROKEN = "lines of this were joined"
MARKS_LOST = "some bold, italics or links of this text could not be taken over"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of an article, with what is uncertain about it."""

    doubts: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    """Names under which links in the article lead here."""

    def doubted(self: AnyPiece, *doubts: str) -> AnyPiece:
        """Return the piece with more doubts."""
        return replace(self, doubts=tuple(dict.fromkeys((*self.doubts, *doubts))))


@dataclass(frozen=True)
class Heading(Piece):
    """A heading; level 0 is the article's title, 1 that of a section, 2 that of a section in it, and so on."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph(Piece):
    """A paragraph, with inline marks."""

    text: str
    is_caption: bool = False
    """Whether it says what a picture or table shows, so that it is no heading."""
    is_line: bool = False
    """Whether it is one of several lines of a paragraph, as those of an address are."""


@dataclass(frozen=True)
class Item(Piece):
    """An item of a list: its text, and the paragraphs, lists and pictures that belong to it."""

    text: str
    below: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Items(Piece):
    """A list, numbered or not."""

    items: tuple[Item, ...]
    numbered: bool = False
    start: int = 1
    """The number of the first item."""
    label: str = ""
    """How the numbers are written, where not as usual: “Week {n}:”; {a}, {A}, {i}, {I} are letters and Roman."""


@dataclass(frozen=True)
class GridCell(Piece):
    """A cell of a table: a text, or pieces, or both; joined cells take several columns and rows."""

    text: str = ""
    below: tuple[Piece, ...] = ()
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Grid(Piece):
    """A table; its rows are equally long where each cell counts as many columns as it takes."""

    header: tuple[GridCell, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    caption: str = ""
    row_headers: bool | None = None
    """Whether the first cell of a row is its head; None where the article does not say."""


@dataclass(frozen=True)
class Picture(Piece):
    """A picture: its file's name, what is in it, and its description where there is one."""

    name: str
    content: bytes
    alt: str = ""
    caption: str = ""
    width: str = ""
    """How wide it stands in the article: full, half or third; empty where the article does not say."""


@dataclass(frozen=True)
class Pictures(Piece):
    """Pictures that stand side by side in the article."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Beside(Piece):
    """A picture, and what stands beside it."""

    picture: Picture
    below: tuple[Piece, ...]


@dataclass(frozen=True)
class Term(Piece):
    """A word and what it means."""

    term: str
    means: str


@dataclass(frozen=True)
class Terms(Piece):
    """A list of words with their meanings."""

    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Stray(Piece):
    """A line that is not part of the text; it is kept for the editor but not printed."""

    text: str


_INSIDE = {
    Items: ("items",),
    Item: ("below",),
    Grid: ("header", "rows"),
    GridCell: ("below",),
    Pictures: ("pictures",),
    Beside: ("picture", "below"),
    Terms: ("terms",),
}
"""Where a piece holds other pieces."""
_TEXTS = {
    Heading: ("text",),
    Paragraph: ("text",),
    Item: ("text",),
    GridCell: ("text",),
    Grid: ("caption",),
    Picture: ("caption",),
    Term: ("term", "means"),
    Stray: ("text",),
}
"""The texts of a piece itself, with inline marks."""


def walked(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces and all that stand in them, in the order in which they are read."""
    for piece in pieces:
        yield piece
        for name in _INSIDE.get(type(piece), ()):
            yield from _held(getattr(piece, name))


def _held(held: Any) -> Iterator[Piece]:
    """Yield what one key of a piece holds: a piece, a row of some, or rows."""
    for each in held if isinstance(held, tuple) else ():
        yield from _held(each)
    if isinstance(held, Piece):
        yield from walked((held,))


def own_texts(piece: Piece) -> tuple[str, ...]:
    """List the texts of a piece without those of the pieces in it."""
    return tuple(text for name in _TEXTS.get(type(piece), ()) if (text := getattr(piece, name)))


def texts_in(piece: Piece) -> tuple[str, ...]:
    """List the texts of a piece, and of all that stand in it, in the order in which they are read."""
    return tuple(text for each in walked((piece,)) for text in own_texts(each))


def doubts_in(piece: Piece) -> tuple[str, ...]:
    """List what is uncertain of a piece, and of all that stand in it."""
    return tuple(doubt for each in walked((piece,)) for doubt in each.doubts)


def width_of(share: float) -> str:
    """Name the width of a picture that takes a share of the text's width."""
    return "third" if share < 0.4 else "half" if share < 0.7 else "full"


def rebuilt(piece: Piece, change: Callable[[Piece], Piece]) -> Piece:
    """Return a piece with each piece in it changed, and itself last."""

    def inside(held: Any) -> Any:
        return tuple(map(inside, held)) if isinstance(held, tuple) else rebuilt(held, change)

    return change(replace(piece, **{name: inside(getattr(piece, name)) for name in _INSIDE.get(type(piece), ())}))


def reworded(piece: AnyPiece, change: Callable[[str], str]) -> AnyPiece:
    """Return a piece with its own texts changed, and none of those of the pieces in it."""
    texts: dict[str, Any] = {name: change(getattr(piece, name)) for name in _TEXTS.get(type(piece), ())}
    return replace(piece, **texts)


@dataclass(frozen=True)
class Article:
    """An article taken apart."""

    pieces: tuple[Piece, ...]
    title: str = ""
    subtitle: str = ""
    has_headings: bool = True
    """Whether it says itself what is a heading; otherwise short lines must be guessed to be some."""
    notes: tuple[str, ...] = ()
    """What an editor must know of the article as a whole."""
    doubts: tuple[str, ...] = ()
    """What is uncertain of the article as a whole, with all words that found no place in a piece or note."""
    language: str = ""
    """The language that it says it is in, by its code; nothing where it does not say."""


@dataclass(frozen=True)
class Run:
    """A stretch of text that is set alike."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""


def marked(runs: Iterable[Run]) -> tuple[str, tuple[str, ...]]:
    """Write runs as one text with inline marks; returns it with doubts, where not all could be written.

    The words are always those of the runs: where marks would change them, the marks are left out.
    """
    kept: list[Run] = []
    for run in runs:
        # Bold or italic space is space; a mark must begin and end at a word.
        body = run.text.strip() if run.strong or run.em or run.href else run.text
        before, _, after = run.text.partition(body) if body else (run.text, "", "")
        kept += [part for part in (Run(before), replace(run, text=body), Run(after)) if part.text]
    runs = [
        replace(alike[0], text="".join(run.text for run in alike))
        for _, group in groupby(kept, key=lambda run: (run.strong, run.em, run.href))
        for alike in [list(group)]
    ]
    words = "".join(run.text for run in runs)
    hrefs = dict.fromkeys(run.href for run in runs if run.href)
    lost = [href for href in hrefs if not can_lead_to(href) and not leads_within(href)]
    doubts = tuple(f"a link to “{href}” could not be taken over" for href in lost)
    runs = [replace(run, href="") if run.href in lost else run for run in runs]
    if len(runs) <= MOST_RUNS:
        around = ["", *(run.text for run in runs), ""]
        inside = [
            bool(re.search(r"[\w*]\Z", b) or re.match(r"[\w*]", a)) for b, a in zip(around, around[2:], strict=False)
        ]
        ways = (
            runs,
            # Italics must begin and end where a word does.
            [replace(run, em=run.em and not within) for run, within in zip(runs, inside, strict=True)],
            [replace(run, em=False) for run in runs],
            [replace(run, em=False, strong=False) for run in runs],
        )
        for less in ways:
            text = "".join(map(_with_marks, less))
            if without_marks(text) == words:
                return text, doubts if less == runs else (*doubts, MARKS_LOST)
    addresses = dict.fromkeys(run.href for run in runs if run.href)
    return literal(words), (*doubts, MARKS_LOST, *(f"this text had a link to “{each}”" for each in addresses))


def in_one_line(runs: Sequence[Run]) -> list[Run]:
    """Put a space in place of every line break."""
    broken = zip(("", *(run.text for run in runs)), runs, strict=False)
    return [
        replace(run, text=" ") if run.text == "\n" else run
        for before, run in broken
        if run.text and not (run.text == before == "\n")
    ]


def lines_of(runs: Iterable[Run]) -> Iterator[tuple[list[Run], bool]]:
    """Yield the lines of a paragraph that have words, and whether another one stands next to each."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == "\n":
            lines.append([])
        else:
            lines[-1].append(run)
    said = [any(run.text.strip() for run in line) for line in lines]
    for line, above, is_said, below in zip(lines, [False, *said], said, [*said[1:], False], strict=False):
        if is_said:
            yield line, above or below


def closed(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs; where something was left out between two spaces (an empty run), one space is left."""
    is_gap, before = False, ""
    for run in runs:
        if not run.text:
            is_gap = True
            continue
        if is_gap and run.text[:1] == " " and before[-1:] in {"", " ", "\n"}:
            run = replace(run, text=run.text[1:])
        is_gap, before = False, run.text or before
        if run.text:
            yield run


def _with_marks(run: Run) -> str:
    text = literal(run.text)
    if run.em:
        text = f"*{text}*"
    if run.strong:
        text = f"**{text}**"
    return f"[{text}]({run.href})" if run.href else text


def named(texts: Iterable[str]) -> str:
    """Quote the beginnings of texts with marks, to name them in a doubt."""
    return ", ".join(f"“{beginning(without_marks(text), SHOWN)}”" for text in texts)


def is_parted(line: str, after: str) -> bool:
    """Tell whether a word is parted by a hyphen at the end of a line."""
    return re.search(r"\w[-\u2010\u00ad]\s*$", line) is not None and after.lstrip()[:1].islower()


def joined(lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Join the lines of a paragraph; returns it with a doubt for each word that was parted."""
    text, doubts = "", []
    for line in (line.strip() for line in lines):
        if is_parted(text, line):
            word = f"{text.split()[-1]}{line.split()[0]}"
            doubts.append(f"“{word}” was parted at the end of a line: is its hyphen meant?")
            text += line
        else:
            text = f"{text} {line}" if text and line else text + line
    return text, tuple(doubts)

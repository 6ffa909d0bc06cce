"""The report of a collation for sign-off: one web page that needs nothing else, the pages side by side.

Here is put together what the template `comparison.html.j2` sets: the words that changed among some
that stayed, and pictures of the pages on which something changed, with the boxes to mark it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from clinicpress.comparison.bench import Bench
from clinicpress.comparison.collation import Chapter, Collation
from clinicpress.comparison.compare import PagePair, Prints, pages_of
from clinicpress.comparison.findings import (
    how,
    numbers_of,
    others_of,
    said_change,
    said_fact,
    said_files,
    said_pages,
    said_pair,
    said_pairs,
)
from clinicpress.comparison.variants import PART, Change, Compared, Word, shown
from clinicpress.ground.stamps import HIDDEN
from clinicpress.readback.finished import Box, Finished
from clinicpress.story.templating import render_page
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.files import DRAFTS, remove_empty, write_whole

REPORT = "compare.html"
TEMPLATE = "comparison.html.j2"
AROUND = 12
"""So many words that stayed are shown before and after those that changed."""
DPI = 88
MOST_PAIRS = 40
"""So many pairs of pages are pictured: some five megabytes."""
PAD = (1.4, 2.4)
"""Points between words and the box around them, at their sides and above and below; words stand 2.5 apart."""


class Piece(NamedTuple):
    """Some words of a passage: `kind` is “same”, “old” or “new”."""

    kind: str
    text: str


@dataclass(frozen=True)
class Passage:
    """Changes that stand near each other, among words that stayed; `where` says in which lines and pages."""

    where: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Heading:
    """A section with its changed passages."""

    name: str
    moved: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Sheet:
    """A picture of a page with the boxes that mark what changed, in points; y downwards."""

    name: str
    alt: str
    source: str
    width: float
    height: float
    boxes: tuple[tuple[float, float, float, float], ...]
    styled: tuple[tuple[float, float, float, float], ...]
    """Around words that only have another size, colour or face."""


@dataclass(frozen=True)
class Spread:
    """A page before and now."""

    name: str
    old: Sheet | None
    new: Sheet | None


@dataclass(frozen=True)
class Part:
    """What the report says about two PDFs."""

    name: str
    others: Sequence[str]
    headings: tuple[Heading, ...]
    footers: tuple[Heading, ...]
    facts: tuple[str, ...]
    spreads: tuple[Spread, ...]
    said: str
    """How its pages differ, in a line."""
    left_out: int
    """How many pairs of pages are not pictured."""


def write_report(collation: Collation, file: Path, workspace: Path) -> None:
    """Write the report, whole or not at all; raises InputProblems where that cannot be done."""
    with Bench() as bench:
        page = render_page(Disk(workspace), TEMPLATE, **_values(collation, bench))
    folder = file.parent / HIDDEN / DRAFTS
    try:
        write_whole(file, page.encode("utf-8", "backslashreplace"), folder)
    finally:
        remove_empty(file.parent, folder)


def _values(collation: Collation, bench: Bench) -> dict[str, object]:
    parts: list[Part] = []
    room = MOST_PAIRS
    for chapter in collation.chapters:
        if not chapter.prints.same:
            parts.append(_part(collation, chapter, room, bench))
            room -= len(parts[-1].spreads)
    return {
        "old": collation.old,
        "new": collation.new,
        "kind": collation.kind,
        "same": collation.same,
        "problems": [str(problem) for problem in collation.problems],
        "headings": headings_of(collation),
        "facts": [(fact.section, said_fact(fact)) for fact in collation.facts],
        "parts": parts,
        "files": collation.files,
        "files_said": said_files(collation),
    }


def _differs(section: Compared) -> bool:
    return bool(section.changes) or section.moved


def _part(collation: Collation, chapter: Chapter, room: int, bench: Bench) -> Part:
    prints = chapter.prints
    more = {(name, change.words) for name, change in collation.more_changes(chapter)}
    headings = []
    for section in prints.sections:
        if _differs(section):
            passages = tuple(_passages(section, None, {words for name, words in more if name == section.name}))
            if passages or section.moved:
                headings.append(Heading(section.name, section.moved, passages))
    footers = [
        Passage(
            said_pages(footer.spots),
            (Piece("same", footer.around[0]), *_pieces_of(footer.change), Piece("same", footer.around[1])),
        )
        for footer in collation.more_footers(chapter)
    ]
    pairs = [pair for pair in prints.pages if not pair.only_footer]
    feet = [pair for pair in prints.pages if pair.only_footer]
    pictured = (pairs + feet[:1])[: max(room, 0)]
    named = {"brochures": f"Pages of the {chapter.name}", "PDFs": "Words and pages"}
    return Part(
        named.get(collation.kind, chapter.name),
        others_of(chapter),
        tuple(headings),
        (Heading("Footers and running heads", False, tuple(footers)),) if footers else (),
        tuple(said_fact(fact) for fact in collation.more_facts(chapter)),
        tuple(_spread(prints, pair, bench) for pair in pictured),
        _said(prints, feet),
        len(pairs) - len([pair for pair in pictured if not pair.only_footer]),
    )


def _said(prints: Prints, feet: Sequence[PagePair]) -> str:
    said = [f"{numbers}: {how_alike}" for numbers, how_alike in said_pairs(prints.pages)]
    if feet:
        said.append(f"{numbers_of([pair.new or 0 for pair in feet])}: only the footer changed")
    return "; ".join(said) or "no page looks different"


# Words ---------------------------------------------------------------------------------------------


def headings_of(collation: Collation) -> list[Heading]:
    """List the sections of brochures in which words changed, or that stand in another place."""
    return [
        Heading(section.name, section.moved, tuple(_passages(section, collation, None)))
        for section in collation.sections
        if _differs(section)
    ]


def _passages(section: Compared, collation: Collation | None, only: set[tuple[str, str]] | None) -> Iterator[Passage]:
    """Yield the changes of a section, those that are near each other together; `only` names some by their words."""
    pieces: list[Piece] = []
    places: list[str] = []
    runs = section.runs
    for index, run in enumerate(runs):
        change = section.sides(run)
        if not run.same:
            if only is None or change.words in only:
                places.append(_where(change, section, collation))
            pieces += _pieces_of(change)
            continue
        words = change.new
        parts = [at for at, word in enumerate(words) if word.text.startswith(PART)]
        if 0 < index < len(runs) - 1 and len(words) <= 2 * AROUND and not parts:
            pieces.append(Piece("same", shown(words)))
            continue
        # What stands around is shown as far as the same paragraph goes.
        after = words[: parts[0] if parts else None]
        before = words[parts[-1] + 1 if parts else 0 :]
        if places:
            pieces.append(Piece("same", shown(after[:AROUND]) + (" …" if len(after) > AROUND else "")))
            yield Passage("; ".join(dict.fromkeys(places)), tuple(pieces))
        places = []
        pieces = [Piece("same", ("… " if len(before) > AROUND else "") + shown(before[-AROUND:]))]
    if places:
        yield Passage("; ".join(dict.fromkeys(places)), tuple(pieces))


def _pieces_of(change: Change) -> Iterator[Piece]:
    old, new = change.words
    if old:
        yield Piece("old", old)
    if new:
        yield Piece("new", new)


def _where(change: Change, section: Compared, collation: Collation | None) -> str:
    """Say in which line a change stands, in what kind of text, and on which pages."""
    if collation is None:
        return said_pages(pages_of(change))
    word: Word = (change.new or change.old)[0]
    old = "" if change.new else "of the old file"
    said = [f"line {word.line} {old}".strip()] if word.line else []
    said += [word.what] if word.what else []
    printed = collation.pages_of(change, section.name)
    return ", ".join([*said, *(f"{layout} {said_pages((before, now))}" for layout, before, now in printed)])


# Pictures ------------------------------------------------------------------------------------------


def _spread(prints: Prints, pair: PagePair, bench: Bench) -> Spread:
    name = f"{said_pair(pair)}: {how(pair)}"
    words = "; ".join(_on(prints, pair))
    marked = f" Marked: {words}." if words else ""
    return Spread(
        name[0].upper() + name[1:],
        _sheet("Old", prints.old, pair.old, marked, pair.old_boxes, pair.old_styled, bench) if pair.old else None,
        _sheet("New", prints.new, pair.new, marked, pair.new_boxes, pair.new_styled, bench) if pair.new else None,
    )


def _on(prints: Prints, pair: PagePair) -> Iterator[str]:
    """Say the changes of words on a page."""
    for section in prints.sections:
        for change in section.changes:
            old, new = pages_of(change)
            if pair.new in new or (pair.old in old and not new):
                yield said_change(change)


def _sheet(
    side: str,
    finished: Finished,
    number: int,
    marked: str,
    boxes: Sequence[Box],
    styled: Sequence[Box],
    bench: Bench,
) -> Sheet:
    page = finished.pages[number - 1]
    kind, content = bench.paint(finished.name, finished.content, number, DPI)

    def placed(box: Box) -> tuple[float, float, float, float]:
        beside, above = PAD
        corner = round(box.left - beside, 1), round(page.height - box.top - above, 1)
        return (*corner, round(box.width + 2 * beside, 1), round(box.height + 2 * above, 1))

    return Sheet(
        f"{side}, page {number}",
        f"{side} page {number}.{marked}",
        f"data:{kind};base64,{base64.b64encode(content).decode()}",
        round(page.width, 2),
        round(page.height, 2),
        tuple(placed(box) for box in _lined(boxes)),
        tuple(placed(box) for box in _lined(styled)),
    )


def _lined(boxes: Sequence[Box]) -> list[Box]:
    """Join the boxes of words that follow each other on a line."""
    joined: list[Box] = []
    for box in boxes:
        last = joined[-1] if joined else None
        middle = (box.bottom + box.top) / 2
        if last and last.bottom < middle < last.top and -box.height < box.left - last.right < box.height:
            joined[-1] = last.joined(box)
        else:
            joined.append(box)
    return joined

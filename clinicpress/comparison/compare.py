"""Compares two finished PDFs: which words changed, on which pages, and what only looks different.

Words are compared section by section, footers page by page. A page on which no word changed may still
be another: its lines moved, or an area of it looks different. A page that is the same to the eye is
not told of, nor that a page's number follows from the number of pages.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import takewhile, zip_longest
from typing import NamedTuple

from clinicpress.comparison.likeness import blanked, differing
from clinicpress.comparison.pagewords import PageWords, repeated_lines, whole_words, words_of
from clinicpress.comparison.variants import PART, Change, Compared, Word, changes_of, compare_stretches, runs_of, shown
from clinicpress.ground.characters import plain_spaces
from clinicpress.readback.finished import Box, Finished
from clinicpress.readback.sight import picture

LOOK_DPI = 72
"""Pages are looked at with so many dots an inch."""
AROUND = 3
"""So many words around a change tell where in a footer it is."""
STILL = 0.5
"""A word that is found less than so many points further on has not moved."""

WORDS = "words"
FOOT = "footer"
MOVED = "moved"
STYLED = "style"
FLOWED = "flowed"
LOOKS = "looks"
ADDED = "added"
REMOVED = "removed"
"""How a page differs from what it was."""


TITLE = "title of the file"
ALT = "alt text"
Spots = tuple[tuple[int, ...], tuple[int, ...]]
"""The pages on which something stood, and those on which it stands."""


class Fact(NamedTuple):
    """Something that is no word on a page, and that differs."""

    what: str
    old: str
    new: str
    section: str = ""
    line: int = 0


class FooterChange(NamedTuple):
    """A change in footers or running heads, with the pages on which it is the same."""

    change: Change
    around: tuple[str, str]
    """Some words that stand before and after it."""
    spots: Spots


@dataclass(frozen=True)
class PagePair:
    """A page and what became of it; `said` tells how they differ."""

    old: int | None
    new: int | None
    said: tuple[str, ...]
    old_boxes: tuple[Box, ...] = ()
    """What changed on the old page: words, or areas that look different."""
    new_boxes: tuple[Box, ...] = ()
    old_styled: tuple[Box, ...] = ()
    """Words on the old page that are set in another size, colour or face now."""
    new_styled: tuple[Box, ...] = ()
    look: str = ""
    """A digest of what looks different; the same for pages that differ alike."""

    @property
    def only_footer(self) -> bool:
        """Whether nothing but the footer changed."""
        return self.said == (FOOT,)


@dataclass(frozen=True)
class Prints:
    """Two PDFs compared."""

    old: Finished
    new: Finished
    sections: tuple[Compared, ...] = ()
    footers: tuple[FooterChange, ...] = ()
    pages: tuple[PagePair, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def same(self) -> bool:
        """Whether no difference was found."""
        changed = any(section.changes or section.moved for section in self.sections)
        return not (changed or self.footers or self.pages or self.facts)

    def same_as(self, other: Prints) -> bool:
        """Tell whether two other PDFs differ from each other in the same way."""
        return self._signature == other._signature

    @cached_property
    def _signature(self) -> object:
        changes = [
            (section.name, section.moved, change.words, pages_of(change))
            for section in self.sections
            for change in section.changes or [Change((), ())]
            if section.changes or section.moved
        ]
        footers = [(footer.change.words, footer.spots) for footer in self.footers]
        pages = [(pair.old, pair.new, pair.said, pair.look) for pair in self.pages]
        return changes, footers, pages, self.facts


def pages_of(change: Change) -> Spots:
    """Return the pages on which changed words stood, and stand."""
    old, new = (sorted({spot.page for word in side for spot in word.spots}) for side in change)
    return tuple(old), tuple(new)


def compare_prints(old: Finished, new: Finished) -> Prints:
    """Compare two PDFs; where one has no tags, neither's are used."""
    if old.content == new.content:
        return Prints(old, new)
    tagged = old.tagged and new.tagged
    known = whole_words(old) | whole_words(new)
    edges = repeated_lines(old) | repeated_lines(new)
    before, after = words_of(old, tagged, known, edges), words_of(new, tagged, known, edges)
    sections = tuple(compare_stretches(before.stretches, after.stretches))
    footers = tuple(_footers(before, after))
    pages = tuple(_Pages(old, new, before, after, sections).compare())
    return Prints(old, new, sections, footers, pages, tuple(_facts(old, new)))


def _footers(before: PageWords, after: PageWords) -> Iterator[FooterChange]:
    """Compare what runs along on each page with what ran along on that page, or on the last."""
    found: dict[tuple[str, ...], tuple[Change, tuple[str, str], set[int], set[int]]] = {}
    for number in range(1, max(len(before.running), len(after.running)) + 1):
        numbers = min(number, len(before.running)), min(number, len(after.running))
        old, new = before.running[numbers[0]], after.running[numbers[1]]
        for run in runs_of([word.text for word in old], [word.text for word in new]):
            if not run.same:
                change = Change(old[run.a : run.b], new[run.c : run.d])
                before_it = list(takewhile(_is_word, reversed(new[: run.c])))[:AROUND]
                after_it = list(takewhile(_is_word, new[run.d :]))[:AROUND]
                around = shown(before_it[::-1]), shown(after_it)
                known = found.setdefault(change.words, (change, around, set(), set()))
                known[2].add(numbers[0])
                known[3].add(numbers[1])
    for change, around, old_pages, new_pages in found.values():
        yield FooterChange(change, around, (tuple(sorted(old_pages)), tuple(sorted(new_pages))))


def _is_word(word: Word) -> bool:
    return not word.text.startswith(PART)


def _facts(old: Finished, new: Finished) -> Iterator[Fact]:
    """Compare what a PDF says beside its pages, and what a screen reader says of pictures."""

    def told(of: Finished) -> dict[str, str]:
        links = (link.uri for page in of.pages for link in page.links if link.uri)
        pictures = (placed.pixels for page in of.pages for placed in page.pictures)
        sizes = (f"{page.width:.0f} × {page.height:.0f} pt" for page in of.pages)
        return {
            "pages": str(len(of.pages)),
            "page size": ", ".join(dict.fromkeys(sizes)),
            TITLE: plain_spaces(of.title),
            "language": of.language,
            "tags for screen readers": "yes" if of.tagged else "no",
            "links lead to": ", ".join(sorted(links)),
            "pictures": ", ".join(sorted(f"{across} × {down} pixels" for across, down in pictures)),
        }

    before, after = told(old), told(new)
    for what, was in before.items():
        if was != after[what]:
            yield Fact(what, was, after[what])
    alts = [[plain_spaces(part.alt) for part in of.elements() if part.alt] for of in (old, new)]
    for run in runs_of(*alts):
        if not run.same:
            yield Fact(ALT, "; ".join(alts[0][run.a : run.b]), "; ".join(alts[1][run.c : run.d]))


class _Pages:
    """Compares the pages of two PDFs whose words were compared."""

    def __init__(
        self, old: Finished, new: Finished, before: PageWords, after: PageWords, sections: Iterable[Compared]
    ) -> None:
        self.files = (old, new)
        self.words = (before, after)
        self.changed: tuple[dict[int, list[Box]], dict[int, list[Box]]] = (defaultdict(list), defaultdict(list))
        self.styled: tuple[dict[int, list[Box]], dict[int, list[Box]]] = (defaultdict(list), defaultdict(list))
        self.restyled: list[tuple[Word, Word]] = []
        self.gone: set[int] = set()
        """The words that changed: the very objects, for the same word may stand elsewhere."""
        for section in sections:
            for run in section.runs:
                change = section.sides(run)
                if run.same:
                    pairs = [pair for pair in zip(*change, strict=True) if pair[0].look != pair[1].look]
                    self.restyled += pairs
                    for side in (0, 1):
                        _note(self.styled[side], (pair[side] for pair in pairs))
                else:
                    self.gone |= {id(word) for side in change for word in side}
                    for side in (0, 1):
                        _note(self.changed[side], change[side])

    def compare(self) -> Iterator[PagePair]:
        """Yield the pairs of pages that differ, in order."""
        for old, new in self._pairs():
            if old is None or new is None:
                boxes = tuple(self.changed[old is None][new or old or 0])
                yield PagePair(
                    old, new, (REMOVED,) if new is None else (ADDED,), *((boxes, ()) if old else ((), boxes))
                )
                continue
            pair = self._compare(old, new)
            if pair.said:
                yield pair

    def _pairs(self) -> Iterator[tuple[int | None, int | None]]:
        one, other = (
            [tuple(word.text for word in side.by_page[page]) for page in sorted(side.by_page)] for side in self.words
        )
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        for _, a, b, c, d in matcher.get_opcodes():
            yield from zip_longest(range(a + 1, b + 1), range(c + 1, d + 1))

    def _compare(self, old: int, new: int) -> PagePair:
        boxes = list(self.changed[0][old]), list(self.changed[1][new])
        styled = self.styled[0][old], self.styled[1][new]
        feet = changes_of(self.words[0].running[old], self.words[1].running[new])
        said: list[str] = []
        look = ""
        if any(boxes):
            said.append(WORDS)
        if any(styled):
            said.append(STYLED)
            looks = sorted({repr((one.look, other.look)) for one, other in self.restyled})
            look = hashlib.sha256("".join(looks).encode()).hexdigest()
        known = [*boxes[0], *boxes[1], *styled[0], *styled[1]]
        still, beside = self._still(old, new)
        if not still and not said:
            said.append(MOVED if self._has_its_words(old, new) else FLOWED)
        if feet:
            said.append(FOOT)
        if still:
            areas, digest = self._looks(old, new, bool(feet), [*known, *beside])
            if areas:
                said.append(LOOKS)
                look += digest
                boxes[0].extend(areas)
                boxes[1].extend(areas)
        for side in (0, 1):
            boxes[side].extend(spot.box for change in feet for word in change[side] for spot in word.spots)
        return PagePair(
            old, new, tuple(said), tuple(boxes[0]), tuple(boxes[1]), tuple(styled[0]), tuple(styled[1]), look
        )

    def _has_its_words(self, old: int, new: int) -> bool:
        before, after = (
            [word.text for word in side.by_page[n]] for side, n in zip(self.words, (old, new), strict=True)
        )
        return before == after

    def _still(self, old: int, new: int) -> tuple[bool, list[Box]]:
        """Tell whether the words that stayed are where they were.

        Those on a line with a word that changed may move along it; their boxes are returned.
        """
        bands = [*self.changed[0][old], *self.changed[1][new]]
        kept = [
            [word for word in side.by_page[page] if id(word) not in self.gone]
            for side, page in zip(self.words, (old, new), strict=True)
        ]
        beside: list[Box] = []
        if len(kept[0]) != len(kept[1]):
            return False, beside
        for one, other in zip(*kept, strict=True):
            if one.text != other.text:
                return False, beside
            spots = [spot.box for word in (one, other) for spot in word.spots]
            if all(any(_on_line(box, band) for band in bands) for box in spots):
                beside += spots
            elif not _is_still(one, other):
                return False, beside
        return True, beside

    def _looks(self, old: int, new: int, feet_changed: bool, known: Iterable[Box]) -> tuple[list[Box], str]:
        """List the areas that look different, with a digest of them.

        Left out are boxes of which something is known already, the words of footers that changed, and
        the numbers of pages that follow from their count.
        """
        words = [
            (word, spot.box)
            for side, page in zip(self.words, (old, new), strict=True)
            for word in side.running[page]
            for spot in word.spots
        ]
        apart = list(known)
        if feet_changed:
            apart += [box for _, box in words]
        elif old != new or len(self.files[0].pages) != len(self.files[1].pages):
            lines = [box for word, box in words if word.text.startswith(PART)]
            apart += [box for _, box in words if any(_on_line(box, line) for line in lines)]
        both = list(zip(self.files, (old, new), strict=True))
        dpi = min(file.pages[page - 1].dpi(LOOK_DPI) for file, page in both)
        one, other = (blanked(picture(file.content, page, dpi), apart, dpi) for file, page in both)
        return differing(one, other, dpi)


def _on_line(one: Box, other: Box) -> bool:
    return one.bottom < other.top and one.top > other.bottom


def _note(boxes: dict[int, list[Box]], words: Iterable[Word]) -> None:
    for word in words:
        for spot in word.spots:
            boxes[spot.page].append(spot.box)


def _is_still(one: Word, other: Word) -> bool:
    if one.text != other.text or len(one.spots) != len(other.spots):
        return False
    return all(
        abs(a.box.left - b.box.left) < STILL and abs(a.box.bottom - b.box.bottom) < STILL
        for a, b in zip(one.spots, other.spots, strict=True)
    )

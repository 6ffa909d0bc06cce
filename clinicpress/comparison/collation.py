"""A collation: all that two brochures, two PDFs or two folders differ in.

The words of brochures come from their files. Which pages they stand on is found out here, from what
changed in the PDFs that were printed of them.
"""

from __future__ import annotations

import string
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from clinicpress.comparison.compare import ALT, TITLE, Fact, FooterChange, Prints, Spots, pages_of
from clinicpress.comparison.passages import REPEATED
from clinicpress.comparison.variants import PART, Change, Compared, Word, changes_of, split
from clinicpress.content.inline import without_marks
from clinicpress.ground.problems import Problem


@dataclass(frozen=True)
class Chapter:
    """Two PDFs of a collation; `name` says what they are, `others` which files differ in the same way."""

    name: str
    prints: Prints
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Files:
    """What became of the files of a folder."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: int = 0


@dataclass(frozen=True)
class Collation:
    """All that two things differ in; `old` and `new` are what people called them."""

    old: str
    new: str
    kind: str
    """What was compared: “brochures”, “PDFs” or “folders”."""
    sections: tuple[Compared, ...] = ()
    """The words of brochures; those of PDFs are in the chapters."""
    facts: tuple[Fact, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    files: Files | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def same(self) -> bool:
        """Whether no difference was found, and none can be hidden by a problem."""
        told = any(section.changes or section.moved for section in self.sections)
        files = self.files and (self.files.added or self.files.removed or self.files.changed)
        return not (
            told or self.facts or files or self.problems or any(not chapter.prints.same for chapter in self.chapters)
        )

    @property
    def alike(self) -> tuple[str, ...]:
        """The files that have other bytes, but the same words and looks."""
        return tuple(name for each in self.chapters if each.prints.same for name in (each.name, *each.others))

    def pages_of(self, change: Change, section: str) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
        """Return where a brochure's change stands: layout, pages before, pages now."""
        found = []
        for chapter in self.chapters:
            printed = [
                (name, spots) for name, each, spots in _printed(chapter.prints, section) if _is_part(each, change)
            ]
            # The same change may stand in several sections; those of its own name are nearer.
            spots = [each for name, each in printed if name == section] or [each for _, each in printed]
            old, new = (tuple(sorted({page for pair in spots for page in pair[side]})) for side in (0, 1))
            if old or new:
                found.append((chapter.name, old, new))
        return found

    def more_changes(self, chapter: Chapter) -> list[tuple[str, Change]]:
        """List what changed on pages, with its section, and is no part of what changed in the brochure."""
        facts = [_as_change(fact) for fact in self.facts]
        return [
            (section.name, change)
            for section in chapter.prints.sections
            for change in section.changes
            if not self._tells(change, None) and not any(_is_part(change, fact) for fact in facts)
        ]

    def more_footers(self, chapter: Chapter) -> list[FooterChange]:
        """List what changed in footers, and is no part of what changed in the brochure."""
        return [footer for footer in chapter.prints.footers if not self._tells(footer.change, REPEATED)]

    def more_facts(self, chapter: Chapter) -> list[Fact]:
        """List what else differs in the files, and does not follow from what changed in the brochure."""
        texts = {TITLE: REPEATED, ALT: None}
        return [
            fact
            for fact in chapter.prints.facts
            if fact.what not in texts
            or not all(self._tells(change, texts[fact.what]) for change in changes_of(*_as_change(fact)))
        ]

    def _tells(self, printed: Change, names: Container[str] | None) -> bool:
        """Tell whether a change in a PDF is one of the brochure's words, or a part of one; `names` are sections."""
        sections = [each for each in self.sections if names is None or each.name in names]
        return any(_is_part(printed, change) for section in sections for change in section.changes)


def _as_change(fact: Fact) -> Change:
    old, new = (tuple(map(Word, split(text))) for text in (fact.old, fact.new))
    return Change(old, new)


def _printed(prints: Prints, section: str) -> Iterator[tuple[str, Change, Spots]]:
    yield from ((section.name, each, pages_of(each)) for section in prints.sections for each in section.changes)
    if section in REPEATED:
        # A change in a footer has the words of its first page only.
        yield from (("", footer.change, footer.spots) for footer in prints.footers)


_PUNCTUATION = string.punctuation + "“”‘’…«»،؛؟۔।。、，：；！？「」"
"""What may stand around a word."""


def _is_part(printed: Change, written: Change) -> bool:
    """Tell whether a change on a page is one of the brochure's, or a part of it.

    A template may end a label with a stop, and print of a new section this here and that there.
    """
    if [bool(side) for side in printed] != [bool(side) for side in written]:
        return False
    if all(_plain(one) in _plain(other) for one, other in zip(printed, written, strict=True)):
        return True
    bare = [[_bare(side) for side in change] for change in (printed, written)]
    if printed.old and printed.new:
        return bare[0][0] != bare[0][1] and all(
            f" {' '.join(one)} " in f" {' '.join(other)} " for one, other in zip(*bare, strict=True)
        )
    return all(_in_order(one, other) for one, other in zip(*bare, strict=True))


def _plain(words: Sequence[Word]) -> str:
    """Return words as they are printed, each between spaces."""
    text = " ".join("" if word.text.startswith(PART) else word.text for word in words)
    return f" {' '.join(split(without_marks(text)))} "


def _bare(words: Sequence[Word]) -> list[str]:
    """Return words as they are printed, without the punctuation around them."""
    return [bare for word in _plain(words).split() if (bare := word.strip(_PUNCTUATION))]


def _in_order(some: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether words are found among others in their order, be it with some between them."""
    rest = iter(words)
    return all(word in rest for word in some)

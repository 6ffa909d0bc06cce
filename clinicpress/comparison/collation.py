"""A collation: all that two brochures, two PDFs or two folders differ in.

The words of brochures come from their files. Which pages they stand on is found out here, from what
changed in the PDFs that were printed of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clinicpress.comparison.compare import Fact, Prints, pages_of
from clinicpress.comparison.variants import PART, Change, Compared, Word, split
from clinicpress.markup import without_marks
from clinicpress.problems import Problem


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
            printed = [(name, each) for name, each in _printed(chapter.prints) if _is_part(each, change)]
            # The same change may stand in several sections; those of its own name are nearer.
            own = [each for name, each in printed if name == section] or [each for _, each in printed]
            spots = [pages_of(each) for each in own]
            old, new = (tuple(sorted({page for pair in spots for page in pair[side]})) for side in (0, 1))
            if old or new:
                found.append((chapter.name, old, new))
        return found

    def more_changes(self, chapter: Chapter) -> list[tuple[str, Change]]:
        """List what changed on pages, with its section, and is no part of what changed in the brochure."""
        told = [change for section in self.sections for change in section.changes]
        facts = [Change((Word(fact.old),), (Word(fact.new),)) for fact in self.facts]
        return [
            (section.name, change)
            for section in chapter.prints.sections
            for change in section.changes
            if not any(_is_part(change, each) for each in [*told, *facts])
        ]


def _printed(prints: Prints) -> Iterator[tuple[str, Change]]:
    yield from ((section.name, change) for section in prints.sections for change in section.changes)
    yield from (("", footer.change) for footer in prints.footers)


def _is_part(printed: Change, written: Change) -> bool:
    """Tell whether a change on a page is one of the brochure's, or a part of it."""
    return all(
        _plain(one) in _plain(other) and bool(one) == bool(other) for one, other in zip(printed, written, strict=True)
    )


def _plain(words: Sequence[Word]) -> str:
    """Return words as they are printed, each between spaces."""
    text = " ".join("" if word.text.startswith(PART) else word.text for word in words)
    return f" {' '.join(split(without_marks(text)))} "

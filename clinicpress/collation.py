"""Collation: two versions of a brochure, or two PDFs, or two folders, compared as a whole.

A brochure's words come from its files, and the pages on which they stand from printing both. Where
one does not print, its words are compared all the same, and the problems are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from clinicpress.compare import Fact, Prints, compare_prints, pages_of
from clinicpress.finished import squeezed
from clinicpress.galley import Galley, opened
from clinicpress.markup import without_marks
from clinicpress.passages import Detail, Passages
from clinicpress.problems import Problem
from clinicpress.readback import read_back, read_file
from clinicpress.wording import PART, Change, Compared, Word, compare_stretches, runs_of


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
        """Whether no difference was found."""
        told = any(section.changes or section.moved for section in self.sections)
        files = self.files and (self.files.added or self.files.removed or self.files.changed)
        return not (told or self.facts or files or any(not chapter.prints.same for chapter in self.chapters))

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


def collate_prints(old: Path, new: Path) -> Collation:
    """Compare two PDFs; raises InputProblems where one cannot be read."""
    prints = compare_prints(read_file(old), read_file(new))
    return Collation(str(old), str(new), "PDFs", chapters=(Chapter("", prints),))


def collate_brochures(old: Path, new: Path, workspace: Path) -> Collation:
    """Compare two brochures' files; raises InputProblems where one cannot be read at all."""
    with opened(old, new, workspace) as galleys:
        passages = [galley.passages() for galley in galleys]
        sections: list[Compared] = []
        facts: list[Fact] = []
        if passages[0] is not None and passages[1] is not None:
            sections = compare_stretches(passages[0].stretches, passages[1].stretches)
            facts = list(_details(passages[0], passages[1], sections))
        chapters = tuple(_chapters(*galleys))
        problems = sorted({problem for galley in galleys for problem in galley.found})
    return Collation(str(old), str(new), "brochures", tuple(sections), tuple(facts), chapters, None, tuple(problems))


def _chapters(old: Galley, new: Galley) -> Iterator[Chapter]:
    before, after = old.prints(), new.prints()
    for layout in before:
        if layout in after:
            one, other = (read_back(made[layout], layout) for made in (before, after))
            yield Chapter(layout, compare_prints(one, other))


def _details(before: Passages, after: Passages, sections: Sequence[Compared]) -> Iterator[Fact]:
    """Compare the details of sections that are each other's counterpart, and those of the whole brochures."""
    pairs = [(each.old.key if each.old else "", each.new.key if each.new else "") for each in sections]
    paired = [{pair[side] for pair in pairs} for side in (0, 1)]
    left = [[key for key in each.names if key not in keys] for each, keys in zip((before, after), paired, strict=True)]
    pairs += [(key, key if key in left[1] else "") for key in left[0]]
    pairs += [("", key) for key in left[1] if key not in left[0]]
    for old, new in pairs:
        name = after.names.get(new) or before.names[old]
        yield from _changed(before.details.get(old, []), after.details.get(new, []), name)


def _changed(old: Sequence[Detail], new: Sequence[Detail], section: str) -> Iterator[Fact]:
    for run in runs_of([_said(detail) for detail in old], [_said(detail) for detail in new]):
        if run.same:
            continue
        left = list(old[run.a : run.b])
        for detail in new[run.c : run.d]:
            was = next((each for each in left if each.what == detail.what), None)
            if was is not None:
                left.remove(was)
            yield Fact(detail.what, was.value if was else "", detail.value, section, detail.line)
        yield from (Fact(detail.what, detail.value, "", section, detail.line) for detail in left)


def _said(detail: Detail) -> str:
    return f"{PART}{detail.what}: {detail.value}"


def _printed(prints: Prints) -> Iterator[tuple[str, Change]]:
    yield from ((section.name, change) for section in prints.sections for change in section.changes)
    yield from (("", footer.change) for footer in prints.footers)


def _is_part(printed: Change, written: Change) -> bool:
    """Tell whether a change on a page is one of the brochure's, or a part of it."""
    return all(
        _letters(one) in _letters(other) and bool(one) == bool(other)
        for one, other in zip(printed, written, strict=True)
    )


def _letters(words: Sequence[Word]) -> str:
    text = " ".join("" if word.text.startswith(PART) else word.text for word in words)
    return squeezed(without_marks(text))

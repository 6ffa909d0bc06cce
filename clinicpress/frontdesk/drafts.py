"""Drafts: what a worker does with a text that nobody has saved. It is proven, painted, checked and compared.

A draft stands over the files as they are on the disk at that moment, so that an editor's pages show
what saving it would print. Nothing is written here.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clinicpress.comparison.collation import Collation
from clinicpress.comparison.findings import said_fact, said_pairs
from clinicpress.comparison.galley import Galley
from clinicpress.comparison.revisions import collate_galleys
from clinicpress.comparison.sidebyside import Heading, headings_of
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.desk.check import Checked, examine
from clinicpress.frontdesk.errands import Bench
from clinicpress.frontdesk.proofs import Proof, prove
from clinicpress.ground.problems import InputProblems, Problem
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.readback.sight import picture
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved


@dataclass(frozen=True)
class Draft:
    """A file's name in the workspace, and a text for it."""

    name: str
    text: str = field(repr=False)

    def catalog(self, bench: Bench) -> Catalog:
        """Return the catalogue of the workspace with this text in it."""
        return Catalog(Unsaved(Disk(bench.root), {self.name: self.text}))


@dataclass(frozen=True)
class Proving:
    """Print a job with a draft."""

    draft: Draft
    job: Job

    def run(self, bench: Bench) -> Proof:
        """Return the proof; raises InputProblems with all that keeps it from being printed."""
        return prove(self.draft.catalog(bench), self.job)


@dataclass(frozen=True)
class Painting:
    """Paint a page of a file at hand."""

    content: bytes = field(repr=False)
    page: int
    """Counted from 1."""
    dpi: float

    def run(self, _: Bench) -> bytes:
        """Return a PNG, quickly packed."""
        held = io.BytesIO()
        picture(self.content, self.page, self.dpi).save(held, "PNG", compress_level=1)
        return held.getvalue()


@dataclass(frozen=True)
class Report:
    """What the editor's desk found in a draft."""

    to_settle: tuple[Problem, ...]
    would_help: tuple[Problem, ...]
    checked: Checked | None


@dataclass(frozen=True)
class Checking:
    """Have the editor's desk look at a draft of a brochure."""

    draft: Draft
    slug: str
    language: str
    jobs: tuple[Job, ...]
    """What is tried."""
    today: dt.date

    def run(self, bench: Bench) -> Report:
        """Return what was found; raises InputProblems where the draft cannot be read at all."""
        catalog = self.draft.catalog(bench)
        press = Press(catalog, Rack())
        found: set[Problem] = set()
        for job in self.jobs:
            try:
                press.print(job)
            except InputProblems as error:
                found.update(error.problems)
        findings = examine(catalog, [self.slug], self.jobs, sorted(found), self.today)
        checked = next((each for each in findings.brochures if each.language == self.language), None)
        return Report(self._own(findings.to_settle), self._own(findings.would_help), checked)

    def _own(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Leave out what is about the brochure in other languages."""
        folder = f"brochures/{self.slug}/"
        return tuple(
            each
            for each in problems
            if each.place.file == self.draft.name
            or not (each.place.file.startswith(folder) and each.place.file.endswith(".yaml"))
        )


@dataclass(frozen=True)
class Differences:
    """What a draft of a brochure changes of what is printed now."""

    headings: tuple[Heading, ...]
    facts: tuple[tuple[str, str], ...]
    """What else differs: the section, and words for people."""
    pages: tuple[tuple[str, str], ...]
    """By layout, how the pages differ."""
    problems: tuple[Problem, ...]
    words: bool
    """Whether anything changed that patients read."""
    version: bool
    """Whether the version is another one, too."""


@dataclass(frozen=True)
class Comparing:
    """Compare a draft of a brochure with what is saved, and so printed, now."""

    draft: Draft
    slug: str
    language: str

    def run(self, bench: Bench) -> Differences:
        """Return the differences; raises InputProblems where one of the two cannot be read at all."""
        name = Path(self.draft.name)
        saved = Galley(name, Catalog(Disk(bench.root)), self.slug, self.language)
        draft = Galley(name, self.draft.catalog(bench), self.slug, self.language)
        return _told(collate_galleys(saved, draft, "saved", "draft"))


def _told(collation: Collation) -> Differences:
    return Differences(
        tuple(headings_of(collation)),
        tuple((fact.section, said_fact(fact)) for fact in collation.facts),
        tuple(
            (chapter.name, f"{numbers}: {how}")
            for chapter in collation.chapters
            for numbers, how in said_pairs(chapter.prints.pages)
        ),
        collation.problems,
        any(section.changes or section.moved for section in collation.sections),
        any(fact.what == "version" for fact in collation.facts),
    )

"""Drafts: what a worker does with a text that nobody has saved. It is proven, painted, checked and compared.

A draft stands over the files as they are on the disk at that moment, so that an editor's pages show
what saving it would print. Nothing is written here.
"""

from __future__ import annotations

import datetime as dt
import pathlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from clinicpress.comparison.collation import Collation
from clinicpress.comparison.findings import said_fact, said_pairs
from clinicpress.comparison.galley import Galley
from clinicpress.comparison.revisions import collate_galleys
from clinicpress.comparison.sidebyside import Heading, headings_of
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.fieldwords import load_field_words
from clinicpress.copydesk.proofs import Proof, prove
from clinicpress.copydesk.worktable import Choices, Worktable, choices, job_of, offers, products, title_of
from clinicpress.desk.check import Checked, examine
from clinicpress.editing.changes import Change, applied
from clinicpress.editing.faults import problems_in
from clinicpress.editing.forms import form_of, walk
from clinicpress.editing.outline import path_at
from clinicpress.editing.saving import open_file
from clinicpress.editing.starts import starts
from clinicpress.editing.survey import Path, surveyed
from clinicpress.frontdesk.errands import Bench
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.readback.sight import picture, png
from clinicpress.workspace.disk import Disk


@dataclass(frozen=True)
class Draft:
    """A file's name in the workspace, and a text for it."""

    name: str
    text: str = field(repr=False)

    def catalog(self, bench: Bench) -> Catalog:
        """Return the catalogue of the workspace with this text in it."""
        return bench.draft(self.name, self.text)


@dataclass(frozen=True)
class Formed:
    """A text, and its form; none where YAML cannot read it."""

    text: str = field(repr=False)
    form: dict[str, Any] | None


@dataclass(frozen=True)
class Forming:
    """Make changes in a draft, and its form."""

    draft: Draft
    changes: tuple[Change, ...] = ()

    def run(self, bench: Bench) -> Formed:
        """Return the new text with its form; raises InputProblems where a change cannot be made."""
        words = load_field_words(Disk(bench.root))
        text = applied(self.draft.name, self.draft.text, self.changes, words)
        try:
            return Formed(text, form_of(self.draft.name, text, words).facts())
        except InputProblems:
            return Formed(text, None)


Located = tuple[Problem, "Path | None"]
"""A problem, and the path of the field that it is about."""


@dataclass(frozen=True)
class Proven:
    """What became of a draft: a proof with the paths of the texts of its spots, or what keeps it from being printed."""

    proof: Proof | None
    spots: tuple[tuple[tuple[Path, str], ...], ...] = ()
    """For each spot of the proof the texts of the draft that stand there: their paths and words."""
    problems: tuple[Located, ...] = ()
    unknown: bool = False
    """Whether there is no such job."""


@dataclass(frozen=True)
class Proving:
    """Print a job with a draft; `asked` are the names of its parts."""

    draft: Draft
    asked: dict[str, str]

    def run(self, bench: Bench) -> Proven:
        """Return what became of it."""
        catalog = self.draft.catalog(bench)
        try:
            job = job_of(catalog, self.asked)
            if job is None:
                return Proven(None, unknown=True)
            proof = prove(catalog, job)
        except InputProblems as error:
            return Proven(None, problems=located(self.draft, error.problems, bench))
        survey = surveyed(self.draft.text, self.draft.name)

        def said(place: Place) -> tuple[Path, str]:
            path = path_at(survey, place)
            value = survey.node(path).value
            return path, str(value) if isinstance(value, str) else ""

        own = [[place for place in spot.places if place.file == self.draft.name] for spot in proof.spots]
        texts = tuple(tuple(dict.fromkeys(map(said, places))) for places in own)
        # Of a brochure a job needs all; another file may be wrong where this job does not need it.
        whole = self.draft.name == f"brochures/{job.slug}/{job.language}.yaml"
        wrong = [] if whole else problems_in(Disk(bench.root), self.draft.name, self.draft.text)
        return Proven(proof, texts, located(self.draft, wrong, bench) if wrong else ())


def located(draft: Draft, problems: Iterable[Problem], bench: Bench) -> tuple[Located, ...]:
    """Return problems with the paths of the fields of the draft that they are about."""
    found = list(problems)
    paths: dict[Problem, Path] = {}
    try:
        form = form_of(draft.name, draft.text, load_field_words(Disk(bench.root)), found)
        paths = {problem: each.path for each in walk(form.root) for problem in each.problems}
    except InputProblems:
        pass  # what YAML cannot read has no fields
    return tuple((problem, paths.get(problem)) for problem in found)


@dataclass(frozen=True)
class Painting:
    """Paint a page of a file at hand."""

    content: bytes = field(repr=False)
    page: int
    """Counted from 1."""
    dpi: float

    def run(self, _: Bench) -> bytes:
        """Return a PNG, quickly packed."""
        return png(picture(self.content, self.page, self.dpi))


@dataclass(frozen=True)
class Report:
    """What the editor's desk found in a draft."""

    to_settle: tuple[Located, ...]
    would_help: tuple[Located, ...]
    score: str
    """How the scorecard came out, or why there is none."""
    rows: tuple[tuple[str, str, str], ...]
    """The items of the scorecard: verdict, what is asked, what was seen."""


@dataclass(frozen=True)
class Checking:
    """Have the editor's desk look at a draft of a brochure."""

    draft: Draft
    slug: str
    language: str
    clinic: str
    """For whom it is tried."""
    today: dt.date

    def run(self, bench: Bench) -> Report:
        """Return what was found; raises InputProblems where the draft cannot be read at all."""
        catalog = self.draft.catalog(bench)
        press = Press(catalog, Rack())
        found: set[Problem] = set()
        jobs = [
            Job(self.clinic, self.language, edition, self.slug, layout)
            for edition, layout in products(catalog)
            if self.clinic in catalog.clinics()
        ]
        for job in jobs:
            try:
                press.print(job)
            except InputProblems as error:
                found.update(error.problems)
        findings = examine(catalog, [self.slug], jobs, sorted(found), self.today)
        checked = next((each for each in findings.brochures if each.language == self.language), None)
        settle, helping = (
            located(self.draft, self._own(each), bench) for each in (findings.to_settle, findings.would_help)
        )
        return Report(settle, helping, *_scored(checked))

    def _own(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Leave out what is about the brochure in other languages."""
        folder = f"brochures/{self.slug}/"
        return tuple(
            each
            for each in problems
            if each.place.file == self.draft.name
            or not (each.place.file.startswith(folder) and each.place.file.endswith(".yaml"))
        )


def _scored(checked: Checked | None) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    if checked is None or checked.card is None:
        return checked.unscored if checked else "", ()
    rows = tuple((row.verdict, str(row.words), str(row.seen)) for row in checked.card.rows)
    return checked.card.score, rows


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
    version: str
    """The version that is saved, where that is another one; else empty."""


@dataclass(frozen=True)
class Comparing:
    """Compare a draft of a brochure with what is saved, and so printed, now."""

    draft: Draft
    slug: str
    language: str

    def run(self, bench: Bench) -> Differences:
        """Return the differences; raises InputProblems where one of the two cannot be read at all."""
        name = pathlib.Path(self.draft.name)
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
        next((fact.old for fact in collation.facts if fact.what == "version"), ""),
    )


@dataclass(frozen=True)
class Opened:
    """A file as its page begins with it."""

    text: str = field(repr=False)
    base: str
    """The SHA-256 of the file."""
    formed: Formed
    title: str
    choices: Choices
    offers: dict[str, list[tuple[str, str]]]
    adds: dict[str, tuple[str, str]]
    """What can be added to lists: what it is called, and what it is."""


@dataclass(frozen=True)
class Opening:
    """Open a file that is to be edited."""

    table: Worktable

    def run(self, bench: Bench) -> Opened:
        """Return what its page begins with; raises InputProblems where it is no text that can be edited."""
        catalog = Catalog(Disk(bench.root))
        file = open_file(bench.root, self.table.name)
        return Opened(
            file.text,
            file.digest,
            Forming(Draft(self.table.name, file.text)).run(bench),
            title_of(catalog, self.table),
            choices(catalog, self.table),
            offers(catalog, self.table),
            {each.name: (each.label, each.about) for each in starts(load_field_words(catalog.workspace))},
        )

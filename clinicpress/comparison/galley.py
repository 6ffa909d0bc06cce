"""Galleys: a brochure's file, wherever it lies, read and printed as a brochure of a workspace.

A file that lies in a workspace is read there. An older copy that was saved somewhere else is read
as if it lay in the workspace at hand, with its templates, sources and figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from clinicpress.comparison.passages import Passages, passages_of
from clinicpress.content.catalog import EDITIONS, Catalog
from clinicpress.content.citing import numbered_ids
from clinicpress.content.edition import PDF, Job, Wanted, plan_jobs, with_endings
from clinicpress.content.model import Brochure, Source
from clinicpress.content.values import NAME
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.nodes import Node, Text
from clinicpress.workspace.schema import entry
from clinicpress.workspace.unsaved import Unsaved

HOUSE = "house"
_FALLBACK = "brochure"


@dataclass
class Galley:
    """A brochure's file, and the workspace that it is read and printed in."""

    file: Path
    catalog: Catalog
    slug: str
    language: str
    found: list[Problem] = field(default_factory=list)

    def passages(self) -> Passages | None:
        """Return the words and details of what can be read of the brochure; notes what is wrong with it."""
        brochure, problems = self.catalog.partly(self.slug, self.language)
        self.note(problems)
        if brochure is None:
            return None
        return passages_of(brochure, self._sources(brochure), self._digest)

    def _sources(self, brochure: Brochure) -> list[Source]:
        names = numbered_ids(brochure)
        if not names:
            return []
        try:
            known = self.catalog.sources().found
        except InputProblems:  # noted with the brochure, which names sources
            return []
        return [entry(known, str(name)) for name in names if name in known]

    def _digest(self, image: str) -> str:
        return (self.catalog.workspace.digest(f"brochures/{self.slug}/{image}") or "missing")[:8]

    def prints(self) -> dict[str, bytes]:
        """Print the brochure in all layouts of the first edition, for the house or else the first clinic.

        Returns the PDFs by layout; notes what keeps one from being printed.
        """
        # Loaded only for brochures: PDFs are compared without it.
        from clinicpress.press.press import Press
        from clinicpress.press.rack import Rack

        press = Press(self.catalog, Rack())
        made: dict[str, bytes] = {}
        try:
            jobs = self._jobs()
        except InputProblems as error:
            self.note(error.problems)
            return made
        for job in jobs:
            try:
                made[job.layout] = press.print(job).content
            except InputProblems as error:
                self.note(error.problems)
        return made

    def _jobs(self) -> list[Job]:
        planned = _on_paper(plan_jobs(self.catalog, Wanted(slugs=[self.slug], languages=[self.language])))
        names = [(str(name), edition) for name, edition in self.catalog.editions().editions.items()]
        clinics = self.catalog.clinics()
        # The matrix may leave it out, but that is no reason not to see its pages.
        others = (
            Job(clinic, self.language, names[0][0], self.slug, str(layout))
            for clinic in clinics
            for layout in names[0][1].layouts
        )
        jobs = planned or _on_paper(with_endings(self.catalog, others))
        if not jobs:
            return []
        edition = next(name for name, _ in names if any(job.edition == name for job in jobs))
        jobs = [job for job in jobs if job.edition == edition]
        clinic = HOUSE if any(job.clinic == HOUSE for job in jobs) else jobs[0].clinic
        return [job for job in jobs if job.clinic == clinic]

    def note(self, problems: Iterable[Problem]) -> None:
        """Keep problems, each once; the brochure is called by the name that its file was given with."""
        own = f"brochures/{self.slug}/{self.language}.yaml"
        called = [_called(problem, own, self.file) for problem in problems]
        self.found = list(dict.fromkeys([*self.found, *called]))


def _on_paper(jobs: Iterable[Job]) -> list[Job]:
    return [job for job in jobs if job.ending == PDF]


def _called(problem: Problem, name: str, file: Path) -> Problem:
    """Call the file of a problem by the name that people gave."""
    return replace(problem, place=problem.place._replace(file=str(file))) if problem.place.file == name else problem


def opened(old: Path, new: Path, workspace: Path) -> tuple[Galley, Galley]:
    """Open two brochures' files; raises InputProblems where one cannot be read as a brochure at all.

    One that lies in no workspace is taken for a version of the other, if that lies in one.
    """
    places = [_place(file) for file in (old, new)]
    known = next((place for place in places if place), None)
    slug = known[1] if known else _slug(new)
    before, after = (
        Galley(file, Catalog(Disk(place[0])), *place[1:])
        if place
        else _laid(file, known[0] if known else workspace, slug)
        for file, place in zip((old, new), places, strict=True)
    )
    return before, after


def _place(file: Path) -> tuple[Path, str, str] | None:
    """Return the workspace that a file is a brochure of, with the brochure's name and language."""
    path = file.resolve()
    parents = path.parents
    inside = len(parents) > 2 and parents[1].name == "brochures" and (parents[2] / EDITIONS).is_file()
    return (parents[2], path.parent.name, path.stem) if inside and path.suffix == ".yaml" else None


def _slug(file: Path) -> str:
    name = file.resolve().parent.name
    return name if re.match(NAME, name) else _FALLBACK


def _laid(file: Path, root: Path, slug: str) -> Galley:
    """Lay a file that lies in no workspace where a brochure of one would lie; nothing is written there."""
    path = file.resolve()
    here = Disk(path.parent)
    try:
        language = _language(file, here.read_yaml(path.name))
    except InputProblems as error:
        raise InputProblems(_called(problem, path.name, file) for problem in error.problems) from None
    if not (root / EDITIONS).is_file():
        message = f"this file lies in no workspace, and “{root}” is none either"
        raise InputProblems.one(Place(str(file)), message, "choose one with --workspace")
    laid = {f"brochures/{slug}/{language}.yaml": here.read_bytes(path.name)}
    return Galley(file, Catalog(Unsaved(Disk(root), laid)), slug, language)


def _language(file: Path, node: Node) -> str:
    """Return the language that a brochure's file says it is in; raises InputProblems where it says none."""
    said = node.value.get(Text("language", node.place)) if isinstance(node.value, dict) else None
    if said is None or not isinstance(said.value, Text) or not re.fullmatch(r"[A-Za-z0-9-]+", said.value):
        hint = "a brochure begins with a title, and its language, as in “language: en”"
        raise InputProblems.one(Place(str(file)), "this is no brochure: the key “language” is missing", hint)
    return str(said.value)

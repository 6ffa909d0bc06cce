"""What a workspace holds, as tables and as JSON: brochures, clinics, editions and jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, passed_over, plan_jobs
from clinicpress.ground.problems import InputProblems, Problem
from clinicpress.ground.report import plain, table
from clinicpress.workspace.disk import Disk


@dataclass(frozen=True)
class Listing:
    """The brochures, clinics and editions that can be read, the jobs, and the problems of the others."""

    brochures: Sequence[dict[str, str]]
    clinics: Sequence[dict[str, str]]
    editions: Sequence[dict[str, Any]]
    jobs: Sequence[Job]
    problems: Sequence[Problem]

    def facts(self) -> dict[str, Any]:
        """Return all of it as JSON can hold it."""
        return {
            "brochures": self.brochures,
            "clinics": self.clinics,
            "editions": self.editions,
            "jobs": [{**job.facts(), "path": job.path} for job in self.jobs],
            "problems": plain(self.problems),
        }

    def tables(self) -> str:
        """Return all but the problems as tables."""
        clinics = [[c["id"], c["name"] or "(none: a blank box for a stamp)", c["look"]] for c in self.clinics]
        editions = [
            [e["id"], e["theme"], ", ".join(e["looks"]), e["paper"], ", ".join(e["layouts"])] for e in self.editions
        ]
        jobs = [[j.slug, j.language, j.clinic, j.edition, j.layout, j.path] for j in self.jobs]
        return "\n\n".join(
            [
                table(["brochure", "language", "version", "title"], [list(b.values()) for b in self.brochures]),
                table(["clinic", "name", "look"], clinics),
                table(["edition", "theme", "looks", "paper", "layouts"], editions),
                table(["brochure", "language", "clinic", "edition", "layout", "file"], jobs),
            ]
        )


def list_all(
    workspace: Path, named: Callable[[Catalog, Sequence[Job]], Sequence[Job]] = lambda _, jobs: jobs
) -> Listing:
    """List what a workspace holds; raises InputProblems where editions.yaml cannot be read.

    `named` gives the jobs the names of their files, where they are not called as usual.
    """
    catalog = Catalog(Disk(workspace))
    jobs = named(catalog, plan_jobs(catalog))
    problems = passed_over(catalog)
    brochures = []
    for slug in catalog.slugs():
        for language in catalog.languages(slug):
            try:
                brochure = catalog.brochure(slug, language)
            except InputProblems as error:
                problems += error.problems
                continue
            brochures.append(
                {"slug": slug, "language": language, "version": str(brochure.version), "title": str(brochure.title)}
            )
    clinics = []
    for name in catalog.clinics():
        try:
            clinic = catalog.clinic(name)
            clinics.append({"id": name, "name": str(clinic.name or ""), "look": str(clinic.look or "")})
        except InputProblems as error:
            problems += error.problems
    editions = [
        {
            "id": str(name),
            "theme": str(e.theme),
            "looks": {str(word): str(theme) for word, theme in e.looks.items()},
            "paper": str(e.paper),
            "layouts": [str(layout) for layout in e.layouts],
        }
        for name, e in catalog.editions().editions.items()
    ]
    return Listing(brochures, clinics, editions, jobs, sorted(set(problems)))

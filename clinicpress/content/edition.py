"""The build matrix: which brochures, languages, clinics, editions and layouts make which jobs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clinicpress.content.catalog import Catalog
from clinicpress.content.model import Edition, Editions
from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import InputProblems, Place, Problem, UsageError, did_you_mean
from clinicpress.workspace.schema import entry


@dataclass(frozen=True, order=True, slots=True)
class Job:
    """One PDF to make."""

    clinic: str
    language: str
    edition: str
    slug: str
    layout: str

    @property
    def path(self) -> str:
        """The PDF's path below the output folder."""
        return f"{self.clinic}/{self.language}/{self.edition}/{self.slug}-{self.layout}.pdf"

    def facts(self) -> dict[str, str]:
        """Return what is chosen, as JSON can hold it."""
        return {
            "clinic": self.clinic,
            "language": self.language,
            "edition": self.edition,
            "brochure": self.slug,
            "layout": self.layout,
        }


@dataclass(frozen=True)
class Wanted:
    """What the person at the command line asked for; empty means all."""

    slugs: Sequence[str] = ()
    clinics: Sequence[str] = ()
    editions: Sequence[str] = ()
    layouts: Sequence[str] = ()
    languages: Sequence[str] = ()


def edition_of(editions: Editions, name: str) -> Edition:
    """Return an edition by name."""
    return entry(editions.editions, name)


def plan_jobs(catalog: Catalog, wanted: Wanted = Wanted()) -> list[Job]:
    """Multiply the matrix out into jobs, in the order of their paths.

    Raises UsageError for names on the command line that do not exist, InputProblems for those in
    editions.yaml.
    """
    editions = catalog.editions()
    matrix = editions.matrix
    slugs, clinics = catalog.slugs(), catalog.clinics()
    languages = sorted({language for slug in slugs for language in catalog.languages(slug)})
    names = [str(name) for name in editions.editions]
    problems: list[Problem] = []
    for slug in slugs:
        for name in catalog.workspace.names(f"brochures/{slug}", ".yml"):
            place = Place(f"brochures/{slug}/{name}.yml")
            problems.append(Problem(place, "this file is not read", f"call it {name}.yaml"))
    if not slugs:
        raise InputProblems.one(
            Place("brochures"), "there are no brochures here", "a brochure is a file brochures/<name>/<language>.yaml"
        )
    if not clinics:
        raise InputProblems.one(
            Place("clinics"), "there are no clinics here", "a file clinics/house.yaml that holds {} makes a blank box"
        )
    layouts = sorted({str(layout) for edition in editions.editions.values() for layout in edition.layouts})
    existing = {"brochure": slugs, "clinic": clinics, "language": languages, "edition": names, "layout": layouts}
    chosen = {
        "brochure": _chosen(matrix.brochures, slugs, "brochure", problems),
        "clinic": _chosen(matrix.clinics, clinics, "clinic", problems),
        "language": _chosen(matrix.languages, languages, "language", problems),
        "edition": _chosen(matrix.editions, names, "edition", problems),
    }
    for exclusion in matrix.exclude:
        for kind, known in existing.items():
            value = getattr(exclusion, kind)
            if value is not None and value not in known:
                problems.append(Problem(value.place, f"unknown {kind} “{value}”", did_you_mean(value, known)))
    if problems:
        raise InputProblems(problems)
    for given, known, kind in (
        (wanted.slugs, slugs, "brochure"),
        (wanted.clinics, clinics, "clinic"),
        (wanted.editions, names, "edition"),
        (wanted.layouts, layouts, "layout"),
        (wanted.languages, languages, "language"),
    ):
        for name in given:
            if name not in known:
                raise UsageError(f"there is no {kind} “{name}”; {did_you_mean(name, known)}")
    jobs = [
        Job(clinic, language, name, slug, str(layout))
        for slug in _asked(chosen["brochure"], wanted.slugs)
        for language in _asked(chosen["language"], wanted.languages)
        if language in catalog.languages(slug)
        for clinic in _asked(chosen["clinic"], wanted.clinics)
        for name in _asked(chosen["edition"], wanted.editions)
        for layout in edition_of(editions, name).layouts
        if not wanted.layouts or layout in wanted.layouts
    ]
    excluded = [
        {
            kind: str(value)
            for kind in ("brochure", "clinic", "language", "edition", "layout")
            if (value := getattr(e, kind))
        }
        for e in matrix.exclude
    ]
    return sorted(job for job in set(jobs) if not any(_matches(job, rule) for rule in excluded))


def _matches(job: Job, rule: dict[str, str]) -> bool:
    facts = job.facts()
    return bool(rule) and all(facts[kind] == value for kind, value in rule.items())


def _chosen(choice: object, known: list[str], kind: str, problems: list[Problem]) -> list[str]:
    if not isinstance(choice, tuple):
        return known
    for name in choice:
        if isinstance(name, Unprinted) and name not in known:
            problems.append(Problem(name.place, f"unknown {kind} “{name}”", did_you_mean(name, known)))
    return [str(name) for name in choice]


def _asked(chosen: Iterable[str], wanted: Sequence[str]) -> list[str]:
    return [name for name in chosen if not wanted or name in wanted]

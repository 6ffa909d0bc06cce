"""The build matrix: which brochures, languages, clinics, editions and layouts make which jobs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import NamedTuple

from clinicpress.content.catalog import Catalog, unread
from clinicpress.content.model import Edition, Editions
from clinicpress.content.texts import Unprinted
from clinicpress.content.values import Name
from clinicpress.ground.problems import InputProblems, Place, Problem, UsageError, did_you_mean, warning
from clinicpress.workspace.schema import entry

PDF, HTML = ".pdf", ".html"
ENDINGS = PDF, HTML
"""How the files end that are made."""


@dataclass(frozen=True, order=True, slots=True)
class Job:
    """One file to make: a PDF, or a web page."""

    clinic: str
    language: str
    edition: str
    slug: str
    layout: str
    name: str = field(default="", compare=False)
    """What its file is called, without the ending, where that is not as usual."""
    ending: str = field(default=PDF, compare=False)

    @property
    def path(self) -> str:
        """The file's path below the output folder."""
        return f"{self.clinic}/{self.language}/{self.edition}/{self.name or self.standing}{self.ending}"

    @property
    def standing(self) -> str:
        """What its file is usually called, without the ending."""
        return f"{self.slug}-{self.layout}"

    @property
    def identity(self) -> str:
        """Names the document, whatever its file is called: the usual path."""
        return f"{self.clinic}/{self.language}/{self.edition}/{self.standing}{self.ending}"

    def facts(self) -> dict[str, str]:
        """Return what is chosen, as JSON can hold it."""
        return {
            "clinic": self.clinic,
            "language": self.language,
            "edition": self.edition,
            "brochure": self.slug,
            "layout": self.layout,
        }


ORDER = attrgetter("clinic", "language", "edition", "slug", "layout")
"""The order of jobs, which is that of their usual paths: a key is sorted by sooner than a job."""


class Wanted(NamedTuple):
    """What the person at the command line asked for; empty means all."""

    slugs: Sequence[str] = ()
    clinics: Sequence[str] = ()
    editions: Sequence[str] = ()
    layouts: Sequence[str] = ()
    languages: Sequence[str] = ()
    name: str = ""
    """What files are to be called, with placeholders; see `building/naming`. Empty: as usual."""


def edition_of(editions: Editions, name: str) -> Edition:
    """Return an edition by name."""
    return entry(editions.editions, name)


def theme_of(catalog: Catalog, job: Job) -> Name:
    """Return the theme that a job is printed in: that of the look which its clinic chose, or the edition's own.

    Nobody else decides about it. A clinic that cannot be read chose none: what is wrong with it is told as it is read.
    Raises InputProblems where editions.yaml cannot be read.
    """
    return catalog.apart(("theme", job.edition), lambda noting: _theme_of(noting, job), job.clinic)


def _theme_of(catalog: Catalog, job: Job) -> Name:
    edition = edition_of(catalog.editions(), job.edition)
    # An edition that offers nothing asks no clinic.
    look = catalog.look(job.clinic) if edition.looks else ""
    return next((theme for word, theme in edition.looks.items() if word == look), edition.theme)


def by_clinic(catalog: Catalog, jobs: Iterable[Job]) -> Iterator[Job]:
    """Yield jobs; what is known of a clinic is forgotten when the next one comes: there may be very many.

    Only for those who have the catalogue for themselves.
    """
    clinic = ""
    for job in jobs:
        if job.clinic != clinic:
            catalog.forget_clinics()
            clinic = job.clinic
        yield job


class Stock(NamedTuple):
    """What the folders of a workspace hold, by the names of files."""

    brochures: Mapping[str, Sequence[str]]
    """The languages of each brochure."""
    clinics: Sequence[str]
    misnamed: Sequence[str] = ()
    """Clinics whose files have a wrong ending: they are printed only where the matrix names them, and then refused."""

    @classmethod
    def of(cls, catalog: Catalog) -> Stock:
        """Look into the folders of a workspace; raises InputProblems where one cannot be looked into."""
        brochures = {slug: catalog.languages(slug) for slug in catalog.slugs()}
        clinics = catalog.clinics()
        return cls(brochures, clinics, [name for name in catalog.misnamed("clinics") if name not in clinics])


class Names(NamedTuple):
    """The names of all that can be asked for, and of what the matrix chooses, by kind: brochure, clinic and so on."""

    known: Mapping[str, Sequence[str]]
    chosen: Mapping[str, Sequence[str]]
    misnamed: Sequence[str] = ()
    """Clinics whose files have a wrong ending."""

    def refusal(self, wanted: Wanted) -> str:
        """Say which name on the command line does not exist; nothing where all do."""
        for kind, given in (
            ("brochure", wanted.slugs),
            ("clinic", wanted.clinics),
            ("edition", wanted.editions),
            ("layout", wanted.layouts),
            ("language", wanted.languages),
        ):
            for name in given:
                if kind == "clinic" and name in self.misnamed and name not in self.known[kind]:
                    return f"there is no clinic “{name}”: clinics/{name}.yml is not read; call it {name}.yaml"
                if name not in self.known[kind]:
                    return f"there is no {kind} “{name}”; {did_you_mean(name, self.known[kind])}"
        return ""


def plan_jobs(catalog: Catalog, wanted: Wanted = Wanted()) -> list[Job]:
    """Check the names in editions.yaml and on the command line, then multiply the matrix out into jobs.

    They come in the order of their paths. Raises UsageError for names on the command line that do not
    exist, InputProblems for those in editions.yaml.
    """
    return list(each_job(catalog, wanted))


def each_job(catalog: Catalog, wanted: Wanted = Wanted()) -> Iterator[Job]:
    """Plan jobs as `plan_jobs` does, for those who look at one after the other: there may be very many."""
    editions, stock = catalog.editions(), Stock.of(catalog)
    names, problems = validate(editions, stock)
    if problems:
        raise InputProblems(problems)
    if refusal := names.refusal(wanted):
        raise UsageError(refusal)
    return _each_with_ending(catalog, multiply(editions, stock, names, wanted))


def with_endings(catalog: Catalog, jobs: Iterable[Job]) -> list[Job]:
    """Return jobs whose files end as their layouts ask for: those for screens make web pages."""
    return list(_each_with_ending(catalog, jobs))


def _each_with_ending(catalog: Catalog, jobs: Iterable[Job]) -> Iterator[Job]:
    """Yield jobs as `with_endings` returns them: there may be very many, of few layouts."""
    endings: dict[str, str] = {}
    for job in jobs:
        ending = endings.get(job.layout) or endings.setdefault(job.layout, _ending(catalog, job.layout))
        yield job if ending == PDF else replace(job, ending=ending)


def _ending(catalog: Catalog, layout: str) -> str:
    """Return how the files of a layout end; what is wrong with the layout is told where it is printed."""

    def read(noting: Catalog) -> str:
        try:
            said = noting.workspace.read_yaml(f"templates/{layout}/layout.yaml").entry("medium")
        except InputProblems:
            return PDF
        return HTML if said is not None and said.value == "screen" else PDF

    return catalog.apart(("ending", layout), read)


def passed_over(catalog: Catalog) -> list[Problem]:
    """List as warnings the clinics' files that nothing reads because of their ending, and that no job misses."""
    chosen = catalog.editions().matrix.clinics
    missed = chosen if isinstance(chosen, tuple) else ()
    problems = [unread(f"clinics/{name}") for name in Stock.of(catalog).misnamed if name not in missed]
    return [warning(problem.place, problem.message, problem.hint) for problem in problems]


def validate(editions: Editions, stock: Stock) -> tuple[Names, list[Problem]]:
    """Hold the names in editions.yaml against what there is; returns the names, and what is wrong with them."""
    matrix = editions.matrix
    slugs = list(stock.brochures)
    known = {
        "brochure": slugs,
        "clinic": [*stock.clinics, *stock.misnamed],
        "language": sorted({language for languages in stock.brochures.values() for language in languages}),
        "edition": [str(name) for name in editions.editions],
        "layout": sorted({str(layout) for edition in editions.editions.values() for layout in edition.layouts}),
    }
    chosen: dict[str, Sequence[str]] = {}
    problems: list[Problem] = []
    for kind, choice in (
        ("brochure", matrix.brochures),
        ("clinic", matrix.clinics),
        ("language", matrix.languages),
        ("edition", matrix.editions),
    ):
        if isinstance(choice, tuple):
            chosen[kind] = [str(name) for name in choice]
            problems += [_unknown(kind, name, known[kind]) for name in choice if name not in known[kind]]
        else:
            chosen[kind] = stock.clinics if kind == "clinic" else known[kind]
    problems += [
        _unknown(kind, name, names)
        for exclusion in matrix.exclude
        for kind, names in known.items()
        if (name := getattr(exclusion, kind)) is not None and name not in names
    ]
    printed = [*stock.clinics, *(name for name in stock.misnamed if name in chosen["clinic"])]
    return Names({**known, "clinic": printed}, chosen, stock.misnamed), _emptiness(
        slugs, printed, stock.misnamed
    ) or problems


def _emptiness(slugs: Sequence[str], clinics: Sequence[str], misnamed: Sequence[str]) -> list[Problem]:
    """Say what a workspace lacks without which there is nothing to print."""
    if not slugs:
        hint = "a brochure is a file brochures/<name>/<language>.yaml"
        return [Problem(Place("brochures"), "there are no brochures here", hint)]
    if not clinics:
        hint = "a file clinics/house.yaml that holds {} makes a blank box"
        none = Problem(Place("clinics"), "there are no clinics here", hint)
        return [none, *(unread(f"clinics/{name}") for name in misnamed)]
    return []


def _unknown(kind: str, name: Unprinted, known: Iterable[str]) -> Problem:
    return Problem(name.place, f"unknown {kind} “{name}”", did_you_mean(name, known))


def multiply(editions: Editions, stock: Stock, names: Names, wanted: Wanted = Wanted()) -> Iterator[Job]:
    """Multiply the matrix out into the jobs that are wanted; yields them in the order of their paths."""
    slugs, clinics, languages, chosen_editions = (
        sorted({name for name in names.chosen[kind] if not given or name in given})
        for kind, given in (
            ("brochure", wanted.slugs),
            ("clinic", wanted.clinics),
            ("language", wanted.languages),
            ("edition", wanted.editions),
        )
    )
    # One text of each: there may be very many jobs.
    layouts = {
        name: sorted(
            {str(each) for each in edition_of(editions, name).layouts if not wanted.layouts or each in wanted.layouts}
        )
        for name in chosen_editions
    }
    kinds = ("brochure", "clinic", "language", "edition", "layout")
    rules = [
        {kind: str(value) for kind in kinds if (value := getattr(exclusion, kind))}
        for exclusion in editions.matrix.exclude
    ]
    for clinic in clinics:
        for language in languages:
            spoken = [slug for slug in slugs if language in stock.brochures[slug]]
            for edition in chosen_editions:
                for slug in spoken:
                    for layout in layouts[edition]:
                        job = Job(clinic, language, edition, slug, layout)
                        if not any(_matches(job, rule) for rule in rules):
                            yield job


def _matches(job: Job, rule: dict[str, str]) -> bool:
    facts = job.facts()
    return all(facts[kind] == value for kind, value in rule.items())

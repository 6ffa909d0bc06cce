"""The build matrix: which brochures, languages, clinics, editions and layouts make which jobs."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate, pairwise
from typing import NamedTuple, overload

from clinicpress.content.catalog import Catalog, unread
from clinicpress.content.model import Edition, Editions
from clinicpress.content.texts import Unprinted
from clinicpress.content.values import Name
from clinicpress.ground.problems import InputProblems, Place, Problem, UsageError, did_you_mean, warning
from clinicpress.workspace.schema import entry

PDF, HTML = ".pdf", ".html"
ENDINGS = PDF, HTML
"""How the files end that are made."""


FACTS = ("clinic", "language", "edition", "brochure", "layout")
"""What tells jobs apart, as people call it."""


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
    number: int = field(default=0, compare=False)
    """Its place among the jobs that were planned with it."""

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
        return dict(zip(FACTS, (self.clinic, self.language, self.edition, self.slug, self.layout), strict=True))


class _Kind(NamedTuple):
    """What is made for each clinic that is not excluded from it."""

    language: str
    edition: str
    slug: str
    layout: str
    ending: str

    @property
    def path(self) -> str:
        """The path of its file below the folder of a clinic."""
        return f"{self.language}/{self.edition}/{self.slug}-{self.layout}{self.ending}"


class Jobs(Sequence[Job]):
    """Jobs in the order of their paths. There may be very many: each is there when it is asked for."""

    def __init__(self, clinics: Iterable[str], kinds: Iterable[_Kind], rules: Iterable[Mapping[str, str]]) -> None:
        """Multiply clinics by what is made for each; a rule leaves out what it matches."""
        self._clinics = list(clinics)
        # Most are in order as they are; a key for each of very many would be as much again.
        if not all(_as_folder(one) < _as_folder(next_) for one, next_ in pairwise(self._clinics)):
            self._clinics.sort(key=_as_folder)
        self._kinds = [(kind, kind.path) for kind in sorted(kinds, key=lambda kind: kind.path)]
        self._fewer: dict[str, list[tuple[_Kind, str]]] = {}
        """What is made for clinics that rules name."""
        for rule in rules:
            if clinic := rule.get("clinic"):
                self._fewer[clinic] = _without(rule, self._of(clinic))
            else:
                self._kinds = _without(rule, self._kinds)
                self._fewer = {clinic: _without(rule, made) for clinic, made in self._fewer.items()}
        self._ends = array("q", accumulate(len(self._of(clinic)) for clinic in self._clinics))
        """How many jobs there are up to each clinic, with its own."""

    def _of(self, clinic: str) -> list[tuple[_Kind, str]]:
        return self._fewer.get(clinic, self._kinds)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Job]:
        number = 0
        for clinic in self._clinics:
            for (language, edition, slug, layout, ending), _ in self._of(clinic):
                yield Job(clinic, language, edition, slug, layout, "", ending, number)
                number += 1

    @overload
    def __getitem__(self, index: int) -> Job: ...
    @overload
    def __getitem__(self, index: slice) -> list[Job]: ...
    def __getitem__(self, index: int | slice) -> Job | list[Job]:
        if isinstance(index, slice):
            return [self[each] for each in range(len(self))[index]]
        number = range(len(self))[index]
        at = bisect_right(self._ends, number)
        clinic, before_end = self._clinics[at], self._ends[at] - number
        language, edition, slug, layout, ending = self._of(clinic)[-before_end][0]
        return Job(clinic, language, edition, slug, layout, "", ending, number)

    def paths(self) -> Iterator[str]:
        """Yield the path of each job's file, sooner than the jobs are there."""
        return (f"{clinic}/{path}" for clinic in self._clinics for _, path in self._of(clinic))


def paths_of(jobs: Sequence[Job]) -> Iterator[str]:
    """Yield the paths of the files of jobs, in the order of the jobs."""
    return jobs.paths() if isinstance(jobs, Jobs) else (job.path for job in jobs)


def _as_folder(clinic: str) -> str:
    """Return what a clinic is sorted by: so all that begins with its folder stands together."""
    return f"{clinic}/"


def _without(rule: Mapping[str, str], kinds: Sequence[tuple[_Kind, str]]) -> list[tuple[_Kind, str]]:
    """Leave out what a rule matches, whatever clinic it names."""

    def matches(kind: _Kind) -> bool:
        facts = {"brochure": kind.slug, "language": kind.language, "edition": kind.edition, "layout": kind.layout}
        return all(facts.get(name, value) == value for name, value in rule.items())

    return [each for each in kinds if not matches(each[0])]


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
    """List the jobs of a workspace as `planned` plans them."""
    return list(planned(catalog, wanted))


def planned(catalog: Catalog, wanted: Wanted = Wanted()) -> Jobs:
    """Check the names in editions.yaml and on the command line, then multiply the matrix out into jobs.

    They come in the order of their paths. Raises UsageError for names on the command line that do not
    exist, InputProblems for those in editions.yaml.
    """
    editions, stock = catalog.editions(), Stock.of(catalog)
    names, problems = validate(editions, stock)
    if problems:
        raise InputProblems(problems)
    if refusal := names.refusal(wanted):
        raise UsageError(refusal)
    return multiply(editions, stock, names, wanted, partial(ending_of, catalog))


def with_endings(catalog: Catalog, jobs: Iterable[Job]) -> list[Job]:
    """Return jobs whose files end as their layouts ask for: those for screens make web pages."""
    return [replace(job, ending=ending_of(catalog, job.layout)) for job in jobs]


def ending_of(catalog: Catalog, layout: str) -> str:
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
            chosen[kind] = list(dict.fromkeys(map(str, choice)))
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


def multiply(
    editions: Editions,
    stock: Stock,
    names: Names,
    wanted: Wanted = Wanted(),
    ending: Callable[[str], str] = lambda _: PDF,
) -> Jobs:
    """Multiply the matrix out into the jobs that are wanted; `ending` says how the files of a layout end."""

    def chosen(kind: str, given: Sequence[str]) -> Sequence[str]:
        return [name for name in names.chosen[kind] if name in given] if given else names.chosen[kind]

    languages = chosen("language", wanted.languages)
    kinds = [
        _Kind(language, edition, slug, layout, ending(layout))
        for edition in chosen("edition", wanted.editions)
        for layout in dict.fromkeys(map(str, edition_of(editions, edition).layouts))
        if not wanted.layouts or layout in wanted.layouts
        for slug in chosen("brochure", wanted.slugs)
        for language in languages
        if language in stock.brochures[slug]
    ]
    rules = [
        {fact: str(value) for fact in FACTS if (value := getattr(exclusion, fact))}
        for exclusion in editions.matrix.exclude
    ]
    return Jobs(chosen("clinic", wanted.clinics), kinds, rules)

"""The shelf: what a workspace holds, as people who print see it, at one moment.

It never changes; when a file is saved, another shelf takes its place. What is asked for by name is
looked up here and nowhere else: no name from outside ever becomes a path. Thousands of clinics times
a thousand brochures are not multiplied out: a clinic's jobs are worked out when they are asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from clinicpress.building.naming import file_name
from clinicpress.content.catalog import EDITIONS
from clinicpress.content.edition import Job
from clinicpress.frontdesk.search import Index, Sought
from clinicpress.ground.problems import Problem

Kind = tuple[str, str, str, str, str]
"""A brochure, its language, an edition, a layout and a look: what has as many pages for nearly all clinics."""


@dataclass(frozen=True)
class Card:
    """A brochure in one language."""

    slug: str
    language: str
    title: str
    subtitle: str
    version: str
    published: dt.date
    reviewed: dt.date | None
    review_due: dt.date | None
    overdue: bool
    grade: float | None
    """Its reading level, as a Flesch-Kincaid grade."""
    codes: tuple[tuple[str, str], ...]
    """The codes that say what it is about, with their systems."""
    headings: tuple[str, ...]
    notes: int
    """How many review notes are open."""
    sought: Sought = field(repr=False)
    """What it is found by."""


@dataclass(frozen=True)
class Product:
    """One way in which a brochure is printed: an edition's layout, in the words of a language."""

    edition: str
    layout: str
    words: str
    """What people call it."""
    large: bool
    """Whether it is for people who see badly."""
    screen: bool
    """Whether it is a web page, to be read on a screen and not printed."""
    sheets: bool = False
    """Whether it is for printers alone, and nothing to mail or to read on a screen."""


@dataclass(frozen=True)
class Desk:
    """A clinic that can be chosen."""

    clinic: str
    name: str
    """Empty for the house, which is no clinic."""
    look: str = ""
    """The word by which it chose its look; empty where it chose none."""


@dataclass(frozen=True)
class Assortment:
    """Which jobs there are, as editions.yaml says."""

    brochures: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    clinics: frozenset[str] = frozenset()
    products: tuple[tuple[str, str, str], ...] = ()
    """Editions with their layouts and how their files end, in the order of editions.yaml."""
    excluded: tuple[frozenset[tuple[str, str]], ...] = ()
    """The facts of jobs that are not made."""

    def jobs(self, slug: str, language: str, clinic: str) -> list[Job]:
        """List the jobs of a brochure for a clinic."""
        if slug not in self.brochures or language not in self.languages or clinic not in self.clinics:
            return []
        jobs = [Job(clinic, language, edition, slug, layout, "", ending) for edition, layout, ending in self.products]
        if not self.excluded:
            return jobs
        return [job for job in jobs if not any(rule <= job.facts().items() for rule in self.excluded)]


@dataclass(frozen=True)
class Shelf:
    """What a workspace held at one moment."""

    generation: str
    cards: tuple[Card, ...]
    """By title."""
    clinics: tuple[Desk, ...]
    """By name, and the house last."""
    assortment: Assortment
    products: Mapping[tuple[str, str, str], Product]
    """By language, edition and layout, in the order of editions.yaml."""
    named: Mapping[tuple[str, str, str, str], str] = field(repr=False)
    """What files are called but for the clinic, by brochure, language, edition and layout."""
    problems: tuple[Problem, ...] = ()

    @cached_property
    def _cards(self) -> dict[tuple[str, str], Card]:
        return {(card.slug, card.language): card for card in self.cards}

    @cached_property
    def _desks(self) -> dict[str, Desk]:
        return {desk.clinic: desk for desk in self.clinics}

    def at(self, path: str) -> Job | None:
        """Return the job whose file has a path below the output folder."""
        clinic, language, edition, file = [*path.split("/"), *[""] * 4][:4]
        for name, layout, _ in self.assortment.products:
            slug, found, _ = file.rpartition(f"-{layout}.")
            if name != edition or not found:
                continue
            for job in self.jobs_of(slug, language, clinic):
                if job.path == path:
                    return job
        return None

    def card(self, slug: str, language: str) -> Card | None:
        """Return a brochure in one language."""
        return self._cards.get((slug, language))

    def desk(self, clinic: str) -> Desk | None:
        """Return a clinic by its id."""
        return self._desks.get(clinic)

    def jobs_of(self, slug: str, language: str, clinic: str) -> list[Job]:
        """List the ways in which a brochure is printed for a clinic, in the order of editions.yaml."""
        if (slug, language) not in self._cards or clinic not in self._desks:
            return []
        jobs = self.assortment.jobs(slug, language, clinic)
        return [job for job in jobs if (language, job.edition, job.layout) in self.products]

    def amiss(self, name: str, clinic: str) -> list[Problem]:
        """List what keeps a brochure from being printed for a clinic; `name` is its slug, or that of a file of it."""
        return [problem for problem in self.problems if _concerns(problem.place.file, name, clinic)]

    def kind(self, job: Job) -> Kind:
        """Return what decides about a job's pages, but for the clinic's words; KeyError for none of the desks."""
        return job.slug, job.language, job.edition, job.layout, self._desks[job.clinic].look

    def product(self, job: Job) -> Product:
        """Return what a job is called and for whom it is; raises KeyError for none of the shelf's."""
        return self.products[job.language, job.edition, job.layout]

    def called(self, job: Job) -> str:
        """Return what the file of a job is called for people, without its ending: KeyError for none of the shelf's.

        No two files of a clinic in one language have the same name.
        """
        what = self.named[job.slug, job.language, job.edition, job.layout]
        clinic = self._desks[job.clinic].name
        return file_name("{title} - {clinic}" if clinic else "{title}", {"title": what, "clinic": clinic})

    @cached_property
    def languages(self) -> list[str]:
        """List the languages that there is something in."""
        return sorted({card.language for card in self.cards})

    def find(self, wanted: str, language: str = "") -> list[Card]:
        """List the brochures that have all the words, the likeliest first: by title, then code, heading, text."""
        found = (self.cards[at] for at in self._index.find(wanted))
        return [card for card in found if not language or card.language == language]

    @cached_property
    def _index(self) -> Index:
        return Index([card.sought for card in self.cards])


def _concerns(file: str, name: str, clinic: str) -> bool:
    folder, _, rest = file.partition("/")
    if folder == "brochures":
        return f"{name}-".startswith(f"{rest.partition('/')[0]}-")
    return file in (f"clinics/{clinic}.yaml", EDITIONS)

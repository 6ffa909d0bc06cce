"""The shelf: what a workspace holds, as people who print see it, at one moment.

It never changes; when a file is saved, another shelf takes its place. What is asked for by name is
looked up here and nowhere else: no name from outside ever becomes a path.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from clinicpress.building.naming import Names
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, plan_jobs
from clinicpress.content.inline import without_marks
from clinicpress.content.model import Brochure, texts_of
from clinicpress.content.tree import all_sections
from clinicpress.desk.editorial import load_editorial
from clinicpress.desk.readability import read
from clinicpress.ground.problems import InputProblems, Problem

CALLED = "{title} - {layout} - {clinic}"
"""What files are called that leave the desk."""


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
    words: str = field(repr=False)
    """All its text, folded, for the search."""
    notes: int = 0
    """How many review notes are open."""


@dataclass(frozen=True)
class Product:
    """One way in which a brochure is printed: an edition's layout."""

    edition: str
    layout: str
    words: str
    """What people call it."""
    large: bool
    """Whether it is for people who see badly."""


@dataclass(frozen=True)
class Desk:
    """A clinic that can be chosen."""

    clinic: str
    name: str
    """Empty for the house, which is no clinic."""


@dataclass(frozen=True)
class Shelf:
    """What a workspace held at one moment."""

    generation: str
    cards: tuple[Card, ...]
    clinics: tuple[Desk, ...]
    products: tuple[Product, ...]
    """In the order of editions.yaml."""
    jobs: tuple[Job, ...]
    """In the order of editions.yaml, too, for each clinic, brochure and language."""
    names: dict[Job, str] = field(repr=False)
    """What the file of a job is called for people, without its ending."""
    problems: tuple[Problem, ...] = ()

    @cached_property
    def _by_path(self) -> dict[str, Job]:
        return {job.path: job for job in self.jobs}

    def at(self, path: str) -> Job | None:
        """Return the job whose file has a path below the output folder."""
        return self._by_path.get(path)

    def card(self, slug: str, language: str) -> Card | None:
        """Return a brochure in one language."""
        return next((card for card in self.cards if (card.slug, card.language) == (slug, language)), None)

    def desk(self, clinic: str) -> Desk | None:
        """Return a clinic by its id."""
        return next((desk for desk in self.clinics if desk.clinic == clinic), None)

    def jobs_of(self, slug: str, language: str, clinic: str) -> list[Job]:
        """List the ways in which a brochure is printed for a clinic."""
        return [job for job in self.jobs if (job.slug, job.language, job.clinic) == (slug, language, clinic)]

    def product(self, job: Job) -> Product:
        """Return what a job is called and for whom it is; raises StopIteration for none of the shelf's."""
        return next(each for each in self.products if (each.edition, each.layout) == (job.edition, job.layout))

    @property
    def languages(self) -> list[str]:
        """List the languages that there is something in."""
        return sorted({card.language for card in self.cards})

    def find(self, wanted: str, language: str = "") -> list[Card]:
        """List the brochures that have all the words, the likeliest first: by title, then code, heading, text."""
        words = folded(wanted).split()
        cards = [card for card in self.cards if not language or card.language == language]
        found = [(rank, card.title.casefold(), card) for card in cards if (rank := _rank(card, words)) is not None]
        return [card for _, _, card in sorted(found, key=lambda each: each[:2])]


def _rank(card: Card, words: Sequence[str]) -> int | None:
    """Return how far a brochure is from what is looked for; None where it has not all the words."""
    if not words:
        return 0
    title, heads = folded(f"{card.title} {card.subtitle}"), folded(" ".join(card.headings))
    codes = [folded(code) for _, code in card.codes]
    places = []
    for word in words:
        if title.startswith(word):
            places.append(0)
        elif f" {word}" in f" {title}" or any(code.startswith(word) for code in codes):
            places.append(1)
        elif f" {word}" in f" {heads}":
            places.append(2)
        elif word in card.words:
            places.append(3)
        else:
            return None
    return sum(places)


def folded(text: str) -> str:
    """Return a text as a search compares it: small letters without their marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def read_shelf(catalog: Catalog, generation: str, today: dt.date) -> Shelf:
    """Read what a workspace holds; what cannot be read is left out, and its problems are told."""
    problems: list[Problem] = []
    cards: list[Card] = []
    for slug in catalog.slugs():
        for language in catalog.languages(slug):
            try:
                cards.append(_card(catalog, slug, language, today))
            except InputProblems as error:
                problems += error.problems
    clinics: list[Desk] = []
    for name in catalog.clinics():
        try:
            clinics.append(Desk(name, str(catalog.clinic(name).name or "")))
        except InputProblems as error:
            problems += error.problems
    try:
        planned = plan_jobs(catalog)
        editions = catalog.editions().editions
    except InputProblems as error:
        return Shelf(generation, tuple(cards), tuple(clinics), (), (), {}, tuple(sorted({*problems, *error.problems})))
    order = [(str(name), str(layout)) for name, edition in editions.items() for layout in edition.layouts]
    readable = {(card.slug, card.language) for card in cards}
    known = {desk.clinic for desk in clinics}
    jobs = [job for job in planned if (job.slug, job.language) in readable and job.clinic in known]
    jobs.sort(key=lambda job: (job.clinic, job.slug, job.language, order.index((job.edition, job.layout))))
    named = Names(catalog, CALLED, {})
    names: dict[Job, str] = {}
    products: dict[tuple[str, str], Product] = {}
    for job in jobs:
        try:
            words = named.words(job)
        except InputProblems as error:
            problems += error.problems
            continue
        names[job] = named.give([job])[0].name
        large = str(editions[next(key for key in editions if key == job.edition)].label or "") == "large_print"
        what = words["edition"] if large else words["layout"]
        products.setdefault((job.edition, job.layout), Product(job.edition, job.layout, what, large))
    return Shelf(
        generation,
        tuple(cards),
        tuple(clinics),
        tuple(products[key] for key in order if key in products),
        tuple(job for job in jobs if job in names),
        names,
        tuple(sorted(set(problems))),
    )


def _card(catalog: Catalog, slug: str, language: str, today: dt.date) -> Card:
    brochure = catalog.brochure(slug, language)
    due = _day(brochure.review_due)
    return Card(
        slug,
        language,
        str(brochure.title),
        str(brochure.subtitle or ""),
        str(brochure.version),
        _day(brochure.published) or today,
        _day(brochure.reviewed),
        due,
        due is not None and due < today,
        _grade(catalog, brochure, language),
        tuple((str(code.system), str(code.code)) for code in brochure.codes),
        tuple(without_marks(section.heading) for section in all_sections(brochure)),
        folded(" ".join(without_marks(text) for text in texts_of(brochure))),
        len(brochure.review_notes),
    )


def _day(day: object) -> dt.date | None:
    return None if day is None else dt.date.fromisoformat(str(day))


def _grade(catalog: Catalog, brochure: Brochure, language: str) -> float | None:
    """Return a brochure's reading level; None where there are no rules for its language."""
    try:
        rules = catalog.keep(("editorial", language), lambda noting: load_editorial(noting.workspace, language))
    except InputProblems:
        return None
    return read(brochure, rules).level.grade if rules is not None else None

"""Stocktaking: a workspace is read for the shelf, part by part, so that a saved file costs one part and not all.

A part knows the files that it was read from, by their SHA-256, and is believed while they are so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from clinicpress.building.naming import file_name, within
from clinicpress.content.catalog import EDITIONS, Catalog
from clinicpress.content.edition import HTML, PDF, Stock, edition_of, validate
from clinicpress.content.inline import without_marks
from clinicpress.content.locale import Labels, load_locale
from clinicpress.content.model import Brochure, Edition, texts_of
from clinicpress.content.texts import Unprinted
from clinicpress.content.tree import all_sections
from clinicpress.desk.editorial import load_editorial
from clinicpress.desk.readability import read
from clinicpress.frontdesk.search import Sought, order_of
from clinicpress.frontdesk.shelf import Assortment, Card, Desk, Product, Shelf
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.looks.layoutfiles import known_layouts, read_layout
from clinicpress.looks.medium import AnyLayout, ScreenLayout, is_for_screens
from clinicpress.press.titles import edition_words, layout_words

Key = tuple[str, ...]
"""A part: ("brochure", slug, language), ("clinic", id), or ("editions",) with the languages behind it."""
Digests = Mapping[str, str | None]
BROCHURE, CLINIC, MATRIX = "brochure", "clinic", "editions"
LARGE = "large_print"
"""The label of editions for people who see badly."""
LONGEST = 95
"""The most bytes of a name before the clinic's: less than half of what file systems allow for both."""


@dataclass(frozen=True)
class Offer:
    """What editions.yaml offers, in the words of each language."""

    assortment: Assortment
    products: Mapping[tuple[str, str, str], Product]


@dataclass(frozen=True)
class Part:
    """A part of the stock, as it was read."""

    key: Key
    found: Card | Desk | Offer | None
    """None where it cannot be read."""
    problems: tuple[Problem, ...]
    inputs: Digests
    """The files that it was read from; None for one that was missed."""


def file_of(key: Key) -> str:
    """Return the name of the file that a part is mainly read from."""
    if key[0] == BROCHURE:
        return f"brochures/{key[1]}/{key[2]}.yaml"
    return f"clinics/{key[1]}.yaml" if key[0] == CLINIC else EDITIONS


# In a worker ----------------------------------------------------------------------------------------


def listed(catalog: Catalog) -> tuple[Key, ...]:
    """List the parts of a workspace; raises InputProblems where one may not look into a folder."""
    brochures: list[Key] = [(BROCHURE, slug, name) for slug in catalog.slugs() for name in catalog.languages(slug)]
    languages = sorted({key[2] for key in brochures})
    return (*brochures, *((CLINIC, name) for name in catalog.clinics()), (MATRIX, *languages))


def read_part(catalog: Catalog, key: Key) -> Part:
    """Read a part of the stock; what is wrong with it is told in it."""
    noting, seen = catalog.noting()
    found: Card | Desk | Offer | None = None
    problems: list[Problem] = []
    try:
        if key[0] == BROCHURE:
            found = _card(noting, key[1], key[2])
        elif key[0] == CLINIC:
            found = _desk(noting, key[1], seen)
        else:
            seen.add(EDITIONS)
            found = _offer(noting, key[1:], problems)
    except InputProblems as error:
        problems += error.problems
    return Part(key, found, tuple(problems), {name: catalog.workspace.digest(name) for name in seen})


def _desk(catalog: Catalog, name: str, seen: set[str]) -> Desk:
    look = catalog.look(name)
    if look != "":
        # Whether there is such a look is said in editions.yaml, which no clinic notes.
        seen.add(EDITIONS)
    return Desk(name, str(catalog.clinic(name).name or ""), look or "")


def _card(catalog: Catalog, slug: str, language: str) -> Card:
    brochure = catalog.brochure(slug, language)
    title, subtitle = str(brochure.title), str(brochure.subtitle or "")
    codes = tuple((str(code.system), str(code.code)) for code in brochure.codes)
    headings = tuple(without_marks(section.heading) for section in all_sections(brochure))
    text = " ".join(without_marks(text) for text in texts_of(brochure))
    return Card(
        slug,
        language,
        title,
        subtitle,
        str(brochure.version),
        dt.date.fromisoformat(str(brochure.published)),
        _day(brochure.reviewed),
        _day(brochure.review_due),
        False,
        _grade(catalog, brochure, language),
        codes,
        headings,
        len(brochure.review_notes),
        Sought.of(title, subtitle, headings, (code for _, code in codes), text),
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


def _offer(catalog: Catalog, languages: Sequence[str], problems: list[Problem]) -> Offer:
    """Read what editions.yaml offers; what it names and is not there is told, and the rest is offered."""
    editions = catalog.editions()
    names, wrong = validate(editions, Stock.of(catalog))
    problems += wrong
    chosen = {kind: frozenset(names.chosen[kind]) & frozenset(names.known[kind]) for kind in names.chosen}
    order = [
        (str(name), str(layout))
        for name, edition in editions.editions.items()
        if name in chosen["edition"]
        for layout in edition.layouts
    ]
    layouts = {layout: read for _, layout in order if (read := _layout(catalog, layout, problems)) is not None}
    offered = [each for each in dict.fromkeys(order) if each[1] in layouts]
    for name, layout in _texts(catalog, offered, problems):
        if (read := _layout(catalog, layout, problems)) is not None:
            layouts[layout] = read
            offered.append((name, layout))
    made = [(name, layout, _ending(layouts[layout])) for name, layout in offered]
    excluded = tuple(
        frozenset((kind, str(name)) for kind, name in vars(rule).items() if name is not None)
        for rule in editions.matrix.exclude
    )
    assortment = Assortment(chosen["brochure"], chosen["language"], chosen["clinic"], tuple(made), excluded)
    products: dict[tuple[str, str, str], Product] = {}
    for language in sorted(chosen["language"] & frozenset(languages)):
        try:
            labels = load_locale(
                catalog.workspace, Unprinted(language, Place(f"templates/locales/{language}.yaml"))
            ).labels
        except InputProblems as error:
            problems += error.problems
            continue
        for name, layout, _ in assortment.products:
            try:
                product = _product(name, layout, edition_of(editions, name), layouts[layout], labels)
            except InputProblems as error:
                problems += error.problems
            else:
                products[language, name, layout] = product
    return Offer(assortment, _told_apart(products))


def _texts(catalog: Catalog, offered: Sequence[tuple[str, str]], problems: list[Problem]) -> list[tuple[str, str]]:
    """List what shows texts on screens where no edition has such a layout: everybody may read as text."""
    screens = [each for each in known_layouts(catalog.workspace) if _is_screen(catalog, each, problems)]
    if not offered or any(layout in screens for _, layout in offered):
        return []
    return [(offered[0][0], layout) for layout in screens[:1]]


def _is_screen(catalog: Catalog, layout: str, problems: list[Problem]) -> bool:
    try:
        return is_for_screens(catalog.workspace, layout)
    except InputProblems as error:
        problems += error.problems
        return False


def _layout(catalog: Catalog, name: str, problems: list[Problem]) -> AnyLayout | None:
    try:
        return read_layout(catalog.workspace, name)
    except InputProblems as error:
        problems += error.problems
        return None


def _ending(layout: AnyLayout) -> str:
    return HTML if isinstance(layout, ScreenLayout) else PDF


def _product(name: str, file: str, edition: Edition, layout: AnyLayout, labels: Labels) -> Product:
    of_edition, of_layout = edition_words(edition, labels), layout_words(layout, labels)
    words = ", ".join(filter(None, (of_edition, of_layout))) or str(layout.title)
    large, screen = str(edition.label or "") == LARGE, _ending(layout) != PDF
    return Product(name, file, words[:1].upper() + words[1:], large, screen, edition.for_printers and not screen)


def _told_apart(products: Mapping[tuple[str, str, str], Product]) -> Mapping[tuple[str, str, str], Product]:
    """Say of which edition products are that have the same words in one language."""
    same = Counter((language, each.words) for (language, _, _), each in products.items())
    return {
        key: replace(each, words=f"{each.words} ({spoken(each.edition)})") if same[key[0], each.words] > 1 else each
        for key, each in products.items()
    }


def spoken(name: str) -> str:
    """Write the name of a file as words."""
    return re.sub("[-_]", " ", name)


# At the counter -------------------------------------------------------------------------------------


def shelved(generation: str, today: dt.date, parts: Iterable[Part]) -> Shelf:
    """Put the parts of the stock on a shelf; what cannot be read is left out, and its problems are told."""
    cards: list[Card] = []
    desks: list[Desk] = []
    offer = Offer(Assortment(), {})
    problems: set[Problem] = set()
    for part in parts:
        problems.update(part.problems)
        if isinstance(part.found, Card):
            due = part.found.review_due
            cards.append(replace(part.found, overdue=due is not None and due < today))
        elif isinstance(part.found, Desk):
            desks.append(part.found)
        elif part.found is not None:
            offer = part.found
    cards.sort(key=lambda card: (card.sought.order, card.language, card.slug))
    desks.sort(key=lambda desk: (not desk.name, order_of(desk.name or desk.clinic), desk.clinic))
    return Shelf(
        generation,
        tuple(cards),
        tuple(desks),
        offer.assortment,
        offer.products,
        dict(_names(cards, offer.products)),
        tuple(sorted(problems)),
    )


Named = tuple[str, str, str, str]
PATTERNS = (
    "{title} - {words}",
    "{title} - {words} - {edition}",
    "{title} - {words} - {slug}",
    "{title} - {words} - {slug} - {edition} - {layout}",
)
"""What files are called before their clinic; the first that tells all of a name apart."""


def _names(cards: Iterable[Card], products: Mapping[tuple[str, str, str], Product]) -> Iterator[tuple[Named, str]]:
    """Yield what the files of each brochure and product are called, each by a name of its own in its language."""
    values: dict[Named, dict[str, str]] = {}
    for card in cards:
        for (language, edition, layout), product in products.items():
            if language == card.language:
                values[card.slug, language, edition, layout] = {
                    "title": card.title,
                    "words": within(product.words, language),
                    "edition": spoken(edition),
                    "layout": spoken(layout),
                    "slug": card.slug,
                }
    waiting = dict.fromkeys(values)
    taken: set[tuple[str, str]] = set()
    for pattern in PATTERNS:
        names = {key: file_name(pattern, values[key], LONGEST) for key in waiting}
        same = Counter((key[1], name.casefold()) for key, name in names.items())
        for key, name in names.items():
            folded = key[1], name.casefold()
            if folded not in taken and (same[folded] == 1 or pattern == PATTERNS[-1]):
                taken.add(folded)
                del waiting[key]
                yield key, name
    for number, key in enumerate(waiting, 2):
        yield (
            key,
            file_name("{slug} - {edition} - {layout} - {number}", {**values[key], "number": str(number)}, LONGEST),
        )

"""The proof of a web page: read back as a stranger reads it, and held against what it must say. What fails is ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from clinicpress.ground.characters import beginning, unspaced
from clinicpress.ground.faults import FaultyProof
from clinicpress.webpage.reader import ReadPage, read_page
from clinicpress.webpage.told import OWN_IDS, Entry, Heard, Told, comparable


class ClinicTold(NamedTuple):
    """What a clinic must say in a place of the page."""

    lines: list[str]
    links: list[Entry]
    pictures: list[str]


class PageTold(NamedTuple):
    """What a page must say of its clinic."""

    author: str
    color: str
    """Its brand colour: #rrggbb."""
    places: Mapping[str, ClinicTold]
    """What stands in each place; nothing stands in the others."""


def prove_page(content: bytes, told: Told, clinic: PageTold, blanks: Sequence[str]) -> ReadPage:
    """Prove a finished page; raises FaultyProof naming what is wrong. Returns it as it was read.

    `blanks` are the places of the page for a clinic's lines, in order.
    """
    page = read_page(content)
    if page.faults:
        raise FaultyProof(f"the page is not as it must be: {page.faults[0]}")
    _same("language", page.language, told.language)
    _same("direction", page.direction, told.direction)
    _same("title", page.title, told.title)
    _same("author", page.author, clinic.author)
    _same_each("text", [_without_own_id(each) for each in page.heard], told.heard)
    _same("text", page.text, told.text)
    _same_each("list of sections", page.contents, told.contents)
    _same_each("source and disclaimer", page.standing, told.standing)
    if f"--brand:{clinic.color};" not in page.style:
        raise FaultyProof(f"the page is not in the clinic's colour {clinic.color}")
    expected = [(place, *clinic.places[place]) for place in blanks if place in clinic.places]
    _same_each("clinic", [tuple(each) for each in page.clinics], expected)
    return page


def prove_words(page: ReadPage, words: Iterable[str]) -> None:
    """Prove that a page says texts of the brochure, whole; raises FaultyProof."""
    said = unspaced(page.text)
    alts = {unspaced(each.facts["alt"]) for each in page.heard if "alt" in each.facts}
    for each in words:
        if (wanted := unspaced(comparable(each))) not in said and wanted not in alts:
            raise FaultyProof(f"the page does not say “{each[:80]}”")


def _without_own_id(heard: Heard) -> Heard:
    """Leave out the id that the writer gave an element so that others are called by it."""
    facts = {name: value for name, value in heard.facts.items() if name != "id" or not value.startswith(OWN_IDS)}
    return heard._replace(facts=facts)


def _same(what: str, found: str, wanted: str) -> None:
    if found == wanted:
        return
    at = next((n for n, (one, other) in enumerate(zip_longest(found, wanted)) if one != other), 0)
    begin = max(0, at - 20)
    raise FaultyProof(
        f"the {what} of the page says “{beginning(found[begin:], 60)}” where it must say "
        f"“{beginning(wanted[begin:], 60)}”"
    )


def _same_each(what: str, found: Sequence[Any], wanted: Sequence[Any]) -> None:
    for one, other in zip_longest(found, wanted):
        if one != other:
            raise FaultyProof(f"the {what} of the page has {one!r:.200} where it must have {other!r:.200}")

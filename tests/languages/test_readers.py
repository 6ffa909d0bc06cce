"""What people's programs read of each language's page and leaflet: every letter in its place, and nearly all words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from tests.languages import measures
from tests.languages.conftest import Print
from tests.languages.reading import READERS, reader
from tests.languages.texts import (
    HARD_CELLS,
    LEAFLET,
    PAGE,
    RIGHT_TO_LEFT,
    leaflet,
    page,
    passages,
    run_one_way,
)

NAMES = [each.name for each in READERS]
SAID = {PAGE: page, LEAFLET: leaflet}
ENOUGH = 0.95
"""The least share of words that must be whole, for people search by words."""
TWICE = re.compile(r"(\w) \1")
"""A letter on both sides of a space: Nastaliq's are so narrow that PDFBox takes it for one that is printed twice."""
Read = Callable[[str, str, tuple[str, ...]], dict[str, list[str]]]


@pytest.fixture(scope="module")
def read(printed: Print) -> Read:
    """Have a reader read a brochure in some languages: the pages' texts by language."""

    @cache
    def by_language(name: str, slug: str, languages: tuple[str, ...]) -> dict[str, list[str]]:
        files = [printed(slug, language) for language in languages]
        return dict(zip(languages, reader(name).read(files), strict=True))

    return by_language


def expected(name: str, slug: str, language: str) -> list[str]:
    """List the passages of which a reader can tell every letter."""
    told = run_one_way(passages(SAID[slug](language)), language)
    if language in RIGHT_TO_LEFT:
        untold = dict.fromkeys(map(ord, reader(name).leaves_out))
        told = [passage.translate(untold) for passage in told]
    if (name, language) == ("PDFBox", "ur"):
        told = [passage for passage in told if not TWICE.search(passage)]
    return told


@pytest.mark.parametrize("slug", SAID)
@pytest.mark.parametrize("name", NAMES)
def test_every_letter_stands_in_its_place(name: str, slug: str, languages: tuple[str, ...], read: Read) -> None:
    pages = read(name, slug, languages)
    astray = {each: measures.lost(expected(name, slug, each), pages[each]) for each in languages}
    assert {language: lost for language, lost in astray.items() if lost} == {}


@pytest.mark.parametrize("slug", SAID)
def test_words_are_found_whole(slug: str, languages: tuple[str, ...], read: Read) -> None:
    pages = read("PDFium", slug, languages)
    shares = {each: measures.whole(passages(SAID[slug](each)), pages[each], each) for each in languages}
    assert {language: share for language, share in shares.items() if share < ENOUGH} == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_telephone_and_an_amount_can_be_copied_from_among_letters_that_run_to_the_left(name: str, read: Read) -> None:
    phone, (amount, _) = HARD_CELLS[0], HARD_CELLS[1].split()
    for language, pages in read(name, LEAFLET, RIGHT_TO_LEFT).items():
        told = "".join(map(measures.letters, pages))
        assert told.count(phone) == 2, (language, "the telephone")
        assert told.count(amount) >= 3, (language, "the amount")

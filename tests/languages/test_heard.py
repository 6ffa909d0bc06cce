"""What a screen reader is told of each language: the words as they were written, in their order."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pikepdf
import pytest

from tests.languages.conftest import Print
from tests.languages.texts import LEAFLET, PAGE, RIGHT_TO_LEFT, leaflet, page, passages
from tests.structure import Structure, check_structure

SAID = {PAGE: page, LEAFLET: leaflet}
STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("slug", SAID)
def test_every_passage_is_heard_in_order(slug: str, languages: tuple[str, ...], printed: Print) -> None:
    found = {}
    for language in languages:
        with pikepdf.open(printed(slug, language)) as pdf:
            found[language] = check_structure(pdf, passages(SAID[slug](language)))
    assert {language: faults for language, faults in found.items() if faults} == {}


@pytest.mark.parametrize("slug", SAID)
@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_what_runs_from_right_to_left_is_told_character_by_character(language: str, slug: str, printed: Print) -> None:
    told = " ".join(actual_texts(printed(slug, language)))
    written = [unicodedata.normalize("NFC", said) for said in passages(SAID[slug](language)) if any(map(is_rtl, said))]
    assert [said for said in written if said not in told] == []
    assert STEERING.findall(told) == []


def is_rtl(char: str) -> bool:
    return unicodedata.bidirectional(char) in ("R", "AL")


def actual_texts(file: Path) -> list[str]:
    """List what the elements of a PDF say instead of what is drawn, in order."""
    with pikepdf.open(file) as pdf:
        return [part.actual for part in Structure(pdf).top.walk() if part.actual]

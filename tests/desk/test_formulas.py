"""Formulas of reading levels give the values that they have in print."""

from __future__ import annotations

import pytest

from clinicpress.desk.editorial import Editorial, load_editorial
from clinicpress.desk.formulas import Counts
from clinicpress.workspace.disk import SHIPPED, Disk

TEN = Counts(sentences=10, words=100, syllables=200, letters=500, polysyllables=20, monosyllables=40, long=30)
"""Ten sentences of ten words each."""


def rules(language: str) -> Editorial:
    found = load_editorial(Disk(SHIPPED), language)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "value", "told"),
    [
        ("es", 206.835 - 62.3 * 2 - 10, "72.2 (Szigriszt-Pazos: quite easy)"),
        ("fr", 207 - 1.015 * 10 - 73.6 * 2, "49.7 (Kandel-Moles: hard)"),
        ("de", 0.1935 * 20 + 0.1672 * 10 + 0.1297 * 30 - 0.0327 * 40 - 0.875, "7.2 (Wiener Sachtextformel 1)"),
        ("it", 89 + (300 * 10 - 10 * 500) / 100, "69.0 (Gulpease: hard with five school years)"),
        ("pt", 248.835 - 1.015 * 10 - 84.6 * 2, "69.5 (Flesch, adapted by Martins: easy)"),
    ],
)
def test_each_language_has_its_formula(language: str, value: float, told: str) -> None:
    formula = rules(language).formula
    assert formula is not None
    found = formula.value(TEN)
    assert found is not None
    assert found == pytest.approx(value)
    assert formula.told(found) == told
    assert str(formula.source)


def test_easy_texts_have_high_values_or_low_ones() -> None:
    spanish, german = rules("es").formula, rules("de").formula
    assert spanish is not None
    assert german is not None
    assert (spanish.is_hard(54.9), spanish.is_hard(55), spanish.is_hard(None)) == (True, False, False)
    assert (german.is_hard(8.1), german.is_hard(8)) == (True, False)


def test_without_a_sentence_there_is_no_value() -> None:
    formula = rules("it").formula
    assert formula is not None
    assert formula.value(Counts(0, 0, 0, 0, 0, 0, 0)) is None


def test_english_has_two_formulas_of_its_own() -> None:
    assert rules("en").formula is None

"""The reading level is worked out from whole sentences alone."""

from __future__ import annotations

import pytest

from clinicpress.desk.editorial import Editorial
from clinicpress.desk.readability import read
from tests.brochures import with_body
from tests.desk.prose import reading_of


def test_the_formulas_give_what_a_person_works_out(rules: Editorial) -> None:
    """Two sentences, eleven words, seventeen syllables, two words of three or more syllables."""
    level = reading_of("The nurse will give a medicine. This helps some patients recovering.", rules).level
    assert (level.sentences, level.words, level.syllables, level.polysyllables) == (2, 11, 17, 2)
    assert level.grade == pytest.approx(0.39 * 11 / 2 + 11.8 * 17 / 11 - 15.59)
    assert level.smog == pytest.approx(1.043 * (2 * 30 / 2) ** 0.5 + 3.1291)


def test_only_whole_sentences_count(rules: Editorial) -> None:
    body = """\
      - paragraph: You rest.
      - list: [Loose clothes that nobody remembers, They help.]
      - table: {caption: A caption is no sentence., header: [Day], rows: [[Monday is a cell.]]}
      - callout: {role: note, title: A title. It does not count., body: [{steps: [Sit down.]}]}
      - icons: {items: [{icon: bed, label: Sleep.}]}
"""
    reading = read(with_body(body), rules)
    assert [each.text for each in reading.sentences if each.whole] == ["You rest.", "They help.", "Sit down."]
    assert (reading.level.sentences, reading.level.words) == (3, 6)


def test_a_text_without_sentences_has_no_level(rules: Editorial) -> None:
    level = read(with_body("      - list: [Water, Bread]\n"), rules).level
    assert (level.grade, level.smog, level.passive_percent) == (None, None, 0.0)

"""Files beside each other: terms and sources."""

from __future__ import annotations

import pytest

from clinicpress.desk.consistency import _key, _same, _uses


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Opioids", "opioid", True),
        ("**Opioid** rashes", "opioid rash", True),
        ("side effects", "side effect", True),
        ("is", "i", False),
        ("nerve pain", "nerves pain", False),
    ],
)
def test_terms_are_compared_without_marks_capitals_and_plurals(one: str, other: str, same: bool) -> None:
    assert (_key(one) == _key(other)) == same


def test_meanings_are_compared_by_their_words() -> None:
    assert _same("Strong drugs.", "strong drugs")
    assert not _same("Strong drugs.", "strong drug")


@pytest.mark.parametrize(
    ("language", "text", "term", "used"),
    [
        ("en", "an opioid helps", "opioid", True),
        ("en", "nonopioid", "opioid", False),
        ("ru", "лечение астмы", "астма", True),
        ("de", "die spritzen", "spritze", True),
        ("ar", "علاج والربو", "ربو", True),
        ("zh-Hans", "请用肺活量计呼吸", "肺活量计", True),
        ("zh-Hans", "请呼吸", "肺活量计", False),
        ("es", "los analgésicos", "analgésico", True),
        ("es", "el dolor", "analgésico", False),
    ],
)
def test_a_term_is_found_in_the_forms_of_its_language(language: str, text: str, term: str, used: bool) -> None:
    assert _uses(text, term, language) == used

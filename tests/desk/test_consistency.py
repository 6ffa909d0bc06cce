"""Files beside each other: terms, sources and translations."""

from __future__ import annotations

import pytest

from clinicpress.desk.consistency import Read, _key, _older, _same, _translations
from tests.desk.prose import HEAD, brochure_of


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
    ("version", "other", "older"),
    [
        ("1.9", "1.10", True),
        ("1.10", "1.9", False),
        ("1.0", "1.0", False),
        ("2026-11", "2026-12", True),
        ("a", "b", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, other: str, older: bool) -> None:
    assert _older(version, other) == older


def test_a_translation_that_lacks_a_section_or_is_older_is_told() -> None:
    more = "  - id: b\n    heading: B\n  - id: c\n    heading: C\n"
    origin = brochure_of(f"      - paragraph: Rest.\n{more}", HEAD.replace('version: "1"', 'version: "1.2"'))
    other = brochure_of("      - paragraph: Descanse.\n  - id: c\n    heading: C\n  - id: d\n    heading: D\n")
    told = [problem.message for problem in _translations([Read("x", "en", origin), Read("x", "es", other)])]
    assert told == [
        "this translation lacks the section “b” of en.yaml",
        "en.yaml has no section “d”",
        "this translation is older than en.yaml: version 1, there 1.2",
    ]


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2026-11-02", []),
        ("2026-11-01", []),
        ("2026-10-31", ["this translation is older than en.yaml: published 2026-10-31, there 2026-11-01"]),
    ],
)
def test_a_translation_that_was_published_before_its_origin_is_told(published: str, told: list[str]) -> None:
    origin = brochure_of("      - paragraph: Rest.\n")
    other = brochure_of("      - paragraph: Descanse.\n", HEAD.replace("2026-11-01", published))
    assert [problem.message for problem in _translations([Read("x", "en", origin), Read("x", "es", other)])] == told

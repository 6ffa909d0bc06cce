"""Files beside each other: terms and sources."""

from __future__ import annotations

import pytest

from clinicpress.desk.consistency import _key, _same


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

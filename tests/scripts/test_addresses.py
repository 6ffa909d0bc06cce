"""Addresses: found whole, and without the signs of the sentence that they stand in."""

from __future__ import annotations

import pytest

from clinicpress.scripts.addresses import addresses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.org/a_(b)?c=1-2 now", ["https://example.org/a_(b)?c=1-2"]),
        ("(see www.example.org/pain).", ["www.example.org/pain"]),
        ("אתר: https://example.org/.", ["https://example.org/"]),
        ("https://example.org،", ["https://example.org"]),
        ("write to first.last+1@mail.example.org!", ["first.last+1@mail.example.org"]),
        ("example.org/path or example.com", ["example.org/path", "example.com"]),
        ("doi:10.1097/AAP.0000000000000808.", ["doi:10.1097/AAP.0000000000000808"]),
        ("https://بيت.example/1 هنا", ["https://بيت.example/1"]),
        ("see @example_clinic, #pain", ["@example_clinic", "#pain"]),
        ("dial *123#", ["*123#"]),
        ("mailto:a@example.org", ["mailto:a@example.org"]),
    ],
)
def test_addresses_are_found_whole(text: str, found: list[str]) -> None:
    assert [text[begin:end] for begin, end in addresses(text)] == found


@pytest.mark.parametrize("text", ["", "Take 2.5 mg. Then rest", "e.g. 5:30 @ home", "99(3):1-9."])
def test_other_texts_have_none(text: str) -> None:
    assert list(addresses(text)) == []

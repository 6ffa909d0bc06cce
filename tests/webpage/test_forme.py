"""Formes: kept whole or not at all, and filled with what is given."""

from __future__ import annotations

import pytest

from clinicpress.webpage.forme import MAGIC, Forme
from clinicpress.webpage.told import Entry, Heard, Told

TOLD = Told("en", "T", [Heard("p", "a", {"id": "x"})], "a", [Entry("a", "#x")], ["Source: s", "Note: n"])
FORME = Forme(
    ("<p>", "imprint", "</p><p>", "contact", "</p>"), TOLD, "1.0", {"paper": "a4"}, {"a.yaml": None}, {"named": "yes"}
)


def test_it_is_read_as_it_was_written() -> None:
    assert Forme.from_bytes(FORME.to_bytes()) == FORME
    assert Forme.from_bytes(FORME.to_bytes()).name == FORME.name


@pytest.mark.parametrize(
    "damaged", [b"", MAGIC, FORME.to_bytes()[:-1], FORME.to_bytes().replace(b"<p>", b"<b>"), b"clinicpress plate 1\n"]
)
def test_one_that_is_not_whole_is_none(damaged: bytes) -> None:
    with pytest.raises(ValueError, match="no whole forme"):
        Forme.from_bytes(damaged)


def test_its_blanks_are_filled_in_their_order() -> None:
    assert FORME.blanks == ("imprint", "contact")
    assert FORME.filled({"contact": "ö", "imprint": "contact"}) == "<p>contact</p><p>ö</p>".encode()
    with pytest.raises(KeyError):
        FORME.filled({"contact": "b"})

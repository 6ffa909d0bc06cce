"""Tables: joined cells stand in each of their places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.drafting.word.documents import read
from tests.manuscripts import (
    row,
    table,
)

Begin = Callable[..., Path]


def test_joined_cells_stand_in_each_of_their_places(begin: Begin) -> None:
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row("Medicine", "Dose", "When"),
        row("Ibuprofen", "400 mg", ("with meals", begins)),
        row("Naproxen", "250 mg", ("", goes_on)),
        row(("Ask first", '<w:gridSpan w:val="2"/>'), "always"),
        row("Free", "1 mg", properties='<w:gridBefore w:val="1"/>'),
    )
    ((_, held),), told = read(begin, body)
    assert held["rows"] == [
        ["Ibuprofen", "400 mg", "with meals"],
        ["Naproxen", "250 mg", "with meals"],
        ["Ask first", "Ask first", "always"],
        ["", "Free", "1 mg"],
    ]
    assert told == ["joined cells of this table: the words stand in each of their places: “with meals”, “Ask first”"]

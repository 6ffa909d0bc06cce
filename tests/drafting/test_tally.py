"""Words counted: each that is missing is found missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from clinicpress.drafting.tally import lost_words
from tests.chance import examples
from tests.drafting.word.documents import read
from tests.manuscripts import (
    paragraph,
)

Begin = Callable[..., Path]


def test_words_that_are_nowhere_are_told(begin: Begin) -> None:
    blocks, told = read(begin, f"LOOSE{paragraph('A word.')}<w:unknown>Unknown twice twice</w:unknown>")
    assert blocks == [("paragraph", "A word.")]
    assert told == ["these words of the article are nowhere in the draft: “loose unknown twice twice”"]


@examples(200)
@given(st.lists(st.sampled_from(["not", "10", "⁵", "mg", "µg", "Not", "½"]), max_size=8), st.data())
def test_every_word_that_is_missing_is_found_missing(words: list[str], data: st.DataObject) -> None:
    assert lost_words([" ".join(words)], words) == []
    if words:
        at = data.draw(st.integers(0, len(words) - 1))
        assert lost_words([" ".join(words)], [*words[:at], *words[at + 1 :]]) != []

"""A collation: where a brochure's changes stand in print, and what print shows beyond them."""

from __future__ import annotations

import pytest

from clinicpress.comparison.collation import _is_part
from clinicpress.comparison.variants import Change, Word, split


def change(old: str, new: str) -> Change:
    before, after = (tuple(Word(word) for word in split(text)) for text in (old, new))
    return Change(before, after)


@pytest.mark.parametrize(
    ("printed", "written", "is_part"),
    [
        (change("one", "two"), change("one", "two"), True),
        (change("one", "two"), change("the one here", "the two here"), True),
        (change("one.", "two."), change("one", "two"), True),
        (change("one", "two"), change("one", "three"), False),
        (change("one", "two"), change("clone", "two"), False),
        (change("", "two"), change("one", "two"), False),
        (change("", "Sit down"), change("", "**Sit** down, and rest"), True),
        (change("", "Sit rest"), change("", "Sit down, and rest"), True),
        (change("", "rest Sit"), change("", "Sit down, and rest"), False),
        (change("a.", "a"), change("a, b", "a c"), False),
    ],
)
def test_a_change_in_print_is_a_part_of_one_in_the_text(printed: Change, written: Change, is_part: bool) -> None:
    assert _is_part(printed, written) == is_part

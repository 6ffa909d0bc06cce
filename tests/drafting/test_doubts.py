"""What is said of several pieces is said once, and names how many there are."""

from __future__ import annotations

import pytest

from clinicpress.drafting.article import Paragraph
from clinicpress.drafting.doubts import AS_QUOTATION, above_a_word, chosen, stood, ticked


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, []),
        (1, ["this stood as a quotation"]),
        (3, ["this and what follows, 3 blocks in all, stood as a quotation"]),
    ],
)
def test_where_pieces_stood_is_said_of_the_first(count: int, said: list[str]) -> None:
    pieces = [Paragraph(str(at)) for at in range(count)]
    first, *others = [*stood(pieces, AS_QUOTATION), *[Paragraph("")] * (not count)]
    assert list(first.doubts) == said
    assert [first.text, *(each.text for each in others)] == [each.text for each in pieces or [Paragraph("")]]
    assert [each for each in others if each.doubts] == []


def test_what_was_chosen_ticked_or_said_above_is_quoted() -> None:
    assert chosen("twice", ["once", "twice"]) == "“twice” was chosen from a list: “once”, “twice”"
    assert ticked("☑") == "a box to tick was written as “☑”"
    assert above_a_word("a") == "this stood above a word, and is not printed: “a”"

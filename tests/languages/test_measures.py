"""What is counted of a text that was read back."""

from __future__ import annotations

import pytest

from tests.languages import measures

PASSAGES = ["يولد جميع الناس أحرارًا (1).", "All are born free."]


@pytest.mark.parametrize(
    ("read", "letters", "words"),
    [
        pytest.param(["All are born free.\nيولد جميع الناس أحرارًا (1)."], 1, 1, id="passages in any order"),
        pytest.param(["يولد جميع\nالناس أحرارًا )1(.", "All are\nborn free."], 1, 1, id="lines, brackets as seen"),
        pytest.param(["\u202bيولد جميع الناس أحرارًا (1).\u202c All are born free."], 1, 1, id="marks of direction"),
        pytest.param(["يولد جميع الناس أحرارً", "2", "ا (1). All are born free."], 15 / 39, 8 / 9, id="two pages on"),
        pytest.param(["يولد جميع", "الناس أحرارًا (1). All are born free."], 1, 1, id="overleaf"),
        pytest.param(["يولد جميع الناس (1) أحرارًا. All are born free."], 15 / 39, 7 / 9, id="a number astray"),
        pytest.param(["يول د جميع الناس أحرارًا (1). Allareborn free."], 1, 5 / 9, id="words parted and joined"),
        pytest.param(["الناس جميع يولد أحرارًا (1). All are born free."], 15 / 39, 1, id="words in another order"),
    ],
)
def test_letters_in_order_and_whole_words(read: list[str], letters: float, words: float) -> None:
    assert measures.in_order(PASSAGES, read) == pytest.approx(letters)
    assert measures.whole(PASSAGES, read, "ar") == pytest.approx(words)


def test_a_word_counts_as_often_as_it_was_written() -> None:
    assert measures.whole(["no no no"], ["no\nno"], "en") == pytest.approx(2 / 3)
    assert measures.whole(["no"], ["no no no"], "en") == 1


def test_where_words_are_not_parted_what_stands_between_punctuation_is_counted() -> None:
    passage = ["人人生而自由，在尊严和权利上一律平等。"]
    assert measures.whole(passage, ["人人生而自\n由，在尊严和权利上\n一律平等。"], "zh-Hans") == 1
    assert measures.whole(passage, ["人人生自而由，在尊严和权利上一律平等。"], "zh-Hans") == 0.5


def test_a_hyphen_of_a_word_may_go_and_one_of_a_number_may_not() -> None:
    passage = ["pagtatangi-tanging 555-0134"]
    assert measures.lost(passage, ["pagtatangitanging\n555-0134"]) == []
    assert measures.lost(passage, ["pagtatangi-tanging\n5550134"]) == passage

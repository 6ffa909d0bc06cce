"""Lines: where text is broken, how its last line is seen to, and how it is balanced."""

from __future__ import annotations

import pytest

from clinicpress.ground.characters import NBSP
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.text import Paragraph
from tests.typesetting.toys import chain, lines_of, measure, paragraph, style, width, words

# Breaking ----------------------------------------------------------------------------------


def test_lines_are_broken_at_spaces_and_as_full_as_they_go() -> None:
    assert lines_of(paragraph(words(8)), measure(3)) == ["w01 w02 w03 ", "w04 w05 w06 ", "w07 w08"]


@pytest.mark.parametrize(("missing", "lines"), [(0.0, 1), (0.5, 2)])
def test_a_word_moves_on_only_where_it_does_not_fit(missing: float, lines: int) -> None:
    assert len(paragraph(words(4)).lines(measure(4) - missing)) == lines


def test_the_space_at_a_lines_end_takes_no_room_and_is_read() -> None:
    """It parts the words for those who copy or listen; the paragraph's last line has none."""
    text = paragraph(words(5))
    assert lines_of(text, measure(3)) == ["w01 w02 w03 ", "w04 w05"]
    assert [line.width for line in text.lines(measure(3))] == pytest.approx([measure(3), measure(2)])
    assert [stroke.width for line in text.lines(measure(3)) for stroke in line.strokes] == pytest.approx(
        [measure(3), measure(2)]
    )


def test_non_breaking_spaces_keep_their_words_together_and_are_drawn_as_plain_spaces() -> None:
    text = paragraph(f"w01 w02 w03{NBSP}w04 w05")
    assert lines_of(text, measure(3)) == ["w01 w02 ", "w03 w04 w05"]


def test_a_word_that_goes_on_in_another_look_stays_whole() -> None:
    look = style()
    runs = (Run("w01 w02 w", look), Run("03", look, strong=True), Run(" w04", look))
    assert lines_of(Paragraph(runs, look), measure(3) - 0.1) == ["w01 w02 ", "w03 w04"]


def test_a_character_is_set_in_the_first_face_that_has_it() -> None:
    look = style(chain=chain(400, ("atkinson", "source-sans")))
    first, second = look.chain
    char = min(chr(code) for code in second.glyphs.keys() - first.glyphs.keys())
    [line] = Paragraph((Run(f"a{char}b", look),), look).lines(100.0)
    assert [(piece.text, piece.face) for piece in line.strokes[0].pieces] == [
        ("a", first),
        (char, second),
        ("b", first),
    ]


@pytest.mark.parametrize("count", [0, 1, 4])
def test_text_of_one_line_is_set_as_it_would_be_word_by_word(count: int) -> None:
    look = style()
    at_once = paragraph(words(count))
    by_words = Paragraph(tuple(Run(char, look) for char in words(count)), look)
    assert lines_of(at_once, 500.0) == lines_of(by_words, 500.0)
    assert at_once.lines(500.0)[0].width == pytest.approx(by_words.lines(500.0)[0].width)


# Long words --------------------------------------------------------------------------------


def test_a_word_wider_than_its_column_is_broken_and_loses_nothing() -> None:
    word = "abcdefghij" * 5
    lines = lines_of(paragraph(f"w01 {word} w02"), measure(3))
    assert "".join(lines) == f"w01 {word} w02"
    assert len(lines) > 3
    assert all(width(line.rstrip()) <= measure(3) + 0.01 for line in lines)


def test_no_space_is_drawn_where_a_word_is_broken() -> None:
    lines = lines_of(paragraph("abcdefghij" * 5 + " w02"), measure(3))
    assert all(" " not in line for line in lines[:-1])


def test_what_follows_a_broken_word_stands_in_its_last_line() -> None:
    assert lines_of(paragraph("a" * 30 + " w02"), width("a" * 20 + "-") + 0.1) == [
        "a" * 20,
        "a" * 10 + " w02",
    ]


ROOM = width("a" * 19 + "/") + 0.1


@pytest.mark.parametrize(
    ("word", "seen"),
    [
        ("a" * 11 + "/" + "a" * 15, ["a" * 11 + "/", "a" * 15]),
        ("a" * 4 + "/" + "a" * 17, ["a" * 4 + "/", "a" * 17]),
        ("a" * 4 + "/" + "a" * 25, ["a" * 4 + "/" + "a" * 14 + "-", "a" * 11]),
        ("a" * 21, ["a" * 18 + "-", "a" * 3]),
        ("a" * 20 + ",", ["a" * 17 + "-", "a" * 3 + ","]),
        ("1" * 25, ["1" * 19, "1" * 6]),
        ("https://exampleexampleexampleexample", ["https://exampleexampl", "eexampleexample"]),
        ("\u05d0" * 20, ["\u05d0" * 15, "\u05d0" * 5]),
    ],
    ids=["a sign", "an early sign", "too early a sign", "letters", "a comma", "a number", "an address", "no capitals"],
)
def test_a_long_word_is_broken_after_a_sign_or_with_a_hyphen(word: str, seen: list[str]) -> None:
    """A hyphen would make another number, or another address; three letters stand on either side of it."""
    text = paragraph(word)
    said = lines_of(text, ROOM)
    assert "".join(said) == word, "the hyphen is no part of it"
    assert [
        each + (line.hyphen.text if line.hyphen else "") for each, line in zip(said, text.lines(ROOM), strict=True)
    ] == seen
    assert all(width(each) <= ROOM for each in seen)


# The last line -----------------------------------------------------------------------------


def test_a_lonely_last_word_gets_company() -> None:
    """A runt: the line before gives a word to a last line of one word."""
    assert lines_of(paragraph(words(9)), measure(4)) == ["w01 w02 w03 w04 ", "w05 w06 w07 ", "w08 w09"]


def test_a_last_line_of_two_words_is_left_alone() -> None:
    assert lines_of(paragraph(words(6)), measure(4)) == ["w01 w02 w03 w04 ", "w05 w06"]


def test_a_line_of_two_words_gives_none_away() -> None:
    long = "a" * 12
    assert lines_of(paragraph(f"{long} w01 w02"), width(f"{long} w01")) == [f"{long} w01 ", "w02"]


@pytest.mark.parametrize(("share", "last"), [(0.61, "aaaaa w04"), (0.59, "w04")])
def test_a_line_gives_a_word_to_the_last_only_if_it_stays_full_enough(share: float, last: str) -> None:
    """LEAST_FULL: what is left must fill 0.6 of the measure."""
    assert lines_of(paragraph(f"{words(3)} aaaaa w04"), measure(3) / share)[-1] == last


def test_a_word_that_does_not_fit_beside_the_last_stays_where_it_is() -> None:
    first, last = f"{words(6)} {'a' * 8}", "a" * 25
    assert lines_of(paragraph(f"{first} {last}"), width(first)) == [f"{first} ", last]


# Balance -----------------------------------------------------------------------------------


def test_text_is_balanced_fully_over_no_more_lines() -> None:
    assert lines_of(paragraph(words(10), balance="full"), measure(6)) == [
        "w01 w02 w03 w04 w05 ",
        "w06 w07 w08 w09 w10",
    ]


def test_text_is_not_balanced_where_its_style_says_no() -> None:
    assert lines_of(paragraph(words(10), balance="no"), measure(6)) == ["w01 w02 w03 w04 w05 w06 ", "w07 w08 w09 w10"]


@pytest.mark.parametrize(
    ("count", "first"), [(7, "w01 w02 w03 w04 "), (8, "w01 w02 w03 w04 w05 w06 ")], ids=["one word", "two words"]
)
def test_the_last_word_is_what_balance_may_be_for(count: int, first: str) -> None:
    """balance: last-word balances only where the last line has a single word."""
    assert lines_of(paragraph(words(count), balance="last-word"), measure(6))[0] == first


@pytest.mark.parametrize(("count", "lines"), [(20, [5, 5, 5, 5]), (25, [6, 6, 6, 5, 2])])
def test_only_text_of_up_to_four_lines_is_balanced(count: int, lines: list[int]) -> None:
    broken = lines_of(paragraph(words(count), balance="full"), measure(6))
    assert [len(line.split()) for line in broken] == lines


def test_balancing_breaks_no_word() -> None:
    long = "a" * 24
    assert lines_of(paragraph(f"{long} w01 w02", balance="full"), width(long) + 0.1) == [f"{long} ", "w01 w02"]


def test_the_faces_of_the_toys_are_what_the_tests_count_on() -> None:
    assert len({width(word) for word in words(60).split()}) == 1
    assert chain()[0] is not chain(700)[0]

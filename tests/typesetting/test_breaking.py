"""Breaking: where lines end, how even they are, how the last is seen to, and how a long word is parted."""

from __future__ import annotations

import random

import pytest

from clinicpress.drawing.tagging import Element
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.text import Paragraph
from tests.typesetting.toys import lines_of, measure, paragraph, style, width, words

# Breaking ----------------------------------------------------------------------------------


def test_lines_are_broken_at_spaces_and_as_full_as_they_go() -> None:
    assert lines_of(paragraph(words(8)), measure(3)) == ["w01 w02 w03 ", "w04 w05 w06 ", "w07 w08"]


@pytest.mark.parametrize(("missing", "lines"), [(0.0, 1), (0.5, 2)])
def test_a_word_moves_on_only_where_it_does_not_fit(missing: float, lines: int) -> None:
    assert len(paragraph(words(4)).lines(measure(4) - missing)) == lines


def test_a_word_that_goes_on_in_another_look_stays_whole() -> None:
    look = style()
    runs = (Run("w01 w02 w", look), Run("03", look, strong=True), Run(" w04", look))
    assert lines_of(Paragraph(runs, look), measure(3) - 0.1) == ["w01 w02 ", "w03 w04"]


# Evenness ----------------------------------------------------------------------------------


def test_a_short_line_before_a_long_word_is_shared_with_the_line_above() -> None:
    """Filling each line in turn would leave the second a third full."""
    long = "b" * 19
    assert lines_of(paragraph(f"{words(8)} {long} {words(5, first=9)}"), measure(6)) == [
        "w01 w02 w03 w04 ",
        "w05 w06 w07 w08 ",
        f"{long} ",
        "w09 w10 w11 w12 w13",
    ]


def first_fit(parts: list[str], wide: float) -> int:
    """Count the lines that words make where each line is as full as it goes."""
    count, line = 1, ""
    for part in parts:
        longer = f"{line} {part}".strip()
        if width(longer) > wide + 0.01:
            count, longer = count + 1, part
        line = longer
    return count


@pytest.mark.parametrize("balance", ["no", "last-word", "full"])
@pytest.mark.parametrize("seed", range(40))
def test_any_text_keeps_its_words_in_the_fewest_lines_that_hold_them(seed: int, balance: str) -> None:
    """Paper matters: no line more than words fill in turn, however uneven they are."""
    draw = random.Random(seed)
    parts = ["x" * draw.choice((1, 1, 2, 3, 5, 8, 13)) for _ in range(draw.choice((2, 5, 20, 60)))]
    wide = width("x" * draw.choice((13, 14, 20, 30, 60)))
    lines = lines_of(paragraph(" ".join(parts), balance=balance), wide)
    assert "".join(lines).split() == parts
    assert max(width(line.rstrip()) for line in lines) <= wide + 0.01
    assert len(lines) == first_fit(parts, wide)


@pytest.mark.parametrize("seed", range(20))
def test_no_other_lines_of_a_small_text_are_nearer_to_the_measure(seed: int) -> None:
    """The sum of the squares of what all lines but the last lack is the least there is, where nothing else counts."""
    draw = random.Random(seed)
    parts = ["x" * draw.randint(5, 7) for _ in range(24)]
    wide = width(" ".join(["x" * 6] * 10))

    def lack(lines: list[str]) -> float:
        return sum((wide - width(line)) ** 2 for line in lines[:-1])

    ways = [
        [" ".join(parts[:first]), " ".join(parts[first:second]), " ".join(parts[second:])]
        for first in range(7, 12)
        for second in range(first + 7, min(first + 12, 22))
    ]
    fitting = [way for way in ways if max(map(width, way)) <= wide + 0.01]
    made = [line.rstrip() for line in lines_of(paragraph(" ".join(parts)), wide)]
    assert lack(made) == pytest.approx(min(map(lack, fitting)))


# Ends of lines -----------------------------------------------------------------------------


def ends_a_line(word: str) -> bool:
    """Tell whether a word ends the first line of a text that has no better place to end it."""
    wide = measure(10)
    count = max(count for count in range(1, 10) if width(f"{words(count)} {word}") <= wide)
    first = lines_of(paragraph(f"{words(count)} {word} {words(15, first=count + 1)}"), wide)[0]
    assert first in {f"{words(count)} {word} ", f"{words(count)} "}
    return first.endswith(f" {word} ")


@pytest.mark.parametrize("number", ["2", "(2", "1.5", "10–20", "≥2", "½", "1½"])
def test_a_number_is_not_torn_from_what_it_counts(number: str) -> None:
    assert not ends_a_line(number)


@pytest.mark.parametrize("sign", ["✓", "☐", "≥", "<", "+", "±"])
def test_a_sign_is_not_torn_from_what_it_stands_before(sign: str) -> None:
    assert not ends_a_line(sign)


@pytest.mark.parametrize(("link", "begins"), [("#source-1", "w09 "), ("https://clinic.example", "[1] ")])
def test_the_number_of_a_source_stands_in_the_line_of_what_it_backs(link: str, begins: str) -> None:
    look = style()
    runs = (
        Run(words(9) + " ", look),
        Run("[1]", look, link=link, element=Element("Link")),
        Run(f" {words(15, first=10)}", look),
    )
    assert lines_of(Paragraph(runs, look), measure(9) + 0.1)[1].startswith(begins)


@pytest.mark.parametrize("word", ["B12", "COVID-19", "2,", "2.", "(2)", "20%"])
def test_a_line_may_end_with_a_number_that_counts_nothing_behind_it(word: str) -> None:
    assert ends_a_line(word)


@pytest.mark.parametrize("word", ["a", "A", "I", "(a", "y", "à"])
def test_a_word_of_one_letter_does_not_end_a_line(word: str) -> None:
    assert not ends_a_line(word)


@pytest.mark.parametrize("word", ["D", "a,", "a)", "–", "is"])
def test_a_line_may_end_with_a_letter_that_names_what_is_before_it_and_with_other_short_words(word: str) -> None:
    """Vitamin D is torn no less before its letter."""
    assert ends_a_line(word)


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
        ("https://" + "a" * 50, ["https://" + "a" * 13, "a" * 19, "a" * 18]),
        ("\u05d0" * 20, ["\u05d0" * 15, "\u05d0" * 5]),
    ],
    ids=[
        "a sign",
        "an early sign",
        "too early a sign",
        "letters",
        "a comma",
        "a number",
        "an address",
        "a long address",
        "no capitals",
    ],
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
    lines = lines_of(paragraph(words(9)), measure(4))
    assert (len(lines), lines[-1]) == (3, "w08 w09")


def test_a_last_line_of_two_words_is_left_alone() -> None:
    assert lines_of(paragraph(words(6)), measure(4)) == ["w01 w02 w03 w04 ", "w05 w06"]


@pytest.mark.parametrize(("stays", "gives"), [(16, True), (12, True), (7, False), (3, False)])
def test_a_line_gives_a_word_to_the_last_only_if_it_stays_full_enough(stays: int, gives: bool) -> None:
    """A line that is more than half empty is worse than a last line of one word."""
    first, second, last = "a" * stays, "b" * (20 - stays), "w02"
    lines = [f"{first} ", f"{second} {last}"] if gives else [f"{first} {second} ", last]
    assert lines_of(paragraph(f"{first} {second} {last}"), width(f"{first} {second}")) == lines


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


# Colons ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"w01 w02: {words(3, first=3)}", ["w01 w02: ", "w03 w04 w05"]),
        ("w01: w02 w03", ["w01: w02 w03"]),
        (f"{words(5)}: {words(5, first=6)}", ["w01 w02 w03 ", "w04 w05: ", "w06 w07 w08 ", "w09 w10"]),
        (f"{words(4)} w05:", ["w01 w02 w03 ", "w04 w05:"]),
        (words(4), ["w01 w02 ", "w03 w04"]),
    ],
)
def test_a_heading_of_more_than_a_line_is_broken_behind_its_colon(text: str, lines: list[str]) -> None:
    heading = paragraph(text, balance="colon")
    assert lines_of(heading, measure(3) + 3) == lines
    assert [line.last for line in heading.lines(measure(3) + 3)] == [False] * (len(lines) - 1) + [True]

"""Lines: where text is broken, how its last line is seen to, where a paragraph is split, and what its parts hold."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import NBSP
from clinicpress.looks.color import Color
from clinicpress.typesetting.text import Paragraph, Run, shortened
from tests.typesetting.toys import LEADING, TOP, chain, drawn, lines_of, measure, paragraph, sheet, style, width, words


def split(text: Paragraph, wide: float, count: int, force: bool = False) -> tuple[Paragraph, Paragraph] | None:
    """Split a paragraph where `count` lines fit."""
    return text.split(wide, count * LEADING, 1000.0, force)


def parts_in(text: Paragraph, wide: float, count: int, force: bool = False) -> list[list[str]]:
    """Return the lines of both parts, or of the one that was not split."""
    return [lines_of(part, wide) for part in split(text, wide, count, force) or (text,)]


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
    assert lines_of(paragraph("a" * 30 + " w02"), width("a" * 20) + 0.1) == [
        "a" * 20,
        "a" * 10 + " w02",
    ]


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("aaaaaaaaaaa/aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaa/"),
        ("aaaa/aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaa/" + "a" * 15),
    ],
    ids=["a sign in the second half", "a sign in the first half"],
)
def test_a_long_word_is_broken_after_a_sign_if_that_fills_half_a_line(word: str, first: str) -> None:
    room = width("a" * 19 + "/") + 0.1
    assert lines_of(paragraph(word), room)[0] == first


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


# Splitting ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "room", "head"),
    [
        (10, 4, 4),
        (10, 3, 3),
        (10, 9, 7),
        (6, 3, 3),
        (6, 5, 3),
        (10, 2, None),
        (5, 3, None),
        (5, 4, None),
        (4, 2, None),
        (4, 3, None),
    ],
)
def test_three_lines_stand_on_either_side_of_a_split(lines: int, room: int, head: int | None) -> None:
    """MIN_LINES: at least three lines end a page, and three begin the next; else the paragraph moves on whole."""
    parts = parts_in(paragraph(words(lines * 4)), measure(4), room)
    assert [len(part) for part in parts] == ([lines] if head is None else [head, lines - head])


@pytest.mark.parametrize(("room", "head"), [(1, 1), (4, 4), (0, None), (5, None)])
def test_by_force_a_paragraph_is_split_wherever_the_page_ends(room: int, head: int | None) -> None:
    parts = parts_in(paragraph(words(20)), measure(4), room, force=True)
    assert [len(part) for part in parts] == ([5] if head is None else [head, 5 - head])


@pytest.mark.parametrize(("count", "balance"), [(25, "no"), (14, "full"), (34, "full"), (25, "last-word")])
def test_the_parts_have_the_lines_of_the_whole(count: int, balance: str) -> None:
    """Set to the measure of the split, no part is broken anew: its last line was seen to in the whole."""
    whole = paragraph(words(count), balance=balance)
    lines = lines_of(whole, measure(4))
    for room in range(1, len(lines)):
        assert parts_in(whole, measure(4), room, force=True) == [lines[:room], lines[room:]]


@pytest.mark.parametrize("other", [2, 3, 5, 7, 24])
def test_a_part_set_to_another_measure_says_just_the_words_that_it_has(other: int) -> None:
    """The tail begins with the first word that the head has not, in a panel or column of any width."""
    parts = split(paragraph(words(24)), measure(4), 3)
    assert parts is not None
    head, tail = parts
    assert "".join(lines_of(head, measure(other))) == words(12) + " "
    assert "".join(lines_of(tail, measure(other))) == words(12, first=13)


def test_a_head_set_to_another_measure_does_not_end_as_a_paragraph_does() -> None:
    """Its last line is not the paragraph's: it keeps its space, gets no company and is not balanced."""
    for balance in ("no", "full"):
        whole = paragraph(words(24), balance=balance)
        parts = split(whole, measure(4), 3)
        assert parts is not None
        assert lines_of(parts[0], measure(11)) == [words(11) + " ", "w12 "]
        assert [line.last for line in parts[0].lines(measure(11))] == [False, False]
        assert lines_of(parts[0], measure(20)) == [words(12) + " "]


def test_a_tail_set_to_another_measure_ends_as_a_paragraph_does() -> None:
    parts = split(paragraph(words(24)), measure(4), 3)
    assert parts is not None
    assert lines_of(parts[1], measure(11)) == [words(10, first=13) + " ", "w23 w24"]


def test_a_part_that_is_split_again_holds_what_remains() -> None:
    text: Paragraph = paragraph(words(60))
    said = ""
    for wide in (4, 5, 6):
        parts = split(text, measure(wide), 3, force=True)
        assert parts is not None
        assert "".join(lines_of(parts[0], measure(wide))) == parts[0].plain
        said += parts[0].plain
        text = parts[1]
    assert said + text.plain == words(60)


def test_a_split_within_a_word_goes_on_within_it() -> None:
    word = "abcdefghij" * 8
    whole = paragraph(f"w01 {word} w02")
    lines = lines_of(whole, measure(4))
    parts = split(whole, measure(4), 2, force=True)
    assert parts is not None
    head, tail = parts
    assert head.plain + tail.plain == whole.plain
    assert head.plain == "".join(lines[:2])
    assert "".join(lines_of(head, measure(9))) == head.plain, "no space is drawn within a word"
    assert "".join(lines_of(tail, measure(9))) == tail.plain


def test_what_keeps_words_together_keeps_them_in_a_part() -> None:
    whole = paragraph(words(12) + " " + NBSP.join(words(4, first=13).split()) + " " + words(8, first=17))
    parts = split(whole, measure(4), 3)
    assert parts is not None
    assert lines_of(parts[1], measure(5))[0] == "w13 w14 w15 w16 w17 "
    assert lines_of(parts[1], measure(5) - 0.1)[0] == "w13 w14 w15 w16 "


def test_looks_and_links_go_with_their_words() -> None:
    look, link, red = style(), Element("Link"), Color(1, 0, 0)
    runs = (
        Run(words(10) + " ", look),
        Run(words(6, first=11), look, color=red, link="https://clinic.example", element=link),
        Run(" " + words(8, first=17), look),
    )
    parts = split(Paragraph(runs, look, Element("P")), measure(4), 3)
    assert parts is not None
    assert [(run.text, run.color, run.element) for run in parts[0].runs] == [
        (words(10) + " ", None, None),
        ("w11 w12 ", red, link),
    ]
    assert [(run.text, run.color, run.element) for run in parts[1].runs] == [
        (words(4, first=13), red, link),
        (" " + words(8, first=17), None, None),
    ]


@pytest.mark.parametrize("count", range(1, 5))
def test_the_parts_of_any_runs_say_what_the_whole_says(count: int) -> None:
    """Wherever runs begin and end: before, within, behind a space, with two of them or none."""
    look = style()
    for gaps in itertools.product((" ", "", "  "), repeat=4):
        texts = [words(3, first=3 * number) + gap for number, gap in enumerate(gaps)]
        whole = Paragraph(tuple(Run(text, look) for text in texts), look)
        parts = split(whole, measure(2), count, force=True)
        assert parts is not None
        assert parts[0].plain + parts[1].plain == whole.plain
        assert "".join(lines_of(parts[0], 1000.0)).split() == parts[0].plain.split()
        assert "".join(lines_of(parts[1], 1000.0)).split() == parts[1].plain.split()


def test_what_is_asked_of_a_part_is_answered_for_its_words() -> None:
    wide = "a" * 12
    parts = split(paragraph(f"{wide} {words(30)}"), measure(4), 3)
    assert parts is not None
    head, tail = parts
    assert head.widest_word == pytest.approx(width(wide))
    assert tail.widest_word == pytest.approx(width("w01"))
    assert tail.wrap(measure(4)) == len(lines_of(tail, measure(4))) * LEADING
    assert tail.wrap(1000.0) == LEADING
    assert shortened(tail, measure(4)).plain == " ".join(tail.plain.split()[:3]) + "…"


def test_only_the_head_is_where_links_to_a_paragraph_lead() -> None:
    parts = split(replace(paragraph(words(24)), anchor="here"), measure(4), 3)
    assert parts is not None
    assert [part.anchor for part in parts] == ["here", ""]


# Drawing -----------------------------------------------------------------------------------


def test_lines_are_drawn_a_leading_apart_from_the_top() -> None:
    text = paragraph(words(6))
    lines = drawn(text, measure(2))
    assert [line.text for line in lines] == ["w01 w02 ", "w03 w04 ", "w05 w06"]
    assert [TOP - line.baseline for line in lines] == pytest.approx(
        [text.style.baseline + LEADING * n for n in range(3)]
    )
    assert {line.x for line in lines} == {0.0}


def test_each_element_of_a_line_is_drawn_by_itself() -> None:
    look, own, link = style(), Element("P"), Element("Link", alt="a clinic")
    runs = (
        Run("w01 ", look),
        Run("w02", look, link="https://clinic.example", element=link),
        Run(" w03", look),
    )
    canvas = sheet()
    Paragraph(runs, look, own).draw(canvas, 0.0, TOP, 500.0)
    assert [line.text for line in canvas.record.texts] == ["w01 ", "w02 ", "w03"]
    assert [line.x for line in canvas.record.texts] == pytest.approx([0, width("w01 "), width("w01 w02 ")])
    assert (own.drawn, link.drawn) == ("w01 w03", "w02 ")


def test_a_text_is_shortened_to_one_line_by_whole_words() -> None:
    text = paragraph("w01 w02, w03 w04")
    assert shortened(text, measure(5)) is text
    assert shortened(text, measure(3)).plain == "w01 w02…"
    assert shortened(text, 1.0).plain == "…"


def test_the_faces_of_the_toys_are_what_the_tests_count_on() -> None:
    assert len({width(word) for word in words(60).split()}) == 1
    assert chain()[0] is not chain(700)[0]

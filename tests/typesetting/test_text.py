"""Paragraphs: where one is parted, what its parts hold, and how its lines are drawn."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest

from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import NBSP
from clinicpress.looks.color import Color
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.text import Paragraph, known_copy, shortened
from tests.typesetting.toys import LEADING, TOP, drawn, lines_of, measure, paragraph, sheet, style, width, words


def parts_in(text: Paragraph, wide: float, count: int) -> list[list[str]]:
    """Part a paragraph below so many lines, and return the lines of both parts."""
    return [lines_of(part, wide) for part in text.parted(wide, count)]


# Parting -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "torn"),
    [
        (1, []),
        (2, ["line_alone"]),
        (3, ["line_alone", "line_alone"]),
        (4, ["line_alone", "few_lines", "line_alone"]),
        (6, ["line_alone", "few_lines", "paragraph", "few_lines", "line_alone"]),
    ],
)
def test_a_paragraph_can_be_parted_below_each_line_and_says_how_few_that_leaves(lines: int, torn: list[str]) -> None:
    course = paragraph(words(lines * 4)).course(measure(4))
    assert [each.torn for each in course.breaks] == [(name,) for name in torn]
    assert [(each.foot, each.top) for each in course.breaks] == [(n * LEADING, n * LEADING) for n in range(1, lines)]
    assert (course.height, course.give) == (lines * LEADING, 0.0)


def test_a_heading_of_several_lines_is_kept_whole() -> None:
    course = paragraph(words(12), keep_next=True).course(measure(4))
    assert {each.torn for each in course.breaks} == {("kept",)}


@pytest.mark.parametrize(("count", "balance"), [(25, "no"), (14, "full"), (34, "full"), (25, "last-word")])
def test_the_parts_have_the_lines_of_the_whole(count: int, balance: str) -> None:
    """Set to the measure at which it was parted, no part is broken anew: its last line was seen to in the whole."""
    whole = paragraph(words(count), balance=balance)
    lines = lines_of(whole, measure(4))
    for room in range(1, len(lines)):
        assert parts_in(whole, measure(4), room) == [lines[:room], lines[room:]]


@pytest.mark.parametrize("other", [2, 3, 5, 7, 24])
def test_a_part_set_to_another_measure_says_just_the_words_that_it_has(other: int) -> None:
    """The tail begins with the first word that the head has not, in a panel or column of any width."""
    head, tail = paragraph(words(24)).parted(measure(4), 3)
    assert "".join(lines_of(head, measure(other))) == words(12) + " "
    assert "".join(lines_of(tail, measure(other))) == words(12, first=13)


def test_a_head_set_to_another_measure_does_not_end_as_a_paragraph_does() -> None:
    """Its last line is not the paragraph's: it keeps its space, gets no company and is not balanced."""
    for balance in ("no", "full"):
        whole = paragraph(words(24), balance=balance)
        parts = whole.parted(measure(4), 3)
        assert lines_of(parts[0], measure(11)) == [words(11) + " ", "w12 "]
        assert [line.last for line in parts[0].lines(measure(11))] == [False, False]
        assert lines_of(parts[0], measure(20)) == [words(12) + " "]


def test_a_tail_set_to_another_measure_ends_as_a_paragraph_does() -> None:
    parts = paragraph(words(24)).parted(measure(4), 3)
    assert lines_of(parts[1], measure(11)) == [words(9, first=13) + " ", "w22 w23 w24"]


def test_a_part_that_is_parted_again_holds_what_remains() -> None:
    text: Paragraph = paragraph(words(60))
    said = ""
    for wide in (4, 5, 6):
        parts = text.parted(measure(wide), 3)
        assert "".join(lines_of(parts[0], measure(wide))) == parts[0].plain
        said += parts[0].plain
        text = parts[1]
    assert said + text.plain == words(60)


def test_a_break_within_a_word_goes_on_within_it() -> None:
    word = "abcdefghij" * 8
    whole = paragraph(f"w01 {word} w02")
    lines = lines_of(whole, measure(4))
    head, tail = whole.parted(measure(4), 2)
    assert head.plain + tail.plain == whole.plain
    assert head.plain == "".join(lines[:2])
    assert "".join(lines_of(head, measure(9))) == head.plain, "no space is drawn within a word"
    assert "".join(lines_of(tail, measure(9))) == tail.plain


def test_what_keeps_words_together_keeps_them_in_a_part() -> None:
    whole = paragraph(words(12) + " " + NBSP.join(words(4, first=13).split()) + " " + words(8, first=17))
    parts = whole.parted(measure(4), 3)
    assert lines_of(parts[1], measure(5))[0] == "w13 w14 w15 w16 w17 "
    assert lines_of(parts[1], measure(5) - 0.1)[0] == "w13 w14 w15 w16 "


def test_looks_and_links_go_with_their_words() -> None:
    look, link, red = style(), Element("Link"), Color(1, 0, 0)
    runs = (
        Run(words(10) + " ", look),
        Run(words(6, first=11), look, color=red, link="https://clinic.example", element=link),
        Run(" " + words(8, first=17), look),
    )
    parts = Paragraph(runs, look, Element("P")).parted(measure(4), 3)
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
        parts = whole.parted(measure(2), count)
        assert parts[0].plain + parts[1].plain == whole.plain
        assert "".join(lines_of(parts[0], 1000.0)).split() == parts[0].plain.split()
        assert "".join(lines_of(parts[1], 1000.0)).split() == parts[1].plain.split()


def test_what_is_asked_of_a_part_is_answered_for_its_words() -> None:
    wide = "a" * 12
    head, tail = paragraph(f"{wide} {words(30)}").parted(measure(4), 3)
    assert head.widest_word == pytest.approx(width(wide))
    assert tail.widest_word == pytest.approx(width("w01"))
    assert tail.wrap(measure(4)) == len(lines_of(tail, measure(4))) * LEADING
    assert tail.wrap(1000.0) == LEADING
    assert shortened(tail, measure(4)).plain == " ".join(tail.plain.split()[:3]) + "…"


def test_only_the_head_is_where_links_to_a_paragraph_lead() -> None:
    parts = replace(paragraph(words(24)), anchor="here").parted(measure(4), 3)
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


def test_the_hyphen_of_a_broken_word_is_seen_and_not_heard() -> None:
    """The word is one stretch of marked content, and the hyphen none of it."""
    text, wide = paragraph("a" * 30), width("a" * 20)
    canvas = sheet()
    text.draw(canvas, 0.0, TOP, wide)
    assert text.element is not None
    assert (text.element.drawn, len(text.element.kids)) == ("a" * 30, 1)
    assert canvas.record.furniture[1].strip() == "-"
    [hyphen] = [line for line in canvas.record.texts if line.text == "-"]
    first = text.lines(wide)[0]
    assert (hyphen.x, hyphen.baseline) == (pytest.approx(first.width), canvas.record.texts[0].baseline)
    assert hyphen.x + width("-") <= wide


@pytest.mark.parametrize(
    ("lines", "torn"), [(2, {"kept"}), (5, {"kept"}), (9, {"paragraph", "few_lines", "line_alone"})]
)
def test_what_is_kept_with_what_follows_is_whole_if_it_is_short(lines: int, torn: set[str]) -> None:
    """A long paragraph that leads to a list is torn as any other."""
    breaks = paragraph(words(4 * lines), keep_next=True).course(measure(4)).breaks
    assert {name for each in breaks for name in each.torn} == torn


# What is known again -----------------------------------------------------------------------


def test_a_text_that_is_set_again_has_its_lines_already() -> None:
    text = words(25)
    first, again = (Paragraph(known_copy([Run(text, style())]), style()) for _ in range(2))
    assert again.lines(measure(4)) is first.lines(measure(4))
    assert lines_of(again, measure(4)) == lines_of(paragraph(text), measure(4))
    assert lines_of(again, measure(6)) == lines_of(paragraph(text), measure(6))


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Other words"},
        {"strong": True},
        {"emphasis": True},
        {"color": Color.parse("#123456")},
        {"link": "#here"},
        {"apart": True},
        {"style": replace(style(), leading=99.0)},
    ],
)
def test_a_text_that_differs_in_anything_is_another_one(other: dict[str, Any]) -> None:
    run = Run("The same words", style())
    assert known_copy([run]) is known_copy([Run("The same words", style())])
    assert known_copy([run._replace(**other)]) is not known_copy([run])
    assert [each.text for each in known_copy([run, run._replace(**other)])] == [
        run.text,
        other.get("text", run.text),
    ]


def test_what_belongs_to_an_element_is_of_one_story_only() -> None:
    run = Run("The same words", style(), element=Element("Link"))
    assert known_copy([run]) is not known_copy([run])
    assert known_copy([run])[0].element is run.element

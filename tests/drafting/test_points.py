"""The summary that a draft proposes: the fewest and best sentences of the article, none of which is about the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.inline import without_marks
from clinicpress.content.texts import Unprinted
from clinicpress.desk.editorial import Editorial, load_editorial
from clinicpress.drafting.article import Heading, Item, Items, Paragraph, Piece
from clinicpress.drafting.parts import parted, with_names
from clinicpress.drafting.points import MOST_POINTS, MOST_WORDS, proposed
from clinicpress.ground.problems import Place
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT

PLAIN = "The heart has four parts that work together."


def points(*pieces: Piece, rules: Editorial | None = None) -> dict[str, tuple[str, ...]]:
    rules = rules or load_editorial(Disk(Path(ROOT)), "en")
    assert rules is not None
    return proposed(with_names(parted(pieces)), rules)


def point_of(*pieces: Piece) -> str:
    found = [text for texts in points(Heading("Heart", 1), *pieces).values() for text in texts]
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("text", "point"),
    [
        (f"{PLAIN} Call us if you have a fever.", "Call us if you have a fever."),
        (f"{PLAIN} Call 911 right away if you faint.", "Call 911 right away if you faint."),
        (f"Your heart is a muscle. {PLAIN} Bleeding is a risk of it: get help right away.",
         "Bleeding is a risk of it: get help right away."),
        (f"{PLAIN} It is important to take **all** of the tablets.", "It is important to take **all** of the tablets."),
        (PLAIN, PLAIN),
        (f"{PLAIN} This is why it beats.", PLAIN),
        ("Take [two](#doses) tablets a day. [@guide]", "Take two tablets a day."),
        ("**Take two tablets a day [@guide].**", "**Take two tablets a day.**"),
        ("Take *[two](#doses)* tablets [@guide] [@other] a day.", "Take *two* tablets a day."),
    ],
)  # fmt: skip
def test_a_sentence_that_says_what_to_do_goes_first(text: str, point: str) -> None:
    assert point_of(Paragraph(text)) == point


@pytest.mark.parametrize(
    "text",
    [
        "This helps you to sleep at night.",
        "For example, call your clinic at once.",
        "What is the heart made of?",
        "Do the following each day at home.",
        "Copyright 2020 by the Sample Clinic, all of it.",
        "This page was last updated in May.",
        "The text was reviewed by a sample board.",
        "To learn more, visit the website of the clinic.",
        "Call 1-800-555-0100 if you have any questions.",
        "Call us at a@clinic.example with your questions.",
        "Thank you for filling in all of it.",
        "Rest.",
        f"Walk {'and walk ' * MOST_WORDS}each day.",
        "a line that does not end",
        "☒ I have read the sheet of the clinic.",
        "Write down your weight here: ____ kilograms.",
        "[1] Call us two days before it.",
        "¹ Call us two days before it.",
        "Your stitches come out after ten days.² Call us for it.",
        "More: [the schedule of your clinic](https://clinic.example/schedule).",
        "Please see our map at [clinic.example/map](https://clinic.example/map).",
    ],
)
def test_what_leans_or_is_about_the_page_is_no_point(text: str) -> None:
    assert point_of(Paragraph(text)) == ""


def test_what_may_not_be_printed_as_it_stands_is_no_point() -> None:
    assert point_of(Paragraph("Call us if you have a fever.", doubts=("is it so?",))) == ""
    assert point_of(Paragraph("Call us if you have a fever.", is_caption=True)) == ""


def test_a_list_to_tick_is_no_point() -> None:
    boxes = Items((Item("☐ a fever"), Item("☐ pain")))
    assert point_of(Paragraph("Tick all that you have:"), boxes) == ""


def test_a_list_gives_its_lead_in_with_its_items_where_both_are_short() -> None:
    lead = Paragraph("Call us if you have:")
    short = Items((Item("a **fever**."), Item("pain")))
    assert point_of(lead, short) == "Call us if you have: a **fever**; pain."
    assert point_of(lead, Items(tuple(Item("a sign of something") for _ in range(9)))) == ""
    assert point_of(lead, Items((Item("a fever", (Paragraph("of 38"),)),))) == ""
    assert point_of(lead, Items((Item("a fever"),), numbered=True)) == ""
    assert point_of(lead, Paragraph("Nothing else.")) == ""


def test_a_long_article_gives_few_points_and_one_with_boilerplate_none() -> None:
    many = [piece for at in range(20) for piece in (Heading(f"Part {at}", 1), Paragraph(f"Ask us for the {at} of it."))]
    assert len(points(*many)) == MOST_POINTS
    assert points(Heading("About the author", 1), Paragraph("Call us if you have a fever.")) == {}


def test_what_only_begins_a_section_is_taken_where_nothing_says_what_to_do() -> None:
    plain = [piece for at in range(6) for piece in (Heading(f"Part {at}", 1), Paragraph(PLAIN))]
    assert list(points(*plain)) == ["part-0", "part-1", "part-2"]
    asking = [piece for at in range(4) for piece in (Heading(f"Ask {at}", 1), Paragraph("Ask us for more of it."))]
    assert list(points(*plain, *asking)) == ["ask-0", "ask-1", "ask-2", "ask-3"]


def test_what_is_said_of_a_part_of_a_section_is_not_said_of_the_section() -> None:
    below = (Heading("Stage IV", 2), Paragraph("Call us if you have a fever."))
    assert points(Heading("Stages", 1), Paragraph(PLAIN), *below) == {"stages": (PLAIN,)}


def test_a_section_whose_text_stands_only_below_gives_a_point_of_one_below() -> None:
    first = (Heading("Stage I", 2), Paragraph(PLAIN))
    second = (Heading("Stage II", 2), Heading("At home", 3), Paragraph("Call us if you have a fever."))
    assert points(Heading("Stages", 1), *first, *second) == {"stage-i": (PLAIN,), "at-home": (second[-1].text,)}
    about = (Heading("About the author", 2), Paragraph("Call us if you have a fever."))
    assert points(Heading("Stages", 1), *about) == {}
    assert points(Heading("About the author", 1), *first) == {}


def test_a_language_without_rules_gives_the_beginnings_of_its_sections() -> None:
    rules = Editorial(language=Unprinted("es", Place("")))
    found = points(Heading("¿Qué es?", 1), Paragraph("Es una cirugía del seno. Hay dos."), rules=rules)
    assert {name: [without_marks(text) for text in texts] for name, texts in found.items()} == {
        "que-es": ["Es una cirugía del seno."]
    }

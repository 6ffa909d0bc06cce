"""What a program can decide of both instruments, item by item."""

from __future__ import annotations

import pytest

from clinicpress.desk.editorial import Editorial
from clinicpress.desk.hardwords import unexplained
from clinicpress.desk.readability import read
from clinicpress.desk.scorecard import Scorecard, judge
from tests.brochures import HEAD, with_body


def card_of(body: str, rules: Editorial, head: str = HEAD, heading: str = "Breathe") -> Scorecard:
    reading = read(with_body(body, head, heading), rules)
    return judge(reading, rules, unexplained(reading, rules))


def verdict(card: Scorecard, item: str) -> str:
    [row] = [row for row in card.rows if row.item == item]
    return row.verdict


GOOD = """\
      - paragraph: You can rest at home. Call us if you feel unwell.
      - list: [Water, Bread]
"""
GLANCE = f"{HEAD}at_a_glance: [{{text: Rest.}}]\n"


def test_the_card_has_all_items_of_both_instruments(rules: Editorial) -> None:
    names = [row.item for row in card_of(GOOD, rules).rows]
    pemat = [f"PEMAT-P {number}" for number in (*range(1, 13), *range(15, 27))]
    assert names == [*pemat, *(f"CCI {number}" for number in range(1, 21))]


def test_the_score_says_what_it_leaves_out(rules: Editorial) -> None:
    card = card_of(GOOD, rules)
    met, decided = len(card.of("met")), len(card.of("met", "not met"))
    person, away = len(card.of("for a person")), len(card.of("does not apply"))
    assert decided + person + away == 44
    assert card.score == (
        f"{met} of the {decided} items that a program can decide are met; "
        f"{person} are left to a person, {away} do not apply"
    )


@pytest.mark.parametrize(
    ("item", "body", "said"),
    [
        ("PEMAT-P 3", "      - paragraph: Multidisciplinary rehabilitation necessitates participation.\n", "not met"),
        ("PEMAT-P 3", GOOD, "for a person"),
        ("PEMAT-P 4", "      - paragraph: The hypotension is bad.\n", "not met"),
        ("PEMAT-P 5", "      - paragraph: It was given. You were seen.\n", "not met"),
        ("PEMAT-P 5", GOOD, "met"),
        ("PEMAT-P 6", GOOD, "does not apply"),
        ("PEMAT-P 6", "      - paragraph: Take 2 at night.\n", "for a person"),
        ("PEMAT-P 8", f"      - paragraph: {'word ' * 130}\n", "not met"),
        ("PEMAT-P 11", GOOD, "not met"),
        ("PEMAT-P 12", GOOD, "met"),
        ("PEMAT-P 12", "      - paragraph: Only text.\n", "not met"),
        ("PEMAT-P 12", "      - paragraph: Only **bold** text.\n", "met"),
        ("PEMAT-P 17", "      - figure: {image: a.svg, alt: A}\n", "not met"),
        ("PEMAT-P 17", "      - figure: {image: a.svg, alt: A, caption: B}\n", "met"),
        ("PEMAT-P 17", GOOD, "does not apply"),
        ("PEMAT-P 19", "      - table: {header: [Day, Dose], rows: [[Mon, '2']]}\n", "met"),
        ("PEMAT-P 19", "      - table: {header: [The day of the week on which, Dose], rows: [[Mon, x]]}\n", "not met"),
        ("PEMAT-P 20", GOOD, "met"),
        ("PEMAT-P 20", "      - paragraph: The air is good.\n", "not met"),
        ("PEMAT-P 21", GOOD, "met"),
        ("PEMAT-P 21", "      - paragraph: It is important to ask.\n", "not met"),
        ("PEMAT-P 22", "      - steps: [Sit, Rest]\n", "met"),
        ("PEMAT-P 22", GOOD, "for a person"),
        ("PEMAT-P 23", "      - questions: {items: [Why?]}\n", "met"),
        ("CCI 4", GOOD, "not met"),
        ("CCI 8", GOOD, "met"),
        ("CCI 8", "      - list: [a, b, c, d, e, f, g]\n", "met"),
        ("CCI 8", "      - list: [a, b, c, d, e, f, g, h]\n", "not met"),
        ("CCI 8", "      - paragraph: No list.\n", "not met"),
        ("CCI 11", "      - paragraph: It is not known.\n", "for a person"),
        ("CCI 18", GOOD, "for a person"),
    ],
)  # fmt: skip
def test_an_item_is_decided_by_what_stands_in_the_brochure(item: str, body: str, said: str, rules: Editorial) -> None:
    assert verdict(card_of(body, rules), item) == said


def test_headings_that_say_nothing_and_a_box_on_page_1(rules: Editorial) -> None:
    assert verdict(card_of(GOOD, rules, GLANCE), "PEMAT-P 11") == "met"
    assert verdict(card_of(GOOD, rules, GLANCE), "CCI 10") == "met"
    assert verdict(card_of(GOOD, rules), "PEMAT-P 9") == "for a person"
    assert verdict(card_of(GOOD, rules, heading="Introduction"), "PEMAT-P 9") == "not met"


@pytest.mark.parametrize("item", ["PEMAT-P 8", "PEMAT-P 9", "PEMAT-P 11"])
def test_very_short_material_needs_no_sections(item: str, rules: Editorial) -> None:
    assert verdict(card_of("      - paragraph: You rest.\n", rules), item) == "does not apply"
    assert verdict(card_of("      - paragraph: You rest.\n" * 3, rules), item) != "does not apply"

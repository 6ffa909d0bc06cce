"""Rooms: boxes are as the layout has them for most clinics, and higher by whole lines for one that says more."""

from __future__ import annotations

from typing import Any

import pytest

from clinicpress.content.model import Clinic
from clinicpress.looks.slots import CONTACT, IMPRINT
from clinicpress.press.rooms import with_rooms
from clinicpress.story.answers import Answers
from tests.press.test_box import NAMES
from tests.typesetting.furnished import design

THREE = {
    "phone": ["(555) 555-0100", {"label": "Nurse line", "number": "(555) 555-0111"}, "(555) 555-0122"],
    "fax": "(555) 555-0199",
    "hours": ["Monday to Friday 8 am to 5 pm", "Saturday 9 am to noon"],
    "after_hours": "(555) 555-0911",
}


def more(layout: str, **given: Any) -> dict[str, float]:
    """Return by how much boxes are higher for a clinic."""
    plain = design(layout)
    roomy = with_rooms(plain, Answers(Clinic.model_validate(given)))
    heights = {str(name): box.height for name, box in plain.layout.slots.items()}
    grown = {str(name): box.height - heights[str(name)] for name, box in roomy.layout.slots.items()}
    return {name: by for name, by in grown.items() if by}


@pytest.mark.parametrize("layout", ["handout", "summary"])
@pytest.mark.parametrize("name", NAMES)
def test_boxes_for_most_clinics_are_those_of_the_layout(name: str, layout: str) -> None:
    given = {"tagline": "We listen", "address": ["1 Example Street", "Springfield"], "email": "a@clinic.example"}
    assert more(layout, name=name, phone="(555) 555-0100", logo="logo.svg", **given) == {}


def test_where_there_is_no_clinic_nothing_is_asked() -> None:
    answers = Answers(Clinic())
    with_rooms(design(), answers)
    assert answers.given() == {"named": "", "reachable": ""}


def test_further_numbers_make_the_colophons_box_higher_by_whole_lines() -> None:
    given = {"name": "One", "tagline": "We listen", "address": ["1 Example Street"], "email": "a@clinic.example"}
    leading = design().theme.style("colophon").leading
    [(name, by)] = more("handout", **given, **THREE).items()
    assert name == CONTACT
    assert by % leading == 0
    assert by >= 3 * leading


def test_without_a_colophon_they_stand_at_the_foot_of_the_box() -> None:
    [(name, by)] = more("summary", name="One", **THREE).items()
    assert name == IMPRINT
    assert by >= 2 * design().theme.style("imprint-detail").leading


@pytest.mark.parametrize("layout", ["handout", "summary"])
def test_a_very_long_name_makes_its_box_higher(layout: str) -> None:
    assert more(layout, name="The Department of Pain Medicine of Example " * 4, phone="(555) 555-0100")[IMPRINT] > 0


def test_what_decides_is_remembered_for_the_plate() -> None:
    answers = Answers(Clinic.model_validate({"name": "One", **THREE}))
    with_rooms(design(), answers)
    assert len(answers.given()) == 4

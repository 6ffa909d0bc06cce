"""Extent: lines that a clinic's words take, reckoned by characters, rather too many than too few."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clinicpress.content.model import Clinic
from clinicpress.looks.slots import CONTACT, IMPRINT
from clinicpress.story.clinicwords import FOOTER
from clinicpress.story.extent import BESIDE, DETAILS, IN_ONE, lines_of


def clinic(**values: Any) -> Clinic:
    return Clinic.model_validate({"name": "Test Clinic One", **values})


FULL = clinic(
    phone=["(555) 555-0100", "(555) 555-0111"], fax="(555) 555-0199", hours=["Monday to Friday 8 am to 5 pm"],
    tagline="We listen", address=["1 Example Street", "Springfield"], email="a@clinic.example",
)  # fmt: skip


@pytest.mark.parametrize(
    ("place", "characters", "lines"),
    [
        (FOOTER, 40, 2),
        (FOOTER, 14, 4),
        (IN_ONE, 40, 1),
        (IN_ONE, 30, 2),
        (IMPRINT, 20, 2),
        (IMPRINT, 12, 4),
        (BESIDE, 20, 1),
        (CONTACT, 100, 4),
        (CONTACT, 30, 7),
        (DETAILS, 100, 1),
        (DETAILS, 60, 2),
    ],
)
def test_each_place_has_its_words(place: str, characters: int, lines: int) -> None:
    assert lines_of(place, FULL, characters) == lines


def test_a_clinic_with_one_number_has_no_further_lines() -> None:
    assert lines_of(DETAILS, clinic(phone="(555) 555-0100"), 20) == 0
    assert lines_of(CONTACT, clinic(phone="(555) 555-0100"), 20) == 0


def test_a_logo_takes_room_above_a_name_and_none_beside_it() -> None:
    plain, logo = clinic(), clinic(logo="a.svg")
    assert lines_of(IMPRINT, logo, 20) > lines_of(IMPRINT, plain, 20)
    assert lines_of(BESIDE, logo, 20) == lines_of(BESIDE, plain, 20)


def test_a_name_that_the_logo_holds_takes_none() -> None:
    assert lines_of(BESIDE, clinic(logo="a.svg", logo_has_name=True, phone="555 0100"), 5) == 2


@given(st.text("ab -–\t\u00a0—", max_size=40), st.integers(1, 12))
@example("aa bb aa", 5)
@example("aa bb aa", 4)
def test_a_text_is_broken_as_the_standard_library_breaks_it(text: str, characters: int) -> None:
    words = f"n{text}n"
    assert lines_of(FOOTER, Clinic.model_construct(name=words), characters) == len(textwrap.wrap(words, characters))

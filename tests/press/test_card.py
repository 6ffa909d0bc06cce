"""The card of a clinic: whose address it leads to, and what is said where that does not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.layout import CARD
from tests.imprinting import FULL, SOURCE, drawn_with, filled, lines_of


def test_the_card_names_the_clinics_website_or_a_source(imprint_of: Any) -> None:
    own = filled(imprint_of(FULL), CARD, 120, 140, SOURCE)
    assert lines_of(own)[-1] == "clinic.example"
    assert [link.target for link in own.links] == ["https://clinic.example"]
    other = filled(imprint_of("name: Test Clinic One\n"), CARD, 200, 140, SOURCE)
    assert lines_of(other)[-1] == "source.example/article"
    assert [link.target for link in other.links] == [SOURCE[0]]


def test_a_sources_address_may_be_left_out_but_no_websites(imprint_of: Any) -> None:
    low = 90.0
    assert "source.example" not in "".join(lines_of(filled(imprint_of("name: One\n"), CARD, 200, low, SOURCE)))
    with pytest.raises(InputProblems) as told:
        filled(imprint_of(FULL), CARD, 200, low, SOURCE)
    assert told.value.problems[0].place == Place("clinic.yaml", 6, 10)


def test_an_address_of_too_many_modules_is_told_where_it_stands(imprint_of: Any) -> None:
    long = (f"https://source.example/{'a' * 280}", Place("brochures/sources.yaml", 7, 8))
    with pytest.raises(InputProblems, match="too long") as told:
        filled(imprint_of("name: One\n"), CARD, 400, 400, long)
    assert told.value.problems[0].place == long[1]


def test_an_address_stands_as_far_below_its_code_as_the_theme_says(workspace: Path) -> None:
    near, far = (drawn_with(f"qr_after: {space}", workspace, CARD, 120, 150) for space in (5, 15))
    assert near["clinic.example"][1] - far["clinic.example"][1] == pytest.approx(10)

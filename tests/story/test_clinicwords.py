"""The table of the clinic's words: what is printed where, what gives way first, and what fills a slot."""

from __future__ import annotations

import pytest

from clinicpress.content.locale import Labels
from clinicpress.content.model import Clinic
from clinicpress.content.texts import Line
from clinicpress.ground.problems import Place
from clinicpress.looks.slots import CARD, CONTACT, IMPRINT
from clinicpress.story.clinicwords import FOOTER, PRINTED, Giver, Row, fills, own_words, said_in, styles, with_room

LABELS = Labels.model_validate({**dict.fromkeys(Labels.model_fields, "-"), "page": "{page} {pages}",
    "page_reference": "{page}", "fax": "Fax {fax}", "open": "Open {hours}", "after_hours": "At night {after_hours}",
    "given_to_you_by": "From", "questions_call": "Questions?", "phone": "Call {phone}!",
    "scan_clinic": "Visit us", "scan_source": "Read more"})  # fmt: skip
FULL = Clinic.model_validate(
    {"name": "Test  Clinic", "tagline": "For all", "address": ["1 Example Street", "Springfield"],
     "phone": "(555) 555-0100", "email": "a@clinic.example", "website": "https://clinic.example/"}
)  # fmt: skip
SOURCE = Line("https://source.example/a/", Place("brochures/sources.yaml", 4, 8))


def texts(place: str, giver: Giver) -> list[str]:
    return [said.text for said in said_in(place, giver, LABELS)]


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        (IMPRINT, ["From", "Test Clinic", "Questions?", "(555) 555-0100"]),
        (CONTACT, ["For all", "1 Example Street, Springfield", "a@clinic.example"]),
        (CARD, ["Visit us", "clinic.example"]),
        (FOOTER, ["Test Clinic", "Call (555) 555-0100!"]),
        ("elsewhere", []),
    ],
)
def test_each_place_has_its_lines_in_order(place: str, printed: list[str]) -> None:
    assert texts(place, Giver(FULL, SOURCE)) == printed


def test_a_line_that_the_clinic_has_no_words_for_is_not_printed_nor_is_its_label() -> None:
    named = Giver(Clinic.model_validate({"name": "Test Clinic"}))
    assert {place: texts(place, named) for place in PRINTED} == {
        IMPRINT: ["From", "Test Clinic"],
        CONTACT: [],
        CARD: [],
        FOOTER: ["Test Clinic"],
    }


def test_a_source_stands_on_the_card_of_a_clinic_without_a_website() -> None:
    assert texts(CARD, Giver(Clinic(), SOURCE)) == ["Read more", "source.example/a"]
    assert Giver(Clinic(), SOURCE).address == SOURCE
    assert Giver(FULL, SOURCE).address == "https://clinic.example/"


@pytest.mark.parametrize(
    ("place", "giver", "kept"),
    [
        (IMPRINT, Giver(FULL), [["From", "Test Clinic", "Questions?", "(555) 555-0100"],
                                ["Test Clinic", "Questions?", "(555) 555-0100"], ["Test Clinic", "(555) 555-0100"]]),
        (CARD, Giver(FULL), [["Visit us", "clinic.example"]]),
        (CARD, Giver(Clinic(), SOURCE), [["Read more", "source.example/a"], ["Read more"]]),
    ],
)  # fmt: skip
def test_our_own_words_make_room_for_the_clinics(place: str, giver: Giver, kept: list[list[str]]) -> None:
    assert [[said.text for said in some] for some in with_room(said_in(place, giver, LABELS))] == kept


@pytest.mark.parametrize(
    ("given", "filled"),
    [
        ({}, []),
        ({"name": "Test Clinic"}, [IMPRINT, FOOTER]),
        ({"name": "Test Clinic", "tagline": "For all"}, [IMPRINT, CONTACT, FOOTER]),
        ({"name": "Test Clinic", "address": ["1 Example Street"]}, [IMPRINT, CONTACT, FOOTER]),
        ({"name": "Test Clinic", "email": "a@clinic.example"}, [IMPRINT, CONTACT, FOOTER]),
        ({"name": "Test Clinic", "website": "https://clinic.example"}, [IMPRINT, CARD, FOOTER]),
    ],
)
def test_a_slot_is_filled_where_a_line_is_printed(given: dict[str, object], filled: list[str]) -> None:
    giver = Giver(Clinic.model_validate(given))
    assert [place for place in PRINTED if fills(place, giver)] == filled
    assert [place for place in PRINTED if texts(place, giver)] == filled


def test_words_of_our_own_are_those_around_the_clinics_too() -> None:
    assert [words for words in own_words(LABELS) if words] == [
        *("From", "Questions?", "Call !", "Call !", "Fax ", "Open ", "At night "),
        *("Call !", "Call !", "Fax ", "Open ", "At night ", "Visit us", "Read more", "Call !"),
    ]


def test_a_row_of_ones_own_counts_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    fax = Row("smallprint", lambda giver: [giver.clinic.phone], form=lambda words, labels: f"Fax № {words}")
    monkeypatch.setitem(PRINTED, CONTACT, (*PRINTED[CONTACT], fax))
    giver = Giver(Clinic.model_validate({"name": "Test Clinic", "phone": "(555) 555-0100"}))
    assert fills(CONTACT, giver)
    assert texts(CONTACT, giver) == ["Fax № (555) 555-0100"]
    assert "Fax № " in own_words(LABELS)
    assert "smallprint" in styles()


def test_styles_are_those_of_the_clinics_words() -> None:
    assert styles() == [
        *("imprint-name", "imprint-name-wide", "imprint-label", "imprint-phone", "imprint-phone-wide"),
        *("imprint-detail", "colophon", "colophon-label", "footer-strong", "footer-phone"),
    ]

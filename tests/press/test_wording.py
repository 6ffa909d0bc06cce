"""The wording: what the clinic's file says, place by place, without the table that imprints are drawn by."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from clinicpress.content.locale import Labels
from clinicpress.content.model import Clinic
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import Place
from clinicpress.looks.slots import CARD, CONTACT, IMPRINT
from clinicpress.press import wording
from clinicpress.press.wording import NOTHING, card_wording, said, wording_of
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.schema import check_node

LABELS = Labels.model_validate({**dict.fromkeys(Labels.model_fields, "-"), "page": "{page} {pages}",
    "page_reference": "{page}", "fax": "Fax {fax}", "open": "Open {hours}", "after_hours": "At night {after_hours}",
    "given_to_you_by": "From", "questions_call": "Questions?", "phone": "Call {phone}",
    "scan_clinic": "Visit us", "scan_source": "Read more"})  # fmt: skip
SOURCE = ("https://source.example/a/", Place("brochures/sources.yaml", 4, 8))
FULL = """\
name: Test  Clinic
tagline: For all
address: [1 Example Street, Springfield]
phone: (555) 555-0100
email: a@clinic.example
website: https://clinic.example/
brand_color: "#0F5A66"
"""


def worked_out(folder: Path, text: str, file: str = "clinics/one.yaml") -> wording.Wording:
    (folder / "clinics").mkdir()
    (folder / "clinics/one.yaml").write_text(text, encoding="utf-8")
    clinic = check_node(Disk(folder).read_yaml("clinics/one.yaml"), Clinic)
    return wording_of(clinic, file, LABELS, "#1A2B3C")


def test_every_text_of_the_file_has_its_place(tmp_path: Path) -> None:
    told = worked_out(tmp_path, FULL)
    number = "(555) 555-0100"
    assert told.slots[CONTACT].texts == {("For all", "1 Example Street, Springfield", "a@clinic.example")}
    assert told.slots[IMPRINT].texts == {
        ("From", "Test Clinic", "Questions?", number),
        ("Test Clinic", "Questions?", number),
        ("Test Clinic", number),
    }
    assert told.slots[CARD].texts == {("Visit us", "clinic.example")}
    assert told.slots[CARD].code == "https://clinic.example/"
    assert told.footers == {"Test Clinic\nCall (555) 555-0100", "Test Clinic · Call (555) 555-0100"}
    assert told.color == "0f5a66"


MUCH = """\
name: Test Clinic
phone:
  - {label: Appointments, number: 555 0100 (weekdays)}
  - {label: Nurse, number: +1 555 0111}
  - 555 0122 or 555 0123
fax: 555 0199
hours: [Monday, Tuesday]
after_hours: 911
logo: a.svg
logo_has_name: true
"""
FURTHER = ("Nurse +1 555 0111", "Call 555 0122 or 555 0123", "Fax 555 0199", "Open Monday; Tuesday", "At night 911")


def test_further_lines_stand_in_the_colophon_or_in_the_box_where_there_is_none(tmp_path: Path) -> None:
    told = worked_out(tmp_path, MUCH)
    links = (("Nurse +1 555 0111", "tel:+15550111"), ("At night 911", "tel:911"))
    first = ("Appointments", "555 0100", "(weekdays)")
    assert told.slot(CONTACT, None).texts == {FURTHER}
    assert told.slot(CONTACT, None).links == links
    assert told.slot(IMPRINT, None).texts == {first}, "the logo says the name"
    assert told.slot(IMPRINT, None).pictures == ("Test Clinic",)
    assert told.slot(IMPRINT, None).links == (("555 0100", "tel:5550100"),)
    alone = told.slot(IMPRINT, None, alone=True)
    assert alone.texts == {(*first, *FURTHER)}
    assert alone.links == (("555 0100", "tel:5550100"), *links)
    assert told.footers == {"Test Clinic\nCall 555 0100", "Test Clinic · Call 555 0100"}
    said_further = {"Nurse", "+1 555 0111", "555 0122 or 555 0123", "555 0199", "Monday", "Tuesday", "911"}
    assert set(told.details) == said_further


def test_what_the_file_does_not_say_must_not_be_printed(tmp_path: Path) -> None:
    told = worked_out(tmp_path, "name: Test Clinic\n")
    assert told.slot(CONTACT, None).texts == NOTHING.texts
    assert told.slot(IMPRINT, None).texts == {("From", "Test Clinic"), ("Test Clinic",)}
    assert told.slot(CARD, None) == NOTHING
    assert told.footers == {"Test Clinic"}
    assert told.color == "1a2b3c", "the theme's"


def test_a_house_without_a_name_says_nothing(tmp_path: Path) -> None:
    told = worked_out(tmp_path, "{}\n")
    assert told.name == ""
    assert told.footers == {""}
    assert told.slot(IMPRINT, SOURCE) == NOTHING


def test_without_a_website_the_card_is_the_sources(tmp_path: Path) -> None:
    told = worked_out(tmp_path, "name: Test Clinic\n").slot(CARD, SOURCE)
    assert told.texts == {("Read more", "source.example/a"), ("Read more",)}, "its address stands elsewhere, too"
    assert (told.code, told.pictures) == (SOURCE[0], (f"Read more {SOURCE[0]}",))
    assert told.longest == ("Read more", "source.example/a")
    assert card_wording(SOURCE[0], "Read more").texts == {("Read more", "source.example/a")}


@pytest.mark.parametrize(
    ("address", "cut"),
    [
        ("https://clinic.example", []),
        ("https://clinic.example/a", []),
        ("https://clinic.example/ab", ["clinic.example/…"]),
        (
            "https://www.pain.clinic.example/a/b?c=d&e#fg",
            [
                *("www.pain.clinic.example/a/b?c=d&e#…", "www.pain.clinic.example/a/b?…"),
                *("www.pain.clinic.example/a/…", "www.pain.clinic.example/…"),
                "….pain.clinic.example/…",
            ],
        ),
        ("https://a.b.c.d.example", ["….b.c.d.example", "….c.d.example"]),
    ],
)
def test_an_address_may_only_be_cut_at_its_signs(address: str, cut: list[str]) -> None:
    shown = address.removeprefix("https://")
    assert card_wording(address, "Go to").texts == {("Go to", each) for each in (shown, *cut)}


@pytest.mark.parametrize("logo", ["", "logo: logo.svg\n"])
def test_a_logo_is_named_for_the_clinic(logo: str, tmp_path: Path) -> None:
    told = worked_out(tmp_path, f"name: Test Clinic\n{logo}")
    assert told.slots[IMPRINT].pictures == (("Test Clinic",) if logo else ())


def test_a_word_from_another_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyProof, match=r"“Test  Clinic” is from clinics/one.yaml, not from clinics/two.yaml"):
        worked_out(tmp_path, FULL, "clinics/two.yaml")


def test_texts_are_compared_composed_and_with_single_spaces() -> None:
    assert said("Cafe\u0301 \u200b\u00a0 One\n") == "Café One"
    assert said(None) == ""


def test_it_knows_nothing_of_how_an_imprint_is_drawn() -> None:
    """Else it would prove nothing: a wrong row would be wrong in both."""
    tree = ast.parse(Path(wording.__file__).read_text(encoding="utf-8"))
    used = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not used & {"clinicpress.story.clinicwords", "clinicpress.press.imprint", "clinicpress.press.card"}

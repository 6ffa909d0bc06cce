"""The content model: what each key takes and what it says of anything else."""

from __future__ import annotations

import datetime as dt

import pytest

from clinicpress.content.blocks import Paragraph, kind_of
from clinicpress.content.model import Aside, Brochure, Clinic, Editions, texts_of
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import Strict, check_node

BROCHURE = """\
title: Breathing
language: en
version: "1"
published: 2026-11-01
sources: [guide]
"""


def read(text: str, model: type[Strict]) -> Strict:
    return check_node(parse_yaml("a.yaml", text), model)


def said_of(text: str, model: type[Strict]) -> list[str]:
    with pytest.raises(InputProblems) as told:
        read(text, model)
    return [problem.message for problem in told.value.problems]


@pytest.mark.parametrize(
    ("text", "model", "said"),
    [
        ("brand_color:", Clinic, "this colour has no value"),
        ("phone: 555 0100", Clinic, "a clinic with an imprint needs a “name”"),
        ("pull: a\nterm: b", Aside, "an aside is either a term or a pull, not both"),
        ("term: b", Aside, "an aside needs “term” and “means”, or “pull”"),
        (BROCHURE.replace("[guide]", "[]"), Brochure, "the brochure names no source"),
        (
            "editions: {a: {theme: calm, layouts: [handout]}}\nmatrix: {exclude: [{}]}",
            Editions,
            "an exclusion needs at least one key, for example “clinic: …”",
        ),
    ],
)
def test_a_mistake_is_told_in_plain_words(text: str, model: type[Strict], said: str) -> None:
    assert said in said_of(text, model)


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("hours: {Monday: 8 am to 5 pm, Friday: closed}", "text is expected here", "“Monday 8 am to 5 pm” as"),
        ("address: {street: 1 Example Street}", "text is expected here", "“street 1 Example Street” as"),
        ("fax: [(555) 555-0102]", "one number is expected here", "without brackets, such as (555) 555-0100"),
        ("fax: {number: (555) 555-0102}", "one number is expected here", "without brackets"),
        ("logo:", "this logo has no value", "write the name of its file in clinics/, or delete the line"),
        ("website: https://clinic .example", "there is a space in “https://clinic .example”", "it out: https://clinic.example"),
        ("website: https://clinic.example/a b", "there is a space in “https://clinic.example/a b”", "from the browser"),
        ("website: clinic.example /a", "there is a space in “clinic.example /a”", "from the browser, with https://"),
        ("website: our page", "“our page” is not a web address", "begin with https://"),
    ],
)  # fmt: skip
def test_what_a_clinic_writes_in_another_form_is_told_with_a_way_out(text: str, said: str, hint: str) -> None:
    with pytest.raises(InputProblems) as told:
        read(f"name: One\n{text}\n", Clinic)
    [problem] = told.value.problems
    assert problem.message == said
    assert hint in problem.hint


def test_what_is_right_is_read_as_it_is_meant() -> None:
    brochure = read(f"{BROCHURE}sections:\n  - id: a\n    heading: A\n    body: [{{paragraph: Rest.}}]\n", Brochure)
    assert isinstance(brochure, Brochure)
    assert (brochure.published, brochure.reviewed) == (dt.date(2026, 11, 1), None)
    [block] = brochure.sections[0].body
    assert isinstance(block, Paragraph)
    assert kind_of(block) == "paragraph"
    assert texts_of(brochure.sections) == ["a", "A", "Rest."]


def test_an_empty_clinic_is_a_blank_box_and_one_with_a_colour_too() -> None:
    assert read("{}", Clinic) == Clinic()
    assert read("brand_color: '#123456'", Clinic) != Clinic()


@pytest.mark.parametrize(
    ("typed", "phones"),
    [
        ("phone: 0445550100", [(None, "0445550100")]),
        ("phone: [555 0100, 555 0199]", [(None, "555 0100"), (None, "555 0199")]),
        ("phone: {label: Desk, number: 555 0100}", [("Desk", "555 0100")]),
        ("phone:\n  - 555 0100\n  - {label: Desk, number: 555 0199}", [(None, "555 0100"), ("Desk", "555 0199")]),
        ("phone:", []),
    ],
)
def test_a_clinic_has_one_number_or_several(typed: str, phones: list[tuple[str | None, str]]) -> None:
    clinic = read(f"name: One\n{typed}\n", Clinic)
    assert isinstance(clinic, Clinic)
    assert [(each.label, each.number) for each in clinic.phones] == phones
    assert clinic.phone == (phones[0][1] if phones else None)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("address: 1 Example Street", [("1 Example Street", 2, 10)]),
        ("address: |\n  1 Example Street\n\n  Springfield", [("1 Example Street", 3, 3), ("Springfield", 5, 3)]),
        ("address: [1 Example Street, Springfield]", [("1 Example Street", 2, 11), ("Springfield", 2, 29)]),
        ("address:", []),
    ],
)
def test_lines_are_a_list_or_a_text_with_a_line_for_each(typed: str, lines: list[tuple[str, int, int]]) -> None:
    clinic = read(f"name: One\n{typed}\n", Clinic)
    assert isinstance(clinic, Clinic)
    assert [(str(line), line.place.line, line.place.column) for line in clinic.address] == lines


@pytest.mark.parametrize("typed", ["'#0F5A66'", "0F5A66", "'#0f5a66'"])
def test_a_colour_is_known_with_and_without_its_sign(typed: str) -> None:
    clinic = read(f"name: One\nbrand_color: {typed}\n", Clinic)
    assert isinstance(clinic, Clinic)
    assert clinic.brand_color is not None
    assert clinic.brand_color.upper() == "#0F5A66"


def test_three_digits_of_a_colour_stand_for_six() -> None:
    clinic = read("name: One\nbrand_color: '#15A'\n", Clinic)
    assert isinstance(clinic, Clinic)
    assert (clinic.brand_color, clinic.brand_color and clinic.brand_color.place.column) == ("#1155AA", 14)

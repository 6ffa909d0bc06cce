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

"""The compositor: lines in the sizes of their styles, with their labels, and one beside the other."""

from __future__ import annotations

import pytest

from clinicpress.content.locale import load_locale
from clinicpress.content.model import Clinic
from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import Place
from clinicpress.looks.slots import CONTACT, IMPRINT
from clinicpress.press.compositor import WHOLE, Compositor, rows_height
from clinicpress.story.clinicwords import Giver, Said, said_in
from clinicpress.typesetting.text import Paragraph
from tests.typesetting.furnished import WORKSPACE, design

COMPOSITOR = Compositor(design().theme)
CLINIC = Clinic.model_validate(
    {"name": "Test Clinic One", "phone": ["(555) 555-0100", {"label": "Nurse line", "number": "(555) 555-0111"}],
     "fax": "(555) 555-0199"}
)  # fmt: skip


def said_of(place: str) -> dict[str, Said]:
    labels = load_locale(WORKSPACE, Unprinted("en", Place("a.yaml"))).labels
    return {said.text: said for said in said_in(place, Giver(CLINIC), labels)}


@pytest.mark.parametrize(("measure", "size"), [(140, 14), (98, 13), (20, 10.5)])
def test_a_line_is_as_large_as_one_line_allows(measure: float, size: float) -> None:
    assert COMPOSITOR.largest(said_of(IMPRINT)["(555) 555-0100"], measure).style.size == size


def test_a_label_is_set_in_another_style_than_the_number() -> None:
    text = COMPOSITOR.line(said_of(CONTACT)["Nurse line (555) 555-0111"])
    assert isinstance(text, Paragraph)
    assert [(run.text, run.style.name) for run in text.runs] == [
        ("Nurse line ", "colophon-label"),
        ("(555) 555-0111", "colophon"),
    ]


def test_a_name_is_set_in_few_lines_and_in_more() -> None:
    said = said_of(IMPRINT)["Test Clinic One"]
    name = COMPOSITOR.name(said)
    found = [name.set(lines, 90, name.sizes[1]) for lines in name.broken(90, 60, name.sizes[1])]
    assert [(len(text.lines(90)), text.style.size) for text in found] == [(2, 13), (3, 13)]


@pytest.mark.parametrize("measure", [60, 90, 104, 180])
def test_in_no_size_a_name_has_fewer_lines_than_it_is_known_to_have(measure: float) -> None:
    name = COMPOSITOR.name(said_of(IMPRINT)["Test Clinic One"])
    for style, fewest in zip(name.sizes, name.fewest(measure), strict=True):
        lines, *_ = name.broken(measure, 200, style)
        assert 1 <= fewest <= len(lines.parts)


def test_lines_stand_beside_each_other_as_far_as_a_row_has_room() -> None:
    lines = [(COMPOSITOR.line(said), said.link) for said in said_of(CONTACT).values()]
    width = sum(text.breadth(WHOLE) for text, _ in lines) + 16
    assert rows_height(lines, width, 16) == lines[0][0].style.leading
    assert rows_height(lines, width - 1, 16) == 2 * lines[0][0].style.leading

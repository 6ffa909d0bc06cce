"""What the pages of marketing's desk are told."""

from __future__ import annotations

import pytest

from clinicpress.copydesk.proofs import Proof, Spot
from clinicpress.copydesk.telling import page_of, told_problems, told_proof
from clinicpress.ground.problems import Place, Problem

NAME = "brochures/breathing/en.yaml"


@pytest.mark.parametrize(
    ("file", "page"),
    [
        (NAME, "/edit/brochures/breathing/en"),
        ("clinics/one.yaml", "/edit/clinics/one"),
        ("brochures/sources.yaml", "/edit/sources"),
        ("editions.yaml", "/edit/editions"),
        ("templates/themes/calm.yaml", None),
        ("clinics/one/logo.svg", None),
    ],
)
def test_files_have_pages_where_they_are_edited(file: str, page: str | None) -> None:
    assert page_of(file) == page


def test_problems_of_other_files_lead_there() -> None:
    problems = [Problem(Place(NAME, 2, 3), "odd"), Problem(Place("brochures/sources.yaml", 1), "odd")]
    own, other = told_problems([(problems[0], ("title",)), (problems[1], ("x",))], NAME)
    assert (own["path"], own["line"], own["own"]) == (("title",), 2, True)
    assert (other["path"], other["href"], other["called"]) == (None, "/edit/sources", "The sources")


def test_of_a_label_and_its_text_the_text_is_meant() -> None:
    places = Place(NAME, 1), Place("templates/locales/en.yaml"), Place("clinics/one.yaml")
    spots = tuple(Spot(1, 0.1, 0.2, 0.3, 0.4, (place,)) for place in places)
    texts = [[(("label",), "Limits"), (("text",), "It is not for everybody.")], [], []]
    told = told_proof(Proof(b"", 1, (612, 792), spots), texts, "key")["spots"]
    assert [spot["path"] for spot in told] == [("text",), None]
    assert told[0]["paths"] == [("label",), ("text",)]
    assert told[1]["href"] == "/edit/clinics/one"

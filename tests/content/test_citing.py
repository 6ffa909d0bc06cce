"""Sources, references and links: all that a brochure refers to must be there."""

from __future__ import annotations

import pytest

from clinicpress.content.citing import Bibliography, numbered_ids, reference_problems, sources_of
from clinicpress.content.model import Source
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import check_node
from tests.brochures import HEAD, with_sections

BODY = "- id: a\n  heading: A\n  body:\n    - paragraph: {}\n"
SOURCE = check_node(parse_yaml("brochures/sources.yaml", "short: A sample\nfull: A sample"), Source)
KNOWN = Bibliography({"guide": SOURCE, "study": SOURCE}, {})


def problems(paragraph: str, more: str = "", known: Bibliography = KNOWN) -> list[tuple[int, str]]:
    brochure = with_sections(BODY.format(paragraph), HEAD + more)
    return [(each.place.line, each.message) for each in reference_problems(brochure, lambda: known)]


def test_sources_and_references_are_numbered_together() -> None:
    none = with_sections(BODY.format("B"), f"{HEAD}references: [study, guide]\n")
    assert (sources_of(none), numbered_ids(none)) == ((), ("study", "guide"))
    some = with_sections(BODY.format("B"), f"{HEAD}references: [study]\n")
    some = some.model_copy(update={"sources": ("guide",)})
    assert (sources_of(some), numbered_ids(some)) == (("guide",), ("guide", "study"))


@pytest.mark.parametrize("paragraph", ["See [@guide].", "See [below](#a).", "See [a page](https://sample.example)."])
def test_what_is_there_can_be_referred_to(paragraph: str) -> None:
    assert not problems(paragraph, "references: [guide]\n")


@pytest.mark.parametrize(
    ("paragraph", "head", "line", "message"),
    [
        ("See [@study].", "", 10, "the source “study” is cited but not listed under “sources” or “references”"),
        ("See [@studi].", "", 10, "unknown source “studi”"),
        ("B", "references: [studi]\n", 6, "unknown source “studi”"),
        ("B", "references: [study, study]\n", 6, "the source “study” is listed twice"),
        ("See [below](#b).", "", 10, "no section of this brochure has the id “b”"),
        ("See [a page](sample.example).", "", 10, "“sample.example” is not an address that a link can lead to"),
    ],
)
def test_what_is_not_there_is_told_where_it_is_named(paragraph: str, head: str, line: int, message: str) -> None:
    assert problems(paragraph, head) == [(line + (1 if head and line > 6 else 0), message)]


def test_a_bibliography_that_cannot_be_read_is_told_only_where_it_is_needed() -> None:
    broken = Problem(Place("brochures/sources.yaml", 1, 1), "broken")

    def read() -> Bibliography:
        raise InputProblems([broken])

    listed = with_sections(BODY.format("B"), f"{HEAD}references: [study]\n")
    assert reference_problems(listed, read) == [broken]
    assert not reference_problems(with_sections(BODY.format("B")), read)

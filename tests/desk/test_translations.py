"""A translation has the sections of its origin, with the same parts in the same places, and is as new."""

from __future__ import annotations

import pytest

from clinicpress.content.model import Brochure
from clinicpress.desk.translations import _older, translation_problems
from tests.brochures import HEAD, with_body, with_sections

REST = "- id: a\n  heading: A\n  body: [{paragraph: Rest.}]\n"


def told(origin: Brochure, other: Brochure) -> list[str]:
    return [problem.message for problem in translation_problems([("en", origin), ("es", other)])]


@pytest.mark.parametrize(
    ("version", "other", "older"),
    [
        ("1.9", "1.10", True),
        ("1.10", "1.9", False),
        ("1.0", "1.0", False),
        ("2026-11", "2026-12", True),
        ("a", "b", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, other: str, older: bool) -> None:
    assert _older(version, other) == older


def test_a_translation_that_lacks_a_section_or_is_older_is_told() -> None:
    more = "- {id: b, heading: B}\n- {id: c, heading: C}\n"
    origin = with_sections(f"{REST}{more}", HEAD.replace('version: "1"', 'version: "1.2"'))
    other = with_sections(f"{REST}- {{id: c, heading: C}}\n- {{id: d, heading: D}}\n")
    assert told(origin, other) == [
        "this translation lacks the section “b” of en.yaml",
        "en.yaml has no section “d”",
        "this translation is older than en.yaml: version 1, there 1.2",
    ]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2026-11-02", []),
        ("2026-11-01", []),
        ("2026-10-31", ["this translation is older than en.yaml: published 2026-10-31, there 2026-11-01"]),
    ],
)
def test_a_translation_that_was_published_before_its_origin_is_told(published: str, expected: list[str]) -> None:
    assert told(with_sections(REST), with_sections(REST, HEAD.replace("2026-11-01", published))) == expected


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ("  sections: [{id: b, heading: B}, {id: c, heading: C}]\n", []),
        (
            "  sections: [{id: c, heading: C}, {id: b, heading: B}]\n",
            ["the sections stand in another order than in en.yaml, from “c” on"],
        ),
        ("  sections: [{id: b, heading: B}]\n", ["this translation lacks the section “c” of en.yaml"]),
        (
            "  sections: [{id: b, heading: B, sections: [{id: c, heading: C}]}]\n",
            ["in en.yaml the section “c” stands below “a”"],
        ),
        (
            "  sections: [{id: b, heading: B}]\n- {id: c, heading: C}\n",
            ["in en.yaml the section “c” stands below “a”"],
        ),
    ],
)
def test_sections_are_looked_for_wherever_they_stand(sections: str, expected: list[str]) -> None:
    origin = with_sections(f"{REST}  sections: [{{id: b, heading: B}}, {{id: c, heading: C}}]\n")
    assert told(origin, with_sections(REST + sections)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("      - list: [Agua, {text: Pan, body: [{list: [Uno, Dos]}]}]\n", ""),
        (
            "      - list: [Agua, {text: Pan, body: [{list: [Uno]}]}]\n",
            "“list:” with 1 part where en.yaml holds “list:” with 2 parts",
        ),
        ("      - list: [Agua, Pan]\n", "nothing more where en.yaml holds “list:” with 2 parts"),
        (
            "      - paragraph: Pan.\n      - list: [Agua, {text: Pan, body: [{list: [Uno, Dos]}]}]\n",
            "1 paragraph where en.yaml holds “list:” with 2 parts",
        ),
    ],
)
def test_what_a_section_holds_is_compared_by_kind_and_number(body: str, expected: str) -> None:
    origin = with_body("      - list: [Water, {text: Bread, body: [{list: [One, Two]}]}]\n")
    assert told(origin, with_body(body)) == ([f"the section “a” holds {expected}"] if expected else [])


def test_every_kind_of_block_is_compared_with_itself() -> None:
    body = """\
      - paragraph: |-
          One.

          Two.
      - steps: {start: 3, items: [a, b]}
      - callout: {role: note, body: [{paragraph: x}]}
      - table: {header: [a], rows: [[b], [{body: [{paragraph: y}]}]]}
      - figure: {image: a.svg, alt: A}
      - figures: [{image: a.svg, alt: A}, {image: b.svg, alt: B}]
      - beside: {figure: {image: a.svg, alt: A}, body: [{paragraph: z}]}
      - icons: {items: [{icon: lungs, label: x}]}
      - questions: {items: [Why?]}
      - pros_cons: {pros: [a], cons: [b, c]}
      - glossary: [{term: a, means: b}]
"""
    assert told(with_body(body), with_body(body)) == []
    fewer = with_body(body.replace("          One.\n\n", "").replace("cons: [b, c]", "cons: [b]"))
    assert told(with_body(body), fewer) == ["the section “a” holds 1 paragraph where en.yaml holds 2 paragraphs"]
    fewer = with_body(body.replace("cons: [b, c]", "cons: [b]"))
    assert told(with_body(body), fewer) == [
        "the section “a” holds “pros_cons:” with 2 parts where en.yaml holds “pros_cons:” with 3 parts"
    ]

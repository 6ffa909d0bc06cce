"""A translation beside its origin: what is missing, more, or of another kind is told once, at its place."""

from __future__ import annotations

import re
import textwrap

import pytest

from clinicpress.content.model import Brochure
from clinicpress.desk.parity import Parity
from tests.brochures import HEAD, with_body, with_sections

REST = "- id: a\n  heading: A\n  body: [{paragraph: Rest.}]\n"


def told(origin: Brochure, other: Brochure) -> list[str]:
    return [problem.message for problem in Parity(other, origin, "en.yaml").problems]


def lines(origin: Brochure, other: Brochure) -> list[int]:
    return [problem.place.line for problem in Parity(other, origin, "en.yaml").problems]


def test_sections_that_are_missing_or_more_are_told_where_they_would_stand() -> None:
    origin = with_sections(f"{REST}- {{id: b, heading: B}}\n- {{id: c, heading: C}}\n")
    other = with_sections(f"{REST}- {{id: c, heading: C}}\n- {{id: d, heading: D}}\n")
    assert told(origin, other) == ["this translation lacks the section “b” of en.yaml", "en.yaml has no section “d”"]
    assert lines(origin, other) == [7, 11]


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ("  sections: [{id: b, heading: B}, {id: c, heading: C}]\n", []),
        (
            "  sections: [{id: c, heading: C}, {id: b, heading: B}]\n",
            ["the sections stand in another order than in en.yaml, from “c” on"],
        ),
        ("  sections: [{id: b, heading: B}]\n", ["this translation lacks the section “c” of en.yaml"]),
        ("", ["this translation lacks the sections “b”, “c” of en.yaml"]),
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


def test_what_a_missing_section_holds_is_not_told_again() -> None:
    deep = "- id: b\n  heading: B\n  sections: [{id: c, heading: C}]\n"
    assert told(with_sections(REST + deep), with_sections(REST)) == [
        "this translation lacks the section “b” of en.yaml"
    ]


BODY = """\
- paragraph: |-
    One.

    Two.
- list: [Water, {text: Bread, body: [{list: [One, Two]}]}]
- steps: {start: 3, items: [a, b]}
- callout: {role: note, title: T, body: [{paragraph: x}]}
- table: {caption: C, header: [a, b], rows: [[c, d], [{body: [{paragraph: y}]}, e]]}
- figure: {image: a.svg, alt: A}
- figures: [{image: a.svg, alt: A}, {image: b.svg, alt: B}]
- beside: {figure: {image: a.svg, alt: A}, body: [{paragraph: z}]}
- icons: {items: [{icon: lungs, label: x}]}
- questions: {items: [Why?]}
- pros_cons: {pros: [a], cons: [b, c]}
- glossary: [{term: a, means: b}]
"""


@pytest.mark.parametrize(
    ("old", "new", "expected", "line"),
    [
        ("", "", "", 0),
        ("    One.\n\n", "", "1 paragraph here, 2 in en:10", 10),
        ("[Water, ", "[", "1 item of “list” here, 2 items in en:14", 14),
        ("[One, Two]", "[One]", "1 item of “list” here, 2 items in en:14", 14),
        ("[a, b]}\n- call", "[a, b, c]}\n- call", "3 items of “items” here, 2 items in en:15", 15),
        ("start: 3, ", "", "“start” is 1 here and 3 in en.yaml", 15),
        ("title: T, ", "", "this has no “title”, as en:16, has", 16),
        ("role: note", "role: warning", "a callout of the role “warning” stands here where en:16, has “note”", 16),
        ("caption: C, ", "", "this has no “caption”, as en:17, has", 17),
        (", [{body: [{paragraph: y}]}, e]", "", "1 row of “rows” here, 2 rows in en:17", 17),
        ("- figure: {image: a.svg, alt: A}\n", "", "after this, “figure:” is missing, as en:18, has it", 17),
        ("figures: [", "figures: [{image: c.svg, alt: C}, ", "3 pictures of “figures” here, 2 pictures in en:19", 19),
        ("[Why?]", "[Why?, Who?]", "2 items of “items” here, 1 item in en:22", 22),
        ("- questions: {items: [Why?]}", "- list: [Why?]", "“list:” stands here where en:22, has “questions:”", 22),
        ("cons: [b, c]", "cons: [b]", "1 point of “cons” here, 2 points in en:23", 23),
        ("- glossary: ", "- list: [More]\n- glossary: ", "“list:” stands here and not in en.yaml", 24),
    ],
)  # fmt: skip
def test_every_part_is_compared_with_its_own(old: str, new: str, expected: str, line: int) -> None:
    origin, other = with_body(BODY), with_body(BODY.replace(old, new, 1))
    assert told(origin, other) == ([re.sub(r"en:(\d+)", r"en.yaml, line \1", expected)] if expected else [])
    assert lines(origin, other) == ([line] if expected else [])


def test_a_block_that_is_missing_leaves_the_others_their_partners() -> None:
    fewer = with_body(BODY.replace("- questions: {items: [Why?]}\n", "").replace("cons: [b, c]", "cons: [b]"))
    assert told(with_body(BODY), fewer) == [
        "after this, “questions:” is missing, as en.yaml, line 22, has it",
        "1 point of “cons” here, 2 points in en.yaml, line 23",
    ]


def test_summary_points_the_box_on_page_one_and_the_head_are_compared() -> None:
    section = "- id: a\n  heading: A\n  summary: [One, Two]\n"
    origin = with_sections(section, f"{HEAD}subtitle: S\nat_a_glance: [{{text: One}}, {{text: Two}}]\n")
    other = with_sections(section.replace(", Two", ""), f"{HEAD}at_a_glance: [{{text: One}}]\n")
    assert told(origin, other) == [
        "this has no “subtitle”, as en.yaml, line 6, has",
        "1 point of “at_a_glance” here, 2 points in en.yaml, line 7",
        "1 point of “summary” here, 2 points in en.yaml, line 11",
    ]


def test_what_a_language_may_have_of_its_own_is_not_compared() -> None:
    table = "- table: {header: [a, b], rows: [[c, d]]}\n- questions: {items: [Why?]}\n"
    other = table.replace("header", "widths: [1, 2], header").replace("[Why?]", "[Why?], answer_lines: 4")
    more = HEAD + "review_notes: [Ask.]\nreviewer: Nobody\ncodes: [{system: X, code: y}]\n"
    assert told(with_body(table), with_body(other, more)) == []


def test_texts_that_say_the_same_are_paired() -> None:
    origin, other = (
        with_body(textwrap.dedent(f"- list: [{words}]\n- paragraph: {last}\n"))
        for words, last in (("A, B", "C"), ("X, Y", "Z"))
    )
    pairs = Parity(other, origin, "en.yaml").pairs
    assert [(*map(str, pair.here), *map(str, pair.there)) for pair in pairs][-3:] == [
        ("X", "A"),
        ("Y", "B"),
        ("Z", "C"),
    ]

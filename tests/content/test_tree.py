"""The tree of a brochure: sections in sections, and what its shape must not be."""

from __future__ import annotations

import pytest

from clinicpress.content.tree import all_blocks, all_sections, icon_names, pictures, pulled_at, shape_problems, walk
from tests.brochures import with_body, with_sections

NESTED = """\
- id: stages
  heading: Stages
  icon: lungs
  body: [{paragraph: A}]
  sections:
    - id: one
      heading: One
      icon: bed
      sections:
        - {id: one-a, heading: One A, body: [{figure: {image: a.png, alt: A}}]}
    - {id: two, heading: Two, body: [{list: [{text: B, body: [{icons: {items: [{icon: ear, label: C}]}}]}]}]}
- {id: end, heading: End, body: [{paragraph: D}]}
"""


def test_sections_are_walked_each_before_those_below_it() -> None:
    brochure = with_sections(NESTED)
    assert [(stop.level, stop.path) for stop in walk(brochure)] == [
        (1, "stages"),
        (2, "stages/one"),
        (3, "stages/one/one-a"),
        (2, "stages/two"),
        (1, "end"),
    ]
    assert [str(section.id) for section in all_sections(brochure)] == ["stages", "one", "one-a", "two", "end"]
    assert len(all_blocks(brochure)) == 5
    assert list(map(str, icon_names(brochure))) == ["lungs", "bed", "ear"]
    assert list(map(str, pictures(brochure))) == ["a.png"]
    assert not shape_problems(brochure)


@pytest.mark.parametrize(
    ("aside", "at"),
    [
        ("{pull: One is here.}", 0.0),
        ("{pull: '**two**  is there'}", 0.5),
        ("{pull: lungs}", None),
        ("{pull: Three is nowhere.}", None),
        ("{term: One, means: Two}", None),
    ],
)
def test_a_pull_begins_somewhere_in_its_sections_text_or_stands_nowhere_there(aside: str, at: float | None) -> None:
    body = "[{paragraph: One is here.}, {list: [Two is *there*.]}, {icons: {items: [{icon: lungs, label: X}]}}]"
    [section] = with_sections(f"- {{id: one, heading: One, aside: {aside}, body: {body}}}\n").sections
    assert pulled_at(section) == (pytest.approx(at, abs=0.1) if at is not None else None)


def deep(levels: int) -> str:
    text = "[{list: [Deepest]}]"
    for _ in range(levels - 1):
        text = f"[{{list: [{{text: Item, body: {text}}}]}}]"
    return f"- callout: {{role: tip, body: {text}}}"


@pytest.mark.parametrize("levels", [1, 3])
def test_lists_may_stand_three_levels_deep(levels: int) -> None:
    assert not shape_problems(with_body(deep(levels)))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (deep(4), "this list stands too deep: lists can go 3 levels deep"),
        (
            "- table: {header: [A], rows: [[{body: [{table: {header: [B], rows: [[C]]}}]}]]}",
            "a table cannot stand in another table",
        ),
        (
            "- table: {header: [A], rows: [[{body: [{list: [{text: B, body: [{table: {header: [C], "
            "rows: [[D]]}}]}]}]}]]}",
            "a table cannot stand in another table",
        ),
    ],
)
def test_what_stands_too_deep_is_told_at_its_place(body: str, message: str) -> None:
    (problem,) = shape_problems(with_body(body))
    assert problem.message == message
    assert problem.place.line == 10


def test_a_section_that_stands_too_deep_is_told_once() -> None:
    below = "[{id: d, heading: D, sections: [{id: e, heading: E}]}]"
    for name in "cba":
        below = f"[{{id: {name}, heading: {name.upper()}, sections: {below}}}]"
    (problem,) = shape_problems(with_sections(f"- {below[1:-1]}"))
    assert problem.message == "this section stands too deep: “sections” can go 2 levels below the top"
    assert problem.hint == "put it beside “C”, or make it a bold line"


def test_an_id_is_the_same_nowhere_else_in_the_tree() -> None:
    text = NESTED.replace("id: end", "id: one-a")
    (problem,) = shape_problems(with_sections(text))
    assert (problem.message, problem.hint) == ("the id “one-a” is here twice", "it first stands in line 16")
    assert problem.place.line == 18

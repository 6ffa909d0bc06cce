"""Brochures taken apart: no value and no order of blocks can change unseen."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from clinicpress.comparison.passages import Passages, passages_of
from clinicpress.comparison.revisions import compare_details
from clinicpress.comparison.variants import compare_stretches
from clinicpress.content.model import Brochure
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import check_node
from tests.conftest import TESTS

SAMPLER = TESTS / "workspaces" / "sampler" / "brochures" / "every-block" / "en.yaml"


def passages(content: Any) -> Passages:
    node = parse_yaml("en.yaml", yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    return passages_of(check_node(node, Brochure), [], lambda image: "")


def told(old: Any, new: Any) -> list[str]:
    """List all changes between two brochures, words and details."""
    before, after = passages(old), passages(new)
    sections = compare_stretches(before.stretches, after.stretches)
    words = [str(change) for section in sections for change in section.changes]
    return words + [f"{fact.what}: {fact.old} → {fact.new}" for fact in compare_details(before, after, sections)]


def leaves(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(content, (dict, list)):
        inner = content.items() if isinstance(content, dict) else enumerate(content)
        return [leaf for key, value in inner for leaf in leaves(value, (*path, key))]
    return [path]


SAMPLE = yaml.load(SAMPLER.read_text(encoding="utf-8"), yaml.BaseLoader)


DEEP = yaml.load(
    """
title: Stages
language: en
version: "1"
published: 2026-01-01
sources: {none: A sample.}
references: [one, two]
sections:
  - id: stages
    heading: Stages
    body:
      - list: [{text: First, body: [{list: [{text: Second, body: [{paragraph: Third}]}]}]}]
      - steps: {start: 4, label: "Week {n}", items: [Rest, {text: Walk, body: [{paragraph: A mile}]}]}
      - table:
          header: [Day, {text: Doses, columns: 2}]
          rows: [[{text: Mon, rows: 2}, one, two], [{columns: 2, body: [{paragraph: none}, {list: [at all]}]}]]
          row_headers: "true"
          widths: [2, 1, 1]
    sections:
      - id: early
        heading: Early
        sections: [{id: tiny, heading: Tiny, body: [{paragraph: Small}], summary: [Small ones.]}]
      - id: late
        heading: Late
        body:
          - figures: [{image: a.svg, alt: One, width: half}, {image: b.svg, alt: Two, caption: Both}]
          - beside: {figure: {image: c.svg, alt: Three}, body: [{paragraph: Beside it}]}
""",
    yaml.BaseLoader,
)


@pytest.mark.parametrize(
    ("sample", "path"),
    [(sample, path) for sample in (SAMPLE, DEEP) for path in leaves(sample)],
    ids=lambda value: "-".join(map(str, value)) if isinstance(value, tuple) else value["title"].partition(" ")[0],
)
def test_no_value_of_a_brochure_can_change_unseen(sample: Any, path: tuple[Any, ...]) -> None:
    changed = json.loads(json.dumps(sample))
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    others = {"role": {"note": "tip"}.get(holder[path[-1]], "note"), "answer_lines": "7", "language": "es"}
    others |= {"start": "5", "columns": "3", "rows": "3", "row_headers": "false", "width": "third"}
    if "widths" in path:
        others[str(path[-1])] = "7.5"
    dates = {"published", "reviewed", "review_due"}
    new = others.get(str(path[-1]), "2020-01-02" if path[-1] in dates else f"{holder[path[-1]]}zz".strip())
    holder[path[-1]] = new
    assert told(sample, sample) == []
    [change] = told(sample, changed)
    assert new.split()[-1].casefold() in change.casefold()


@pytest.mark.parametrize(
    "old, new",
    [
        ([{"paragraph": "a b"}], [{"paragraph": "a"}, {"paragraph": "b"}]),
        ([{"paragraph": "a"}], [{"list": ["a"]}]),
        ([{"steps": ["a", "b"]}], [{"steps": ["a"]}, {"steps": ["b"]}]),
        (
            [{"callout": {"role": "note", "body": [{"paragraph": "a"}]}}, {"paragraph": "b"}],
            [{"callout": {"role": "note", "body": [{"paragraph": "a"}, {"paragraph": "b"}]}}],
        ),
        ([{"pros_cons": {"pros": ["a", "b"], "cons": ["c"]}}], [{"pros_cons": {"pros": ["a"], "cons": ["b", "c"]}}]),
        (
            [{"table": {"header": ["a"], "rows": [["b"], ["c"]]}}],
            [{"table": {"header": ["a", "b"], "rows": [["c"]]}}],
        ),
        (
            [{"table": {"header": ["a", "b"], "rows": [["", "c"]]}}],
            [{"table": {"header": ["a", "b"], "rows": [["c", ""]]}}],
        ),
        (
            [{"table": {"header": ["a", "b"], "rows": [[None, "c"]]}}],
            [{"table": {"header": ["a", "b"], "rows": [["c", None]]}}],
        ),
    ],
)
def test_the_same_words_in_other_blocks_are_a_change(old: list[Any], new: list[Any]) -> None:
    def whole(body: list[Any]) -> Any:
        section = {"id": "s", "heading": "S", "body": body}
        head = {"title": "T", "language": "en", "version": "1", "published": "2026-01-01", "sources": {"none": "x"}}
        return {**head, "sections": [section]}

    assert told(whole(old), whole(new))


def names_of(content: Any) -> list[str]:
    return [stretch.name for stretch in passages(content).stretches]


def test_sections_below_others_are_named_with_those_they_stand_in() -> None:
    assert [name for name in names_of(DEEP) if name.startswith("Stages")] == [
        "Stages",
        "Stages › Early",
        "Stages › Early › Tiny",
        "Stages › Late",
    ]


def moved(change: Callable[[Any], object]) -> list[str]:
    """List what has moved, and what else changed, after a change to the sections of the deep sample."""
    changed = json.loads(json.dumps(DEEP))
    change(changed["sections"])
    before, after = passages(DEEP), passages(changed)
    sections = compare_stretches(before.stretches, after.stretches)
    facts = [
        f"{fact.section}: {fact.what} {fact.old} → {fact.new}" for fact in compare_details(before, after, sections)
    ]
    return [each.name for each in sections if each.moved] + facts + [str(c) for each in sections for c in each.changes]


def test_a_section_that_is_put_into_another_is_told_as_moved_and_not_as_new_words() -> None:
    def up(sections: Any) -> None:
        sections.append(sections[0]["sections"].pop())

    assert moved(up) == ["Late: stands in the section Stages → "]

    def over(sections: Any) -> None:
        sections[0]["sections"].reverse()

    assert moved(over) == ["Stages › Late"]

    def in_another(sections: Any) -> None:
        sections[0]["sections"][1]["sections"] = [sections[0]["sections"][0].pop("sections")[0]]

    assert moved(in_another) == [
        "Stages › Late › Tiny",
        "Stages › Late › Tiny: stands in the section Stages › Early → Stages › Late",
    ]


def test_items_and_cells_are_the_same_written_short_or_long() -> None:
    def longer(sections: Any) -> None:
        body = sections[0]["body"]
        body[1]["steps"]["items"][0] = {"text": "Rest"}
        body[2]["table"]["rows"][0][1] = {"text": "one", "columns": "1"}

    assert moved(longer) == []

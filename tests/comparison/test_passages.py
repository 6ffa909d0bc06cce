"""Brochures taken apart: no value and no order of blocks can change unseen."""

from __future__ import annotations

import json
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


@pytest.mark.parametrize("path", leaves(SAMPLE), ids=lambda path: "-".join(map(str, path)))
def test_no_value_of_a_brochure_can_change_unseen(path: tuple[Any, ...]) -> None:
    changed = json.loads(json.dumps(SAMPLE))
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    others = {"role": {"note": "tip"}.get(holder[path[-1]], "note"), "answer_lines": "7", "language": "es"}
    dates = {"published", "reviewed", "review_due"}
    new = others.get(str(path[-1]), "2020-01-02" if path[-1] in dates else f"{holder[path[-1]]}zz".strip())
    holder[path[-1]] = new
    assert told(SAMPLE, SAMPLE) == []
    [change] = told(SAMPLE, changed)
    assert new.split()[-1] in change


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

"""Fidelity: what stands beside a text does not change what it says."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.problems import Place
from clinicpress.press.gather import gather
from clinicpress.story.answers import Answers
from clinicpress.story.fidelity import is_ended, misread
from clinicpress.story.given import Count, Words, token
from clinicpress.story.matter import Matter
from clinicpress.story.parsing import parse_story
from clinicpress.workspace.disk import Disk

SAMPLER = Path(__file__).parents[1] / "workspaces" / "sampler"
YAML = Place("brochures/every-block/en.yaml", 900, 1)
"""A place where no text of the brochure stands."""


@cache
def matter() -> Matter:
    catalog = Catalog(Disk(SAMPLER))
    job = Job("plum", "en", "standard", "every-block", "handout")
    return replace(gather(catalog, job, Answers(catalog.clinic("plum"))).matter)


def misreadings(line: str, *texts: Words) -> list[str]:
    """Return what is wrong with a line of texts, which stand as 0, 1, ... in it."""
    for number in range(len(texts)):
        line = line.replace(str(number), token(number))
    root = parse_story(f"<story><p>{line}</p></story>", "templates/toy.j2", texts, lambda source: "1")
    return [problem.message for problem in misread(root, matter())]


def text(words: str) -> Words:
    return Words(words, marked=True, place=YAML)


RIGHT = [
    ("0. 1", "One", "Two"),
    ("0 – 1", "Term", "its meaning"),
    ("0 – 1", "Ask about", "5 mg"),
    ("0 (1)", "One", "Two"),
    ("0 1", "One.", "Two"),
]
WRONG = [
    ("01", "One", "Two", "runs together"),
    ("0 1", "One", "Two", "runs together"),
    ("-0", "5 mg", "", "becomes another number"),
    ("0.1", "Take 2", "5 tablets", "becomes another number"),
    ("0 – 1", "Take 2", "5 tablets", "becomes another number"),
    ("0/1", "Take 1", "2 tablets", "becomes another number"),
    ("· 0 –1", "One", "5 mg", "becomes another number"),
]


@pytest.mark.parametrize(("line", "one", "two"), RIGHT)
def test_texts_may_stand_side_by_side_with_a_sign_between(line: str, one: str, two: str) -> None:
    assert misreadings(line, text(one), text(two)) == []


@pytest.mark.parametrize(("line", "one", "two", "message"), WRONG)
def test_what_makes_another_text_of_two_is_refused(line: str, one: str, two: str, message: str) -> None:
    assert any(message in said for said in misreadings(line, text(one), text(two)))


def test_a_count_stands_behind_a_label_and_nowhere_else() -> None:
    label = Words.of(matter().locale.labels.table)
    assert misreadings("0 1. 2", label, Count("3"), text("Caption")) == []
    assert misreadings("0 1", text("Take."), Count("3")) == [
        "a number that is counted can only stand behind a label: “3”"
    ]


@pytest.mark.parametrize(
    ("words", "ended"), [("One", False), ("One.", True), ("“One?”", True), ("One **two:**", True), ("5 mg", False)]
)
def test_a_text_is_ended_by_a_sign(words: str, ended: bool) -> None:
    assert is_ended(text(words)) is ended
